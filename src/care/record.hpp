// The record of one child in care: typed facts, each with its provenance.
//
// Every struct here is one table in the database and one entry in care/columns.hpp, which is the
// only place that lists its fields: SQL, journal, differences and history are all made from it.
// Field names are the practitioner's words; the SSDA903 column stands beside each where there is
// one.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/code.hpp"
#include "base/date.hpp"
#include "base/ids.hpp"
#include "base/names.hpp"
#include "base/private.hpp"

namespace homeward::care {

using OptionalDate = std::optional<Date>;

enum class Source : std::uint8_t {
  hand = 0,         // a person entered it here
  return_file = 1,  // an SSDA903 return
  extract = 2,      // another export of the case system (names, teams, workers)
};
constexpr auto names_of(Source) {
  return named<Source>("hand", "return_file", "extract");
}

// Where a fact came from. For imported facts `row` is the row as a spreadsheet shows it (heading
// is 1; in XML the ordinal of the element) and `collection_year` the year ending 31 March that the
// return is for: a fact from an earlier return never overrides one from a later return.
struct Provenance {
  Source source = Source::hand;
  ImportId import;
  std::int32_t row = 0;
  std::int32_t collection_year = 0;
  auto operator<=>(const Provenance&) const = default;
};

// What every stored row carries. `version` starts at 1 and grows with each change (0 = not stored).
struct Stored {
  RowId id;
  ChildId child;
  std::int32_t version = 0;
  Provenance provenance;
};

// Header. The only row whose Stored::child equals its own id.
struct Child : Stored {
  PrivateText number;      // CHILD: the authority's identifier, up to 20 letters and digits
  PrivateText given_name;  // not in the return: from an extract or entered
  PrivateText family_name;
  std::optional<Date> born_on;  // DOB; never the expected date of an unborn child
  Code sex;                     // SEX: M, F, U (1 and 2 of returns to 2023-24 are turned into M, F)
  Code ethnicity;               // ETHNIC
  PrivateText upn;              // UPN, or UN1 to UN5
  std::optional<bool> is_mother;     // MOTHER
  OptionalDate first_child_born_on;  // MC_DOB
  bool is_uasc = false;              // a row in the UASC file, or UASC 1 in XML
  OptionalDate uasc_ceased_on;       // DUC
  SiblingGroupId sibling_group;
};

// Episodes. [started_on, ended_on): the next episode starts on the day this one ended.
struct Episode : Stored {
  Date started_on;                   // DECOM
  Code reason_for_new_episode;       // RNE
  Code legal_status;                 // LS
  Code category_of_need;             // CIN
  Code placement_type;               // PLACE
  Code placement_provider;           // PLACE_PROVIDER
  OptionalDate ended_on;             // DEC
  Code reason_ended;                 // REC
  Code reason_for_placement_change;  // REASON_PLACE_CHANGE
  PrivateText home_postcode;         // HOME_POST
  PrivateText placement_postcode;    // PL_POST
  Code urn;                          // URN
};

struct Review : Stored {
  Date held_on;        // REVIEW
  Code participation;  // REVIEW_CODE
};

// AD1: one per child adopted.
struct Adoption : Stored {
  OptionalDate decided_on;  // DATE_INT: agency decision maker's should-be-placed decision
  OptionalDate matched_on;  // DATE_MATCH
  std::optional<bool> by_foster_carer;  // FOSTER_CARE
  std::optional<int> adopters;          // NB_ADOPTR
  Code adopters_sex;                    // SEX_ADOPTR
  Code adopters_legal_status;           // LS_ADOPTR
};

// PlacedAdoption: the decision that the child should be placed for adoption, and its reversal.
struct AdoptionDecision : Stored {
  OptionalDate decided_on;   // DATE_PLACED
  OptionalDate reversed_on;  // DATE_PLACED_CEASED
  Code reason_reversed;      // REASON_PLACED_CEASED
};

// PrevPerm.
struct PreviousPermanence : Stored {
  Code type;        // PREV_PERM
  Code authority;   // LA_PERM
  Code ordered_on;  // DATE_PERM as DDMMYYYY, zz and zzzz for unknown parts
};

struct MissingPeriod : Stored {
  Code type;              // MISSING: M or A
  Date started_on;        // MIS_START
  OptionalDate ended_on;  // MIS_END
};

// OC2, one row per child and collection year.
struct HealthOutcome : Stored {
  int year = 0;  // collection year, ending 31 March
  std::optional<int> sdq_score;
  Code sdq_reason;
  std::optional<bool> convicted, health_check, immunisations, teeth_check, health_assessment,
      substance_misuse, intervention_received, intervention_offered;
};

// OC3, one row per care leaver and collection year.
struct CareLeaver : Stored {
  int year = 0;
  Code in_touch;       // IN_TOUCH
  Code activity;       // ACTIV
  Code accommodation;  // ACCOM
};

// SWEpisodes, and allocations from an extract.
struct WorkerSpell : Stored {
  PrivateText worker_number;  // SW_ID
  WorkerId worker;            // 0 when the authority's worker list does not know the number
  Date started_on;            // SW_DECOM
  OptionalDate ended_on;      // SW_DEC
  Code reason;                // SW_REASON
};

struct DeprivationOfLiberty : Stored {
  Date started_on;        // DOLO_START
  OptionalDate ended_on;  // DOLO_END
};

// The kinds of course.
namespace course_kind {
inline constexpr std::string_view kCare = "care";  // a period of care
}

// One way through a process, such as one period of care. What people enter belongs to a course and
// not to a date, so that it stays where it was entered when a return puts the dates right. The row
// is made when a person first enters something; care/courses.hpp tells which period of care it is.
struct Course : Stored {
  std::string kind{course_kind::kCare};
  Date started_on;  // as last recognised: of the period of care that this was then
  OptionalDate ended_on;
  CourseId part_of;         // a person said that this is part of that course; 0: of none
  OptionalDate removed_on;  // a person removed what was entered in it, as no period of care was it
  CourseId course_id() const { return CourseId{id.value}; }
};

// A permanence plan: the aim, and whether it runs beside another one.
struct Plan : Stored {
  CourseId course;   // 0: it belongs to the period of care that it was agreed in
  std::string type;  // an id from config/plans.toml
  bool parallel = false;
  Date agreed_on;
  OptionalDate ended_on;
};

// A dated step that a person entered (config/milestones.toml; derived steps are never stored).
struct Milestone : Stored {
  CourseId course;  // 0: entered before care; it belongs to the period that it leads to or lies in
  std::string type;
  int nth = 1;  // n-th of its kind in this course
  OptionalDate planned_on;
  OptionalDate happened_on;
  std::string outcome;  // free words, may be empty
  PrivateText note;
};

// A delay somebody decided on: still counted, shown as such.
struct PurposefulDelay : Stored {
  CourseId course;        // 0 as for a milestone
  std::string timescale;  // id from config/timescales.toml
  PrivateText reason;
  PrivateText decided_by;
  Date decided_on;
  Date look_again_on;
  OptionalDate ended_on;
};

// Which of two values counts where an imported and an entered one disagree (a person's choice).
struct Settlement : Stored {
  CourseId course;  // course, type and nth are those of the entered milestone
  std::string type;
  int nth = 1;
  std::string imported_value;  // the two values as they stood when it was settled: if either
  std::string entered_value;   // changes, the disagreement is open again
  Source counts = Source::hand;
};

// A return that came again for its year no longer held this child: a person says what that means.
// Made by an import, and taken away by one that holds the child again.
struct Absence : Stored {
  int year = 0;         // collection year of the return, ending 31 March
  std::string outcome;  // empty: nobody has settled it; "withdrawn": what the return said of that
                        // year was taken out of the record; "stays": the record stands
  PrivateText reason;   // why the record stands
};

// Everything about one child. Each vector is in the order that its Table (columns.hpp) states, then
// by row id; sort_record brings it into that order.
struct ChildRecord {
  Child child;
  std::vector<Episode> episodes;
  std::vector<Review> reviews;
  std::vector<Adoption> adoptions;
  std::vector<AdoptionDecision> adoption_decisions;
  std::vector<PreviousPermanence> previous_permanence;
  std::vector<MissingPeriod> missing_periods;
  std::vector<HealthOutcome> health_outcomes;
  std::vector<CareLeaver> care_leavers;
  std::vector<WorkerSpell> worker_spells;
  std::vector<DeprivationOfLiberty> deprivations_of_liberty;
  std::vector<Course> courses;
  std::vector<Plan> plans;
  std::vector<Milestone> milestones;
  std::vector<PurposefulDelay> purposeful_delays;
  std::vector<Settlement> settlements;
  std::vector<Absence> absences;
};

// The one list of kinds of row about a child, beside the header itself. Fact is made from it, and
// so is everything that goes through all tables (columns.hpp, for_each_row_table). The store writes
// in this order.
template <class... Rows>
struct RowTypes {};
using AllRowTypes =
    RowTypes<Episode, Review, Adoption, AdoptionDecision, PreviousPermanence, MissingPeriod,
             HealthOutcome, CareLeaver, WorkerSpell, DeprivationOfLiberty, Course, Plan, Milestone,
             PurposefulDelay, Settlement, Absence>;

template <class... Rows>
std::variant<Child, Rows...> fact_of(RowTypes<Rows...>);
// Any one fact about a child: what a change adds, alters or takes away.
using Fact = decltype(fact_of(AllRowTypes{}));

// The authority's own lists.
struct Team {
  TeamId id;
  std::string name;
};
struct Worker {
  WorkerId id;
  TeamId team;
  PrivateText number;  // as in SW_ID
  PrivateText name;
  std::string initials;
};
struct SiblingGroup {
  SiblingGroupId id;
  std::string label;                  // never a name: "Group 14"
  std::optional<bool> plan_together;  // unknown until somebody says
  PrivateText reason;                 // why together or apart
};

struct Authority {
  AuthorityId id;
  std::string name;
  std::string dfe_number;  // three digits
  std::string ons_code;    // E10000016
  bool synthetic = false;
};

// One authority's records as they stood at one moment.
struct Snapshot {
  Authority authority;
  std::vector<Team> teams;
  std::vector<Worker> workers;
  std::vector<SiblingGroup> sibling_groups;
  std::vector<ChildRecord> children;  // sorted by child id
  std::int64_t sequence = 0;          // the last journal entry that it contains
};

}  // namespace homeward::care
