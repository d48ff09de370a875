// The ids of config/milestones.toml, plans.toml and timescales.toml that a synthetic authority
// uses.
#pragma once

#include <string_view>

namespace homeward::synthetic::ids {

inline constexpr std::string_view kPlanningMeeting = "permanency_planning_meeting";
inline constexpr std::string_view kLegalPlanningMeeting = "legal_planning_meeting";
inline constexpr std::string_view kFamilyFinding = "family_finding_started";
inline constexpr std::string_view kMatchingMeeting = "matching_meeting";
inline constexpr std::string_view kPanel = "panel";
inline constexpr std::string_view kMatchDecision = "agency_decision_on_match";
inline constexpr std::string_view kEndorsed = "iro_endorses_plan";
inline constexpr std::string_view kReview = "review";

inline constexpr std::string_view kReturnSoon = "return_within_6_months";
inline constexpr std::string_view kReturnLater = "eventual_return";
inline constexpr std::string_view kStayHome = "remain_with_birth_family";
inline constexpr std::string_view kRelatives = "long_term_relatives_or_friends";
inline constexpr std::string_view kLongTermFostering = "long_term_fostering";
inline constexpr std::string_view kAdoption = "adoption";
inline constexpr std::string_view kResidential = "residential_to_independence";
inline constexpr std::string_view kSupportedLiving = "supported_living";

inline constexpr std::string_view kOrderToMatch = "order-to-match";
inline constexpr std::string_view kNextMeeting = "next-planning-meeting";
inline constexpr std::string_view kMatched = "matched_for_adoption";

}  // namespace homeward::synthetic::ids
