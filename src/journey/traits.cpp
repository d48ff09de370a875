#include "journey/traits.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/text.hpp"
#include "care/code_words.hpp"
#include "journey/derive.hpp"

namespace homeward::journey {

namespace {

using Known = TraitValue::Known;

constexpr TraitValue kUnknown{};
constexpr TraitValue kNone{Known::none, 0, {}, nullptr};

TraitValue is(bool yes) {
  return {Known::yes, yes ? 1 : 0, {}, nullptr};
}
TraitValue number(int value) {
  return {Known::yes, value, {}, nullptr};
}
// A code that is blank is one that nobody wrote.
TraitValue code(Code value) {
  return value.blank() ? kUnknown : TraitValue{Known::yes, 0, value, nullptr};
}

TraitValue looked_after(const Reading& reading, Date) {
  return is(reading.in_care);
}

TraitValue ever_looked_after(const Reading& reading, Date) {
  return is(reading.present_period() != nullptr);
}

TraitValue in_short_breaks(const Reading& reading, Date) {
  const auto* period = reading.present_period();
  return is(period && period->short_break);
}

// Full years; 0 before birth.
TraitValue age(const Reading& reading, Date day) {
  const auto& born_on = reading.record->child.born_on;
  if (!born_on) return kUnknown;
  const auto age = age_on(*born_on, day);
  return number(age ? age->years : 0);
}

TraitValue plan(const Reading& reading, Date) {
  if (!reading.plan) return kNone;
  return {Known::yes, 0, {}, &reading.plan->type};
}

TraitValue legal_status(const Reading& reading, Date) {
  return reading.present_period() ? code(reading.legal_status) : kNone;
}

TraitValue placement_type(const Reading& reading, Date) {
  return reading.placement ? code(reading.placement->type) : kNone;
}

// Full months that the present placement has lasted.
TraitValue placement_months(const Reading& reading, Date day) {
  if (!reading.placement) return kNone;
  if (!reading.placement->start_known) return kUnknown;
  const Date began = reading.placement->started_on;
  const int months = (day.year() - began.year()) * 12 + static_cast<int>(day.month()) -
                     static_cast<int>(began.month());
  return number(add_months(began, months) <= day ? months : months - 1);
}

TraitValue without_permanence(const Reading& reading, Date) {
  return is(!reading.permanent);
}

TraitValue days_in_care(const Reading& reading, Date) {
  if (!reading.present_period()) return kNone;
  const auto days = reading.days_in_care();
  return days ? number(*days) : kUnknown;
}

// Unknown if the record begins in the middle of a placement within those months: there may have
// been moves before it.
TraitValue moves_12_months(const Reading& reading, Date day) {
  if (!reading.present_period()) return kNone;
  const Date since = add_months(day, -12);
  if (!reading.placements.empty() && !reading.placements.front().start_known &&
      reading.placements.front().started_on > since)
    return kUnknown;
  return number(care::moves_between(reading.placements, since, day));
}

constexpr Trait kTraits[] = {
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
     .value = plan,
     .no = "The permanence plan is {is}, not {wanted}.",
     .none = "The child has no permanence plan."},
    {.name = "legal_statuses",
     .shape = Shape::code,
     .value = legal_status,
     .column = "legal_status",
     .no = "The legal status is {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The legal status is not known."},
    {.name = "placement_types",
     .shape = Shape::code,
     .value = placement_type,
     .column = "placement_type",
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
     .value = without_permanence,
     .no = "The child has a permanent home.",
     .yes = "The child has no permanent home."},
    {.name = "days_in_care",
     .shape = Shape::number,
     .value = days_in_care,
     .no = "Days in care: {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The day on which the child came into care is not known."},
    {.name = "moves_12_months",
     .shape = Shape::number,
     .value = moves_12_months,
     .no = "Moves in the last 12 months: {is}, not {wanted}.",
     .none = "The child has never been looked after.",
     .unknown = "The record does not reach back 12 months, so moves cannot be counted."},
    {.name = "after", .shape = Shape::step, .no = "{step} has not happened."},
    {.name = "before",
     .shape = Shape::step,
     .reached = false,
     .no = "{step} has happened already."},
};
static_assert(std::size(kTraits) <= kMostTraits, "make room in Traits");

// The place in the table of the trait that is asked once a timescale's end has happened.
constexpr auto kOnceDone = [] {
  std::array<std::size_t, std::size(kTraits)> places{};
  for (std::size_t i = 0; i < places.size(); ++i) {
    places[i] = kTraits[i].when_done.empty() ? i : places.size();
    for (std::size_t j = 0; j < places.size(); ++j)
      if (kTraits[j].name == kTraits[i].when_done) places[i] = j;
  }
  return places;
}();
static_assert(std::ranges::find(kOnceDone, std::size(kTraits)) == kOnceDone.end(),
              "when_done names no trait");

std::size_t place_of(const Trait& trait) {
  return static_cast<std::size_t>(&trait - kTraits);
}

template <class T>
bool is_one_of(const std::vector<T>& list, const auto& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

bool holds(const TraitTest& test, const TraitValue& value, IfUnknown if_unknown) {
  if (value.known == Known::no) return if_unknown == IfUnknown::in;
  if (value.known == Known::none) return false;
  switch (test.trait->shape) {
    case Shape::yes_no:
      return (value.number != 0) == test.wanted;
    case Shape::number:
      return (!test.from || *test.from <= value.number) &&
             (!test.under || value.number < *test.under);
    case Shape::code:
      return is_one_of(test.codes, value.code);
    case Shape::plan:
      return is_one_of(test.ids, *value.id);
    case Shape::step:
      break;  // answered by Reached
  }
  return false;
}

// Of the day on which the timescale began, or of today if it has not begun.
TraitValue value_at_start(const Trait& trait, std::size_t place, const Traits& traits,
                          const Asking& asking) {
  if (!asking.reading || !asking.start) return kUnknown;
  const auto* began = asking.reading->find(*asking.start);
  if (!began || !began->happened_on) return traits.at(place);
  return trait.value(*asking.reading, *began->happened_on);
}

std::string range_words(const TraitTest& test) {
  if (!test.under) return fmt::format("{} or more", *test.from);
  if (!test.from) return fmt::format("under {}", *test.under);
  if (*test.from + 1 == *test.under) return std::to_string(*test.from);
  return fmt::format("{} to {}", *test.from, *test.under - 1);
}

std::string code_in_words(const Trait& trait, Code code) {
  const auto words = care::code_words("episode", trait.column, code);
  return words ? fmt::format("{} ({})", *words, code.text()) : code.text();
}

std::string plan_name(std::string_view id, const Config& config) {
  const auto* plan = config.plan(id);
  return plan ? plan->name : std::string(id);
}

// "A", "A or B"; a long list helps nobody.
std::string one_of_words(const std::vector<std::string>& all) {
  constexpr std::size_t kMost = 3;
  return all.size() <= kMost ? text::join(all, " or ") : "one of those it is about";
}

std::string is_words(const Missed& missed, const Config& config) {
  const Trait& trait = *missed.test->trait;
  if (trait.shape == Shape::code) return code_in_words(trait, missed.value.code);
  if (trait.shape == Shape::plan) return plan_name(*missed.value.id, config);
  return text::thousands(missed.value.number);
}

std::string wanted_words(const TraitTest& test, const Config& config) {
  std::vector<std::string> all;
  if (test.trait->shape == Shape::number) return range_words(test);
  for (const Code code : test.codes) all.push_back(code_in_words(*test.trait, code));
  for (const auto& id : test.ids) all.push_back(plan_name(id, config));
  return one_of_words(all);
}

void put(std::string& sentence, std::string_view place, const std::string& words) {
  if (const auto at = sentence.find(place); at != std::string::npos)
    sentence.replace(at, place.size(), words);
}

}  // namespace

std::span<const Trait> traits() {
  return kTraits;
}

const Trait* find_trait(std::string_view name) {
  const auto* found = std::find_if(std::begin(kTraits), std::end(kTraits),
                                   [&](const Trait& trait) { return trait.name == name; });
  return found == std::end(kTraits) ? nullptr : found;
}

const TraitValue& Traits::operator[](const Trait& trait) const {
  return at(place_of(trait));
}

Traits::Traits(const Reading& reading) {
  for (std::size_t i = 0; i < std::size(kTraits); ++i)
    if (kTraits[i].value) values_[i] = kTraits[i].value(reading, reading.as_of);
}

void Reached::add(std::size_t type, int nth) {
  constexpr int kAll = std::numeric_limits<std::int16_t>::max();
  const auto highest = static_cast<std::int16_t>(nth == 0 ? kAll : std::min(nth, kAll));
  highest_[type] = std::max(highest_[type], highest);
}

bool Reached::operator()(const MilestoneRef& ref) const {
  int index = ref.index;
  if (index < 0) {  // a config that nobody linked, or a test of a trait that is no step
    const auto* type = config_ ? config_->milestone(ref.type) : nullptr;
    if (!type) return false;
    index = static_cast<int>(type - config_->milestones.data());
  }
  const int highest = highest_[static_cast<std::size_t>(index)];
  return highest >= 0 && highest >= ref.nth;
}

Population Population::looked_after(IfUnknown if_unknown) {
  Population population;
  population.if_unknown = if_unknown;
  for (const auto& [name, wanted] :
       {std::pair{"looked_after", true}, std::pair{"short_breaks", false}}) {
    TraitTest test;
    test.trait = find_trait(name);
    test.wanted = wanted;
    population.tests.push_back(std::move(test));
  }
  return population;
}

Missed first_missed(const Population& population, const Traits& traits, const Reached& reached,
                    const Asking& asking) {
  for (const TraitTest& test : population.tests) {
    const std::size_t named = place_of(*test.trait);
    const std::size_t place = asking.done && test.wanted ? kOnceDone[named] : named;
    const Trait& trait = kTraits[place];
    if (trait.shape == Shape::step) {
      const bool happened = reached(test.step);
      if (happened != trait.reached) return {&test, is(happened)};
    } else if (trait.at_start) {
      const TraitValue value = value_at_start(trait, place, traits, asking);
      if (!holds(test, value, population.if_unknown)) return {&test, value};
    } else if (const TraitValue& value = traits.at(place);
               !holds(test, value, population.if_unknown)) {
      return {&test, value};
    }
  }
  return {};
}

std::string sentence(const Missed& missed, const Config& config) {
  if (!missed) return {};
  const Trait& trait = *missed.test->trait;
  if (missed.value.known == Known::no) return std::string(trait.unknown);
  if (missed.value.known == Known::none) return std::string(trait.none);
  const bool should_not = trait.shape == Shape::yes_no && !missed.test->wanted;
  std::string words(should_not ? trait.yes : trait.no);
  put(words, "{is}", is_words(missed, config));
  put(words, "{wanted}", wanted_words(*missed.test, config));
  if (trait.shape == Shape::step)
    if (const auto* type = config.milestone(missed.test->step.type))
      put(words, "{step}", milestone_name(*type, missed.test->step.nth));
  return words;
}

}  // namespace homeward::journey
