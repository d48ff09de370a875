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
    bool differs = year_ > child.provenance.collection_year;
    if (!later) note_contradicted(child, from_.child, "the child");
    care::for_each_column<care::Child>([&](const auto& column) {
      auto& held = child.*column.member;
      const auto& given = from_.child.*column.member;
      if (!known(given) || held == given || (known(held) && !later)) return;
      held = given;
      differs = true;
    });
    // What an earlier return adds leaves the later one as the child's source.
    if (later && differs) child.provenance = from_.child.provenance;
  }

  void notice(ProblemKind kind, Effect effect, std::string sentence) {
    Problem problem;
    problem.kind = kind;
    problem.effect = effect;
    problem.found = into_.child.number;
    problem.sentence = std::move(sentence);
    notices_.push_back(std::move(problem));
  }

  // An earlier return that contradicts a later one changes nothing, and must not seem to agree with
  // it. What only one of the two gives is no contradiction (an episode goes on until it has ended),
  // nor is it that a child has become a mother since.
  template <class T>
  void note_contradicted(const T& held, const T& given, const std::string& what) {
    const std::string columns = contradicted(held, given);
    if (columns.empty()) return;
    notice(
        ProblemKind::overtaken, Effect::value_left_out,
        fmt::format("Child {{}}: the return for {} says something else of {} than the one for "
                    "{} ({}). The later return stands; if that one is wrong, correct it too.",
                    year_words(year_), what, year_words(held.provenance.collection_year), columns));
  }

  // "legal status, URN": the columns that both give, and give differently.
  template <class T>
  static std::string contradicted(const T& held, const T& given) {
    std::string names;
    care::for_each_column<T>([&](const auto& column) {
      const auto& one = held.*column.member;
      const auto& other = given.*column.member;
      using Value = std::decay_t<decltype(one)>;
      if constexpr (!std::is_arithmetic_v<Value> && !std::is_same_v<Value, WorkerId> &&
                    requires { known(one); }) {
        if (!known(one) || !known(other) || one == other || column.name == "is_mother") return;
        if (!names.empty()) names += ", ";
        names += column_words(column.name);
      }
    });
    return names;
  }

  static std::string column_words(std::string_view column) {
    if (column == "born_on") return "birth date";
    if (column == "urn" || column == "upn") return column == "urn" ? "URN" : "UPN";
    std::string words(column);
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
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
    const std::vector<T*> partners = partners_of(given, rows);
    const auto absent = [&](const T& held) {
      return came_from_return(held) && held.provenance.collection_year == year_ &&
             std::find(partners.begin(), partners.end(), &held) == partners.end();
    };
    for (const T& held : rows)
      if (absent(held))
        notice(ProblemKind::withdrawn, Effect::noted,
               fmt::format("Child {{}}: {}{} came with the return for {} before and is not in it "
                           "now. It was withdrawn.",
                           care::Table<T>::word, day_of(held), year_words(year_)));
    std::vector<T> kept;
    kept.reserve(rows.size());
    for (T& held : rows)
      if (!absent(held)) kept.push_back(std::move(held));
    rows = std::move(kept);
  }

  // For each of `given` the row of `rows` that is the same fact, null if there is none. No row is
  // the partner of two: equal rows are told apart by their number.
  template <class T>
  static std::vector<T*> partners_of(const std::vector<T>& given, std::vector<T>& rows) {
    std::vector<T*> partners(given.size(), nullptr);
    const auto pair = [&](auto same) {
      for (std::size_t i = 0; i < given.size(); ++i)
        for (std::size_t j = 0; j < rows.size() && partners[i] == nullptr; ++j)
          if (came_from_return(rows[j]) && same(rows[j], given[i]) &&
              std::find(partners.begin(), partners.end(), &rows[j]) == partners.end())
            partners[i] = &rows[j];
    };
    pair([](const T& a, const T& b) { return natural_key(a) == natural_key(b); });
    if constexpr (requires(const T& row) { lasting_key(row); })
      pair([](const T& a, const T& b) { return lasting_key(a) == lasting_key(b); });
    return partners;
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
    const std::vector<T>& all_given = care::rows_of<T>(from_);
    const std::size_t held_count = rows.size();
    rows.reserve(held_count + all_given.size());  // partners stay where they are
    const std::vector<T*> partners = partners_of(all_given, rows);
    for (std::size_t i = 0; i < all_given.size(); ++i) {
      const T& given = all_given[i];
      // The same fact is held already, entered by hand or out of an extract.
      const bool held_otherwise = std::any_of(
          rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(held_count),
          [&](const T& row) { return !came_from_return(row) && same_fact(row, given); });
      if (partners[i] != nullptr)
        amend_row(*partners[i], given);
      else if (!held_otherwise)
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
    if (held.provenance.collection_year > year_) {
      note_contradicted(held, given, "the " + std::string(care::Table<T>::word) + day_of(held));
      return;
    }
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

// Whether a return for this very year stands behind a fact of T.
template <class T>
bool holds_of(const std::vector<T>& rows, int collection_year) {
  return std::any_of(rows.begin(), rows.end(), [&](const T& row) {
    return came_from_return(row) && row.provenance.collection_year == collection_year;
  });
}

// The latest return, after this one, that holds an episode of this one's year; 0 if there is none.
int return_after(const ChildRecord& record, int collection_year) {
  int latest = 0;
  for (const Episode& episode : record.episodes)
    if (came_from_return(episode) && live_in(episode, collection_year) &&
        episode.provenance.collection_year > collection_year)
      latest = std::max(latest, episode.provenance.collection_year);
  return latest;
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
    if (has_episodes) continue;
    const int after = incoming.names_everyone ? return_after(record, incoming.collection_year) : 0;
    if (after == 0 && !open_in_return(record, before)) continue;
    Problem problem;
    problem.kind = ProblemKind::absent;
    problem.found = record.child.number;
    problem.sentence =
        after != 0
            ? fmt::format(
                  "Child {{}} was in care in the year of the return for {}, as the one for {} "
                  "says, "
                  "and has no episode in it. The later return stands; if that one is wrong, "
                  "correct it too.",
                  year_words(incoming.collection_year), year_words(after))
            : fmt::format(
                  "Child {{}} was in care at the end of the return for {} and has no episode in "
                  "the "
                  "one for {}. The record was kept as it was; correct the return, or give the end "
                  "of the last episode.",
                  year_words(before), year_words(incoming.collection_year));
    notices.push_back(std::move(problem));
  }
  return notices;
}

std::vector<std::size_t> no_longer_there(const std::vector<ChildRecord>& held,
                                         const Records& incoming) {
  std::vector<std::size_t> places;
  if (!incoming.names_everyone) return places;
  const bool leavers_came = std::all_of(
      incoming.whole.begin(), incoming.whole.end(),
      [](const TableSet& whole) { return whole.test(static_cast<std::size_t>(TableId::oc3)); });
  auto next = incoming.children.begin();
  for (std::size_t i = 0; i < held.size(); ++i) {
    const ChildRecord& record = held[i];
    while (next != incoming.children.end() && next->child.number < record.child.number) ++next;
    const bool is_there =
        next != incoming.children.end() && next->child.number == record.child.number;
    const auto all_episodes = [&] {
      const auto place = static_cast<std::size_t>(next - incoming.children.begin());
      return incoming.whole[place].test(static_cast<std::size_t>(TableId::episodes));
    };
    if (is_there && (!next->episodes.empty() || !all_episodes())) continue;
    if (holds_of(record.episodes, incoming.collection_year) ||
        (!is_there && leavers_came && holds_of(record.care_leavers, incoming.collection_year)))
      places.push_back(i);
  }
  return places;
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
