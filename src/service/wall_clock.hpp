// The wall clock of the machine, with civil days in Europe/London.
#pragma once

#include "service/ports.hpp"

namespace homeward::service {

class SystemClock : public WallClock {
 public:
  Moment now() const override;
  Date today() const override;
  Date date_of(Moment moment) const override;
  Moment end_of(Date day) const override;
};

// "2026-02-03T14:05:09Z"
std::string iso(Moment moment);

}  // namespace homeward::service
