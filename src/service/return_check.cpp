// Checking a return that was uploaded: read, check, compare with the check before, keep.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "returns/check.hpp"
#include "returns/leading_zeros.hpp"
#include "returns/year.hpp"
#include "service/check_findings.hpp"
#include "service/parallel.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

using returns::Reading;
using returns::Return;

constexpr std::size_t kMostProblems = 1000;   // that are kept
constexpr std::ptrdiff_t kMostReason = 1000;  // letters of a reason

// The row as it was returned, without what tells where the child lives.
void hide_places(PrivateText& cells) {
  auto row = nlohmann::ordered_json::parse(cells.reveal(), nullptr, false);
  if (!row.is_object()) return;
  for (const auto& [column, hidden] :
       {std::pair{"HOME_POST", "(postcode hidden)"}, std::pair{"PL_POST", "(postcode hidden)"},
        std::pair{"URN", "(URN hidden)"}})
    if (const auto cell = row.find(column); cell != row.end() && *cell != "") *cell = hidden;
  cells = PrivateText(row.dump());
}

std::string plural(std::int64_t count, std::string_view one, std::string_view many = {}) {
  return text::plural(count, one, many);
}

Reading read(const std::vector<FileBytes>& files, std::optional<int> year, const Settings& settings,
             Date today) {
  std::vector<returns::NamedBytes> bytes;
  for (const FileBytes& file : files) bytes.push_back({file.name, file.bytes});
  returns::Options options;
  options.as_of = today;
  options.collection_year = year;
  options.limits.total_bytes = settings.import_bytes;
  options.limits.rows = static_cast<std::size_t>(settings.import_rows);
  return returns::read_return(bytes, options);
}

tl::unexpected<Error> nothing_to_check(const Reading& reading, std::string_view whose) {
  std::string sentence = "Nothing was checked and nothing was kept: no return could be read from " +
                         std::string(whose) + ".";
  // Problems of whole files hold no personal data.
  for (const returns::Problem& problem : reading.problems)
    if (problem.row == 0 && sentence.size() < 1000)
      sentence += " " + (problem.file.empty() ? "" : problem.file + ": ") +
                  returns::sentence_without_value(problem);
  return fail(ErrorKind::invalid_input, sentence);
}

// The return that is checked, and last year's beside it if there is one.
struct Chosen {
  const Return* now = nullptr;
  const Return* last = nullptr;
};
Result<Chosen> choose(const Reading& reading, const Reading& previous, bool previous_given) {
  if (reading.returns.empty()) return nothing_to_check(reading, "the files");
  Chosen chosen{&reading.returns.back()};
  if (previous_given && previous.returns.empty())
    return nothing_to_check(previous, "last year's files");
  const int year = chosen.now->collection_year;
  for (const Return& one : (previous_given ? previous : reading).returns)
    if (&one != chosen.now && one.collection_year == year - 1) chosen.last = &one;
  if (previous_given && !chosen.last)
    return fail(ErrorKind::invalid_input,
                "Nothing was checked and nothing was kept: this year's files are the return for " +
                    returns::year_words(year) + ", but last year's are not that for " +
                    returns::year_words(year - 1) +
                    ". Choose the collection year, or other files.");
  return chosen;
}

void keep_problems(const Reading& reading, std::vector<PrivateText>& into) {
  for (const returns::Problem& problem : reading.problems) {
    if (into.size() == kMostProblems) {
      into.back() = PrivateText{"And more, which are not listed. Mend these first."};
      return;
    }
    into.push_back(PrivateText{returns::to_line(problem)});
  }
}

void keep_files(std::vector<FileBytes> from, bool previous, std::vector<KeptFile>& into) {
  for (FileBytes& file : from)
    into.push_back({std::move(file.name), previous, std::move(file.bytes)});
}

std::string outcome_sentence(const NewCheck& check, const returns::Checked& checked) {
  const CheckSummary& summary = check.summary;
  std::string out = "The return for " + returns::year_words(summary.collection_year) + ": " +
                    plural(summary.children, "child", "children") + " checked by " +
                    plural(static_cast<std::int64_t>(checked.rules.size()), "rule") + ", " +
                    plural(summary.errors, "error") + " and " +
                    plural(summary.queries, "query", "queries") + " found.";
  if (summary.not_run > 0)
    out += " " + plural(summary.not_run, "rule") + (summary.not_run == 1 ? " was" : " were") +
           " not run.";
  return out;
}

CheckEdit check_edit_of(const Actor& actor, CheckId check, std::int64_t finding, Moment at) {
  return {actor.authority, check, finding, actor.account, at};
}

}  // namespace

Result<CheckOutcome> Service::check_return(const Actor& actor, CheckRequest request,
                                           const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  if (request.files.empty())
    return fail(ErrorKind::invalid_input, "No file was given. Choose one.");
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  const Settings& settings = rooms_->settings;
  const Date today = rooms_->clock->today();

  progress(5, "Reading files");
  const Reading reading = read(request.files, request.year, settings, today);
  const bool previous_given = !request.previous.empty();
  Reading previous;
  if (previous_given) {
    progress(25, "Reading last year's files");
    previous =
        read(request.previous, request.year ? std::optional(*request.year - 1) : std::nullopt,
             settings, today);
    if (!request.year && !reading.returns.empty())
      if (const int before = reading.returns.back().collection_year - 1;
          returns::may_be_for(previous, before))
        previous = read(request.previous, before, settings, today);
  }
  const auto chosen = choose(reading, previous, previous_given);
  if (!chosen) return tl::unexpected(chosen.error());

  progress(40, "Running the rules");
  returns::CheckOptions options;
  options.rules = request.rules;
  options.own_area = (*known)->authority.ons_code;
  options.parallel = on_all_cores();
  const returns::Checked checked = returns::check(*chosen->now, chosen->last, options);
  const returns::Report report(checked, *chosen->now, chosen->last, settings.check.grades);

  const std::lock_guard one_at_a_time(rooms_->checking);
  progress(60, "Comparing with the check before");
  auto before = rooms_->store->checks().latest(actor.authority, checked.collection_year);
  if (!before) return tl::unexpected(before.error());
  NewCheck check;
  check.authority = actor.authority;
  CheckSummary& summary = check.summary;
  summary.at = rooms_->clock->now();
  summary.by = actor.account;
  summary.collection_year = checked.collection_year;
  summary.rules_year = checked.rules_year;
  summary.own_area = checked.own_area;
  summary.children = static_cast<std::int64_t>(checked.children);
  keep_findings(report, *chosen->now, chosen->last, *before ? &**before : nullptr, check);
  keep_problems(reading, check.problems);
  keep_problems(previous, check.problems);
  if (auto zeros = returns::lost_zeros_sentence(*chosen->now, chosen->last); !zeros.empty())
    check.problems.push_back(PrivateText{std::move(zeros)});
  for (const std::string& line : returns::in_part_lines(checked))
    check.problems.push_back(PrivateText{"Some rules were run in part. " + line});
  if (settings.check.keep_files_days > 0) {
    summary.files_kept_until = today + settings.check.keep_files_days;
    keep_files(std::move(request.files), false, check.files);
    keep_files(std::move(request.previous), true, check.files);
  }
  progress(75, "Keeping what was found");
  auto saved = rooms_->store->checks().save(check);
  if (!saved) return tl::unexpected(saved.error());
  if (auto deleted = delete_old_files(); !deleted) return tl::unexpected(deleted.error());
  progress(100, "Done");
  return CheckOutcome{*saved, outcome_sentence(check, checked)};
}

Result<std::vector<CheckSummary>> Service::return_checks(const Actor& actor, int limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return rooms_->store->checks().list(actor.authority, std::clamp(limit, 1, 200));
}

Result<CheckDetail> Service::return_check(const Actor& actor, CheckId check) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return rooms_->store->checks().detail(actor.authority, check);
}

Result<FindingPage> Service::return_findings(const Actor& actor, CheckId check,
                                             const FindingQuery& query) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto page = rooms_->store->checks().findings(actor.authority, check, query);
  if (page && !allowed(actor, Act::see_places))
    for (FoundRow& found : page->findings) hide_places(found.row.cells);
  return page;
}

Result<FoundChildren> Service::return_check_children(const Actor& actor, CheckId check,
                                                     std::int64_t offset, std::int64_t limit) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return rooms_->store->checks().children(actor.authority, check, offset, limit);
}

Result<std::int64_t> Service::accept_finding(const Actor& actor, CheckId check,
                                             std::int64_t finding, std::string_view reason,
                                             bool all_of_rule) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const std::string said(text::trim(reason));
  const auto letters = std::count_if(said.begin(), said.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  });
  if (letters == 0 || letters > kMostReason)
    return fail(ErrorKind::invalid_input,
                "Say in at most 1,000 letters why this is right as it is. Nothing was saved.");
  CheckStore& checks = rooms_->store->checks();
  FindingQuery named;
  named.after = finding - 1;
  named.limit = 1;
  named.count = false;
  const auto found = checks.findings(actor.authority, check, named);
  if (!found) return tl::unexpected(found.error());
  // Of a finding that is not there the store tells.
  if (!found->findings.empty() && found->findings.front().id == finding &&
      !found->findings.front().rule.query)
    return fail(
        ErrorKind::invalid_input,
        "An error cannot be accepted, since the DfE does not accept it. Put it right in the "
        "case system and check again. Nothing was saved.");
  return checks.accept(check_edit_of(actor, check, finding, rooms_->clock->now()), said,
                       all_of_rule);
}

Status Service::withdraw_acceptance(const Actor& actor, CheckId check, std::int64_t finding) {
  if (auto allowed = require(actor, Act::import_data); !allowed) return allowed;
  return rooms_->store->checks().withdraw(
      check_edit_of(actor, check, finding, rooms_->clock->now()));
}

Status Service::delete_return_check(const Actor& actor, CheckId check) {
  if (auto allowed = require(actor, Act::import_data); !allowed) return allowed;
  return rooms_->store->checks().remove(check_edit_of(actor, check, 0, rooms_->clock->now()));
}

std::uint64_t Service::check_upload_bytes() const {
  return rooms_->settings.check.most_upload_bytes;
}

Status Service::delete_old_files() {
  const Date today = rooms_->clock->today();
  {
    const std::lock_guard lock(rooms_->mutex);
    if (rooms_->files_deleted_on == today) return {};
  }
  auto deleted = rooms_->store->checks().delete_files(today, rooms_->clock->now());
  if (!deleted) return tl::unexpected(deleted.error());
  const std::lock_guard lock(rooms_->mutex);
  rooms_->files_deleted_on = today;
  return {};
}

}  // namespace homeward::service
