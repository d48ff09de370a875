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
  return fail(
      ErrorKind::not_found,
      "These files are no longer held: they are let go once they are imported, after half an hour "
      "and when you sign out. This changed nothing. Look at the list of imports before you "
      "upload them again.");
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

namespace {

// What was read, compared with the record as it is now.
Result<LookOver> looked_over(Service::Rooms& rooms, const Actor& actor, const HeldReading& reading,
                             const Progress& progress) {
  Importing under_way(rooms, actor, progress);
  under_way.read(*reading.files, reading.upload.answers, reading.upload.read_on);
  if (under_way.empty()) return refusal(under_way.incoming());
  auto plan = under_way.plan();
  if (!plan) return tl::unexpected(plan.error());
  plan->look_over.digest = digest_of(plan->changes);
  progress(100, "Done");
  return std::move(plan->look_over);
}

// Each answer grows the revision, so that no server goes by a look-over for other answers.
Status keep_answered(Service::Rooms& rooms, HeldReading reading) {
  auto revision = rooms.store->jobs().answer_upload(reading.upload.authority, reading.upload.name,
                                                    reading.upload.answers);
  if (!revision) return tl::unexpected(revision.error());
  if (!*revision) return no_longer_held();
  reading.upload.revision = **revision;
  rooms.readings.keep(std::make_shared<const HeldReading>(std::move(reading)), rooms.clock->now());
  return {};
}

}  // namespace

Result<Upload> Service::Rooms::upload_of(const Actor& actor, const std::string& name) {
  auto upload = store->jobs().upload(actor.authority, name);
  if (!upload) return tl::unexpected(upload.error());
  if (!*upload || (*upload)->account != actor.account || (*upload)->session != actor.session)
    return no_longer_held();
  return std::move(**upload);
}

Result<std::shared_ptr<const HeldReading>> Service::Rooms::held(const Actor& actor,
                                                                const std::string& name,
                                                                const Progress& progress) {
  auto upload = upload_of(actor, name);
  if (!upload) return tl::unexpected(upload.error());
  auto kept = readings.find(name, clock->now());
  if (kept && kept->upload.revision == upload->revision) return kept;
  HeldReading reading;
  reading.upload = std::move(*upload);
  if (kept) {
    reading.files = kept->files;
  } else {
    auto files = store->jobs().upload_files(actor.authority, name);
    if (!files) return tl::unexpected(files.error());
    std::vector<FileBytes> bytes;
    for (KeptFile& file : *files) bytes.push_back({std::move(file.name), std::move(file.bytes)});
    if (bytes.empty()) return no_longer_held();  // let go just now
    reading.files = std::make_shared<const std::vector<FileBytes>>(std::move(bytes));
  }
  auto look_over = looked_over(*this, actor, reading, progress);
  if (!look_over) return tl::unexpected(look_over.error());
  reading.look_over = std::move(*look_over);
  auto made = std::make_shared<const HeldReading>(std::move(reading));
  readings.keep(made, clock->now());
  return made;
}

Status Service::Rooms::look_at_upload(const Actor& actor, const std::string& name) {
  const auto upload = upload_of(actor, name);
  if (!upload) return tl::unexpected(upload.error());
  const Moment now = clock->now();
  if (upload->until <= now) return no_longer_held();
  // Not at each look: that would be a write for each.
  constexpr std::chrono::minutes kSpent{5};
  if (upload->until > now + kUploadHeldFor - kSpent) return {};
  // Where that cannot be written the upload goes earlier, and is there to be looked at meanwhile.
  (void)store->jobs().prolong_upload(actor.authority, name, now + kUploadHeldFor);
  return {};
}

Result<std::string> Service::Rooms::keep_upload(const Actor& actor, std::vector<KeptFile> files,
                                                const ImportAnswers& answers,
                                                const std::string& session) {
  if (files.empty()) return fail(ErrorKind::invalid_input, "No file was given. Choose one.");
  Upload upload;
  upload.name = secrets::token();
  upload.authority = actor.authority;
  upload.account = actor.account;
  upload.session = session;
  upload.until = clock->now() + kUploadHeldFor;
  upload.read_on = clock->today();
  upload.answers = answers;
  upload.files = std::move(files);
  if (auto kept = store->jobs().keep_upload(upload, settings.import_bytes); !kept)
    return tl::unexpected(kept.error());
  return upload.name;
}

void Service::Rooms::drop_upload(AuthorityId authority, const std::string& name) {
  readings.drop(name);
  (void)store->jobs().drop_upload(authority, name);  // else it goes when its time has come
}

Result<HeldLookOver> Service::read_import(const Actor& actor, std::vector<FileBytes> files,
                                          const ImportAnswers& answers, const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  std::vector<KeptFile> kept;
  for (FileBytes& file : files)
    kept.push_back({std::move(file.name), false, std::move(file.bytes)});
  auto name = rooms_->keep_upload(actor, std::move(kept), answers, actor.session);
  if (!name) return tl::unexpected(name.error());
  return read_upload(actor, *name, progress);
}

Result<HeldLookOver> Service::read_upload(const Actor& actor, const std::string& reading,
                                          const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  auto held = rooms_->held(actor, reading, progress);
  if (!held) {
    if (held.error().kind == ErrorKind::invalid_input)
      rooms_->drop_upload(actor.authority, reading);
    return tl::unexpected(held.error());
  }
  return HeldLookOver{reading, (*held)->look_over};
}

Result<HeldLookOver> Service::read_import_again(const Actor& actor, const std::string& reading,
                                                const ImportAnswers& answers,
                                                const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  auto held = rooms_->held(actor, reading, progress);
  if (!held) return tl::unexpected(held.error());
  HeldReading again = **held;
  again.upload.answers = answers;
  auto look_over = looked_over(*rooms_, actor, again, progress);
  if (!look_over) return tl::unexpected(look_over.error());
  again.look_over = *look_over;
  if (auto kept = keep_answered(*rooms_, std::move(again)); !kept)
    return tl::unexpected(kept.error());
  return HeldLookOver{reading, std::move(*look_over)};
}

Result<HeldLookOver> Service::import_look_over(const Actor& actor, const std::string& reading) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (auto looked = rooms_->look_at_upload(actor, reading); !looked)
    return tl::unexpected(looked.error());
  auto held = rooms_->held(actor, reading, [](int, std::string_view) {});
  if (!held) return tl::unexpected(held.error());
  return HeldLookOver{reading, (*held)->look_over};
}

Result<ImportOutcome> Service::import_reading(const Actor& actor, const std::string& reading,
                                              const std::string& digest, bool all_the_same,
                                              const Progress& progress, const std::string& job) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (digest.empty())
    return fail(ErrorKind::invalid_input, "Say which look-over it is that is confirmed.");
  auto found = rooms_->held(actor, reading, progress);
  if (!found) return tl::unexpected(found.error());
  const HeldReading& held = **found;
  const ImportAnswers& answers = held.upload.answers;
  Importing importing(*rooms_, actor, progress);
  importing.read(*held.files, all_the_same ? all_answered(answers) : answers, held.upload.read_on);
  auto outcome = importing.write(digest, job);
  if (!outcome) return outcome;
  if (!outcome->asks) {
    rooms_->drop_upload(actor.authority, reading);
    return outcome;
  }
  HeldReading changed = held;  // what was answered for another look-over is not answered for this
  changed.look_over = outcome->look_over;
  changed.look_over.answers = answers;
  if (auto kept = keep_answered(*rooms_, std::move(changed)); !kept)
    return tl::unexpected(kept.error());
  return outcome;
}

Status Service::drop_import_reading(const Actor& actor, const std::string& reading) {
  if (auto allowed = require(actor, Act::import_data); !allowed) return allowed;
  if (auto upload = rooms_->upload_of(actor, reading); !upload)
    return tl::unexpected(upload.error());
  rooms_->readings.drop(reading);
  auto dropped = rooms_->store->jobs().drop_upload(actor.authority, reading);
  if (!dropped) return tl::unexpected(dropped.error());
  if (!*dropped) return no_longer_held();
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
