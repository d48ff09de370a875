#include "synthetic/world.hpp"

#include <algorithm>

#include "synthetic/names.hpp"
#include "synthetic/spreads.hpp"

namespace homeward::synthetic {

namespace {

struct TeamPlan {
  std::string_view name;
  int share;  // of the posts, per cent
};
constexpr std::array<TeamPlan, kTeamKinds> kTeamPlans{
    {{"Assessment", 8}, {"Safeguarding", 34}, {"Children in Care", 44}, {"Leaving Care", 14}}};
constexpr int kPostsInTeam = 7;
constexpr int kChildrenInPost =
    16;  // caseload of 15 to 17 children: DfE children's social work workforce 2022-2025
constexpr int kYearsBack = 19;  // longer than anybody is in care

Code setting_number(int number) {
  return Code::parse(std::to_string(number)).value_or(Code{});
}

care::Worker new_worker(Random& random, std::size_t index, TeamId team) {
  static constexpr std::array kEthnicities{Code("WBRI"), Code("WBRI"), Code("WBRI"),
                                           Code("APKN"), Code("BAFR"), Code("WOTH")};
  const std::string given(random.one_of(worker_given_names()));
  const std::string family(random.one_of(family_names(random.one_of(kEthnicities))));
  care::Worker worker;
  worker.id = WorkerId{-static_cast<std::int64_t>(index) - 1};
  worker.team = team;
  worker.number = PrivateText("SW" + std::to_string(300000 + static_cast<int>(index)));
  worker.name = PrivateText(given + " " + family);
  worker.initials = {given[0], family[0]};
  return worker;
}

void make_teams(World& world, Random& random) {
  const int posts =
      std::max(kTeamKinds, (world.options.children + kChildrenInPost - 1) / kChildrenInPost);
  for (std::size_t kind = 0; kind < kTeamKinds; ++kind) {
    const int mine = std::max(1, (posts * kTeamPlans[kind].share + 50) / 100);
    const int teams = (mine + kPostsInTeam - 1) / kPostsInTeam;
    const std::size_t first_team = world.teams.size();
    for (int i = 0; i < teams; ++i) {
      std::string name(kTeamPlans[kind].name);
      if (teams > 1) name += " " + std::to_string(i + 1);
      const auto id = -static_cast<std::int64_t>(world.teams.size()) - 1;
      world.teams.push_back({TeamId{id}, std::move(name)});
    }
    for (int i = 0; i < mine; ++i) {
      const TeamId team = world.teams[first_team + static_cast<std::size_t>(i % teams)].id;
      Post post;
      Date from = world.options.as_of - kYearsBack * 365 - random.below(600);
      while (from <= world.options.as_of) {
        post.tenures.push_back({from, world.workers.size()});
        world.workers.push_back(new_worker(random, world.workers.size(), team));
        from = from + random.drawn(kWorkerInPost);
      }
      world.posts[kind].push_back(std::move(post));
    }
  }
}

const Postcode* somewhere(Random& random, int own_per_cent) {
  const int draw = random.below(100);
  if (draw < own_per_cent) return &random.one_of(own_postcodes());
  return draw % 2 ? &random.one_of(near_postcodes()) : &random.one_of(far_postcodes());
}

void make_settings(World& world, Random& random) {
  static constexpr std::array kTypes{Code("K2"), Code("K1"), Code("R3"), Code("S1")};
  static constexpr std::array kTypeWeights{86, 3, 5, 6};
  int urn = 1200000 + random.below(300000);
  const auto next_urn = [&] { return setting_number(urn += 1 + random.below(9)); };
  const int homes = 12 + world.options.children / 14;
  for (int i = 0; i < homes; ++i) {
    // The first four make sure that there is one of each type.
    const Code type =
        i < 4 ? kTypes[static_cast<std::size_t>(i)] : kTypes[random.weighted(kTypeWeights)];
    const bool own = type == "K2" && random.chance(180);
    const Code provider = own ? Code("PR1") : random.chance(850) ? Code("PR4") : Code("PR5");
    world.homes.push_back({type, provider, next_urn(),
                           own ? &random.one_of(own_postcodes()) : somewhere(random, 50)});
  }
  for (int i = 0; i < homes; ++i) {
    const bool own = random.chance(100);
    const Code provider = own ? Code("PR1") : random.chance(800) ? Code("PR4") : Code("PR5");
    world.supported.push_back({Code("K3"), provider, next_urn(),
                               own ? &random.one_of(own_postcodes()) : somewhere(random, 72)});
  }
  world.fostering.push_back({Code("U6"), Code("PR1"), next_urn(), nullptr});
  for (int i = 0; i < 18; ++i)
    world.fostering.push_back(
        {Code("U6"), i % 4 == 3 ? Code("PR5") : Code("PR4"), next_urn(), nullptr});
  world.adoption.push_back({Code("A6"), Code("PR1"), next_urn(), nullptr});
  world.adoption.push_back({Code("A6"), Code("PR2"), Code("XXXXXXX"), nullptr});
  for (int i = 0; i < 3; ++i)
    world.adoption.push_back({Code("A6"), Code("PR5"), next_urn(), nullptr});
}

}  // namespace

World::World(const Options& given, const Calendar& its_calendar)
    : options(given), calendar(&its_calendar) {
  options.children = std::max(0, options.children);
  options.history_years = std::clamp(options.history_years, 0, 18);
  options.tracking_months = std::clamp(options.tracking_months, 0, 120);
  options.error_rate = std::clamp(options.error_rate, 0.0, 1.0);
  window_began = add_months(options.as_of, -12 * options.history_years);
  tracking_began = add_months(options.as_of, -options.tracking_months);
  Random numbers = random(Stream::world, 0);
  make_teams(*this, numbers);
  make_settings(*this, numbers);
}

std::size_t World::tenure_on(const Post& post, Date day) {
  const auto after = std::upper_bound(post.tenures.begin(), post.tenures.end(), day,
                                      [](Date d, const Tenure& tenure) { return d < tenure.from; });
  return after == post.tenures.begin() ? 0
                                       : static_cast<std::size_t>(after - post.tenures.begin()) - 1;
}

}  // namespace homeward::synthetic
