// SWEpisodes as a history: one worker after another, without a break.
#include <cstdlib>

#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// The year from which the social worker history reaches one year further back.
constexpr int kLongerHistory = 2025;

constexpr int kLongestGapDays = 7;
constexpr int kLastDays = 5;

Date history_from(const Year& y) {
  return y.rules >= kLongerHistory ? y.last_start : y.start;
}

// Latest by SW_DECOM, and of two on one day the one further down in the file; null if no start is
// known.
const SwEpisodeRow* latest_worker(const YearRows& rows) {
  const SwEpisodeRow* latest = nullptr;
  for (const SwEpisodeRow& s : rows.sw_episodes)
    if (s.sw_decom.known()) latest = &s;
  return latest;
}

void only_the_latest_open(const Child& c, const Year&, Flags& flag) {
  const SwEpisodeRow* latest = latest_worker(c);
  for (const SwEpisodeRow& s : c.sw_episodes)
    if (&s != latest && s.sw_decom.known() && s.sw_dec.blank()) flag(s);
}

// Calls use(worker, next): each with the one that began next, null for the last.
template <class Use>
void for_each_worker(const Child& c, Use use) {
  for (std::size_t i = 0; i < c.sw_episodes.size(); ++i)
    use(c.sw_episodes[i], i + 1 < c.sw_episodes.size() ? &c.sw_episodes[i + 1] : nullptr);
}

// Starts and ends of care that no worker's days cover: the care episode, and the worker who began
// too late or, if none began later, the last one.
void care_covered(const Child& c, const Year& y, Flags& flag) {
  if (c.sw_episodes.empty() || !may_be_in_care_at_year_end(c, y)) return;
  const Date from = history_from(y);
  const auto check = [&](Day day, auto flag_care) {
    if (!(day >= from && day <= y.end)) return;
    const SwEpisodeRow* beside = nullptr;
    for (const SwEpisodeRow& s : c.sw_episodes) {
      if (!s.sw_decom.known()) continue;
      if (s.sw_decom <= day && !(s.sw_dec < day)) return;
      if (beside == nullptr || !(beside->sw_decom > day)) beside = &s;
    }
    if (beside == nullptr) return;
    flag_care();
    flag(*beside);
  };
  for (std::size_t i = 0; i < c.episodes.size(); ++i) {
    const EpisodeRow& e = c.episodes[i];
    if (care::starts_care(e.rne)) check(e.decom, [&] { flag(e); });
    if (ended_care(c.episodes, i)) check(e.dec, [&] { flag(e); });
  }
  if (from == y.start) return;
  // Care that began or ended in the year before, where this year's return no longer holds it.
  const auto begins_one = [&](Day day) {
    return any(c.episodes, [&](const EpisodeRow& e) { return e.decom == day; });
  };
  for (std::size_t i = 0; i < c.last.episodes.size(); ++i) {
    const EpisodeRow& e = c.last.episodes[i];
    if (begins_one(e.decom)) continue;
    if (care::starts_care(e.rne)) check(e.decom, [&] { flag.last(e); });
    if (ended_care(c.last.episodes, i) && !begins_one(e.dec)) check(e.dec, [&] { flag.last(e); });
  }
}

// The first episode of this year against the one left open last year.
template <auto Differs>
void as_left_open(const Child& c, const Year&, Flags& flag) {
  const SwEpisodeRow* before = latest_worker(c.last);
  if (before == nullptr || before->sw_dec.given() || c.sw_episodes.empty()) return;
  const SwEpisodeRow& first = c.sw_episodes.front();
  if (Differs(first, *before)) flag(first);
}

constexpr std::string_view kEndIt =
    "Put in the day on which this worker's time with the child ended: a later one has begun.";
constexpr std::string_view kAddNext =
    "Add the social worker who came next, or correct the end date.";
constexpr std::string_view kCopyLast =
    "Copy it from last year's return, from the worker who was still with the child at its end.";

constexpr Rule kSocialWorkersRules[] = {
    {.code = "SW06STG2",
     .sentence = "Social worker episode start must not be after the collection year end.",
     .fields = "SW_DECOM",
     .needs = kSwEpisodes,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const SwEpisodeRow& s : c.sw_episodes)
             if (s.sw_decom > y.end) flag(s);
         },
     .remedy = "Correct the start, or leave out a worker who began after 31 March."},
    {.code = "SW07STG2",
     .sentence = "Social worker episode end, if given, must lie within the reporting period: the "
                 "collection year and, from 2024-25, the year before it.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const Date from = history_from(y);
           for (const SwEpisodeRow& s : c.sw_episodes)
             if (s.sw_dec < from || s.sw_dec > y.end) flag(s);
         },
     .remedy = "Correct the end, leave out a worker who ended before the period, or empty an end "
               "after 31 March.",
     .reading = "One year earlier is 1 April of the year before.",
     .listed = "Social worker episode end must be within the reporting period (this year in "
               "2023-24; from one year earlier since 2024-25)."},
    {.code = "SW08STG2",
     .sentence = "All but the child's last social worker episode must be ended.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024},
     .check = only_the_latest_open,
     .remedy = kEndIt},
    {.code = "SW09STG2",
     .sentence = "Social worker episode start and end must not be the same day.",
     .fields = "SW_DECOM SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024},
     .check = rows_that<&YearRows::sw_episodes,
                        [](const SwEpisodeRow& s) { return s.sw_decom == s.sw_dec; }>,
     .remedy = "Correct the start or the end, or leave the row out."},
    {.code = "SW10STG2",
     .sentence = "A social worker episode must start no more than 7 days before or after the one "
                 "before it ended (from 2024-25 not if its reason is FCONTA).",
     .fields = "SW_DECOM",
     .needs = kSwEpisodes,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for_each_worker(c, [&](const SwEpisodeRow& s, const SwEpisodeRow* next) {
             if (next == nullptr) return;
             if (y.rules >= kLongerHistory && next->sw_reason == "FCONTA") return;
             const auto gap = days_between(s.sw_dec, next->sw_decom);
             if (gap && std::abs(*gap) > kLongestGapDays) flag(*next);
           });
         },
     .remedy = "Correct the dates so that the workers follow each other, or add the worker in "
               "between.",
     .reading = "The later of the two episodes is shown; it is its reason that may be FCONTA.",
     .listed = "Social worker episodes must follow on within 7 days either way (reason FCONTA "
               "exempt since 2024-25).",
     .beside = "SW_REASON"},
    {.code = "SW11aSTG2",
     .sentence = "A social worker episode that ended before 26 March must be followed by another "
                 "within 5 days.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024, 2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!may_be_in_care_at_year_end(c, y)) return;
           for_each_worker(c, [&](const SwEpisodeRow& s, const SwEpisodeRow* next) {
             if (!(s.sw_dec < y.end - kLastDays)) return;
             if (next == nullptr || next->sw_decom > s.sw_dec + kLastDays) flag(s);
           });
         },
     .remedy = kAddNext,
     .reading = "A worker who began before the other ended also follows. Only of children still "
                "looked after at 31 March, as for SW17STG2.",
     .listed = "A social worker episode that ended more than 5 days before 31 March must be "
               "followed by another within 5 days.",
     .also = kEpisodes},
    {.code = "SW11bSTG2",
     .sentence =
         "A social worker episode that ended from 26 to 31 March must be followed by another.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!may_be_in_care_at_year_end(c, y)) return;
           for_each_worker(c, [&](const SwEpisodeRow& s, const SwEpisodeRow* next) {
             if (next == nullptr && s.sw_dec >= y.end - kLastDays && s.sw_dec <= y.end) flag(s);
           });
         },
     .remedy = kAddNext,
     .reading = "From 26 March to 31 March of the collection year, both included: the days that "
                "SW11aSTG2 leaves. Only of children still looked after at 31 March, as for "
                "SW17STG2.",
     .listed = "A social worker episode that ended in the last 5 days before 31 March must be "
               "followed by another.",
     .also = kEpisodes},
    {.code = "SW12STG2",
     .sentence = "A social worker episode must cover each day in the reporting period on which "
                 "care started or ended.",
     .fields = "SW_DECOM",
     .needs = kSwEpisodes | kEpisodes,
     .years = {2024},
     .check = care_covered,
     .remedy = "Add the social worker the child had on that day, or correct the dates.",
     .reading =
         "A start of care is the first day of an S episode, an end the last day of one that ended "
         "care; both count if they lie in the reporting period of SW07STG2. Only of children still "
         "looked after at 31 March, whose history is asked for. A child without any social worker "
         "episode is not for this rule to report. Shown are the episode of care and "
         "the social worker's that begins too late or stops too early. Care that began or ended in "
         "the year before is looked "
         "for in last year's return, where this year's no longer holds it.",
     .listed =
         "The social worker episodes must cover the care starts and ends of the reporting period.",
     .also = kLastEpisodes,
     .beside = "RNE REC"},
    {.code = "SW14STG2",
     .sentence = "Only the child's latest social worker episode may be open.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024, 2024},
     .check = only_the_latest_open,
     .remedy = kEndIt},
    {.code = "SW15STG2",
     .sentence = "Reason for social worker change missing (written for 2024-25 but switched off).",
     .fields = "SW_REASON",
     .needs = kSwEpisodes,
     .years = kNever,
     .check = rows_that<&YearRows::sw_episodes,
                        [](const SwEpisodeRow& s) { return s.sw_reason.blank(); }>,
     .remedy = "Put in the code for why the social worker changed."},
    {.code = "SW16aSTG2",
     .sentence = "First social worker ID must match last year's open episode (written for 2024-25 "
                 "but switched off).",
     .fields = "SW_ID",
     .needs = kSwEpisodes | kLastSwEpisodes,
     .years = kNever,
     .check = as_left_open<[](const SwEpisodeRow& now, const SwEpisodeRow& before) {
       return now.sw_id != before.sw_id;
     }>,
     .remedy = kCopyLast},
    {.code = "SW16bSTG2",
     .sentence = "First social worker start must match last year's open episode (written for "
                 "2024-25 but switched off).",
     .fields = "SW_DECOM",
     .needs = kSwEpisodes | kLastSwEpisodes,
     .years = kNever,
     .check = as_left_open<[](const SwEpisodeRow& now, const SwEpisodeRow& before) {
       return changed(now.sw_decom, before.sw_decom);
     }>,
     .remedy = kCopyLast},
    {.code = "SW16cSTG2",
     .sentence = "First social worker reason must match last year's open episode (written for "
                 "2024-25 but switched off).",
     .fields = "SW_REASON",
     .needs = kSwEpisodes | kLastSwEpisodes,
     .years = kNever,
     .check = as_left_open<[](const SwEpisodeRow& now, const SwEpisodeRow& before) {
       return now.sw_reason != before.sw_reason;
     }>,
     .remedy = kCopyLast},
    {.code = "SW17STG2",
     .sentence = "The child's latest social worker episode must be open at 31 March.",
     .fields = "SW_DEC SW_DECOM",
     .needs = kSwEpisodes,
     .years = {2026},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const SwEpisodeRow* latest = latest_worker(c);
           if (latest != nullptr && latest->sw_dec <= y.end && may_be_in_care_at_year_end(c, y))
             flag(*latest);
         },
     .remedy = "Empty the end date if the worker is still with the child, or add the worker who "
               "came next.",
     .reading =
         "Only for children still looked after at 31 March, as far as is known: those without "
         "any episode count too. The community validator also finds those who left care and "
         "were closed.",
     .also = kEpisodes},
};

}  // namespace

std::span<const Rule> social_workers_rules() {
  return kSocialWorkersRules;
}

}  // namespace homeward::returns::rules
