#include "service/journal_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "journey/derive.hpp"
#include "returns/natural_key.hpp"
#include "returns/schema.hpp"
#include "returns/year.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

std::string with_spaces(std::string text) {
  std::replace(text.begin(), text.end(), '_', ' ');
  return text;
}

std::string word_of(const std::string& table) {
  std::string word = with_spaces(table);
  care::for_each_row_table([&]<class T>() {
    if (care::Table<T>::name == table) word = care::Table<T>::word;
  });
  if (!word.empty() && word[0] >= 'a' && word[0] <= 'z')
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
  return word;
}

// "care from Mon 12 Jan 2026"
std::string course_words(const care::Course& course) {
  return course.kind + " from " + course.started_on.words();
}

// The entry's row as it stood after it, as far as entry and record tell.
template <class T>
T row_of(const JournalEntry& entry, const care::ChildRecord& record) {
  care::Fact fact = T{};
  for (const T& row : care::rows_of<T>(record))
    if (row.id == entry.row) fact = row;
  put_columns(
      fact, nlohmann::json::parse(entry.operation == Operation::remove ? entry.before : entry.after,
                                  nullptr, false));
  return std::get<T>(fact);
}

std::string milestone_words(const std::string& type, int nth, const journey::Config& config) {
  const auto* known = config.milestone(type);
  return known ? journey::milestone_name(*known, std::max(1, nth)) : with_spaces(type);
}

std::string subject_of(const JournalEntry& entry, const care::ChildRecord& record,
                       const journey::Config& config) {
  if (entry.table == care::Table<care::Milestone>::name) {
    const auto row = row_of<care::Milestone>(entry, record);
    return milestone_words(row.type, row.nth, config);
  }
  if (entry.table == care::Table<care::Settlement>::name) {
    const auto row = row_of<care::Settlement>(entry, record);
    return milestone_words(row.type, row.nth, config);
  }
  if (entry.table == care::Table<care::Course>::name)
    return course_words(row_of<care::Course>(entry, record));
  if (entry.table == care::Table<care::Plan>::name) {
    const std::string id = row_of<care::Plan>(entry, record).type;
    const auto* known = config.plan(id);
    return known ? known->name : with_spaces(id);
  }
  if (entry.table == care::Table<care::PurposefulDelay>::name) {
    const std::string id = row_of<care::PurposefulDelay>(entry, record).timescale;
    const auto* known = config.timescale(id);
    return known ? known->name : with_spaces(id);
  }
  return {};
}

// "return 2024-25, row 34 of Episodes": where in what was delivered; "" if that is not known.
std::string place_of(const JournalEntry& entry, const care::Provenance& from) {
  std::string out;
  if (from.collection_year != 0) out = "return " + returns::year_words(from.collection_year);
  if (from.row == 0) return out;
  out += fmt::format("{}row {}", out.empty() ? "" : ", ", from.row);
  if (entry.table == care::Table<care::Child>::name)
    out += fmt::format(" of {}", returns::schema(returns::kTableOf<care::Child>).name);
  care::for_each_row_table([&]<class T>() {
    if constexpr (returns::kTableOf<T> != returns::TableId::header)
      if (care::Table<T>::name == entry.table)
        out += fmt::format(" of {}", returns::schema(returns::kTableOf<T>).name);
  });
  return out;
}

// "import 7 (9 files)"
std::string import_words(ImportId import, const JournalContext& context) {
  const auto found = context.imports.find(import);
  return fmt::format("import {}", import.value) +
         (found == context.imports.end() || found->second.empty() ? ""
                                                                  : " (" + found->second + ")");
}

std::optional<care::Provenance> provenance_of(const std::string& side) {
  return provenance_in(nlohmann::json::parse(side, nullptr, false));
}

// Where a row came from, in full; "" for one entered here, or where nobody wrote it down.
std::string origin(const JournalEntry& entry, const std::optional<care::Provenance>& from,
                   const JournalContext& context) {
  if (!from || from->source == care::Source::hand) return {};
  const std::string place = place_of(entry, *from);
  if (!from->import) return place;
  return import_words(from->import, context) + (place.empty() ? "" : ", " + place);
}

}  // namespace

std::string journal_words(const JournalEntry& entry, const JournalContext& context) {
  std::string out = word_of(entry.table);
  if (entry.operation == Operation::update && journal_values(entry, entry.after, context).empty())
    return out + (entry.undoes ? " put back as it was" : " confirmed by a later return");
  const std::string subject = subject_of(entry, context.record, context.config);
  switch (entry.operation) {
    case Operation::insert:
      out += " added";
      break;
    case Operation::update:
      out += " changed";
      break;
    case Operation::remove:
      out += " removed";
      break;
  }
  return subject.empty() ? out : out + ": " + subject;
}

std::string journal_source(const JournalEntry& entry, const JournalContext& context) {
  const bool removed = entry.operation == Operation::remove;
  const auto from = provenance_of(removed ? entry.before : entry.after);
  std::string out;
  if (entry.undoes) {
    out = "By undoing " + import_words(entry.undoes, context);
  } else if (!entry.import) {
    out = removed ? "Removed here" : "Entered here";
  } else {
    out = removed ? "Withdrawn by " : "Brought by ";
    out += import_words(entry.import, context);
    // What the import took from its own files.
    if (!removed && from && from->import == entry.import)
      if (const std::string place = place_of(entry, *from); !place.empty()) out += ", " + place;
  }
  out += ".";
  const bool from_elsewhere = removed || !from || from->import != entry.import;
  if (entry.operation != Operation::update) {
    const std::string came_with = from_elsewhere ? origin(entry, from, context) : "";
    return came_with.empty() ? out : out + " It came with " + came_with + ".";
  }
  const std::string came_with = origin(entry, provenance_of(entry.before), context);
  return came_with.empty() ? out : out + " Before: " + came_with + ".";
}

}  // namespace homeward::service
