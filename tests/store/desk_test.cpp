// Authorities, imports, accounts, sessions and the access log.
#include "database.hpp"

namespace homeward::store::testing {
namespace {

using service::Account;
using service::Role;

class Desk : public StoreTest {
 protected:
  Account new_account(const std::string& name) {
    Account account;
    account.sign_in_name = name;
    account.name = PrivateText{"Ada Khan"};
    account.initials = "AK";
    account.password_hash = "$argon2id$…";
    account.worker = WorkerId{4};
    auto saved = store_->save_account(account);
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

TEST_P(Desk, AnAccountIsFoundByNameAndId) {
  auto account = new_account("a.khan");
  ASSERT_TRUE(account.id);
  EXPECT_EQ(store_->account_named("b.khan")->has_value(), false);
  EXPECT_EQ(store_->account(AccountId{99})->has_value(), false);
  account.disabled = true;
  account.failed_attempts = 3;
  account.locked_until = moment(60);
  ASSERT_TRUE(store_->save_account(account));
  const auto by_name = store_->account_named("a.khan");
  ASSERT_TRUE(by_name && *by_name);
  const Account& found = **by_name;
  EXPECT_EQ(found.id, account.id);
  EXPECT_EQ(found.name.reveal(), "Ada Khan");
  EXPECT_EQ(found.initials, "AK");
  EXPECT_EQ(found.password_hash, "$argon2id$…");
  EXPECT_EQ(found.worker, WorkerId{4});
  EXPECT_TRUE(found.disabled);
  EXPECT_EQ(found.failed_attempts, 3);
  EXPECT_EQ(found.locked_until, moment(60));
  account.locked_until.reset();
  ASSERT_TRUE(store_->save_account(account));
  EXPECT_EQ((*store_->account(account.id))->locked_until, std::nullopt);
}

TEST_P(Desk, ASignInNameBelongsToOneAccount) {
  new_account("a.khan");
  auto other = new_account("b.khan");
  Account again;
  again.sign_in_name = "a.khan";
  EXPECT_EQ(store_->save_account(again).error().kind, ErrorKind::conflict);
  other.sign_in_name = "a.khan";
  EXPECT_EQ(store_->save_account(other).error().kind, ErrorKind::conflict);
  other.id = AccountId{99};
  other.sign_in_name = "c.khan";
  EXPECT_EQ(store_->save_account(other).error().kind, ErrorKind::not_found);
}

TEST_P(Desk, AGrantOpensOneAuthority) {
  const auto account = new_account("a.khan");
  EXPECT_TRUE(store_->accounts(here_.id)->empty());
  ASSERT_TRUE(store_->save_grant({account.id, here_.id, Role::viewer}));
  ASSERT_TRUE(store_->save_grant({account.id, here_.id, Role::manager}));
  const auto grants = store_->grants(account.id);
  ASSERT_EQ(grants->size(), 1u);
  EXPECT_EQ(grants->front().authority, here_.id);
  EXPECT_EQ(grants->front().role, Role::manager);
  ASSERT_EQ(store_->accounts(here_.id)->size(), 1u);
  EXPECT_EQ(store_->accounts(here_.id)->front().id, account.id);
  EXPECT_TRUE(store_->accounts(there_.id)->empty());
  EXPECT_EQ(store_->save_grant({AccountId{99}, here_.id, Role::viewer}).error().kind,
            ErrorKind::not_found);
}

TEST_P(Desk, SessionsBeginMoveAndEnd) {
  const auto account = new_account("a.khan");
  const auto other = new_account("b.khan");
  service::Session session{"h1", "csrf", account.id, here_.id, moment(1), moment(2), moment(3)};
  ASSERT_TRUE(store_->save_session(session));
  session.last_seen_at = moment(20);
  session.ends_at = moment(30);
  ASSERT_TRUE(store_->save_session(session));
  const auto found = store_->session("h1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->csrf_token, "csrf");
  EXPECT_EQ((*found)->account, account.id);
  EXPECT_EQ((*found)->authority, here_.id);
  EXPECT_EQ((*found)->started_at, moment(1));
  EXPECT_EQ((*found)->last_seen_at, moment(20));
  EXPECT_EQ((*found)->ends_at, moment(30));
  session.token_hash = "h2";
  ASSERT_TRUE(store_->save_session(session));
  session.token_hash = "h3";
  session.account = other.id;
  ASSERT_TRUE(store_->save_session(session));
  ASSERT_TRUE(store_->end_session("h1"));
  EXPECT_FALSE(store_->session("h1")->has_value());
  EXPECT_TRUE(store_->session("h2")->has_value());
  ASSERT_TRUE(store_->end_sessions_of(account.id));
  EXPECT_FALSE(store_->session("h2")->has_value());
  EXPECT_TRUE(store_->session("h3")->has_value());
  ASSERT_TRUE(store_->end_session("never")) << "ending an ended session is no error";
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

TEST_P(Desk, TheDescriptionNamesTheDatabaseWithoutSecrets) {
  const std::string words = store_->describe();
  EXPECT_NE(words.find(GetParam() == Kind::postgres ? "PostgreSQL 1" : "SQLite 3."),
            std::string::npos);
  EXPECT_EQ(words.find("homeward@"), std::string::npos);
}

HOMEWARD_ON_EACH_DATABASE(Desk);

}  // namespace
}  // namespace homeward::store::testing
