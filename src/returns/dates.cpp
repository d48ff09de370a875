#include "returns/dates.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/digits.hpp"
#include "base/london.hpp"
#include "base/text.hpp"

namespace homeward::returns {

namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// Of "DD/MM/YYYY", the form that nearly every date has.
bool has_digits_of_a_date(std::string_view text) {
  for (const std::size_t i : {0u, 1u, 3u, 4u, 6u, 7u, 8u, 9u})
    if (!text::is_digit(text[i])) return false;
  return true;
}

int four_digit_year(int two_digits, int latest_year) {
  const int year = latest_year - latest_year % 100 + two_digits;
  return year > latest_year ? year - 100 : year;
}

constexpr std::array<std::string_view, 12> kMonths{"january",   "february", "march",    "april",
                                                   "may",       "june",     "july",     "august",
                                                   "september", "october",  "november", "december"};
constexpr std::array<std::string_view, 7> kWeekdays{"sunday",   "monday", "tuesday", "wednesday",
                                                    "thursday", "friday", "saturday"};

// Which of `names` begins with `word`, of at least three letters.
template <std::size_t N>
std::optional<unsigned> place_of(std::string_view word,
                                 const std::array<std::string_view, N>& names) {
  for (unsigned i = 0; i < N && word.size() >= 3; ++i)
    if (names[i].starts_with(word)) return i;
  return std::nullopt;
}

enum class Fault : std::uint8_t { none, no_date, month_first, time_before_1996 };

class DateReader {
 public:
  DateReader(std::string_view text, int latest_year) : rest_(text), latest_year_(latest_year) {}

  std::optional<Date> read() {
    take_weekday();
    if (!take_day()) return std::nullopt;
    const auto day = Date::of(year_, month_, day_);
    if (!day) {
      const bool turned = day_first_ && day_ <= 12 && Date::of(year_, day_, month_);
      return fail(turned ? Fault::month_first : Fault::no_date);
    }
    if (weekday_ && *weekday_ != day->weekday()) return fail(Fault::no_date);
    return with_time(*day);
  }
  Fault fault() const { return fault_; }

 private:
  struct Number {
    unsigned value = 0;
    std::size_t digits = 0;
  };

  std::nullopt_t fail(Fault fault) {
    fault_ = fault;
    return std::nullopt;
  }

  // The digits in front, at most `most` of them: with more, none.
  Number number(std::size_t most) {
    Number read;
    while (read.digits < rest_.size() && text::is_digit(rest_[read.digits])) {
      if (read.digits == most) return {};
      read.value = read.value * 10 + static_cast<unsigned>(rest_[read.digits++] - '0');
    }
    rest_.remove_prefix(read.digits);
    return read;
  }

  std::string word() {
    std::size_t size = 0;
    while (size < rest_.size() && is_letter(rest_[size])) ++size;
    std::string read = text::lower(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return read;
  }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  // Between a word and a number; maybe nothing.
  void take_gap() {
    while (!rest_.empty() &&
           std::string_view(" -/.,").find(rest_.front()) != std::string_view::npos)
      rest_.remove_prefix(1);
  }
  // Between two numbers: one sign, the same in both places.
  bool take_sign(char& sign) {
    if (rest_.empty() || std::string_view("/-.\\").find(rest_.front()) == std::string_view::npos)
      return false;
    sign = rest_.front();
    rest_.remove_prefix(1);
    return true;
  }

  void take_weekday() {
    if (rest_.empty() || !is_letter(rest_.front())) return;
    const std::string_view before = rest_;
    weekday_ = place_of(word(), kWeekdays);
    if (weekday_)
      take_gap();
    else
      rest_ = before;
  }

  bool take_month_word() {
    std::string name = word();
    if (name == "sept") name = "sep";
    const auto place = place_of(name, kMonths);
    if (place) month_ = *place + 1;
    return place.has_value();
  }

  bool set_year(Number year) {
    if (year.digits != 2 && year.digits != 4) return false;
    year_ = static_cast<int>(year.value);
    if (year.digits == 2) year_ = four_digit_year(year_, latest_year_);
    return true;
  }
  bool set_day(Number day) {
    day_ = day.value;
    return day.digits == 1 || day.digits == 2;
  }
  void take_ordinal() {
    const std::string two = text::lower(rest_.substr(0, 2));
    if (two == "st" || two == "nd" || two == "rd" || two == "th") rest_.remove_prefix(2);
  }

  bool take_day() {
    if (rest_.empty()) return false;
    if (is_letter(rest_.front())) return month_day_year();
    const Number first = number(8);
    if (first.digits == 8) {  // 20260203: as day, month and year it would be no date
      year_ = static_cast<int>(first.value / 10000);
      month_ = first.value / 100 % 100;
      day_ = first.value % 100;
      return true;
    }
    if (first.digits == 4) return year_first(first);
    return set_day(first) && (day_month_word() || day_month_year());
  }

  bool year_first(Number year) {
    char sign = 0;
    if (!set_year(year) || !take_sign(sign)) return false;
    if (!rest_.empty() && is_letter(rest_.front())) {
      if (!take_month_word()) return false;
    } else {
      const Number month = number(2);
      month_ = month.value;
      if (month.digits == 0) return false;
    }
    return take(sign) && set_day(number(2));
  }

  bool day_month_year() {
    char sign = 0;
    if (!take_sign(sign)) return false;
    const Number month = number(2);
    month_ = month.value;
    day_first_ = true;
    return month.digits > 0 && take(sign) && set_year(number(4));
  }

  bool day_month_word() {
    const std::string_view before = rest_;
    take_ordinal();
    take_gap();
    if (text::lower(rest_.substr(0, 3)) == "of ") rest_.remove_prefix(3);
    if (!rest_.empty() && is_letter(rest_.front()) && take_month_word()) {
      take_gap();
      return set_year(number(4));
    }
    rest_ = before;
    return false;
  }

  bool month_day_year() {
    if (!take_month_word()) return false;
    take_gap();
    if (!set_day(number(2))) return false;
    take_ordinal();
    take_gap();
    const Number year = number(4);
    return year.digits == 4 && set_year(year);
  }

  std::optional<Date> with_time(Date day) {
    if (rest_.empty()) return day;
    const bool basic = take('T') || take('t');  // 20260203T000000
    if (!basic && !take(' ') && !take(',')) return fail(Fault::no_date);
    rest_ = text::trim(rest_);
    if (rest_.empty() && !basic) return day;
    const auto minute = time_of_day(basic);
    if (!minute) return fail(Fault::no_date);
    rest_ = text::trim(rest_);
    const auto offset = offset_to_utc();
    if (!offset_read_) return fail(Fault::no_date);
    if (!offset) return day;
    constexpr int kDay = 24 * 60;
    const int utc = *minute - *offset + kDay;  // of the day before
    const auto london = london_day(day - 1 + utc / kDay, utc % kDay);
    return london ? london : fail(Fault::time_before_1996);
  }

  // Minutes since midnight: "23:00", "23:00:00.000", "11:00 PM", after a T also "230000".
  std::optional<int> time_of_day(bool basic) {
    Number hour = number(basic ? 6 : 2);
    unsigned minutes = 0;
    if (hour.digits == 4 || hour.digits == 6) {
      if (hour.digits == 6) hour.value /= 100;
      minutes = hour.value % 100;
      hour.value /= 100;
    } else {
      if (hour.digits == 0 || hour.digits > 2 || !take(':')) return std::nullopt;
      const Number read = number(2);
      if (read.digits != 2) return std::nullopt;
      minutes = read.value;
      if (take(':') && number(2).digits != 2) return std::nullopt;
    }
    if (take('.') || take(',')) {
      std::size_t digits = 0;
      while (digits < rest_.size() && text::is_digit(rest_[digits])) ++digits;
      if (digits == 0) return std::nullopt;
      rest_.remove_prefix(digits);
    }
    rest_ = text::trim(rest_);
    const std::string half = text::lower(rest_.substr(0, 2));
    if (half == "am" || half == "pm") {
      rest_.remove_prefix(2);
      if (hour.value == 0 || hour.value > 12) {
        if (half == "am" && hour.value > 12) return std::nullopt;
      } else {
        hour.value = hour.value % 12 + (half == "pm" ? 12 : 0);
      }
    }
    if (hour.value > 24 || minutes > 59) return std::nullopt;
    return static_cast<int>(hour.value * 60 + minutes);
  }

  // Minutes ahead of UTC; nothing if the time is local. offset_read_ is false if something else
  // stands there.
  std::optional<int> offset_to_utc() {
    offset_read_ = true;
    if (rest_.empty()) return std::nullopt;
    const std::string zone = word();
    if (rest_.empty() && zone == "bst") return std::nullopt;
    const bool utc = zone == "z" || zone == "utc" || zone == "gmt";
    if (utc && rest_.empty()) return 0;
    const bool ahead = !rest_.empty() && rest_.front() == '+';
    offset_read_ = (utc || zone.empty()) && (take('+') || take('-'));
    if (!offset_read_) return std::nullopt;
    Number hours = number(4);
    unsigned minutes = 0;
    if (hours.digits == 4) {
      minutes = hours.value % 100;
      hours.value /= 100;
    } else if (take(':')) {
      minutes = number(2).value;
    }
    offset_read_ = hours.digits > 0 && hours.value <= 14 && minutes <= 59 &&
                   (rest_.empty() || rest_.starts_with(" ("));
    const int offset = static_cast<int>(hours.value * 60 + minutes);
    return ahead ? offset : -offset;
  }

  std::string_view rest_;
  int latest_year_;
  int year_ = 0;
  unsigned month_ = 0, day_ = 0;
  std::optional<unsigned> weekday_;
  bool day_first_ = false;  // day and month in digits, in this order
  bool offset_read_ = true;
  Fault fault_ = Fault::none;
};

constexpr std::size_t kShortest = 6, kLongest = 64;

// "41730", "41730.0", "41730.5".
bool is_day_number(std::string_view text) {
  const std::string_view whole = text.substr(0, text.find_first_of(".,"));
  const auto digits = [](std::string_view part) {
    return std::all_of(part.begin(), part.end(), text::is_digit);
  };
  return whole.size() == 5 && digits(whole) &&
         (whole.size() == text.size() || digits(text.substr(whole.size() + 1)));
}

}  // namespace

std::optional<Date> parse_return_date(std::string_view text, int latest_year) {
  if (text.size() == 10 && text[2] == '/' && text[5] == '/' && has_digits_of_a_date(text)) {
    const auto digit = [&](std::size_t i) { return static_cast<unsigned>(text[i] - '0'); };
    const unsigned year = digit(6) * 1000 + digit(7) * 100 + digit(8) * 10 + digit(9);
    return Date::of(static_cast<int>(year), digit(3) * 10 + digit(4), digit(0) * 10 + digit(1));
  }
  text = text::trim(text);
  if (text.size() < kShortest || text.size() > kLongest) return std::nullopt;
  return DateReader(text, latest_year).read();
}

std::string_view why_no_date(std::string_view text) {
  text = text::trim(text);
  if (is_day_number(text))
    return "is the number that a spreadsheet keeps for a day, not a date. Give the column the "
           "format of a date there and export it again.";
  constexpr int kAnyYear = 2026;
  DateReader reader(text, kAnyYear);
  const bool readable = text.size() >= kShortest && text.size() <= kLongest;
  if (readable) reader.read();
  switch (reader.fault()) {
    case Fault::month_first:
      return "has the month before the day, so other dates of this file may be the wrong way round "
             "too, unseen. Export it with its dates as DD/MM/YYYY.";
    case Fault::time_before_1996:
      return "is a time in UTC from before 1996: its day in London cannot be told here. Export the "
             "date without a time, as DD/MM/YYYY.";
    default:
      return "is not a date.";
  }
}

std::optional<Code> parse_permanence_date(std::string_view text, int latest_year) {
  const std::string upper = text::upper(text::trim(text));
  if (const auto date = parse_return_date(upper, latest_year))
    return Code::parse(fmt::format("{:02}{:02}{:04}", date->day(), date->month(), date->year()));
  if (upper.size() != 10 || upper[2] != '/' || upper[5] != '/') return std::nullopt;
  const std::string_view all = upper;
  const auto day = all.substr(0, 2), month = all.substr(3, 2), year = all.substr(6, 4);
  if (day != "ZZ") return std::nullopt;
  const bool month_known = month != "ZZ", year_known = year != "ZZZZ";
  if (month_known && !year_known) return std::nullopt;
  // A known part must be a real one: tried with the first of the month.
  const std::string probe =
      fmt::format("01/{}/{}", month_known ? month : "01", year_known ? year : "2000");
  if (!parse_return_date(probe, latest_year)) return std::nullopt;
  return Code::parse(fmt::format("{}{}{}", day, month, year));
}

}  // namespace homeward::returns
