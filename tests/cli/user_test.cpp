// homeward user: whom it concerns, what changed, and what it never touches.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <thread>

#include "command.hpp"
#include "store/open.hpp"

namespace homeward::tests {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct User : Command {
  void SetUp() override {
    auto store = store::open_or_make("sqlite:" + path("homeward.db"));
    ASSERT_TRUE(store && (*store)->migrate());
    for (const char* name : {"Alphashire", "Betashire"}) {
      care::Authority authority;
      authority.name = name;
      authority.synthetic = name[0] == 'B';
      ASSERT_TRUE((*store)->save_authority(authority));
    }
  }
  Ran user(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "user");
    arguments.insert(arguments.end(), {"--db", "sqlite:" + path("homeward.db"), "--config",
                                       HOMEWARD_SOURCE_DIR "/config"});
    return run(std::move(arguments), on_real_databases());
  }
  Ran in(const char* authority, std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--authority", authority});
    return user(std::move(arguments));
  }
  // Another administrator, so that Jane is not the last one.
  void add_another() {
    EXPECT_EQ(in("Alphashire",
                 {"add", "o.ther", "--name", "O Ther", "--role", "administrator", "--generate"})
                  .code,
              0);
  }
  Ran add_jane() {
    return in("Alphashire",
              {"add", "j.smith", "--name", "Jane Smith", "--role", "administrator", "--generate"});
  }
};

// Standard input is a terminal for as long as this lives; what a person at it would see is kept.
class Terminal {
 public:
  Terminal() : master_(posix_openpt(O_RDWR | O_NOCTTY)), before_(dup(STDIN_FILENO)) {
    EXPECT_EQ(grantpt(master_), 0);
    EXPECT_EQ(unlockpt(master_), 0);
    const int slave = open(ptsname(master_), O_RDWR | O_NOCTTY);
    dup2(slave, STDIN_FILENO);
    close(slave);
  }
  ~Terminal() {
    dup2(before_, STDIN_FILENO);
    close(before_);
    close(master_);
  }
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;

  bool shows_typing() const {
    termios now{};
    return tcgetattr(STDIN_FILENO, &now) == 0 && (now.c_lflag & ECHO) != 0;
  }
  // Waits until nothing typed is shown, as a person waits for the question.
  void type(const std::string& text) const {
    for (int i = 0; i < 10'000 && shows_typing(); ++i) usleep(1000);
    EXPECT_EQ(write(master_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  std::string seen() const {
    std::string text;
    pollfd ready{master_, POLLIN, 0};
    for (char c = 0; poll(&ready, 1, 100) > 0 && read(master_, &c, 1) == 1;) text += c;
    return text;
  }

 private:
  int master_, before_;
};

}  // namespace

TEST_F(User, AddSaysWhomAndAsksForAPasswordOfTheirOwn) {
  const Ran added = add_jane();
  EXPECT_EQ(added.code, 0) << added.err;
  EXPECT_THAT(added.out,
              AllOf(HasSubstr("Added Jane Smith (j.smith), administrator in Alphashire."),
                    HasSubstr("a password of their own is asked for"),
                    HasSubstr("Sign-in name: j.smith\nPassword:     ")));
}

TEST_F(User, AddNeverTouchesAnAccountThatIsThere) {
  add_jane();
  const std::string listed = in("Alphashire", {"list"}).out;
  for (const char* authority : {"Alphashire", "Betashire"}) {
    const Ran refused =
        in(authority, {"add", "J.Smith", "--name", "John Smith", "--role", "viewer", "--generate"});
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr("There is already an account “j.smith”: an "
                                       "administrator in Alphashire. Nothing was changed."));
    EXPECT_THAT(refused.out, Not(HasSubstr("Password")));
  }
  EXPECT_EQ(in("Alphashire", {"list"}).out, listed);
  EXPECT_EQ(in("Betashire", {"list"}).out, "");
}

TEST_F(User, EachCommandIsBoundToAnAuthority) {
  add_jane();
  add_another();
  for (const char* command : {"password", "revoke", "disable", "enable", "unlock"}) {
    std::vector<std::string> words{command, "j.smith"};
    if (words[0] == "password") words.emplace_back("--generate");
    const Ran unsaid = user(words);
    EXPECT_EQ(unsaid.code, 2);
    EXPECT_THAT(unsaid.err, HasSubstr("several authorities. Say which with --authority"));
    const Ran other = in("Betashire", words);
    EXPECT_EQ(other.code, 2) << command;
    EXPECT_THAT(other.err, HasSubstr("has no role in this authority, but is an administrator in "
                                     "Alphashire. Nothing was changed"))
        << command;
    const Ran right = in("Alphashire", words);
    EXPECT_EQ(right.code, 0) << command << right.err;
    EXPECT_THAT(right.out, HasSubstr("Jane Smith (j.smith)")) << command;
    EXPECT_THAT(right.out, HasSubstr("in Alphashire")) << command;
    if (words[0] == "revoke") {
      EXPECT_EQ(in("Alphashire", {"role", "j.smith", "--role", "administrator"}).code, 0);
    }
  }
}

TEST_F(User, ARoleInAnotherAuthorityIsGivenKnowingly) {
  add_jane();
  const Ran asked = in("Betashire", {"role", "j.smith", "--role", "viewer"});
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.out, HasSubstr("Jane Smith (j.smith), no role in Betashire; elsewhere an "
                                   "administrator in Alphashire"));
  EXPECT_THAT(asked.err, HasSubstr("Nothing was changed. Add --yes"));
  const Ran given = in("Betashire", {"role", "j.smith", "--role", "viewer", "--yes"});
  EXPECT_EQ(given.code, 0) << given.err;
  EXPECT_THAT(given.out, HasSubstr("was no role in Betashire, is now viewer in Betashire"));
  // From now on what is done in one reaches the other, and is asked about.
  const Ran disabled = in("Betashire", {"disable", "j.smith"});
  EXPECT_EQ(disabled.code, 1);
  EXPECT_THAT(disabled.out, HasSubstr("an administrator in Alphashire"));
  const Ran revoked = in("Betashire", {"revoke", "j.smith"});
  EXPECT_THAT(revoked.out, HasSubstr("Still an administrator in Alphashire"));
  EXPECT_EQ(in("Betashire", {"list"}).out, "");
}

TEST_F(User, TheLastAdministratorOfAnAuthorityGoesOnlyKnowingly) {
  add_jane();
  const std::vector<std::vector<std::string>> ways = {
      {"disable", "j.smith"}, {"revoke", "j.smith"}, {"role", "j.smith", "--role", "manager"}};
  const std::string listed = in("Alphashire", {"list"}).out;
  for (auto way : ways) {
    const Ran refused = in("Alphashire", way);
    EXPECT_EQ(refused.code, 2) << way[0];
    EXPECT_THAT(refused.err,
                AllOf(HasSubstr("“j.smith” is the last administrator of Alphashire"),
                      HasSubstr("Nothing was changed."), HasSubstr("--no-administrator-left")))
        << way[0];
    EXPECT_EQ(in("Alphashire", {"list"}).out, listed) << way[0];
  }
  EXPECT_EQ(in("Alphashire", {"role", "j.smith", "--role", "administrator"}).code, 0);
  add_another();
  EXPECT_EQ(in("Alphashire", {"disable", "o.ther"}).code, 0);
  EXPECT_EQ(in("Alphashire", {"disable", "j.smith"}).code, 2);
  EXPECT_EQ(in("Alphashire", {"enable", "o.ther"}).code, 0);
  EXPECT_EQ(in("Alphashire", {"revoke", "j.smith"}).code, 0);
  EXPECT_EQ(in("Alphashire", {"revoke", "o.ther"}).code, 2);
  EXPECT_EQ(in("Alphashire", {"revoke", "o.ther", "--no-administrator-left"}).code, 0);
}

TEST_F(User, DisablingConcernsEveryAuthorityWhoseLastAdministratorItIs) {
  add_jane();
  add_another();
  EXPECT_EQ(in("Betashire", {"role", "j.smith", "--role", "administrator", "--yes"}).code, 0);
  const Ran refused = in("Alphashire", {"disable", "j.smith", "--yes"});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("the last administrator of Betashire"));
  EXPECT_EQ(in("Alphashire", {"revoke", "j.smith"}).code, 0) << "that leaves Betashire as it is";
  EXPECT_EQ(in("Betashire", {"disable", "j.smith", "--no-administrator-left"}).code, 0);
}

TEST_F(User, ADisabledAccountStaysSoUntilItIsEnabled) {
  add_jane();
  add_another();
  EXPECT_THAT(in("Alphashire", {"disable", "j.smith"}).out, HasSubstr("is now disabled"));
  EXPECT_THAT(in("Alphashire", {"password", "j.smith", "--generate"}).out,
              HasSubstr("stays disabled"));
  EXPECT_THAT(in("Alphashire", {"role", "j.smith", "--role", "viewer"}).out,
              HasSubstr("stays disabled"));
  EXPECT_THAT(in("Alphashire", {"unlock", "j.smith"}).out, HasSubstr("stays disabled"));
  EXPECT_THAT(in("Alphashire", {"list"}).out, HasSubstr("disabled"));
  EXPECT_THAT(in("Alphashire", {"enable", "j.smith"}).out, HasSubstr("can sign in again"));
  EXPECT_THAT(in("Alphashire", {"list"}).out, Not(HasSubstr("disabled")));
}

TEST_F(User, APasswordStaysOnlyWhereNoRealChildIs) {
  const std::vector<std::string> words{"add",  "demo",       "--name",
                                       "Demo", "--generate", "--password-stays"};
  EXPECT_EQ(in("Alphashire", words).code, 2);
  EXPECT_EQ(in("Betashire", words).code, 0);
  EXPECT_THAT(in("Betashire", {"list"}).out, Not(HasSubstr("not changed yet")));
}

TEST_F(User, ATypedPasswordIsNotShownAndIsTypedTwice) {
  for (const char* second : {"gravel moth lantern\n", "gravel moth lanterm\n"}) {
    Terminal terminal;
    std::thread person([&] {
      terminal.type("gravel moth lantern\n");
      terminal.type(second);
    });
    const Ran ran = in("Alphashire", {"add", "a.khan", "--name", "A Ray"});
    person.join();
    EXPECT_THAT(terminal.seen() + ran.out + ran.err, Not(HasSubstr("gravel")));
    EXPECT_TRUE(terminal.shows_typing()) << "afterwards as before";
    if (std::string(second).find("lantern") != std::string::npos)
      EXPECT_EQ(ran.code, 0) << ran.err;
    else
      EXPECT_THAT(ran.err, HasSubstr("not the same"));
  }
}

TEST_F(User, WorkerSaysWhomAnAccountIsAndNeverMakesTwoOfOne) {
  add_jane();
  add_another();
  {
    auto store = store::open_or_make("sqlite:" + path("homeward.db"));
    service::ChangeSet set;
    set.authority = store->get()->authorities()->front().id;
    care::Worker worker;
    worker.id = WorkerId{-1};
    worker.number = PrivateText("SW12");
    worker.name = PrivateText("Mara Lane");
    set.lists.workers = {worker};
    ASSERT_TRUE((*store)->apply(set));
  }
  const Ran set = in("Alphashire", {"worker", "j.smith", "--number", "sw12"});
  EXPECT_EQ(set.code, 0) << set.err;
  EXPECT_THAT(set.out, HasSubstr("Jane Smith (j.smith), administrator in Alphashire: was no "
                                 "worker, is now the worker Mara Lane (SW12)."));
  EXPECT_THAT(in("Alphashire", {"list"}).out, HasSubstr("the worker Mara Lane (SW12)"));
  const std::string listed = in("Alphashire", {"list"}).out;
  struct Refusal {
    std::vector<std::string> words;
    const char* sentence;
  };
  const Refusal refusals[] = {
      {{"worker", "o.ther", "--number", "SW12"}, "“j.smith” is that worker already"},
      {{"worker", "j.smith", "--number", "SW13"}, "No worker of this authority has that number."},
      {{"worker", "j.smith"}, "Say who the person is: --number and the worker's number"},
  };
  for (const Refusal& refusal : refusals) {
    const Ran refused = in("Alphashire", refusal.words);
    EXPECT_EQ(refused.code, 2);
    EXPECT_THAT(refused.err, HasSubstr(refusal.sentence));
  }
  EXPECT_EQ(in("Alphashire", {"list"}).out, listed);
  EXPECT_THAT(in("Alphashire", {"worker", "j.smith", "--nobody"}).out,
              HasSubstr("was the worker Mara Lane (SW12), is now no worker."));
}

TEST_F(User, APasswordThatBreaksTheRulesIsRefused) {
  Terminal terminal;
  std::thread person([&] { terminal.type("password1234\npassword1234\n"); });
  const Ran ran = in("Alphashire", {"add", "a.khan", "--name", "A Ray"});
  person.join();
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("tried first"));
  EXPECT_EQ(in("Alphashire", {"list"}).out, "");
}

// A database whose schema is as it should be.
struct UpToDate final : service::Upkeep {
  Result<service::SchemaState> schema(const std::string&) override {
    return service::SchemaState{1, 0};
  }
  Result<service::Backup> back_up(const std::string&, const std::string&) override {
    return fail(ErrorKind::unavailable, "no backup here");
  }
  Result<service::Restored> restore(const std::string&, const std::string&, bool) override {
    return fail(ErrorKind::unavailable, "no backup here");
  }
};

TEST_F(User, APasswordOfTheDatabaseOnTheCommandLineIsRefusedForAServer) {
  cli::Adapters adapters;
  adapters.upkeep = std::make_shared<UpToDate>();
  bool opened = false;
  adapters.open_store = [&](const std::string&) -> Result<std::unique_ptr<service::Store>> {
    opened = true;
    return fail(ErrorKind::unavailable, "no database here");
  };
  const std::string config = HOMEWARD_SOURCE_DIR "/config";
  for (const char* url : {"postgres://me:s3cret@127.0.0.1/homeward",
                          "postgresql://127.0.0.1/homeward?user=me&password=s3cret"}) {
    for (const std::vector<std::string>& db :
         {std::vector<std::string>{"--db", url}, {std::string("--db=") + url}}) {
      std::vector<std::string> serve{"serve", "--config", config};
      serve.insert(serve.end(), db.begin(), db.end());
      const Ran refused = run(serve, adapters);
      EXPECT_EQ(refused.code, 2);
      EXPECT_THAT(refused.err, AllOf(HasSubstr("HOMEWARD_DB"), Not(HasSubstr("s3cret"))));
      EXPECT_FALSE(opened);
    }
    const Ran warned = run({"user", "list", "--config", config, "--db", url}, adapters);
    EXPECT_THAT(warned.err, AllOf(HasSubstr("HOMEWARD_DB"), HasSubstr("no database here")));
    opened = false;
  }
  const Ran without =
      run({"serve", "--config", config, "--db", "postgres://me@127.0.0.1/homeward"}, adapters);
  EXPECT_TRUE(opened) << without.err;
}

}  // namespace homeward::tests
