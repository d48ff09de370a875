// Of whom care-leaver items may be returned, by what the episodes say.
#include "returns/rules/groups.hpp"
#include "returns/rules/ideas.hpp"

namespace homeward::returns::rules {

namespace {

constexpr int kThirteenWeeks = 91;

void flag_leaver(const Child& c, Flags& flag) {
  for (const Oc3Row& row : c.oc3)
    if (has_items(row)) flag(row, given(row));
}

// Care-leaver items of a child for whom `excludes(child, year)` holds.
template <auto Excludes>
void no_items_if(const Child& c, const Year& y, Flags& flag) {
  if (!c.oc3.empty() && Excludes(c, y)) flag_leaver(c, flag);
}

// Care-leaver items of a child who turns 17 or 18 in the year, if `excludes(child, birthday)`.
template <auto Excludes>
void no_items_at_17_or_18_if(const Child& c, const Year& y, Flags& flag) {
  for (const Oc3Row& row : c.oc3) {
    if (!has_items(row)) continue;
    for (const int age : {17, 18}) {
      const Day turned = birthday(dob_of(row, c), age);
      if (in_year(turned, y) && Excludes(c, turned)) flag(row, given(row));
    }
  }
}

// Calls use(from, until) for each stay of the two years outside respite, an episode that stands in
// both returns once; those without a known end until the end of their return's year.
template <class Use>
void for_each_stay(const Child& c, const Year& y, Use use) {
  const auto stay = [&](const EpisodeRow& e, Day year_end) {
    if (!is_short_break(e.ls)) use(e.decom, e.dec.known() ? e.dec : year_end);
  };
  for (const EpisodeRow& e : c.episodes) stay(e, y.end);
  for_each_only_last_year(c, [&](const EpisodeRow& e) { stay(e, y.last_end); });
}

// 13 weeks in care since the 14th birthday, and some of it after the 16th. A stay whose start is
// not known may have begun before that birthday.
bool is_relevant(const Child& c, const Year& y) {
  const Day at_14 = birthday(c.dob, 14), at_16 = birthday(c.dob, 16);
  int days = 0;
  bool after_16 = false;
  for_each_stay(c, y, [&](Day from, Day until) {
    days += std::max(0, days_between(from > at_14 ? from : at_14, until).value_or(0));
    after_16 = after_16 || until > at_16;
  });
  return days >= kThirteenWeeks && after_16;
}

// Young enough for the time in care to lie in this and last year's return.
bool may_be_told_by_two_years(const Child& c, const Year& y) {
  return aged_under(c.dob, 20, y.end);
}

bool left_care_after(const Child& c, Day day) {
  for (std::size_t i = 0; i < c.episodes.size(); ++i)
    if (ended_care(c.episodes, i) && c.episodes[i].dec > day) return true;
  return false;
}

bool was_adopted(const YearRows& rows) {
  return any(rows.episodes, [](const EpisodeRow& e) { return is_adopted(e.rec); });
}

constexpr std::string_view kFields = "IN_TOUCH ACTIV ACCOM";
constexpr std::string_view kTakeItemsOut =
    "Take the care-leaver items out, or correct the episodes.";

constexpr Rule kWhoIsCareLeaverRules[] = {
    {.code = "1000",
     .sentence = "A child who died in care (E2) must not have care-leaver items.",
     .fields = kFields,
     .needs = kEpisodes | kOc3,
     .check = no_items_if<[](const Child& c, const Year&) {
       const auto died = [](const EpisodeRow& e) { return e.rec == "E2"; };
       return any(c.episodes, died) || any(c.last.episodes, died);
     }>,
     .remedy = kTakeItemsOut,
     .reading = "Last year's episodes count as well: a care leaver mostly has none this year.",
     .also = kLastEpisodes},
    {.code = "1001",
     .sentence =
         "Care-leaver items are only for a young person who was in care for 13 weeks (91 days) or "
         "more after the 14th birthday and for at least a day after the 16th, and was not adopted.",
     .fields = kFields,
     .needs = kHeader | kEpisodes | kOc3 | kLastEpisodes,
     .check = no_items_if<[](const Child& c, const Year& y) {
       return may_be_told_by_two_years(c, y) &&
              (was_adopted(c) || was_adopted(c.last) || !is_relevant(c, y));
     }>,
     .remedy = "Take the care-leaver items out, or add the missing episodes; if the time in care "
               "was before last year, be ready to say so.",
     .reading = "Counted are the days of this and last year's episodes, without respite. Those "
                "aged 20 or more at year end are left out: their time in care may lie before both "
                "returns. The community validator flags all of them.",
     .listed = "Care-leaver items need a relevant/former relevant young person: 13 weeks (91 days) "
               "in care after 14, at least a day after 16, not adopted.",
     .beside = "DOB"},
    {.code = "1002",
     .sentence = "Care-leaver items are only for a young person with an earlier episode of care.",
     .fields = kFields,
     .needs = kEpisodes | kOc3 | kLastEpisodes,
     .check = no_items_if<[](const Child& c, const Year& y) {
       return c.episodes.empty() && c.last.episodes.empty() && may_be_told_by_two_years(c, y);
     }>,
     .remedy = "Check that the young person was in care; if that was before last year, be ready to "
               "say so.",
     .reading = "Looked for in this and last year's return: earlier years are not at hand. Those "
                "aged 20 or more at year end are left out, as in 1001.",
     .listed = "Care-leaver items need some earlier episode of care.",
     .beside = "DOB"},
    {.code = "1007",
     .sentence = "A young person who was still looked after on the 17th or 18th birthday, if it "
                 "lies in the year, must not have care-leaver items.",
     .fields = kFields,
     .needs = kEpisodes | kOc3,
     .check = no_items_at_17_or_18_if<[](const Child& c, Day turned) {
       return any(c.episodes, [&](const EpisodeRow& e) {
         return e.decom <= turned && (e.open() || e.dec > turned);
       });
     }>,
     .remedy = kTakeItemsOut,
     .reading = "The birthday is the one in the collection year. A child whose care ended on that "
                "day is no longer looked after on it.",
     .listed = "No care-leaver items for a 17- or 18-year-old still looked after on that birthday.",
     .beside = "DOB"},
    {.code = "1010",
     .sentence = "A child whose episode was left open last year and who has no episodes this year "
                 "must not have care-leaver items.",
     .fields = kFields,
     .needs = kEpisodes | kOc3 | kLastEpisodes,
     .check = no_items_if<[](const Child& c, const Year&) {
       return c.episodes.empty() && left_open_last_year(c) != nullptr;
     }>,
     .remedy = "Add this year's episodes: last year's return says that the child was still in "
               "care.",
     .listed =
         "A child left open last year with no episodes this year must not have care-leaver items."},
    {.code = "1011",
     .sentence = "A child whose last episode ended with E3 (care taken over by another authority) "
                 "must not have care-leaver items.",
     .fields = kFields,
     .needs = kEpisodes | kOc3,
     .check = no_items_if<[](const Child& c, const Year&) {
       const EpisodeRow* now = latest_episode(c);
       const EpisodeRow* latest = now != nullptr ? now : latest_episode(c.last);
       return latest != nullptr && latest->rec == "E3";
     }>,
     .remedy = "Take the care-leaver items out: the other authority returns them.",
     .reading = "The last episode of this year's return, or of last year's if this one has none.",
     .listed = "A child whose last episode ended E3 (other LA) must not have care-leaver items.",
     .also = kLastEpisodes},
    {.code = "1012",
     .sentence = "A child with no episodes this year may only appear in OC3 (not in Reviews, "
                 "Missing, AD1, OC2, PrevPerm, PlacedAdoption).",
     .fields = "CHILD",
     .needs = kEpisodes,
     .check =
         [](const Child& c, const Year&, Flags& flag) {
           if (!c.episodes.empty()) return;
           const auto flag_all = [&](const auto& rows) {
             for (const auto& row : rows) flag(row);
           };
           flag_all(c.reviews);
           flag_all(c.missing);
           flag_all(c.ad1);
           flag_all(c.oc2);
           flag_all(c.prev_perm);
           flag_all(c.placed_adoption);
         },
     .remedy = "Add the child's episodes, or take the row out."},
    {.code = "1016",
     .sentence = "A young person who left care after the 17th or 18th birthday, if it lies in the "
                 "year, must not have care-leaver items.",
     .fields = kFields,
     .needs = kEpisodes | kOc3,
     .years = {2024},
     .check = no_items_at_17_or_18_if<left_care_after>,
     .remedy = kTakeItemsOut,
     .reading = "The birthday is the one in the collection year; care that ended on that day did "
                "not end after it.",
     .listed = "No care-leaver items for a 17- or 18-year-old who left care after that birthday.",
     .beside = "DOB"},
    {.code = "3001",
     .sentence = "A care leaver who turns 17 in the year cannot live with former foster carers "
                 "(accommodation Z1 or Z2).",
     .fields = "ACCOM DOB",
     .needs = kHeader | kOc3,
     .check =
         [](const Child& c, const Year& y, Flags& flag) {
           for (const Oc3Row& row : c.oc3)
             if ((row.accom == "Z1" || row.accom == "Z2") && in_year(birthday(c.dob, 17), y))
               flag(row);
         },
     .remedy = "Ask where the young person lives: staying put with foster carers begins at 18.",
     .listed = "A care leaver turning 17 in the year cannot be with former foster carers (Z1, Z2 "
               "accommodation).",
     .beside = "Header.DOB"},
};

}  // namespace

std::span<const Rule> who_is_care_leaver_rules() {
  return kWhoIsCareLeaverRules;
}

}  // namespace homeward::returns::rules
