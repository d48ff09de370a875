// The items of SWEpisodes: who the social worker was, from when and until when, and why it changed.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

// The first day of SWEpisodes: what began before it may lack its reason.
constexpr Date kSwEpisodesBegan = *Date::of(2023, 4, 1);
// Of number, start and reason those that are blank.
Cells blank_items(const SwEpisodeRow& s) {
  return cells_if(s.sw_id.empty(), sw_episodes::sw_id) |
         cells_if(s.sw_decom.blank(), sw_episodes::sw_decom) |
         cells_if(s.sw_reason.blank(), sw_episodes::sw_reason);
}

constexpr std::string_view kFillIn =
    "Fill in the worker's number, the day the worker began and the reason for the change.";

constexpr Rule kSocialWorkerItemsRules[] = {
    {.code = "SW01STG1",
     .sentence = "A child looked after at 31 March (not V3/V4) must have a social worker episode "
                 "with ID, start and reason.",
     .fields = "DEC",
     .needs = kSwEpisodes | kEpisodes,
     .years = {2024, 2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           if (any(c.sw_episodes, [](const SwEpisodeRow& s) { return blank_items(s) == 0; }))
             return;
           for (const EpisodeRow& e : c.episodes)
             if (!is_short_break(e.ls) && !(e.decom > y.end) && (e.open() || e.dec > y.end))
               flag(e);
         },
     .remedy = "Add the child's social worker to SWEpisodes, with number, start and reason.",
     .reading = "An episode without an end counts even if its start is unknown.",
     .beside = "LS"},
    {.code = "SW01aSTG1",
     .sentence = "Social worker episodes starting before 1 April 2023 need an ID and a start "
                 "(reason optional).",
     .fields = "SW_DECOM SW_ID",
     .needs = kSwEpisodes,
     .years = {2025},
     .check = rows_with<&YearRows::sw_episodes,
                        [](const SwEpisodeRow& s) {
                          return cells_if(s.sw_decom < kSwEpisodesBegan && s.sw_id.empty(),
                                          sw_episodes::sw_id);
                        }>,
     .remedy = "Fill in the social worker's number.",
     .reading = "A row without a start is no earlier one; SW01bSTG1 reports it."},
    {.code = "SW01bSTG1",
     .sentence = "Social worker episodes starting on or after 1 April 2023 need ID, start and "
                 "reason.",
     .fields = "SW_DECOM SW_ID SW_REASON",
     .needs = kSwEpisodes,
     .years = {2025},
     .check = rows_with<&YearRows::sw_episodes,
                        [](const SwEpisodeRow& s) {
                          const bool asked = s.sw_decom.blank() || s.sw_decom >= kSwEpisodesBegan;
                          return asked ? blank_items(s) : Cells{0};
                        }>,
     .remedy = kFillIn,
     .reading = "A row without a start fails here, and here only, whenever it began."},
    {.code = "SW02STG1",
     .sentence = "Social worker ID must begin SW or XX.",
     .fields = "SW_ID",
     .needs = kSwEpisodes,
     .years = {2024},
     .check = rows_that<&YearRows::sw_episodes,
                        [](const SwEpisodeRow& s) {
                          return !s.sw_id.empty() && !s.sw_id.starts_with("SW") &&
                                 !s.sw_id.starts_with("XX");
                        }>,
     .remedy = "Look up the worker's number: it begins with SW or XX.",
     .reading = "A blank ID is left to the rules that ask for one (SW03STG1, SW01aSTG1, "
                "SW01bSTG1)."},
    {.code = "SW03STG1",
     .sentence = "Each social worker episode needs ID, start and reason.",
     .fields = "SW_ID SW_DECOM SW_REASON",
     .needs = kSwEpisodes,
     .years = {2024, 2024},
     .check = rows_with<&YearRows::sw_episodes, blank_items>,
     .remedy = kFillIn},
    {.code = "SW04STG1",
     .sentence = "Social worker episode start, if given, must be a real date.",
     .fields = "SW_DECOM",
     .needs = kSwEpisodes,
     .years = {2024},
     .check = real_date_if_given<&YearRows::sw_episodes, &SwEpisodeRow::sw_decom>,
     .remedy = kWriteDate},
    {.code = "SW05STG1",
     .sentence = "Social worker episode end, if given, must be a real date.",
     .fields = "SW_DEC",
     .needs = kSwEpisodes,
     .years = {2024},
     .check = real_date_if_given<&YearRows::sw_episodes, &SwEpisodeRow::sw_dec>,
     .remedy = kWriteDate,
     .reading = "The end date, as the sentence says; SW04STG1 tests the start."},
    {.code = "SW13STG1",
     .sentence =
         "Social worker change reason must be a listed code (and present, for episodes from "
         "1 April 2023).",
     .fields = "SW_REASON",
     .needs = kSwEpisodes,
     .years = {2024},
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const SwEpisodeRow& s : c.sw_episodes)
             if (given_unlisted(CodeSet::worker_change, s.sw_reason, y) ||
                 (s.sw_reason.blank() && s.sw_decom >= kSwEpisodesBegan))
               flag(s);
         },
     .remedy = "Put in the code for why the social worker changed."},
};

}  // namespace

std::span<const Rule> social_worker_items_rules() {
  return kSocialWorkerItemsRules;
}

}  // namespace homeward::returns::rules
