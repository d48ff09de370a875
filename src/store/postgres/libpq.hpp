// PostgreSQL's client library, loaded when the first postgres:// database is opened. Loading it,
// with all that it needs in turn (Kerberos, LDAP, TLS), takes longer than checking a whole return,
// and other commands need none of it.
#pragma once

#include <libpq-fe.h>

namespace homeward::store {

// Every function of libpq that is used here.
#define HOMEWARD_LIBPQ(USE) \
  USE(PQclear)              \
  USE(PQcmdTuples)          \
  USE(PQconnectdbParams)    \
  USE(PQconsumeInput)       \
  USE(PQdb)                 \
  USE(PQfinish)             \
  USE(PQflush)              \
  USE(PQfreemem)            \
  USE(PQgetResult)          \
  USE(PQgetisnull)          \
  USE(PQgetlength)          \
  USE(PQgetvalue)           \
  USE(PQhost)               \
  USE(PQisBusy)             \
  USE(PQnotifies)           \
  USE(PQport)               \
  USE(PQputCopyData)        \
  USE(PQputCopyEnd)         \
  USE(PQresultErrorField)   \
  USE(PQresultStatus)       \
  USE(PQsendPrepare)        \
  USE(PQsendQuery)          \
  USE(PQsendQueryPrepared)  \
  USE(PQserverVersion)      \
  USE(PQsetnonblocking)     \
  USE(PQsetSingleRowMode)   \
  USE(PQsocket)             \
  USE(PQstatus)             \
  USE(PQtransactionStatus)

// Its functions under their own names: pq().PQsendQuery(…).
struct Libpq {
#define HOMEWARD_USE(name) decltype(&::name) name;  // NOLINT(bugprone-macro-parentheses)
  HOMEWARD_LIBPQ(HOMEWARD_USE)
#undef HOMEWARD_USE
};

// The loaded library. Throws DatabaseError if it is not installed; never again once it was loaded.
const Libpq& pq();

}  // namespace homeward::store
