// What happens to an account while somebody signs in: on both databases, with the other act between
// the check of the password and the write.
#include <atomic>
#include <thread>

#include "database.hpp"
#include "service/files.hpp"
#include "service/other_accounts.hpp"
#include "service/service.hpp"
#include "service/wall_clock.hpp"

namespace homeward::store::testing {
namespace {

using service::PasswordIs;
using service::Role;

constexpr const char* kPassword = "gravel moth lantern";
constexpr const char* kAnother = "seven cold spoons";

// Each sign-in asks the time twice: before the password is checked, and after.
class PausingClock : public service::SystemClock {
 public:
  service::Moment now() const override {
    if (between_ && ++asked_ == 2) std::exchange(between_, {})();
    return moment(100);
  }
  void between(std::function<void()> act) {
    asked_ = 0;
    between_ = std::move(act);
  }

 private:
  mutable std::function<void()> between_;
  mutable int asked_ = 0;
};

class WhileSigningIn : public StoreTest {
 protected:
  void SetUp() override {
    StoreTest::SetUp();
    if (!store_) return;
    service_ = std::make_unique<service::Service>(store_shared(), clock_, settings());
    ASSERT_TRUE(
        accounts().add("a.khan", "Ada Khan", kPassword, here_.id, Role::viewer, PasswordIs::own));
  }
  std::shared_ptr<service::Store> store_shared() {
    return {store_.get(), [](service::Store*) {}};
  }
  static service::Settings settings() {
    return *service::load_settings(HOMEWARD_SOURCE_DIR "/config");
  }
  service::Accounts& accounts() { return service_->accounts(); }
  Result<service::SignedIn> sign_in(const char* password) {
    return service_->sign_in("a.khan", password, {"192.0.2.7", "Edge on Windows"});
  }
  bool disabled() { return (*store_->account_named("a.khan"))->disabled; }

  std::shared_ptr<PausingClock> clock_ = std::make_shared<PausingClock>();
  std::unique_ptr<service::Service> service_;
};

TEST_P(WhileSigningIn, AWrongTryUnderWayDoesNotEnableWhoIsDisabledMeanwhile) {
  clock_->between([&] { ASSERT_TRUE(accounts().disable("a.khan", here_.id)); });
  EXPECT_FALSE(sign_in(kAnother));
  EXPECT_TRUE(disabled());
  EXPECT_FALSE(sign_in(kPassword));
}

TEST_P(WhileSigningIn, TheRightPasswordDoesNotLetInWhoIsDisabledMeanwhile) {
  clock_->between([&] { ASSERT_TRUE(accounts().disable("a.khan", here_.id)); });
  EXPECT_FALSE(sign_in(kPassword));
  EXPECT_TRUE(disabled());
  EXPECT_TRUE(store_->account_store()
                  .sessions((*store_->account_named("a.khan"))->id, moment(100))
                  ->empty())
      << "no session waits for the day the account is enabled again";
}

TEST_P(WhileSigningIn, ATryUnderWayDoesNotBringTheOldPasswordBack) {
  for (const char* tried : {kAnother, kPassword}) {
    const std::string given = std::string("new ") + tried;
    clock_->between(
        [&] { ASSERT_TRUE(accounts().give_password("a.khan", here_.id, given, PasswordIs::own)); });
    EXPECT_FALSE(sign_in(tried)) << tried;
    EXPECT_FALSE(sign_in(kPassword)) << "the old one";
    EXPECT_TRUE(sign_in(given.c_str()));
    ASSERT_TRUE(accounts().give_password("a.khan", here_.id, kPassword, PasswordIs::own));
  }
}

TEST_P(WhileSigningIn, ALockThatComesMeanwhileHoldsForTheRightPasswordToo) {
  clock_->between([&] {
    for (int i = 0; i < 5; ++i) EXPECT_FALSE(sign_in(kAnother));
  });
  const auto signed_in = sign_in(kPassword);
  ASSERT_FALSE(signed_in);
  EXPECT_EQ(signed_in.error().kind, ErrorKind::too_many);
}

TEST_P(WhileSigningIn, EachOfManyWrongTriesAtOnceCounts) {
  service::Settings strict = settings();
  strict.lockout_attempts = 8;
  service::Service other(store_shared(), clock_, strict), third(store_shared(), clock_, strict);
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      EXPECT_FALSE((i % 2 ? other : third).sign_in("a.khan", kAnother, {"192.0.2.9", ""}));
    });
  for (std::thread& thread : threads) thread.join();
  const auto locked = other.sign_in("a.khan", kPassword, {"192.0.2.9", ""});
  ASSERT_FALSE(locked) << "none of the eight was lost between two servers";
  EXPECT_EQ(locked.error().kind, ErrorKind::too_many);
}

HOMEWARD_ON_EACH_DATABASE(WhileSigningIn);

}  // namespace
}  // namespace homeward::store::testing
