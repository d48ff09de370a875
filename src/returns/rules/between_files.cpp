// Checks between the files of a return: every child in the header, birth dates agree, one row.
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

// The birth date must equal the header's. A day that is only oddly written is still that day.
template <auto Table>
void dob_as_in_header(const Child& c, const Year&, Flags& flag) {
  for (const HeaderRow& h : c.header)
    for (const auto& row : c.*Table)
      if (h.dob.known() && !(row.dob == h.dob)) flag(row);
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
constexpr std::string_view kUnreadableDiffers =
    "A blank date, or one that cannot be read, does not equal a date in the header.";
constexpr std::string_view kKeepOneRow = "Keep the right row and take the others out.";

constexpr Rule kBetweenFilesRules[] = {
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
    {.code = "INT01",
     .sentence = "Every child in AD1 must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kAd1,
     .check = in_header<&YearRows::ad1>,
     .remedy = kAddToHeader},
    {.code = "INT02",
     .sentence = "Every child in PlacedAdoption must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kPlacedAdoption,
     .check = in_header<&YearRows::placed_adoption>,
     .remedy = kAddToHeader},
    {.code = "INT03",
     .sentence = "Every child in Episodes must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kEpisodes,
     .check = in_header<&YearRows::episodes>,
     .remedy = kAddToHeader},
    {.code = "INT04",
     .sentence = "Every child in Missing must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kMissing,
     .check = in_header<&YearRows::missing>,
     .remedy = kAddToHeader},
    {.code = "INT05",
     .sentence = "Every child in OC2 must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kOc2,
     .check = in_header<&YearRows::oc2>,
     .remedy = kAddToHeader},
    {.code = "INT06",
     .sentence = "Every child in OC3 must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kOc3,
     .check = in_header<&YearRows::oc3>,
     .remedy = kAddToHeader},
    {.code = "INT07",
     .sentence = "Every child in PrevPerm must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kPrevPerm,
     .check = in_header<&YearRows::prev_perm>,
     .remedy = kAddToHeader},
    {.code = "INT08",
     .sentence = "Every child in Reviews must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kReviews,
     .check = in_header<&YearRows::reviews>,
     .remedy = kAddToHeader},
    {.code = "INT09",
     .sentence = "Every child in UASC must be in Header.",
     .fields = "CHILD",
     .needs = kHeader | kUasc,
     .check = in_header<&YearRows::uasc>,
     .remedy = kAddToHeader},
    {.code = "INT11",
     .sentence = "Date of birth in AD1 must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kAd1,
     .check = dob_as_in_header<&YearRows::ad1>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT12",
     .sentence = "Date of birth in PlacedAdoption must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kPlacedAdoption,
     .check = dob_as_in_header<&YearRows::placed_adoption>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT13",
     .sentence = "Date of birth in Missing must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kMissing,
     .check = dob_as_in_header<&YearRows::missing>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT14",
     .sentence = "Date of birth in OC2 must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kOc2,
     .check = dob_as_in_header<&YearRows::oc2>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT15",
     .sentence = "Date of birth in OC3 must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kOc3,
     .check = dob_as_in_header<&YearRows::oc3>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT16",
     .sentence = "Date of birth in PrevPerm must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kPrevPerm,
     .check = dob_as_in_header<&YearRows::prev_perm>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT17",
     .sentence = "Date of birth in Reviews must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kReviews,
     .check = dob_as_in_header<&YearRows::reviews>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT18",
     .sentence = "Date of birth in UASC must equal Header.",
     .fields = "DOB",
     .needs = kHeader | kUasc,
     .check = dob_as_in_header<&YearRows::uasc>,
     .remedy = kMakeDobAgree,
     .reading = kUnreadableDiffers},
    {.code = "INT21",
     .sentence = "Sex in UASC must equal Header.",
     .fields = "SEX",
     .needs = kHeader | kUasc,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           for (const HeaderRow& h : c.header)
             for (const UascRow& row : c.uasc)
               if (!h.sex.blank() && row.sex != h.sex) flag(row);
         },
     .remedy = "Find the right sex code and put it into both files."},
    {.code = "INT31",
     .sentence = "A child must have only one row in AD1.",
     .fields = "CHILD",
     .needs = kAd1,
     .check = one_row<&YearRows::ad1>,
     .remedy = kKeepOneRow,
     .listed = "One AD1 row per child."},
    {.code = "INT32",
     .sentence = "A child must have only one row in Header.",
     .fields = "CHILD",
     .needs = kHeader,
     .check = one_row<&YearRows::header>,
     .remedy = kKeepOneRow,
     .listed = "One Header row per child."},
    {.code = "INT33",
     .sentence = "A child must have only one row in OC2.",
     .fields = "CHILD",
     .needs = kOc2,
     .check = one_row<&YearRows::oc2>,
     .remedy = kKeepOneRow,
     .listed = "One OC2 row per child."},
    {.code = "INT34",
     .sentence = "A child must have only one row in OC3.",
     .fields = "CHILD",
     .needs = kOc3,
     .check = one_row<&YearRows::oc3>,
     .remedy = kKeepOneRow,
     .listed = "One OC3 row per child."},
    {.code = "INT35",
     .sentence = "A child must have only one row in PrevPerm.",
     .fields = "CHILD",
     .needs = kPrevPerm,
     .check = one_row<&YearRows::prev_perm>,
     .remedy = kKeepOneRow,
     .listed = "One PrevPerm row per child."},
    {.code = "INT36",
     .sentence = "A child must have only one row in UASC.",
     .fields = "CHILD",
     .needs = kUasc,
     .check = one_row<&YearRows::uasc>,
     .remedy = kKeepOneRow,
     .listed = "One UASC row per child."},
    {.code = "NoE",
     .sentence = "A child with an episode that started before this year must have episodes in last "
                 "year's return.",
     .fields = "DECOM",
     .needs = kEpisodes | kLastEpisodes,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (!c.last.episodes.empty()) return;
           for (const EpisodeRow& e : c.episodes)
             if (e.decom < y.start) flag(e);
         },
     .remedy = "Correct DECOM, or find out why the child was not in last year's return (a new "
               "number, or a start that was recorded late)."},
};

}  // namespace

std::span<const Rule> between_files_rules() {
  return kBetweenFilesRules;
}

}  // namespace homeward::returns::rules
