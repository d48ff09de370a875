// Work behind the pages and the files that wait for it.
#include <future>
#include <set>

#include "database.hpp"
#include "service/account_store.hpp"
#include "service/job_store.hpp"

namespace homeward::store::testing {
namespace {

using service::Job;
using service::JobKind;
using service::JobState;
using service::Upload;

constexpr std::uint64_t kMuch = 1 << 30;

class Jobs : public StoreTest {
 protected:
  service::JobStore& jobs() { return store_->jobs(); }

  AccountId somebody(const std::string& name) {
    service::Account account;
    account.sign_in_name = name;
    account.initials = "SB";
    account.password_hash = "x";
    const auto added = store_->account_store().add(account, here_.id, service::Role::manager, {});
    EXPECT_TRUE(added) << (added ? "" : added.error().sentence);
    return added ? added->id : AccountId{};
  }
  Upload new_upload(const std::string& name, AccountId account, const std::string& session) {
    Upload upload;
    upload.name = name;
    upload.authority = here_.id;
    upload.account = account;
    upload.session = session;
    upload.until = moment(1800);
    upload.read_on = *Date::parse_iso("2026-02-11");
    upload.files = {{"header.csv", false, std::string("a\0b\xff", 4) + std::string(3 << 20, 'x')},
                    {"empty.csv", false, ""},
                    {"last.csv", true, "last"}};
    return upload;
  }
  void keep(const Upload& upload, std::uint64_t most = kMuch) {
    const auto kept = jobs().keep_upload(upload, most);
    ASSERT_TRUE(kept) << kept.error().sentence;
  }
  bool held(const std::string& name) {
    const auto found = jobs().upload(here_.id, name);
    EXPECT_TRUE(found);
    return found && found->has_value();
  }
  Job new_job(const std::string& name, int asked_at, JobKind kind = JobKind::read) {
    Job job;
    job.name = name;
    job.authority = here_.id;
    job.at = moment(asked_at);
    job.order.kind = kind;
    return job;
  }
  void start(const Job& job) {
    const auto started = jobs().start_job(job, 100);
    ASSERT_TRUE(started) << started.error().sentence;
  }
  std::optional<Job> claim(const std::string& server, int now, int silent_since = 0) {
    auto claimed = jobs().claim_job(server, moment(now), moment(silent_since));
    EXPECT_TRUE(claimed) << (claimed ? "" : claimed.error().sentence);
    return claimed ? *claimed : std::nullopt;
  }
};

TEST_P(Jobs, AnUploadIsReadAsItWasKept) {
  Upload upload = new_upload("u1", somebody("mo"), "session 1");
  upload.answers.year = 2025;
  upload.answers.leading_zeros = service::LeadingZeros::same_children;
  upload.answers.old_year = true;
  keep(upload);
  const auto found = jobs().upload(here_.id, "u1");
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->account, upload.account);
  EXPECT_EQ((*found)->session, "session 1");
  EXPECT_EQ((*found)->until, moment(1800));
  EXPECT_EQ((*found)->read_on, upload.read_on);
  EXPECT_EQ((*found)->answers.year, 2025);
  EXPECT_EQ((*found)->answers.leading_zeros, service::LeadingZeros::same_children);
  EXPECT_TRUE((*found)->answers.old_year);
  EXPECT_FALSE((*found)->answers.unknown_children);
  const auto files = jobs().upload_files(here_.id, "u1");
  ASSERT_TRUE(files);
  ASSERT_EQ(files->size(), 3u);
  for (std::size_t i = 0; i < files->size(); ++i) {
    EXPECT_EQ((*files)[i].name, upload.files[i].name);
    EXPECT_EQ((*files)[i].previous, upload.files[i].previous);
    EXPECT_TRUE((*files)[i].bytes == upload.files[i].bytes) << i;
  }
  EXPECT_FALSE(*jobs().upload(there_.id, "u1")) << "another authority's is not found";
  EXPECT_TRUE(jobs().upload_files(there_.id, "u1")->empty());
}

TEST_P(Jobs, AnswersGrowTheRevision) {
  keep(new_upload("u1", somebody("mo"), "s"));
  service::ImportAnswers answers;
  answers.unknown_children = true;
  const auto revision = jobs().answer_upload(here_.id, "u1", answers);
  ASSERT_TRUE(revision && *revision);
  const auto found = jobs().upload(here_.id, "u1");
  EXPECT_EQ((*found)->revision, **revision);
  EXPECT_GT(**revision, 1);
  EXPECT_TRUE((*found)->answers.unknown_children);
  EXPECT_EQ(*jobs().answer_upload(here_.id, "none", answers), std::nullopt);
}

TEST_P(Jobs, AnUploadMakesRoomForTheNext) {
  const AccountId mo = somebody("mo"), jo = somebody("jo");
  keep(new_upload("u1", mo, "s1"));
  keep(new_upload("u2", mo, "s1"));
  EXPECT_FALSE(held("u1")) << "the person's next upload takes its place";
  keep(new_upload("u3", jo, "s2"), 4 << 20);
  EXPECT_FALSE(held("u2")) << "both are more than may be held";
  EXPECT_TRUE(held("u3"));
  Upload check = new_upload("u4", jo, "");
  keep(check);
  EXPECT_TRUE(held("u3")) << "files of a check take nobody's place";
  Job job = new_job("j", 1);
  job.order.upload = "u3";
  start(job);
  keep(new_upload("u5", jo, "s2"), 4 << 20);
  EXPECT_TRUE(held("u3")) << "a job waits for it";
  EXPECT_TRUE(jobs().drop_uploads_of_session("s2"));
  EXPECT_TRUE(held("u3"));
  EXPECT_FALSE(held("u5"));
  EXPECT_TRUE(held("u4"));
}

TEST_P(Jobs, UploadsGoWhenTheirTimeHasCome) {
  keep(new_upload("u1", somebody("mo"), "s1"));
  keep(new_upload("u2", somebody("jo"), "s2"));
  EXPECT_TRUE(jobs().prolong_upload(here_.id, "u2", moment(3600)));
  EXPECT_TRUE(jobs().tidy_jobs(moment(1800), moment(0)));
  EXPECT_FALSE(held("u1"));
  EXPECT_TRUE(held("u2"));
  EXPECT_TRUE(*jobs().drop_upload(here_.id, "u2"));
  EXPECT_FALSE(*jobs().drop_upload(here_.id, "u2"));
  for (const char* name : {"u1", "u2"}) EXPECT_TRUE(jobs().upload_files(here_.id, name)->empty());
}

TEST_P(Jobs, AJobIsReadAsItWasKeptAndTold) {
  Job job = new_job("j1", 5, JobKind::import);
  job.account = somebody("mo");
  job.session = "s1";
  job.order.upload = "u1";
  job.order.digest = "d";
  job.order.all_the_same = true;
  job.order.answers.year = 2024;
  job.progress.stage = "Waiting to start";
  start(job);
  auto claimed = claim("one", 6);
  ASSERT_TRUE(claimed);
  EXPECT_EQ(claimed->order.kind, JobKind::import);
  EXPECT_EQ(claimed->order.upload, "u1");
  EXPECT_EQ(claimed->order.digest, "d");
  EXPECT_TRUE(claimed->order.all_the_same);
  EXPECT_EQ(claimed->order.answers.year, 2024);
  EXPECT_EQ(claimed->account, job.account);
  EXPECT_EQ(claimed->session, "s1");
  claimed->progress.percent = 40;
  claimed->progress.stage = "Reading";
  EXPECT_TRUE(*jobs().tell_job(*claimed, moment(7)));
  auto seen = *jobs().job(here_.id, "j1");
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->progress.state, JobState::running);
  EXPECT_EQ(seen->progress.percent, 40);
  EXPECT_EQ(seen->progress.stage, "Reading");
  claimed->progress.state = JobState::done;
  claimed->progress.import = ImportId{7};
  claimed->progress.sentence = "Brought in.";
  EXPECT_TRUE(*jobs().tell_job(*claimed, moment(8)));
  seen = *jobs().job(here_.id, "j1");
  EXPECT_EQ(seen->progress.state, JobState::done);
  EXPECT_EQ(seen->progress.import, ImportId{7});
  EXPECT_EQ(seen->progress.sentence, "Brought in.");
  EXPECT_FALSE(*jobs().job(there_.id, "j1")) << "another authority's is not found";
  EXPECT_FALSE(*jobs().tell_job(*claimed, moment(9))) << "what is done stays as it is";
}

TEST_P(Jobs, TheOneThatHasWaitedLongestComesFirst) {
  start(new_job("late", 9));
  start(new_job("early", 3));
  EXPECT_EQ(claim("one", 10)->name, "early");
  EXPECT_EQ(claim("two", 10)->name, "late");
  EXPECT_FALSE(claim("three", 10));
  const auto counts = jobs().count_jobs();
  EXPECT_EQ(counts->waiting, 0);
  EXPECT_EQ(counts->running, 2);
}

TEST_P(Jobs, AJobOfASilentServerIsTakenUpAndTheFirstServerIsToldSo) {
  start(new_job("j", 1));
  auto first = claim("one", 10);
  EXPECT_FALSE(claim("two", 29, 9)) << "heard at 10";
  EXPECT_TRUE(*jobs().tell_job(*first, moment(25)));
  EXPECT_FALSE(claim("two", 44, 24)) << "heard at 25";
  const auto second = claim("two", 46, 26);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->attempts, 2);
  first->progress.state = JobState::done;
  EXPECT_FALSE(*jobs().tell_job(*first, moment(47)));
  EXPECT_EQ((*jobs().job(here_.id, "j"))->progress.state, JobState::running);
  EXPECT_TRUE(*jobs().tell_job(*second, moment(48)));
}

TEST_P(Jobs, ImportsOfOneAuthorityFollowEachOther) {
  start(new_job("first", 1, JobKind::import));
  start(new_job("second", 2, JobKind::undo));
  start(new_job("reading", 3));
  Job elsewhere = new_job("elsewhere", 4, JobKind::import);
  elsewhere.authority = there_.id;
  start(elsewhere);
  auto first = claim("one", 10);
  ASSERT_EQ(first->name, "first");
  EXPECT_EQ(claim("two", 10)->name, "reading") << "it writes nothing";
  EXPECT_EQ(claim("three", 10)->name, "elsewhere");
  EXPECT_FALSE(claim("four", 10));
  first->progress.state = JobState::done;
  EXPECT_TRUE(*jobs().tell_job(*first, moment(11)));
  EXPECT_EQ(claim("four", 12)->name, "second");
}

TEST_P(Jobs, OneJobIsNeverGivenTwice) {
  constexpr int kJobs = 20;
  for (int i = 0; i < kJobs; ++i) start(new_job("j" + std::to_string(i), i));
  std::vector<std::future<std::vector<std::string>>> servers;
  for (const char* name : {"one", "two", "three"})
    servers.push_back(std::async(std::launch::async, [this, name] {
      std::vector<std::string> mine;
      // Nothing may also mean that another one was quicker.
      for (int empty = 0; empty < 50;)
        if (const auto job = claim(name, 100))
          mine.push_back(job->name);
        else
          ++empty;
      return mine;
    }));
  std::multiset<std::string> all;
  for (auto& server : servers)
    for (const std::string& name : server.get()) all.insert(name);
  EXPECT_EQ(all.size(), std::size_t{kJobs});
  EXPECT_EQ(std::set(all.begin(), all.end()).size(), std::size_t{kJobs});
}

TEST_P(Jobs, OnlyAFewMayWaitInOneAuthority) {
  start(new_job("j1", 1));
  const auto refused = jobs().start_job(new_job("j2", 2), 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::too_many);
  Job elsewhere = new_job("j3", 3);
  elsewhere.authority = there_.id;
  EXPECT_TRUE(jobs().start_job(elsewhere, 1));
}

TEST_P(Jobs, OnesThatEndedLongAgoGo) {
  start(new_job("old", 1));
  start(new_job("waiting", 2));
  auto job = claim("one", 3);
  job->progress.state = JobState::refused;
  EXPECT_TRUE(*jobs().tell_job(*job, moment(4)));
  EXPECT_TRUE(jobs().tidy_jobs(moment(5), moment(5)));
  EXPECT_FALSE(*jobs().job(here_.id, "old"));
  EXPECT_TRUE(*jobs().job(here_.id, "waiting"));
}

HOMEWARD_ON_EACH_DATABASE(Jobs);

}  // namespace
}  // namespace homeward::store::testing
