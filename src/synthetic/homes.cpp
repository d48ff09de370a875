#include "synthetic/homes.hpp"

#include <algorithm>

#include "care/codes.hpp"

namespace homeward::synthetic {

namespace {

// Where a child lives, per cent, by age: fostered by relatives, with carers who may adopt,
// fostered, children's home, supported accommodation, family centre, secure home, residential
// school, other [CLA: 31 March 2025 foster placements about two thirds, 16% with relatives or
// friends; children's homes and supported accommodation about 19%].
enum Kind {
  relatives,
  adopters,
  fostered,
  childrens_home,
  supported,
  family_centre,
  secure,
  school,
  other
};
constexpr std::array<std::array<int, 9>, 5> kKinds{{
    {11, 5, 77, 0, 0, 7, 0, 0, 0},   // under 1
    {14, 1, 83, 0, 0, 2, 0, 0, 0},   // 1-4
    {15, 0, 78, 6, 0, 0, 0, 1, 0},   // 5-9
    {9, 0, 65, 22, 0, 0, 1, 2, 1},   // 10-15
    {5, 0, 32, 20, 41, 0, 0, 1, 1},  // 16-17
}};
constexpr std::array kUascYoung{4, 0, 86, 6, 0, 0, 0, 0, 4};
constexpr std::array kUascOlder{3, 0, 34, 4, 58, 0, 0, 0, 1};

std::size_t band(int age) {
  return age < 1 ? 0 : age < 5 ? 1 : age < 10 ? 2 : age < 16 ? 3 : 4;
}

// The nearest of a few: most carers live near, a fifth of all placements are over 20 miles away.
const Postcode* near_to(Random& random, std::span<const Postcode> among, const Postcode& home,
                        int tries) {
  const Postcode* best = nullptr;
  for (int i = 0; i < tries; ++i) {
    const Postcode* one = &random.one_of(among);
    if (one->text == home.text) continue;
    if (!best || distance(*one, home) < distance(*best, home)) best = one;
  }
  // Never the child's own postcode (rule 392d): the next one along instead.
  if (!best) best = &among[0] == &home || among[0].text == home.text ? &among[1] : &among[0];
  return best;
}

const Postcode* carers_place(Random& random, const Postcode& home, int own_per_cent) {
  const int draw = random.below(100);
  if (draw < own_per_cent) return near_to(random, own_postcodes(), home, 6);
  if (draw < own_per_cent + (100 - own_per_cent) * 4 / 5)
    return near_to(random, near_postcodes(), home, 3);
  return near_to(random, far_postcodes(), home, 2);
}

const Setting& near_setting(Random& random, const std::vector<Setting>& settings, Code type,
                            const Postcode& home) {
  const Setting* best = nullptr;
  for (int i = 0; i < 12; ++i) {
    const Setting& one = random.one_of(settings);
    if (one.type != type || one.postcode->text == home.text) continue;
    if (!best || distance(*one.postcode, home) < distance(*best->postcode, home)) best = &one;
    if (i > 6 && best) break;
  }
  if (!best)
    for (const Setting& one : settings)
      if (one.type == type && (!best || one.postcode->text != home.text)) best = &one;
  return best ? *best : settings.front();
}

Home in_setting(Random& random, Date from, const std::vector<Setting>& settings, Code type,
                const Postcode& home) {
  const Setting& setting = near_setting(random, settings, type, home);
  return {from, setting.type, setting.provider, setting.urn, setting.postcode, false, Code{}};
}

Home fostered_by(const World& world, Random& random, Date from, Code type, const Postcode& home) {
  // Own carers look after about half of the children who are not with relatives.
  const bool own = random.chance(490);
  const Setting& agency = own ? world.fostering.front() : random.one_of(world.fostering);
  const bool is_own = agency.provider == "PR1";
  return {from,  type,  agency.provider, agency.urn, carers_place(random, home, is_own ? 84 : 50),
          false, Code{}};
}

}  // namespace

void Homes::move(Home home) {
  while (!homes_.empty() && homes_.back().from >= home.from) homes_.pop_back();
  if (!homes_.empty()) {
    const Home& before = homes_.back();
    // Supported accommodation had no Ofsted number at first: only its address told it apart.
    const bool same_setting = before.urn == home.urn || home.type == "K3";
    if (before.type == home.type && same_setting && before.provider == home.provider &&
        before.postcode == home.postcode)
      return;
  }
  homes_.push_back(home);
}

const Home& Homes::on(Date day) const {
  std::size_t i = 0;
  while (i + 1 < homes_.size() && homes_[i + 1].from <= day) ++i;
  return homes_[i];
}

void Homes::stay_away(Date from, int days, Code type, const std::vector<Date>& quiet,
                      Date period_ends) {
  const Date back = from + days;
  for (const Date day : quiet)
    if (from - 1 <= day && day <= back + 1) return;
  for (std::size_t i = 0; i < homes_.size(); ++i) {
    const Date ends = i + 1 < homes_.size() ? homes_[i + 1].from : period_ends;
    if (homes_[i].from >= from || ends <= back + 1 || care::is_temporary(homes_[i].type)) continue;
    Home away{from, type, Code{}, Code{}, homes_[i].postcode, false, Code{}};
    // In hospital or with other carers, but never at the child's own address.
    Home again = homes_[i];
    again.from = back;
    again.same_carer = false;
    again.why = Code{};
    away.postcode = &near_postcodes()[static_cast<std::size_t>(days) % near_postcodes().size()];
    const auto at = homes_.begin() + static_cast<std::ptrdiff_t>(i) + 1;
    homes_.insert(at, {away, again});
    return;
  }
}

Home find_home(const World& world, Random& random, Date from, const Wish& wish) {
  const Postcode& home = *wish.family_home;
  if (wish.relatives) return with_relatives(world, random, from, home);
  if (wish.adopters) return fostered_by(world, random, from, Code("U5"), home);
  std::array<int, 9> kinds =
      wish.uasc ? (wish.age < 16 ? kUascYoung : kUascOlder) : kKinds[band(wish.age)];
  if (wish.later) kinds[family_centre] = 0;
  switch (static_cast<Kind>(random.weighted(kinds))) {
    case relatives:
      return with_relatives(world, random, from, home);
    case adopters:
      return fostered_by(world, random, from, Code("U5"), home);
    case childrens_home:
      return in_setting(random, from, world.homes, Code("K2"), home);
    case supported:
      return in_setting(random, from, world.supported, Code("K3"), home);
    case family_centre:
      return in_setting(random, from, world.homes, Code("R3"), home);
    case secure:
      return in_setting(random, from, world.homes, Code("K1"), home);
    case school:
      return in_setting(random, from, world.homes, Code("S1"), home);
    case other:
      return {from, Code("Z1"), Code{}, Code{}, carers_place(random, home, 30), false, Code{}};
    case fostered:
      break;
  }
  return fostered_by(world, random, from, Code("U6"), home);
}

Home with_relatives(const World& world, Random& random, Date from, const Postcode& family_home) {
  return {from,
          Code("U3"),
          Code("PR1"),
          world.fostering.front().urn,
          carers_place(random, family_home, 78),
          false,
          Code{}};
}

Home with_parents(Random& random, Date from, const Postcode& family_home) {
  const Postcode* place = random.chance(800) ? &family_home : carers_place(random, family_home, 80);
  return {from, Code("P1"), Code("PR0"), Code{}, place, false, Code("CARPL")};
}

Home with_adopters(const World& world, Random& random, Date from, const Postcode& family_home) {
  const Setting& agency =
      random.chance(550) ? world.adoption.front() : random.one_of(world.adoption);
  return {from,  Code("A6"),   agency.provider, agency.urn, carers_place(random, family_home, 25),
          false, Code("CARPL")};
}

Home find_supported(const World& world, Random& random, Date from, const Postcode& family_home) {
  Home home = in_setting(random, from, world.supported, Code("K3"), family_home);
  home.why = Code("CARPL");
  return home;
}

Home in_custody(Random& random, Date from) {
  return {from,  Code("R5"),    Code("PR3"), Code{}, &random.one_of(far_postcodes()),
          false, Code("CUSTOD")};
}

Code why_moved(Random& random, int age) {
  static constexpr std::array kReasons{Code("CARPL"), Code("CREQB"), Code("CREQO"), Code("CHILD"),
                                       Code("LAREQ"), Code("CLOSE"), Code("ALLEG"), Code("STAND"),
                                       Code("APPRR"), Code("OTHER")};
  static constexpr std::array kYoung{620, 40, 120, 0, 60, 40, 25, 25, 5, 65};
  static constexpr std::array kOlder{400, 190, 110, 75, 70, 35, 25, 20, 5, 70};
  return kReasons[random.weighted(age < 8 ? kYoung : kOlder)];
}

}  // namespace homeward::synthetic
