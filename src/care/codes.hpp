// What the SSDA903 codes mean for the record: groups that rules and clocks share, and words for
// people. Source: docs/ssda903-layout.md.
#pragma once

#include <optional>
#include <string_view>

#include "base/code.hpp"

namespace homeward::care {

// Placement type (PLACE).
constexpr bool is_placed_for_adoption(Code place) {
  return place.starts_with("A") &&
         (place == "A3" || place == "A4" || place == "A5" || place == "A6");
}
constexpr bool is_temporary(Code place) {
  return place.front() == 'T';
}
constexpr bool is_foster(Code place) {
  return place.front() == 'U';
}
constexpr bool is_connected_person(Code place) {
  return place == "U1" || place == "U2" || place == "U3";
}
constexpr bool is_long_term_foster(Code place) {
  return place == "U1" || place == "U4";
}
constexpr bool is_early_permanence(Code place) {
  return place == "U2" || place == "U5";
}
constexpr bool is_with_parents(Code place) {
  return place == "P1";
}
constexpr bool is_residential(Code place) {
  return place == "K1" || place == "K2" || place.front() == 'R' || place == "S1";
}

// Legal status (LS).
constexpr bool is_short_break(Code ls) {
  return ls == "V3" || ls == "V4";
}
constexpr bool is_placement_order(Code ls) {
  return ls == "E1";
}
constexpr bool is_care_order(Code ls) {
  return ls == "C2";
}
constexpr bool is_interim_care_order(Code ls) {
  return ls == "C1";
}

// Reason for new episode (RNE): P and B are a new carer; T and U a new record with the same carer;
// L a new legal status only; S starts a period of care.
constexpr bool starts_care(Code rne) {
  return rne == "S";
}
constexpr bool changes_carer(Code rne) {
  return rne == "S" || rne == "P" || rne == "B";
}

// Reason ended (REC): X1 goes on in another episode; every other code ends the period of care.
constexpr bool ends_care(Code rec) {
  return !rec.blank() && rec != "X1";
}
constexpr bool is_adopted(Code rec) {
  return rec == "E11" || rec == "E12";
}
constexpr bool is_special_guardianship(Code rec) {
  return rec == "E45" || rec == "E46" || rec == "E47" || rec == "E48" || rec == "E43" ||
         rec == "E44";
}
constexpr bool is_return_home(Code rec) {
  return rec == "E4A" || rec == "E4B" || rec == "E13" || rec == "E4";
}

// Reason for placement change: the move was planned if it is CARPL, CLOSE, PLACE or CUSTOD. A
// choice of ours (docs/sources.md).
constexpr bool is_planned_move(Code reason) {
  return reason == "CARPL" || reason == "CLOSE" || reason == "PLACE" || reason == "CUSTOD";
}

// Plain words for a code ("C2" = "Full care order"); nothing for a code not in the lists.
std::optional<std::string_view> legal_status_words(Code ls);
std::optional<std::string_view> placement_type_words(Code place);
std::optional<std::string_view> provider_words(Code provider);
std::optional<std::string_view> reason_ended_words(Code rec);
std::optional<std::string_view> placement_change_words(Code reason);
std::optional<std::string_view> category_of_need_words(Code cin);
std::optional<std::string_view> participation_words(Code participation);
std::optional<std::string_view> ethnicity_words(Code ethnicity);
std::optional<std::string_view> worker_change_words(Code reason);

}  // namespace homeward::care
