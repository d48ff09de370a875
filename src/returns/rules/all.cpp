#include <algorithm>
#include <tuple>

#include "returns/rules/groups.hpp"

namespace homeward::returns::rules {

namespace {

// "392b" stands after "392a" and before "393"; codes that begin with a letter stand last.
auto place_of(const Rule* rule) {
  int number = 0;
  for (const char c : rule->code) {
    if (c < '0' || c > '9') break;
    number = number * 10 + (c - '0');
  }
  return std::tuple(number == 0, number, rule->code);
}

std::vector<const Rule*> gather() {
  std::vector<const Rule*> out;
  for (const std::span<const Rule> group : {
           between_files_rules(),
           person_rules(),
           adoption_items_rules(),
           care_leaver_items_rules(),
           episode_items_rules(),
           health_items_rules(),
           review_items_rules(),
           social_worker_items_rules(),
           social_workers_rules(),
           ages_rules(),
           uasc_status_rules(),
           placed_with_adopters_rules(),
           care_leavers_in_touch_rules(),
           episode_dates_rules(),
           legal_status_limits_rules(),
           short_breaks_rules(),
           temporary_placements_rules(),
           placement_under_status_rules(),
           where_placed_rules(),
           episode_chain_rules(),
           upn_of_child_rules(),
           review_participation_rules(),
           episodes_in_order_rules(),
           reasons_ended_rules(),
           carried_over_rules(),
           adopters_rules(),
           provider_of_place_rules(),
           health_by_age_rules(),
           placement_orders_rules(),
           should_be_placed_rules(),
           adopted_rules(),
           missing_periods_rules(),
           mothers_rules(),
           previous_permanence_rules(),
           sdq_scores_rules(),
           in_care_all_year_rules(),
           same_child_as_last_year_rules(),
           header_queries_rules(),
           asylum_over_two_years_rules(),
           placement_types_rules(),
           ofsted_numbers_rules(),
           placement_moves_rules(),
           missing_items_rules(),
           before_adoption_rules(),
           deprivation_of_liberty_rules(),
           who_is_care_leaver_rules(),
       })
    for (const Rule& rule : group) out.push_back(&rule);
  std::sort(out.begin(), out.end(),
            [](const Rule* a, const Rule* b) { return place_of(a) < place_of(b); });
  return out;
}

}  // namespace

std::span<const Rule* const> all_rules() {
  static const std::vector<const Rule*> kAll = gather();
  return kAll;
}

}  // namespace homeward::returns::rules
