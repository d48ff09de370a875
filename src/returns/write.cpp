#include "returns/write.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.hpp"
#include "care/codes.hpp"
#include "care/columns.hpp"
#include "returns/schema.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

using care::ChildRecord;
using care::OptionalDate;

constexpr std::size_t kMostColumns = 13;

struct Row {
  TableId table;
  std::array<std::string, kMostColumns> cells;
};
using Rows = std::vector<Row>;

template <class T, class Test>
void keep(std::vector<T>& rows, Test wanted) {
  rows.erase(std::remove_if(rows.begin(), rows.end(), [&](T& row) { return !wanted(row); }),
             rows.end());
}

Code place_of_year(Code place, int year) {
  if (place == "K3" && year < 2025) return "H5";
  if (year < 2026 && (place == "Z11" || place == "Z12" || place == "Z13" || place == "Z14"))
    return "Z1";
  return place;
}

Code activity_of_year(Code activity, int year) {
  if (year >= 2022) return activity;
  if (activity == "F4" || activity == "F5") return "F3";
  if (activity == "P4" || activity == "P5") return "P3";
  return activity;
}

// Dates of the year, both ends included.
struct Year {
  int number;
  Date first, last;
  bool holds(Date day) const { return first <= day && day <= last; }
  // Of [from, until]; an end after the year is forgotten.
  bool touches(Date from, OptionalDate& until) const {
    if (from > last || (until && *until < first)) return false;
    if (until && *until > last) until.reset();
    return true;
  }
};

void keep_episodes(ChildRecord& out, const Year& year) {
  keep(out.episodes, [&](care::Episode& row) {
    const bool ends_later = row.ended_on && *row.ended_on > year.last;
    // touches() would take an end before its own start for an end before the year: a wrong date is
    // returned as it is while the episode began in the year.
    if (!year.touches(row.started_on, row.ended_on) && !year.holds(row.started_on)) return false;
    if (ends_later) {
      row.reason_ended = Code{};
      row.reason_for_placement_change = Code{};
    }
    row.placement_type = place_of_year(row.placement_type, year.number);
    return true;
  });
}

void describe(ChildRecord& out, const Year& year) {
  care::Child& child = out.child;
  child.given_name = child.family_name = PrivateText{};
  child.sibling_group = {};
  // What was learnt after the year is not of this return; the coming of age is known beforehand.
  const bool on_coming_of_age =
      child.born_on && child.uasc_ceased_on == birthday(*child.born_on, 18);
  if (child.uasc_ceased_on && *child.uasc_ceased_on > year.last && !on_coming_of_age)
    child.uasc_ceased_on.reset();
  if (out.episodes.empty() || (child.uasc_ceased_on && *child.uasc_ceased_on < year.first))
    child.is_uasc = false;
  if (!child.is_uasc) child.uasc_ceased_on.reset();
  const bool only_short_breaks =
      std::all_of(out.episodes.begin(), out.episodes.end(),
                  [](const care::Episode& row) { return care::is_short_break(row.legal_status); });
  if (only_short_breaks) {  // also for those without any episode
    child.is_mother.reset();
    out.reviews.clear();
  }
  if (child.first_child_born_on && *child.first_child_born_on > year.last) {
    child.first_child_born_on.reset();
    if (child.is_mother) child.is_mother = false;
  }
  if (!child.is_mother || !*child.is_mother) child.first_child_born_on.reset();
}

bool looked_after_at_end(const ChildRecord& out) {
  return !out.episodes.empty() && !out.episodes.back().ended_on &&
         !care::is_short_break(out.episodes.back().legal_status);
}

std::string text(const OptionalDate& date) {
  return date ? date->british() : std::string();
}
std::string text(const std::optional<bool>& flag) {
  return !flag ? "" : *flag ? "1" : "0";
}
std::string text(const std::optional<int>& number) {
  return number ? std::to_string(*number) : "";
}
std::string text(Code code) {
  return code.text();
}

std::string sex(Code code, int year) {
  if (year >= 2025) return code.text();
  return code == "M" ? "1" : code == "F" ? "2" : "";
}

// DDMMYYYY, ZZ for unknown parts, as it is kept, to DD/MM/YYYY.
std::string permanence_date(Code date) {
  const std::string kept = date.text();
  if (kept.size() != 8) return kept;
  std::string out = kept.substr(0, 2) + "/" + kept.substr(2, 2) + "/" + kept.substr(4);
  for (char& c : out)
    if (c == 'Z') c = 'z';
  return out;
}

// The rows of one child, by table in the order of TableId, columns in the order of the schema.
void write_child(const ChildRecord& r, int year, Rows& rows) {
  rows.clear();
  const std::string& number = r.child.number.reveal();
  const std::string born = text(r.child.born_on);
  rows.push_back(
      {TableId::header,
       {number, sex(r.child.sex, year), born, text(r.child.ethnicity), r.child.upn.reveal(),
        text(r.child.is_mother), text(r.child.first_child_born_on), r.child.is_uasc ? "1" : "0"}});
  for (const care::Episode& e : r.episodes)
    rows.push_back(
        {TableId::episodes,
         {number, e.started_on.british(), text(e.reason_for_new_episode), text(e.legal_status),
          text(e.category_of_need), text(e.placement_type), text(e.placement_provider),
          text(e.ended_on), text(e.reason_ended), text(e.reason_for_placement_change),
          e.home_postcode.reveal(), e.placement_postcode.reveal(), text(e.urn)}});
  for (const care::Review& e : r.reviews)
    rows.push_back({TableId::reviews, {number, born, e.held_on.british(), text(e.participation)}});
  if (r.child.is_uasc)
    rows.push_back(
        {TableId::uasc, {number, sex(r.child.sex, year), born, text(r.child.uasc_ceased_on)}});
  for (const care::HealthOutcome& e : r.health_outcomes)
    rows.push_back({TableId::oc2,
                    {number, born, text(e.sdq_score), text(e.sdq_reason), text(e.convicted),
                     text(e.health_check), text(e.immunisations), text(e.teeth_check),
                     text(e.health_assessment), text(e.substance_misuse),
                     text(e.intervention_received), text(e.intervention_offered)}});
  for (const care::CareLeaver& e : r.care_leavers)
    rows.push_back(
        {TableId::oc3, {number, born, text(e.in_touch), text(e.activity), text(e.accommodation)}});
  for (const care::Adoption& e : r.adoptions)
    rows.push_back({TableId::ad1,
                    {number, born, text(e.decided_on), text(e.matched_on), text(e.by_foster_carer),
                     text(e.adopters), text(e.adopters_sex), text(e.adopters_legal_status)}});
  for (const care::AdoptionDecision& e : r.adoption_decisions)
    rows.push_back(
        {TableId::placed_adoption,
         {number, born, text(e.decided_on), text(e.reversed_on), text(e.reason_reversed)}});
  for (const care::PreviousPermanence& e : r.previous_permanence)
    rows.push_back(
        {TableId::prev_perm,
         {number, born, text(e.type), text(e.authority), permanence_date(e.ordered_on)}});
  for (const care::MissingPeriod& e : r.missing_periods)
    rows.push_back(
        {TableId::missing, {number, born, text(e.type), e.started_on.british(), text(e.ended_on)}});
  for (const care::WorkerSpell& e : r.worker_spells)
    rows.push_back({TableId::sw_episodes,
                    {number, born, e.worker_number.reveal(), e.started_on.british(),
                     text(e.ended_on), text(e.reason)}});
  for (const care::DeprivationOfLiberty& e : r.deprivations_of_liberty)
    rows.push_back({TableId::dolo, {number, born, e.started_on.british(), text(e.ended_on)}});
}

constexpr std::array<std::string_view, kTables> kFileNames{
    "header.csv",    "episodes.csv", "reviews.csv",     "uasc.csv",
    "oc2.csv",       "oc3.csv",      "ad1.csv",         "placed_adoption.csv",
    "prev_perm.csv", "missing.csv",  "sw_episodes.csv", "dolo.csv"};

void add_csv_cell(std::string& out, std::string_view cell) {
  if (cell.find_first_of(",\"\r\n") == std::string_view::npos) {
    out += cell;
    return;
  }
  out += '"';
  for (const char c : cell) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string heading(const TableSchema& table) {
  std::string line;
  for (const ColumnSchema& column : table.columns) {
    if (column.need == Need::xml_only) continue;
    if (!line.empty()) line += ',';
    line += column.name;
  }
  return line + "\r\n";
}

void add_csv_row(std::string& out, const Row& row) {
  const auto columns = schema(row.table).columns;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    if (columns[i].need == Need::xml_only) continue;
    if (i > 0) out += ',';
    add_csv_cell(out, row.cells[i]);
  }
  out += "\r\n";
}

void add_element(std::string& out, std::string_view tag, std::string_view value) {
  if (value.empty()) return;
  out.append("<").append(tag).append(">");
  for (const char c : text::fit_for_xml(value)) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else
      out += c;
  }
  out.append("</").append(tag).append(">");
}

// The cells that say something of their own: not the child's number, sex and birth date again.
void add_cells(std::string& out, const Row& row) {
  const auto columns = schema(row.table).columns;
  const bool is_header = row.table == TableId::header;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    std::string_view tag = columns[i].name;
    if (columns[i].type == CellType::child) {
      if (!is_header) continue;
      tag = "CHILDID";
    } else if (!is_header && (tag == "DOB" || tag == "SEX")) {
      continue;
    } else if (tag == "PLACE") {
      tag = "PL";
    }
    add_element(out, tag, row.cells[i]);
  }
}

void add_xml_child(std::string& out, const Rows& rows) {
  static constexpr std::array kFlat{TableId::header, TableId::uasc, TableId::oc3, TableId::ad1};
  static constexpr std::array kInHeader{TableId::reviews, TableId::missing, TableId::prev_perm,
                                        TableId::placed_adoption, TableId::oc2};
  const auto add = [&](TableId table, bool flat) {
    for (const Row& row : rows) {
      if (row.table != table) continue;
      const std::string_view element = schema(table).xml_element;
      if (!flat) out.append("<").append(element).append(">");
      add_cells(out, row);
      if (!flat) out.append("</").append(element).append(">");
    }
  };
  out += "<CHILD><HEADER>";
  for (const TableId table : kFlat) add(table, true);
  for (const TableId table : kInHeader) add(table, false);
  out += "</HEADER>";
  add(TableId::episodes, false);
  out += "</CHILD>\n";
}

}  // namespace

std::optional<ChildRecord> as_returned(const ChildRecord& record, int collection_year) {
  const Year year{collection_year, year_start(collection_year), year_end(collection_year)};
  const auto in_year = [&](const auto& row) { return row.year == collection_year; };
  const bool leaver = std::any_of(record.care_leavers.begin(), record.care_leavers.end(), in_year);
  const bool in_care =
      std::any_of(record.episodes.begin(), record.episodes.end(), [&](const care::Episode& row) {
        OptionalDate until = row.ended_on;
        return year.touches(row.started_on, until) || year.holds(row.started_on);
      });
  if (!leaver && !in_care) return std::nullopt;

  ChildRecord out;
  out.child = record.child;
  out.care_leavers = record.care_leavers;
  keep(out.care_leavers, in_year);
  for (care::CareLeaver& row : out.care_leavers)
    row.activity = activity_of_year(row.activity, collection_year);
  if (in_care) {
    out.episodes = record.episodes;
    keep_episodes(out, year);
    out.reviews = record.reviews;
    keep(out.reviews, [&](const care::Review& row) { return year.holds(row.held_on); });
    bool adopted = false, started = false;
    for (const care::Episode& row : out.episodes) {
      adopted |= care::is_adopted(row.reason_ended);
      started |= care::starts_care(row.reason_for_new_episode) && year.holds(row.started_on);
    }
    if (adopted) out.adoptions = record.adoptions;
    if (started) out.previous_permanence = record.previous_permanence;
    out.adoption_decisions = record.adoption_decisions;
    keep(out.adoption_decisions, [&](care::AdoptionDecision& row) {
      if (!row.decided_on || !year.touches(*row.decided_on, row.reversed_on)) return false;
      if (!row.reversed_on) row.reason_reversed = Code{};
      return true;
    });
    out.missing_periods = record.missing_periods;
    keep(out.missing_periods, [&](care::MissingPeriod& row) {
      return year.touches(row.started_on, row.ended_on) || year.holds(row.started_on);
    });
    out.health_outcomes = record.health_outcomes;
    keep(out.health_outcomes, in_year);
    if (collection_year >= schema(TableId::sw_episodes).first_year && looked_after_at_end(out)) {
      // Since 2024-25 the history reaches one year further back (rule SW07STG2).
      Year reported = year;
      if (collection_year >= 2025) reported.first = year_start(collection_year - 1);
      out.worker_spells = record.worker_spells;
      keep(out.worker_spells,
           [&](care::WorkerSpell& row) { return reported.touches(row.started_on, row.ended_on); });
    }
    if (collection_year >= schema(TableId::dolo).first_year) {
      out.deprivations_of_liberty = record.deprivations_of_liberty;
      keep(out.deprivations_of_liberty, [&](care::DeprivationOfLiberty& row) {
        return year.touches(row.started_on, row.ended_on);
      });
    }
  }
  describe(out, year);
  return out;
}

std::vector<std::pair<std::string, std::string>> write_csv(std::span<const ChildRecord> children,
                                                           int collection_year) {
  std::array<std::string, kTables> text;
  for (const TableSchema& table : schemas())
    text[static_cast<std::size_t>(table.id)] = heading(table);
  Rows rows;
  for (const ChildRecord& record : children) {
    const auto returned = as_returned(record, collection_year);
    if (!returned) continue;
    write_child(*returned, collection_year, rows);
    for (const Row& row : rows) add_csv_row(text[static_cast<std::size_t>(row.table)], row);
  }
  std::vector<std::pair<std::string, std::string>> files;
  for (const TableSchema& table : schemas()) {
    const auto i = static_cast<std::size_t>(table.id);
    if (table.first_year <= collection_year) files.emplace_back(kFileNames[i], std::move(text[i]));
  }
  return files;
}

std::string write_xml(std::span<const ChildRecord> children, int collection_year) {
  std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<EXPSSDA903>\n";
  Rows rows;
  for (const ChildRecord& record : children) {
    const auto returned = as_returned(record, collection_year);
    if (!returned) continue;
    write_child(*returned, collection_year, rows);
    add_xml_child(out, rows);
  }
  return out + "</EXPSSDA903>\n";
}

}  // namespace homeward::returns
