#include "synthetic/outcomes.hpp"

#include <algorithm>

#include "care/codes.hpp"
#include "returns/year.hpp"
#include "synthetic/spreads.hpp"

namespace homeward::synthetic {

namespace {

using returns::collection_year_of;
using returns::year_end;
using returns::year_start;

// Total difficulties of the SDQ: mean 13 to 14 [dfe-2020-coram-i]; its shape is [P].
constexpr Spread kSdq{0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 18, 20, 21, 23, 26, 36};

int age(const Life& life, Date day) {
  const auto found = age_on(life.born_on, day);
  return found ? found->years : 0;
}

// Days in care in [from, until).
int days_in_care(const Life& life, Date from, Date until) {
  int days = 0;
  for (const Period& period : life.periods)
    days += std::max(0, std::min(until, period.ended_on) - std::max(from, period.started_on));
  return days;
}

bool leaves_as_care_leaver(const Life& life, const care::ChildRecord& record) {
  const Code reason = record.episodes.back().reason_ended;
  if (care::is_adopted(reason) || reason == "E2" || reason == "E3" || reason == "E15" ||
      reason == "E16")
    return false;
  const Date adult = life.eighteenth_birthday();
  return days_in_care(life, birthday(life.born_on, 14), adult) >= 91 &&
         days_in_care(life, birthday(life.born_on, 16) + 1, adult) > 0;
}

care::CareLeaver care_leaver(Random& random, int year, int turned, bool under_18_at_start) {
  static constexpr std::array kTouch{Code("YES"), Code("NO"), Code("REFU"), Code("NREQ"),
                                     Code("RHOM")};
  static constexpr std::array kTouchWeights{925, 40, 12, 13, 10};
  static constexpr std::array kActivity{Code("F1"), Code("F2"), Code("F4"), Code("F5"), Code("P2"),
                                        Code("P5"), Code("G4"), Code("G5"), Code("G6")};
  static constexpr std::array kYoungActivity{5, 460, 30, 95, 25, 30, 70, 260, 25};
  static constexpr std::array kOlderActivity{70, 215, 35, 180, 20, 45, 120, 250, 65};
  static constexpr std::array kHomes{Code("B1"), Code("D1"), Code("E1"), Code("K1"), Code("T1"),
                                     Code("U1"), Code("Z1"), Code("C1"), Code("V2"), Code("W2"),
                                     Code("S2"), Code("X2"), Code("Y1")};
  static constexpr std::array kYoungHomes{150, 430, 60, 10, 0, 110, 150, 30, 6, 3, 8, 23, 20};
  static constexpr std::array kOlderHomes{120, 250, 30, 20, 15, 400, 80, 15, 8, 4, 20, 28, 10};
  care::CareLeaver row;
  row.year = year;
  row.in_touch = kTouch[random.weighted(kTouchWeights)];
  row.activity = row.accommodation = Code("0");
  if (row.in_touch != "YES") return row;
  auto homes = turned < 19 ? kYoungHomes : kOlderHomes;
  if (turned == 17) homes[6] = 0;       // rule 3001
  if (under_18_at_start) homes[4] = 0;  // rule 347
  row.activity = kActivity[random.weighted(turned < 19 ? kYoungActivity : kOlderActivity)];
  row.accommodation = kHomes[random.weighted(homes)];
  return row;
}

}  // namespace

care::Adoption adoption(const Period& period, const CarePath& path, Random& random) {
  care::Adoption row;
  row.decided_on = period.adoption.decided_on;
  row.matched_on = period.adoption.matched_on;
  row.by_foster_carer = path.adopted_by_foster_carer;
  struct Adopters {
    int number;
    Code sex, status;
  };
  static constexpr std::array kAdopters{
      Adopters{2, Code("MF"), Code("L11")}, Adopters{2, Code("MF"), Code("L3")},
      Adopters{2, Code("MM"), Code("L12")}, Adopters{2, Code("FF"), Code("L12")},
      Adopters{2, Code("MM"), Code("L2")},  Adopters{2, Code("FF"), Code("L4")},
      Adopters{1, Code("F1"), Code("L0")},  Adopters{1, Code("M1"), Code("L0")}};
  static constexpr std::array kWeights{600, 120, 60, 50, 20, 20, 110, 20};
  const Adopters& who = kAdopters[random.weighted(kWeights)];
  row.adopters = who.number;
  row.adopters_sex = who.sex;
  row.adopters_legal_status = who.status;
  return row;
}

void missing_periods(const World& world, const Life& life, Random& random,
                     care::ChildRecord& record) {
  if (!random.chance(240)) return;
  const int often = random.between(10, 110);  // most days between two times
  Date from =
      std::max({birthday(life.born_on, 11), world.window_began, life.periods.front().started_on}) +
      random.below(240);
  std::size_t i = 0;
  while (from <= world.options.as_of) {
    while (i < record.episodes.size() && *record.episodes[i].ended_on <= from) ++i;
    if (i == record.episodes.size()) return;
    const care::Episode& episode = record.episodes[i];
    const Date until = from + random.drawn(kMissingDays);
    if (episode.started_on < from && until < *episode.ended_on &&
        !care::is_temporary(episode.placement_type)) {
      care::MissingPeriod row;
      row.type = random.chance(650) ? Code("M") : Code("A");
      row.started_on = from;
      row.ended_on = until;
      record.missing_periods.push_back(row);
    }
    // Some stop going missing.
    if (random.chance(90)) from = from + 500;
    from = std::max(from, until) + random.between(2, 2 + often);
  }
}

void deprivations_of_liberty(const World& world, const Life& life, Random& random,
                             care::ChildRecord& record) {
  for (const care::Episode& episode : record.episodes) {
    if (episode.placement_type != "K2" || *episode.ended_on < world.window_began) continue;
    const int days = *episode.ended_on - episode.started_on;
    if (days < 100 || age(life, episode.started_on) < 12 || !random.chance(60)) continue;
    care::DeprivationOfLiberty row;
    row.started_on = episode.started_on + random.between(5, 30);
    row.ended_on = row.started_on + random.between(28, std::min(180, days - 40));
    record.deprivations_of_liberty.push_back(row);
  }
}

void health_outcomes(const World& world, const Life& life, Random& random,
                     care::ChildRecord& record) {
  const int usual = random.drawn(kSdq);
  for (const Period& period : life.periods) {
    const int last = collection_year_of(std::min(period.ended_on, world.options.as_of + 1));
    for (int year = std::max(collection_year_of(period.started_on),
                             collection_year_of(world.window_began));
         year <= last; ++year) {
      if (period.started_on > year_start(year) || period.ended_on <= year_end(year) ||
          year_end(year) > world.options.as_of)
        continue;
      care::HealthOutcome row;
      row.year = year;
      const int at_start = age(life, year_start(year)), at_end = age(life, year_end(year));
      if (at_start >= 4 && at_end < 17) {
        if (random.chance(790)) {
          row.sdq_score = std::clamp(usual + random.between(-4, 4), 0, 40);
        } else {
          static constexpr std::array kWhyNot{Code("SDQ2"), Code("SDQ3"), Code("SDQ4"),
                                              Code("SDQ5")};
          static constexpr std::array kWhyNotWeights{35, 10, 40, 15};
          row.sdq_reason = kWhyNot[random.weighted(kWhyNotWeights)];
        }
      } else if ((at_start == 3 && at_end == 4) || (at_start == 16 && at_end == 17)) {
        row.sdq_reason = Code("SDQ1");
      }
      if (at_end >= 10) row.convicted = random.chance(at_end >= 14 ? 30 : 5);
      if (at_end < 5) row.health_check = random.chance(910);
      row.immunisations = random.chance(840);
      row.teeth_check = random.chance(790);
      row.health_assessment = random.chance(900);
      row.substance_misuse = random.chance(at_end >= 13 ? 55 : 0);
      if (*row.substance_misuse) {
        row.intervention_received = random.chance(470);
        if (!*row.intervention_received) row.intervention_offered = random.chance(800);
      }
      record.health_outcomes.push_back(row);
    }
  }
}

void care_leavers(const World& world, const Life& life, Random& random, care::ChildRecord& record) {
  if (!leaves_as_care_leaver(life, record)) return;
  for (int turned = 17; turned <= 21; ++turned) {
    const Date day = birthday(life.born_on, turned);
    if (life.periods.back().ended_on > day) continue;
    const int year = collection_year_of(day);
    if (year < collection_year_of(world.window_began) || year_end(year) > world.options.as_of)
      continue;
    record.care_leavers.push_back(
        care_leaver(random, year, turned, birthday(life.born_on, 18) > year_start(year)));
  }
}

}  // namespace homeward::synthetic
