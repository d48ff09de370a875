#include "returns/provider_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/digits.hpp"
#include "base/text.hpp"
#include "returns/authorities.hpp"
#include "returns/dates.hpp"
#include "returns/schema.hpp"
#include "returns/xlsx.hpp"

namespace homeward::returns {

namespace {

constexpr std::size_t kMostProviders = 1'000'000;
constexpr std::size_t kMostRowsAboveHeading = 30;  // above the heading

bool is_known(Code code, CodeSet set) {
  const auto known = codes(set);
  return std::any_of(known.begin(), known.end(),
                     [&](const ValidCode& one) { return one.code == code; });
}

// Pieces of letters and digits, one after another: "U1-U6 / K2" has "U1", "U6", "K2".
std::string_view next_word(std::string_view text, std::size_t& at) {
  const auto belongs = [](char c) {
    return text::is_digit(c) || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  while (at < text.size() && !belongs(text[at])) ++at;
  const std::size_t begin = at;
  while (at < text.size() && belongs(text[at])) ++at;
  return text.substr(begin, at - begin);
}

// What stands between two codes of which one is the first and the other the last of several.
bool is_range(std::string_view between) {
  const std::string_view bare = text::trim(between);
  return bare == "-" || bare == "\xE2\x80\x93" || text::lower(bare) == "to";
}

void add_once(std::vector<Code>& codes, Code code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

// The codes from `first` to `last`, like U1 and U6, that are known.
void add_range(std::vector<Code>& to, Code first, Code last, CodeSet set) {
  const auto known = codes(set);
  for (const ValidCode& one : known)
    if (one.code.front() == first.front() && one.code.front() == last.front() &&
        one.code.text().size() == first.text().size() && first < one.code && one.code < last)
      add_once(to, one.code);
}

// The codes of `set` in a cell; whatever else stands there is passed over.
std::vector<Code> codes_in(std::string_view cell, CodeSet set) {
  std::vector<Code> out;
  std::optional<Code> before;
  std::size_t before_end = 0;
  for (std::size_t at = 0; at < cell.size();) {
    const std::string_view word = next_word(cell, at);
    const auto code = Code::parse(word);
    if (word.empty() || !code || !is_known(*code, set)) continue;
    const auto begin = static_cast<std::size_t>(word.data() - cell.data());
    if (before && is_range(cell.substr(before_end, begin - before_end)))
      add_range(out, *before, *code, set);
    add_once(out, *code);
    before = code;
    before_end = begin + word.size();
  }
  return out;
}

// "1.23457E+06", where digits were lost; "1.234567E+06" has all of its own.
bool is_shortened(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos || e + 2 >= text.size()) return false;
  const std::string_view mantissa = text.substr(0, e), power = text.substr(e + 1);
  return text::is_digit(mantissa.empty() ? ' ' : mantissa.front()) &&
         mantissa.find_first_not_of("0123456789.") == std::string_view::npos &&
         text::all_digits(power.front() == '+' ? power.substr(1) : power);
}

bool is_supported(Code place) {
  return place == "K3" || place == "H5";
}

// Whether words name supported accommodation, and whether they name other settings.
struct Kinds {
  bool supported = false, others = false;
};
Kinds kinds_in(std::string_view words) {
  const std::string lower = text::lower(words);
  const auto says = [&](std::string_view word) { return lower.find(word) != std::string::npos; };
  Kinds out;
  bool says_no = false;
  for (std::size_t at = 0; at < lower.size();) {
    const std::string_view word = next_word(lower, at);
    out.supported |= word == "supported" || word == "sa";
    // "without supported accommodation"
    for (const char* no : {"no", "not", "without", "excluding", "excluded", "excludes", "except"})
      says_no |= word == no;
  }
  for (const char* other : {"homes", "fostering", "adoption", "school", "social care"})
    out.others |= says(other);
  return says_no ? Kinds{} : out;
}

}  // namespace

void ProviderReader::Unread::add(std::string_view cell) {
  constexpr std::size_t kLongest = 40;
  if (times++ == 0 && cell.size() <= kLongest && text::valid_utf8(cell)) first = cell;
}

ProviderReader::ProviderReader(Providers& into, std::string name, std::string_view words,
                               bool counts_from_1904)
    : into_(into), counts_from_1904_(counts_from_1904), before_(into.size()) {
  table_.name = std::move(name);
  const Kinds kinds = kinds_in(words);
  table_.lists_supported = kinds.supported;
  table_.lists_others = kinds.others;
}

bool ProviderReader::take(std::span<const std::string_view> cells) {
  if (!heading_) {
    heading_ = ProviderHeading::in(cells);
    if (!heading_) take_title(cells);
    return heading_ || ++titles_ < kMostRowsAboveHeading;
  }
  const auto urn = urn_of(cell(cells, ProviderColumn::urn));
  if (!urn) return true;
  if (into_.list_.size() >= kMostProviders) {
    too_many_ = true;
    return false;
  }
  ++table_.numbers;
  Provider row;
  row.urn = *urn;
  const std::string_view place_codes = cell(cells, ProviderColumn::place_codes);
  row.place_codes = codes_in(place_codes, CodeSet::placement);
  if (row.place_codes.empty() && !place_codes.empty()) place_codes_.add(place_codes);
  row.place_codes_unsure = !heading_->has(ProviderColumn::place_codes);
  const std::string_view provider_codes = cell(cells, ProviderColumn::provider_codes);
  row.provider_codes = codes_in(provider_codes, CodeSet::provider);
  if (row.provider_codes.empty() && !provider_codes.empty()) provider_codes_.add(provider_codes);
  row.provider_codes_unsure = !heading_->has(ProviderColumn::provider_codes);
  row.postcode = plain_postcode(cell(cells, ProviderColumn::postcode));
  row.area = area_of(cells);
  const std::string_view closed = cell(cells, ProviderColumn::reg_end);
  row.closed_on = closing_of(closed);
  row.closing_told =
      heading_->has(ProviderColumn::reg_end) && (row.closed_on.has_value() || closed.empty());
  take_kinds(row, cell(cells, ProviderColumn::kind));
  table_.any_open |= !row.closed_on;
  table_.any_again |= into_.join(row) < before_;
  return true;
}

std::string_view ProviderReader::cell(std::span<const std::string_view> cells,
                                      ProviderColumn column) const {
  return text::plain_cell(heading_->cell(cells, column));
}

void ProviderReader::take_title(std::span<const std::string_view> cells) {
  for (const std::string_view cell : cells) {
    const Kinds kinds = kinds_in(cell.substr(0, 200));
    table_.lists_supported |= kinds.supported;
    table_.lists_others |= kinds.others;
  }
}

// A URN is text; "1234567.0" and "1.234567E+06" were numbers on their way here.
std::optional<Code> ProviderReader::urn_of(std::string_view cell) {
  if (cell.empty()) return std::nullopt;
  std::string text(cell);
  if (text.ends_with(".0") && text::all_digits(text.substr(0, text.size() - 2)))
    text.resize(text.size() - 2);
  if (is_shortened(text)) {
    const std::string whole = number_text(text);
    const auto digits = std::count_if(
        text.begin(), text.begin() + static_cast<long>(text.find_first_of("eE")), text::is_digit);
    if (!text::all_digits(whole) || digits < static_cast<long>(whole.size())) {
      shortened_.add(cell);
      into_.shortened_ = true;
      return std::nullopt;
    }
    text = whole;
  }
  const auto urn = Code::parse(text);
  if (!urn) urns_.add(cell);
  return urn && !urn->blank() ? urn : std::nullopt;
}

// A date as people write it, or the day number of a spreadsheet (45 017 = 1 April 2023).
std::optional<Date> ProviderReader::closing_of(std::string_view cell) {
  constexpr int kLatestYear = 2060;  // of one written with two digits
  if (cell.empty()) return std::nullopt;
  if (const auto date = parse_return_date(cell, kLatestYear)) return date;
  const std::string_view days = cell.substr(0, cell.find('.'));
  if (days.size() == 5 && text::all_digits(days)) {
    int number = 0;
    for (const char c : days) number = number * 10 + (c - '0');
    return (counts_from_1904_ ? *Date::of(1904, 1, 1) : *Date::of(1899, 12, 30)) + number;
  }
  closings_.add(cell);
  return std::nullopt;
}

std::string ProviderReader::area_of(std::span<const std::string_view> cells) {
  for (const ProviderColumn column : {ProviderColumn::la_code, ProviderColumn::la_name}) {
    const std::string_view text = cell(cells, column);
    if (text.empty()) continue;
    auto at = areas_.find(text);
    if (at == areas_.end()) at = areas_.emplace(std::string(text), authority_area(text)).first;
    if (!at->second.empty()) return at->second;
    if (column == ProviderColumn::la_name) authorities_.add(text);
  }
  return {};
}

void ProviderReader::take_kinds(const Provider& provider, std::string_view kind) {
  for (const Code place : provider.place_codes)
    (is_supported(place) ? table_.lists_supported : table_.lists_others) = true;
  if (kind.empty()) return;
  (kinds_in(kind).supported ? table_.lists_supported : table_.lists_others) = true;
}

void ProviderReader::note(const Unread& unread, std::string_view what, std::string_view so) {
  if (unread.times == 0) return;
  into_.notes_.push_back(fmt::format(
      "{}: {} {}{}{}", table_.name, text::plural(static_cast<long long>(unread.times), "row"), what,
      unread.first.empty() ? "" : fmt::format(" (“{}”)", unread.first), so));
}

void ProviderReader::finish() {
  table_.has[ProviderTable::place_codes] = heading_->has(ProviderColumn::place_codes);
  table_.has[ProviderTable::provider_codes] = heading_->has(ProviderColumn::provider_codes);
  table_.has[ProviderTable::postcode] = heading_->has(ProviderColumn::postcode);
  table_.has[ProviderTable::reg_end] = heading_->has(ProviderColumn::reg_end);
  table_.has[ProviderTable::area] =
      heading_->has(ProviderColumn::la_code) || heading_->has(ProviderColumn::la_name);
  note(shortened_, "left out, because a spreadsheet has shortened the URN",
       ". Export the list with URNs as text.");
  note(urns_, "left out, because the column of URNs holds no URN there", ".");
  note(place_codes_, "without a placement code that is known", ", so none is told.");
  note(provider_codes_, "without a provider code that is known", ", so none is told.");
  note(closings_, "with a date of closure that cannot be read",
       ", so nobody knows whether it is open.");
  note(authorities_, "with an authority that is not known by this name", ".");
  if (table_.numbers > 0) into_.tables_.push_back(std::move(table_));
}

}  // namespace homeward::returns
