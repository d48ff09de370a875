#include "base/date.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace homeward {

namespace {
constexpr std::array<const char*, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<const char*, 7> kWeekdays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};

std::optional<int> digits(std::string_view text) {
  int number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}
}  // namespace

std::optional<Date> Date::parse_iso(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5, 2));
  const auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return std::nullopt;
  return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::string Date::iso() const {
  return fmt::format("{:04}-{:02}-{:02}", year(), month(), day());
}

std::string Date::british() const {
  return fmt::format("{:02}/{:02}/{:04}", day(), month(), year());
}

std::string Date::words() const {
  return fmt::format("{} {}", short_words(), year());
}

std::string Date::short_words() const {
  return fmt::format("{} {} {}", kWeekdays[weekday()], day(), kMonths[month() - 1]);
}

Date add_months(Date date, int months) {
  const auto ymd = date.ymd();
  const auto target = ymd.year() / ymd.month() + std::chrono::months{months};
  const std::chrono::year_month_day_last last{target.year(),
                                              std::chrono::month_day_last{target.month()}};
  const auto day = std::min(ymd.day(), last.day());
  return Date{std::chrono::sys_days{target / day}};
}

Date birthday(Date born_on, int age_years) {
  const auto ymd = born_on.ymd();
  const std::chrono::year_month_day that{ymd.year() + std::chrono::years{age_years}, ymd.month(),
                                         ymd.day()};
  // sys_days of 29 February in a common year is 1 March, which is the birthday we want.
  return Date{std::chrono::sys_days{that}};
}

std::string Age::words() const {
  if (years >= 10) return std::to_string(years);
  if (years == 0) return fmt::format("{}m", months);
  return fmt::format("{}y {}m", years, months);
}

std::optional<Age> age_on(Date born_on, Date on) {
  if (on < born_on) return std::nullopt;
  int years = on.year() - born_on.year();
  if (birthday(born_on, years) > on) --years;
  const Date last_birthday = birthday(born_on, years);
  int months = 0;
  while (months < 11 && add_months(last_birthday, months + 1) <= on) ++months;
  return Age{years, months};
}

}  // namespace homeward
