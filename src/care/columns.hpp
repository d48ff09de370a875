// The one list of each table's columns. columns_of<T>() is a tuple of Column{name, member}; SQL,
// the journal's JSON, differences and history are folded over it, so a new field is added in
// record.hpp, here, and in a migration. Stored fields (id, child, version, provenance) are common
// to all tables and not repeated here.
#pragma once

#include <functional>
#include <string_view>
#include <tuple>

#include "care/record.hpp"

namespace homeward::care {

template <class T, class M>
struct Column {
  std::string_view name;
  M T::* member;
};
template <class T, class M>
Column(std::string_view, M T::*) -> Column<T, M>;

// Specialised for each Fact: table name, the practitioner's word for one row, and its columns. For
// all but Child also `rows`, the vector of a ChildRecord that holds them, and `order`, what that
// vector is sorted by before the row id: a member, or a function of a row (`id` where no date
// orders them).
template <class T>
struct Table;

template <>
struct Table<Child> {
  static constexpr std::string_view name = "child", word = "child";
  static constexpr auto columns =
      std::tuple{Column{"number", &Child::number},
                 Column{"given_name", &Child::given_name},
                 Column{"family_name", &Child::family_name},
                 Column{"born_on", &Child::born_on},
                 Column{"sex", &Child::sex},
                 Column{"ethnicity", &Child::ethnicity},
                 Column{"upn", &Child::upn},
                 Column{"is_mother", &Child::is_mother},
                 Column{"first_child_born_on", &Child::first_child_born_on},
                 Column{"is_uasc", &Child::is_uasc},
                 Column{"uasc_ceased_on", &Child::uasc_ceased_on},
                 Column{"sibling_group_id", &Child::sibling_group}};
};

template <>
struct Table<Episode> {
  static constexpr std::string_view name = "episode", word = "episode";
  static constexpr auto rows = &ChildRecord::episodes;
  static constexpr auto order = &Episode::started_on;
  static constexpr auto columns =
      std::tuple{Column{"started_on", &Episode::started_on},
                 Column{"reason_for_new_episode", &Episode::reason_for_new_episode},
                 Column{"legal_status", &Episode::legal_status},
                 Column{"category_of_need", &Episode::category_of_need},
                 Column{"placement_type", &Episode::placement_type},
                 Column{"placement_provider", &Episode::placement_provider},
                 Column{"ended_on", &Episode::ended_on},
                 Column{"reason_ended", &Episode::reason_ended},
                 Column{"reason_for_placement_change", &Episode::reason_for_placement_change},
                 Column{"home_postcode", &Episode::home_postcode},
                 Column{"placement_postcode", &Episode::placement_postcode},
                 Column{"urn", &Episode::urn}};
};

template <>
struct Table<Review> {
  static constexpr std::string_view name = "review", word = "review";
  static constexpr auto rows = &ChildRecord::reviews;
  static constexpr auto order = &Review::held_on;
  static constexpr auto columns = std::tuple{Column{"held_on", &Review::held_on},
                                             Column{"participation", &Review::participation}};
};

template <>
struct Table<Adoption> {
  static constexpr std::string_view name = "adoption", word = "adoption";
  static constexpr auto rows = &ChildRecord::adoptions;
  static constexpr auto order = &Adoption::decided_on;
  static constexpr auto columns =
      std::tuple{Column{"decided_on", &Adoption::decided_on},
                 Column{"matched_on", &Adoption::matched_on},
                 Column{"by_foster_carer", &Adoption::by_foster_carer},
                 Column{"adopters", &Adoption::adopters},
                 Column{"adopters_sex", &Adoption::adopters_sex},
                 Column{"adopters_legal_status", &Adoption::adopters_legal_status}};
};

template <>
struct Table<AdoptionDecision> {
  static constexpr std::string_view name = "adoption_decision", word = "adoption decision";
  static constexpr auto rows = &ChildRecord::adoption_decisions;
  static constexpr auto order = &AdoptionDecision::decided_on;
  static constexpr auto columns =
      std::tuple{Column{"decided_on", &AdoptionDecision::decided_on},
                 Column{"reversed_on", &AdoptionDecision::reversed_on},
                 Column{"reason_reversed", &AdoptionDecision::reason_reversed}};
};

template <>
struct Table<PreviousPermanence> {
  static constexpr std::string_view name = "previous_permanence", word = "previous permanence";
  static constexpr auto rows = &ChildRecord::previous_permanence;
  static constexpr auto order = &PreviousPermanence::id;
  static constexpr auto columns = std::tuple{Column{"type", &PreviousPermanence::type},
                                             Column{"authority", &PreviousPermanence::authority},
                                             Column{"ordered_on", &PreviousPermanence::ordered_on}};
};

template <>
struct Table<MissingPeriod> {
  static constexpr std::string_view name = "missing_period", word = "missing period";
  static constexpr auto rows = &ChildRecord::missing_periods;
  static constexpr auto order = &MissingPeriod::started_on;
  static constexpr auto columns = std::tuple{Column{"type", &MissingPeriod::type},
                                             Column{"started_on", &MissingPeriod::started_on},
                                             Column{"ended_on", &MissingPeriod::ended_on}};
};

template <>
struct Table<HealthOutcome> {
  static constexpr std::string_view name = "health_outcome", word = "health outcome";
  static constexpr auto rows = &ChildRecord::health_outcomes;
  static constexpr auto order = &HealthOutcome::year;
  static constexpr auto columns =
      std::tuple{Column{"year", &HealthOutcome::year},
                 Column{"sdq_score", &HealthOutcome::sdq_score},
                 Column{"sdq_reason", &HealthOutcome::sdq_reason},
                 Column{"convicted", &HealthOutcome::convicted},
                 Column{"health_check", &HealthOutcome::health_check},
                 Column{"immunisations", &HealthOutcome::immunisations},
                 Column{"teeth_check", &HealthOutcome::teeth_check},
                 Column{"health_assessment", &HealthOutcome::health_assessment},
                 Column{"substance_misuse", &HealthOutcome::substance_misuse},
                 Column{"intervention_received", &HealthOutcome::intervention_received},
                 Column{"intervention_offered", &HealthOutcome::intervention_offered}};
};

template <>
struct Table<CareLeaver> {
  static constexpr std::string_view name = "care_leaver", word = "care leaver";
  static constexpr auto rows = &ChildRecord::care_leavers;
  static constexpr auto order = &CareLeaver::year;
  static constexpr auto columns =
      std::tuple{Column{"year", &CareLeaver::year}, Column{"in_touch", &CareLeaver::in_touch},
                 Column{"activity", &CareLeaver::activity},
                 Column{"accommodation", &CareLeaver::accommodation}};
};

template <>
struct Table<WorkerSpell> {
  static constexpr std::string_view name = "worker_spell", word = "social worker episode";
  static constexpr auto rows = &ChildRecord::worker_spells;
  static constexpr auto order = &WorkerSpell::started_on;
  static constexpr auto columns = std::tuple{
      Column{"worker_number", &WorkerSpell::worker_number},
      Column{"worker_id", &WorkerSpell::worker}, Column{"started_on", &WorkerSpell::started_on},
      Column{"ended_on", &WorkerSpell::ended_on}, Column{"reason", &WorkerSpell::reason}};
};

template <>
struct Table<DeprivationOfLiberty> {
  static constexpr std::string_view name = "deprivation_of_liberty",
                                    word = "deprivation of liberty order";
  static constexpr auto rows = &ChildRecord::deprivations_of_liberty;
  static constexpr auto order = &DeprivationOfLiberty::started_on;
  static constexpr auto columns =
      std::tuple{Column{"started_on", &DeprivationOfLiberty::started_on},
                 Column{"ended_on", &DeprivationOfLiberty::ended_on}};
};

template <>
struct Table<Course> {
  static constexpr std::string_view name = "course", word = "course";
  static constexpr auto rows = &Tracking::courses;
  static constexpr auto order = &Course::started_on;
  static constexpr auto columns =
      std::tuple{Column{"kind", &Course::kind}, Column{"started_on", &Course::started_on},
                 Column{"ended_on", &Course::ended_on}, Column{"part_of", &Course::part_of},
                 Column{"removed_on", &Course::removed_on}};
};

template <>
struct Table<Plan> {
  static constexpr std::string_view name = "plan", word = "plan";
  static constexpr auto rows = &Tracking::plans;
  static constexpr auto order = &Plan::agreed_on;
  static constexpr auto columns =
      std::tuple{Column{"course_id", &Plan::course}, Column{"type", &Plan::type},
                 Column{"parallel", &Plan::parallel}, Column{"agreed_on", &Plan::agreed_on},
                 Column{"ended_on", &Plan::ended_on}};
};

template <>
struct Table<Milestone> {
  static constexpr std::string_view name = "milestone", word = "milestone";
  static constexpr auto rows = &Tracking::milestones;
  // By the day it happened, or is planned for; rows without a date last.
  static constexpr auto order = [](const Milestone& row) {
    const OptionalDate first = row.happened_on ? row.happened_on : row.planned_on;
    return std::tuple{!first.has_value(), first};
  };
  static constexpr auto columns = std::tuple{Column{"course_id", &Milestone::course},
                                             Column{"type", &Milestone::type},
                                             Column{"nth", &Milestone::nth},
                                             Column{"planned_on", &Milestone::planned_on},
                                             Column{"happened_on", &Milestone::happened_on},
                                             Column{"outcome", &Milestone::outcome},
                                             Column{"note", &Milestone::note}};
};

template <>
struct Table<PurposefulDelay> {
  static constexpr std::string_view name = "purposeful_delay", word = "purposeful delay";
  static constexpr auto rows = &Tracking::purposeful_delays;
  static constexpr auto order = &PurposefulDelay::decided_on;
  static constexpr auto columns =
      std::tuple{Column{"course_id", &PurposefulDelay::course},
                 Column{"timescale", &PurposefulDelay::timescale},
                 Column{"reason", &PurposefulDelay::reason},
                 Column{"decided_by", &PurposefulDelay::decided_by},
                 Column{"decided_on", &PurposefulDelay::decided_on},
                 Column{"look_again_on", &PurposefulDelay::look_again_on},
                 Column{"ended_on", &PurposefulDelay::ended_on}};
};

template <>
struct Table<Settlement> {
  static constexpr std::string_view name = "settlement", word = "settlement";
  static constexpr auto rows = &Tracking::settlements;
  static constexpr auto order = &Settlement::id;
  static constexpr auto columns = std::tuple{Column{"course_id", &Settlement::course},
                                             Column{"type", &Settlement::type},
                                             Column{"nth", &Settlement::nth},
                                             Column{"imported_value", &Settlement::imported_value},
                                             Column{"entered_value", &Settlement::entered_value},
                                             Column{"counts", &Settlement::counts}};
};

template <>
struct Table<Absence> {
  static constexpr std::string_view name = "absence", word = "absence from a return";
  static constexpr auto rows = &ChildRecord::absences;
  static constexpr auto order = &Absence::year;
  static constexpr auto columns =
      std::tuple{Column{"year", &Absence::year}, Column{"outcome", &Absence::outcome},
                 Column{"reason", &Absence::reason}};
};

// f(Column) for each column of T, in order.
template <class T, class F>
constexpr void for_each_column(F&& f) {
  std::apply([&](const auto&... column) { (f(column), ...); }, Table<T>::columns);
}

// Equal in content: every column, leaving out id, version and provenance.
template <class T>
bool same_content(const T& a, const T& b) {
  return std::apply(
      [&](const auto&... column) { return ((a.*column.member == b.*column.member) && ...); },
      Table<T>::columns);
}

// The vector of a ChildRecord that holds rows of type T (not for Child).
template <class T, class R>
auto& rows_of(R& record) {
  return record.*Table<T>::rows;
}

// By the order that the table states, then by row id. A type and not a function, so that sorting
// takes it in.
struct ByTableOrder {
  template <class T>
  bool operator()(const T& a, const T& b) const {
    constexpr auto kOrder = Table<T>::order;
    return std::make_tuple(std::invoke(kOrder, a), a.id) <
           std::make_tuple(std::invoke(kOrder, b), b.id);
  }
};

template <class F, class... Rows>
constexpr void for_each_row_type(F& f, RowTypes<Rows...>) {
  (f.template operator()<Rows>(), ...);
}

// f.template operator()<T>() for every table about a child except Child itself, in Fact's order.
template <class F>
constexpr void for_each_row_table(F&& f) {
  for_each_row_type(f, AllRowTypes{});
}

// The same with Child, which comes first, as the others refer to it.
template <class F>
constexpr void for_each_table(F&& f) {
  f.template operator()<Child>();
  for_each_row_table(f);
}

}  // namespace homeward::care
