#include "returns/rules/prepare.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/digits.hpp"
#include "returns/dates.hpp"
#include "returns/rules/ideas.hpp"
#include "returns/year.hpp"

namespace homeward::returns::rules {

namespace {

// A birth date never lies in the future, but UASC status ends at 18 at the latest.
constexpr int kYearsAhead = 18;

// DD/MM/YYYY, where day and month may have one digit.
bool written_as_asked(std::string_view text) {
  std::size_t at = 0;
  for (const std::size_t most : {2u, 2u}) {
    std::size_t digits = 0;
    while (at < text.size() && digits < most && text::is_digit(text[at])) ++at, ++digits;
    if (digits == 0 || at == text.size() || text[at] != '/') return false;
    ++at;
  }
  return text.size() - at == 4 &&
         std::all_of(text.begin() + static_cast<long>(at), text.end(), text::is_digit);
}

// The cells of one row of one table.
class RowCells {
 public:
  RowCells(const Table& table, std::size_t index, int latest_year)
      : table_(table), index_(index), latest_year_(latest_year) {}

  std::string_view text(std::size_t column) const { return table_.cell(index_, column); }
  Code code(std::size_t column) const { return Code::parse(text(column)).value_or(kUnlisted); }
  Day day(std::size_t column) const {
    const std::string_view cell = text(column);
    if (cell.empty()) return {};
    const auto date = parse_return_date(cell, latest_year_);
    if (!date) return Day::unreadable();
    return written_as_asked(cell) ? Day(*date) : Day::oddly_written(*date);
  }

 private:
  const Table& table_;
  std::size_t index_;
  int latest_year_;
};

void fill(const RowCells& in, HeaderRow& out) {
  using namespace header;
  out.sex = in.code(sex);
  out.dob = in.day(dob);
  out.ethnic = in.code(ethnic);
  out.upn = in.text(upn);
  out.mother = in.code(mother);
  out.mc_dob = in.day(mc_dob);
  out.uasc = in.code(header::uasc);
}

void fill(const RowCells& in, EpisodeRow& out) {
  using namespace episodes;
  out.decom = in.day(decom);
  out.rne = in.code(rne);
  out.ls = in.code(ls);
  out.cin = in.code(cin);
  out.place = in.code(place);
  out.place_provider = in.code(place_provider);
  out.dec = in.day(dec);
  out.rec = in.code(rec);
  out.reason_place_change = in.code(reason_place_change);
  out.home_post = in.text(home_post);
  out.pl_post = in.text(pl_post);
  out.urn = in.code(urn);
}

void fill(const RowCells& in, ReviewRow& out) {
  out.dob = in.day(reviews::dob);
  out.review = in.day(reviews::review);
  out.review_code = in.code(reviews::review_code);
}

void fill(const RowCells& in, UascRow& out) {
  out.sex = in.code(uasc::sex);
  out.dob = in.day(uasc::dob);
  out.duc = in.day(uasc::duc);
}

void fill(const RowCells& in, Oc2Row& out) {
  using namespace oc2;
  out.dob = in.day(dob);
  out.sdq_score = in.code(sdq_score);
  out.sdq_reason = in.code(sdq_reason);
  out.convicted = in.code(convicted);
  out.health_check = in.code(health_check);
  out.immunisations = in.code(immunisations);
  out.teeth_check = in.code(teeth_check);
  out.health_assessment = in.code(health_assessment);
  out.substance_misuse = in.code(substance_misuse);
  out.intervention_received = in.code(intervention_received);
  out.intervention_offered = in.code(intervention_offered);
}

void fill(const RowCells& in, Oc3Row& out) {
  out.dob = in.day(oc3::dob);
  out.in_touch = in.code(oc3::in_touch);
  out.activ = in.code(oc3::activ);
  out.accom = in.code(oc3::accom);
}

void fill(const RowCells& in, Ad1Row& out) {
  using namespace ad1;
  out.dob = in.day(dob);
  out.date_int = in.day(date_int);
  out.date_match = in.day(date_match);
  out.foster_care = in.code(foster_care);
  out.nb_adoptr = in.code(nb_adoptr);
  out.sex_adoptr = in.code(sex_adoptr);
  out.ls_adoptr = in.code(ls_adoptr);
}

void fill(const RowCells& in, PlacedAdoptionRow& out) {
  using namespace placed_adoption;
  out.dob = in.day(dob);
  out.date_placed = in.day(date_placed);
  out.date_placed_ceased = in.day(date_placed_ceased);
  out.reason_placed_ceased = in.code(reason_placed_ceased);
}

void fill(const RowCells& in, PrevPermRow& out) {
  out.dob = in.day(prev_perm::dob);
  out.prev_perm = in.code(prev_perm::prev_perm);
  out.la_perm = in.code(prev_perm::la_perm);
  out.date_perm = in.text(prev_perm::date_perm);
}

void fill(const RowCells& in, MissingRow& out) {
  out.dob = in.day(missing::dob);
  out.missing = in.code(missing::missing);
  out.mis_start = in.day(missing::mis_start);
  out.mis_end = in.day(missing::mis_end);
}

void fill(const RowCells& in, SwEpisodeRow& out) {
  using namespace sw_episodes;
  out.dob = in.day(dob);
  out.sw_id = in.text(sw_id);
  out.sw_decom = in.day(sw_decom);
  out.sw_dec = in.day(sw_dec);
  out.sw_reason = in.code(sw_reason);
}

void fill(const RowCells& in, DoloRow& out) {
  out.dob = in.day(dolo::dob);
  out.dolo_start = in.day(dolo::dolo_start);
  out.dolo_end = in.day(dolo::dolo_end);
}

// The date a row is known by; tables without one keep the order of the file.
Day ordered_by(const EpisodeRow& row) {
  return row.decom;
}
Day ordered_by(const PlacedAdoptionRow& row) {
  return row.date_placed;
}
Day ordered_by(const MissingRow& row) {
  return row.mis_start;
}
Day ordered_by(const SwEpisodeRow& row) {
  return row.sw_decom;
}
Day ordered_by(const DoloRow& row) {
  return row.dolo_start;
}

template <class Row>
void put_in_order(std::span<Row> rows) {
  if constexpr (requires(const Row& row) { ordered_by(row); }) {
    const auto before = [](const Row& a, const Row& b) {
      const Day day_a = ordered_by(a), day_b = ordered_by(b);
      return day_a < day_b || (day_a.known() && !day_b.known());
    };
    if (!std::is_sorted(rows.begin(), rows.end(), before))
      std::stable_sort(rows.begin(), rows.end(), before);
  }
}

inline constexpr std::uint32_t kNobody = ~std::uint32_t{0};

// Numbers children in order of first mention.
class ChildIndex {
 public:
  explicit ChildIndex(std::size_t expected) { numbers_.reserve(expected); }

  // For each row of a table, its child. A row of this year that names none is a child of its own
  // (one without an identifier), so that what stands in it is checked; one of last year belongs to
  // no child.
  std::vector<std::uint32_t> of(const Table& table, bool this_year) {
    std::vector<std::uint32_t> out(table.size(), kNobody);
    std::string_view before;
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
      const std::string_view id = table.cell(i, 0);
      if (id.empty()) {
        if (!this_year) continue;
        out[i] = add(id);
        continue;
      }
      if (id != before) {  // a child's rows mostly stand together
        number = number_of(id, number);
        before = id;
      }
      out[i] = number;
    }
    return out;
  }
  const std::vector<std::string_view>& ids() const { return ids_; }

  // For each child of another index, in its order, the number here.
  std::vector<std::uint32_t> of(const ChildIndex& other) {
    std::vector<std::uint32_t> out;
    out.reserve(other.ids_.size());
    for (const std::string_view id : other.ids_)
      out.push_back(number_of(id, out.empty() ? 0 : out.back()));
    return out;
  }

 private:
  // The files of a return mostly list the children in one order, so the child who came after
  // `previous` before is tried first.
  std::uint32_t number_of(std::string_view id, std::uint32_t previous) {
    if (previous < ids_.size())
      for (const std::uint32_t guess : {after_[previous], previous + 1})
        if (guess < ids_.size() && ids_[guess] == id) return guess;
    const auto [at, added] = numbers_.try_emplace(id, static_cast<std::uint32_t>(ids_.size()));
    if (added) add(id);
    after_[previous] = at->second;
    return at->second;
  }
  std::uint32_t add(std::string_view id) {
    const auto number = static_cast<std::uint32_t>(ids_.size());
    ids_.push_back(id);
    after_.push_back(number + 1);
    return number;
  }

  std::unordered_map<std::string_view, std::uint32_t> numbers_;
  std::vector<std::string_view> ids_;
  std::vector<std::uint32_t> after_;  // of each child, who came next last time
};

struct TableOfChildren {
  const Table* table;
  std::vector<std::uint32_t> child;  // of each row
};

// Fills `rows` with the table's rows, child by child, and gives each child its span of them.
template <class Row>
void group(const TableOfChildren& from, int latest_year, std::vector<Row>& rows,
           std::span<const Row> YearRows::* place, YearRows Child::* year,
           std::vector<Child>& children) {
  std::vector<std::uint32_t> begins(children.size() + 1, 0);
  for (const std::uint32_t child : from.child)
    if (child != kNobody) ++begins[child + 1];
  for (std::size_t i = 1; i < begins.size(); ++i) begins[i] += begins[i - 1];
  rows.resize(begins.back());
  std::vector<std::uint32_t> next(begins.begin(), begins.end() - 1);
  for (std::uint32_t i = 0; i < from.child.size(); ++i) {
    if (from.child[i] == kNobody) continue;
    Row& row = rows[next[from.child[i]]++];
    row.index = i;
    fill(RowCells(*from.table, i, latest_year), row);
  }
  for (std::size_t child = 0; child < children.size(); ++child) {
    const std::span<Row> own(rows.data() + begins[child], begins[child + 1] - begins[child]);
    put_in_order(own);
    YearRows& target = year ? children[child].*year : static_cast<YearRows&>(children[child]);
    target.*place = own;
  }
}

// Calls use(TableId, member of TypedTables, member of YearRows) for every table.
template <class Use>
void for_each_table(Use use) {
  use(TableId::episodes, &TypedTables::episodes, &YearRows::episodes);
  use(TableId::reviews, &TypedTables::reviews, &YearRows::reviews);
  use(TableId::header, &TypedTables::header, &YearRows::header);
  use(TableId::uasc, &TypedTables::uasc, &YearRows::uasc);
  use(TableId::oc2, &TypedTables::oc2, &YearRows::oc2);
  use(TableId::oc3, &TypedTables::oc3, &YearRows::oc3);
  use(TableId::ad1, &TypedTables::ad1, &YearRows::ad1);
  use(TableId::placed_adoption, &TypedTables::placed_adoption, &YearRows::placed_adoption);
  use(TableId::prev_perm, &TypedTables::prev_perm, &YearRows::prev_perm);
  use(TableId::missing, &TypedTables::missing, &YearRows::missing);
  use(TableId::sw_episodes, &TypedTables::sw_episodes, &YearRows::sw_episodes);
  use(TableId::dolo, &TypedTables::dolo, &YearRows::dolo);
}

Day first_known_dob(const YearRows& rows) {
  Day found;
  const auto look = [&](const auto& table) {
    for (const auto& row : table)
      if (!found.known() && row.dob.known()) found = row.dob;
  };
  look(rows.header);
  look(rows.reviews);
  look(rows.uasc);
  look(rows.oc2);
  look(rows.oc3);
  look(rows.ad1);
  look(rows.placed_adoption);
  look(rows.prev_perm);
  look(rows.missing);
  look(rows.sw_episodes);
  look(rows.dolo);
  return found;
}

}  // namespace

Prepared prepare(const Return& now, const Return* last, const Year& year,
                 const Parallel& parallel) {
  Prepared out;
  // Each year gives its rows their children by itself; then last year's children get the numbers
  // of this year's.
  const std::size_t expected = now[TableId::header].size() + now[TableId::header].size() / 4;
  ChildIndex index(expected), last_index(last != nullptr ? expected : 0);
  std::array<TableOfChildren, 2 * kTables> tables;
  parallel(last != nullptr ? 2 : 1, [&](std::size_t year_before) {
    const Return& one = year_before == 0 ? now : *last;
    for (std::size_t i = 0; i < kTables; ++i)
      tables[year_before * kTables + i] = {
          &one.tables[i],
          (year_before == 0 ? index : last_index).of(one.tables[i], year_before == 0)};
  });
  const std::vector<std::uint32_t> numbers = index.of(last_index);
  parallel(last != nullptr ? kTables : 0, [&](std::size_t i) {
    for (std::uint32_t& child : tables[kTables + i].child)
      if (child != kNobody) child = numbers[child];
  });

  out.children.resize(index.ids().size());
  for (std::size_t i = 0; i < out.children.size(); ++i) out.children[i].id = index.ids()[i];

  const int latest_year = year.collection + kYearsAhead;
  std::vector<std::function<void()>> tasks;
  for_each_table([&](TableId id, auto typed, auto rows) {
    const auto i = static_cast<std::size_t>(id);
    tasks.push_back([&, i, typed, rows] {
      group(tables[i], latest_year, out.now.*typed, rows, nullptr, out.children);
    });
    if (last != nullptr)
      tasks.push_back([&, i, typed, rows] {
        group(tables[kTables + i], latest_year, out.last.*typed, rows, &Child::last, out.children);
      });
  });
  parallel(tasks.size(), [&](std::size_t i) { tasks[i](); });

  constexpr std::size_t kChildrenATask = 4096;
  parallel((out.children.size() + kChildrenATask - 1) / kChildrenATask, [&](std::size_t task) {
    const std::size_t end = std::min(out.children.size(), (task + 1) * kChildrenATask);
    for (std::size_t i = task * kChildrenATask; i < end; ++i) {
      Child& child = out.children[i];
      child.dob = first_known_dob(child);
      if (!child.dob.known()) child.dob = first_known_dob(child.last);
      child.twelve_months = twelve_months(child, year);
    }
  });
  return out;
}

void derive(Prepared& prepared, const Postcodes* postcodes, const Providers* providers,
            std::string_view own_area, const Parallel& parallel) {
  const std::array<std::vector<EpisodeRow>*, 2> both{&prepared.now.episodes,
                                                     &prepared.last.episodes};
  parallel(both.size(), [&](std::size_t i) {
    for (EpisodeRow& row : *both[i]) {
      if (providers != nullptr && !row.urn.blank()) row.provider = providers->find(row.urn);
      if (postcodes == nullptr) continue;
      const PostcodePlace* home = postcodes->find(row.home_post);
      const PostcodePlace* place = postcodes->find(row.pl_post);
      const auto state = [](std::string_view text, const PostcodePlace* found) {
        if (text.empty()) return PostcodeState::blank;
        return found == nullptr ? PostcodeState::unknown : PostcodeState::known;
      };
      row.home_state = state(row.home_post, home);
      row.place_state = state(row.pl_post, place);
      if (place == nullptr) continue;
      row.pl_la = place->area;
      if (!row.pl_la.empty() && !own_area.empty())
        row.pl_location = row.pl_la == own_area ? Located::in : Located::out;
      if (home != nullptr) row.pl_distance = miles_between(*home, *place);
    }
  });
}

std::string most_homes_in(const Prepared& prepared, const Postcodes& postcodes) {
  std::unordered_map<std::string_view, std::size_t> homes;
  for (const Child& child : prepared.children) {
    if (child.episodes.empty()) continue;
    const PostcodePlace* home = postcodes.find(child.episodes.back().home_post);
    if (home != nullptr && home->in_england()) ++homes[home->area];
  }
  std::string_view most;
  std::size_t count = 0;
  for (const auto& [area, children] : homes)
    if (children > count || (children == count && area < most)) most = area, count = children;
  return std::string(most);
}

}  // namespace homeward::returns::rules
