// Earlier permanence: what came before this period of care, who arranged it and when.
#include "returns/authorities.hpp"
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Day kFirstAsked = *Date::of(2016, 4, 1);

bool has_items(const PrevPermRow& p) {
  return !p.prev_perm.blank() || !p.la_perm.blank() || !p.date_perm.empty();
}

bool is_complete(const PrevPermRow& p) {
  return p.prev_perm == "Z1" ||
         (!p.prev_perm.blank() && !p.la_perm.blank() && !p.date_perm.empty());
}

// Digits only, `least` to `most` of them.
std::optional<int> number(std::string_view text, std::size_t least, std::size_t most) {
  if (text.size() < least || text.size() > most) return std::nullopt;
  int out = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    out = out * 10 + (c - '0');
  }
  return out;
}

struct PermanenceDate {
  bool valid = false;
  Day earliest;  // the first day it can have been; unknown if the year is
};

// DD/MM/YYYY, ZZ/MM/YYYY, ZZ/ZZ/YYYY or ZZ/ZZ/ZZZZ.
PermanenceDate read_permanence_date(std::string_view text) {
  const std::size_t first = text.find('/');
  const std::size_t second = first == text.npos ? first : text.find('/', first + 1);
  if (second == text.npos) return {};
  const std::string_view day = text.substr(0, first);
  const std::string_view month = text.substr(first + 1, second - first - 1);
  const std::string_view year = text.substr(second + 1);
  const bool no_day = day == "ZZ", no_month = month == "ZZ";
  if (no_day && no_month && year == "ZZZZ") return {true, {}};
  if (no_month && !no_day) return {};
  const auto y = number(year, 4, 4);
  const auto m = no_month ? 1 : number(month, 1, 2);
  const auto d = no_day ? 1 : number(day, 1, 2);
  if (!y || !m || !d) return {};
  const auto date = Date::of(*y, static_cast<unsigned>(*m), static_cast<unsigned>(*d));
  return date ? PermanenceDate{true, *date} : PermanenceDate{};
}

// The latest S; without one in this return the first episode: care began by then at the latest.
const EpisodeRow* latest_start_of_care(const Child& c) {
  const EpisodeRow* latest = first_episode(c);
  for (const EpisodeRow& e : c.episodes)
    if (care::starts_care(e.rne) && e.decom.known()) latest = &e;
  return latest;
}

// When the period of care began, of which this return holds `start`: last year's return may hold
// its S.
Day care_began(const Child& c, const EpisodeRow& start) {
  Day began = start.decom;
  if (!care::starts_care(start.rne))
    for (const EpisodeRow& e : c.last.episodes)
      if (care::starts_care(e.rne) && e.decom < start.decom) began = e.decom;
  return began;
}

constexpr Rule kPreviousPermanenceRules[] = {
    {.code = "630",
     .sentence = "A child who started to be looked after this year must have a row in PrevPerm, "
                 "with the local authority and the date unless it says Z1.",
     .fields = "RNE",
     .needs = kEpisodes | kPrevPerm,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.prev_perm.empty() && all(c.prev_perm, is_complete)) return;
           for (const EpisodeRow& e : c.episodes)
             if (care::starts_care(e.rne) && in_year(e.decom, y)) flag(e);
         },
     .remedy = "Find out whether the child had been adopted or under a permanence order before; "
               "give PREV_PERM, and with it the authority and the date.",
     .reading = "The authority is asked for as the sentence says, though it is often not known: "
                "answer that as a query. The episode is shown that started care.",
     .listed = "A child who started care this year needs a PrevPerm record; if not Z1 then with LA "
               "and date."},
    {.code = "631",
     .sentence = "Previous permanence, if given, must be P1-P4 or Z1.",
     .fields = "PREV_PERM",
     .needs = kPrevPerm,
     .check = listed_if_given<&YearRows::prev_perm, &PrevPermRow::prev_perm,
                              CodeSet::previous_permanence>,
     .remedy = "Give P1 to P4 for the permanence the child had, or Z1 for none."},
    {.code = "632",
     .sentence = "Previous permanence date must be valid (zz allowed for unknown parts) and before "
                 "the period of care started.",
     .fields = "DATE_PERM DECOM",
     .needs = kEpisodes | kPrevPerm,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* start = latest_start_of_care(c);
           for (const PrevPermRow& p : c.prev_perm) {
             if (p.date_perm.empty()) continue;
             const PermanenceDate date = read_permanence_date(p.date_perm);
             const bool too_late = start != nullptr && date.earliest >= care_began(c, *start);
             if (date.valid && !too_late) continue;
             flag(p);
             // Not the episode that goes on in care that began in last year's return.
             if (start != nullptr && !(date.valid && date.earliest < start->decom)) flag(*start);
           }
         },
     .remedy =
         "Look up the day of the order and give it as DD/MM/YYYY, with zz for a day or month that "
         "is not known and zzzz for the year; it lies before the day the child came into care.",
     .reading = "The period of care is the latest that began with S; where this return holds no S "
                "last year's may, and otherwise it began with the first episode at the latest. Of "
                "a date with unknown parts the "
                "first day it can have been must be before it. The episode that began the period "
                "is shown beside the date.",
     .also = kLastEpisodes},
    {.code = "633",
     .sentence = "Previous permanence LA must be a known LA number, or WAL, SCO, NIR, NUK.",
     .fields = "LA_PERM",
     .needs = kPrevPerm,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PrevPermRow& p : c.prev_perm) {
             const Code la = p.la_perm;
             if (!la.blank() && la != "WAL" && la != "SCO" && la != "NIR" && la != "NUK" &&
                 !is_dfe_la_number(la))
               flag(p);
           }
         },
     .remedy = "Give the authority's three-digit DfE number, or WAL, SCO, NIR or NUK outside "
               "England."},
    {.code = "634",
     .sentence = "PrevPerm must be blank for a child without an episode that started on or after 1 "
                 "April 2016.",
     .fields = "LA_PERM PREV_PERM DATE_PERM DECOM",
     .needs = kEpisodes | kPrevPerm,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* latest = latest_episode(c);
           if (!c.episodes.empty() && !(latest != nullptr && latest->decom < kFirstAsked)) return;
           for (const PrevPermRow& p : c.prev_perm) {
             if (!has_items(p)) continue;
             flag(p);
             if (latest != nullptr) flag(*latest);
           }
         },
     .remedy = "Take the row out of PrevPerm: it is asked only of children whose care began on or "
               "after 1 April 2016.",
     .reading = "1 April 2016, not the start of the collection year.",
     .listed = "PrevPerm data need an episode starting on or after 1 April 2016."},
    {.code = "635",
     .sentence = "Previous permanence LA or date must not be given when the child has no previous "
                 "permanence.",
     .fields = "LA_PERM DATE_PERM PREV_PERM",
     .needs = kPrevPerm,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const PrevPermRow& p : c.prev_perm)
             if (const Cells wrong = cells_if(!p.la_perm.blank(), prev_perm::la_perm) |
                                     cells_if(!p.date_perm.empty(), prev_perm::date_perm);
                 wrong && p.prev_perm == "Z1")
               flag(p, wrong | cells(prev_perm::prev_perm));
         },
     .remedy = "Empty LA_PERM and DATE_PERM, or give the permanence the child had as PREV_PERM.",
     .reading = "No previous permanence is the code Z1, not a blank."},
};

}  // namespace

std::span<const Rule> previous_permanence_rules() {
  return kPreviousPermanenceRules;
}

}  // namespace homeward::returns::rules
