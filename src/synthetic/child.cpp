#include "synthetic/child.hpp"

#include <algorithm>

#include "synthetic/names.hpp"
#include "synthetic/outcomes.hpp"
#include "synthetic/spreads.hpp"
#include "synthetic/workers.hpp"

namespace homeward::synthetic {

namespace {

// Seven digits, different for every child of a seed: an odd multiple modulo a power of two.
std::string child_number(const World& world, std::uint64_t index) {
  constexpr std::uint64_t kRange = 1u << 23;
  const std::uint64_t mixed = (index * 5'464'909u + world.options.seed * 977u + 3'001u) % kRange;
  return std::to_string(1'000'000 + mixed + (index / kRange) * kRange);
}

// A letter and twelve digits; different for every child, as far as the return asks (rule 168, 444).
std::string pupil_number(Random& random, std::uint64_t index) {
  static constexpr std::string_view kLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
  const std::string digits = std::to_string((index * 7'368'787u + 100'003u) % 1'000'000'000'000u);
  return random.one_of(kLetters) + std::string(12 - digits.size(), '0') + digits;
}

void name_child(const World& world, const Life& life, Random& random, care::Child& child) {
  Random family = world.random(Stream::child, kFamilies + life.family);
  const auto surnames = family_names(life.ethnicity);
  const std::string_view shared = family.one_of(surnames);
  child.family_name =
      PrivateText(std::string(life.same_family_name ? shared : random.one_of(surnames)));
  // Brothers and sisters do not share a name.
  const auto names = given_names(life.ethnicity, life.sex);
  const auto start = static_cast<std::size_t>(family.below(static_cast<int>(names.size())));
  child.given_name = PrivateText(std::string(
      names[(start + 3 * static_cast<std::size_t>(life.place_in_family)) % names.size()]));
}

void describe(const World& world, const Life& life, Random& random, care::Child& child) {
  child.number = PrivateText(child_number(world, life.index));
  name_child(world, life, random, child);
  child.born_on = life.born_on;
  child.sex = life.sex;
  child.ethnicity = life.ethnicity;
  // UN1 is for those who were not 4 by the August before the collection year (rule 209).
  const Date last_seen = std::min(life.periods.back().ended_on, world.options.as_of);
  const bool school_age = birthday(life.born_on, 4) <= last_seen - 200;
  if (life.uasc && random.chance(400))
    child.upn = PrivateText("UN3");
  else if (school_age)
    child.upn = PrivateText(pupil_number(random, life.index));
  else
    child.upn = PrivateText("UN1");
  child.is_uasc = life.uasc;
  if (life.uasc)  // the status ends with childhood, or with care (rule 205A)
    child.uasc_ceased_on = std::min(life.eighteenth_birthday(), life.periods.back().ended_on);
  if (life.sex != "F") return;
  child.is_mother = false;
  const Period& last = life.periods.back();
  const Date from = std::max(last.started_on + 10, birthday(life.born_on, 15));
  if (from + 30 < last.ended_on && random.chance(25)) {
    child.is_mother = true;
    child.first_child_born_on = from + random.below(last.ended_on - from - 20);
  }
}

Code permanence_date(Random& random, Date day) {
  const std::string iso = day.iso();
  const std::string date = random.chance(300) ? "zz" : iso.substr(8, 2);
  return Code::parse(date + iso.substr(5, 2) + iso.substr(0, 4)).value_or(Code{});
}

void earlier_permanence(const Life& life, Random& random, care::ChildRecord& record) {
  care::PreviousPermanence row;
  row.type = Code("Z1");
  const Date entered = life.periods.front().started_on;
  const int days_old = entered - life.born_on;
  if (!life.uasc && days_old > 1200 && random.chance(50)) {
    static constexpr std::array kTypes{Code("P1"), Code("P2"), Code("P3")};
    static constexpr std::array kWeights{25, 60, 15};
    static constexpr std::array kAuthorities{Code("886"), Code("845"), Code("850"),
                                             Code("881"), Code("919"), Code("NUK")};
    row.type = kTypes[random.weighted(kWeights)];
    row.authority = random.one_of(kAuthorities);
    row.ordered_on = permanence_date(random, life.born_on + random.between(400, days_old - 200));
  }
  record.previous_permanence.push_back(row);
}

bool turns_four_on(const Life& life, Date day) {
  return birthday(life.born_on, 4) == day;
}

// A meeting is never on a day off, nor on the fourth birthday, which is read both ways (rules 440
// and 441).
Date meeting_day(const World& world, const Life& life, Date day) {
  while (!world.calendar->is_working_day(day) || turns_four_on(life, day)) day = day - 1;
  return day;
}

void reviews(const World& world, const Life& life, const Period& period, Random& random,
             std::vector<care::Review>& out) {
  static constexpr std::array kWays{Code("PN1"), Code("PN2"), Code("PN3"), Code("PN4"),
                                    Code("PN5"), Code("PN6"), Code("PN7")};
  static constexpr std::array kYoung{380, 10, 70, 60, 30, 330, 120},
      kOlder{590, 20, 15, 25, 40, 210, 100};
  // 20 working days, three months, then every six months, less a few days; some are late.
  int working_days = random.between(11, 20);
  if (random.chance(85)) working_days = random.between(21, 42);
  Date due = world.calendar->add_working_days(period.started_on, working_days);
  if (turns_four_on(life, due)) due = due - 1;
  const Date fourth = birthday(life.born_on, 4);
  Date last = period.started_on;
  for (int nth = 1; due < period.ended_on; ++nth) {
    if (due <= last) due = world.calendar->add_working_days(last, 2);
    if (due >= period.ended_on) break;
    care::Review row;
    row.held_on = due;
    const Date eighth = birthday(life.born_on, 8);
    row.participation =
        due < fourth ? Code("PN0") : kWays[random.weighted(due < eighth ? kYoung : kOlder)];
    out.push_back(row);
    last = due;
    const bool late = random.chance(nth == 1 ? 90 : 65);
    const Date limit = add_months(last, nth == 1 ? 3 : 6);
    due = meeting_day(
        world, life,
        late ? limit + random.between(3, 60) : limit - random.between(0, nth == 1 ? 25 : 32));
  }
}

}  // namespace

const Postcode& family_home(const World& world, std::uint64_t family) {
  Random random = world.random(Stream::care, kFamilies + family);
  return random.one_of(own_postcodes());
}

care::ChildRecord whole_life(const World& world, const Life& life, std::vector<PeriodPath>& paths) {
  care::ChildRecord record;
  Random random = world.random(Stream::child, life.index);
  Random care_random = world.random(Stream::care, life.index);
  describe(world, life, random, record.child);
  earlier_permanence(life, random, record);
  const Postcode& home = family_home(world, life.family);
  paths.clear();
  for (const Period& period : life.periods) {
    const CarePath path = add_episodes(world, life, period, care_random, home, record.episodes);
    paths.push_back({period, path});
    reviews(world, life, period, random, record.reviews);
    if (path.adoption_decided_on) {
      care::AdoptionDecision row;
      row.decided_on = path.adoption_decided_on;
      if (path.adoption_reversed_on) {
        static constexpr std::array kWhy{Code("RD1"), Code("RD2"), Code("RD3"), Code("RD4")};
        static constexpr std::array kWhyWeights{35, 5, 45, 15};
        row.reversed_on = path.adoption_reversed_on;
        row.reason_reversed = kWhy[random.weighted(kWhyWeights)];
      }
      record.adoption_decisions.push_back(row);
    }
    if (period.ending == Ending::adoption)
      record.adoptions.push_back(adoption(period, path, random));
  }
  missing_periods(world, life, random, record);
  deprivations_of_liberty(world, life, random, record);
  health_outcomes(world, life, random, record);
  care_leavers(world, life, random, record);
  worker_spells(world, life, paths, record);
  return record;
}

care::ChildRecord short_break_child(const World& world, std::uint64_t index) {
  Random random = world.random(Stream::short_break, index);
  Life life;
  life.index = (1ull << 21) + index;
  life.family = (1ull << 40) + index;
  life.sex = random.chance(650) ? Code("M") : Code("F");
  life.ethnicity = Code("WBRI");
  Period period;
  period.started_on = world.options.as_of - random.between(20, 700);
  if (period.started_on.month() == 4 && period.started_on.day() == 1)
    period.started_on = period.started_on + 1;
  life.born_on = period.started_on - random.between(5 * 365, 14 * 365);
  period.ended_on = period.started_on + random.between(500, 1100);
  period.ending = Ending::other;
  life.periods.push_back(period);
  care::ChildRecord record;
  describe(world, life, random, record.child);
  record.child.is_mother.reset();
  record.child.first_child_born_on.reset();
  care::PreviousPermanence none;
  none.type = Code("Z1");
  record.previous_permanence.push_back(none);
  record.episodes.push_back(short_break_episode(world, random, period.started_on, period.ended_on));
  return record;
}

}  // namespace homeward::synthetic
