#include "synthetic/authority.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/year.hpp"
#include "synthetic/as_known.hpp"
#include "synthetic/child.hpp"
#include "synthetic/tracking.hpp"

namespace homeward::synthetic {

namespace {

// Of those looked after, per mille: children on short breaks only, beside them.
constexpr int kShortBreaks = 12;

// The last collection year whose return holds something that lasted until `ended_on`.
int returned_until(care::OptionalDate ended_on, Date as_of) {
  const int now = returns::collection_year_of(as_of);
  return ended_on ? std::min(now, returns::collection_year_of(*ended_on)) : now;
}

void from_return(care::Stored& row, int collection_year) {
  row.provenance.source = care::Source::return_file;
  row.provenance.collection_year = collection_year;
}

void stamp(care::ChildRecord& record, Date as_of) {
  int latest = 0;
  const auto stamped = [&](care::Stored& row, int year) {
    from_return(row, year);
    latest = std::max(latest, year);
  };
  for (auto& row : record.episodes) stamped(row, returned_until(row.ended_on, as_of));
  const int in_care_until = latest;
  for (auto& row : record.reviews) stamped(row, returned_until(row.held_on, as_of));
  for (auto& row : record.adoptions) stamped(row, in_care_until);
  for (auto& row : record.adoption_decisions)
    stamped(row, std::min(in_care_until, returned_until(row.reversed_on, as_of)));
  for (auto& row : record.missing_periods) stamped(row, returned_until(row.ended_on, as_of));
  for (auto& row : record.deprivations_of_liberty)
    stamped(row, returned_until(row.ended_on, as_of));
  for (auto& row : record.health_outcomes) stamped(row, row.year);
  for (auto& row : record.care_leavers) stamped(row, row.year);
  for (auto& row : record.previous_permanence)
    stamped(row, returned_until(record.episodes.empty()
                                    ? std::nullopt
                                    : care::OptionalDate(record.episodes.front().started_on),
                                as_of));
  for (auto& row : record.worker_spells) row.provenance.source = care::Source::extract;
  from_return(record.child, latest);
}

void give_id(care::ChildRecord& record, ChildId id) {
  record.child.child = id;
  record.child.id = RowId{id.value};
  care::for_each_row_table([&]<class T>() {
    for (T& row : care::rows_of<T>(record)) row.child = id;
  });
}

care::SiblingGroup sibling_group(Random random, std::int64_t number) {
  care::SiblingGroup group;
  group.id = SiblingGroupId{-number};
  group.label = "Group " + std::to_string(number);
  if (random.chance(240)) return group;
  group.plan_together = random.chance(660);
  static constexpr std::array<std::string_view, 3> kTogether{
      "Close to each other; assessed together", "Already live together and are settled",
      "The children ask to stay together"};
  static constexpr std::array<std::string_view, 4> kApart{
      "Needs differ too much to be met in one home", "The older child is settled where they are",
      "No carers for all of them after a search", "Assessed separately: risk between them"};
  group.reason = PrivateText(
      std::string(*group.plan_together ? random.one_of(kTogether) : random.one_of(kApart)));
  return group;
}

struct Made {
  care::ChildRecord record;
  Date entered;
  std::uint64_t index;
  std::uint64_t family;  // 0: none
};

Made make(const World& world, const Life& life, std::vector<PeriodPath>& paths) {
  Made made;
  made.entered = life.periods.front().started_on;
  made.index = life.index;
  made.family = life.family + 1;
  made.record = whole_life(world, life, paths);
  add_tracking(world, life, paths, made.record);
  made.record = as_known(std::move(made.record), world.options.as_of);
  stamp(made.record, world.options.as_of);
  care::sort_record(made.record);
  return made;
}

std::vector<Made> make_all(const World& world) {
  std::vector<Made> all;
  std::vector<PeriodPath> paths;
  int open = 0;
  for (std::uint64_t family = 0; open < world.options.children; ++family) {
    for (const Life& life : family_lives(world, family)) {
      const bool in_care = life.in_care_on(world.options.as_of);
      if (!in_care && life.last_ended(world.options.as_of) < world.window_began) continue;
      if (in_care && open == world.options.children) continue;
      open += in_care;
      all.push_back(make(world, life, paths));
    }
  }
  const int short_breaks = world.options.children * kShortBreaks / 1000;
  for (int i = 0; i < short_breaks; ++i) {
    Made made;
    made.index = static_cast<std::uint64_t>(i);
    made.record = as_known(short_break_child(world, made.index), world.options.as_of);
    made.entered = made.record.episodes.front().started_on;
    made.family = 0;
    stamp(made.record, world.options.as_of);
    all.push_back(std::move(made));
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const Made& a, const Made& b) { return a.entered < b.entered; });
  return all;
}

// Families with two or more children in the record are groups, numbered as they first come.
void group_siblings(const World& world, std::vector<Made>& all,
                    std::vector<care::SiblingGroup>& groups) {
  std::unordered_map<std::uint64_t, int> sizes;
  for (const Made& made : all) ++sizes[made.family];
  std::unordered_map<std::uint64_t, SiblingGroupId> ids;
  for (Made& made : all) {
    if (made.family == 0 || sizes[made.family] < 2) continue;
    auto [at, is_new] = ids.try_emplace(made.family);
    if (is_new) {
      const auto number = static_cast<std::int64_t>(groups.size()) + 1;
      at->second = SiblingGroupId{-number};
      groups.push_back(sibling_group(world.random(Stream::world, made.family), number));
    }
    made.record.child.sibling_group = at->second;
  }
}

// Workers who hold a post now, and those whom a record names.
std::vector<care::Worker> known_workers(World& world,
                                        const std::vector<care::ChildRecord>& children) {
  std::unordered_set<std::int64_t> named;
  for (const auto& kind : world.posts)
    for (const Post& post : kind) named.insert(world.workers[post.tenures.back().worker].id.value);
  for (const care::ChildRecord& record : children)
    for (const care::WorkerSpell& spell : record.worker_spells) named.insert(spell.worker.value);
  std::vector<care::Worker> known;
  for (care::Worker& worker : world.workers)
    if (named.count(worker.id.value)) known.push_back(std::move(worker));
  return known;
}

template <class I>
void turn(I& id) {
  if (id.value < 0) id.value = -id.value;
}

}  // namespace

SyntheticAuthority generate(const Options& options, const Calendar& calendar) {
  World world(options, calendar);
  SyntheticAuthority made;
  made.authority.name = world.options.name;
  made.authority.dfe_number = "999";
  made.authority.ons_code = "E10000999";
  made.authority.synthetic = true;
  made.tracking_began = world.tracking_began;

  std::vector<Made> all = make_all(world);
  group_siblings(world, all, made.sibling_groups);
  made.children.reserve(all.size());
  for (Made& one : all) {
    give_id(one.record, ChildId{-static_cast<std::int64_t>(made.children.size()) - 1});
    made.children.push_back(std::move(one.record));
  }
  made.teams = world.teams;
  made.workers = known_workers(world, made.children);
  if (world.options.error_rate > 0)
    made.errors = spoil(made.children, world.options.seed,
                        static_cast<int>(world.options.error_rate * 10'000));
  return made;
}

care::Snapshot numbered(SyntheticAuthority authority) {
  care::Snapshot snapshot;
  snapshot.authority = std::move(authority.authority);
  snapshot.authority.id = AuthorityId{1};
  snapshot.teams = std::move(authority.teams);
  snapshot.workers = std::move(authority.workers);
  snapshot.sibling_groups = std::move(authority.sibling_groups);
  snapshot.children = std::move(authority.children);
  for (care::Team& team : snapshot.teams) turn(team.id);
  for (care::SiblingGroup& group : snapshot.sibling_groups) turn(group.id);
  for (care::Worker& worker : snapshot.workers) {
    turn(worker.id);
    turn(worker.team);
  }
  std::int64_t next_row = 1;
  for (care::ChildRecord& record : snapshot.children) {
    turn(record.child.id);
    turn(record.child.child);
    turn(record.child.sibling_group);
    record.child.version = 1;
    for (care::WorkerSpell& spell : record.worker_spells) turn(spell.worker);
    care::for_each_row_table([&]<class T>() {
      for (T& row : care::rows_of<T>(record)) {
        turn(row.child);
        row.id = RowId{next_row++};
        row.version = 1;
      }
    });
  }
  return snapshot;
}

}  // namespace homeward::synthetic
