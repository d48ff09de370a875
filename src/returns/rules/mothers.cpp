// Mothers: the flag, and the date of birth of their first child.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kYoungestMother = 11;  // years of age

bool is_mother(const HeaderRow& h) {
  return h.mother == "1";
}

// The latest episode; if no start is known, the one that ended last or has not ended.
const EpisodeRow* latest_or_last(const Child& c) {
  const EpisodeRow* found = latest_episode(c);
  if (found != nullptr) return found;
  for (const EpisodeRow& e : c.episodes)
    if (found == nullptr || e.open() || e.dec > found->dec) {
      found = &e;
      if (e.open()) break;
    }
  return found;
}

constexpr std::string_view kCorrectMcDob =
    "Look up when the child's own first child was born and correct MC_DOB, or MOTHER.";

constexpr Rule kMothersRules[] = {
    {.code = "607",
     .sentence = "A female who left care in the year, other than from respite (V3, V4), must have "
                 "the mother flag filled.",
     .fields = "DEC REC MOTHER LS SEX",
     .needs = kEpisodes | kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header) {
             if (!female(h.sex, y) || !h.mother.blank()) continue;
             for (std::size_t i = 0; i < c.episodes.size(); ++i) {
               const EpisodeRow& e = c.episodes[i];
               if (!ended_care(c.episodes, i) || !in_year(e.dec, y) || is_short_break(e.ls))
                 continue;
               flag(h);
               flag(e);
             }
           }
         },
     .remedy = "Find out whether the young person is a mother and give 1 or 0.",
     .reading = "Left care is whose episode has an end that is not X1, a reason or not, and no "
                "other goes on from that day.",
     .listed =
         "A female who left care in the year (non-respite) must have the mother flag filled."},
    {.code = "611",
     .sentence = "A mother (mother flag 1) must have the date of birth of her first child.",
     .fields = "MOTHER MC_DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (is_mother(h) && h.mc_dob.blank()) flag(h);
         },
     .remedy = "Add the date of birth of the mother's first child as MC_DOB, or correct MOTHER.",
     .listed = "Mother flag 1 needs the child's date of birth."},
    {.code = "612",
     .sentence =
         "A girl whose mother flag is 0 or blank must have no date of birth of a first child.",
     .fields = "SEX MOTHER MC_DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (female(h.sex, y) && (h.mother == "0" || h.mother.blank()) && h.mc_dob.given())
               flag(h);
         },
     .remedy = "Give MOTHER as 1 if the young person is a mother; if not, empty MC_DOB.",
     .listed = "Mother flag 0 or blank on a female needs a blank child's date of birth."},
    {.code = "620",
     .sentence = "A mother must have been 11 or over at year start.",
     .fields = "DOB MOTHER",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (is_mother(h) && aged_under(h.dob, kYoungestMother, y.start)) flag(h);
         },
     .remedy = "Check the date of birth, and correct MOTHER if the child is not a mother."},
    {.code = "621",
     .sentence = "The mother must be older than her child.",
     .fields = "DOB MC_DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (h.mc_dob <= h.dob) flag(h);
         },
     .remedy = "Look up both dates of birth; they may stand in each other's place."},
    {.code = "624",
     .sentence = "The date of birth of a mother's first child must match last year's.",
     .fields = "MC_DOB",
     .needs = kHeader | kLastHeader,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const bool not_asked = only_care_leaver(c);
           for (const HeaderRow& before : c.last.header)
             for (const HeaderRow& h : c.header)
               if (differs(before.mc_dob, h.mc_dob) ||
                   (before.mc_dob.known() && h.mc_dob.blank() && !not_asked))
                 flag(h);
         },
     .remedy = kCorrectMcDob,
     .reading =
         "A date that is gone this year does not match, except that of a care leaver without "
         "episodes, who is not asked (628); one that is new has nothing to match.",
     .listed = "The first child's date of birth must match last year's.",
     .also = kEpisodes | kOc3,
     .beside = "Header_last.MC_DOB"},
    {.code = "625",
     .sentence = "The date of birth of a mother's first child must not be after year end or after "
                 "the mother left care.",
     .fields = "MC_DOB DEC",
     .needs = kEpisodes | kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const EpisodeRow* latest = latest_or_last(c);
           const Day left = latest != nullptr && latest->rec != "X1" ? latest->dec : Day();
           for (const HeaderRow& h : c.header) {
             if (!(h.mc_dob > y.end) && !(h.mc_dob > left)) continue;
             flag(h);
             if (latest != nullptr) flag(*latest);
           }
         },
     .remedy = kCorrectMcDob,
     .reading = "Left care is whose latest episode has an end that is not X1, a reason or not. "
                "That episode is shown beside the header, as its end may be the wrong date.",
     .listed = "The first child's date of birth must not be after year end or after the child left "
               "care."},
    {.code = "626",
     .sentence =
         "A mother whose mother flag was 0 last year must have had her first child this year.",
     .fields = "MOTHER MC_DOB",
     .needs = kHeader | kLastHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& before : c.last.header)
             for (const HeaderRow& h : c.header)
               if (before.mother == "0" && is_mother(h) && h.mc_dob.known() &&
                   !in_year(h.mc_dob, y))
                 flag(h);
         },
     .remedy = kCorrectMcDob,
     .reading = "A blank date is left to 611.",
     .listed = "Mother flag 0 last year and 1 this year needs the baby born this year.",
     .beside = "Header_last.MOTHER"},
    {.code = "628",
     .sentence = "A care leaver with no episodes this year must have no mother flag.",
     .fields = "MOTHER",
     .needs = kEpisodes | kHeader | kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!only_care_leaver(c)) return;
           for (const HeaderRow& h : c.header)
             if (!h.mother.blank()) flag(h);
         },
     .remedy = "Empty MOTHER and MC_DOB: they are asked only of children looked after in the year.",
     .reading = "A care leaver is a child with any item in OC3."},
};

}  // namespace

std::span<const Rule> mothers_rules() {
  return kMothersRules;
}

}  // namespace homeward::returns::rules
