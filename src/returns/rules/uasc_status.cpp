// Unaccompanied asylum-seeking children: the day the status ceased.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr Rule kUascStatusRules[] = {
    {.code = "303",
     .sentence = "A date UASC ceased needs UASC status 1.",
     .fields = "DUC UASC",
     .needs = kHeader | kUasc,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const HeaderRow& h : c.header) {
             if (h.uasc == "1" || (h.uasc.blank() && !y.xml)) continue;
             for (const UascRow& u : c.uasc)
               if (u.duc.given()) {
                 flag(h);
                 flag(u);
               }
           }
         },
     .remedy = "Set the UASC status to 1, or take the date out if the child never was one.",
     .reading = "Only the XML form has an item for the status, and there a blank is no status. In "
                "CSV files a row in UASC is the status, so the rule holds by itself unless the "
                "header has a column UASC all the same and says otherwise."},
    {.code = "304",
     .sentence = "Date UASC ceased must be on or before the 18th birthday.",
     .fields = "DUC",
     .needs = kUasc,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const UascRow& u : c.uasc)
             if (u.duc > birthday(dob_of(u, c), 18)) flag(u);
         },
     .remedy = "Correct DUC: the status ends on the 18th birthday at the latest. Check the date of "
               "birth as well.",
     .beside = "DOB"},
};

}  // namespace

std::span<const Rule> uasc_status_rules() {
  return kUascStatusRules;
}

}  // namespace homeward::returns::rules
