#include "returns/amend.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/natural_key.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

using care::ChildRecord;
using care::Episode;

bool came_from_return(const care::Stored& row) {
  return row.provenance.source == care::Source::return_file;
}

bool known(const PrivateText& value) {
  return !value.reveal().empty();
}
bool known(Code value) {
  return !value.blank();
}
template <class T>
bool known(const std::optional<T>& value) {
  return value.has_value();
}
template <class Tag>
bool known(Id<Tag> value) {
  return static_cast<bool>(value);
}
bool known(bool value) {
  return value;
}

bool live_in(const Episode& episode, int collection_year) {
  return episode.started_on <= year_end(collection_year) &&
         (!episode.ended_on || *episode.ended_on >= year_start(collection_year));
}

class Amender {
 public:
  Amender(ChildRecord& into, const ChildRecord& from, int collection_year, TableSet whole)
      : into_(into), from_(from), year_(collection_year), whole_(whole) {}

  std::vector<Problem> run() {
    amend_child();
    latest_held_ = 0;
    for (const Episode& episode : into_.episodes)
      if (came_from_return(episode))
        latest_held_ = std::max(latest_held_, episode.provenance.collection_year);
    withdraw_episodes();
    for_each_returned_table([&]<class T>() {
      if constexpr (!std::is_same_v<T, Episode>) withdraw<T>();
      amend_rows<T>();
    });
    care::sort_record(into_);
    return std::move(notices_);
  }

 private:
  void amend_child() {
    care::Child& child = into_.child;
    if (!came_from_return(child)) return;
    const bool later = year_ >= child.provenance.collection_year;
    care::for_each_column<care::Child>([&](const auto& column) {
      auto& held = child.*column.member;
      const auto& given = from_.child.*column.member;
      if (known(given) && (later || !known(held))) held = given;
    });
    if (year_ > child.provenance.collection_year) child.provenance = from_.child.provenance;
  }

  void notice(ProblemKind kind, Effect effect, std::string sentence) {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.found = into_.child.number;
    problem.sentence = std::move(sentence);
    notices_.push_back(std::move(problem));
  }

  template <class T>
  bool whole() const {
    return whole_.test(static_cast<std::size_t>(kTableOf<T>));
  }

  // What came with an earlier delivery of this very return.
  template <class T>
  void withdraw() {
    if (!whole<T>()) return;
    std::vector<T>& rows = care::rows_of<T>(into_);
    const std::vector<T>& given = care::rows_of<T>(from_);
    const auto absent = [&](const T& held) {
      return came_from_return(held) && held.provenance.collection_year == year_ &&
             std::none_of(given.begin(), given.end(),
                          [&](const T& each) { return natural_key(each) == natural_key(held); });
    };
    for (const T& held : rows)
      if (absent(held))
        notice(ProblemKind::withdrawn, Effect::noted,
               fmt::format("Child {{}}: {}{} came with the return for {} before and is not in it "
                           "now. It was withdrawn.",
                           care::Table<T>::word, day_of(held), year_words(year_)));
    rows.erase(std::remove_if(rows.begin(), rows.end(), absent), rows.end());
  }

  // " of 03/05/2025", where the fact has a day.
  template <class T>
  static std::string day_of(const T& row) {
    std::optional<Date> day;
    if constexpr (requires { row.held_on; })
      day = row.held_on;
    else if constexpr (requires { row.decided_on; })
      day = row.decided_on;
    else if constexpr (requires { row.started_on; })
      day = row.started_on;
    return day ? " of " + day->british() : "";
  }

  void withdraw_episodes() {
    if (from_.episodes.empty() || !whole<Episode>()) return;
    const auto absent = [&](const Episode& held) {
      return came_from_return(held) && held.provenance.collection_year <= year_ &&
             live_in(held, year_) &&
             std::none_of(from_.episodes.begin(), from_.episodes.end(), [&](const Episode& each) {
               return natural_key(each) == natural_key(held);
             });
    };
    for (const Episode& held : into_.episodes)
      if (absent(held))
        notice(ProblemKind::withdrawn, Effect::noted,
               fmt::format("Child {{}}: the episode that started on {} is not in the return for {} "
                           "although the "
                           "child is. It was withdrawn.",
                           held.started_on.british(), year_words(year_)));
    into_.episodes.erase(std::remove_if(into_.episodes.begin(), into_.episodes.end(), absent),
                         into_.episodes.end());
  }

  // What a later return, already held, would have to hold too if it were so.
  bool overtaken(const Episode& given) const {
    return latest_held_ > year_ && live_in(given, latest_held_);
  }

  template <class T>
  void amend_rows() {
    std::vector<T>& rows = care::rows_of<T>(into_);
    const std::size_t held_count = rows.size();
    for (const T& given : care::rows_of<T>(from_)) {
      T* held = nullptr;
      bool said_by_hand = false;
      for (std::size_t i = 0; i < held_count; ++i) {
        if (came_from_return(rows[i]))
          held = natural_key(rows[i]) == natural_key(given) ? &rows[i] : held;
        else
          said_by_hand = said_by_hand || same_fact(rows[i], given);
      }
      if (held)
        amend_row(*held, given);
      else if (!said_by_hand)
        add_row(rows, given);
    }
    // Rows of one day stand in one order, whichever return came first (sort_record keeps it).
    if (rows.size() != held_count)
      std::stable_sort(rows.begin(), rows.end(),
                       [](const T& a, const T& b) { return natural_key(a) < natural_key(b); });
  }

  // The worker behind a number is this side's knowledge: a return cannot say otherwise.
  template <class T>
  static bool same_fact(const T& held, const T& given) {
    if constexpr (std::is_same_v<T, care::WorkerSpell>) {
      T same = given;
      same.worker = held.worker;
      return care::same_content(held, same);
    } else {
      return care::same_content(held, given);
    }
  }

  template <class T>
  void amend_row(T& held, const T& given) {
    if (held.provenance.collection_year > year_) return;
    if (!same_fact(held, given)) {
      T next = given;
      next.id = held.id;
      next.child = held.child;
      next.version = held.version;
      if constexpr (std::is_same_v<T, care::WorkerSpell>)
        if (!next.worker) next.worker = held.worker;
      held = std::move(next);
    } else if (held.provenance.collection_year < year_) {
      held.provenance = given.provenance;
    }
  }

  template <class T>
  void add_row(std::vector<T>& rows, const T& given) {
    if constexpr (std::is_same_v<T, Episode>)
      if (overtaken(given)) {
        notice(
            ProblemKind::overtaken, Effect::row_left_out,
            fmt::format("Child {{}}: the episode that started on {} is in the return for {} and "
                        "should go on "
                        "into the one for {}, which does not have it. The later return stands.",
                        given.started_on.british(), year_words(year_), year_words(latest_held_)));
        return;
      }
    rows.push_back(given);
    rows.back().id = {};
    rows.back().version = 0;
    rows.back().child = into_.child.child;
  }

  ChildRecord& into_;
  const ChildRecord& from_;
  int year_;
  TableSet whole_;
  int latest_held_ = 0;
  std::vector<Problem> notices_;
};

bool open_in_return(const ChildRecord& record, int collection_year) {
  return std::any_of(record.episodes.begin(), record.episodes.end(), [&](const Episode& episode) {
    return came_from_return(episode) && episode.provenance.collection_year == collection_year &&
           !episode.ended_on;
  });
}

// The last return held for a year before this one; 0 if there is none.
int return_before(const std::vector<ChildRecord>& held, int collection_year) {
  int latest = 0;
  for (const ChildRecord& record : held)
    for (const Episode& episode : record.episodes)
      if (came_from_return(episode) && episode.provenance.collection_year < collection_year)
        latest = std::max(latest, episode.provenance.collection_year);
  return latest;
}

void append(std::vector<Problem>& to, std::vector<Problem> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

}  // namespace

std::vector<Problem> amend(ChildRecord& into, const ChildRecord& from, int collection_year,
                           TableSet whole) {
  return Amender(into, from, collection_year, whole).run();
}

std::vector<Problem> absentees(const std::vector<ChildRecord>& held, const Records& incoming) {
  std::vector<Problem> notices;
  const int before = return_before(held, incoming.collection_year);
  auto next = incoming.children.begin();
  for (const ChildRecord& record : held) {
    while (next != incoming.children.end() && next->child.number < record.child.number) ++next;
    const bool has_episodes = next != incoming.children.end() &&
                              next->child.number == record.child.number && !next->episodes.empty();
    if (has_episodes || !open_in_return(record, before)) continue;
    Problem problem;
    problem.kind = ProblemKind::absent;
    problem.found = record.child.number;
    problem.sentence = fmt::format(
        "Child {{}} was in care at the end of the return for {} and has no episode in the one for "
        "{}. The "
        "record was kept as it was; correct the return, or give the end of the last episode.",
        year_words(before), year_words(incoming.collection_year));
    notices.push_back(std::move(problem));
  }
  return notices;
}

Merged merge(std::vector<Records> returns) {
  std::stable_sort(returns.begin(), returns.end(), [](const Records& a, const Records& b) {
    return a.collection_year < b.collection_year;
  });
  Merged merged;
  for (Records& each : returns) {
    append(merged.problems, std::move(each.problems));
    append(merged.problems, absentees(merged.children, each));
    std::vector<ChildRecord> both;
    both.reserve(std::max(merged.children.size(), each.children.size()));
    auto held = merged.children.begin();
    for (std::size_t i = 0; i < each.children.size(); ++i) {
      ChildRecord& given = each.children[i];
      for (; held != merged.children.end() && held->child.number < given.child.number; ++held)
        both.push_back(std::move(*held));
      if (held != merged.children.end() && held->child.number == given.child.number) {
        append(merged.problems, amend(*held, given, each.collection_year, each.whole[i]));
        both.push_back(std::move(*held++));
      } else {
        both.push_back(std::move(given));
      }
    }
    std::move(held, merged.children.end(), std::back_inserter(both));
    merged.children = std::move(both);
  }
  return merged;
}

}  // namespace homeward::returns
