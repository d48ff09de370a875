// For tests only: a child's record written as small tables that a practitioner can read.
//
//   == A child who moves twice
//   born 2019-05-01
//   episodes
//   | start      | rne | ls | place | end | rec | reason |
//   | 2026-01-12 | S   | C1 | U6    | -   | -   | -      |
//
// "==" begins a story. A word alone on a line begins a table of that name; "word value" is a fact.
// An empty cell or "-" is blank. "#" begins a comment line. Mistakes throw std::runtime_error.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "care/periods.hpp"
#include "care/record.hpp"

namespace homeward::care::testing {

using Row = std::map<std::string, std::string>;  // column to cell; blank cells are ""
using Table = std::vector<Row>;

struct Story {
  std::string name;
  std::map<std::string, std::string> facts;  // "born" to "2019-05-01"
  std::map<std::string, Table> tables;       // "episodes" to its rows
};

inline Date day(std::string_view iso) {
  const auto date = Date::parse_iso(iso);
  if (!date) throw std::runtime_error("not a date: " + std::string(iso));
  return *date;
}

inline OptionalDate day_or_none(std::string_view iso) {
  return iso.empty() ? OptionalDate{} : day(iso);
}

inline std::vector<std::string> cells(std::string_view line) {
  line = text::trim(line);
  line.remove_prefix(1);
  if (!line.empty() && line.back() == '|') line.remove_suffix(1);
  std::vector<std::string> out;
  for (const auto part : text::split(line, '|')) {
    const auto cell = text::trim(part);
    out.emplace_back(cell == "-" ? "" : cell);
  }
  return out;
}

inline std::vector<Story> parse_stories(std::string_view source) {
  std::vector<Story> stories;
  std::vector<std::string> columns;
  std::string table;
  for (const auto raw : text::split(source, '\n')) {
    const auto line = text::trim(raw);
    if (line.empty() || line.front() == '#') continue;
    if (line.substr(0, 2) == "==") {
      stories.push_back({std::string(text::trim(line.substr(2))), {}, {}});
      continue;
    }
    if (stories.empty()) stories.emplace_back();
    Story& story = stories.back();
    if (line.front() != '|') {
      const auto space = line.find(' ');
      table = std::string(line.substr(0, space));
      columns.clear();
      if (space != std::string_view::npos)
        story.facts[table] = std::string(text::trim(line.substr(space)));
      continue;
    }
    auto row = cells(line);
    if (columns.empty()) {
      columns = std::move(row);
      story.tables[table];
      continue;
    }
    if (row.size() != columns.size())
      throw std::runtime_error(story.name + ": not " + std::to_string(columns.size()) +
                               " cells: " + std::string(line));
    Row named;
    for (std::size_t i = 0; i < row.size(); ++i) named[columns[i]] = row[i];
    story.tables[table].push_back(std::move(named));
  }
  return stories;
}

inline std::string cell(const Row& row, const std::string& column) {
  const auto found = row.find(column);
  return found == row.end() ? std::string() : found->second;
}

inline Code code(const Row& row, const std::string& column) {
  const auto parsed = Code::parse(cell(row, column));
  if (!parsed) throw std::runtime_error("not a code: " + cell(row, column));
  return *parsed;
}

inline int number(const Row& row, const std::string& column, int otherwise) {
  const auto value = cell(row, column);
  return value.empty() ? otherwise : std::stoi(value);
}

// The column "year" makes a row come from that year's return.
inline Provenance provenance(const Row& row) {
  Provenance from;
  from.collection_year = number(row, "year", 0);
  if (from.collection_year > 0) from.source = Source::return_file;
  return from;
}

inline Episode episode(const Row& row) {
  Episode out;
  out.started_on = day(cell(row, "start"));
  out.reason_for_new_episode = code(row, "rne");
  out.legal_status = code(row, "ls");
  out.placement_type = code(row, "place");
  out.placement_provider = code(row, "provider");
  out.urn = code(row, "urn");
  out.ended_on = day_or_none(cell(row, "end"));
  out.reason_ended = code(row, "rec");
  out.reason_for_placement_change = code(row, "reason");
  out.provenance = provenance(row);
  return out;
}

inline std::vector<Episode> episodes(const Table& table) {
  std::vector<Episode> out;
  for (const auto& row : table) out.push_back(episode(row));
  return out;
}

// The child's record of a story. An entered milestone with no care_start belongs to the latest
// period. A row names the start of the period that it belongs to; its course is made from that. The
// subject of a settlement is that of a milestone: "milestone:review:2:2026-01-12".
inline ChildRecord record(const Story& story) {
  ChildRecord out;
  out.child.id = RowId{1};
  out.child.child = ChildId{1};
  const auto fact = story.facts.find("born");
  if (fact != story.facts.end()) out.child.born_on = day(fact->second);
  const auto rows = [&](const char* name) {
    const auto found = story.tables.find(name);
    return found == story.tables.end() ? Table{} : found->second;
  };
  out.episodes = episodes(rows("episodes"));
  const auto periods = periods_of_care(out.episodes);
  const OptionalDate latest =
      periods.empty() ? OptionalDate{} : OptionalDate{periods.back().started_on};
  const auto course_of = [&](OptionalDate start) {
    if (!start) return CourseId{};
    for (const auto& course : out.courses)
      if (course.started_on == *start) return course.course_id();
    Course& course = out.courses.emplace_back();
    course.id = RowId{static_cast<std::int64_t>(out.courses.size())};
    course.started_on = *start;
    for (const auto& period : periods)
      if (period.started_on == *start) course.ended_on = period.ended_on;
    return course.course_id();
  };
  const auto course = [&](const Row& row) {
    const auto named = cell(row, "care_start");
    if (named == "none") return CourseId{};
    return course_of(named.empty() ? latest : day_or_none(named));
  };
  for (const auto& row : rows("reviews")) {
    Review review;
    review.held_on = day(cell(row, "held"));
    review.provenance = provenance(row);
    out.reviews.push_back(review);
  }
  for (const auto& row : rows("decisions")) {
    AdoptionDecision decision;
    decision.decided_on = day_or_none(cell(row, "decided"));
    decision.reversed_on = day_or_none(cell(row, "reversed"));
    out.adoption_decisions.push_back(decision);
  }
  for (const auto& row : rows("adoptions")) {
    Adoption adoption;
    adoption.decided_on = day_or_none(cell(row, "decided"));
    adoption.matched_on = day_or_none(cell(row, "matched"));
    out.adoptions.push_back(adoption);
  }
  for (const auto& row : rows("missing")) {
    MissingPeriod missing;
    missing.started_on = day(cell(row, "start"));
    missing.ended_on = day_or_none(cell(row, "end"));
    out.missing_periods.push_back(missing);
  }
  for (const auto& row : rows("plans")) {
    Plan plan;
    plan.type = cell(row, "type");
    plan.parallel = cell(row, "parallel") == "yes";
    plan.agreed_on = day(cell(row, "agreed"));
    plan.ended_on = day_or_none(cell(row, "ended"));
    out.plans.push_back(plan);
  }
  for (const auto& row : rows("milestones")) {
    Milestone milestone;
    milestone.id = RowId{static_cast<std::int64_t>(out.milestones.size()) + 1};
    milestone.course = course(row);
    milestone.type = cell(row, "type");
    milestone.nth = number(row, "nth", 1);
    milestone.planned_on = day_or_none(cell(row, "planned"));
    milestone.happened_on = day_or_none(cell(row, "happened"));
    milestone.outcome = cell(row, "outcome");
    out.milestones.push_back(milestone);
  }
  for (const auto& row : rows("delays")) {
    PurposefulDelay delay;
    delay.course = course(row);
    delay.timescale = cell(row, "timescale");
    delay.decided_on = day(cell(row, "decided"));
    delay.look_again_on = day(cell(row, "look_again"));
    delay.ended_on = day_or_none(cell(row, "ended"));
    out.purposeful_delays.push_back(delay);
  }
  for (const auto& row : rows("settlements")) {
    Settlement settlement;
    const auto subject = cell(row, "subject");
    const auto parts = text::split(subject, ':');
    settlement.type = parts.at(1);
    settlement.nth = std::stoi(std::string(parts.at(2)));
    settlement.course = course_of(day_or_none(parts.at(3)));
    settlement.imported_value = cell(row, "imported");
    settlement.entered_value = cell(row, "entered");
    settlement.counts = cell(row, "counts") == "imported" ? Source::return_file : Source::hand;
    out.settlements.push_back(settlement);
  }
  sort_record(out);
  return out;
}

}  // namespace homeward::care::testing
