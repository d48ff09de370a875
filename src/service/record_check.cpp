// The record as its return would be today, held to the rules of the return. Derived each time the
// journal has moved, never stored.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "returns/check.hpp"
#include "returns/dates.hpp"
#include "returns/write.hpp"
#include "returns/year.hpp"
#include "service/names.hpp"
#include "service/parallel.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

using returns::Return;
using returns::TableId;

constexpr int kFirstYear = 2015;
constexpr std::size_t kChecksKept = 8;

// Before the year has ended a record cannot hold what is known once a year.
bool waits_for_year_end(const CheckSettings& settings, int year, Date today,
                        std::string_view rule) {
  return today < returns::year_end(year) && settings.not_before_year_end.contains(rule);
}
constexpr const char* kWaits =
    "It asks for what is known at the end of the year, on 31 March, and is run from then on.";

// The return that these records would make. Nothing if nobody is in it.
std::optional<Return> return_of(const std::vector<care::ChildRecord>& children, int year) {
  const auto files = returns::write_csv(children, year);
  std::vector<returns::NamedBytes> bytes;
  for (const auto& [name, text] : files) bytes.push_back({name, text});
  returns::Options options;
  options.as_of = returns::year_end(year);
  options.collection_year = year;
  auto reading = returns::read_return(bytes, options);
  if (reading.returns.empty()) return std::nullopt;
  return std::move(reading.returns.back());
}

struct DatedRow {
  TableId table;
  std::size_t date;  // the column that names the row
  const char* words;
};
constexpr DatedRow kDatedRows[] = {
    {TableId::episodes, returns::episodes::decom, "the episode that began "},
    {TableId::reviews, returns::reviews::review, "the review of "},
    {TableId::placed_adoption, returns::placed_adoption::date_placed, "the adoption decision of "},
    {TableId::missing, returns::missing::mis_start, "the time missing that began "},
    {TableId::sw_episodes, returns::sw_episodes::sw_decom, "the social worker from "},
    {TableId::dolo, returns::dolo::dolo_start, "the deprivation of liberty that began "}};

const char* table_words(TableId table) {
  switch (table) {
    case TableId::header:
      return "the child's own details";
    case TableId::episodes:
      return "an episode";
    case TableId::reviews:
      return "a review";
    case TableId::uasc:
      return "the asylum-seeking details";
    case TableId::oc2:
      return "the year's health and conviction items";
    case TableId::oc3:
      return "the year's care leaver items";
    case TableId::ad1:
      return "the adoption items";
    case TableId::placed_adoption:
      return "an adoption decision";
    case TableId::prev_perm:
      return "the permanence before this care";
    case TableId::missing:
      return "a time missing";
    case TableId::sw_episodes:
      return "a social worker";
    case TableId::dolo:
      return "a deprivation of liberty";
  }
  return "";
}

// "the episode that began 12 Jan 2026, as returned last year"
std::string about_finding(const returns::Table& table, const returns::rules::Finding& finding,
                          int year) {
  std::string out = table_words(finding.table);
  for (const DatedRow& row : kDatedRows)
    if (row.table == finding.table)
      if (const auto day = returns::parse_return_date(table.cell(finding.index, row.date), year))
        out = row.words + day->words().substr(4);  // without the day of the week
  return finding.last_year ? out + ", as last year's return has it" : out;
}

// Before the year has ended, what is wrong is what is wrong whether it ended today or on 31 March:
// a child who will be 18 by then is no error yet, nor is what time will put right.
void keep_both(returns::Checked& at_year_end, const returns::Checked& today) {
  if (at_year_end.rules != today.rules) return;
  std::vector<returns::rules::Finding> both;
  std::set_intersection(at_year_end.findings.begin(), at_year_end.findings.end(),
                        today.findings.begin(), today.findings.end(), std::back_inserter(both));
  at_year_end.findings = std::move(both);
}

// The findings of the rules that can be met by now, one child after the other.
class Run {
 public:
  // `parallel` as in CheckOptions.
  Run(const std::vector<care::ChildRecord>& children, const Known& known, const Settings& settings,
      int year, Date today, returns::Parallel parallel)
      : now_(return_of(children, year)), last_(return_of(children, year - 1)) {
    if (!now_) return;
    returns::CheckOptions options;
    options.own_area = known.authority.ons_code;
    options.parallel = std::move(parallel);
    const Return* last = last_ ? &*last_ : nullptr;
    returns::Checked checked = returns::check(*now_, last, options);
    if (today < returns::year_end(year)) {
      options.ends_on = today;
      keep_both(checked, returns::check(*now_, last, options));
    }
    for (const returns::NotRun& one : checked.not_run)
      not_run_.push_back({std::string(one.rule->code), std::string(one.rule->sentence), one.why});
    for (const auto* rule : checked.rules) {
      if (!waits_for_year_end(settings.check, year, today, rule->code)) {
        ++rules_run_;
        continue;
      }
      not_run_.push_back({std::string(rule->code), std::string(rule->sentence), kWaits});
    }
    const returns::Report report(checked, *now_, last, settings.check.grades);
    for (const auto& finding : checked.findings) {
      const returns::Told told = report.tell(finding);
      if (waits_for_year_end(settings.check, year, today, told.rule->code)) continue;
      RecordFinding one;
      one.rule = told.rule->code;
      one.sentence = told.rule->sentence;
      one.remedy = told.rule->remedy;
      one.query = report.grade(*told.rule).severity == returns::Severity::query;
      one.fields.assign(told.fields.begin(), told.fields.end());
      one.about = about_finding((finding.last_year ? *last_ : *now_)[finding.table], finding, year);
      by_child_[std::string(told.child)].push_back(std::move(one));
    }
  }

  std::vector<RecordFinding> take(const care::Child& child) {
    const auto found = by_child_.find(child.number.reveal());
    return found == by_child_.end() ? std::vector<RecordFinding>{} : std::move(found->second);
  }
  std::size_t children() const { return now_ ? (*now_)[TableId::header].size() : 0; }
  std::size_t rules_run() const { return rules_run_; }
  std::vector<RuleNotRun>& not_run() { return not_run_; }

 private:
  std::optional<Return> now_, last_;
  std::size_t rules_run_ = 0;
  std::vector<RuleNotRun> not_run_;
  std::unordered_map<std::string, std::vector<RecordFinding>> by_child_;
};

std::vector<care::ChildRecord> in_order_of_numbers(const Known& known) {
  std::vector<care::ChildRecord> children;
  children.reserve(known.children.size());
  for (const SharedRecord& record : known.children) children.push_back(*record);
  std::sort(children.begin(), children.end(), [](const auto& a, const auto& b) {
    return a.child.number.reveal() < b.child.number.reveal();
  });
  return children;
}

// Most findings first; of as many, by name.
template <class Items, class Count>
void most_first(Items& items, const Count& count) {
  std::sort(items.begin(), items.end(), [&](const auto& a, const auto& b) {
    return std::pair(count(b), std::string_view(a.name)) <
           std::pair(count(a), std::string_view(b.name));
  });
}

RecordCheck make_record_check(const Known& known, const Settings& settings, int year, Date today) {
  RecordCheck check;
  check.collection_year = year;
  check.as_of = today;
  const std::vector<care::ChildRecord> children = in_order_of_numbers(known);
  Run run(children, known, settings, year, today, on_all_cores());
  check.children = run.children();
  check.rules_run = run.rules_run();
  check.not_run = std::move(run.not_run());
  std::unordered_map<std::string, std::size_t> places;  // of workers, by id or name
  for (const care::ChildRecord& record : children) {
    RecordChild child{record.child.child, record.child.number.reveal(), names::child(record.child),
                      names::initials(record.child), run.take(record.child)};
    if (child.findings.empty()) continue;
    const names::Allocated allocated = names::allocated(record, known, today);
    const std::string key =
        allocated.worker ? std::to_string(allocated.worker->id.value) : "name " + allocated.name();
    const auto [at, is_new] = places.try_emplace(key, check.workers.size());
    if (is_new) {
      RecordWorker& worker = check.workers.emplace_back();
      if (allocated.worker) worker.worker = allocated.worker->id;
      worker.name = allocated.name();
      if (allocated.team) worker.team = allocated.team->name;
    }
    RecordWorker& worker = check.workers[at->second];
    worker.findings += child.findings.size();
    worker.children.push_back(std::move(child));
  }
  for (RecordWorker& worker : check.workers)
    most_first(worker.children, [](const RecordChild& child) { return child.findings.size(); });
  most_first(check.workers, [](const RecordWorker& worker) { return worker.findings; });
  std::stable_partition(check.workers.begin(), check.workers.end(),
                        [](const RecordWorker& worker) { return !worker.name.empty(); });
  return check;
}

// What the check shows of a child beside the findings.
auto labels_of(const care::ChildRecord& record, const Known& known, Date today) {
  const names::Allocated allocated = names::allocated(record, known, today);
  return std::tuple(record.child.child, record.child.number.reveal(), names::child(record.child),
                    names::initials(record.child), allocated.name(),
                    allocated.worker ? allocated.worker->id : WorkerId{},
                    allocated.team ? allocated.team->name : std::string());
}

// Whether a check of `after` would say what one of `before` says: most edits change nothing that a
// return holds.
bool same_check(const Known& before, const Known& after, int year, Date today) {
  if (before.children.size() != after.children.size() ||
      before.authority.ons_code != after.authority.ons_code)
    return false;
  for (std::size_t i = 0; i < before.children.size(); ++i) {
    const SharedRecord &old = before.children[i], &now = after.children[i];
    if (old == now) continue;
    if (labels_of(*old, before, today) != labels_of(*now, after, today)) return false;
    for (const int of : {year, year - 1})
      if (returns::write_csv({old.get(), 1}, of) != returns::write_csv({now.get(), 1}, of))
        return false;
  }
  return true;
}

}  // namespace

struct RecordChecks {
  struct One {
    Scope scope;
    SharedKnown known;  // what the check was made of, or what says the same
    std::shared_ptr<const RecordCheck> check;
  };
  std::mutex making;
  std::vector<One> made;
};

Result<std::shared_ptr<const RecordCheck>> Service::record_check(const Actor& actor,
                                                                 std::optional<int> year) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  const Date today = looking->as_of;
  const int present = returns::collection_year_of(today);
  const int asked = year.value_or(present);
  if (asked < kFirstYear || asked > present)
    return fail(ErrorKind::invalid_input, "The collection year must be one from " +
                                              std::to_string(kFirstYear) + " to " +
                                              std::to_string(present) + ".");
  const auto checks = rooms_->record_checks;
  const std::lock_guard making(checks->making);
  // Another thread may have come here with newer records meanwhile; never go back.
  if (auto newest = rooms_->known(actor)) looking->known = *newest;
  std::erase_if(checks->made, [&](RecordChecks::One& one) {
    if (one.scope != scope_of(actor)) return false;
    if (one.check->as_of != today ||
        !same_check(*one.known, *looking->known, one.check->collection_year, today))
      return true;
    one.known = looking->known;
    return false;
  });
  for (const RecordChecks::One& one : checks->made)
    if (one.scope == scope_of(actor) && one.check->collection_year == asked) return one.check;
  auto check = std::make_shared<const RecordCheck>(
      make_record_check(*looking->known, rooms_->settings, asked, today));
  checks->made.push_back({scope_of(actor), looking->known, check});
  if (checks->made.size() > kChecksKept) checks->made.erase(checks->made.begin());
  return check;
}

Result<ChildFindings> Service::child_return_findings(const Actor& actor, ChildId child) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  const SharedRecord* record = looking->known->child(child);
  if (!record)
    return fail(ErrorKind::not_found, "There is no such child, or none that you may see.");
  ChildFindings found;
  found.collection_year = returns::collection_year_of(looking->as_of);
  // One child's rules are quick: starting threads for them would take longer.
  Run run({**record}, *looking->known, rooms_->settings, found.collection_year, looking->as_of, {});
  found.findings = run.take((*record)->child);
  found.not_run = run.not_run().size();
  return found;
}

std::shared_ptr<RecordChecks> make_record_checks() {
  return std::make_shared<RecordChecks>();
}

}  // namespace homeward::service
