#include "store/values.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "base/text.hpp"

namespace homeward::store {
namespace {

void write_digits(char* to, int digits, unsigned value) {
  for (int i = digits - 1; i >= 0; --i, value /= 10) to[i] = static_cast<char>('0' + value % 10);
}

void write_date(char* to, Date date) {
  const auto ymd = date.ymd();
  write_digits(to, 4, static_cast<unsigned>(static_cast<int>(ymd.year())));
  to[4] = to[7] = '-';
  write_digits(to + 5, 2, static_cast<unsigned>(ymd.month()));
  write_digits(to + 8, 2, static_cast<unsigned>(ymd.day()));
}

}  // namespace

std::string moment_text(service::Moment moment) {
  const auto day = std::chrono::floor<std::chrono::days>(moment);
  const auto ms = static_cast<unsigned>((moment - day).count());
  std::string text = "0000-00-00 00:00:00.000";
  write_date(text.data(), Date{day});
  write_digits(text.data() + 11, 2, ms / 3'600'000);
  write_digits(text.data() + 14, 2, ms / 60'000 % 60);
  write_digits(text.data() + 17, 2, ms / 1000 % 60);
  write_digits(text.data() + 20, 3, ms % 1000);
  return text;
}

std::optional<service::Moment> parse_moment(std::string_view text) {
  // PostgreSQL leaves out trailing zeros of the fraction.
  if (text.size() < 19 || text.size() > 23 || text[10] != ' ') return std::nullopt;
  const auto day = Date::parse_iso(text.substr(0, 10));
  int hours = 0, minutes = 0, seconds = 0, fraction = 0;
  const auto number = [&](std::size_t from, std::size_t length, int& value) {
    const char* end = text.data() + from + length;
    return std::from_chars(text.data() + from, end, value).ptr == end;
  };
  if (!day || !number(11, 2, hours) || !number(14, 2, minutes) || !number(17, 2, seconds))
    return std::nullopt;
  if (text.size() > 20) {
    if (!number(20, text.size() - 20, fraction)) return std::nullopt;
    for (std::size_t digits = text.size() - 20; digits < 3; ++digits) fraction *= 10;
  }
  return service::Moment{std::chrono::sys_days{std::chrono::days{day->day_number()}}} +
         std::chrono::hours{hours} + std::chrono::minutes{minutes} + std::chrono::seconds{seconds} +
         std::chrono::milliseconds{fraction};
}

void check_text(std::string_view value) {
  if (value.find('\0') != std::string_view::npos || !text::valid_utf8(value))
    refuse(ErrorKind::invalid_input,
           "A text holds characters that cannot be kept (not UTF-8). Nothing was written; type it "
           "again.");
}

void put(Parameters& to, const std::string& value) {
  if (value.empty()) return to.add_null();
  check_text(value);
  to.add_text(value);
}

void put(Parameters& to, Date value) {
  std::array<char, 10> text{};
  write_date(text.data(), value);
  to.add_short_text({text.data(), text.size()});
}

void put(Parameters& to, Code value) {
  if (value.blank()) return to.add_null();
  std::array<char, 8> text{};
  std::size_t length = 0;
  for (std::uint64_t packed = value.packed(); packed != 0; packed <<= 8)
    text[length++] = static_cast<char>(packed >> 56);
  to.add_short_text({text.data(), length});
}

void put(Parameters& to, service::Moment value) {
  to.add_short_text(moment_text(value));
}

void RowReader::get(std::int64_t& value) {
  value = row_.is_null(column_) ? 0 : row_.integer(column_);
  ++column_;
}
void RowReader::get(std::int32_t& value) {
  std::int64_t wide = 0;
  get(wide);
  value = static_cast<std::int32_t>(wide);
}
void RowReader::get(bool& value) {
  std::int64_t wide = 0;
  get(wide);
  value = wide != 0;
}
void RowReader::get(std::string& value) {
  if (row_.is_null(column_))
    value.clear();
  else
    value.assign(row_.text(column_));
  ++column_;
}
void RowReader::get(PrivateText& value) {
  if (row_.is_null(column_)) {
    value = {};
    ++column_;
    return;
  }
  value = PrivateText{std::string{row_.text(column_++)}};
}
void RowReader::get(Date& value) {
  const auto date = Date::parse_iso(row_.is_null(column_) ? "" : row_.text(column_));
  if (!date)
    refuse(ErrorKind::unavailable,
           "The database holds a date that Homeward did not write; it was changed from outside.");
  value = *date;
  ++column_;
}
void RowReader::get(Code& value) {
  value = {};
  if (!row_.is_null(column_)) {
    if (const auto code = Code::parse(row_.text(column_))) value = *code;
  }
  ++column_;
}
void RowReader::get(service::Moment& value) {
  const auto moment = parse_moment(row_.is_null(column_) ? "" : row_.text(column_));
  if (!moment)
    refuse(ErrorKind::unavailable,
           "The database holds a time that Homeward did not write; it was changed from outside.");
  value = *moment;
  ++column_;
}
void RowReader::refuse_word() {
  refuse(
      ErrorKind::unavailable,
      "The database holds a word that Homeward did not write there; it was changed from outside.");
}

}  // namespace homeward::store
