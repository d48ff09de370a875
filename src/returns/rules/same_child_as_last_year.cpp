// What Header says of a child who stood in last year's return as well.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// Every header row that `differs` from one of last year's.
template <auto Differs>
void as_last_year(const Child& c, const Year&, Flags& flag) {
  for (const HeaderRow& now : c.header)
    for (const HeaderRow& last : c.last.header)
      if (Differs(now, last)) flag(now);
}

// The codes changed from 1 and 2 to M and F in 2024-25.
bool same_sex(Code a, Code b) {
  return a == b || (male(a) && male(b)) || (female(a) && female(b));
}

bool unknown_upn(std::string_view upn) {
  return upn.size() == 3 && upn.starts_with("UN");
}

bool may_follow(std::string_view upn, std::string_view last) {
  if (upn == last) return true;
  if (upn.empty()) return false;
  if (unknown_upn(upn)) return last.empty() || last == "UN1";
  return last.empty() || unknown_upn(last);
}

constexpr Rule kSameChildAsLastYearRules[] = {
    {.code = "202",
     .sentence = "Sex must match last year's return for the same child.",
     .fields = "SEX",
     .needs = kHeader | kLastHeader,
     .check = as_last_year<[](const HeaderRow& now, const HeaderRow& last) {
       return !same_sex(now.sex, last.sex);
     }>,
     .remedy = "Find out which sex is right; if last year's was wrong, be ready to say so.",
     .reading = "1 and M are the same, and so are 2 and F: the codes changed in 2024-25, the "
                "children did not. Blank on one side only is a difference.",
     .beside = "Header_last.SEX"},
    {.code = "203",
     .sentence = "Date of birth must match last year's return.",
     .fields = "DOB",
     .needs = kHeader | kLastHeader,
     .check = as_last_year<[](const HeaderRow& now, const HeaderRow& last) {
       return changed(now.dob, last.dob);
     }>,
     .remedy = "Find out which date of birth is right; if last year's was wrong, be ready to say "
               "so.",
     .beside = "Header_last.DOB"},
    {.code = "204",
     .sentence = "Ethnicity must match last year's return.",
     .fields = "ETHNIC",
     .needs = kHeader | kLastHeader,
     .check = as_last_year<[](const HeaderRow& now, const HeaderRow& last) {
       return now.ethnic != last.ethnic;
     }>,
     .remedy = "Find out which ethnicity is right; if it became known this year, be ready to say "
               "so.",
     .reading = "Any change counts, also from \"not yet obtained\" to a known ethnicity.",
     .beside = "Header_last.ETHNIC"},
    {.code = "207",
     .sentence = "Mother flag must be the same as last year (children with episodes).",
     .fields = "MOTHER",
     .needs = kHeader | kEpisodes | kLastHeader,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (c.episodes.empty()) return;
           for (const HeaderRow& now : c.header)
             for (const HeaderRow& last : c.last.header)
               if (now.mother != last.mother) flag(now);
         },
     .remedy = "Find out whether she has a child. If she became a mother this year, keep the 1 and "
               "be ready to say so.",
     .reading = "Any change of the item counts, not only from 1 to something else, since the "
                "year before must agree; the community validator looks at 1 alone.",
     .listed = "Mother flag must not go from 1 last year to something else this year (children "
               "with episodes).",
     .beside = "Header_last.MOTHER"},
    {.code = "208",
     .sentence = "UPN must be the same as last year's, unless none was known: a blank or a UN code "
                 "may become a UPN, and a blank or UN1 may become another UN code.",
     .fields = "UPN",
     .needs = kHeader | kLastHeader,
     .check = as_last_year<[](const HeaderRow& now, const HeaderRow& last) {
       return !may_follow(now.upn, last.upn);
     }>,
     .remedy = "Ask the school which number is right, and put that in; if last year's was wrong, "
               "be ready to say so.",
     .reading = "A blank number is unknown too, so any number or UN code may follow it, UN1 "
                "included (the community validator flags that one).",
     .listed =
         "UPN must match last year's, except unknown-to-known and UN1/blank to another UN code.",
     .beside = "Header_last.UPN"},
};

}  // namespace

std::span<const Rule> same_child_as_last_year_rules() {
  return kSameChildAsLastYearRules;
}

}  // namespace homeward::returns::rules
