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
#include "care/tracking.hpp"

namespace homeward::care {

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
struct ChildRecord : Tracking {
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
