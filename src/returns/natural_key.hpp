// Which columns make two rows the same fact about one child, whichever return they stand in.
#pragma once

#include <string_view>
#include <tuple>

#include "care/codes.hpp"
#include "care/record.hpp"
#include "returns/schema.hpp"

namespace homeward::returns {

// An S may start on the day an earlier episode (re)started: the two are then told apart by it.
inline auto natural_key(const care::Episode& row) {
  return std::tuple(row.started_on, care::starts_care(row.reason_for_new_episode));
}
inline auto natural_key(const care::Review& row) {
  return std::tuple(row.held_on);
}
// One of these for each child.
inline auto natural_key(const care::Adoption&) {
  return std::tuple(0);
}
inline auto natural_key(const care::PreviousPermanence&) {
  return std::tuple(0);
}
inline auto natural_key(const care::AdoptionDecision& row) {
  return std::tuple(row.decided_on);
}
// A child may be found, and be missing again, on one day: all but the last of these end on it.
inline auto natural_key(const care::MissingPeriod& row) {
  return std::tuple(row.started_on, row.type, row.ended_on != row.started_on);
}
inline auto natural_key(const care::HealthOutcome& row) {
  return std::tuple(row.year);
}
inline auto natural_key(const care::CareLeaver& row) {
  return std::tuple(row.year);
}
inline auto natural_key(const care::WorkerSpell& row) {
  return std::tuple(row.started_on, std::string_view(row.worker_number.reveal()));
}
inline auto natural_key(const care::DeprivationOfLiberty& row) {
  return std::tuple(row.started_on);
}

// The part of a key that stays when more becomes known, where that is not all of it: the end of a
// period that was open may turn out to be the day of its start.
inline auto lasting_key(const care::MissingPeriod& row) {
  return std::tuple(row.started_on, row.type);
}

// Rows that say the same and may yet be two facts: times missing that began and ended on one day.
template <class T>
bool may_stand_twice(const T&) {
  return false;
}
inline bool may_stand_twice(const care::MissingPeriod& row) {
  return row.ended_on == row.started_on;
}

// The table of the return in which such facts stand.
template <class T>
inline constexpr TableId kTableOf = TableId::header;
template <>
inline constexpr TableId kTableOf<care::Episode> = TableId::episodes;
template <>
inline constexpr TableId kTableOf<care::Review> = TableId::reviews;
template <>
inline constexpr TableId kTableOf<care::Adoption> = TableId::ad1;
template <>
inline constexpr TableId kTableOf<care::AdoptionDecision> = TableId::placed_adoption;
template <>
inline constexpr TableId kTableOf<care::PreviousPermanence> = TableId::prev_perm;
template <>
inline constexpr TableId kTableOf<care::MissingPeriod> = TableId::missing;
template <>
inline constexpr TableId kTableOf<care::HealthOutcome> = TableId::oc2;
template <>
inline constexpr TableId kTableOf<care::CareLeaver> = TableId::oc3;
template <>
inline constexpr TableId kTableOf<care::WorkerSpell> = TableId::sw_episodes;
template <>
inline constexpr TableId kTableOf<care::DeprivationOfLiberty> = TableId::dolo;

// f.template operator()<T>() for every table about a child that a return fills, except Child.
template <class F>
constexpr void for_each_returned_table(F&& f) {
  f.template operator()<care::Episode>();
  f.template operator()<care::Review>();
  f.template operator()<care::Adoption>();
  f.template operator()<care::AdoptionDecision>();
  f.template operator()<care::PreviousPermanence>();
  f.template operator()<care::MissingPeriod>();
  f.template operator()<care::HealthOutcome>();
  f.template operator()<care::CareLeaver>();
  f.template operator()<care::WorkerSpell>();
  f.template operator()<care::DeprivationOfLiberty>();
}

}  // namespace homeward::returns
