// The use cases. Everything a page or a command does goes through here: who may, what changes,
// what is journalled. Construct one Service per process; it is safe from any thread.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/calendar.hpp"
#include "journey/config.hpp"
#include "service/check_settings.hpp"
#include "service/ports.hpp"
#include "service/return_checks.hpp"
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
  int session_idle_minutes = 30;
  int session_hours = 10;
  int lockout_attempts = 5;
  int lockout_minutes = 15;
  static constexpr std::uint64_t kImportBytes = 512ull << 20;
  std::uint64_t import_bytes = kImportBytes;  // of one upload or folder, uncompressed
  std::uint64_t import_rows = 20'000'000;
  CheckSettings check;
};

// A signed-in person in one authority; only session() makes one. Every use case below takes it and
// checks the role (deny by default): looking needs viewer, editing practitioner, importing and
// settling manager, accounts and the access log administrator.
struct Actor {
  AccountId account;
  AuthorityId authority;
  Role role = Role::viewer;
  std::string initials;
};

struct SignedIn {
  std::string token;  // for the cookie; kept nowhere
  SessionInfo info;
};

struct MilestoneEdit {
  std::string type;
  int nth = 1;
  std::optional<Date> planned_on, happened_on;
  std::string outcome, note;
  std::int32_t expected_version = 0;  // 0: none was there
};
struct MilestoneValue {
  std::optional<Date> planned_on, happened_on;
  std::string outcome, note;
  std::int32_t version = 0;
  std::string by, at;
};
struct MilestoneSaved {
  std::int32_t version = 0;  // 0: the entry was removed
  std::int64_t sequence = 0;
  std::optional<MilestoneValue> previous;
};
// ErrorKind::conflict comes with what the other person saved.
struct EditRefused {
  Error error;
  std::optional<MilestoneValue> theirs;
};

struct DelayEdit {
  std::string timescale, reason, decided_by;
  Date decided_on, look_again_on;
  std::optional<Date> ended_on;
  std::int32_t expected_version = 0;
};

// Called from time to time by long work; percent 0 to 100, a stage in words.
using Progress = std::function<void(int percent, std::string_view stage)>;

struct ImportOutcome {
  ImportSummary summary;
  std::vector<ImportProblem> problems;
  bool nothing_new = false;  // the same content had been imported before
};

struct CheckRequest {
  std::vector<FileBytes> files, previous;  // last year's may also be among `files`
  std::optional<int> year;
  int rules = 0;  // 0: the rules of the return's own year
};

class Service {
 public:
  Service(std::shared_ptr<Store> store, std::shared_ptr<const WallClock> clock, Settings settings);
  ~Service();

  // Signing in. A wrong name and a wrong password cannot be told apart, in words or in time.
  // Too many wrong tries lock the account for a while (ErrorKind::too_many).
  Result<SignedIn> sign_in(std::string_view name, std::string_view password);
  // Also prolongs the session. Errors: not_signed_in.
  Result<Actor> actor(std::string_view token);
  Result<SessionInfo> session_info(std::string_view token);
  Result<SessionInfo> change_authority(std::string_view token, AuthorityId authority);
  // Compares in constant time.
  bool csrf_matches(std::string_view token, std::string_view csrf_token);
  Status sign_out(std::string_view token);

  // Reading. as_of: today if unset; a past day shows the record as it was known at its end; a
  // future day is refused.
  Result<std::shared_ptr<const TrackerView>> tracker(const Actor&, std::string_view id,
                                                     std::optional<Date> as_of);
  // not_found when the child is not (or no longer) in the tracker.
  Result<TrackerRow> tracker_row(const Actor&, std::string_view id, ChildId child,
                                 std::optional<Date> as_of);
  // The look is logged before the record is given.
  Result<ChildView> child(const Actor&, ChildId child, std::optional<Date> as_of);
  Result<std::vector<JournalLine>> journal(const Actor&, ChildId child, int limit);
  Result<std::vector<SearchHit>> search(const Actor&, std::string_view text);
  // Who looked at whose record, newest first; of one child, or of all.
  Result<std::vector<LookLine>> access_log(const Actor&, std::optional<ChildId> child, int limit);
  // What an ETag is made of: changes whenever any view of this authority may.
  Result<std::int64_t> sequence(const Actor&);
  Date today() const;
  Date date_of(Moment moment) const;

  // Editing.
  tl::expected<MilestoneSaved, EditRefused> save_milestone(const Actor&, ChildId child,
                                                           const MilestoneEdit& edit);
  Result<MilestoneSaved> save_delay(const Actor&, ChildId child, const DelayEdit& edit);

  // Imports. All files are one import: nothing of it is written unless all that can be used is.
  Result<ImportOutcome> import_return(const Actor&, std::vector<FileBytes> files,
                                      std::optional<int> year, const Progress& progress);
  Result<std::vector<ImportSummary>> imports(const Actor&, int limit);
  Result<std::vector<ImportProblem>> import_problems(const Actor&, ImportId import, int offset,
                                                     int limit);
  Result<std::vector<ConflictView>> conflicts(const Actor&);
  Status settle(const Actor&, ChildId child, std::string_view subject, Date imported_on,
                Date entered_on, care::Source counts);

  // Checks of returns (return_check.cpp). Nothing of the record is changed by one. Uploading,
  // accepting and deleting need who may import; results may be read by all who may look.
  Result<CheckOutcome> check_return(const Actor&, CheckRequest request, const Progress& progress);
  Result<std::vector<CheckSummary>> return_checks(const Actor&, int limit);
  Result<CheckDetail> return_check(const Actor&, CheckId check);
  // The look is logged when the findings of one child of the record are asked for.
  Result<FindingPage> return_findings(const Actor&, CheckId check, const FindingQuery& query);
  Result<FoundChildren> return_check_children(const Actor&, CheckId check, std::int64_t offset,
                                              std::int64_t limit);
  Result<std::int64_t> accept_finding(const Actor&, CheckId check, std::int64_t finding,
                                      std::string_view reason, bool all_of_rule);
  Status withdraw_acceptance(const Actor&, CheckId check, std::int64_t finding);
  Status delete_return_check(const Actor&, CheckId check);
  // All findings of a check as CSV, or as a workbook.
  Result<std::string> return_check_csv(const Actor&, CheckId check);
  Result<std::string> return_check_workbook(const Actor&, CheckId check);
  std::uint64_t check_upload_bytes() const;  // more is refused
  // Deletes uploaded files that have been kept for long enough; does so once a day at most.
  Status delete_old_files();

  // The record as its return would be today, by the same rules (record_check.cpp). The present
  // collection year if unset.
  Result<std::shared_ptr<const RecordCheck>> record_check(const Actor&, std::optional<int> year);
  // Of one child; the look is logged.
  Result<ChildFindings> child_return_findings(const Actor&, ChildId child);

  std::string account_label(AccountId account);  // initials, or "system"

  // From the command line, where the operating system has already decided who may.
  Actor operator_in(AuthorityId authority) const;  // administrator, account 0
  Result<Account> add_account(std::string_view sign_in_name, std::string_view name,
                              std::string_view password, AuthorityId authority, Role role);
  Status disable_account(std::string_view sign_in_name);
  Result<std::vector<std::pair<Account, Role>>> accounts(AuthorityId authority);

  // Live changes, for http's event streams: called once per event on a thread of the store's.
  void listen(std::function<void(const Event&)> listener);

  Store& store();

 private:
  struct Rooms;
  std::unique_ptr<Rooms> rooms_;
};

}  // namespace homeward::service
