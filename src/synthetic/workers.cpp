#include "synthetic/workers.hpp"

#include <algorithm>

namespace homeward::synthetic {

namespace {

struct Stretch {
  Date from;
  TeamKind team;
};

std::vector<Stretch> teams_through(const Life& life, const PeriodPath& path, Random& random) {
  std::vector<Stretch> stretches;
  const Date start = path.period.started_on;
  const auto add = [&](Date from, TeamKind team) {
    if (from < path.period.ended_on - 3 || stretches.empty()) stretches.push_back({from, team});
  };
  const Date sixteenth = birthday(life.born_on, 16) + random.between(5, 60);
  const bool older_team = random.chance(600);
  Date next = start;
  if (random.chance(500)) {
    add(start, TeamKind::assessment);
    next = start + random.between(5, 45);
  }
  if (older_team && sixteenth <= next) {
    add(next, TeamKind::leaving_care);
    return stretches;
  }
  if (!life.uasc) {
    add(next, TeamKind::safeguarding);
    next = path.path.final_order_on ? *path.path.final_order_on + random.between(5, 50)
                                    : next + random.between(120, 420);
    if (next <= stretches.back().from) next = stretches.back().from + 30;
    if (older_team && sixteenth <= next) next = std::max(sixteenth, stretches.back().from + 5);
  }
  if (older_team && sixteenth <= next) {
    add(next, TeamKind::leaving_care);
    return stretches;
  }
  add(next, TeamKind::children_in_care);
  if (older_team) add(sixteenth, TeamKind::leaving_care);
  return stretches;
}

Code why_changed(Random& random) {
  static constexpr std::array kWhy{Code("LEFTRL"), Code("MANAGE"), Code("ORGRST"), Code("ABSENC"),
                                   Code("OTHERS")};
  static constexpr std::array kWeights{600, 170, 90, 110, 30};
  return kWhy[random.weighted(kWeights)];
}

}  // namespace

void worker_spells(const World& world, const Life& life, const std::vector<PeriodPath>& paths,
                   care::ChildRecord& record) {
  Random random = world.random(Stream::worker, life.index);
  std::vector<care::WorkerSpell> spells;
  const auto begin_spell = [&](Date from, std::size_t worker, Code reason) {
    const care::Worker& who = world.workers[worker];
    if (!spells.empty() && spells.back().worker == who.id && spells.back().ended_on == from) {
      spells.back().ended_on.reset();
      return;
    }
    care::WorkerSpell spell;
    spell.worker_number = who.number;
    spell.worker = who.id;
    spell.started_on = from;
    spell.reason = reason;
    spells.push_back(std::move(spell));
  };
  for (const PeriodPath& path : paths) {
    Random family = world.random(Stream::worker, kFamilies + life.family);
    const std::vector<Stretch> stretches = teams_through(life, path, random);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
      const Date until = i + 1 < stretches.size() ? stretches[i + 1].from : path.period.ended_on;
      const auto& posts = world.posts[static_cast<std::size_t>(stretches[i].team)];
      const Post* post = &family.one_of(posts);
      if (random.chance(150)) post = &random.one_of(posts);
      std::size_t tenure = World::tenure_on(*post, stretches[i].from);
      // A worker who is about to go is not given the child.
      if (tenure + 1 < post->tenures.size() &&
          post->tenures[tenure + 1].from <= stretches[i].from + 3)
        ++tenure;
      begin_spell(stretches[i].from, post->tenures[tenure].worker,
                  i == 0 ? Code("FCONTA") : Code("TSPROC"));
      for (++tenure; tenure < post->tenures.size() && post->tenures[tenure].from < until - 3;
           ++tenure) {
        spells.back().ended_on = post->tenures[tenure].from;
        begin_spell(post->tenures[tenure].from, post->tenures[tenure].worker, why_changed(random));
      }
      spells.back().ended_on = until;
    }
  }
  for (care::WorkerSpell& spell : spells)
    if (*spell.ended_on >= world.window_began) record.worker_spells.push_back(std::move(spell));
}

}  // namespace homeward::synthetic
