// Bringing a return in: read, lay over what is held, look over, write what differs. One
// transaction.
#include <algorithm>

#include "base/text.hpp"
#include "service/change_digest.hpp"
#include "service/import_plan.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/secrets.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kMostSentence = 1000;

Status has_files(const std::vector<FileBytes>& files) {
  if (files.empty()) return fail(ErrorKind::invalid_input, "No file was given. Choose one.");
  return {};
}

tl::unexpected<Error> no_longer_held() {
  return fail(ErrorKind::not_found,
              "These files are no longer held: they are let go after half an hour, when you sign "
              "out and when Homeward is started anew. Nothing was imported; upload them again.");
}

std::string nothing_read(const Incoming& incoming) {
  return "Nothing was brought in: no child could be read from " +
         incoming.import.summary.source_name + ".";
}

// "the value" in the place of what was found, so that the sentence holds no personal data.
std::string said_without_value(const ImportProblem& problem) {
  std::string sentence = problem.sentence;
  if (const auto at = sentence.find("{}"); at != std::string::npos)
    sentence.replace(at, 2, at == 0 ? "The value" : "the value");
  return (problem.file.empty() ? "" : problem.file + ": ") + sentence;
}

// With what left whole files out; else with the first thing that left out a row, or that was noted.
tl::unexpected<Error> refusal(const Incoming& incoming) {
  std::string sentence = nothing_read(incoming);
  const auto& problems = incoming.import.problems;
  const auto left_out = [](const ImportProblem& problem) { return problem.effect != "noted"; };
  bool said = false;
  for (const ImportProblem& problem : problems)
    if (problem.row == 0 && left_out(problem) && sentence.size() < kMostSentence) {
      sentence += " " + said_without_value(problem);
      said = true;
    }
  const auto first = std::find_if(problems.begin(), problems.end(), left_out);
  if (!said && !problems.empty())
    sentence += " " + said_without_value(first == problems.end() ? problems.front() : *first);
  return fail(ErrorKind::invalid_input, sentence);
}

ImportAnswers all_answered(ImportAnswers answers) {
  answers.unknown_children = answers.old_year = true;
  return answers;
}

}  // namespace

// One import under way.
class Importing {
 public:
  Importing(Service::Rooms& rooms, const Actor& actor, const Progress& progress)
      : rooms_(rooms), actor_(actor), progress_(progress) {}

  void read(const std::vector<FileBytes>& files, const ImportAnswers& answers, Date today) {
    answers_ = answers;
    today_ = today;
    incoming_ = read_incoming(files, answers.year, rooms_.settings, today, progress_);
  }
  bool empty() const { return incoming_.import.summary.children == 0; }
  const Incoming& incoming() const { return incoming_; }

  Result<ImportPlan> plan() {
    progress_(50, "Comparing with what is held");
    auto snapshot = rooms_.store->snapshot(actor_.authority);
    if (!snapshot) return tl::unexpected(snapshot.error());
    return plan_import(incoming_, std::move(*snapshot), answers_, today_);
  }

  // `digest`: what must be written is this, or nothing is. Empty: whatever it is.
  Result<ImportOutcome> write(const std::string& digest, const std::string& job = {}) {
    ImportRecord import = incoming_.import;
    import.summary.by = actor_.account;
    import.summary.job = job;
    if (empty()) return keep_refused(import);
    const std::lock_guard one_at_a_time(rooms_.importing);
    // A hand edit in the moment between reading and writing makes us look again.
    for (int attempt = 0;; ++attempt) {
      auto plan = this->plan();
      if (!plan) return tl::unexpected(plan.error());
      if (!digest.empty()) plan->look_over.digest = digest_of(plan->changes);
      if (plan->look_over.asks() || plan->look_over.digest != digest) {
        ImportOutcome outcome;
        outcome.asks = true;
        outcome.look_over = std::move(plan->look_over);
        return outcome;
      }
      auto written = write(import, *plan);
      if (written || written.error().kind != ErrorKind::conflict || attempt == 2) return written;
    }
  }

 private:
  Result<ImportOutcome> keep_refused(ImportRecord& import) {
    import.summary.at = rooms_.clock->now();
    import.summary.state = ImportState::refused;
    import.summary.problems = static_cast<std::int64_t>(import.problems.size());
    import.summary.sentence = nothing_read(incoming_) + " The problems say what to do.";
    auto kept = rooms_.store->save_refused_import(actor_.authority, import);
    if (!kept) return tl::unexpected(kept.error());
    import.summary.id = *kept;
    return finish(import, {});
  }

  Result<ImportOutcome> write(ImportRecord& import, ImportPlan& plan) {
    ChangeSet set;
    set.authority = actor_.authority;
    set.by = actor_.account;
    set.at = rooms_.clock->now();
    set.changes = std::move(plan.changes);
    ImportSummary& summary = import.summary;
    summary.at = set.at;
    // With identifiers taken for others there are fewer children than were read at first.
    summary.children = incoming_.import.summary.children;
    summary.episodes = incoming_.import.summary.episodes;
    summary.problems = plan.look_over.problems_total;
    summary.added = plan.look_over.added;
    summary.changed = plan.look_over.changed;
    summary.withdrawn = plan.look_over.withdrawn;
    summary.sentence = outcome_sentence(summary, plan.look_over);
    import.problems = std::move(plan.problems);
    const bool nothing_new = set.changes.empty();
    set.import = import;
    progress_(70, "Writing");
    auto applied = rooms_.write(set);
    if (!applied) return tl::unexpected(applied.error());
    summary.id = applied->import;
    ImportOutcome outcome = finish(import, std::move(plan.look_over));
    outcome.nothing_new = nothing_new;
    return outcome;
  }

  ImportOutcome finish(ImportRecord& import, LookOver look_over) {
    ImportOutcome outcome;
    outcome.summary = import.summary;
    outcome.problems = std::move(import.problems);
    for (ImportProblem& problem : outcome.problems) problem.sentence = with_value(problem);
    outcome.look_over = std::move(look_over);
    progress_(100, "Done");
    return outcome;
  }

  Service::Rooms& rooms_;
  const Actor& actor_;
  const Progress& progress_;
  ImportAnswers answers_;
  Date today_;
  Incoming incoming_;
};

Result<HeldLookOver> Service::Rooms::look_over(const Actor& actor, HeldReading reading,
                                               const Progress& progress) {
  Importing under_way(*this, actor, progress);
  under_way.read(*reading.files, reading.answers, reading.read_on);
  if (under_way.empty()) return refusal(under_way.incoming());
  auto plan = under_way.plan();
  if (!plan) return tl::unexpected(plan.error());
  plan->look_over.digest = digest_of(plan->changes);
  reading.look_over = std::move(plan->look_over);
  HeldLookOver held{reading.name, reading.look_over};
  readings.keep(std::move(reading), clock->now());
  progress(100, "Done");
  return held;
}

Result<HeldLookOver> Service::read_import(const Actor& actor, std::vector<FileBytes> files,
                                          const ImportAnswers& answers, const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (auto given = has_files(files); !given) return tl::unexpected(given.error());
  HeldReading reading;
  reading.name = secrets::token();
  reading.account = actor.account;
  reading.authority = actor.authority;
  reading.session = actor.session;
  reading.files = std::make_shared<const std::vector<FileBytes>>(std::move(files));
  reading.read_on = rooms_->clock->today();
  reading.answers = answers;
  return rooms_->look_over(actor, std::move(reading), progress);
}

Result<HeldLookOver> Service::read_import_again(const Actor& actor, const std::string& reading,
                                                const ImportAnswers& answers,
                                                const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const auto held = rooms_->readings.find(actor, reading, rooms_->clock->now());
  if (!held) return no_longer_held();
  HeldReading again = *held;
  again.answers = answers;
  return rooms_->look_over(actor, std::move(again), progress);
}

Result<HeldLookOver> Service::import_look_over(const Actor& actor, const std::string& reading) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const auto held = rooms_->readings.find(actor, reading, rooms_->clock->now());
  if (!held) return no_longer_held();
  return HeldLookOver{held->name, held->look_over};
}

Result<ImportOutcome> Service::import_reading(const Actor& actor, const std::string& reading,
                                              const std::string& digest, bool all_the_same,
                                              const Progress& progress, const std::string& job) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const auto held = rooms_->readings.find(actor, reading, rooms_->clock->now());
  if (!held) return no_longer_held();
  if (digest.empty())
    return fail(ErrorKind::invalid_input, "Say which look-over it is that is confirmed.");
  Importing importing(*rooms_, actor, progress);
  importing.read(*held->files, all_the_same ? all_answered(held->answers) : held->answers,
                 held->read_on);
  auto outcome = importing.write(digest, job);
  if (!outcome) return outcome;
  if (!outcome->asks) {
    rooms_->readings.drop(actor, reading);
    return outcome;
  }
  HeldReading changed = *held;  // what was answered for another look-over is not answered for this
  changed.look_over = outcome->look_over;
  changed.look_over.answers = held->answers;
  rooms_->readings.keep(std::move(changed), rooms_->clock->now());
  return outcome;
}

Status Service::drop_import_reading(const Actor& actor, const std::string& reading) {
  if (auto allowed = require(actor, Act::import_data); !allowed) return allowed;
  if (!rooms_->readings.drop(actor, reading)) return no_longer_held();
  return {};
}

Result<ImportOutcome> Service::import_return(const Actor& actor, std::vector<FileBytes> files,
                                             const ImportAnswers& answers,
                                             const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (auto given = has_files(files); !given) return tl::unexpected(given.error());
  Importing importing(*rooms_, actor, progress);
  importing.read(files, answers, rooms_->clock->today());
  return importing.write({});
}

Result<ImportOutcome> Service::import_return(const Actor& actor, std::vector<FileBytes> files,
                                             std::optional<int> year, const Progress& progress) {
  ImportAnswers answers;
  answers.year = year;
  return import_return(actor, std::move(files), all_answered(answers), progress);
}

Result<LookOver> Service::look_over_import(const Actor& actor, std::vector<FileBytes> files,
                                           const ImportAnswers& answers, const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (auto given = has_files(files); !given) return tl::unexpected(given.error());
  Importing importing(*rooms_, actor, progress);
  importing.read(files, answers, rooms_->clock->today());
  if (importing.empty()) return refusal(importing.incoming());
  auto plan = importing.plan();
  if (!plan) return tl::unexpected(plan.error());
  return std::move(plan->look_over);
}

Result<LookOver> Service::look_over_first_import(std::vector<FileBytes> files,
                                                 const ImportAnswers& answers,
                                                 const Progress& progress) {
  if (auto given = has_files(files); !given) return tl::unexpected(given.error());
  const Date today = rooms_->clock->today();
  Incoming incoming = read_incoming(files, answers.year, rooms_->settings, today, progress);
  if (incoming.import.summary.children == 0) return refusal(incoming);
  return plan_import(incoming, {}, answers, today).look_over;
}

Result<std::vector<ImportSummary>> Service::imports(const Actor& actor, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return rooms_->store->imports(actor.authority, std::clamp(limit, 1, 500));
}

Result<ImportSummary> Service::import(const Actor& actor, ImportId import) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto found = rooms_->store->import(actor.authority, import);
  if (!found) return tl::unexpected(found.error());
  if (!*found) return fail(ErrorKind::not_found, "There is no such import.");
  return std::move(**found);
}

Result<ImportSummary> Service::import_of_job(const Actor& actor, std::string_view job) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  auto found = rooms_->store->import_of_job(actor.authority, job);
  if (!found) return tl::unexpected(found.error());
  if (!*found || (*found)->by != actor.account)
    return fail(ErrorKind::not_found, "There is no such job, or it is long done.");
  return std::move(**found);
}

Result<std::vector<ImportProblem>> Service::import_problems(const Actor& actor, ImportId import,
                                                            int offset, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto problems = rooms_->store->import_problems(actor.authority, import, std::max(offset, 0),
                                                 std::clamp(limit, 1, 1000));
  if (!problems) return problems;
  const bool places = allowed(actor, Act::see_places).has_value();
  for (ImportProblem& problem : *problems) {
    if (!places &&
        (problem.column == "HOME_POST" || problem.column == "PL_POST" || problem.column == "URN"))
      problem.found = PrivateText("(hidden)");
    problem.sentence = with_value(problem);
  }
  return problems;
}

}  // namespace homeward::service
