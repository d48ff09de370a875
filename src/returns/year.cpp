#include "returns/year.hpp"

#include <fmt/format.h>

namespace homeward::returns {

int collection_year_of(Date day) {
  return day.month() >= 4 ? day.year() + 1 : day.year();
}

Date year_start(int collection_year) {
  return Date::of(collection_year - 1, 4, 1).value_or(Date{});
}

Date year_end(int collection_year) {
  return Date::of(collection_year, 3, 31).value_or(Date{});
}

std::string year_words(int collection_year) {
  return fmt::format("{}-{:02}", collection_year - 1, collection_year % 100);
}

}  // namespace homeward::returns
