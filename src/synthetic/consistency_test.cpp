// Every record keeps the rules of the SSDA903 return (docs/rules.md) that can be tested on one
// child's record: a sample of them in our own words, with their codes.
#include <map>
#include <tuple>

#include "care/codes.hpp"
#include "care/periods.hpp"
#include "returns/schema.hpp"
#include "returns/write.hpp"
#include "returns/year.hpp"
#include "synthetic/as_known.hpp"
#include "synthetic/testing_test.hpp"

namespace homeward::synthetic {
namespace {

using care::ChildRecord;
using care::Episode;
using returns::CodeSet;
using testing::day;
using testing::large;

using Broken = std::map<std::string, int>;

void expect_none(const Broken& broken) {
  for (const auto& [rule, times] : broken) ADD_FAILURE() << "rule " << rule << ": " << times;
}

// The codes that were renamed between two returns are one.
Code present_name(Code type) {
  return type == "H5" ? Code("K3") : type == "Z1" ? Code("Z14") : type;
}

bool same_place(const Episode& a, const Episode& b) {
  return present_name(a.placement_type) == present_name(b.placement_type) && a.urn == b.urn &&
         a.placement_provider == b.placement_provider &&
         a.placement_postcode == b.placement_postcode;
}

void check_chain(const ChildRecord& record, Broken& broken) {
  const auto expect = [&](bool holds, const char* rule) { broken[rule] += !holds; };
  for (std::size_t i = 0; i < record.episodes.size(); ++i) {
    const Episode& e = record.episodes[i];
    const bool last = i + 1 == record.episodes.size();
    expect(last || e.ended_on, "142");
    expect(e.ended_on.has_value() == !e.reason_ended.blank(), "148");
    expect(!e.ended_on || *e.ended_on > e.started_on, "355/356");
    expect(!last || e.reason_ended != "X1", "388");
    expect(e.ended_on || e.reason_for_placement_change.blank(), "233");
    if (i == 0) {
      expect(e.reason_for_new_episode == "S", "357");
      continue;
    }
    const Episode& before = record.episodes[i - 1];
    const Code rne = e.reason_for_new_episode;
    const bool moved = !same_place(before, e), ordered = before.legal_status != e.legal_status;
    if (rne == "S") {
      expect(e.started_on > *before.ended_on, "431");
      expect(before.reason_ended != "X1", "388");
      continue;
    }
    expect(before.reason_ended == "X1", "432");
    expect(e.started_on == before.ended_on, "433");
    expect(e.category_of_need == before.category_of_need, "504");
    expect(rne != "L" || (ordered && !moved), "434");
    expect((rne != "P" && rne != "T") || (!ordered && moved), "435");
    expect((rne != "B" && rne != "U") || (ordered && moved), "436");
    const bool temporary = care::is_temporary(e.placement_type),
               was_temporary = care::is_temporary(before.placement_type);
    expect(temporary || was_temporary || rne == "L" || !before.reason_for_placement_change.blank(),
           "225");
    expect(!(temporary || was_temporary) || before.reason_for_placement_change.blank(), "226");
    expect(!temporary || rne == "P" || rne == "B", "380");
    expect(rne != "L" || before.reason_for_placement_change.blank(), "no reason without a move");
    if (was_temporary && i >= 2) {
      expect(rne == "P", "383");
      expect(same_place(record.episodes[i - 2], e), "383");
    }
    if (e.placement_type == "A3" || e.placement_type == "A5") {
      expect(rne == "S" || rne == "T" || rne == "U", "217");
      expect(care::is_foster(before.placement_type) ||
                 care::is_placed_for_adoption(before.placement_type),
             "336");
    }
  }
}

void check_episode(const ChildRecord& record, const Episode& e, Broken& broken) {
  const auto expect = [&](bool holds, const char* rule) { broken[rule] += !holds; };
  const Code place = e.placement_type, provider = e.placement_provider, law = e.legal_status;
  const auto age = age_on(*record.child.born_on, e.started_on);
  expect(age.has_value(), "302");
  if (!age) return;
  const bool no_provider = care::is_temporary(place) || place.front() == 'Z';
  expect(provider.blank() == no_provider, "178/213/526");
  expect((provider == "PR0") == (place == "P1"), "530/550");
  expect(!(provider == "PR1" || provider == "PR2") ||
             !(place == "P1" || place == "R2" || place == "R5"),
         "527/528");
  expect(provider != "PR3" ||
             !(care::is_foster(place) || place.front() == 'A' || place == "K1" || place == "K2"),
         "529");
  expect(e.reason_for_new_episode != "S" || age->years < 18, "352");
  expect(!care::is_with_parents(place) || law != "V2", "378");
  expect((place != "A5" && place != "A6") || law == "E1", "408");
  expect(place != "K3" || age->years >= 16, "371");
  expect(place != "H5" || age->years >= 16, "371");
  expect(place != "R5" || age->years >= 10, "372");
  expect(place != "S1" || age->years >= 4, "373");
  expect(law.front() != 'J' || age->years >= 10, "358");
  const bool respite = care::is_short_break(law);
  const bool exempt = place == "P1" || place.front() == 'T' || place.front() == 'Z' ||
                      place == "R1" || place == "R2" || place == "R5" || respite;
  if (place != "H5") expect(e.urn.blank() == exempt, "214/218/222");
  const std::string& home = e.home_postcode.reveal();
  const std::string& where = e.placement_postcode.reveal();
  expect(!respite || (home.empty() && where.empty()), "398");
  expect(respite || !where.empty(), "392b");
  expect(respite || record.child.is_uasc == home.empty(), "392b");
  expect(home.empty() || home != where || place == "P1", "392d");
  const int days = e.ended_on ? *e.ended_on - e.started_on : 0;
  expect(law != "L1" || days <= 3, "361");
  expect(law != "L2" || days <= 21, "362");
  expect(place != "T1" || days <= 42, "375");
  expect(place != "T3" || days <= 21, "376");
  if (!e.ended_on) {
    expect(*record.child.born_on > add_months(day("2026-07-15"), -18 * 12), "359");
    return;
  }
  const auto then = age_on(*record.child.born_on, *e.ended_on)->years;
  const Code reason = e.reason_ended;
  expect(*e.ended_on <= birthday(*record.child.born_on, 18), "359");
  expect(!care::is_adopted(reason) || (then < 18 && care::is_placed_for_adoption(place)),
         "386/390");
  expect(!care::is_special_guardianship(reason) || then < 18, "407");
  expect((reason != "E45" && reason != "E46") || care::is_foster(place), "516");
  expect((reason != "E5" && reason != "E6") || then >= 14, "387");
  expect(reason != "E7" || then >= 16, "389");
  expect(reason != "E17" || then >= 18, "460");
  expect(reason == "X1" || !care::is_temporary(place), "381");
}

void check_adoption(const ChildRecord& record, Broken& broken) {
  const auto expect = [&](bool holds, const char* rule) { broken[rule] += !holds; };
  bool adopted = false, ordered = false, placed = false;
  Date first_order, first_placed;
  for (const Episode& e : record.episodes) {
    adopted |= care::is_adopted(e.reason_ended);
    if (care::is_placement_order(e.legal_status) && !ordered)
      first_order = e.started_on, ordered = true;
    if (care::is_placed_for_adoption(e.placement_type) && !placed)
      first_placed = e.started_on, placed = true;
  }
  expect(adopted == (record.adoptions.size() == 1), "601/602");
  if (ordered || placed || adopted) expect(record.adoption_decisions.size() == 1, "551/553");
  for (const care::AdoptionDecision& row : record.adoption_decisions) {
    expect(*row.decided_on > record.episodes.front().started_on, "1003");
    expect(!ordered || *row.decided_on <= first_order, "554");
    expect(!placed || *row.decided_on <= first_placed, "552");
    expect(row.reversed_on.has_value() == !row.reason_reversed.blank(), "119");
    if (row.reversed_on) expect(!adopted && *row.reversed_on > *row.decided_on, "558/522");
    for (const Episode& e : record.episodes)
      if (care::is_placement_order(e.legal_status) && row.reversed_on)
        expect(e.ended_on && *e.ended_on <= *row.reversed_on, "553");
  }
  if (record.adoption_decisions.empty()) return;
  for (const care::Adoption& row : record.adoptions) {
    expect(row.decided_on == record.adoption_decisions.at(0).decided_on, "523");
    expect(*row.decided_on <= *row.matched_on && *row.matched_on <= first_placed, "331/333");
    expect(*row.by_foster_carer == (record.episodes.back().placement_type == "A5"), "335");
    const Code sex = row.adopters_sex, status = row.adopters_legal_status;
    const bool one = sex == "M1" || sex == "F1";
    expect(one == (row.adopters == 1) && one == (status == "L0"), "511/514");
    expect((status != "L11" && status != "L3") || sex == "MF", "517/520");
    expect((status != "L12" && status != "L4") || sex == "MM" || sex == "FF", "518/524");
  }
}

void check_dates(const ChildRecord& record, Broken& broken) {
  const auto expect = [&](bool holds, const char* rule) { broken[rule] += !holds; };
  const auto periods = care::periods_of_care(record.episodes);
  const auto within = [&](Date from, care::OptionalDate until) {
    for (const auto& period : periods)
      if (period.started_on <= from && (!period.ended_on || (until && *until <= *period.ended_on)))
        return true;
    return false;
  };
  const Date fourth = birthday(*record.child.born_on, 4);
  for (const care::Review& row : record.reviews) {
    expect(within(row.held_on, row.held_on), "reviews within care");
    expect(row.held_on != fourth && (row.participation == "PN0") == (row.held_on < fourth),
           "440/441");
  }
  const care::MissingPeriod* before = nullptr;
  for (const care::MissingPeriod& row : record.missing_periods) {
    expect(within(row.started_on, row.ended_on), "577/578/581");
    expect(!row.ended_on || *row.ended_on >= row.started_on, "567");
    expect(!before || (before->ended_on && *before->ended_on < row.started_on), "574");
    before = &row;
  }
  const care::WorkerSpell* last = nullptr;
  for (const care::WorkerSpell& row : record.worker_spells) {
    expect(row.worker_number.reveal().rfind("SW", 0) == 0 && !row.reason.blank(), "SW02/SW13");
    expect(!row.ended_on || *row.ended_on > row.started_on, "SW09");
    expect(!last || last->ended_on, "SW08");
    expect(!last || row.reason == "FCONTA" || row.started_on == last->ended_on, "SW10");
    last = &row;
  }
  const bool open = !record.episodes.back().ended_on &&
                    !care::is_short_break(record.episodes.back().legal_status);
  if (open) expect(last && !last->ended_on, "SW01/SW17");
}

TEST(Consistency, EveryRecordKeepsTheRulesOfTheReturn) {
  Broken broken;
  for (const ChildRecord& record : large().children) {
    check_chain(record, broken);
    for (const Episode& e : record.episodes) check_episode(record, e, broken);
    check_adoption(record, broken);
    check_dates(record, broken);
  }
  for (auto at = broken.begin(); at != broken.end();)
    at = at->second == 0 ? broken.erase(at) : std::next(at);
  expect_none(broken);
}

// The rules about a year: who belongs in OC2 and OC3, with what.
void check_year(const ChildRecord& r, int year, Broken& broken) {
  const auto expect = [&](bool holds, const char* rule) { broken[rule] += !holds; };
  const Date first = returns::year_start(year), last = returns::year_end(year);
  bool all_year = !r.episodes.empty(), mother_known = false;
  for (const Episode& e : r.episodes) {
    if (care::is_short_break(e.legal_status))
      all_year = false;
    else
      mother_known = true;
    if (care::starts_care(e.reason_for_new_episode) && e.started_on > first) all_year = false;
    if (e.ended_on && *e.ended_on < last && e.reason_ended != "X1") all_year = false;
    expect(is_valid(CodeSet::legal_status, e.legal_status, year), "144");
    expect(is_valid(CodeSet::placement, e.placement_type, year), "146");
    expect(e.reason_ended.blank() || is_valid(CodeSet::reason_ended, e.reason_ended, year), "149");
    expect(e.placement_type != "H5" || *e.ended_on <= day("2023-10-28") || !e.urn.blank(), "230");
  }
  expect(is_valid(CodeSet::ethnicity, r.child.ethnicity, year), "103");
  expect(all_year == (r.health_outcomes.size() == 1), "185/190/191");
  expect(!all_year || (r.care_leavers.empty() && r.adoptions.empty()), "187");
  expect(r.care_leavers.empty() || r.adoptions.empty(), "134");
  expect((r.child.sex == "F" && mother_known) == r.child.is_mother.has_value(), "165/393/628");
  const int at_start =
      age_on(*r.child.born_on, first) ? age_on(*r.child.born_on, first)->years : -1;
  const int at_end = age_on(*r.child.born_on, last)->years;
  for (const care::HealthOutcome& row : r.health_outcomes) {
    const bool has_sdq = row.sdq_score || !row.sdq_reason.blank();
    expect(!(row.sdq_score && !row.sdq_reason.blank()), "197a");
    expect(!(at_start >= 4 && at_end < 17) || has_sdq, "186");
    expect(!(at_start >= 4 && at_end <= 16) || row.sdq_reason != "SDQ1", "157");
    expect((at_end >= 4 && at_start < 17) || !has_sdq, "188/189");
    expect((at_end >= 10) == row.convicted.has_value(), "542/543");
    expect((at_end < 5) == row.health_check.has_value(), "545/546");
    expect(*row.substance_misuse == row.intervention_received.has_value(), "192/193");
    expect(row.intervention_offered.has_value() ==
               (row.intervention_received && !*row.intervention_received),
           "158/159");
  }
  for (const care::CareLeaver& row : r.care_leavers) {
    expect(at_end >= 17 && at_start < 25, "391");
    expect((row.in_touch == "YES") == (row.activity != "0") &&
               (row.activity == "0") == (row.accommodation == "0"),
           "344/345");
    expect(is_valid(CodeSet::activity, row.activity, year), "132");
    expect(is_valid(CodeSet::accommodation, row.accommodation, year), "133");
    expect(at_end != 17 || row.accommodation.front() != 'Z', "3001");
    expect(at_start >= 18 || row.accommodation.front() != 'T', "347");
  }
  if (!r.child.upn.reveal().compare("UN1")) {
    const auto then = age_on(*r.child.born_on, *Date::of(year - 2, 8, 31));
    expect(!then || then->years < 4, "209");
  }
}

// The store holds each milestone once: type, which one, and the period of care it belongs to.
TEST(Consistency, NoMilestoneIsRecordedTwice) {
  int met_before_care_twice = 0;
  for (const auto& record : large().children) {
    std::map<std::tuple<std::string, int, CourseId>, int> times;
    for (const auto& row : record.milestones) {
      EXPECT_EQ(++times[std::tuple(row.type, row.nth, row.course)], 1)
          << row.type << " " << row.nth;
      met_before_care_twice += !row.course && row.nth > 1;
    }
  }
  EXPECT_GT(met_before_care_twice, 0) << "otherwise this test says nothing";
}

TEST(Consistency, EveryYearsReturnKeepsTheRulesOfThatYear) {
  Broken broken;
  for (int year = 2019; year <= 2026; ++year)
    for (const ChildRecord& record : large().children)
      if (const auto returned = returns::as_returned(record, year))
        check_year(*returned, year, broken);
  for (auto at = broken.begin(); at != broken.end();)
    at = at->second == 0 ? broken.erase(at) : std::next(at);
  expect_none(broken);
}

// What one year leaves open, the next year takes up with the same words (rules 502 to 503F), but
// for the codes that were renamed.
TEST(Consistency, EachReturnTakesUpWhatTheLastOneLeftOpen) {
  int taken_up = 0;
  for (const ChildRecord& record : large().children)
    for (int year = 2019; year < 2026; ++year) {
      const auto then = returns::as_returned(record, year),
                 next = returns::as_returned(record, year + 1);
      if (!then || then->episodes.empty() || then->episodes.back().ended_on) continue;
      ASSERT_TRUE(next && !next->episodes.empty());
      const Episode &open = then->episodes.back(), &first = next->episodes.front();
      ++taken_up;
      EXPECT_EQ(open.started_on, first.started_on);
      EXPECT_EQ(open.reason_for_new_episode, first.reason_for_new_episode);
      EXPECT_EQ(open.legal_status, first.legal_status);
      EXPECT_EQ(open.urn, first.urn);
      if (open.placement_type != "H5" && open.placement_type != "Z1") {
        EXPECT_EQ(open.placement_type, first.placement_type);
      }
    }
  EXPECT_GT(taken_up, 5'000);
}

}  // namespace
}  // namespace homeward::synthetic
