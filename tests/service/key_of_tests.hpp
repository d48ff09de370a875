// The operator's key, for tests and benchmarks whose main is not their own.
#pragma once

#include "service/operator_key.hpp"

namespace homeward::tests {

struct KeyOfTests {
  static service::OperatorKey key() { return {}; }
};

// An administrator as the command line acts.
inline service::Actor operator_in(AuthorityId authority) {
  return service::operator_in(KeyOfTests::key(), authority);
}

}  // namespace homeward::tests
