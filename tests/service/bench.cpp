#include "bench.hpp"

#include <cstdlib>
#include <string_view>

#include "service/files.hpp"
#include "service/other_accounts.hpp"
#include "store/open.hpp"

namespace homeward::tests {

using namespace service;

namespace {

bool on_postgres() {
  const char* wanted = std::getenv("HOMEWARD_TEST_WORKBENCH");
  return wanted && std::string_view(wanted) == "postgres";
}

// Without PostgreSQL its tests are skipped, and fail when CI=true.
class PostgresIsThere : public ::testing::Environment {
 public:
  void SetUp() override {
    if (!on_postgres() || store::testing::postgres_missing().empty()) return;
    const char* ci = std::getenv("CI");
    if (ci && std::string_view(ci) == "true") FAIL() << store::testing::postgres_missing();
    GTEST_SKIP() << store::testing::postgres_missing();
  }
};
[[maybe_unused]] const auto* const postgres_is_there =
    ::testing::AddGlobalTestEnvironment(new PostgresIsThere);

}  // namespace

Workbench::Workbench(const char* today, std::string database_url) {
  clock->set(day(today));
  if (database_url.empty()) {
    using store::testing::Kind;
    database = std::make_unique<store::testing::TestDatabase>(on_postgres() ? Kind::postgres
                                                                            : Kind::memory);
    database_url = database->url();
  }
  auto settings = load_settings(std::string(HOMEWARD_SOURCE_DIR) + "/config");
  EXPECT_TRUE(settings) << (settings ? "" : settings.error().sentence);
  settings->look_patience = std::chrono::seconds(10);  // a slow machine is no busy database
  settings->password_cost = secrets::PasswordCost::least;
  auto store = store::open_or_make(database_url);
  EXPECT_TRUE(store) << (store ? "" : store.error().sentence);
  EXPECT_TRUE((*store)->migrate());
  service = std::make_unique<Service>(std::move(*store), clock, std::move(*settings));
}

AuthorityId Workbench::add_authority(const std::string& name) {
  care::Authority authority;
  authority.name = name;
  auto saved = service->store().save_authority(authority);
  EXPECT_TRUE(saved);
  return saved->id;
}

ChildId Workbench::add_child(AuthorityId authority, const std::string& number, const char* born,
                             const char* came, const char* given_name, const char* family_name) {
  care::Child child;
  child.id = RowId{-1};
  child.child = ChildId{-1};
  child.number = PrivateText(number);
  child.given_name = PrivateText(given_name);
  child.family_name = PrivateText(family_name);
  child.born_on = day(born);
  care::Episode episode;
  episode.child = ChildId{-1};
  episode.started_on = day(came);
  episode.reason_for_new_episode = "S";
  episode.legal_status = "V2";
  episode.category_of_need = "N1";
  episode.placement_type = "U6";
  episode.placement_provider = "PR1";
  episode.provenance = {care::Source::return_file, {}, 2, 2026};
  ChangeSet set;
  set.authority = authority;
  set.at = clock->now();
  set.changes = {{std::nullopt, child}, {std::nullopt, episode}};
  auto applied = service->store().apply(set);
  EXPECT_TRUE(applied) << (applied ? "" : applied.error().sentence);
  return std::get<care::Child>(applied->rows.front()).child;
}

Actor Workbench::actor(AuthorityId authority, Role role, const std::string& name) {
  Accounts& accounts = service->accounts();
  if (accounts.find(name)) {
    EXPECT_TRUE(accounts.give_role(name, authority, role));
  } else {
    EXPECT_TRUE(accounts.add(name, name + " Person", kPassword, authority, role, PasswordIs::own));
  }
  auto signed_in = service->sign_in(name, kPassword);
  EXPECT_TRUE(signed_in) << (signed_in ? "" : signed_in.error().sentence);
  token = signed_in->token;
  auto actor = service->actor(token);
  EXPECT_TRUE(actor);
  return *actor;
}

MilestoneEdit planning_meeting(const char* happened_on, std::int32_t expected_version) {
  MilestoneEdit edit;
  edit.type = "permanency_planning_meeting";
  edit.happened_on = happened_on ? FieldEdit<Date>(day(happened_on)) : FieldEdit<Date>::removed();
  edit.expected_version = expected_version;
  return edit;
}

std::string in_words(const std::vector<JournalValue>& values) {
  std::string out;
  for (const JournalValue& value : values)
    out += (out.empty() ? "" : "; ") + value.name + " " + value.value;
  return out;
}

std::vector<FileBytes> small_return(const std::vector<ReturnRow>& rows) {
  std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
  std::string episodes =
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
      "URN\n";
  for (const ReturnRow& row : rows) {
    header += row.child + ",F," + row.born + ",WBRI,UN4,0,\n";
    episodes += row.child + "," + row.started + ",S,V2,N1,U6,PR1," + row.ended + "," +
                (row.ended.empty() ? "" : "E4A") + ",,AB1 2CD,AB1 3CD,1234567\n";
  }
  return {{"header.csv", header}, {"episodes.csv", episodes}};
}

}  // namespace homeward::tests
