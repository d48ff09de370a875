// The command line's own way in, where the operating system has already decided who may.
#pragma once

#include "service/service.hpp"

int main(int argc, char** argv);

namespace homeward {
namespace tests {
struct KeyOfTests;  // tests/, where main is GoogleTest's
}

namespace service {

// Whoever holds it may act as an administrator of any authority. Only a program's main makes one:
// nothing that is reached over the network can.
class OperatorKey {
  OperatorKey() = default;
  friend int ::main(int argc, char** argv);
  friend struct tests::KeyOfTests;
};

// An administrator of that authority, with account 0.
Actor operator_in(const OperatorKey& key, AuthorityId authority);

}  // namespace service
}  // namespace homeward
