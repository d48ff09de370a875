// A validation rule of the return: its words, the years it is in force, what it reads, its check.
#pragma once

#include <compare>
#include <span>
#include <string_view>
#include <vector>

#include "returns/rules/rows.hpp"

namespace homeward::returns::rules {

// What every rule may ask of the return as a whole.
struct Year {
  int collection = 0;  // the collection year of the return, ending 31 March
  int rules = 0;       // the collection year whose rules are run; the same unless asked otherwise
  Date start, end;     // 1 April and 31 March
  Date last_start, last_end;  // of the year before
  bool xml = false;           // the return came as XML
  std::string_view own_area;  // ONS code of the authority that makes the return; empty = unknown
  // Which kinds of settings the given list of Ofsted's numbers covers: supported accommodation, all
  // others.
  bool supported_listed = false, others_listed = false;
};

// A set of what a rule needs to be given before it can be run at all.
using Needs = std::uint64_t;
inline constexpr Needs needs(TableId table) {
  return Needs{1} << static_cast<unsigned>(table);
}
inline constexpr Needs needs_last(TableId table) {
  return Needs{1} << (static_cast<unsigned>(table) + kTables);
}
inline constexpr Needs kHeader = needs(TableId::header);
inline constexpr Needs kEpisodes = needs(TableId::episodes);
inline constexpr Needs kReviews = needs(TableId::reviews);
inline constexpr Needs kUasc = needs(TableId::uasc);
inline constexpr Needs kOc2 = needs(TableId::oc2);
inline constexpr Needs kOc3 = needs(TableId::oc3);
inline constexpr Needs kAd1 = needs(TableId::ad1);
inline constexpr Needs kPlacedAdoption = needs(TableId::placed_adoption);
inline constexpr Needs kPrevPerm = needs(TableId::prev_perm);
inline constexpr Needs kMissing = needs(TableId::missing);
inline constexpr Needs kSwEpisodes = needs(TableId::sw_episodes);
inline constexpr Needs kDolo = needs(TableId::dolo);
inline constexpr Needs kLastHeader = needs_last(TableId::header);
inline constexpr Needs kLastEpisodes = needs_last(TableId::episodes);
inline constexpr Needs kLastUasc = needs_last(TableId::uasc);
inline constexpr Needs kLastOc3 = needs_last(TableId::oc3);
inline constexpr Needs kLastPlacedAdoption = needs_last(TableId::placed_adoption);
inline constexpr Needs kLastMissing = needs_last(TableId::missing);
inline constexpr Needs kLastSwEpisodes = needs_last(TableId::sw_episodes);
inline constexpr Needs kLastDolo = needs_last(TableId::dolo);
inline constexpr Needs kPostcodes = Needs{1} << (2 * kTables);
inline constexpr Needs kProviders = Needs{1} << (2 * kTables + 1);
// A column of the provider list: a list without it cannot answer the rule.
inline constexpr std::string_view kProviderColumns[] = {"PLACE_CODES", "PROVIDER_CODES", "POSTCODE",
                                                        "REG_END", "LA_CODE_INFERRED"};
inline constexpr std::string_view kProviderColumnWords[] = {
    "placement code", "provider code", "postcode", "date of closure", "local authority"};
inline constexpr Needs needs_provider_column(std::size_t index) {
  return Needs{1} << (2 * kTables + 4 + index);
}
inline constexpr Needs kProviderUrns = kProviders | Needs{1} << (2 * kTables + 9);  // all of them
inline constexpr Needs kProviderPlaces = kProviders | needs_provider_column(0);
inline constexpr Needs kProviderKinds = kProviders | needs_provider_column(1);
inline constexpr Needs kProviderPostcodes = kProviders | needs_provider_column(2);
inline constexpr Needs kProviderClosings = kProviders | needs_provider_column(3);
inline constexpr Needs kProviderAreas = kProviders | needs_provider_column(4);
inline constexpr Needs kOwnArea = Needs{1} << (2 * kTables + 2);  // the authority's ONS code
inline constexpr Needs kXml = Needs{1} << (2 * kTables + 3);      // only in a return made as XML

// A set of the columns of one table, for the cells of a row: cells(episodes::ls, episodes::place).
using Cells = std::uint32_t;
inline constexpr Cells kAllCells = ~Cells{0};
template <class... Column>
constexpr Cells cells(Column... columns) {
  return ((Cells{1} << static_cast<unsigned>(columns)) | ... | Cells{0});
}
// None of them where the condition does not hold.
template <class... Column>
constexpr Cells cells_if(bool condition, Column... columns) {
  return condition ? cells(columns...) : Cells{0};
}

// Where a rule failed: the position of the rule in the list that is run, the row, and which of its
// cells are at fault. Findings are ordered by rule and row; two in one place are the same finding.
struct Finding {
  std::uint16_t rule = 0;
  TableId table{};
  bool last_year = false;      // the row stands in last year's return
  std::uint32_t index = 0;     // of the row in its table, from 0
  Cells at_fault = kAllCells;  // of the columns that the rule is about: those in this set

  constexpr std::uint64_t place() const {
    return std::uint64_t{rule} << 48 | std::uint64_t{static_cast<std::uint8_t>(table)} << 40 |
           std::uint64_t{last_year} << 32 | index;
  }
  constexpr auto operator<=>(const Finding& other) const { return place() <=> other.place(); }
  constexpr bool operator==(const Finding& other) const { return place() == other.place(); }
};

// What a check writes to. A row flagged twice by one rule counts once, with all the cells that were
// at fault.
class Flags {
 public:
  // `at_fault`: where not all cells of the columns that the rule is about are at fault. Those that
  // speak against each other all are; one that is right, whatever the others say, is not.
  template <class Row>
  void operator()(const Row& row, Cells at_fault = kAllCells) {
    found_.push_back({rule_, Row::kTable, false, row.index, at_fault});
  }
  // A row of last year's return.
  template <class Row>
  void last(const Row& row) {
    found_.push_back({rule_, Row::kTable, true, row.index, kAllCells});
  }

  void begin(std::uint16_t rule) { rule_ = rule; }
  std::vector<Finding>& found() { return found_; }

 private:
  std::uint16_t rule_ = 0;
  std::vector<Finding> found_;
};

// Collection years, both included. A rule of "2022-23" or earlier begins in 0.
struct InForce {
  int first = 0;
  int last = 9999;
  constexpr bool in(int year) const { return first <= year && year <= last; }
};
inline constexpr InForce kAlways{};
inline constexpr InForce kNever{1, 0};

using ChildCheck = void (*)(const Child&, const Year&, Flags&);
using WholeCheck = void (*)(std::span<const Child>, const Year&, Flags&);

// One rule. A rule that was rewritten in a later year asks Year::rules where it differs.
struct Rule {
  std::string_view code;      // "392a"
  std::string_view sentence;  // what must hold: the message of a finding
  std::string_view fields;    // the items concerned, separated by spaces
  Needs needs = 0;
  InForce years = kAlways;
  // Given one child at a time, in no particular order.
  ChildCheck check = nullptr;
  std::string_view remedy;  // what to do about a finding, to the person who can: one plain sentence
  // The reading that was taken, and why, where the sentence leaves a choice or the community's
  // validator does something else. Empty where the sentence is plain.
  std::string_view reading = {};
  // For the few rules that must see all children at once (instead of check).
  WholeCheck whole = nullptr;
  // The sentence of the list of codes (tests/data/ssda903-rules.csv), where it says something other
  // than what is found here or is hard to read. Empty where `sentence` is the list's own.
  std::string_view listed = {};
  // Tables that are read if they were given, and not needed: without them the rule is run on the
  // rest, and the check says that it was run in part.
  Needs also = 0;
  // Items that also decide and are not among `fields` (which are the list's): a finding shows their
  // values, so that a person can see in the row what the sentence says. "Header.DOB" and
  // "Episodes_last.LS" are taken from the child's row in another table or in last year's.
  std::string_view beside = {};
};

// Every rule, in the order of its code (numbers first, by number, then the named ones).
std::span<const Rule* const> all_rules();

}  // namespace homeward::returns::rules
