#include "store/postgres/libpq.hpp"

#include <dlfcn.h>

#include "store/sql.hpp"

namespace homeward::store {

namespace {

// libpq has kept this name, and what stands behind it, since PostgreSQL 8.
constexpr const char* kLibrary = "libpq.so.5";

[[noreturn]] void fail_without() {
  throw DatabaseError(Failure::lost, ErrorKind::unavailable,
                      "PostgreSQL's client library is not installed here. Install the package "
                      "libpq5, or keep the database in a file (sqlite:FILE).");
}

Libpq load() {
  // Never closed: connections may live until the very end of the program.
  void* const library = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) fail_without();
  Libpq out{};
#define HOMEWARD_USE(name)                                                  \
  out.name = reinterpret_cast<decltype(out.name)>(::dlsym(library, #name)); \
  if (out.name == nullptr) fail_without();
  HOMEWARD_LIBPQ(HOMEWARD_USE)
#undef HOMEWARD_USE
  return out;
}

}  // namespace

const Libpq& pq() {
  static const Libpq kFunctions = load();
  return kFunctions;
}

}  // namespace homeward::store
