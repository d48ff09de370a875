#include "returns/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/dates.hpp"
#include "returns/natural_key.hpp"
#include "returns/row_reader.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

using care::ChildRecord;

// Each takes one row; false if the row is left out (a problem tells) or says nothing.

bool take(RowReader& row, care::Episode& to) {
  using namespace episodes;
  if (!row.needed_date(decom, to.started_on) || !row.end_date(dec, to.ended_on)) return false;
  to.reason_for_new_episode = row.code(rne);
  to.legal_status = row.code(ls);
  to.category_of_need = row.code(cin);
  to.placement_type = row.code(place);
  to.placement_provider = row.code(place_provider);
  to.reason_ended = row.code(rec);
  to.reason_for_placement_change = row.code(reason_place_change);
  to.home_postcode = row.text(home_post);
  to.placement_postcode = row.text(pl_post);
  to.urn = row.code(urn);
  if (to.ended_on && *to.ended_on < to.started_on)
    row.note(ProblemKind::dates_out_of_order, Effect::noted, dec,
             "{} is before the start of the episode. It was kept as it is; correct it in the case "
             "system or here.");
  return true;
}

bool take(RowReader& row, care::Review& to) {
  if (!row.needed_date(reviews::review, to.held_on)) return false;
  to.participation = row.code(reviews::review_code);
  return true;
}

bool take(RowReader& row, care::Adoption& to) {
  using namespace ad1;
  if (row.blank_from(date_int)) return false;
  to.decided_on = row.date(date_int);
  to.matched_on = row.date(date_match);
  to.by_foster_carer = row.flag(foster_care);
  to.adopters = row.number(nb_adoptr, 1, 2);
  to.adopters_sex = row.code(sex_adoptr);
  to.adopters_legal_status = row.code(ls_adoptr);
  return true;
}

bool take(RowReader& row, care::AdoptionDecision& to) {
  using namespace placed_adoption;
  if (row.blank_from(date_placed)) return false;
  if (!row.end_date(date_placed, to.decided_on) ||
      !row.end_date(date_placed_ceased, to.reversed_on))
    return false;
  to.reason_reversed = row.code(reason_placed_ceased);
  return true;
}

bool take(RowReader& row, care::PreviousPermanence& to) {
  if (row.blank_from(prev_perm::prev_perm)) return false;
  to.type = row.code(prev_perm::prev_perm);
  to.authority = row.code(prev_perm::la_perm);
  to.ordered_on = row.permanence_date(prev_perm::date_perm);
  return true;
}

bool take(RowReader& row, care::MissingPeriod& to) {
  if (!row.needed_date(missing::mis_start, to.started_on) ||
      !row.end_date(missing::mis_end, to.ended_on))
    return false;
  to.type = row.code(missing::missing);
  return true;
}

bool take(RowReader& row, care::HealthOutcome& to) {
  using namespace oc2;
  if (row.blank_from(sdq_score)) return false;
  to.year = row.provenance().collection_year;
  to.sdq_score = row.number(sdq_score, 0, 40);
  to.sdq_reason = row.code(sdq_reason);
  to.convicted = row.flag(convicted);
  to.health_check = row.flag(health_check);
  to.immunisations = row.flag(immunisations);
  to.teeth_check = row.flag(teeth_check);
  to.health_assessment = row.flag(health_assessment);
  to.substance_misuse = row.flag(substance_misuse);
  to.intervention_received = row.flag(intervention_received);
  to.intervention_offered = row.flag(intervention_offered);
  return true;
}

bool take(RowReader& row, care::CareLeaver& to) {
  to.year = row.provenance().collection_year;
  to.in_touch = row.code(oc3::in_touch);
  to.activity = row.code(oc3::activ);
  to.accommodation = row.code(oc3::accom);
  return true;
}

bool take(RowReader& row, care::WorkerSpell& to) {
  using namespace sw_episodes;
  if (!row.needed_date(sw_decom, to.started_on) || !row.end_date(sw_dec, to.ended_on)) return false;
  to.worker_number = row.identifier(sw_id);
  to.reason = row.code(sw_reason);
  return true;
}

bool take(RowReader& row, care::DeprivationOfLiberty& to) {
  return row.needed_date(dolo::dolo_start, to.started_on) &&
         row.end_date(dolo::dolo_end, to.ended_on);
}

// In which way a later row is the same fact as an earlier one of the same child.
std::string_view same_as(TableId table) {
  switch (table) {
    case TableId::episodes:
    case TableId::sw_episodes:
    case TableId::dolo:
    case TableId::missing:
      return "starts on the same day as";
    case TableId::reviews:
    case TableId::placed_adoption:
      return "has the same date as";
    default:
      return "is a second one beside";
  }
}

class Builder {
 public:
  Builder(const Return& from, const ImportContext& context)
      : from_(from),
        year_(from.collection_year),
        import_(context.import),
        numbers_(context.numbers) {}

  Records build() {
    const Table& header = from_[TableId::header];
    children_.reserve(header.size());
    whole_.reserve(header.size());
    found_.reserve(header.size());
    for (const Table& table : from_.tables)
      given_.set(static_cast<std::size_t>(table.id()), table.present() && table.whole());
    note_absent_header();
    take_header();
    take_uasc();
    for_each_returned_table([&]<class T>() { take_table<T>(); });
    for_each_returned_table([&]<class T>() {
      for (ChildRecord& record : children_) keep_first<T>(record);
    });
    for (const auto& [number, table] : left_out_)
      if (const auto place = found_.find(number); place != found_.end())
        whole_[place->second].reset(table);
    return sorted();
  }

 private:
  RowReader reader(TableId id) { return RowReader(from_[id], year_, import_, problems_); }

  std::string_view number_in(const RowReader& row) const {
    const std::string_view number = row.cell(0);
    const auto other = numbers_.find(number);
    return other == numbers_.end() ? number : other->second;
  }

  // The child's place in children_, made if new; nothing if the row names no child.
  std::optional<std::size_t> child_of(RowReader& row, bool& is_new) {
    const std::string_view number = number_in(row);
    is_new = false;
    if (number.empty()) {
      nameless_.set(static_cast<std::size_t>(row.table().id()));
      row.note(ProblemKind::no_child, Effect::row_left_out, 0,
               "The child's identifier is missing. The row was left out; correct it in the case "
               "system or here.");
      return std::nullopt;
    }
    // Files are mostly in the order of the header, several rows for one child.
    for (const std::size_t guess : {last_, last_ + 1})
      if (guess < children_.size() && children_[guess].child.number.reveal() == number)
        return last_ = guess;
    const auto [place, added] = found_.try_emplace(number, children_.size());
    if (added) {
      is_new = true;
      ChildRecord& record = children_.emplace_back();
      record.child.number = PrivateText(std::string(number));
      record.child.provenance = row.provenance();
      whole_.push_back(given_);
    }
    return last_ = place->second;
  }

  // As child_of, for tables other than Header.
  std::optional<std::size_t> known_child_of(RowReader& row) {
    bool is_new = false;
    const auto place = child_of(row, is_new);
    if (!place) return place;
    care::Child& child = children_[*place].child;
    const auto columns = row.table().layout().columns;
    if (place_in_header_ <= *place && !child.born_on)
      for (std::size_t i = 1; i < columns.size(); ++i)
        if (columns[i].name == "DOB") child.born_on = parse_return_date(row.cell(i), year_);
    if (is_new && from_[TableId::header].present())
      row.note(ProblemKind::unknown_child, Effect::noted, 0,
               "This child is not in the Header file. The row was used all the same; add the child "
               "there, so "
               "that the birth date is known.");
    return place;
  }

  void note_absent_header() {
    if (from_[TableId::header].present()) return;
    Problem problem;
    problem.kind = ProblemKind::unknown_child;
    problem.file = from_.folder;
    problem.sentence = fmt::format(
        "The return for {} holds no Header file that can be read, so some birth dates may be "
        "unknown. The other files were used.",
        year_words(year_));
    problems_.add(std::move(problem));
  }

  void take_header() {
    RowReader row = reader(TableId::header);
    for (std::size_t i = 0; i < row.table().size(); ++i) {
      row.go_to(i);
      bool is_new = false;
      const auto place = child_of(row, is_new);
      if (!place) continue;
      care::Child& child = children_[*place].child;
      if (!is_new) {
        row.note(ProblemKind::repeated_row, Effect::row_left_out, 0,
                 fmt::format("This child stands in {} {} already. This row was left out; take one "
                             "of the two away.",
                             row.table().unit(), child.provenance.row));
        continue;
      }
      child.sex = sex(row, header::sex);
      child.born_on = row.birth_date(header::dob);
      child.ethnicity = row.code(header::ethnic);
      child.upn = row.identifier(header::upn);
      child.is_mother = row.flag(header::mother);
      child.first_child_born_on = row.date(header::mc_dob);
      child.is_uasc = row.flag(header::uasc).value_or(false);
    }
    place_in_header_ = children_.size();
  }

  // Returns to 2023-24 write 1 and 2; both forms are understood in any year.
  static Code sex(RowReader& row, std::size_t column) {
    const std::string_view cell = row.cell(column);
    if (cell == "1") return "M";
    if (cell == "2") return "F";
    const Code read = row.code(column, false);
    if (!read.blank() && read != "M" && read != "F" && read != "U") return row.code(column);
    return read;
  }

  void take_uasc() {
    RowReader row = reader(TableId::uasc);
    for (std::size_t i = 0; i < row.table().size(); ++i) {
      row.go_to(i);
      const auto place = known_child_of(row);
      if (!place) continue;
      care::Child& child = children_[*place].child;
      if (child.sex.blank()) child.sex = sex(row, uasc::sex);
      child.is_uasc = true;
      constexpr int kToMajority = 18;  // DUC may be the eighteenth birthday, years ahead
      if (!child.uasc_ceased_on) child.uasc_ceased_on = row.date(uasc::duc, kToMajority);
    }
  }

  template <class T>
  void take_table() {
    RowReader row = reader(kTableOf<T>);
    constexpr auto table = static_cast<std::size_t>(kTableOf<T>);
    bool nobodys = false;
    for (std::size_t i = 0; i < row.table().size(); ++i) {
      row.go_to(i);
      T fact;
      // A row that is left out makes no child.
      if (!row.cell(0).empty() && !take(row, fact)) {
        left_out_.emplace_back(number_in(row), table);
        continue;
      }
      const auto place = known_child_of(row);
      if (!place) {
        nobodys = true;
        continue;
      }
      fact.provenance = row.provenance();
      care::rows_of<T>(children_[*place]).push_back(std::move(fact));
    }
    if (!nobodys) return;
    given_.reset(table);
    for (TableSet& whole : whole_) whole.reset(table);
  }

  template <class T>
  void keep_first(ChildRecord& record) {
    std::vector<T>& rows = care::rows_of<T>(record);
    if (rows.size() < 2) return;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const T& a, const T& b) { return natural_key(a) < natural_key(b); });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < rows.size(); ++i) {
      if (natural_key(rows[i]) == natural_key(rows[kept])) {
        note_repeated(rows[kept], rows[i]);
        if (!may_stand_twice(rows[i])) continue;
      }
      if (++kept != i) rows[kept] = std::move(rows[i]);
    }
    rows.resize(kept + 1);
  }

  template <class T>
  void note_repeated(const T& kept, const T& second) {
    const Table& table = from_[kTableOf<T>];
    Problem problem;
    problem.kind = ProblemKind::repeated_row;
    problem.file = table.file();
    problem.row = second.provenance.row;
    problem.unit = table.unit();
    if (may_stand_twice(second)) {
      problem.sentence = fmt::format(
          "This row says the same as {} {}. Both were kept, as two times on one day; if it was "
          "one, "
          "take one of the rows away.",
          table.unit(), kept.provenance.row);
    } else {
      problem.effect = Effect::row_left_out;
      problem.sentence =
          care::same_content(kept, second)
              ? fmt::format("This row says the same as {} {}. It was left out.", table.unit(),
                            kept.provenance.row)
              : fmt::format(
                    "This row {} {} {}, of the same child, and says something else. The "
                    "first was kept and this one left out; correct it in the case system or "
                    "here.",
                    same_as(table.id()), table.unit(), kept.provenance.row);
    }
    problems_.add(std::move(problem));
  }

  Records sorted() {
    std::vector<std::uint32_t> order(children_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return children_[a].child.number < children_[b].child.number;
    });
    Records records;
    records.collection_year = year_;
    records.children.reserve(children_.size());
    records.whole.reserve(children_.size());
    for (const std::uint32_t place : order) {
      care::sort_record(children_[place]);
      records.children.push_back(std::move(children_[place]));
      records.whole.push_back(whole_[place]);
    }
    records.problems = problems_.take();
    records.names_everyone = names_everyone(TableId::header) && names_everyone(TableId::episodes);
    return records;
  }

  bool names_everyone(TableId id) const {
    const Table& table = from_[id];
    return table.present() && !table.empty() && table.whole() &&
           !nameless_.test(static_cast<std::size_t>(id));
  }

  const Return& from_;
  int year_;
  ImportId import_;
  const Numbers& numbers_;
  TableSet nameless_;  // with a row that names no child
  ProblemList problems_;
  std::vector<ChildRecord> children_;
  TableSet given_;                                                  // present, with all their rows
  std::vector<TableSet> whole_;                                     // beside children_
  std::vector<std::pair<std::string_view, std::size_t>> left_out_;  // rows: the number, the table
  std::unordered_map<std::string_view, std::size_t>
      found_;  // by number, as it stands in the tables
  std::size_t last_ = 0;
  std::size_t place_in_header_ = 0;  // children from here on have no row in Header
};

}  // namespace

Records to_records(const Return& from, const ImportContext& context) {
  return Builder(from, context).build();
}

}  // namespace homeward::returns
