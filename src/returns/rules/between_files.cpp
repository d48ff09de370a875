// Checks between the files of one return: every child in the header, birth dates agree, one row.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

template <class Row>
void flag_all(std::span<const Row> rows, Flags& flag) {
  for (const Row& row : rows) flag(row);
}

// Every child of the table must be in Header.
template <auto Table>
void in_header(const Child& c, const Year&, Flags& flag) {
  if (c.header.empty()) flag_all(c.*Table, flag);
}

// The birth date must equal the header's.
template <auto Table>
void dob_as_in_header(const Child& c, const Year&, Flags& flag) {
  for (const HeaderRow& h : c.header)
    for (const auto& row : c.*Table)
      if (h.dob.known() && (row.dob.badly_written() || changed(row.dob, h.dob))) flag(row);
}

// One row for each child.
template <auto Table>
void one_row(const Child& c, const Year&, Flags& flag) {
  if ((c.*Table).size() > 1) flag_all(c.*Table, flag);
}

constexpr std::string_view kAddToHeader =
    "Add the child to the Header file, or take the row out if the child is not in this return.";
constexpr std::string_view kMakeDobAgree =
    "Find the right date of birth and put it into both files.";
constexpr std::string_view kKeepOneRow = "Keep the right row and take the others out.";

constexpr Rule kRules[] = {
    {.code = "INT01",
     .sentence = "Every child in AD1 must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kAd1,
     .check = in_header<&YearRows::ad1>,
     .remedy = kAddToHeader},
    {.code = "INT11",
     .sentence = "Date of birth in AD1 must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kAd1,
     .check = dob_as_in_header<&YearRows::ad1>,
     .remedy = kMakeDobAgree},
    {.code = "INT31",
     .sentence = "One AD1 row per child.",
     .fields = "CHILD",
     .needs = kAd1,
     .check = one_row<&YearRows::ad1>,
     .remedy = kKeepOneRow},
    {.code = "EPI",
     .sentence = "A child in Header must have Episodes or OC3 rows.",
     .fields = "CHILD",
     .needs = kHeader | kEpisodes | kOc3,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (c.episodes.empty() && c.oc3.empty()) flag_all(c.header, flag);
         },
     .remedy = "Add the child's episodes, or the care leaver's row, or take the child out of "
               "Header."},
};

}  // namespace

std::span<const Rule> between_files_rules() {
  return kRules;
}

}  // namespace homeward::returns::rules
