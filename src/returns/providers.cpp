#include "returns/providers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"
#include "returns/csv.hpp"
#include "returns/dates.hpp"
#include "returns/postcodes.hpp"
#include "returns/xlsx.hpp"

namespace homeward::returns {

namespace {

constexpr std::size_t kNowhere = ~std::size_t{0};
constexpr std::size_t kMostProviders = 1'000'000;
constexpr std::size_t kMostTitleRows = 30;  // above the heading
constexpr std::uint64_t kMostBytes = 256u << 20;

enum Column : std::uint8_t { urn, place_codes, provider_codes, postcode, reg_end, la_code, kCount };

// Under which other names each is found, the first that is there counts; in lower case, letters and
// digits only.
struct Names {
  std::string_view name;
  std::array<std::string_view, 5> others;
};
constexpr std::array<Names, kCount> kNames{{
    {"URN", {"ofstedurn", "providerurn", "settingurn", "uniquereferencenumber"}},
    {"PLACE_CODES", {"placecode", "placementcodes", "placementtypes", "place"}},
    {"PROVIDER_CODES", {"providercode", "placeprovidercodes", "placeprovider"}},
    {"POSTCODE", {"settingpostcode", "settingaddresspostcode", "providerpostcode"}},
    {"REG_END",
     {"regenddate", "closeddate", "latestcloseddate", "deregistrationdate", "dateclosed"}},
    {"LA_CODE_INFERRED", {"lacode", "localauthoritycode", "newlacode", "onslacode"}},
}};

std::string plain_name(std::string_view name) {
  std::string out;
  for (const char c : text::lower(name))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out.push_back(c);
  return out;
}

using Places = std::array<std::size_t, kCount>;

// Where each column stands in this row; a heading has the URN and one more.
std::optional<Places> as_heading(std::span<const std::string_view> cells) {
  Places places;
  places.fill(kNowhere);
  std::vector<std::string> names;
  for (const std::string_view cell : cells) names.push_back(plain_name(cell));
  const auto look_for = [&](Column column, std::string_view name) {
    const auto at = std::find(names.begin(), names.end(), name);
    if (places[column] == kNowhere && !name.empty() && at != names.end())
      places[column] = static_cast<std::size_t>(at - names.begin());
  };
  for (std::uint8_t i = 0; i < kCount; ++i) {
    look_for(static_cast<Column>(i), plain_name(kNames[i].name));
    for (const std::string_view other : kNames[i].others) look_for(static_cast<Column>(i), other);
  }
  const bool more = std::any_of(places.begin() + 1, places.end(),
                                [](std::size_t place) { return place != kNowhere; });
  return places[urn] != kNowhere && more ? std::optional(places) : std::nullopt;
}

// "K1, K2 / H5"; what is too long to be a code is passed over, and more than there are codes.
void take_codes(std::string_view text, std::vector<Code>& codes) {
  constexpr std::size_t kMostCodes = 100;
  while (!text.empty() && codes.size() < kMostCodes) {
    const std::size_t end = std::min(text.find_first_of(",/;"), text.size());
    const auto code = Code::parse(text.substr(0, end));
    if (code && !code->blank() && std::find(codes.begin(), codes.end(), *code) == codes.end())
      codes.push_back(*code);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool all_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

// "0012345" stays; "1234567.0" was a number on its way here.
std::string_view without_point_nought(std::string_view text) {
  return text.ends_with(".0") && all_digits(text.substr(0, text.size() - 2))
             ? text.substr(0, text.size() - 2)
             : text;
}

// A date as people write it, or the day number of a spreadsheet (45 017 = 1 April 2023).
std::optional<Date> closing_day(std::string_view text, bool counts_from_1904) {
  constexpr int kLatestYear = 2060;  // of one written with two digits
  if (const auto date = parse_return_date(text, kLatestYear)) return date;
  const std::string_view days = text.substr(0, text.find('.'));
  if (days.size() != 5 || !all_digits(days)) return std::nullopt;
  int number = 0;
  for (const char c : days) number = number * 10 + (c - '0');
  return (counts_from_1904 ? *Date::of(1904, 1, 1) : *Date::of(1899, 12, 30)) + number;
}

tl::unexpected<Error> refuse(const std::string& name, std::string_view what) {
  return fail(ErrorKind::invalid_input, fmt::format("{} {}", name, what));
}

constexpr std::string_view kNoColumns =
    "is not a list of providers that is known here: it has no row of headings with URN and "
    "PLACE_CODES, PROVIDER_CODES, POSTCODE, REG_END or LA_CODE_INFERRED.";
constexpr std::string_view kNoRows = "holds no providers, only a heading. Give the whole list.";
constexpr std::string_view kTooLarge =
    "is far larger than a list of providers. Give Ofsted's list only.";

}  // namespace

// Takes rows until the heading has come, and then providers.
class ProviderReader {
 public:
  explicit ProviderReader(bool counts_from_1904) : counts_from_1904_(counts_from_1904) {}

  // False when there is nothing more to read for: no heading where one should be, or too much.
  bool take(std::span<const std::string_view> cells) {
    if (!places_) {
      places_ = as_heading(cells);
      return places_ || ++titles_ < kMostTitleRows;
    }
    const auto urn_code = Code::parse(without_point_nought(cell(cells, urn)));
    if (!urn_code || urn_code->blank()) return true;
    if (out_.list_.size() >= kMostProviders) {
      too_many_ = true;
      return false;
    }
    const auto [at, added] = out_.by_urn_.try_emplace(urn_code->packed(), out_.list_.size());
    if (added) out_.list_.emplace_back().urn = *urn_code;
    join(out_.list_[at->second], cells, added);
    return true;
  }

  bool found_heading() const { return places_.has_value(); }

  Result<Providers> finish(const std::string& name) {
    if (!places_) return refuse(name, kNoColumns);
    if (too_many_) return fail(ErrorKind::too_large, fmt::format("{} {}", name, kTooLarge));
    if (out_.list_.empty()) return refuse(name, kNoRows);
    for (std::size_t i = 0; i < kCount; ++i)
      if ((*places_)[i] == kNowhere) out_.not_there_.push_back(kNames[i].name);
    return std::move(out_);
  }

 private:
  std::string_view cell(std::span<const std::string_view> cells, Column column) const {
    const std::size_t place = (*places_)[column];
    return place < cells.size() ? text::trim(cells[place]) : std::string_view{};
  }

  void join(Provider& provider, std::span<const std::string_view> cells, bool is_first) const {
    take_codes(cell(cells, place_codes), provider.place_codes);
    take_codes(cell(cells, provider_codes), provider.provider_codes);
    if (provider.postcode.empty()) provider.postcode = plain_postcode(cell(cells, postcode));
    if (provider.area.empty()) provider.area = placement_area(text::upper(cell(cells, la_code)));
    const auto closed = closing_day(cell(cells, reg_end), counts_from_1904_);
    if (is_first)
      provider.closed_on = closed;
    else  // open while one of its registrations is
      provider.closed_on =
          provider.closed_on && closed ? std::max(provider.closed_on, closed) : std::nullopt;
  }

  bool counts_from_1904_;
  std::optional<Places> places_;
  std::size_t titles_ = 0;
  bool too_many_ = false;
  Providers out_;
};

namespace {

Result<Providers> read_workbook(const std::string& name, std::string_view bytes) {
  auto book = Workbook::open(name, bytes);
  if (!book) return tl::unexpected(book.error());
  for (std::size_t sheet = 0; sheet < book->sheets().size(); ++sheet) {
    ProviderReader reader(book->counts_from_1904());
    const Status status =
        book->read(sheet, [&](const SheetRow& row) { return reader.take(row.cells); });
    if (!status) return tl::unexpected(status.error());
    if (reader.found_heading()) return reader.finish(name);
  }
  return refuse(name, kNoColumns);
}

Result<Providers> read_csv_list(const std::string& name, std::string text) {
  const Limits limits;
  CsvScanner scanner(text, text.starts_with("\xEF\xBB\xBF") ? 3 : 0, limits);
  ProviderReader reader(false);
  CsvRow row;
  std::vector<std::string_view> cells;
  while (scanner.next(row)) {
    if (row.fault == CsvRow::Fault::open_quote) continue;
    cells.clear();
    for (const Cell& cell : row.cells)
      cells.push_back(std::string_view(text).substr(cell.at, cell.size));
    if (!reader.take(cells)) break;
  }
  return reader.finish(name);
}

}  // namespace

Result<Providers> Providers::read(const std::string& name, std::string_view bytes) {
  if (text::trim(bytes).empty())
    return refuse(name, "is empty. Give Ofsted's list with its heading.");
  if (bytes.size() > kMostBytes)
    return fail(ErrorKind::too_large, fmt::format("{} {}", name, kTooLarge));
  if (bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0"))
    return read_workbook(name, bytes);
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return refuse(name, "is saved as Unicode text (UTF-16). Save it as \"CSV UTF-8\" or XLSX.");
  if (bytes.find('\0') != std::string_view::npos)
    return refuse(name, "is not a text file or a workbook. Give the list as CSV or XLSX.");
  return read_csv_list(name, std::string(bytes));
}

const Provider* Providers::find(Code urn) const {
  const auto at = by_urn_.find(urn.packed());
  return at == by_urn_.end() ? nullptr : &list_[at->second];
}

}  // namespace homeward::returns
