// The access log when its database cannot write it, or will not.
#include "service/look_log.hpp"

#include <thread>

#include "database.hpp"

namespace homeward::store::testing {
namespace {

using service::LookLog;

class Looking : public StoreTest {
 protected:
  service::Look look(const char* what) {
    if (!child_) child_ = new_child(here_.id, "1").child;
    return {moment(1), {}, here_.id, child_, what};
  }
  std::vector<std::string> written() {
    std::vector<std::string> what;
    const auto looks = store_->looks(here_.id, std::nullopt, 100);
    for (const service::Look& one : *looks) what.insert(what.begin(), one.what);
    return what;
  }
  // True when it holds within ten seconds.
  static bool waits_until(const std::function<bool()>& holds) {
    for (int i = 0; i < 1000 && !holds(); ++i)
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return holds();
  }
  static constexpr std::chrono::seconds kPatience{10};
  ChildId child_;
};

TEST_P(Looking, IsWrittenBeforeAnythingIsShown) {
  LookLog log(*store_, kPatience);
  ASSERT_TRUE(log.log(look("child page")));
  ASSERT_TRUE(waits_until([&] { return log.waiting() == 0; }));
  EXPECT_EQ(written(), std::vector<std::string>{"child page"});
}

TEST_P(Looking, WaitsInMemoryWhileNothingCanBeWrittenButNotForEver) {
  LookLog log(*store_, kPatience, 2);
  database_->execute("ALTER TABLE look RENAME TO look_away");
  ASSERT_TRUE(log.log(look("first")));
  ASSERT_TRUE(log.log(look("second")));
  const auto third = log.log(look("third"));
  ASSERT_FALSE(third) << "no more than two wait";
  EXPECT_EQ(third.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(log.waiting(), 2u);
  database_->execute("ALTER TABLE look_away RENAME TO look");
  ASSERT_TRUE(waits_until([&] { return log.waiting() == 0; }));
  EXPECT_EQ(written(), (std::vector<std::string>{"first", "second"}));
  EXPECT_TRUE(log.log(look("third")));
}

TEST_P(Looking, IsRefusedWhenTheDatabaseRefusesIt) {
  LookLog log(*store_, kPatience);
  auto of_nobody = look("child page");
  of_nobody.authority = AuthorityId{999};
  EXPECT_FALSE(log.log(of_nobody));
  EXPECT_TRUE(log.log(look("child page"))) << "the next one is another look";
  ASSERT_TRUE(waits_until([&] { return log.waiting() == 0; }));
}

HOMEWARD_ON_EACH_KEPT_DATABASE(Looking);

}  // namespace
}  // namespace homeward::store::testing
