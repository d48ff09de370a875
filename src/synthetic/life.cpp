#include "synthetic/life.hpp"

#include <algorithm>

#include "synthetic/spreads.hpp"

namespace homeward::synthetic {

namespace {

constexpr int kMostSiblings = 8;

// Per mille of families by number of children in care: about 45% of children in care have a brother
// or sister there too [P].
constexpr std::array kFamilySizes{585, 225, 116, 50, 24};

// Unaccompanied children, per mille of families: 7% of children looked after, more of those who
// start, because they come at 15 to 17 [CLA].
constexpr int kUasc = 260;

// Age at entry of the first child of a family: under 1, 1-4, 5-9, 10-15, 16-17 [CLA, of those who
// started: about 19, 16, 17, 28 and 20 per cent with unaccompanied children].
constexpr std::array kEntryAges{270, 140, 150, 325, 115};
constexpr std::array kTeenYears{9, 10, 12, 16, 22, 25};  // ages 10 to 15

// How a period ends, by age at entry (same order as Ending) [CLA, reason episode ceased; by age:
// P].
constexpr std::array<std::array<int, 10>, 5> kEndings{{
    {250, 30, 235, 45, 310, 80, 0, 15, 5, 30},
    {330, 35, 245, 55, 135, 150, 0, 15, 2, 33},
    {370, 45, 150, 55, 15, 310, 0, 15, 1, 39},
    {350, 40, 35, 20, 0, 485, 12, 15, 2, 41},
    {190, 20, 0, 5, 0, 725, 15, 10, 1, 34},
}};

constexpr std::array kEthnicities{Code("WBRI"), Code("WOTH"), Code("WIRI"), Code("WIRT"),
                                  Code("WROM"), Code("MWBC"), Code("MWBA"), Code("MWAS"),
                                  Code("MOTH"), Code("AIND"), Code("APKN"), Code("ABAN"),
                                  Code("AOTH"), Code("BCRB"), Code("BAFR"), Code("BOTH"),
                                  Code("OOTH"), Code("CHNE"), Code("REFU"), Code("NOBT")};
constexpr std::array kEthnicityWeights{708, 45, 4, 3,  9,  38, 16, 18, 35, 7,
                                       13,  8,  9, 21, 33, 13, 12, 1,  2,  5};
constexpr std::array kUascEthnicities{Code("OOTH"), Code("AOTH"), Code("BAFR"), Code("WOTH"),
                                      Code("BOTH")};
constexpr std::array kUascEthnicityWeights{38, 27, 25, 5, 5};

constexpr std::array kNeeds{Code("N1"), Code("N2"), Code("N3"), Code("N4"),
                            Code("N5"), Code("N6"), Code("N7"), Code("N8")};
constexpr std::array kNeedWeights{710, 25, 30, 80, 130, 12, 2, 11};

std::size_t age_band(int years) {
  return years < 1 ? 0 : years < 5 ? 1 : years < 10 ? 2 : years < 16 ? 3 : 4;
}

int entry_age_days(Random& random) {
  switch (random.weighted(kEntryAges)) {
    case 0:
      return random.chance(450) ? random.below(10) : random.below(365);
    case 1:
      return random.between(365, 5 * 365);
    case 2:
      return random.between(5 * 365 + 2, 10 * 365);
    case 3: {
      const int years = 10 + static_cast<int>(random.weighted(kTeenYears));
      return years * 36525 / 100 + random.between(1, 363);
    }
    default:
      return random.between(16 * 365 + 5, 16 * 365 + (random.chance(650) ? 360 : 690));
  }
}

// The community's validator tests "looked after for 12 months" by the 1st of April and the 31st of
// March: a child who leaves or comes on one of those days would count as in care all year and as
// not in care all year. No synthetic child does.
bool year_edge(Date day) {
  return (day.month() == 3 && day.day() == 31) || (day.month() == 4 && day.day() == 1);
}

Date born(Date entered, int age_days) {
  Date day = entered - age_days;
  while (year_edge(day)) day = day - 2;
  return day;
}

// The end of a period of that ending begun at `from`; the 18th birthday at the latest.
Period period_from(Random& random, const Life& life, Date from, Ending ending) {
  Period period;
  period.started_on = from;
  period.ending = ending;
  int days = 0;
  switch (ending) {
    case Ending::home:
    case Ending::relatives:
      days = random.drawn(kUntilHome);
      break;
    case Ending::guardianship:
      days = random.drawn(kUntilGuardianship);
      break;
    case Ending::arrangements_order:
      days = random.drawn(kUntilArrangementsOrder);
      break;
    case Ending::adoption: {
      AdoptionPath& path = period.adoption;
      path.decided_on = from + random.drawn(kEntryToDecision);
      path.ordered_on = path.decided_on + random.drawn(kDecisionToPlacementOrder);
      path.matched_on = path.decided_on + random.drawn(kDecisionToMatch);
      path.placed_on =
          std::max(path.matched_on + random.drawn(kMatchToPlaced), path.ordered_on + 7);
      days = path.placed_on + random.drawn(kPlacedToAdopted) - from;
      break;
    }
    case Ending::custody:
    case Ending::other_authority:
    case Ending::died:
    case Ending::other:
      days = random.drawn(kUntilOther);
      break;
    case Ending::adulthood:
      days = 20 * 365;
      break;
  }
  period.ended_on = from + std::max(2, days);
  const Date adult = life.eighteenth_birthday();
  // An adoption must be over well before 18; the ages at which it is drawn see to that.
  if (period.ended_on >= adult - 3) {
    period.ended_on = adult;
    period.ending = Ending::adulthood;
  }
  if (period.ending != Ending::adulthood && year_edge(period.ended_on))
    period.ended_on = period.ended_on + 2;
  return period;
}

Ending drawn_ending(Random& random, int age) {
  return static_cast<Ending>(random.weighted(kEndings[age_band(age)]));
}

bool in_court(Random& random, Ending ending, int age) {
  switch (ending) {
    case Ending::adoption:
      return true;
    case Ending::guardianship:
      return random.chance(850);
    case Ending::arrangements_order:
      return random.chance(700);
    case Ending::adulthood:
      return random.chance(age < 10 ? 985 : age < 14 ? 900 : age < 16 ? 780 : 330);
    case Ending::home:
    case Ending::relatives:
      return random.chance(age < 10 ? 620 : 280);
    default:
      return random.chance(300);
  }
}

void add_periods(Random& random, Life& life, Date entered, Ending first) {
  Period period = period_from(random, life, entered, first);
  life.periods.push_back(period);
  // Some of those who went home come back, once.
  const bool went_home = period.ending == Ending::home || period.ending == Ending::relatives;
  if (!went_home || !random.chance(170)) return;
  Date again = period.ended_on + random.drawn(kUntilReEntry);
  if (year_edge(again)) again = again + 2;
  if (again + 60 >= life.eighteenth_birthday()) return;
  life.periods.push_back(
      period_from(random, life, again, drawn_ending(random, age_on(life.born_on, again)->years)));
}

Life uasc_life(Random& random, Date entered) {
  Life life;
  life.uasc = true;
  life.sex = random.chance(955) ? Code("M") : Code("F");
  life.ethnicity = kUascEthnicities[random.weighted(kUascEthnicityWeights)];
  life.need = Code("N8");
  // Many are given 1 January as their birthday.
  life.born_on = born(entered, random.chance(820) ? random.between(16 * 365 + 5, 18 * 365 - 60)
                                                  : random.between(13 * 365, 16 * 365));
  if (random.chance(300)) {
    const Date new_year = *Date::of(life.born_on.year(), 1, 1);
    if (birthday(new_year, 18) > entered + 40) life.born_on = new_year;
  }
  static constexpr std::array kUascEndings{20, 30, 0, 0, 0, 850, 0, 60, 0, 40};
  life.periods.push_back(
      period_from(random, life, entered, static_cast<Ending>(random.weighted(kUascEndings))));
  return life;
}

}  // namespace

std::vector<Life> family_lives(const World& world, std::uint64_t family) {
  Random random = world.random(Stream::family, family);
  Date entered = world.options.as_of - random.below(18 * 365 + 4);
  if (year_edge(entered)) entered = entered - 2;

  std::vector<Life> lives;
  if (random.chance(kUasc)) {
    lives.push_back(uasc_life(random, entered));
  } else {
    const auto size = 1 + random.weighted(kFamilySizes);
    const Code ethnicity = kEthnicities[random.weighted(kEthnicityWeights)];
    const Code need = kNeeds[random.weighted(kNeedWeights)];
    const int first_age = entry_age_days(random);
    Ending shared = Ending::home;
    int age_days = first_age;
    for (std::size_t i = 0; i < size; ++i) {
      Life life;
      life.sex = random.chance(515) ? Code("M") : Code("F");
      life.ethnicity = ethnicity;
      life.need = need;
      Date entry = entered;
      if (i > 0) {
        const int apart = random.between(330, 1300);
        const bool older = random.chance(500) || age_days < 1500;
        age_days += older ? apart : -apart;
        const bool born_later = random.chance(130);
        if (age_days > 17 * 365 || age_days < 0) age_days = random.between(200, 12 * 365);
        if (born_later || random.chance(130)) entry = entered + random.between(30, 900);
        if (year_edge(entry)) entry = entry + 2;
        if (born_later) age_days = random.below(20);
      }
      life.born_on = born(entry, age_days);
      life.same_family_name = i == 0 || random.chance(850);
      const int age = age_on(life.born_on, entry)->years;
      Ending ending = drawn_ending(random, age);
      // Brothers and sisters mostly go the same way, where their ages allow it.
      if (i > 0 && random.chance(700) &&
          kEndings[age_band(age)][static_cast<std::size_t>(shared)] >= 100)
        ending = shared;
      if (i == 0) shared = ending;
      life.proceedings = in_court(random, ending, age);
      if (entry <= world.options.as_of) {
        add_periods(random, life, entry, ending);
        lives.push_back(std::move(life));
      }
    }
  }
  for (std::size_t i = 0; i < lives.size(); ++i) {
    lives[i].index = family * kMostSiblings + i;
    lives[i].family = family;
    lives[i].family_size = static_cast<int>(lives.size());
    lives[i].place_in_family = static_cast<int>(i);
  }
  return lives;
}

}  // namespace homeward::synthetic
