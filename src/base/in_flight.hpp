// The exception in flight, for whoever catches what should not have been thrown.
#pragma once

#include <string>

namespace homeward {

// The name of its type, "std::bad_alloc"; call inside a catch block. What an exception says may
// hold data; the name of its type never does.
std::string type_in_flight();

}  // namespace homeward
