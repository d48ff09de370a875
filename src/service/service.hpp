// The use cases. Everything a page or a command does goes through here: who may, what changes,
// what is journalled. Construct one Service per process; it is safe from any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "base/field_edit.hpp"
#include "journey/config.hpp"
#include "service/access.hpp"
#include "service/check_settings.hpp"
#include "service/job_store.hpp"
#include "service/look_over.hpp"
#include "service/passwords.hpp"
#include "service/ports.hpp"
#include "service/return_checks.hpp"
#include "service/secrets.hpp"
#include "service/views.hpp"

namespace homeward::service {

// Bytes of one file as it came in.
struct FileBytes {
  std::string name;
  std::string bytes;
};

struct Settings {
  journey::Config config;
  Calendar calendar;
  int session_hours = 10;
  // How long an answer waits for its line in the access log while the database is busy.
  std::chrono::milliseconds look_patience{600};
  // After so many wrong tries in a row, none of them longer than lockout_minutes after the one
  // before: of a name from one place; of any names from one place; of a name from anywhere.
  int lockout_attempts = 5;
  int lockout_attempts_of_place = 100;
  int lockout_attempts_of_name = 100;
  int lockout_minutes = 15;
  static constexpr std::uint64_t kImportBytes = 512ull << 20;
  std::uint64_t import_bytes = kImportBytes;  // of one upload or folder, uncompressed
  std::uint64_t import_rows = 20'000'000;
  std::uint64_t children_in_memory = 40'000;  // of all authorities together
  CheckSettings check;
  Access access;
  PasswordRules passwords;
  secrets::PasswordCost password_cost = secrets::PasswordCost::interactive;
};

// A signed-in person in one authority; only actor() makes one, operator_in() for the command line,
// and jobs.cpp for whoever asked for a job. Every use case below takes it and
// checks the role (deny by default): looking needs viewer, editing practitioner, importing and
// settling manager, accounts and the access log administrator.
struct Actor {
  AccountId account;
  AuthorityId authority;
  Role role = Role::viewer;
  std::string initials;
  std::string session;  // names the session, and is of no use to sign in; empty outside of one
  bool must_change_password = false;  // then nothing is allowed but one's own account
};

// Where a request comes from.
struct Caller {
  std::string address;  // of the network; empty: not known
  std::string device;   // in a word or two: "Edge on Windows"
  // What devices were given when somebody signed in on them before (SignedIn::device).
  std::vector<std::string> known_devices = {};
};

struct SignedIn {
  std::string token;   // for the cookie; kept nowhere
  std::string device;  // for a cookie that stays: from this device a lock does not keep them out
  SessionInfo info;
};

class Accounts;  // other_accounts.hpp

constexpr std::size_t kLongestText = 4000;  // characters of an outcome, a note, a reason

// One milestone as a person saves it. What the edit does not name stays as it was; a milestone that
// is left without any date, outcome and note is removed. Texts are at most kLongestText characters.
struct MilestoneEdit {
  std::string type;
  int nth = 1;
  FieldEdit<Date> planned_on, happened_on;
  FieldEdit<std::string> outcome, note;
  std::int32_t expected_version = 0;   // 0: none was there
  std::vector<std::string> confirmed;  // ids of the doubts that the person has answered with yes
};
// Something that is likely wrong but can be right (doubts.hpp).
struct Doubt {
  std::string id, sentence;
};
struct MilestoneValue {
  std::optional<Date> planned_on, happened_on;
  std::string outcome, note;
  std::int32_t version = 0;
  std::string by, at;
};
struct MilestoneSaved {
  std::int32_t version = 0;   // 0: the entry was removed
  std::int64_t sequence = 0;  // 0: what the save names was held already, nothing was written
  std::optional<MilestoneValue> previous;
};
// ErrorKind::conflict comes with what the other person saved. If there are `doubts`, the edit may
// be right: it is saved when it is sent again with their ids in `confirmed`.
struct EditRefused {
  Error error;
  std::optional<MilestoneValue> theirs;
  std::vector<Doubt> doubts;
};

// A purposeful delay as a person saves it: the open one of this timescale, or a new one. What the
// edit does not name stays as it was. A new delay must name everything but its end. Removing the
// end opens the last ended delay again. Removing reason, who decided and both days together removes
// the delay; removing only some of these is refused.
struct DelayEdit {
  std::string timescale;
  FieldEdit<std::string> reason, decided_by;
  FieldEdit<Date> decided_on, look_again_on, ended_on;
  std::int32_t expected_version = 0;
};
struct DelaySaved {
  std::int32_t version = 0;   // 0: the delay was removed
  std::int64_t sequence = 0;  // 0: what the save names was held already, nothing was written
  std::optional<HeldDelay> previous;
};
// ErrorKind::conflict comes with what is there now: the open delay, or, if somebody ended it
// meanwhile, what it held, with version 0.
struct DelayRefused {
  Error error;
  std::optional<HeldDelay> theirs;
};

// Called from time to time by long work; percent 0 to 100, a stage in words.
using Progress = std::function<void(int percent, std::string_view stage)>;

struct ImportOutcome {
  ImportSummary summary;
  std::vector<ImportProblem> problems;
  bool nothing_new = false;  // the same content had been imported before
  LookOver look_over;
  // Nothing was written: a warning of the look-over asks for an answer; or the record has changed
  // since the look-over of a held reading, so that something else would be written.
  bool asks = false;
};

// A reading that is held until its import is confirmed: its name and what it would do.
struct HeldLookOver {
  std::string reading;  // unguessable
  LookOver look_over;
};

// Which part of a tracker is exported.
struct ExportQuery {
  std::optional<Date> as_of;
  std::vector<std::string> columns;             // ids, in this order; none: those shown at first
  std::vector<std::string> filters;             // in words, for the marking
  std::function<bool(const TrackerRow&)> fits;  // none: all
  bool discreet = false;                        // initials for names
};
struct TrackerExport {
  std::string file_name, csv;
  std::vector<ChildId> children;  // in it
};
// What a check found, as a file.
struct FindingsFile {
  std::string bytes;
  std::int64_t findings = 0;
  std::vector<ChildId> children;  // of the record, whose findings are in it
};

struct CheckRequest {
  std::vector<FileBytes> files, previous;  // last year's may also be among `files`
  std::optional<int> year;
  int rules = 0;  // 0: the rules of the return's own year
};

// What the figures of a server hold that only the database can tell.
struct Figures {
  std::size_t open_sessions = 0;         // that may be used now
  std::optional<Moment> last_import_at;  // of any authority; none: nothing was imported yet
  JobCounts jobs;                        // of every server
};

enum class Act;  // policy.hpp

class Service {
 public:
  Service(std::shared_ptr<Store> store, std::shared_ptr<const WallClock> clock, Settings settings);
  ~Service();

  // Signing in. A wrong name and a wrong password give the same words, and take the same time. Too
  // many wrong tries lock the name for a while for the place that they come from
  // (ErrorKind::too_many).
  Result<SignedIn> sign_in(std::string_view name, std::string_view password,
                           const Caller& from = {});
  // Has somebody signed in before on the device that this comes from? With any account, so it
  // proves only that the device is not a stranger's. Asks no database: false until tidy_sessions()
  // has run.
  bool knows_device(const Caller& from);
  // The person whose session this is. Also prolongs the session, unless `presence` says that a page
  // may have asked by itself. Errors: not_signed_in.
  enum class Presence { there, unknown };
  Result<Actor> actor(std::string_view token, Presence presence = Presence::there);
  // May this person do it, by the roles and by config/access.toml?
  Status allowed(const Actor&, Act act) const;
  // Writes into the access log what this person is about to see: of one child, or of a list
  // (child 0), with the children in it when it is carried off. `what` says what and how many:
  // "child page", "tracker joint, 181 children". Nothing personal in it. An error: show nothing.
  // While the disk is full or the database is held by others the look waits in memory
  // (look_log.hpp).
  Status log_look(const Actor&, std::string what, ChildId child = {},
                  std::vector<ChildId> children = {});
  Result<SessionInfo> session_info(std::string_view token);
  // One question to the database: has the session not ended, and is it of that authority? Whoever
  // may no longer work there has none.
  Result<bool> session_is_open(std::string_view token, AuthorityId authority);
  Result<SessionInfo> change_authority(std::string_view token, AuthorityId authority);
  // Compares in constant time. An error when the database cannot be asked.
  Result<bool> csrf_matches(std::string_view token, std::string_view csrf_token);
  // The Actor::session of every session that may be used now: not ended, the account enabled and
  // with a role in its authority.
  Result<std::vector<std::string>> open_sessions();
  // A sentence for the log if the clock shows an earlier time than when it was asked last; once
  // each time that happens. Sessions that had ended by then are deleted, so that they stay ended.
  std::optional<std::string> clock_went_back();
  Status sign_out(std::string_view token, const Caller& from = {});
  // Writes that sessions have ended, where that could not be written at the time.
  void write_signed_out();

  // One's own account. A new password must keep config/passwords.toml's rules, and ends one's other
  // sessions. not_allowed if the old one is wrong, which counts as a wrong try to sign in.
  Status change_password(const Actor&, std::string_view old_password, std::string_view new_password,
                         const Caller& from);
  Result<std::vector<SessionLine>> sessions(const Actor&);
  Status end_session(const Actor&, SessionId session, const Caller& from);
  // Sign-ins, refusals, locks and other events of accounts, newest first.
  Result<std::vector<SecurityLine>> security_events(const Actor&, int limit);
  // Deletes sessions that have ended, and wrong tries that are forgotten.
  Status tidy_sessions();

  // Reading. None of these writes into the access log: the caller that shows the result to a person
  // must (log_look; http has one place for it). as_of: today if unset; a past day gives the record
  // as it was known at the end of that day; a future day is refused.
  Result<std::shared_ptr<const TrackerView>> tracker(const Actor&, std::string_view id,
                                                     std::optional<Date> as_of);
  // What the configuration calls things; the same for everybody.
  Result<Catalogue> catalogue(const Actor&);
  // Why one cell of a tracker is as it is. not_found as tracker_row, and when the column shows no
  // clock or milestone.
  Result<std::string> tracker_because(const Actor&, std::string_view id, ChildId child,
                                      std::string_view column, std::optional<Date> as_of);
  // The tracker as CSV, marked and guarded against formulas.
  Result<TrackerExport> tracker_export(const Actor&, std::string_view id, const ExportQuery& query);
  // not_found when the child is not (or no longer) in the tracker.
  Result<TrackerRow> tracker_row(const Actor&, std::string_view id, ChildId child,
                                 std::optional<Date> as_of);
  Result<ChildView> child(const Actor&, ChildId child, std::optional<Date> as_of);
  Result<std::vector<JournalLine>> journal(const Actor&, ChildId child, int limit);
  // Children by words of the name in any order, the beginning of the number, or the day of birth;
  // case, accents and apostrophes do not matter. Those in care come first. Fewer than 2 characters
  // find nobody.
  Result<SearchHits> search(const Actor&, std::string_view text);
  // Who looked at whose record, newest first; of one child, or of all.
  Result<std::vector<LookLine>> access_log(const Actor&, std::optional<ChildId> child, int limit);
  // For making an ETag: it changes whenever any view of this authority may.
  Result<std::int64_t> sequence(const Actor&);
  Date today() const;
  Date date_of(Moment moment) const;

  // Editing.
  tl::expected<MilestoneSaved, EditRefused> save_milestone(const Actor&, ChildId child,
                                                           const MilestoneEdit& edit);
  tl::expected<DelaySaved, DelayRefused> save_delay(const Actor&, ChildId child,
                                                    const DelayEdit& edit);

  // Imports. All files are one import: it is written as a whole or not at all.
  //
  // Reads the files and says what importing them would do; writes nothing into the record. The
  // files are held for the person who sent them, in that session, until half an hour after they
  // were last asked for; a new reading replaces the one before. invalid_input, with why, if no
  // child can be read.
  Result<HeldLookOver> read_import(const Actor&, std::vector<FileBytes> files,
                                   const ImportAnswers& answers, const Progress& progress);
  // The same of files that are held already.
  Result<HeldLookOver> read_upload(const Actor&, const std::string& reading,
                                   const Progress& progress);
  // The same files with other answers, compared with the record as it is now. not_found if they are
  // no longer held: they must be uploaded again.
  Result<HeldLookOver> read_import_again(const Actor&, const std::string& reading,
                                         const ImportAnswers& answers, const Progress& progress);
  Result<HeldLookOver> import_look_over(const Actor&, const std::string& reading);
  // Writes what was looked over and lets the files go. `digest`: of the look-over that the person
  // saw. `all_the_same`: answers every warning that asks, except that of leading zeros, which has
  // its own answer. If something else would be written now, nothing is written and the outcome
  // asks.
  // `job`: the name of the work behind the pages that does it, by which it is found afterwards.
  Result<ImportOutcome> import_reading(const Actor&, const std::string& reading,
                                       const std::string& digest, bool all_the_same,
                                       const Progress& progress, const std::string& job = {});
  Status drop_import_reading(const Actor&, const std::string& reading);
  // For a program: imports at once, unless a warning asks and is not answered.
  Result<ImportOutcome> import_return(const Actor&, std::vector<FileBytes> files,
                                      const ImportAnswers& answers, const Progress& progress);
  // The same, but writes nothing and only says what it would do.
  Result<LookOver> look_over_import(const Actor&, std::vector<FileBytes> files,
                                    const ImportAnswers& answers, const Progress& progress);
  // The same where there is no authority yet: compared with an empty record.
  Result<LookOver> look_over_first_import(std::vector<FileBytes> files,
                                          const ImportAnswers& answers, const Progress& progress);
  // For files that are certain: imports at once, and answers every warning except that of leading
  // zeros.
  Result<ImportOutcome> import_return(const Actor&, std::vector<FileBytes> files,
                                      std::optional<int> year, const Progress& progress);
  // What undoing an import would take out, put back and leave as it is; and undoing it. `digest`:
  // of the plan that the person saw; a conflict if the plan would be another one now. Empty: no
  // plan was seen, and any is right.
  Result<UndoPlan> plan_undo(const Actor&, ImportId import);
  Result<UndoPlan> undo_import(const Actor&, ImportId import, const std::string& digest,
                               const Progress& progress);
  // Children whom a return no longer held when it came again for its year: open absences first,
  // then settled ones, newest first.
  Result<std::vector<AbsenceView>> absences(const Actor&);
  // Settles an absence: withdraws what the return of that year said of the child (never what a
  // person entered), or leaves the record as it is, with a reason. conflict if it is settled
  // already.
  Status withdraw_absent(const Actor&, ChildId child, int collection_year);
  Status keep_absent(const Actor&, ChildId child, int collection_year, std::string_view reason);
  // Opens an absence again; what was withdrawn comes back.
  Status reopen_absence(const Actor&, ChildId child, int collection_year);
  Result<std::vector<ImportSummary>> imports(const Actor&, int limit);
  Result<ImportSummary> import(const Actor&, ImportId import);  // not_found for another authority's
  Result<std::vector<ImportProblem>> import_problems(const Actor&, ImportId import, int offset,
                                                     int limit);
  Result<std::vector<ConflictView>> conflicts(const Actor&);
  // `milestone`: the row that a person entered.
  Status settle(const Actor&, ChildId child, RowId milestone, Date imported_on, Date entered_on,
                care::Source counts);
  // Opens a disagreement again that was settled between these two dates; conflict if it is not
  // settled between them any more.
  Status reopen_conflict(const Actor&, ChildId child, RowId milestone, Date imported_on,
                         Date entered_on);

  // What people entered for periods of care that the returns do not tell any more: open ones first,
  // then those settled, newest first.
  Result<std::vector<UnplacedView>> unplaced(const Actor&);
  // All that was entered in the course belongs to the child's period of care that starts on that
  // day; or it is removed. conflict if it is settled already.
  Status join_unplaced(const Actor&, ChildId child, RowId course, Date period_started_on);
  Status remove_unplaced(const Actor&, ChildId child, RowId course);
  // Opens it again; what was removed comes back.
  Status reopen_unplaced(const Actor&, ChildId child, RowId course);

  // Checks of returns (return_check.cpp). They change nothing in the record. Uploading, accepting
  // (an error is refused) and deleting are for those who may import; whoever may look may read.
  Result<CheckOutcome> check_return(const Actor&, CheckRequest request, const Progress& progress);
  Result<std::vector<CheckSummary>> return_checks(const Actor&, int limit);
  Result<CheckDetail> return_check(const Actor&, CheckId check);
  Result<FindingPage> return_findings(const Actor&, CheckId check, const FindingQuery& query);
  Result<FoundChildren> return_check_children(const Actor&, CheckId check, std::int64_t offset,
                                              std::int64_t limit);
  Result<std::int64_t> accept_finding(const Actor&, CheckId check, std::int64_t finding,
                                      std::string_view reason, bool all_of_rule);
  Status withdraw_acceptance(const Actor&, CheckId check, std::int64_t finding);
  Status delete_return_check(const Actor&, CheckId check);
  // All findings of a check as CSV, or as a workbook.
  Result<FindingsFile> return_check_csv(const Actor&, CheckId check);
  Result<FindingsFile> return_check_workbook(const Actor&, CheckId check);

  // Work behind the pages (jobs.cpp): kept in the database, done by whichever server takes it.
  //
  // Keeps the job, with the files that a reading or a check is about, and gives its name. Errors:
  // too_many when several of the authority wait already; not_found if the order is about an upload
  // that is no longer held.
  Result<std::string> start_job(const Actor&, JobOrder order, std::vector<KeptFile> files);
  // How far it is; not_found for another person's. Kept for a week.
  Result<Job> job(const Actor&, const std::string& name);
  // The next job for a server to do: one that waits, or one whose server has been silent for longer
  // than kServerSilent. Nothing if there is none.
  Result<std::optional<Job>> claim_job(const std::string& server);
  // Does it, and gives what came of it. One that another server had begun is not done twice.
  Result<JobProgress> do_job(const Job& job, const Progress& progress);
  // Says how far it is, and that its server is alive, which must be said more often than each
  // kServerSilent. False: another server has taken it.
  Result<bool> tell_job(const Job& job);
  static constexpr std::chrono::seconds kServerSilent{20};
  // Lets go of uploads and jobs that were kept for long enough.
  Status tidy_jobs();
  std::uint64_t check_upload_bytes() const;  // more is refused
  // Deletes uploaded files that have been kept long enough; at most once a day.
  Status delete_old_files();

  // The record as its return would be today, by the same rules (record_check.cpp). The present
  // collection year if unset.
  Result<std::shared_ptr<const RecordCheck>> record_check(const Actor&, std::optional<int> year);
  // Of one child.
  Result<ChildFindings> child_return_findings(const Actor&, ChildId child);

  std::string account_label(AccountId account);  // initials, or "system"

  Accounts& accounts();  // other people's

  // For whoever watches over the server: nothing personal. Does the database answer, within two
  // seconds and whatever else it is asked? And what only the database can tell.
  Status database_answers();
  Result<Figures> figures();
  // Looks that wait in memory until they can be written into the access log.
  std::size_t looks_waiting() const;

  // Live changes, for http's event streams: called once per event on a thread of the store's.
  void listen(std::function<void(const Event&)> listener);

  Store& store();

  struct Rooms;  // what the use cases share: rooms.hpp, inside service/ alone

 private:
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace homeward::service
