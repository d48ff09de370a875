#include "synthetic/care_path.hpp"

#include <algorithm>

#include "care/codes.hpp"
#include "synthetic/homes.hpp"
#include "synthetic/spreads.hpp"

namespace homeward::synthetic {

namespace {

struct LegalChange {
  Date from;
  Code status;
};

int age_at(const Life& life, Date day) {
  const auto age = age_on(life.born_on, day);
  return age ? age->years : 0;
}

bool remanded(const Life& life, const Period& period, Random& random) {
  return period.ending == Ending::other && !life.uasc && age_at(life, period.started_on) >= 12 &&
         random.chance(250);
}

// An adoption plan that is given up: the child stays in care.
void plan_reversal(const Life& life, const Period& period, Random& random, CarePath& path,
                   Date& ordered_on) {
  if (period.ending != Ending::adulthood || !life.proceedings ||
      age_at(life, period.started_on) >= 6 || !random.chance(210))
    return;
  path.adoption_decided_on = period.started_on + random.drawn(kEntryToDecision);
  ordered_on = *path.adoption_decided_on + random.drawn(kDecisionToPlacementOrder);
  path.adoption_reversed_on = ordered_on + random.between(240, 900);
}

// How care began before the court's first order.
void begin(const Period& period, Random& random, std::vector<LegalChange>& law) {
  const int draw = random.below(100);
  const Date start = period.started_on;
  if (draw < 30) {
    law.push_back({start, Code("V2")});
    law.push_back({start + random.between(10, 80), Code("C1")});
  } else if (draw < 36) {
    law.push_back({start, Code("L1")});
    law.push_back({start + random.between(1, 3), Code("C1")});
  } else if (draw < 39) {
    law.push_back({start, Code("L2")});
    law.push_back({start + random.between(4, 8), Code("C1")});
  } else {
    law.push_back({start, Code("C1")});
  }
}

std::vector<LegalChange> legal_path(const Life& life, const Period& period, Random& random,
                                    CarePath& path) {
  std::vector<LegalChange> law;
  const bool court = period.ending == Ending::adoption ||
                     (life.proceedings &&
                      (&period == &life.periods.front() || period.ending == Ending::guardianship));
  if (!court) {
    if (!life.uasc && random.chance(60)) {
      law.push_back({period.started_on, Code("L1")});
      law.push_back({period.started_on + random.between(1, 3), Code("V2")});
    } else {
      law.push_back({period.started_on, Code("V2")});
    }
  } else {
    begin(period, random, law);
    path.proceedings_on = law.back().from;
    Date ordered_on;
    plan_reversal(life, period, random, path, ordered_on);
    if (period.ending == Ending::adoption) {
      path.final_order_on = period.adoption.ordered_on;
      path.adoption_decided_on = period.adoption.decided_on;
      law.push_back({*path.final_order_on, Code("E1")});
    } else if (path.adoption_reversed_on) {
      path.final_order_on = ordered_on;
      law.push_back({ordered_on, Code("E1")});
      law.push_back({*path.adoption_reversed_on, Code("C2")});
    } else {
      const Date final_order = law.back().from + random.drawn(kProceedings);
      const int stays_on = period.ending == Ending::guardianship ? 150 : 45;
      if (final_order + stays_on < period.ended_on) {
        path.final_order_on = final_order;
        law.push_back({final_order, Code("C2")});
      }
    }
  }
  while (law.size() > 1 && law.back().from >= period.ended_on) law.pop_back();
  if (path.proceedings_on && *path.proceedings_on >= period.ended_on) path.proceedings_on.reset();
  return law;
}

Code status_on(const std::vector<LegalChange>& law, Date day) {
  Code status = law.front().status;
  for (const LegalChange& change : law)
    if (change.from <= day) status = change.status;
  return status;
}

struct Making {
  const World& world;
  const Life& life;
  const Period& period;
  Random& random;
  const Postcode& home;
  CarePath& path;
  const std::vector<LegalChange>& law;
  Homes homes{};
};

void ordinary_homes(Making& m) {
  const int steadiness = static_cast<int>(m.random.weighted(std::array{550, 250, 200}));
  Date from = m.period.started_on;
  const Date stop =
      m.period.ending == Ending::adoption ? m.period.adoption.placed_on : m.period.ended_on;
  bool first = true;
  while (from < stop) {
    Wish wish;
    wish.age = age_at(m.life, from);
    wish.uasc = m.life.uasc;
    wish.relatives = first && m.period.ending == Ending::guardianship && m.random.chance(480);
    wish.adopters = first && m.period.ending == Ending::adoption && m.random.chance(140);
    wish.later = !first;
    wish.family_home = &m.home;
    Home next = find_home(m.world, m.random, from, wish);
    next.why = first ? Code{} : why_moved(m.random, wish.age);
    // Whoever is well where they are does not move to a home of the same kind because time has
    // passed.
    m.homes.move(next);
    const bool kin = care::is_connected_person(next.type) || next.type == "U5";
    const bool passing = first && !kin && m.random.chance(620);
    const int settled = m.random.drawn(kSettledHome);
    from = from + std::max(2, passing           ? m.random.drawn(kFirstHome)
                              : steadiness == 0 ? (kin ? 5 : 4) * settled / 2
                              : steadiness == 1 ? settled / 3
                                                : m.random.drawn(kUnsettledHome) * 3 / 4);
    first = false;
  }
}

void towards_guardianship(Making& m) {
  const int days = m.period.ended_on - m.period.started_on;
  const Home& first = m.homes.on(m.period.started_on);
  if (m.period.ending != Ending::guardianship) return;
  Home kin = care::is_connected_person(first.type)
                 ? first
                 : with_relatives(m.world, m.random, m.period.started_on, m.home);
  if (care::is_connected_person(first.type)) {
    kin.from = first.from;
  } else {
    if (!m.random.chance(560)) return;
    kin.from = m.period.started_on + std::max(2, days * m.random.between(10, 60) / 100);
    kin.why = Code("CARPL");
  }
  m.homes.move(kin);
}

void back_to_parents(Making& m) {
  if (m.life.uasc) return;
  const bool going_home = m.period.ending == Ending::home &&
                          m.period.ended_on - m.period.started_on > 150 && m.random.chance(520);
  const bool at_home_under_order = m.period.ending == Ending::adulthood && m.path.final_order_on &&
                                   !m.path.adoption_decided_on && m.random.chance(330);
  Date from;
  if (going_home)
    from = m.period.ended_on - m.random.between(40, 140);
  else if (at_home_under_order)
    from = *m.path.final_order_on + m.random.between(1, 200);
  else
    return;
  // Placement with parents is for children on an order (rule 378).
  for (const LegalChange& change : m.law)
    if (change.from > from && change.status == "V2") return;
  const Code status = status_on(m.law, from);
  if (from <= m.period.started_on || from >= m.period.ended_on - 1 ||
      (status != "C1" && status != "C2"))
    return;
  Home parents = with_parents(m.random, from, m.home);
  m.homes.move(parents);
  // Some of these come to an end too.
  const Date ends = from + m.random.between(300, 2600);
  if (at_home_under_order && ends + 30 < m.period.ended_on) {
    Wish wish;
    wish.age = age_at(m.life, ends);
    wish.later = true;
    wish.family_home = &m.home;
    Home next = find_home(m.world, m.random, ends, wish);
    next.why = Code("LAREQ");
    m.homes.move(next);
  }
}

// At 16 or 17 many leave children's homes, and some their carers, for supported accommodation.
void towards_independence(Making& m) {
  if (m.period.ending != Ending::adulthood || m.path.long_term_match_on) return;
  const Date from = birthday(m.life.born_on, 16) + m.random.between(20, 600);
  if (from <= m.period.started_on + 5 || from + 20 >= m.period.ended_on) return;
  const Code now = m.homes.on(from).type;
  if (!m.random.chance(care::is_residential(now) ? 520 : care::is_foster(now) ? 170 : 0)) return;
  m.homes.move(find_supported(m.world, m.random, from, m.home));
}

void match_long_term(Making& m) {
  if (m.period.ending != Ending::adulthood || m.life.uasc ||
      age_at(m.life, m.period.started_on) >= 15)
    return;
  care::OptionalDate ready =
      m.path.adoption_reversed_on ? m.path.adoption_reversed_on : m.path.final_order_on;
  // Without a court the plan takes as long to settle, and is made sure less often.
  if (!m.path.proceedings_on && m.random.chance(600)) ready = m.period.started_on + 240;
  if (!ready || !m.random.chance(880)) return;
  const Date found = *ready + m.random.drawn(kFamilyFinding);
  const Date when = found + m.random.drawn(kEndorsedToPanel);
  if (when + 90 >= m.period.ended_on) return;
  const Home& now = m.homes.on(when);
  if (now.from >= when || (now.type != "U6" && now.type != "U3")) return;
  Home matched = now;
  matched.from = when;
  matched.type = now.type == "U6" ? Code("U4") : Code("U1");
  matched.same_carer = true;
  matched.why = Code("CARPL");
  std::vector<Home> later;
  for (const Home& home : m.homes.all())
    if (home.from > when) later.push_back(home);
  m.homes.move(matched);
  m.path.long_term_match_on = when;
  // Three in five hold to the end.
  if (m.random.chance(400))
    for (const Home& home : later) m.homes.move(home);
}

void place_for_adoption(Making& m) {
  if (m.period.ending != Ending::adoption) return;
  const Date from = m.period.adoption.placed_on;
  const Home& now = m.homes.on(from - 1);
  const bool by_carer =
      now.type == "U5" || ((now.type == "U6" || now.type == "U4") && m.random.chance(60));
  Home adopters = by_carer ? now : with_adopters(m.world, m.random, from, m.home);
  adopters.from = from;
  if (by_carer) adopters.type = Code("A5");
  adopters.same_carer = by_carer;
  adopters.why = Code("CARPL");
  m.path.adopted_by_foster_carer = by_carer;
  m.homes.move(adopters);
}

void stays_away(Making& m) {
  if (!m.random.chance(45)) return;
  std::vector<Date> quiet{*Date::of(2023, 10, 28)};
  for (const LegalChange& change : m.law) quiet.push_back(change.from);
  const int days = m.period.ended_on - m.period.started_on;
  if (days < 120) return;
  const Date from = m.period.started_on + m.random.between(40, days - 30);
  if (!care::is_foster(m.homes.on(from).type)) return;
  if (m.random.chance(400))
    m.homes.stay_away(from, m.random.between(2, 25), Code("T1"), quiet, m.period.ended_on);
  else
    m.homes.stay_away(from, m.random.between(3, 18), Code("T3"), quiet, m.period.ended_on);
}

// Supported accommodation needed an Ofsted number from 28 October 2023, which begins a new record
// with the same carer.
std::vector<Home> registered_in_2023(const Making& m) {
  const Date registered = *Date::of(2023, 10, 28);
  std::vector<Home> out;
  const auto& all = m.homes.all();
  for (std::size_t i = 0; i < all.size(); ++i) {
    const Date ends = i + 1 < all.size() ? all[i + 1].from : m.period.ended_on;
    Home home = all[i];
    if (home.type == "K3" && home.from < registered) {
      Home before = home;
      before.urn = Code{};
      out.push_back(before);
      if (ends <= registered) continue;
      home.from = registered;
      home.same_carer = true;
      home.why = Code("PLACE");
    }
    out.push_back(home);
  }
  return out;
}

// The code in the last return that holds an episode: supported accommodation was H5 until 2023-24,
// other placements were Z1 until 2024-25.
Code code_then(Code type, Date last) {
  if (type == "K3" && last < *Date::of(2024, 4, 1)) return Code("H5");
  if (type == "Z1" && last >= *Date::of(2025, 4, 1)) return Code("Z14");
  return type;
}

Code at_eighteen(Random& random, Code place) {
  if (care::is_foster(place) && random.chance(560)) return Code("E17");
  static constexpr std::array kCodes{Code("E5"), Code("E6"), Code("E7"), Code("E8")};
  static constexpr std::array kFromResidential{450, 150, 230, 170}, kFromOther{520, 230, 40, 210};
  return kCodes[random.weighted(care::is_residential(place) ? kFromResidential : kFromOther)];
}

Code guardianship(Random& random, Code place, Date on) {
  const bool foster = care::is_foster(place);
  if (on < *Date::of(2018, 4, 1)) return foster ? Code("E43") : Code("E44");
  if (care::is_connected_person(place)) return Code("E45");
  if (foster && random.chance(350)) return Code("E46");
  return random.chance(900) ? Code("E47") : Code("E48");
}

Code reason_ended(const Making& m, Code place, bool remand) {
  const int age = age_at(m.life, m.period.ended_on);
  switch (m.period.ending) {
    case Ending::home:
      return m.random.chance(720) ? Code("E4A") : Code("E4B");
    case Ending::relatives:
      return Code("E13");
    case Ending::guardianship:
      return guardianship(m.random, place, m.period.ended_on);
    case Ending::arrangements_order:
      return Code("E41");
    case Ending::adoption:
      return m.random.chance(420) ? Code("E11") : Code("E12");
    case Ending::adulthood:
      return at_eighteen(m.random, place);
    case Ending::custody:
      return age >= 10 ? Code("E9") : Code("E8");
    case Ending::other_authority:
      return Code("E3");
    case Ending::died:
      return Code("E2");
    case Ending::other:
      break;
  }
  if (remand) return Code("E14");
  if (m.life.uasc) return m.random.chance(600) ? Code("E15") : Code("E16");
  return age >= 16 && m.random.chance(600) ? Code("E6") : Code("E8");
}

void write_episodes(const Making& m, const std::vector<Home>& homes, bool remand,
                    std::vector<care::Episode>& out) {
  const std::size_t first = out.size();
  std::size_t home = 0, law = 0;
  Date day = m.period.started_on;
  while (true) {
    care::Episode row;
    row.started_on = day;
    row.legal_status = m.law[law].status;
    row.category_of_need = m.life.need;
    row.placement_provider = homes[home].provider;
    row.urn = homes[home].urn;
    if (!m.life.uasc) row.home_postcode = PrivateText(std::string(m.home.text));
    row.placement_postcode = PrivateText(std::string(homes[home].postcode->text));
    const bool moved = out.size() > first && homes[home].from == day;
    const bool ordered = out.size() > first && m.law[law].from == day;
    row.reason_for_new_episode = out.size() == first ? Code("S")
                                 : moved && ordered
                                     ? (homes[home].same_carer ? Code("U") : Code("B"))
                                 : moved ? (homes[home].same_carer ? Code("T") : Code("P"))
                                         : Code("L");
    Date next = m.period.ended_on;
    const bool more_law = law + 1 < m.law.size(), more_homes = home + 1 < homes.size();
    if (more_law) next = std::min(next, m.law[law + 1].from);
    if (more_homes) next = std::min(next, homes[home + 1].from);
    row.ended_on = next;
    row.placement_type = code_then(homes[home].type, std::min(next, m.world.options.as_of));
    if (next == m.period.ended_on) {
      row.reason_ended = reason_ended(m, row.placement_type, remand);
      out.push_back(std::move(row));
      return;
    }
    row.reason_ended = Code("X1");
    if (more_homes && homes[home + 1].from == next) {
      row.reason_for_placement_change = homes[home + 1].why;
      ++home;
    }
    if (more_law && m.law[law + 1].from == next) ++law;
    out.push_back(std::move(row));
    day = next;
  }
}

}  // namespace

CarePath add_episodes(const World& world, const Life& life, const Period& period, Random& random,
                      const Postcode& home, std::vector<care::Episode>& out) {
  CarePath path;
  const bool remand = remanded(life, period, random);
  std::vector<LegalChange> law;
  if (remand)
    law.push_back({period.started_on, Code("J1")});
  else
    law = legal_path(life, period, random, path);
  Making m{world, life, period, random, home, path, law};
  if (remand) {
    m.homes.move(in_custody(random, period.started_on));
  } else {
    ordinary_homes(m);
    towards_guardianship(m);
    back_to_parents(m);
    match_long_term(m);
    towards_independence(m);
    place_for_adoption(m);
    stays_away(m);
  }
  write_episodes(m, registered_in_2023(m), remand, out);
  return path;
}

care::Episode short_break_episode(const World& world, Random& random, Date started_on,
                                  Date ended_on) {
  care::Episode row;
  row.started_on = started_on;
  row.ended_on = ended_on;
  row.reason_ended = Code("E8");
  row.reason_for_new_episode = Code("S");
  row.legal_status = Code("V4");
  row.category_of_need = Code("N2");
  const bool home = random.chance(700);
  row.placement_type = home ? Code("K2") : Code("U6");
  row.placement_provider =
      home && random.chance(500) ? Code("PR4") : world.fostering.front().provider;
  return row;
}

}  // namespace homeward::synthetic
