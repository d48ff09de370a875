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

constexpr Rule kAgesRules[] = {
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
               "correct the other.",
     .beside = "RNE Header.DOB"},
    {.code = "351",
     .sentence = "Nobody past their 25th birthday at year start may be in the return.",
     .fields = "DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (birthday(h.dob, 25) < y.start) flag(h);
         },
     .remedy = "Correct the date of birth, or take the young person out of the return.",
     .reading = "Over 25 is past the 25th birthday, as over 17 is in 189: a young person who turns "
                "25 on 1 April turns 25 within the year and is returned.",
     .listed = "Nobody aged over 25 at year start may be in the return."},
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
               "the episode out.",
     .beside = "Header.DOB"},
    {.code = "358",
     .sentence =
         "A child under legal status J1, J2 or J3 must be 10 or over when the episode starts.",
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
                "rule. The community validator flags that day here.",
     .listed = "Legal status J1, J2 or J3 needs age 10 or over at episode start.",
     .beside = "Header.DOB"},
    {.code = "359",
     .sentence = "An episode may be open past the 18th birthday only under V2 in placement K2.",
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
                "still be open.",
     .listed = "An open episode past the 18th birthday is allowed only as V2 with placement K2.",
     .beside = "Header.DOB"},
    {.code = "370",
     .sentence = "A child must be 15 or over (16 or over from 2023-24) when an episode in "
                 "independent living (P2) starts.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .years = {0, 2024},
     .check = [](const Child& c, const Year& y,
                 Flags& flag) { too_young_for("P2", y.rules >= 2024 ? 16 : 15, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart,
     .listed = "Independent living (P2): age 15+ in 2022-23, 16+ in 2023-24.",
     .beside = "Header.DOB"},
    {.code = "371",
     .sentence =
         "A child must be 16 or over (14 or over up to 2022-23) when an episode in "
         "semi-independent or supported accommodation (H5 up to 2023-24, K3 from 2024-25) starts.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           const Code place = y.rules >= 2025 ? Code("K3") : Code("H5");
           too_young_for(place, y.rules >= 2024 ? 16 : 14, c, flag);
         },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart,
     .listed = "Semi-independent / supported accommodation minimum age: H5 14+ in 2022-23, H5 16+ "
               "in 2023-24, K3 16+ from 2024-25.",
     .beside = "Header.DOB"},
    {.code = "372",
     .sentence = "A child must be 10 or over when an episode in custody (R5) starts.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("R5", 10, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart,
     .listed = "Custody placement R5 needs age 10+.",
     .beside = "Header.DOB"},
    {.code = "373",
     .sentence = "A child must be 4 or over when an episode in a residential school (S1) starts.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("S1", 4, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart,
     .listed = "Residential school S1 needs age 4+.",
     .beside = "Header.DOB"},
    {.code = "374",
     .sentence =
         "A child must be 14 or over when an episode in residential employment (P3) starts.",
     .fields = "DECOM PLACE",
     .needs = kHeader | kEpisodes,
     .check = [](const Child& c, const Year&, Flags& flag) { too_young_for("P3", 14, c, flag); },
     .remedy = kCorrectPlaceOrAge,
     .reading = kAgeAtStart,
     .listed = "Residential employment P3 needs age 14+.",
     .beside = "Header.DOB"},
    {.code = "386",
     .sentence =
         "A child who was adopted (E11, E12) must have been under 18 on the day the episode ended.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (is_adopted(e.rec) && aged_at_least(c.dob, 18, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge,
     .reading = "The 18th birthday itself is too late, here and in 407: an age is reached on the "
                "birthday, in every rule.",
     .listed = "Adopted (E11/E12) needs age under 18 at the end date.",
     .beside = "Header.DOB"},
    {.code = "387",
     .sentence = "A child who moved to independence (E5, E6) must have been 14 or over on the day "
                 "the episode ended.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if ((e.rec == "E5" || e.rec == "E6") && aged_under(c.dob, 14, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge,
     .listed = "Moved to independence (E5, E6) needs age 14+ at the end date.",
     .beside = "Header.DOB"},
    {.code = "389",
     .sentence = "A child who was transferred to adult care (E7) must have been 16 or over on the "
                 "day the episode ended.",
     .fields = "REC",
     .needs = kHeader | kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const EpisodeRow& e : c.episodes)
             if (e.rec == "E7" && aged_under(c.dob, 16, e.dec)) flag(e);
         },
     .remedy = kCorrectReasonOrAge,
     .listed = "Transferred to adult care (E7) needs age 16+ at the end date.",
     .beside = "Header.DOB"},
    {.code = "407",
     .sentence = "A child who left care for special guardianship (E45-E48) must have been under 18 "
                 "on the day the episode ended.",
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
         "here.",
     .listed = "Special guardianship (E45-E48) needs age under 18 at the end date.",
     .beside = "Header.DOB"},
};

}  // namespace

std::span<const Rule> ages_rules() {
  return kAgesRules;
}

}  // namespace homeward::returns::rules
