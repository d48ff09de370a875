#include "returns/csv_layout.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "returns/csv.hpp"

namespace homeward::returns {

namespace {

constexpr std::size_t kHead = 1 << 16;      // bytes in which the heading is looked for
constexpr std::size_t kMostTitleRows = 10;  // above the heading

// The separator that the first line names ("sep=;", in quotes or not, with the commas that a
// spreadsheet adds), and where the next line begins.
std::optional<std::pair<char, std::size_t>> named_separator(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
  std::string_view line = text.substr(0, end);
  while (const std::size_t blank = text::invisible_at_start(line)) line.remove_prefix(blank);
  if (line.starts_with('"')) line.remove_prefix(1);
  if (!line.starts_with("SEP=")) return std::nullopt;
  line.remove_prefix(4);
  const char separator = line.empty() ? ',' : line.front();
  const std::string_view rest = line.substr(std::min<std::size_t>(line.size(), 1));
  if (std::string_view(",;\t|:^~").find(separator) == std::string_view::npos ||
      rest.find_first_not_of("\",;\t| ") != std::string_view::npos)
    return std::nullopt;
  std::size_t next = end;
  if (next < text.size() && text[next] == '\r') ++next;
  if (next < text.size() && text[next] == '\n') ++next;
  return std::pair(separator, next);
}

// Better: a heading with all columns, then one that is like a table's, then any row.
int worth(const CsvLayout& layout) {
  return layout.recognition.readable() ? 2 : layout.recognition.table != nullptr ? 1 : 0;
}

CsvLayout look(std::string_view text, std::size_t from, char separator, const Limits& limits) {
  std::string head(text.substr(from, kHead));  // the scanner rewrites it
  CsvScanner scanner(head, 0, limits, separator);
  CsvLayout best;
  best.from = from;
  best.separator = separator;
  CsvRow row;
  for (std::size_t above = 0; above <= kMostTitleRows && scanner.next(row);) {
    if (row.blank()) continue;
    std::vector<std::string_view> headings;
    for (const Cell& cell : row.cells)
      headings.push_back(std::string_view(head).substr(cell.at, cell.size));
    CsvLayout found = best;
    found.heading_row = row.row;
    found.rows_above = above++;
    found.heading_cells = row.cell_count;
    found.recognition = recognise(headings);
    if (best.heading_row == 0 || worth(found) > worth(best)) best = std::move(found);
    if (worth(best) == 2) break;
  }
  return best;
}

}  // namespace

CsvLayout find_layout(std::string_view text, const Limits& limits) {
  std::size_t from = 0;
  std::string separators = ",;\t|";
  std::optional<char> told;
  if (const auto named = named_separator(text)) {
    told = named->first;
    from = named->second;
    separators.insert(separators.begin(), *told);
  }
  CsvLayout best;
  for (const char separator : separators) {
    CsvLayout found = look(text, from, separator, limits);
    if (found.heading_row == 0) return found;  // nothing but separators
    found.separator_told = separator == ',' || separator == told;
    if (best.heading_row == 0 || worth(found) > worth(best)) best = std::move(found);
    if (worth(best) == 2) break;
  }
  return best;
}

std::string_view separator_words(char separator) {
  switch (separator) {
    case ',':
      return "commas";
    case ';':
      return "semicolons";
    case '\t':
      return "tabs";
    case '|':
      return "vertical bars";
    default:
      return "other signs";
  }
}

}  // namespace homeward::returns
