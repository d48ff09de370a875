// What a child is on a day.
#include "care/child_told.hpp"
#include "care/code_words.hpp"

namespace homeward::care {

namespace {

using Value = TraitValue;

Value looked_after(const Told& told, Date) {
  return Value::of(told.in_course());
}

Value ever_looked_after(const Told& told, Date) {
  return Value::of(told.present() != nullptr);
}

Value in_short_breaks(const Told& told, Date) {
  const auto* period = child_of(told).period();
  return Value::of(period && period->short_break);
}

// Full years; 0 before birth.
Value age(const Told& told, Date day) {
  const auto& born_on = child_of(told).record->child.born_on;
  if (!born_on) return {};
  const auto age = age_on(*born_on, day);
  return Value::of(age ? age->years : 0);
}

Value legal_status(const Told& told, Date) {
  return told.present() ? Value::of(child_of(told).legal_status) : Value::none();
}

std::span<const Spell> homes(const Told& told) {
  return child_of(told).homes;
}

Value placement_type(const Told& told, Date) {
  const auto all = homes(told);
  return all.empty() ? Value::none() : Value::of(all.back().code);
}

// Full months that the present placement has lasted.
Value placement_months(const Told& told, Date day) {
  const auto all = homes(told);
  if (all.empty()) return Value::none();
  if (!all.back().start_known) return {};
  const Date began = all.back().started_on;
  const int months = (day.year() - began.year()) * 12 + static_cast<int>(day.month()) -
                     static_cast<int>(began.month());
  return Value::of(add_months(began, months) <= day ? months : months - 1);
}

// Unknown if the record begins in the middle of a placement within those months: there may have
// been moves before it.
Value moves_12_months(const Told& told, Date day) {
  if (!told.present()) return Value::none();
  const auto& placements = child_of(told).placements;
  const Date since = add_months(day, -12);
  if (!placements.empty() && !placements.front().start_known &&
      placements.front().started_on > since)
    return {};
  return Value::of(moves_between(placements, since, day));
}

std::optional<std::string> legal_status_in_words(Code code) {
  return code_words("episode", "legal_status", code);
}

std::optional<std::string> placement_type_in_words(Code code) {
  return code_words("episode", "placement_type", code);
}

constexpr auto kTraits = numbered(std::to_array<Trait>({
    {.name = "looked_after",
     .shape = Shape::yes_no,
     .value = looked_after,
     .when_done = "ever_looked_after",  // what was done stays told after leaving care
     .no = "The child is not looked after on this day.",
     .yes = "The child is looked after on this day."},
    {.name = "ever_looked_after",
     .shape = Shape::yes_no,
     .value = ever_looked_after,
     .no = "The child has never been looked after.",
     .yes = "The child has been looked after."},
    // Of the present period of care, or else the latest.
    {.name = "short_breaks",
     .shape = Shape::yes_no,
     .value = in_short_breaks,
     .no = "It is about short breaks only.",
     .yes = "It is not about short breaks."},
    {.name = "age",
     .shape = Shape::number,
     .value = age,
     .at_start_is = "age_at_start",
     .no = "The child's age is {is}, not {wanted}.",
     .unknown = "The birth date is not known."},
    {.name = "age_at_start",
     .shape = Shape::number,
     .value = age,
     .at_start = true,
     .no = "The child's age at its start is {is}, not {wanted}.",
     .unknown = "It is about another age, or the birth date is not known."},
    {.name = "plans",
     .shape = Shape::plan,
     .answers = Answers::plan,
     .no = "The permanence plan is {is}, not {wanted}.",
     .none = "The child has no permanence plan."},
    {.name = "legal_statuses",
     .shape = Shape::code,
     .value = legal_status,
     .words = legal_status_in_words,
     .no = "The legal status is {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The legal status is not known."},
    {.name = "placement_types",
     .shape = Shape::code,
     .value = placement_type,
     .spells = homes,
     .words = placement_type_in_words,
     .no = "The present placement is {is}, not {wanted}.",
     .none = "The child has no present placement (temporary stays do not count).",
     .unknown = "The kind of the present placement is not known."},
    {.name = "placement_months",
     .shape = Shape::number,
     .value = placement_months,
     .no = "Full months in the present placement: {is}, not {wanted}.",
     .none = "The child has no present placement (temporary stays do not count).",
     .unknown = "The day on which the present placement began is not known."},
    {.name = "without_permanence",
     .shape = Shape::yes_no,
     .answers = Answers::permanence,
     .no = "The child has a permanent home.",
     .yes = "The child has no permanent home."},
    {.name = "days_in_care",
     .shape = Shape::number,
     .answers = Answers::days_in_course,
     .no = "Days in care: {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The day on which the child came into care is not known."},
    {.name = "moves_12_months",
     .shape = Shape::number,
     .value = moves_12_months,
     .no = "Moves in the last 12 months: {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The record does not reach back 12 months, so moves cannot be counted."},
    {.name = "after",
     .shape = Shape::step,
     .answers = Answers::reached,
     .no = "{step} has not happened."},
    {.name = "before",
     .shape = Shape::step,
     .answers = Answers::not_reached,
     .no = "{step} has happened already."},
}));

}  // namespace

std::span<const Trait> child_traits() {
  return kTraits;
}

}  // namespace homeward::care
