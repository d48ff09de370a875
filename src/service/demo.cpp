#include "service/demo.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "care/periods.hpp"
#include "service/diff.hpp"
#include "service/json_fact.hpp"
#include "synthetic/as_known.hpp"

namespace homeward::service {

namespace {

constexpr int kMonthsOfHistory = 24;

// Rows of the finished record are numbered once, so that the same row is known again in each
// month's state of it; this maps those numbers to what the store gave.
struct Given {
  RowId id;
  std::int32_t version = 0;
};
using GivenRows = std::unordered_map<RowId, Given>;

class Feed {
 public:
  Feed(Service& service, const WallClock& clock, care::Authority authority,
       std::vector<care::ChildRecord> finished)
      : service_(service),
        clock_(clock),
        authority_(std::move(authority)),
        finished_(std::move(finished)),
        last_(finished_.size()),
        children_(finished_.size()) {
    std::int64_t next = 0;
    for (care::ChildRecord& record : finished_) {
      record.child.id = RowId{++next};
      number_courses(record, next);
      care::for_each_row_table([&]<class T>() {
        if constexpr (!std::is_same_v<T, care::Course>)
          for (T& row : care::rows_of<T>(record)) row.id = RowId{++next};
      });
    }
  }

  // Writes what became known up to the end of `day`: first what the case system exports, then what
  // people enter by hand.
  Status put(Date day) {
    std::vector<care::ChildRecord> states;
    states.reserve(finished_.size());
    for (const care::ChildRecord& record : finished_)
      states.push_back(synthetic::as_known(record, day));
    for (const bool by_hand : {false, true})
      if (auto written = write(states, day, by_hand); !written) return written;
    // Of a child who had not come into care nothing was written yet, not even a meeting before it.
    for (std::size_t i = 0; i < states.size(); ++i)
      if (children_[i].value > 0) last_[i] = std::move(states[i]);
    return {};
  }

 private:
  static void number_courses(care::ChildRecord& record, std::int64_t& next) {
    std::map<CourseId, CourseId> numbers;
    for (care::Course& course : record.courses) {
      const CourseId was = course.course_id();
      course.id = RowId{++next};
      numbers[was] = course.course_id();
    }
    care::for_each_row_table([&]<class T>() {
      if constexpr (requires(T& row) { row.course; })
        for (T& row : care::rows_of<T>(record))
          if (row.course) row.course = numbers.at(row.course);
    });
  }

  Status write(const std::vector<care::ChildRecord>& states, Date day, bool by_hand) {
    ChangeSet set;
    set.authority = authority_.id;
    set.at =
        std::min<Moment>(clock_.now(), clock_.end_of(day) - std::chrono::hours(by_hand ? 7 : 8));
    set.check_versions = false;
    std::vector<RowId> numbers;  // the number of each changed row, in order
    std::vector<std::size_t> whose;
    for (std::size_t i = 0; i < states.size(); ++i) {
      const bool known = children_[i].value > 0;
      if (!known && states[i].episodes.empty()) continue;
      auto changes = diff(known || by_hand ? &last_[i] : nullptr, states[i]);
      for (Change& change : changes) {
        const care::Fact& row = change.after ? *change.after : *change.before;
        if ((stored(row).provenance.source == care::Source::hand) != by_hand) continue;
        numbers.push_back(stored(row).id);
        whose.push_back(i);
        if (change.before) translate(*change.before, i, true);
        if (change.after) translate(*change.after, i, change.before.has_value());
        set.changes.push_back(std::move(change));
      }
    }
    if (set.changes.empty()) return {};
    if (!by_hand) set.import = import_record(states, day, set);
    auto applied = service_.store().apply(set);
    if (!applied) return tl::unexpected(applied.error());
    std::size_t row = 0;
    for (std::size_t i = 0; i < set.changes.size(); ++i) {
      if (!set.changes[i].after) continue;
      const care::Stored& now = stored(applied->rows[row++]);
      given_[numbers[i]] = {now.id, now.version};
      children_[whose[i]] = now.child;
    }
    return {};
  }

  // From our own numbers to the store's.
  void translate(care::Fact& fact, std::size_t child, bool is_stored) {
    care::Stored& row = stored(fact);
    const bool is_child = std::holds_alternative<care::Child>(fact);
    const auto given = given_.find(row.id);
    const ChildId id = children_[child].value > 0 ? children_[child]
                                                  : ChildId{-static_cast<std::int64_t>(child) - 1};
    row.child = id;
    if (is_stored && given != given_.end()) {
      row.id = given->second.id;
      row.version = given->second.version;
    } else {
      const bool is_course = std::holds_alternative<care::Course>(fact);
      row.id = is_child ? RowId{id.value} : is_course ? RowId{-row.id.value} : RowId{};
      row.version = 0;
    }
    std::visit(
        [&](auto& named) {
          if constexpr (requires { named.course; }) {
            if (!named.course) return;
            const auto course = given_.find(RowId{named.course.value});
            named.course =
                CourseId{course == given_.end() ? -named.course.value : course->second.id.value};
          }
        },
        fact);
  }

  ImportRecord import_record(const std::vector<care::ChildRecord>& states, Date day,
                             const ChangeSet& set) const {
    ImportRecord record;
    ImportSummary& summary = record.summary;
    summary.at = set.at;
    summary.source_name = "the synthetic case system";
    summary.content_hash = "synthetic " + day.iso();
    summary.collection_years = {day.month() >= 4 ? day.year() + 1 : day.year()};
    for (const care::ChildRecord& state : states) {
      summary.children += !state.episodes.empty();
      summary.episodes += static_cast<std::int64_t>(state.episodes.size());
    }
    for (const Change& change : set.changes) {
      summary.added += change.operation() == Operation::insert;
      summary.changed += change.operation() == Operation::update && !is_confirmation(change);
      summary.withdrawn += change.operation() == Operation::remove;
    }
    summary.sentence = "What the synthetic case system held on " + day.words() + ".";
    return record;
  }

  Service& service_;
  const WallClock& clock_;
  care::Authority authority_;
  std::vector<care::ChildRecord> finished_, last_;
  std::vector<ChildId> children_;  // the store's, 0 until known
  GivenRows given_;
};

// The lists are written first; the records then name them by the ids the store gave.
Status put_lists(Service& service, AuthorityId authority, Moment at,
                 synthetic::SyntheticAuthority& made) {
  ChangeSet set;
  set.authority = authority;
  set.at = at;
  set.lists = {made.teams, made.workers, made.sibling_groups};
  if (auto applied = service.store().apply(set); !applied) return tl::unexpected(applied.error());
  auto snapshot = service.store().snapshot(authority);
  if (!snapshot) return tl::unexpected(snapshot.error());
  std::map<std::string, WorkerId> workers;
  for (const care::Worker& worker : snapshot->workers) workers[worker.number.reveal()] = worker.id;
  std::map<std::string, SiblingGroupId> groups;
  for (const care::SiblingGroup& group : snapshot->sibling_groups) groups[group.label] = group.id;
  std::map<WorkerId, WorkerId> worker_ids;
  for (const care::Worker& worker : made.workers)
    worker_ids[worker.id] = workers[worker.number.reveal()];
  std::map<SiblingGroupId, SiblingGroupId> group_ids;
  for (const care::SiblingGroup& group : made.sibling_groups)
    group_ids[group.id] = groups[group.label];
  for (care::ChildRecord& record : made.children) {
    if (record.child.sibling_group)
      record.child.sibling_group = group_ids[record.child.sibling_group];
    for (care::WorkerSpell& spell : record.worker_spells)
      if (spell.worker) spell.worker = worker_ids[spell.worker];
  }
  return {};
}

}  // namespace

Result<DemoSummary> put_demo(Service& service, const WallClock& clock,
                             synthetic::SyntheticAuthority made, Date as_of,
                             const Progress& progress) {
  auto authorities = service.store().authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  for (const care::Authority& authority : *authorities)
    if (text::lower(authority.name) == text::lower(made.authority.name))
      return fail(ErrorKind::conflict, "The database already holds an authority “" +
                                           authority.name +
                                           "”. Choose another --authority or another --db.");
  auto authority = service.store().save_authority(made.authority);
  if (!authority) return tl::unexpected(authority.error());
  std::vector<Date> days;
  for (int month = kMonthsOfHistory; month > 0; --month) {
    const Date then = add_months(as_of, -month);
    days.push_back(*Date::of(then.year(), then.month(), 1) - 1);
  }
  days.push_back(*Date::of(as_of.year(), as_of.month(), 1) - 1);
  days.push_back(as_of);
  days.erase(std::unique(days.begin(), days.end()), days.end());
  const Moment first = clock.end_of(days.front()) - std::chrono::hours(12);
  if (auto listed = put_lists(service, authority->id, first, made); !listed)
    return tl::unexpected(listed.error());

  DemoSummary summary;
  summary.authority = *authority;
  summary.children = static_cast<std::int64_t>(made.children.size());
  for (const care::ChildRecord& record : made.children) {
    const auto periods = care::periods_of_care(record.episodes);
    summary.in_care += std::any_of(periods.begin(), periods.end(), [&](const auto& period) {
      return period.started_on <= as_of && (!period.ended_on || *period.ended_on > as_of);
    });
  }
  Feed feed(service, clock, *authority, std::move(made.children));
  for (std::size_t i = 0; i < days.size(); ++i) {
    progress(static_cast<int>(100 * i / days.size()), "What was known on " + days[i].words());
    if (auto put = feed.put(days[i]); !put) return tl::unexpected(put.error());
    ++summary.batches;
  }
  return summary;
}

}  // namespace homeward::service
