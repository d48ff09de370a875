// Work behind the pages: who may, what is done once, and what becomes of the files.
#include "bench.hpp"
#include "service/account_store.hpp"
#include "silent.hpp"

namespace homeward::tests {

using namespace service;

namespace {

struct Jobs : testing::Test {
  Workbench bench{"2026-02-11"};
  AuthorityId authority = bench.add_authority("Northshire");
  Actor manager = bench.actor(authority, Role::manager, "manager");
  JobStore& store() { return bench.service->store().jobs(); }

  std::string start(JobOrder order, bool with_files = false) {
    std::vector<KeptFile> files;
    if (with_files)
      for (FileBytes& file : small_return({{"N1", "01/02/2019", "01/05/2025", ""}}))
        files.push_back({std::move(file.name), false, std::move(file.bytes)});
    const auto name = bench.service->start_job(manager, std::move(order), std::move(files));
    EXPECT_TRUE(name) << (name ? "" : name.error().sentence);
    return name.value_or("");
  }
  static JobOrder order(JobKind kind) {
    JobOrder order;
    order.kind = kind;
    return order;
  }
  Job claimed() {
    auto job = bench.service->claim_job("a server");
    EXPECT_TRUE(job && *job);
    return job && *job ? **job : Job{};
  }
  JobProgress done(const Job& job) {
    auto progress = bench.service->do_job(job, kSilent);
    EXPECT_TRUE(progress) << (progress ? "" : progress.error().sentence);
    return progress.value_or(JobProgress{});
  }
  // As a server does it.
  JobProgress finished() {
    Job job = claimed();
    job.progress = done(job);
    EXPECT_TRUE(*bench.service->tell_job(job));
    return job.progress;
  }
  // The order to import what was read.
  JobOrder import_of(const std::string& reading) {
    JobOrder import = order(JobKind::import);
    import.upload = reading;
    import.all_the_same = true;
    import.digest = bench.service->import_look_over(manager, reading)->look_over.digest;
    return import;
  }
  std::size_t imports() { return bench.service->imports(manager, 10)->size(); }
};

TEST_F(Jobs, AnImportThatIsBegunAnewIsNotDoneTwice) {
  start(order(JobKind::read), true);
  const std::string reading = finished().reading;
  start(import_of(reading));
  Job job = claimed();
  const JobProgress first = done(job);
  ASSERT_TRUE(first.import);
  ++job.attempts;  // the first server died before it said so
  const JobProgress second = done(job);
  EXPECT_EQ(second.state, JobState::done);
  EXPECT_EQ(second.import, first.import);
  EXPECT_EQ(second.sentence, first.sentence);
  EXPECT_EQ(imports(), 1u);
}

TEST_F(Jobs, AnUndoingThatIsBegunAnewFindsTheImportUndone) {
  start(order(JobKind::read), true);
  start(import_of(finished().reading));
  JobOrder undo = order(JobKind::undo);
  undo.undoes = finished().import;
  start(undo);
  Job job = claimed();
  EXPECT_EQ(done(job).import, undo.undoes);
  ++job.attempts;
  EXPECT_EQ(done(job).state, JobState::done);
}

TEST_F(Jobs, WhoeverMayNotDoItAnyMoreDoesNot) {
  start(order(JobKind::read), true);
  start(import_of(finished().reading));
  const Job job = claimed();
  bench.actor(authority, Role::viewer, "manager");
  const auto refused = bench.service->do_job(job, kSilent);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_allowed);
  EXPECT_EQ(imports(), 0u);
  ASSERT_TRUE(bench.service->accounts().disable("manager", authority));
  EXPECT_EQ(bench.service->do_job(job, kSilent).error().kind, ErrorKind::not_allowed);
}

TEST_F(Jobs, AnUploadOfWhichNothingCanBeReadIsLetGo) {
  JobOrder read = order(JobKind::read);
  const auto name = bench.service->start_job(manager, read, {{"shopping.csv", false, "milk,2\n"}});
  ASSERT_TRUE(name);
  const Job job = claimed();
  const auto refused = bench.service->do_job(job, kSilent);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::invalid_input);
  EXPECT_FALSE(*store().upload(authority, job.order.upload));
}

TEST_F(Jobs, WhatIsReadForOneWhoHasSignedOutMeanwhileIsLetGo) {
  manager.session = std::string(64, 'a');
  Session session;
  session.token_hash = manager.session;
  session.csrf_token = "csrf";
  session.account = manager.account;
  session.authority = authority;
  session.ends_at = bench.clock->now() + std::chrono::hours(1);
  const std::string password = (*bench.service->store().account_named("manager"))->password_hash;
  session.started_at = session.last_seen_at = bench.clock->now();
  const CountKey keys[] = {{"manager", kAny}};
  SecurityEvent signed_in;
  signed_in.act = SecurityAct::signed_in;
  signed_in.account = manager.account;
  const auto begun =
      bench.service->store().account_store().begin_session(session, password, keys, signed_in);
  ASSERT_TRUE(begun) << begun.error().sentence;
  for (const bool stays : {true, false}) {
    start(order(JobKind::read), true);
    const Job job = claimed();
    if (!stays) {
      ASSERT_TRUE(bench.service->store().end_session(session.token_hash));
    }
    done(job);
    EXPECT_EQ(store().upload(authority, job.order.upload)->has_value(), stays);
  }
}

TEST_F(Jobs, FilesOfACheckGoWithTheCheck) {
  start(order(JobKind::check), true);
  const Job job = claimed();
  EXPECT_TRUE(*store().upload(authority, job.order.upload));
  EXPECT_TRUE(done(job).check);
  EXPECT_FALSE(*store().upload(authority, job.order.upload));
}

TEST_F(Jobs, AnOrderAboutFilesThatAreGoneIsRefusedAtOnce) {
  JobOrder import = order(JobKind::import);
  import.upload = "none";
  import.digest = "d";
  const auto refused = bench.service->start_job(manager, import, {});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().kind, ErrorKind::not_found);

  start(order(JobKind::read), true);
  import.upload = finished().reading;
  bench.clock->pass(std::chrono::minutes(31));
  EXPECT_EQ(bench.service->start_job(manager, import, {}).error().kind, ErrorKind::not_found);
  EXPECT_TRUE(bench.service->tidy_jobs());
  EXPECT_FALSE(*store().upload(authority, import.upload));
}

// Each server keeps the look-overs that it has made; an answer given at another one counts at once.
TEST_F(Jobs, AnAnswerGivenAtAnotherServerIsTheOneThatCounts) {
  start(order(JobKind::read), true);
  const std::string reading = finished().reading;
  ImportAnswers answers;
  answers.year = 2025;
  ASSERT_TRUE(*store().answer_upload(authority, reading, answers));
  const auto seen = bench.service->import_look_over(manager, reading);
  ASSERT_TRUE(seen);
  ASSERT_EQ(seen->look_over.returns.size(), 1u);
  EXPECT_EQ(seen->look_over.returns[0].collection_year, 2025);
}

}  // namespace
}  // namespace homeward::tests
