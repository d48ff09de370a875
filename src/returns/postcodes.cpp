#include "returns/postcodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstring>
#include <initializer_list>
#include <utility>

#include "base/text.hpp"
#include "returns/grids.hpp"
#include "returns/postcode_rows.hpp"
#include "returns/problem.hpp"
#include "returns/sorted_postcodes.hpp"

namespace homeward::returns {

namespace {

using namespace postcode_rows;

constexpr std::size_t kNowhere = ~std::size_t{0};

std::size_t mixed(std::uint64_t key) {
  key *= 0x9E3779B97F4A7C15;
  return static_cast<std::size_t>(key ^ key >> 32);
}

// Which sectors ("ME9 0") are wanted at all. A directory stands in the order of its postcodes, so
// most of its rows are told here, from a few bytes that stay in the cache.
class Sectors {
 public:
  void add(std::uint64_t key) { bits_[place(key) / 64] |= bit(key); }
  bool may_hold(std::uint64_t key) const { return (bits_[place(key) / 64] & bit(key)) != 0; }

 private:
  static std::size_t place(std::uint64_t key) { return mixed(key >> 16) % (1 << 16); }
  static std::uint64_t bit(std::uint64_t key) { return std::uint64_t{1} << place(key) % 64; }
  std::vector<std::uint64_t> bits_ = std::vector<std::uint64_t>((1 << 16) / 64);
};

// The cells of one line, trimmed and without their quotes (doubled ones stay: no cell that is read
// here has any).
void split_line(std::string_view line, char separator, std::vector<std::string_view>& cells) {
  cells.clear();
  const char* end = line.data() + line.size();
  for (const char* at = line.data(); at != nullptr;) {
    const char* next = next_cell(at, end, separator);
    const char* until = next != nullptr ? next - 1 : end;
    std::string_view cell = text::trim({at, static_cast<std::size_t>(until - at)});
    if (cell.size() >= 2 && cell.front() == '"' && cell.back() == '"')
      cell = text::trim(cell.substr(1, cell.size() - 2));
    cells.push_back(cell);
    at = next;
  }
}

struct Columns {
  char separator = ',';
  std::size_t postcode = kNowhere, area = kNowhere, county = kNowhere, district = kNowhere,
              country = kNowhere, east = kNowhere, north = kNowhere, lat = kNowhere, lon = kNowhere;
};

// "lad25cd" -> "lad": the Directory writes the year of the codes into the name.
std::string_view without_year(std::string_view name) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const std::size_t size = name.size();
  return size > 4 && name.ends_with("cd") && digit(name[size - 3]) && digit(name[size - 4])
             ? name.substr(0, size - 4)
             : name;
}

Columns columns_in(std::string_view heading_line, char separator) {
  std::vector<std::string_view> heading;
  split_line(heading_line, separator, heading);
  Columns out;
  out.separator = separator;
  const auto take = [](std::size_t& column, std::size_t at, std::string_view name,
                       std::initializer_list<std::string_view> names) {
    if (column == kNowhere && std::find(names.begin(), names.end(), name) != names.end())
      column = at;
  };
  for (std::size_t i = 0; i < heading.size(); ++i) {
    const std::string lower = text::lower(heading[i]);
    const std::string_view name = without_year(lower);
    take(out.postcode, i, name, {"pcd", "pcd2", "pcds", "pcd7", "pcd8", "postcode"});
    take(out.area, i, name, {"utla", "utlacd"});
    take(out.county, i, name, {"oscty", "cty", "ctycd"});
    take(out.district, i, name, {"oslaua", "laua", "lad", "ladcd"});
    take(out.country, i, name, {"ctry", "ctrycd"});
    take(out.east, i, name, {"east", "oseast1m", "east1m", "easting", "eastings"});
    take(out.north, i, name, {"north", "osnrth1m", "north1m", "northing", "northings"});
    take(out.lat, i, name, {"lat", "latitude"});
    take(out.lon, i, name, {"long", "lon", "lng", "longitude"});
  }
  return out;
}

std::string missing_in(const Columns& columns) {
  std::vector<std::string> parts;
  if (columns.postcode == kNowhere) parts.emplace_back("pcd");
  if (columns.area == kNowhere && columns.district == kNowhere)
    parts.emplace_back(columns.county == kNowhere ? "utla (or oslaua or laua)" : "oslaua");
  if (columns.lat == kNowhere || columns.lon == kNowhere) {
    if (columns.east == kNowhere) parts.emplace_back("east (or oseast1m)");
    if (columns.north == kNowhere) parts.emplace_back("north (or osnrth1m)");
  }
  return text::join(parts, ", ");
}

// By the separator with which the heading has all columns; by commas if there is none.
Columns find_columns(std::string_view heading_line) {
  for (const char separator : {',', ';', '\t', '|'})
    if (const Columns found = columns_in(heading_line, separator); missing_in(found).empty())
      return found;
  return columns_in(heading_line, ',');
}

std::string_view cell_at(const std::vector<std::string_view>& cells, std::size_t column) {
  return column < cells.size() ? cells[column] : std::string_view{};
}

std::string_view area_in(const std::vector<std::string_view>& cells, const Columns& columns) {
  // Codes of the Channel Islands and the Isle of Man give no area whatever the other cells hold.
  const std::string_view country = cell_at(cells, columns.country);
  if (country.starts_with('L') || country.starts_with('M')) return {};
  for (const std::size_t column : {columns.area, columns.county, columns.district, columns.country})
    if (const auto area = placement_area(cell_at(cells, column)); !area.empty()) return area;
  return {};
}

double decimal(std::string_view text, double most) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool usable =
      error == std::errc{} && end == text.data() + text.size() && std::abs(value) < most;
  return usable ? value : 0;
}

double metres(std::string_view text) {
  return decimal(text, 2'000'000);  // Shetland lies 1 220 km north
}

// Where the file has no grid reference, latitude and longitude tell one. A postcode without a place
// has latitude 99.999999 there.
GridReference from_degrees(const std::vector<std::string_view>& cells, const Columns& columns) {
  const double lat = decimal(cell_at(cells, columns.lat), 90);
  const std::string_view lon = cell_at(cells, columns.lon);
  if (lat < 49 || lat > 62 || lon.empty()) return {};
  return british_from_degrees(lat, decimal(lon, 20));
}

PostcodePlace place_in(const std::vector<std::string_view>& cells, const Columns& columns) {
  PostcodePlace place;
  place.area = area_in(cells, columns);
  place.east_m = metres(cell_at(cells, columns.east));
  place.north_m = metres(cell_at(cells, columns.north));
  if (place.east_m == 0 || place.north_m == 0) place.east_m = place.north_m = 0;
  if (columns.east == kNowhere || columns.north == kNowhere) {
    const GridReference british = from_degrees(cells, columns);
    place.east_m = british.east_m;
    place.north_m = british.north_m;
    return place;
  }
  // In the Irish grid all of Northern Ireland lies south of this line, in the British one north.
  constexpr double kBetweenGrids = 465'000;
  if (place.area == "NIR" && place.on_grid() && place.north_m < kBetweenGrids) {
    const GridReference british = british_from_irish({place.east_m, place.north_m});
    place.east_m = british.east_m;
    place.north_m = british.north_m;
  }
  return place;
}

// What the beginning of a file shows: nothing if it is a text with something in it.
std::optional<std::string_view> not_a_csv(std::string_view bytes) {
  if (bytes.empty()) return "is empty. Give a postcode file with its heading row.";
  if (bytes.starts_with("PK\3\4"))
    return "is a zip file or a workbook. Unpack it and give the CSV file inside.";
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF"))
    return "is saved as Unicode text (UTF-16). Save it as \"CSV UTF-8\".";
  return std::nullopt;
}

}  // namespace

std::string plain_postcode(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text)
    if (!is_space(c) && c != '\r' && c != '\n') out.push_back(upper(c));
  return out;
}

std::size_t Postcodes::slot_of(std::uint64_t key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = mixed(key) & mask;
  while (slots_[at].key != key && slots_[at].key != 0) at = (at + 1) & mask;
  return at;
}

void Postcodes::make_room() {
  std::vector<Slot> all(slots_.size() * 2);
  all.swap(slots_);
  for (const Slot& slot : all)
    if (slot.key != 0) slots_[slot_of(slot.key)] = slot;
}

// The wanted rows of one piece of the file, which begins and ends with a line.
class Postcodes::Scan {
 public:
  struct Hit {
    std::size_t slot;
    PostcodePlace place;
  };

  Scan(const Postcodes& wanted, const Sectors& sectors, const Columns& columns)
      : wanted_(wanted), sectors_(sectors), columns_(columns) {}

  void piece(std::string_view bytes) {
    const char* at = bytes.data();
    const char* const end = at + bytes.size();
    while (at < end) {
      const char* const line = at;
      for (std::size_t i = 0; i < columns_.postcode && at != nullptr; ++i)
        at = next_cell(at, end, columns_.separator);
      if (at == nullptr)
        at = line;
      else if (!in_passed_sector(at, end))
        take_row(line, at, end);
      at = line_end(at, end);
      if (at < end) ++at;
    }
  }

  // Instead of all that: see below.
  static void look_up_sorted(Postcodes& into, std::string_view rows, const Columns& columns,
                             std::size_t different, const Parallel& parallel,
                             const std::function<PostcodePlace(std::string_view)>& place_of);

  bool any_row() const { return any_row_; }
  std::vector<Hit>& hits() { return hits_; }

 private:
  void take_row(const char* line, const char* at, const char* end) {
    const char* const cell = at;
    const std::uint64_t key = take_postcode(at, end, columns_.separator);
    if (key == 0) return;
    any_row_ = true;
    if (!sectors_.may_hold(key)) return pass_sector(cell, at);
    const std::size_t slot = wanted_.slot_of(key);
    if (wanted_.slots_[slot].key != key) return;
    split_line({line, static_cast<std::size_t>(line_end(at, end) - line)}, columns_.separator,
               cells_);
    hits_.push_back({slot, place_in(cells_, columns_)});
  }

  // The rows of one sector stand together and differ in the last two letters alone. Once one of
  // them was passed over, the others are by their first letters as they are written.
  void pass_sector(const char* cell, const char* cell_end) {
    const auto size = static_cast<std::size_t>(cell_end - cell);
    sector_size_ =
        size > 2 && size - 2 <= sizeof sector_ && plain(cell_end[-1]) && plain(cell_end[-2])
            ? size - 2
            : 0;
    std::memcpy(sector_, cell, sector_size_);
  }
  bool in_passed_sector(const char* at, const char* end) const {
    const std::size_t size = sector_size_;
    return size > 0 && static_cast<std::size_t>(end - at) > size + 2 &&
           at[size + 2] == columns_.separator && std::memcmp(at, sector_, size) == 0 &&
           plain(at[size]) && plain(at[size + 1]);
  }
  static bool plain(char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

  const Postcodes& wanted_;
  const Sectors& sectors_;
  const Columns& columns_;
  std::vector<std::string_view> cells_;
  std::vector<Hit> hits_;
  char sector_[8] = {};
  std::size_t sector_size_ = 0;
  bool any_row_ = false;
};

// A directory mostly stands in the order of its postcodes. Where few are wanted each is looked up
// there; what is not found this way is left to reading every row, so that a row out of its order is
// missed by nobody.
void Postcodes::Scan::look_up_sorted(
    Postcodes& into, std::string_view rows, const Columns& columns, std::size_t different,
    const Parallel& parallel, const std::function<PostcodePlace(std::string_view)>& place_of) {
  constexpr std::size_t kBytesWorthALookUp = 12'000;  // some twenty jumps cost as much as reading
  if (different == 0 || different > rows.size() / kBytesWorthALookUp) return;
  const auto sorted = SortedPostcodes::in(rows, columns.postcode, columns.separator);
  if (!sorted) return;
  std::vector<std::pair<std::uint64_t, std::size_t>> wanted;  // in the order of the file, and slots
  for (std::size_t i = 0; i < into.slots_.size(); ++i)
    if (into.slots_[i].key != 0) wanted.emplace_back(sorted->rank(into.slots_[i].key), i);
  std::sort(wanted.begin(), wanted.end());
  constexpr std::size_t kATask = 256;
  std::vector<std::optional<PostcodePlace>> found(wanted.size());
  parallel((wanted.size() + kATask - 1) / kATask, [&](std::size_t task) {
    const std::size_t last = std::min(wanted.size(), (task + 1) * kATask);
    for (std::size_t i = task * kATask; i < last; ++i)
      if (const std::string_view row = sorted->find(wanted[i].first); !row.empty())
        found[i] = place_of(row);
  });
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!found[i]) continue;
    into.places_.push_back(std::move(*found[i]));
    into.slots_[wanted[i].second].place = static_cast<std::uint32_t>(into.places_.size());
  }
}

Result<Postcodes> Postcodes::read(const std::string& name, std::string_view bytes,
                                  const std::vector<std::string>& wanted, const Parallel& parallel,
                                  const std::function<void(std::string_view)>& done) {
  if (const auto why = not_a_csv(bytes)) return refuse(name, *why);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const char* at = bytes.data();
  const char* const end = at + bytes.size();

  // A heading is short; a file without line feeds is not searched for one to its end.
  constexpr std::size_t kLongestHeading = 64 << 10;
  const char* heading_end = line_end(at, at + std::min(bytes.size(), kLongestHeading));
  const std::string_view heading(at, static_cast<std::size_t>(heading_end - at));
  if (heading.find('\0') != std::string_view::npos || !text::valid_utf8(heading))
    return refuse(name, "is not a text file. Give a postcode file in CSV form.");
  const Columns columns = find_columns(heading);
  if (const std::string missing = missing_in(columns); !missing.empty())
    return refuse(name, fmt::format("is not a postcode file that is known here: its heading has no "
                                    "column {}. Give the ONS Postcode Directory as CSV.",
                                    missing));
  at = heading_end < end ? heading_end + 1 : end;

  Postcodes out;
  Sectors sectors;
  out.slots_.resize(1024);
  std::size_t different = 0;
  for (const std::string& postcode : wanted) {
    const std::uint64_t key = key_of(postcode);
    if (key == 0 || out.slots_[out.slot_of(key)].key == key) continue;
    if (++different * 2 > out.slots_.size()) out.make_room();
    out.slots_[out.slot_of(key)].key = key;
  }
  const auto size = static_cast<std::size_t>(end - at);
  const Parallel each_piece = parallel ? parallel : Parallel(one_after_another);
  Scan::look_up_sorted(out, {at, size}, columns, different, each_piece, [&](std::string_view row) {
    std::vector<std::string_view> found;
    split_line(row, columns.separator, found);
    return place_in(found, columns);
  });
  bool all_found = different > 0;
  for (const Slot& slot : out.slots_) {
    if (slot.key == 0 || slot.place != 0) continue;
    sectors.add(slot.key);
    all_found = false;
  }
  if (all_found) return out;

  // Piece i has the lines that begin in it.
  constexpr std::size_t kPiece = 4 << 20;
  const auto begin_of = [&](std::size_t i) {
    if (i == 0) return at;
    if (i * kPiece > size) return end;
    const char* before = line_end(at + i * kPiece - 1, end);
    return before < end ? before + 1 : end;
  };
  std::vector<Scan> scans(size / kPiece + 1, Scan(out, sectors, columns));
  each_piece(scans.size(), [&](std::size_t i) {
    const char* const from = begin_of(i);
    const std::string_view piece(from, static_cast<std::size_t>(begin_of(i + 1) - from));
    scans[i].piece(piece);
    if (done) done(piece);
  });
  bool any_row = false;
  for (Scan& scan : scans) {
    any_row |= scan.any_row();
    for (Scan::Hit& hit : scan.hits()) {
      Slot& slot = out.slots_[hit.slot];
      if (slot.place != 0) continue;
      out.places_.push_back(std::move(hit.place));
      slot.place = static_cast<std::uint32_t>(out.places_.size());
    }
  }
  if (!any_row) return refuse(name, "holds no postcodes, only a heading. Give the whole file.");
  return out;
}

const PostcodePlace* Postcodes::find(std::string_view text) const {
  const std::uint64_t key = key_of(text);
  if (key == 0 || slots_.empty()) return nullptr;
  const Slot& slot = slots_[slot_of(key)];
  return slot.place == 0 ? nullptr : &places_[slot.place - 1];
}

std::optional<float> miles_between(const PostcodePlace& home, const PostcodePlace& place) {
  constexpr float kNotAvailable = 999.9F;
  if (!home.in_england() || !home.on_grid()) return kNotAvailable;
  if (!place.on_grid()) return std::nullopt;
  const double metres = std::hypot(home.east_m - place.east_m, home.north_m - place.north_m);
  return static_cast<float>(std::floor(metres / 1000 / 1.6093 * 10 + 0.5) / 10);
}

}  // namespace homeward::returns
