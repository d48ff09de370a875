// The authority's own lists: teams, workers, sibling groups.
#include "database.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

class Lists : public StoreTest {};

TEST_P(Lists, NewOnesAreTiedToNewRowsByNegativeIds) {
  auto set = changes(here_.id);
  set.lists.teams = {{TeamId{-1}, "Fostering"}};
  set.lists.workers = {
      {WorkerId{-5}, TeamId{-1}, PrivateText{"SW1"}, PrivateText{"Ada Khan"}, "AK"},
      {WorkerId{}, TeamId{}, PrivateText{"SW2"}, {}, ""}};
  set.lists.sibling_groups = {{SiblingGroupId{-9}, "Group 1", std::nullopt, {}}};
  care::Child child;
  child.id = RowId{-3};
  child.child = ChildId{-3};
  child.number = PrivateText{"1"};
  child.sibling_group = SiblingGroupId{-9};
  care::WorkerSpell spell = filled<care::WorkerSpell>(1);
  spell.child = ChildId{-3};
  spell.worker = WorkerId{-5};
  set.changes = {added(child), added(spell)};
  write(set);

  const auto snapshot = store_->snapshot(here_.id);
  ASSERT_TRUE(snapshot) << snapshot.error().sentence;
  ASSERT_EQ(snapshot->teams.size(), 1u);
  ASSERT_EQ(snapshot->workers.size(), 2u);
  ASSERT_EQ(snapshot->sibling_groups.size(), 1u);
  EXPECT_EQ(snapshot->teams[0].name, "Fostering");
  EXPECT_EQ(snapshot->workers[0].team, snapshot->teams[0].id);
  EXPECT_EQ(snapshot->workers[0].name.reveal(), "Ada Khan");
  EXPECT_FALSE(snapshot->workers[1].team);
  EXPECT_EQ(snapshot->sibling_groups[0].plan_together, std::nullopt);
  ASSERT_EQ(snapshot->children.size(), 1u);
  EXPECT_EQ(snapshot->children[0].child.sibling_group, snapshot->sibling_groups[0].id);
  EXPECT_EQ(snapshot->children[0].worker_spells.at(0).worker, snapshot->workers[0].id);
  EXPECT_TRUE(store_->snapshot(there_.id)->workers.empty());
}

TEST_P(Lists, AChangeIsWrittenAndJournalledOnceAndAnUnchangedOneNot) {
  auto set = changes(here_.id);
  set.lists.sibling_groups = {{SiblingGroupId{}, "Group 1", std::nullopt, {}}};
  write(set);
  auto group = store_->snapshot(here_.id)->sibling_groups.at(0);
  group.plan_together = true;
  set.lists.sibling_groups = {group};
  const auto applied = write(set);
  EXPECT_GT(applied.last_sequence, 0);
  EXPECT_EQ(write(set).last_sequence, 0);
  EXPECT_EQ(store_->snapshot(here_.id)->sibling_groups.at(0).plan_together, true);
  const auto entries = store_->journal(here_.id, {});
  ASSERT_EQ(entries->size(), 2u);
  EXPECT_EQ(entries->back().table, "sibling_group");
  EXPECT_EQ(entries->back().row.value, group.id.value);
  EXPECT_FALSE(entries->back().child);
  EXPECT_EQ(entries->back().before, R"({"plan_together":null})");
  EXPECT_EQ(entries->back().after, R"({"plan_together":true})");
}

TEST_P(Lists, AnotherAuthoritysAreOutOfReach) {
  auto set = changes(here_.id);
  set.lists.teams = {{TeamId{}, "Fostering"}};
  set.lists.sibling_groups = {{SiblingGroupId{}, "Group 1", std::nullopt, {}}};
  write(set);
  const auto snapshot = store_->snapshot(here_.id);
  auto theirs = changes(there_.id);
  theirs.lists.teams = {{snapshot->teams[0].id, "Taken over"}};
  EXPECT_EQ(refused(theirs), ErrorKind::not_found);
  theirs.lists.teams.clear();
  theirs.lists.workers = {{WorkerId{}, snapshot->teams[0].id, {}, {}, "X"}};
  EXPECT_EQ(refused(theirs), ErrorKind::not_found);
  theirs.lists.workers.clear();
  care::Child child;
  child.number = PrivateText{"1"};
  child.sibling_group = snapshot->sibling_groups[0].id;
  theirs.changes = {added(child)};
  EXPECT_EQ(refused(theirs), ErrorKind::not_found);
  EXPECT_EQ(store_->snapshot(here_.id)->teams[0].name, "Fostering");
}

TEST_P(Lists, ARowThatNamesAnUnknownNewOneIsRefused) {
  auto set = changes(here_.id);
  care::Child child;
  child.number = PrivateText{"1"};
  child.sibling_group = SiblingGroupId{-4};
  set.changes = {added(child)};
  EXPECT_EQ(refused(set), ErrorKind::invalid_input);
  care::Review orphan;
  orphan.child = ChildId{-4};
  set.changes = {added(orphan)};
  EXPECT_EQ(refused(set), ErrorKind::invalid_input);
  orphan.child = {};
  set.changes = {added(orphan)};
  EXPECT_EQ(refused(set), ErrorKind::invalid_input);
}

HOMEWARD_ON_EACH_DATABASE(Lists);

}  // namespace
}  // namespace homeward::store::testing
