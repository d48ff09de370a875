#include "returns/providers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "returns/csv.hpp"
#include "returns/encoding.hpp"
#include "returns/problem.hpp"
#include "returns/provider_reader.hpp"
#include "returns/xlsx.hpp"

namespace homeward::returns {

namespace {

constexpr std::uint64_t kMostBytes = 256u << 20;

constexpr std::string_view kNoColumns =
    "is not a list of providers that is known here: it has no row of headings with URN and one of "
    "placement code (PLACE_CODES), provider code (PROVIDER_CODES), postcode (POSTCODE), date of "
    "closure (REG_END) or local authority (LA_CODE_INFERRED).";
constexpr std::string_view kNoRows = "holds no providers, only a heading. Give the whole list.";
constexpr std::string_view kTooLarge =
    "is far larger than a list of providers. Give Ofsted's list only.";

// "/home/me/ofsted.xlsx" -> "ofsted.xlsx".
std::string_view last_part(std::string_view path) {
  return path.substr(path.find_last_of("/\\") + 1);
}

void join_codes(std::vector<Code>& codes, const std::vector<Code>& others) {
  for (const Code code : others)
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
}

void join_text(std::string& text, bool& unsure, const std::string& other, bool other_unsure) {
  unsure |= other_unsure || (!text.empty() && !other.empty() && text != other);
  if (text.empty()) text = other;
  if (unsure) text.clear();
}

}  // namespace

void Provider::join(const Provider& other) {
  join_codes(place_codes, other.place_codes);
  place_codes_unsure |= other.place_codes_unsure;
  if (place_codes_unsure) place_codes.clear();
  join_codes(provider_codes, other.provider_codes);
  provider_codes_unsure |= other.provider_codes_unsure;
  if (provider_codes_unsure) provider_codes.clear();
  join_text(postcode, postcode_unsure, other.postcode, other.postcode_unsure);
  join_text(area, area_unsure, other.area, other.area_unsure);
  if (!other.closing_told) return;
  if (!closing_told)
    closed_on = other.closed_on;
  else  // open while one of its registrations is
    closed_on = closed_on && other.closed_on ? std::max(closed_on, other.closed_on) : std::nullopt;
  closing_told = true;
}

std::size_t Providers::join(const Provider& provider) {
  const auto [at, added] = by_urn_.try_emplace(provider.urn.packed(), list_.size());
  if (added)
    list_.push_back(provider);
  else
    list_[at->second].join(provider);
  return at->second;
}

namespace {

struct Found {
  bool heading = false, too_many = false;
};

Status end_of(const std::string& name, const Found& found, const Providers& providers) {
  if (!found.heading) return refuse(name, kNoColumns);
  if (found.too_many) return fail(ErrorKind::too_large, fmt::format("{} {}", name, kTooLarge));
  if (providers.size() == 0) return refuse(name, kNoRows);
  return {};
}

Status read_workbook(const std::string& name, std::string_view bytes, Providers& into) {
  auto book = Workbook::open(name, bytes);
  if (!book) return tl::unexpected(book.error());
  for (const std::string& hidden : book->hidden_sheets())
    into.add_note(fmt::format("{}: the hidden sheet “{}” was not read.", name, hidden));
  Found found;
  for (std::size_t sheet = 0; sheet < book->sheets().size() && !found.too_many; ++sheet) {
    const std::string& tab = book->sheets()[sheet];
    const std::string words = fmt::format("{} {}", tab, last_part(name));
    ProviderReader reader(into, fmt::format("{}, sheet “{}”", name, tab), words,
                          book->counts_from_1904());
    const Status status =
        book->read(sheet, [&](const SheetRow& row) { return reader.take(row.cells); });
    if (!status) return status;
    if (!reader.found_heading()) continue;
    found.heading = true;
    found.too_many = reader.found_too_many();
    reader.finish();
  }
  return end_of(name, found, into);
}

// Nothing goes into `into` unless the heading is found. `text` is the scanner's to rewrite.
Found read_separated(const std::string& name, std::string text, char separator, Providers& into) {
  const Limits limits;
  CsvScanner scanner(text, 0, limits, separator);
  ProviderReader reader(into, name, last_part(name), false);
  CsvRow row;
  std::vector<std::string_view> cells;
  while (scanner.next(row)) {
    if (row.fault == CsvRow::Fault::open_quote) continue;
    cells.clear();
    for (const Cell& cell : row.cells)
      cells.push_back(std::string_view(text).substr(cell.at, cell.size));
    if (!reader.take(cells)) break;
  }
  if (reader.found_heading()) reader.finish();
  return {reader.found_heading(), reader.found_too_many()};
}

Status read_csv_list(const std::string& name, const std::string& text, Providers& into) {
  Found found;
  for (const char separator : {',', ';', '\t', '|'}) {
    found = read_separated(name, text, separator, into);
    if (found.heading) break;
  }
  return end_of(name, found, into);
}

Status read_list(const std::string& name, std::string_view bytes, Providers& into) {
  if (text::trim(bytes).empty())
    return refuse(name, "is empty. Give Ofsted's list with its heading.");
  if (bytes.size() > kMostBytes)
    return fail(ErrorKind::too_large, fmt::format("{} {}", name, kTooLarge));
  if (bytes.starts_with("PK") || bytes.starts_with("\xD0\xCF\x11\xE0"))
    return read_workbook(name, bytes, into);
  auto decoded = decode(std::string(bytes));
  if (decoded->text.find('\0') != std::string::npos)
    return refuse(name, "is not a text file or a workbook. Give the list as CSV or XLSX.");
  return read_csv_list(name, decoded->text, into);
}

}  // namespace

Result<Providers> Providers::read(const std::string& name, std::string_view bytes) {
  Providers out;
  if (const Status status = read_list(name, bytes, out); !status)
    return tl::unexpected(status.error());
  out.tell_kinds();
  return out;
}

void Providers::add(Providers other) {
  const std::size_t before = size();
  bool any_again = false;
  for (const Provider& provider : other.list_) any_again |= join(provider) < before;
  for (ProviderTable& table : other.tables_) table.any_again |= any_again;
  tables_.insert(tables_.end(), other.tables_.begin(), other.tables_.end());
  notes_.insert(notes_.end(), other.notes_.begin(), other.notes_.end());
  shortened_ |= other.shortened_;
  areas_by_postcode_ |= other.areas_by_postcode_;
  tell_kinds();
}

void Providers::tell_kinds() {
  const auto tells_nothing = [](const ProviderTable& table) {
    return !table.lists_supported && !table.lists_others;
  };
  // Not a sheet that says more of the same settings, or one of those that closed.
  const auto may_be_supported = [&](const ProviderTable& table) {
    return tells_nothing(table) && !table.has[ProviderTable::place_codes] && table.any_open &&
           !table.any_again;
  };
  const bool codes_tell_others = std::any_of(tables_.begin(), tables_.end(), [](const auto& table) {
    return table.lists_others && table.has[ProviderTable::place_codes];
  });
  lists_supported_ = lists_others_ = false;
  for (const ProviderTable& table : tables_) lists_supported_ |= table.lists_supported;
  for (ProviderTable& table : tables_) {
    if (!lists_supported_ && codes_tell_others && may_be_supported(table)) {
      table.lists_supported = true;
      notes_.push_back(fmt::format(
          "{}: was taken for the list of supported accommodation, because it gives no placement "
          "codes and another list does.",
          table.name));
    }
    lists_others_ |= table.lists_others || tells_nothing(table);
  }
  for (const ProviderTable& table : tables_) lists_supported_ |= table.lists_supported;
}

void Providers::take_areas(const Postcodes& postcodes) {
  areas_by_postcode_ = tells(ProviderTable::postcode);
  for (Provider& provider : list_) {
    if (!provider.area.empty() || provider.area_unsure || provider.postcode.empty()) continue;
    if (const PostcodePlace* place = postcodes.find(provider.postcode)) provider.area = place->area;
  }
}

bool Providers::tells(ProviderTable::Column column) const {
  if (column == ProviderTable::area && areas_by_postcode_) return true;
  return std::any_of(tables_.begin(), tables_.end(),
                     [&](const ProviderTable& table) { return table.has[column]; });
}

const Provider* Providers::find(Code urn) const {
  const auto at = by_urn_.find(urn.packed());
  return at == by_urn_.end() ? nullptr : &list_[at->second];
}

}  // namespace homeward::returns
