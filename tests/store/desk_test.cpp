// Authorities, imports and the access log.
#include "database.hpp"
#include "service/account_store.hpp"
#include "store/testing.hpp"

namespace homeward::store::testing {
namespace {

using service::Account;

class Desk : public StoreTest {
 protected:
  Account new_account(const std::string& name) {
    Account account;
    account.sign_in_name = name;
    account.name = PrivateText{"Ada Khan"};
    account.initials = "AK";
    account.password_hash = "$argon2id$…";
    account.worker = WorkerId{4};
    auto saved = store_->account_store().add(account, here_.id, service::Role::viewer, {});
    if (!saved) ADD_FAILURE() << saved.error().sentence;
    return saved ? *saved : account;
  }
};

TEST_P(Desk, AuthoritiesAreListedAndChanged) {
  auto changed = there_;
  changed.name = "Marlborough";
  changed.synthetic = false;
  ASSERT_TRUE(store_->save_authority(changed));
  const auto all = store_->authorities();
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ(all->at(0).name, "Fernshire");
  EXPECT_EQ(all->at(0).dfe_number, "999");
  EXPECT_EQ(all->at(0).ons_code, "E10000099");
  EXPECT_TRUE(all->at(0).synthetic);
  EXPECT_EQ(all->at(1).name, "Marlborough");
  EXPECT_FALSE(all->at(1).synthetic);
  changed.id = AuthorityId{99};
  EXPECT_EQ(store_->save_authority(changed).error().kind, ErrorKind::not_found);
}

TEST_P(Desk, LooksAreKeptNewestFirst) {
  const auto account = new_account("a.khan");
  const auto one = new_child(here_.id, "1"), two = new_child(here_.id, "2");
  ASSERT_TRUE(store_->log_look({moment(1), account.id, here_.id, one.child, "child page"}));
  ASSERT_TRUE(store_->log_look({moment(2), account.id, here_.id, two.child, "search"}));
  ASSERT_TRUE(store_->log_look({moment(3), account.id, here_.id, one.child, "journal"}));
  const auto all = store_->looks(here_.id, std::nullopt, 10);
  ASSERT_EQ(all->size(), 3u);
  EXPECT_EQ(all->front().what, "journal");
  EXPECT_EQ(all->front().at, moment(3));
  EXPECT_EQ(all->front().account, account.id);
  EXPECT_EQ(store_->looks(here_.id, one.child, 10)->size(), 2u);
  EXPECT_EQ(store_->looks(here_.id, std::nullopt, 2)->size(), 2u);
  EXPECT_TRUE(store_->looks(there_.id, std::nullopt, 10)->empty());
  // A list that was carried off: one line of the authority's log, and one of each child in it.
  ASSERT_TRUE(store_->log_look(
      {moment(4), account.id, here_.id, {}, "export, 2 children", {one.child, two.child}}));
  const auto with_list = store_->looks(here_.id, std::nullopt, 10);
  ASSERT_EQ(with_list->size(), 4u);
  EXPECT_EQ(with_list->front().child, ChildId{});
  EXPECT_EQ(with_list->front().what, "export, 2 children");
  for (const ChildId child : {one.child, two.child})
    EXPECT_EQ(store_->looks(here_.id, child, 10)->front().what, "export, 2 children");
}

service::ImportRecord import_of(const std::string& name, int problems) {
  service::ImportRecord record;
  record.summary.at = moment(9);
  record.summary.source_name = name;
  record.summary.content_hash = "abc";
  record.summary.collection_years = {2024, 2025};
  record.summary.children = 3;
  record.summary.episodes = 5'000'000'000;
  record.summary.problems = problems;
  record.summary.sentence = "3 children.";
  for (int i = 0; i < problems; ++i) {
    service::ImportProblem problem;
    problem.file = "episodes.csv";
    problem.row = i;
    problem.column = "DEC";
    problem.found = PrivateText{"31/02/2025"};
    problem.sentence = "is not a date";
    problem.effect = "row left out";
    record.problems.push_back(problem);
  }
  return record;
}

TEST_P(Desk, ImportsAndTheirProblemsAreKept) {
  const auto account = new_account("a.khan");
  auto set = changes(here_.id);
  set.import = import_of("first", 0);
  set.import->summary.by = account.id;
  const auto first = write(set);
  EXPECT_TRUE(first.import);
  EXPECT_EQ(first.last_sequence, 0) << "nothing changed, and the import is still on record";
  set.import = import_of("second", 25);
  const auto second = write(set);
  const auto refused = store_->save_refused_import(here_.id, import_of("third", 1));
  ASSERT_TRUE(refused) << refused.error().sentence;

  const auto imports = store_->imports(here_.id, 10);
  ASSERT_EQ(imports->size(), 3u);
  EXPECT_EQ(imports->at(0).id, *refused);
  EXPECT_EQ(imports->at(0).state, service::ImportState::refused);
  EXPECT_EQ(imports->at(1).id, second.import);
  const auto& summary = imports->at(2);
  EXPECT_EQ(summary.id, first.import);
  EXPECT_EQ(summary.at, moment(9));
  EXPECT_EQ(summary.by, account.id);
  EXPECT_EQ(summary.state, service::ImportState::done);
  EXPECT_EQ(summary.source_name, "first");
  EXPECT_EQ(summary.content_hash, "abc");
  EXPECT_EQ(summary.collection_years, (std::vector<int>{2024, 2025}));
  EXPECT_EQ(summary.children, 3);
  EXPECT_EQ(summary.episodes, 5'000'000'000);
  EXPECT_EQ(summary.sentence, "3 children.");
  EXPECT_EQ(store_->imports(here_.id, 1)->size(), 1u);
  EXPECT_TRUE(store_->imports(there_.id, 10)->empty());

  const auto some = store_->import_problems(here_.id, second.import, 20, 10);
  ASSERT_EQ(some->size(), 5u);
  EXPECT_EQ(some->front().row, 20);
  EXPECT_EQ(some->front().file, "episodes.csv");
  EXPECT_EQ(some->front().column, "DEC");
  EXPECT_EQ(some->front().found.reveal(), "31/02/2025");
  EXPECT_EQ(some->front().sentence, "is not a date");
  EXPECT_EQ(some->front().effect, "row left out");
  EXPECT_EQ(store_->import_problems(here_.id, *refused, 0, 10)->size(), 1u);
  EXPECT_TRUE(store_->import_problems(there_.id, second.import, 0, 10)->empty());
}

TEST_P(Desk, AnImportIsUndoneOnceAndItsJournalNamesIt) {
  const auto kid = new_child(here_.id, "1");
  auto set = changes(here_.id);
  set.import = import_of("first", 0);
  auto review = filled<care::Review>(3);
  review.child = kid.child;
  review.provenance.source = care::Source::return_file;
  set.changes = {added(review)};
  const auto applied = write(set);
  const auto kept = std::get<care::Review>(applied.rows.at(0));
  service::JournalQuery query;
  query.import = applied.import;
  EXPECT_EQ(store_->journal(here_.id, query)->size(), 1u) << "what it did, and no more";
  EXPECT_TRUE(store_->journal(there_.id, query)->empty());

  auto undo = changes(here_.id);
  undo.undoes = applied.import;
  undo.at = moment(99);
  undo.changes = {removed(kept)};
  auto elsewhere = undo;
  elsewhere.authority = there_.id;
  EXPECT_EQ(refused(elsewhere), ErrorKind::not_found);
  write(undo);
  const auto line = store_->imports(here_.id, 10)->at(0);
  EXPECT_EQ(line.state, service::ImportState::undone);
  EXPECT_EQ(line.undone_at, moment(99));
  const auto entry = store_->journal(here_.id, {})->back();
  EXPECT_EQ(entry.undoes, applied.import);
  EXPECT_FALSE(entry.import);
  EXPECT_EQ(refused(undo), ErrorKind::conflict);

  auto nothing = changes(here_.id);
  nothing.import = import_of("second", 0);
  const auto second = write(nothing);
  nothing = changes(here_.id);
  nothing.undoes = second.import;
  write(nothing);
  EXPECT_EQ(store_->imports(here_.id, 1)->at(0).state, service::ImportState::undone)
      << "also when nothing is left to change";
  const auto away = store_->save_refused_import(here_.id, import_of("third", 0));
  nothing.undoes = *away;
  EXPECT_EQ(refused(nothing), ErrorKind::not_found);
}

TEST_P(Desk, TheDescriptionNamesTheDatabaseWithoutSecrets) {
  const std::string words = store_->describe();
  EXPECT_NE(words.find(GetParam() == Kind::postgres ? "PostgreSQL 1" : "SQLite 3."),
            std::string::npos);
  EXPECT_EQ(words.find("homeward@"), std::string::npos);
}

HOMEWARD_ON_EACH_DATABASE(Desk);

}  // namespace
}  // namespace homeward::store::testing
