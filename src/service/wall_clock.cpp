#include "service/wall_clock.hpp"

#include <date/tz.h>

namespace homeward::service {

namespace {
const date::time_zone* london() {
  static const date::time_zone* zone = date::locate_zone("Europe/London");
  return zone;
}
}  // namespace

Moment SystemClock::now() const {
  return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Date SystemClock::today() const {
  return date_of(now());
}

Date SystemClock::date_of(Moment moment) const {
  const auto local = london()->to_local(moment);
  return Date::from_day_number(static_cast<std::int32_t>(
      std::chrono::floor<std::chrono::days>(local.time_since_epoch()).count()));
}

Moment SystemClock::end_of(Date day) const {
  const date::local_days next{date::days{day.day_number() + 1}};
  return Moment{std::chrono::duration_cast<std::chrono::milliseconds>(
      london()->to_sys(next, date::choose::earliest).time_since_epoch())};
}

std::string iso(Moment moment) {
  return date::format("%FT%TZ", std::chrono::floor<std::chrono::seconds>(moment));
}

}  // namespace homeward::service
