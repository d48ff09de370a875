// Where the rules stand: one function for each file of them.
#pragma once

#include <span>

#include "returns/rules/rule.hpp"

namespace homeward::returns::rules {

std::span<const Rule> between_files_rules();  // INT01 to INT36, EPI, NoE
std::span<const Rule> person_rules();
std::span<const Rule> adoption_items_rules();
std::span<const Rule> care_leaver_items_rules();
std::span<const Rule> episode_items_rules();
std::span<const Rule> health_items_rules();
std::span<const Rule> review_items_rules();
std::span<const Rule> social_worker_items_rules();
std::span<const Rule> social_workers_rules();
std::span<const Rule> ages_rules();
std::span<const Rule> uasc_status_rules();
std::span<const Rule> placed_with_adopters_rules();
std::span<const Rule> care_leavers_in_touch_rules();
std::span<const Rule> episode_dates_rules();
std::span<const Rule> legal_status_limits_rules();
std::span<const Rule> short_breaks_rules();
std::span<const Rule> temporary_placements_rules();
std::span<const Rule> placement_under_status_rules();
std::span<const Rule> where_placed_rules();
std::span<const Rule> episode_chain_rules();
std::span<const Rule> upn_of_child_rules();
std::span<const Rule> review_participation_rules();
std::span<const Rule> episodes_in_order_rules();
std::span<const Rule> reasons_ended_rules();
std::span<const Rule> carried_over_rules();
std::span<const Rule> adopters_rules();
std::span<const Rule> provider_of_place_rules();
std::span<const Rule> health_by_age_rules();
std::span<const Rule> placement_orders_rules();
std::span<const Rule> should_be_placed_rules();
std::span<const Rule> adopted_rules();
std::span<const Rule> missing_periods_rules();
std::span<const Rule> mothers_rules();
std::span<const Rule> previous_permanence_rules();
std::span<const Rule> sdq_scores_rules();
std::span<const Rule> in_care_all_year_rules();
std::span<const Rule> same_child_as_last_year_rules();
std::span<const Rule> header_queries_rules();
std::span<const Rule> asylum_over_two_years_rules();
std::span<const Rule> placement_types_rules();
std::span<const Rule> ofsted_numbers_rules();
std::span<const Rule> placement_moves_rules();
std::span<const Rule> missing_items_rules();
std::span<const Rule> before_adoption_rules();
std::span<const Rule> deprivation_of_liberty_rules();
std::span<const Rule> who_is_care_leaver_rules();

}  // namespace homeward::returns::rules
