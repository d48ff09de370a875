// Who the child is: the items of Header, and the end of UASC status.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// A letter but I, O and S, and then 12 digits, or 11 digits and a letter; or UN1 to UN5.
bool well_formed_upn(std::string_view upn) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (upn.size() == 3 && upn.starts_with("UN")) return upn[2] >= '1' && upn[2] <= '5';
  if (upn.size() != 13) return false;
  const char first = upn.front();
  return letter(first) && first != 'I' && first != 'O' && first != 'S' &&
         all(upn.substr(1, 11), digit) && (digit(upn.back()) || letter(upn.back()));
}

void mother_flag(const Child& c, const Year& y, Flags& flag) {
  const bool needed = any(
      c.episodes, [&](const EpisodeRow& e) { return !is_short_break(e.ls) && live_in_year(e, y); });
  for (const HeaderRow& h : c.header) {
    const bool given = !h.mother.blank();
    const bool missing = !given && female(h.sex, y) && needed;
    const bool forbidden = given && (male(h.sex, y) || (female(h.sex, y) && only_care_leaver(c)));
    if (missing || forbidden || (given && !is_yes_or_no(h.mother))) flag(h);
  }
}

constexpr Rule kPersonRules[] = {
    {.code = "101",
     .sentence =
         "Sex code must be in the year's list: 1 or 2 up to 2023-24; M, F or U from 2024-25.",
     .fields = "SEX",
     .needs = kHeader,
     .check = needs_listed<&YearRows::header, &HeaderRow::sex, CodeSet::sex>,
     .remedy = "Put in the sex code that this year's return uses.",
     .reading = "A blank cell fails: every child in the header has a sex code."},
    {.code = "102",
     .sentence = "Date of birth must be a real DD/MM/YYYY date (blank also fails).",
     .fields = "DOB",
     .needs = kHeader,
     .check = needs_real_date<&YearRows::header, &HeaderRow::dob>,
     .remedy = "Look up the date of birth and write it as DD/MM/YYYY."},
    {.code = "103",
     .sentence = "Ethnicity must be one of the 20 listed codes; blank fails.",
     .fields = "ETHNIC",
     .needs = kHeader,
     .check = needs_listed<&YearRows::header, &HeaderRow::ethnic, CodeSet::ethnicity>,
     .remedy = "Put in a listed ethnicity code: REFU if the family refused to say, NOBT if nobody "
               "has asked yet."},
    {.code = "104",
     .sentence = "Date UASC status ceased, if given, must be a real date and must not be before "
                 "the collection year starts.",
     .fields = "DUC",
     .needs = kUasc,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const UascRow& row : c.uasc)
             if (row.duc.badly_written() || row.duc < y.start) flag(row);
         },
     .remedy = "Correct DUC, or take the child out of UASC if the status ended in an earlier year.",
     .listed = "Date UASC status ceased, if given, must be a real date and not before the "
               "collection year starts."},
    {.code = "105",
     .sentence = "XML returns only: the UASC flag must be present and be 0 or 1.",
     .fields = "UASC",
     .needs = kHeader | kXml,
     .check =
         rows_that<&YearRows::header, [](const HeaderRow& h) { return !is_yes_or_no(h.uasc); }>,
     .remedy = "Put 1 into UASC if the child was an unaccompanied asylum seeker in the year, "
               "otherwise 0."},
    {.code = "165",
     .sentence =
         "Mother flag, if given, must be 0 or 1; it must be filled for females with non-respite "
         "episodes in the year, and blank for males and for females with only care-leaver data.",
     .fields = "MOTHER SEX ACTIV ACCOM IN_TOUCH DECOM",
     .needs = kHeader | kEpisodes | kOc3,
     .check = mother_flag,
     .remedy =
         "Put 1 into MOTHER if the girl has had a child and 0 if not; leave it empty for boys "
         "and for care leavers without episodes.",
     .reading =
         "Sex is read by the codes of the year (M and F from 2024-25), not always as 1 and 2. An "
         "episode is in the year if any of its days is. Shown is the header row, which holds the "
         "flag: one fault, one finding, however many episodes the child has.",
     .listed =
         "Mother flag must be 0 or 1, must be blank for males, must be filled for females with "
         "non-respite episodes in the year, and blank for females with only care-leaver data."},
    {.code = "168",
     .sentence = "UPN, if given, must be a letter (not I, O or S) followed by 12 digits or 11 "
                 "digits and a letter, or UN1-UN5.",
     .fields = "UPN",
     .needs = kHeader,
     .check =
         rows_that<&YearRows::header,
                   [](const HeaderRow& h) { return !h.upn.empty() && !well_formed_upn(h.upn); }>,
     .remedy = "Ask the school for the UPN, or put in the code that says why there is none."},
    {.code = "171",
     .sentence = "Date of birth of the mother's child, if given, must be a real date.",
     .fields = "MC_DOB",
     .needs = kHeader,
     .check = real_date_if_given<&YearRows::header, &HeaderRow::mc_dob>,
     .remedy = "Look up the baby's date of birth and write it as DD/MM/YYYY."},
    {.code = "174",
     .sentence = "A male child (sex code 1 up to 2023-24, M from 2024-25) must not have a date of "
                 "birth of a mother's child.",
     .fields = "SEX MC_DOB",
     .needs = kHeader,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header)
             if (male(h.sex, y) && h.mc_dob.given()) flag(h);
         },
     .remedy = "Empty MC_DOB, or correct SEX if it is wrong.",
     .listed = "A male child must not have a mother's-child date of birth (sex code 1 to 2023-24, "
               "M from 2024-25)."},
};

}  // namespace

std::span<const Rule> person_rules() {
  return kPersonRules;
}

}  // namespace homeward::returns::rules
