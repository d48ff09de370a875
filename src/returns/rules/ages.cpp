// Ages: what is too early or too late in a child's life.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Either the episode or the birth date in the header may be the wrong one.
void flag_with_header(const Child& c, const EpisodeRow& e, Flags& flag) {
  flag(e);
  for (const HeaderRow& h : c.header) flag(h);
}

void too_young_for(Code place, int age_years, const Child& c, Flags& flag) {
  for (const EpisodeRow& e : c.episodes)
    if (e.place == place && aged_under(c.dob, age_years, e.decom)) flag(e);
}

bool is_youth_justice(Code ls) {
  return ls == "J1" || ls == "J2" || ls == "J3";
}

bool is_special_guardianship(Code rec) {
  return rec == "E45" || rec == "E46" || rec == "E47" || rec == "E48";
}

constexpr std::string_view kCorrectPlaceOrAge =
    "Check the date of birth and the day the placement began; correct them, or the placement type "
    "if the child was never placed there.";
constexpr std::string_view kCorrectReasonOrAge =
    "Check the date of birth, the day the episode ended and why it ended; correct the one that is "
    "wrong.";
constexpr std::string_view kAgeAtStart =
    "The age on the day the episode starts, so open episodes are tested like any other; the "
    "birthday itself counts as having reached the age.";

constexpr Rule kRules[] = {
    {.code = "301",
     .sentence = "Date of birth must not be after the collection year end.",
     .fields = "DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (h.dob > y.end) flag(h);
         },
     .remedy =
         "Correct the date of birth, or take the child out of this year's return if they were "
         "born after it."},
    {.code = "302",
     .sentence = "The first episode must not start before the date of birth.",
     .fields = "DECOM DOB",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           const EpisodeRow* first = first_episode(c);
           if (first != nullptr && first->decom < c.dob) flag_with_header(c, *first, flag);
         },
     .remedy = "Find out which is right, the date of birth or the start of the first episode, and "
               "correct the other."},
    {.code = "351",
     .sentence = "Nobody aged over 25 at year start may be in the return.",
     .fields = "DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (aged_at_least(h.dob, 26, y.start)) flag(h);
         },
     .remedy = "Correct the date of birth, or take the young person out of the return.",
     .reading = "Over 25 is read in full years: 26 or more on 1 April. Care leavers are returned "
                "while they are 25."},
    {.code = "352",
     .sentence = "A child cannot start to be looked after (S) aged 18 or over.",
     .fields = "DECOM RNE",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (care::starts_care(e.rne) && aged_at_least(c.dob, 18, e.decom)) flag(e);
         },
     .remedy = "Check the date of birth and the start of care; if the young person was 18, take "
               "the episode out."},
    {.code = "358",
     .sentence = "Legal status J1, J2 or J3 needs age 10 or over at episode start.",
     .fields = "DECOM DOB LS",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_youth_justice(e.ls) && aged_under(c.dob, 10, e.decom))
               flag_with_header(c, e, flag);
         },
     .remedy =
         "Check the date of birth, the legal status and the start of the episode; correct the "
         "one that is wrong.",
     .reading = "The 10th birthday itself is allowed: an age is reached on the birthday, in every "
                "rule. The community validator flags that day here."},
    {.code = "359",
     .sentence = "An open episode past the 18th birthday is allowed only as V2 with placement K2.",
     .fields = "DEC LS PLACE",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.open() && birthday(c.dob, 18) < y.end && !(e.ls == "V2" && e.place == "K2"))
               flag(e);
         },
     .remedy =
         "End the episode on the 18th birthday with the reason that fits, or correct the date "
         "of birth.",
     .reading = "Past means that the birthday lies before 31 March; who turns 18 on that day may "
                "still be open."},
    {.code = "370",
     .sentence = "Independent living (P2): age 15+ in 2022-23, 16+ in 2023-24.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .years = {0, 2024},
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { too_young_for("P2", y.rules >= 2024 ? 16 : 15, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart},
    {.code = "371",
     .sentence =
         "Semi-independent / supported accommodation minimum age: H5 14+ in 2022-23, H5 16+ "
         "in 2023-24, K3 16+ from 2024-25.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const Code place = y.rules >= 2025 ? Code("K3") : Code("H5");
           too_young_for(place, y.rules >= 2024 ? 16 : 14, c, flag);
         },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart},
    {.code = "372",
     .sentence = "Custody placement R5 needs age 10+.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("R5", 10, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart},
    {.code = "373",
     .sentence = "Residential school S1 needs age 4+.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("S1", 4, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart},
    {.code = "374",
     .sentence = "Residential employment P3 needs age 14+.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("P3", 14, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart},
    {.code = "386",
     .sentence = "Adopted (E11/E12) needs age under 18 at the end date.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_adopted(e.rec) && aged_at_least(c.dob, 18, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge,
     .reading = "The 18th birthday itself is too late, here and in 407: an age is reached on the "
                "birthday, in every rule."},
    {.code = "387",
     .sentence = "Moved to independence (E5, E6) needs age 14+ at the end date.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if ((e.rec == "E5" || e.rec == "E6") && aged_under(c.dob, 14, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge},
    {.code = "389",
     .sentence = "Transferred to adult care (E7) needs age 16+ at the end date.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.rec == "E7" && aged_under(c.dob, 16, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge},
    {.code = "407",
     .sentence = "Special guardianship (E45-E48) needs age under 18 at the end date.",
     .fields = "DEC DOB REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_special_guardianship(e.rec) && aged_at_least(c.dob, 18, e.dec))
               flag_with_header(c, e, flag);
         },
     .remedy = kCorrectReasonOrAge,
     .reading =
         "The 18th birthday itself is too late, as in 386; the community validator allows it "
         "here."},
};

}  // namespace

std::span<const Rule> ages_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
