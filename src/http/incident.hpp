// Something went wrong on our side: what the log says of it, and the number by which the person who
// met it and whoever reads the log find each other.
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace homeward::http {

struct Incident {
  std::string number;    // "7K3-9QF": random, and easy to say over a telephone
  std::string kind;      // "unavailable", "failed", or "exception" and its type
  std::string sentence;  // what the person is told; holds no personal data (base/result.hpp)
};

// Of an Error of the kind `unavailable`, or of another failure of ours.
Incident incident(std::string_view kind, std::string_view sentence);
// Of the exception in flight: call inside a catch block. Its type alone is kept, since what it says
// may hold data. `sentence`: what the person is told.
Incident incident_in_flight(std::string_view sentence);

}  // namespace homeward::http
