#include "service/import_plan.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/text.hpp"
#include "care/columns.hpp"
#include "returns/year.hpp"
#include "service/diff.hpp"
#include "service/import_overlay.hpp"
#include "service/json_fact.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kMostConcerned = 200, kMostProblems = 500;
// Fewer of a return's children known than one in this many is little: of a year's children in care
// about two thirds were in care the year before.
constexpr std::int64_t kFewOneIn = 10;
constexpr std::int64_t kFewFrom = 10;  // children; of fewer than these few say nothing

std::string children(std::int64_t count) {
  return text::plural(count, "child", "children");
}

std::string overtaken_sentence(std::int64_t facts) {
  return text::plural(facts, "fact") + (facts == 1 ? " differs" : " differ") +
         " from what a later return says, which stands. The problems tell which.";
}

class LookingOver {
 public:
  LookingOver(LookOver& into, const Incoming& incoming, Date today)
      : into_(into), incoming_(incoming), today_(today) {}

  void count(const std::vector<Change>& changes) {
    std::map<std::string_view, std::size_t> words;
    std::unordered_map<ChildId, LookOverChild> concerned;
    for (const Change& change : changes) {
      if (is_bookkeeping(change) || is_confirmation(change)) continue;
      const care::Fact& fact = change.before ? *change.before : *change.after;
      const std::string_view word = std::visit(
          [](const auto& row) { return care::Table<std::decay_t<decltype(row)>>::word; }, fact);
      const auto [at, is_new] = words.try_emplace(word, into_.facts.size());
      if (is_new) into_.facts.push_back({std::string(word)});
      LookOverFacts& facts = into_.facts[at->second];
      LookOverChild& child = concerned[stored(fact).child];
      switch (change.operation()) {
        case Operation::insert:
          ++facts.added, ++child.added, ++into_.added;
          break;
        case Operation::update:
          ++facts.changed, ++child.changed, ++into_.changed;
          break;
        case Operation::remove:
          ++facts.withdrawn, ++child.withdrawn, ++into_.withdrawn;
          break;
      }
    }
    for (auto& [id, child] : concerned) child.child = id.value > 0 ? id : ChildId{};
    into_.concerned_total = static_cast<std::int64_t>(concerned.size());
    list(concerned, changes);
  }

  void warn(const returns::LostZeros& zeros, const Overlay& overlay, bool nothing_new) {
    warn_of_zeros(zeros);
    warn_of_overlap(overlay);
    warn_of_year(overlay);
    warn_of_absent(overlay);
    if (overlay.overtaken() > 0)
      add({WarningKind::overtaken, overtaken_sentence(overlay.overtaken()), false, false});
    else if (nothing_new)
      add({WarningKind::nothing_new, "Nothing new: all of it is known already.", false, false});
  }

 private:
  // Those known here first, and of them those of whom most would go.
  void list(std::unordered_map<ChildId, LookOverChild>& concerned,
            const std::vector<Change>& changes) {
    std::vector<std::pair<ChildId, LookOverChild*>> order;
    for (auto& [id, child] : concerned) order.emplace_back(id, &child);
    std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.second->child ? 0 : 1, -a.second->withdrawn, -a.second->changed) <
             std::tuple(b.second->child ? 0 : 1, -b.second->withdrawn, -b.second->changed);
    });
    if (order.size() > kMostConcerned) order.resize(kMostConcerned);
    for (const Change& change : changes)  // the numbers of new children stand in the changes alone
      if (change.operation() == Operation::insert)
        if (const auto* child = std::get_if<care::Child>(&*change.after))
          if (const auto found = concerned.find(child->child); found != concerned.end())
            found->second.number = child->number;
    for (const auto& [id, child] : order) into_.concerned.push_back(std::move(*child));
  }

  void warn_of_zeros(const returns::LostZeros& zeros) {
    if (zeros.children == 0) return;
    const auto count = static_cast<std::int64_t>(zeros.children);
    std::string sentence = count == 1 ? "1 identifier equals a known one"
                                      : text::thousands(count) + " identifiers equal known ones";
    sentence += " but for leading zeros, as when a spreadsheet drops them.";
    if (zeros.same_birth_date + zeros.other_birth_date > 0)
      sentence += " The birth date agrees for " +
                  text::thousands(static_cast<long long>(zeros.same_birth_date)) +
                  " and differs for " +
                  text::thousands(static_cast<long long>(zeros.other_birth_date)) + ".";
    add({WarningKind::leading_zeros, std::move(sentence), true,
         into_.answers.leading_zeros != LeadingZeros::unanswered});
  }

  void warn_of_overlap(const Overlay& overlay) {
    const std::int64_t read = into_.children;
    if (overlay.held() == 0 || read == 0) return;
    const std::string held = children(overlay.held()) + (overlay.held() == 1 ? " is" : " are") +
                             " held here. Make sure that this is the return of your authority.";
    const bool answered = into_.answers.unknown_children;
    if (into_.known == 0)
      add({WarningKind::none_known, children(read) + ", none known here, though " + held, true,
           answered});
    else if (read >= kFewFrom && into_.known * kFewOneIn < read)
      add({WarningKind::few_known,
           "Of " + children(read) + " only " + text::thousands(into_.known) +
               (into_.known == 1 ? " is" : " are") + " known here, though " + held,
           true, answered});
  }

  void warn_of_year(const Overlay& overlay) {
    if (incoming_.returns.empty()) return;
    const int year = incoming_.returns.back().collection_year;
    const int present = returns::collection_year_of(today_);
    if (incoming_.year_guessed)
      add({WarningKind::year_guessed,
           "No date in the files tells their collection year. It was taken as " +
               returns::year_words(year) + ": correct it if that is wrong.",
           false, false});
    if (year == present || year == present - 1) return;
    // A first import may begin with any year.
    add({WarningKind::other_year,
         "This is a return for " + returns::year_words(year) + ". The present collection year is " +
             returns::year_words(present) + ", the last one " + returns::year_words(present - 1) +
             ".",
         overlay.held() > 0, into_.answers.old_year});
  }

  void warn_of_absent(const Overlay& overlay) {
    std::map<int, std::int64_t> years;
    for (const Overlay::Absent& absent : overlay.absent()) {
      ++years[absent.collection_year];
      if (into_.absent.size() < kMostConcerned)
        into_.absent.push_back(
            {absent.child.value > 0 ? ChildId{absent.child.value} : ChildId{}, absent.number});
    }
    for (const auto& [year, count] : years) {
      // A corrected return lacks a few; one that lacks most of them is hardly the whole return.
      const bool most = count >= kFewFrom && count > into_.known;
      add({WarningKind::absent,
           children(count) + " of the last " + returns::year_words(year) + " import " +
               (count == 1 ? "is" : "are") + " not in this one." +
               (most ? " Make sure that these files are the whole return." : ""),
           most, into_.answers.unknown_children});
    }
  }

  void add(ImportWarning warning) { into_.warnings.push_back(std::move(warning)); }

  LookOver& into_;
  const Incoming& incoming_;
  Date today_;
};

void name_known(LookOver& look_over, const std::vector<care::ChildRecord>& held) {
  std::unordered_map<ChildId, PrivateText> numbers;
  for (const care::ChildRecord& record : held)
    numbers.emplace(record.child.child, record.child.number);
  for (LookOverChild& child : look_over.concerned)
    if (child.child) child.number = numbers[child.child];
}

void note_zeros(const returns::LostZeros& zeros, LeadingZeros answer,
                std::vector<ImportProblem>& problems) {
  if (zeros.children == 0) return;
  const std::string count = text::plural(static_cast<long long>(zeros.children), "identifier");
  ImportProblem& problem = problems.emplace_back();
  problem.effect = "noted";
  problem.sentence = count + " of the files and others differ by leading zeros alone. ";
  switch (answer) {
    case LeadingZeros::unanswered:
      problem.sentence += "Somebody must say whether they are the same children.";
      break;
    case LeadingZeros::same_children:
      problem.sentence +=
          "They were taken for the same children, as was answered; the number with "
          "its zeros stands. Export identifiers as text, so that zeros are kept.";
      break;
    case LeadingZeros::different_children:
      problem.sentence += "They were taken for different children, as was answered.";
      break;
  }
}

}  // namespace

bool LookOver::asks() const {
  return std::any_of(warnings.begin(), warnings.end(),
                     [](const ImportWarning& one) { return one.asks && !one.answered; });
}

ImportPlan plan_import(Incoming& incoming, care::Snapshot held, const ImportAnswers& answers,
                       Date today) {
  ImportPlan plan;
  plan.sequence = held.sequence;
  const returns::LostZeros zeros = returns::lost_zeros(held.children, incoming.records);
  const bool same = zeros.children > 0 && answers.leading_zeros == LeadingZeros::same_children;
  if (same) take_as_same(incoming, zeros.read);
  plan.problems = incoming.import.problems;
  note_zeros(zeros, answers.leading_zeros, plan.problems);
  Overlay overlay(std::move(held.children), same ? zeros.held : returns::Numbers{});
  for (const returns::Records& records : incoming.records) overlay.lay(records, plan.problems);
  plan.changes = overlay.changes();
  sort_problems(plan.problems);

  LookOver& look_over = plan.look_over;
  look_over.source_name = incoming.import.summary.source_name;
  look_over.tables = incoming.tables;
  look_over.returns = incoming.returns;
  look_over.known = overlay.known();
  look_over.fresh = overlay.fresh();
  look_over.children = overlay.known() + overlay.fresh();
  look_over.episodes = incoming.import.summary.episodes;
  look_over.held_elsewhere = overlay.held() - overlay.known();
  look_over.answers = answers;
  LookingOver looking(look_over, incoming, today);
  looking.count(plan.changes);
  name_known(look_over, overlay.held_children());
  const bool nothing_new = look_over.added + look_over.changed + look_over.withdrawn == 0;
  looking.warn(zeros, overlay, nothing_new);
  look_over.problems_total = static_cast<std::int64_t>(plan.problems.size());
  look_over.problems.assign(plan.problems.begin(),
                            plan.problems.begin() + static_cast<std::ptrdiff_t>(std::min(
                                                        kMostProblems, plan.problems.size())));
  for (ImportProblem& problem : look_over.problems) problem.sentence = with_value(problem);
  return plan;
}

std::string outcome_sentence(const ImportSummary& summary, const LookOver& look_over) {
  const std::int64_t touched = summary.added + summary.changed + summary.withdrawn;
  std::string out =
      children(summary.children) + " and " + text::plural(summary.episodes, "episode") + " read. ";
  const bool overtaken =
      std::any_of(look_over.warnings.begin(), look_over.warnings.end(),
                  [](const auto& warning) { return warning.kind == WarningKind::overtaken; });
  out += touched == 0
             ? overtaken ? "Nothing was changed." : "Nothing new: all of it was known already."
             : text::thousands(summary.added) + " facts added, " +
                   text::thousands(summary.changed) + " changed, " +
                   text::thousands(summary.withdrawn) + " withdrawn.";
  for (const ImportWarning& warning : look_over.warnings)
    if (warning.kind == WarningKind::absent || warning.kind == WarningKind::overtaken)
      out += " " + warning.sentence;
  if (summary.problems > 0) out += " " + text::plural(summary.problems, "problem") + " to look at.";
  return out;
}

}  // namespace homeward::service
