#include "returns/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "base/text.hpp"
#include "returns/csv.hpp"
#include "returns/infer_year.hpp"
#include "returns/not_a_return.hpp"
#include "returns/xml.hpp"
#include "returns/year.hpp"
#include "returns/zip.hpp"

namespace homeward::returns {

namespace {

// One file that could be read: one table from CSV, several from XML.
struct Loaded {
  std::string name;
  std::string folder;
  std::string marker;  // "", "last", or a year, as the name tells
  bool xml = false;
  std::vector<Table> tables;
};

bool is_zip(std::string_view bytes) {
  return bytes.substr(0, 4) == "PK\3\4" || bytes.substr(0, 4) == "PK\5\6";
}
bool is_xml(std::string_view bytes) {
  bytes = bytes.substr(0, 256);
  if (bytes.substr(0, 2) == "\xFF\xFE" || bytes.substr(0, 2) == "\xFE\xFF") bytes.remove_prefix(2);
  return text::trim(bytes).substr(0, 1) == "<";  // behind byte order marks and the zeros of UTF-16
}

std::size_t folder_length(std::string_view name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string_view::npos ? 0 : slash;
}

// A child of a return has a row in Header and hardly fewer in the other tables than these: more
// children than one for so many rows of the limit are invented, and cost more memory than rows do.
constexpr std::size_t kRowsOfAChild = 6;

constexpr std::size_t kMostNamed = 5;  // of the files that are no return's

// With fewer dates than these a return may have none of its own year.
constexpr std::size_t kFewDates = 50;

class Reader {
 public:
  explicit Reader(const Options& options) : options_(options), budget_(options.limits.total_bytes) {
    // Cells are 32-bit slices of their file.
    options_.limits.file_bytes = std::min<std::uint64_t>(options_.limits.file_bytes, 0xFFFF'0000u);
  }

  Reading read(const std::vector<NamedBytes>& files) {
    std::vector<const NamedBytes*> in_order;
    for (const NamedBytes& file : files) in_order.push_back(&file);
    std::stable_sort(in_order.begin(), in_order.end(),
                     [](const NamedBytes* a, const NamedBytes* b) { return a->name < b->name; });
    for (const NamedBytes* file : in_order) load(*file);
    note_litter();
    std::map<std::string, std::vector<Loaded*>> folders;
    for (Loaded& file : loaded_) folders[file.folder].push_back(&file);
    for (auto& [folder, held] : folders) split_folder(folder, held);
    give_years();
    Reading reading;
    reading.returns = std::move(returns_);
    reading.problems = problems_.take();
    return reading;
  }

 private:
  void leave_out(ProblemKind kind, const std::string& file, std::string sentence) {
    report(kind, Effect::file_left_out, file, std::move(sentence));
  }
  void report(ProblemKind kind, Effect effect, const std::string& file, std::string sentence) {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.file = file;
    problem.sentence = std::move(sentence);
    problems_.add(std::move(problem));
  }

  void note_litter() {
    if (litter_.empty()) return;
    Problem problem;
    problem.kind = ProblemKind::not_in_return;
    problem.found = PrivateText(text::join({litter_.begin(), litter_.end()}, ", "));
    problem.sentence =
        "Hidden files and those that programs keep in folders for themselves ({}) were left out.";
    problems_.add(std::move(problem));
  }

  void load(const NamedBytes& given) {
    if (too_many_) return;
    if (is_litter(given.name)) {
      const auto slash = given.name.find_last_of("/\\");  // npos + 1 = 0
      if (litter_.size() < kMostNamed)
        litter_.insert(text::shown_name(std::string_view(given.name).substr(slash + 1)));
      return;
    }
    const NamedBytes file{text::shown_name(given.name), given.bytes};
    if (++files_ > options_.limits.files) {
      if (files_ == options_.limits.files + 1)
        leave_out(
            ProblemKind::too_large, file.name,
            fmt::format("More than {} files were given. This one and those after it were left out; "
                        "give fewer at once.",
                        options_.limits.files));
      return;
    }
    if (file.bytes.size() > options_.limits.file_bytes || file.bytes.size() > budget_) {
      leave_out(ProblemKind::too_large, file.name,
                fmt::format(
                    "This file, or all files together, are larger than the {} MB that are read at "
                    "once. It was left out; give fewer files at once.",
                    std::min(options_.limits.file_bytes, options_.limits.total_bytes) >> 20));
      return;
    }
    if (!is_zip(file.bytes)) {
      budget_ -= file.bytes.size();
      return load_plain(file.name, std::string(file.bytes));
    }
    for (UnpackedFile& inside :
         open_zip(file.name, file.bytes, options_.limits, budget_, problems_)) {
      if (is_zip(inside.bytes))
        leave_out(ProblemKind::archive, inside.name,
                  "This is a zip file inside a zip file. It was left out; give it on its own.");
      else
        load_plain(inside.name, std::move(inside.bytes));
    }
  }

  void load_plain(const std::string& name, std::string bytes) {
    if (too_many_) return;
    Loaded file;
    file.name = name;
    file.folder = name.substr(0, folder_length(name));
    file.marker = year_marker(name);
    if (const auto why = why_not_of_a_return(bytes); !why.empty())
      return leave_out(ProblemKind::spreadsheet, name, std::string(why));
    if (is_xml(bytes)) {
      file.xml = true;
      auto tables = read_xml(name, std::move(bytes), options_.limits, problems_);
      if (!tables) return;
      file.tables = std::move(*tables);
    } else {
      Limits limits = options_.limits;
      limits.rows -= rows_;  // a table with more is told by one more, and refused in count()
      auto table = read_csv(name, std::move(bytes), limits, problems_);
      if (!table) return;
      file.tables.push_back(std::move(*table));
    }
    loaded_.push_back(std::move(file));
    for (std::size_t i = 0; !too_many_ && i < loaded_.back().tables.size(); ++i)
      count(loaded_.back().tables[i]);
  }

  void count(const Table& table) {
    const std::size_t rows = options_.limits.rows;
    const std::size_t children = std::max<std::size_t>(rows / kRowsOfAChild, 1);
    if (table.size() > rows - rows_) return refuse_all(table.file(), "rows", rows);
    rows_ += table.size();
    for (std::size_t row = 0; row < table.size(); ++row) {
      children_.emplace(table.cell(row, 0));
      if (children_.size() > children) return refuse_all(table.file(), "children", children);
    }
  }

  void refuse_all(const std::string& file, std::string_view what, std::size_t most) {
    too_many_ = true;
    leave_out(ProblemKind::too_large, file,
              fmt::format("These files hold more than {} {}, the most that are read at once. "
                          "Nothing was read; give the years one by one, or ask whoever runs "
                          "Homeward to raise the limit.",
                          text::thousands(static_cast<long long>(most)), what));
    loaded_.clear();
  }

  // The names that tell years apart, if the folder holds one table under two of them.
  static std::set<std::string> years_told_apart(const std::vector<Loaded*>& held) {
    std::map<TableId, std::set<std::string>> markers;
    for (const Loaded* file : held)
      for (const Table& table : file->tables) markers[table.id()].insert(file->marker);
    std::set<std::string> apart;
    for (const auto& [table, names] : markers)
      if (names.size() > 1) apart.insert(names.begin(), names.end());
    // A file that is plainly last year's is so without this year's beside it.
    const auto lone = [](const Loaded* file) { return plainly_last(file->name); };
    if (apart.count("last") == 0 && std::any_of(held.begin(), held.end(), lone) &&
        !std::all_of(held.begin(), held.end(), lone)) {
      if (apart.empty()) apart.insert("");
      apart.insert("last");
    }
    return apart;
  }

  void split_folder(const std::string& folder, std::vector<Loaded*>& held) {
    const std::set<std::string> apart = years_told_apart(held);
    // Files whose name tells none of these years go with the plain ones, or with the latest year.
    std::string main;
    if (!apart.empty() && apart.count("") == 0) {
      main = *apart.begin();
      for (const std::string& marker : apart)
        if (marker != "last") main = std::max(main == "last" ? marker : main, marker);
    }
    std::map<std::string, std::vector<Loaded*>> groups;
    for (Loaded* file : held)
      groups[apart.count(file->marker) ? file->marker : main].push_back(file);
    for (auto& [marker, group] : groups) gather(folder, marker, group);
  }

  static bool overlaps(const Loaded& xml, const Return& gathered) {
    return std::any_of(xml.tables.begin(), xml.tables.end(), [&](const Table& table) {
      return !table.empty() && gathered[table.id()].present();
    });
  }
  // The XML form of a return beside its CSV files adds nothing to them.
  static bool says_the_same(const Loaded& xml, const Return& gathered) {
    return std::all_of(xml.tables.begin(), xml.tables.end(), [&](const Table& table) {
      return table.empty() || same_rows(table, gathered[table.id()]);
    });
  }
  static bool same_rows(const Table& xml, const Table& csv) {
    if (xml.size() != csv.size()) return false;
    const auto columns = xml.layout().columns;
    for (std::size_t row = 0; row < xml.size(); ++row)
      for (std::size_t column = 0; column < columns.size(); ++column)
        if (columns[column].need != Need::xml_only &&
            xml.cell(row, column) != csv.cell(row, column))
          return false;
    return true;
  }

  void gather(const std::string& folder, const std::string& marker,
              const std::vector<Loaded*>& group) {
    Return gathered;
    gathered.folder = folder;
    for (const TableSchema& table : schemas()) gathered[table.id] = Table(table.id);
    std::vector<Loaded*> in_order = group;
    std::stable_partition(in_order.begin(), in_order.end(),
                          [](const Loaded* file) { return !file->xml; });
    for (Loaded* file : in_order) {
      if (file->xml && overlaps(*file, gathered)) {
        if (says_the_same(*file, gathered)) continue;
        leave_out(
            ProblemKind::second_file, file->name,
            "This XML return lies in one folder with another return and was left out. Give it on "
            "its own or from a folder of its own.");
        continue;
      }
      for (Table& table : file->tables) {
        Table& place = gathered[table.id()];
        if (place.present()) {
          if (file->xml) continue;  // without rows
          leave_out(ProblemKind::second_file, file->name,
                    fmt::format(
                        "This holds the same table ({}) as {} and was left out. If it is another "
                        "year's, put it into a folder of its own or write the year into its name; "
                        "if it belongs to the same year, put the rows into one file.",
                        table.layout().name, place.file()));
          continue;
        }
        place = std::move(table);
      }
    }
    returns_.push_back(std::move(gathered));
    const std::string at_folder = folder + ".";  // as if it were a file
    const std::string named = !marker.empty() || folder.empty() ? marker : year_marker(at_folder);
    const bool last = marker == "last" || (marker.empty() && plainly_last(at_folder));
    is_last_.push_back(last);
    named_year_.push_back(named.empty() || named == "last" ? 0 : std::stoi(named));
  }

  void give_years() {
    for (std::size_t i = 0; i < returns_.size(); ++i) {
      InferredYear year = infer_year(returns_[i], options_.as_of);
      if (named_year_[i] != 0 &&
          (!year.told || (year.dates < kFewDates && year.collection_year < named_year_[i])))
        year = {named_year_[i], true, year_words(named_year_[i]) + ", told by its name",
                year.dates,     0,    0};
      returns_[i].collection_year = year.collection_year;
      returns_[i].year_reason = year.reason;
      returns_[i].year_inferred = true;
      told_.push_back(year.told);
      dates_.push_back(year.dates);
      inferred_.push_back(year);
    }
    find_last_below();
    for (std::size_t i = 0; i < returns_.size() && !options_.collection_year; ++i)
      if (is_last_[i] && told_[i]) raise_above(i);
    guess_beside_the_told();
    // "last" is the year before the return beside it.
    for (std::size_t i = 0; i < returns_.size(); ++i)
      if (!is_last_[i]) latest_ = std::max(latest_, returns_[i].collection_year);
    if (options_.collection_year) take_given_year(*options_.collection_year);
    for (std::size_t i = 0; i < returns_.size(); ++i)
      if (is_last_[i]) take_year_before(i);
    for (std::size_t i = 0; i < returns_.size(); ++i) check_year(i);
    // Of two for one year the one nearer the top is the later.
    std::stable_sort(returns_.begin(), returns_.end(), [](const Return& a, const Return& b) {
      if (a.collection_year != b.collection_year) return a.collection_year < b.collection_year;
      return depth(a.folder) > depth(b.folder);
    });
  }

  static std::ptrdiff_t depth(const std::string& folder) {
    return folder.empty() ? 0 : 1 + std::count(folder.begin(), folder.end(), '/');
  }
  static bool lies_below(const std::string& folder, const std::string& above) {
    if (above.empty()) return !folder.empty();
    return folder.size() > above.size() && folder.compare(0, above.size(), above) == 0 &&
           folder[above.size()] == '/';
  }

  // One return in a folder below another's is that of the year before, unless dates enough say
  // something else.
  void find_last_below() {
    for (std::size_t i = 0; i < returns_.size(); ++i) {
      if (is_last_[i]) continue;
      std::vector<std::size_t> below;
      for (std::size_t j = 0; j < returns_.size(); ++j)
        if (lies_below(returns_[j].folder, returns_[i].folder)) below.push_back(j);
      if (below.size() != 1) continue;
      const std::size_t j = below.front();
      if (named_year_[j] != 0 && options_.collection_year == named_year_[j]) continue;
      const bool later = returns_[j].collection_year >= returns_[i].collection_year;
      if (dates_[j] < kFewDates || (later && dates_[i] < kFewDates)) is_last_[j] = true;
    }
  }

  // The return to which `last` is last year's: in its folder, above it, or beside it.
  std::optional<std::size_t> year_after(std::size_t last) const {
    const std::string& folder = returns_[last].folder;
    const std::string above = folder.substr(0, folder_length(folder));
    std::optional<std::size_t> found;
    int nearest = 3;
    for (std::size_t i = 0; i < returns_.size(); ++i) {
      const std::string& other = returns_[i].folder;
      if (is_last_[i]) continue;
      const int away = other == folder                                             ? 0
                       : lies_below(folder, other)                                 ? 1
                       : depth(other) == depth(folder) && lies_below(other, above) ? 2
                                                                                   : 3;
      if (away < nearest || (away == nearest && found &&
                             returns_[i].collection_year > returns_[*found].collection_year)) {
        found = i;
        nearest = away;
      }
    }
    return found;
  }

  // No return has dates of a later year, so that of the year after `last` is for a later one.
  void raise_above(std::size_t last) {
    const auto i = year_after(last);
    const int year = returns_[last].collection_year + 1;
    if (!i || (told_[*i] && returns_[*i].collection_year >= year)) return;
    returns_[*i].collection_year = year;
    returns_[*i].year_reason = year_words(year) + ", the year after the return beside it";
    told_[*i] = true;
  }

  // What no date tells is not for a later year than what a date does tell.
  void guess_beside_the_told() {
    int latest = 0;
    for (std::size_t i = 0; i < returns_.size(); ++i)
      if (told_[i] && !is_last_[i]) latest = std::max(latest, returns_[i].collection_year);
    if (latest == 0) return;
    for (std::size_t i = 0; i < returns_.size(); ++i) {
      if (told_[i] || is_last_[i]) continue;
      returns_[i].collection_year = latest - 1;
      returns_[i].year_reason = year_words(latest - 1) + ", the year before the return beside it";
    }
  }

  void take_given_year(int given) {
    for (std::size_t i = 0; i < returns_.size(); ++i) {
      Return& each = returns_[i];
      if (is_last_[i] || each.collection_year != latest_) continue;
      if (told_[i] && each.collection_year != given)
        report(ProblemKind::wrong_year, Effect::noted, name_of(each),
               fmt::format(
                   "It was read as the return for {}, as asked, though its dates point to {}. If "
                   "that is wrong, say the right year and give it again.",
                   year_words(given), year_words(each.collection_year)));
      each.collection_year = given;
      each.year_inferred = false;
      each.year_reason = fmt::format("{}, as given", year_words(given));
      told_[i] = true;
    }
    if (!returns_.empty()) latest_ = given;
  }

  void take_year_before(std::size_t i) {
    const auto after = year_after(i);
    if (!after) return;
    const int year = returns_[*after].collection_year - 1;
    if (told_[i] && returns_[i].folder != returns_[*after].folder &&
        returns_[i].collection_year != year)
      report(ProblemKind::wrong_year, Effect::noted, name_of(returns_[i]),
             fmt::format("It was read as the return for {}, last year's, though its dates or its "
                         "name point to {}. If that is wrong, read it on its own.",
                         year_words(year), year_words(returns_[i].collection_year)));
    returns_[i].collection_year = year;
    returns_[i].year_inferred = returns_[*after].year_inferred;
    returns_[i].year_reason =
        fmt::format("{}, the year before the return beside it", year_words(year));
    told_[i] = told_[*after];
  }

  void check_year(std::size_t i) {
    const Return& each = returns_[i];
    if (!told_[i])
      report(ProblemKind::year_guessed, Effect::noted, name_of(each),
             fmt::format(
                 "No date in this return tells its year. It was taken as {}; if that is wrong, "
                 "say the right year and give it again.",
                 year_words(each.collection_year)));
    const InferredYear& inferred = inferred_[i];
    if (each.year_inferred && inferred.collection_year == each.collection_year &&
        inferred.later > 0)
      report(ProblemKind::wrong_year, Effect::noted, name_of(each),
             fmt::format("It was taken as the return for {}: most dates tell that year. {} of {} "
                         "{} another year ({}). If that is wrong, say the right year and give "
                         "it again.",
                         year_words(each.collection_year),
                         text::thousands(static_cast<long long>(inferred.later)),
                         text::plural(static_cast<long long>(inferred.dates), "date"),
                         inferred.later == 1 ? "tells" : "tell", year_words(inferred.later_year)));
    else if (each.year_inferred && inferred.collection_year == each.collection_year &&
             inferred.later_elsewhere > 0)
      report(ProblemKind::wrong_year, Effect::noted, name_of(each),
             fmt::format("It was taken as the return for {}, the year that its episodes tell. {} "
                         "in its other files {} another year ({}). If that is wrong, say the right "
                         "year and give it again.",
                         year_words(each.collection_year),
                         text::plural(static_cast<long long>(inferred.later_elsewhere), "date"),
                         inferred.later_elsewhere == 1 ? "tells" : "tell",
                         year_words(inferred.later_year)));
    for (const Table& table : each.tables)
      if (table.present() && table.layout().first_year > each.collection_year)
        report(ProblemKind::wrong_year, Effect::noted, table.file(),
               fmt::format(
                   "The {} table is part of the return from {}, and this return is for {}. It was "
                   "read all the same.",
                   table.layout().name, year_words(table.layout().first_year),
                   year_words(each.collection_year)));
  }

  static std::string name_of(const Return& each) {
    for (const Table& table : each.tables)
      if (table.present())
        return table.from_xml() || each.folder.empty() ? table.file() : each.folder;
    return each.folder;
  }

  Options options_;
  std::uint64_t budget_;
  std::size_t files_ = 0, rows_ = 0;
  std::unordered_set<std::string> children_;
  bool too_many_ = false;  // more than the limits: nothing is read
  int latest_ = 0;
  ProblemList problems_;
  std::vector<Loaded> loaded_;
  std::set<std::string> litter_;  // the names of what is_litter
  std::vector<Return> returns_;
  // Beside returns_.
  std::vector<bool> is_last_, told_;
  std::vector<int> named_year_;  // 0 = none
  std::vector<std::size_t> dates_;
  std::vector<InferredYear> inferred_;
};

}  // namespace

bool may_be_for(const Reading& previous, int year) {
  if (previous.returns.size() != 1) return false;
  const Return& only = previous.returns.front();
  if (only.collection_year == year) return false;
  const bool guessed =
      std::any_of(previous.problems.begin(), previous.problems.end(),
                  [](const Problem& problem) { return problem.kind == ProblemKind::year_guessed; });
  return guessed || (only.collection_year < year && only[TableId::episodes].size() < kFewDates);
}

Reading read_return(const std::vector<NamedBytes>& files, const Options& options) {
  return Reader(options).read(files);
}

}  // namespace homeward::returns
