#include "returns/write.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "care/columns.hpp"
#include "returns/record.hpp"
#include "returns/schema.hpp"
#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using care::ChildRecord;
using testing::day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

care::Episode whole_episode(const char* from, Code rne, Code ls, Code place,
                            const char* until = nullptr, Code rec = {}) {
  care::Episode row;
  row.started_on = day(from);
  row.reason_for_new_episode = rne;
  row.legal_status = ls;
  row.category_of_need = "N1";
  row.placement_type = place;
  row.placement_provider = "PR4";
  if (until) row.ended_on = day(until);
  row.reason_ended = rec;
  return row;
}

ChildRecord girl_in_care_since_2023() {
  ChildRecord record;
  record.child.number = PrivateText("1234567");
  record.child.given_name = PrivateText("Mia");
  record.child.born_on = day("2007-02-01");
  record.child.sex = "F";
  record.child.ethnicity = "WBRI";
  record.child.upn = PrivateText("A123456789012");
  record.child.is_mother = false;
  record.episodes = {whole_episode("2023-06-01", "S", "V2", "U6", "2024-02-10", "X1"),
                     whole_episode("2024-02-10", "P", "V2", "K3", "2025-02-01", "E5")};
  record.episodes[0].reason_for_placement_change = "CARPL";
  return record;
}

// A file without its heading, one line for each row.
std::vector<std::string> lines(const std::vector<ChildRecord>& children, int year,
                               std::string_view name) {
  for (const auto& [file, bytes] : write_csv(children, year)) {
    if (file != name) continue;
    std::vector<std::string> out;
    std::size_t from = bytes.find("\r\n") + 2;
    while (from < bytes.size()) {
      const std::size_t end = bytes.find("\r\n", from);
      out.push_back(bytes.substr(from, end - from));
      from = end + 2;
    }
    return out;
  }
  return {"no such file"};
}

TEST(Write, EachYearHoldsTheEpisodesOfThatYearAsTheyStoodAtItsEnd) {
  const std::vector children{girl_in_care_since_2023()};
  EXPECT_THAT(lines(children, 2023, "episodes.csv"), IsEmpty());
  EXPECT_THAT(lines(children, 2024, "episodes.csv"),
              ElementsAre("1234567,01/06/2023,S,V2,N1,U6,PR4,10/02/2024,X1,CARPL,,,",
                          "1234567,10/02/2024,P,V2,N1,H5,PR4,,,,,,"));
  EXPECT_THAT(lines(children, 2025, "episodes.csv"),
              ElementsAre("1234567,10/02/2024,P,V2,N1,K3,PR4,01/02/2025,E5,,,,"));
  EXPECT_THAT(lines(children, 2026, "header.csv"), IsEmpty());
}

TEST(Write, AnEpisodeThatEndedOnTheFirstDayOfTheYearIsInIt) {
  ChildRecord record = girl_in_care_since_2023();
  record.episodes[1].ended_on = day("2024-04-01");
  EXPECT_EQ(lines({record}, 2025, "episodes.csv").size(), 1u);
  record.episodes[1].ended_on = day("2024-03-31");
  EXPECT_THAT(lines({record}, 2025, "episodes.csv"), IsEmpty());
}

struct CodeOfYear {
  int year;
  const char* sex;
  const char* place;
};

TEST(Write, CodesAreThoseOfTheYear) {
  ChildRecord record = girl_in_care_since_2023();
  record.episodes = {whole_episode("2022-06-01", "S", "V2", "Z13")};
  for (const CodeOfYear& c : {CodeOfYear{2024, ",2,", ",Z1,"}, CodeOfYear{2025, ",F,", ",Z1,"},
                              CodeOfYear{2026, ",F,", ",Z13,"}}) {
    EXPECT_THAT(lines({record}, c.year, "header.csv").at(0), HasSubstr(c.sex)) << c.year;
    EXPECT_THAT(lines({record}, c.year, "episodes.csv").at(0), HasSubstr(c.place)) << c.year;
  }
}

TEST(Write, FilesCameInWithTheirYear) {
  const auto has = [](int year, std::string_view name) {
    const auto files = write_csv({}, year);
    return std::any_of(files.begin(), files.end(),
                       [&](const auto& file) { return file.first == name; });
  };
  EXPECT_FALSE(has(2023, "sw_episodes.csv"));
  EXPECT_TRUE(has(2024, "sw_episodes.csv"));
  EXPECT_FALSE(has(2026, "dolo.csv"));
  EXPECT_TRUE(has(2027, "dolo.csv"));
  EXPECT_TRUE(has(2023, "header.csv"));
}

TEST(Write, ACareLeaverWithoutEpisodesHasOnlyHeaderAndOutcome) {
  ChildRecord record = girl_in_care_since_2023();
  record.child.is_uasc = true;
  care::CareLeaver leaver;
  leaver.year = 2027;
  leaver.in_touch = "YES";
  leaver.activity = "F2";
  leaver.accommodation = "U1";
  record.care_leavers = {leaver};
  EXPECT_THAT(lines({record}, 2027, "header.csv"),
              ElementsAre("1234567,F,01/02/2007,WBRI,A123456789012,,"));
  EXPECT_THAT(lines({record}, 2027, "oc3.csv"), ElementsAre("1234567,01/02/2007,YES,F2,U1"));
  EXPECT_THAT(lines({record}, 2027, "uasc.csv"), IsEmpty());
}

TEST(Write, UnaccompaniedStatusMayEndOnTheComingOfAgeThatLiesAhead) {
  ChildRecord record = girl_in_care_since_2023();
  record.child.is_uasc = true;
  record.child.uasc_ceased_on = day("2025-02-01");
  EXPECT_THAT(lines({record}, 2024, "uasc.csv"), ElementsAre("1234567,2,01/02/2007,01/02/2025"));
  record.child.uasc_ceased_on = day("2024-05-01");  // decided after the year: not known then
  EXPECT_THAT(lines({record}, 2024, "uasc.csv"), ElementsAre("1234567,2,01/02/2007,"));
  EXPECT_THAT(lines({record}, 2025, "uasc.csv"), ElementsAre("1234567,F,01/02/2007,01/05/2024"));
}

TEST(Write, AnAdoptionIsReturnedWithItsOrderOnly) {
  ChildRecord record = girl_in_care_since_2023();
  record.episodes = {whole_episode("2023-06-01", "S", "E1", "A6", "2025-02-01", "E12")};
  care::Adoption adoption;
  adoption.decided_on = day("2023-09-01");
  record.adoptions = {adoption};
  care::AdoptionDecision decision;
  decision.decided_on = day("2023-09-01");
  record.adoption_decisions = {decision};
  EXPECT_THAT(lines({record}, 2024, "ad1.csv"), IsEmpty());
  EXPECT_EQ(lines({record}, 2025, "ad1.csv").size(), 1u);
  EXPECT_EQ(lines({record}, 2024, "placed_adoption.csv").size(), 1u);
}

TEST(Write, AReversalIsReturnedInItsYearAndNoLonger) {
  ChildRecord record = girl_in_care_since_2023();
  record.episodes = {whole_episode("2023-06-01", "S", "C2", "U6")};
  care::AdoptionDecision decision;
  decision.decided_on = day("2023-09-01");
  decision.reversed_on = day("2025-01-10");
  decision.reason_reversed = "RD3";
  record.adoption_decisions = {decision};
  EXPECT_THAT(lines({record}, 2024, "placed_adoption.csv"),
              ElementsAre("1234567,01/02/2007,01/09/2023,,"));
  EXPECT_THAT(lines({record}, 2025, "placed_adoption.csv"),
              ElementsAre("1234567,01/02/2007,01/09/2023,10/01/2025,RD3"));
  EXPECT_THAT(lines({record}, 2026, "placed_adoption.csv"), IsEmpty());
}

TEST(Write, WorkersAreReturnedForThoseStillLookedAfterAtTheEnd) {
  ChildRecord record = girl_in_care_since_2023();
  care::WorkerSpell spell;
  spell.worker_number = PrivateText("SW1");
  spell.started_on = day("2023-06-01");
  spell.reason = "FCONTA";
  record.worker_spells = {spell};
  EXPECT_THAT(lines({record}, 2024, "sw_episodes.csv"),
              ElementsAre("1234567,01/02/2007,SW1,01/06/2023,,FCONTA"));
  EXPECT_THAT(lines({record}, 2025, "sw_episodes.csv"), IsEmpty());  // left care in February
}

TEST(Write, ShortBreaksHaveNoMotherFlagAndNoReviews) {
  ChildRecord record = girl_in_care_since_2023();
  record.episodes = {whole_episode("2023-06-01", "S", "V4", "K2")};
  care::Review review;
  review.held_on = day("2023-07-01");
  record.reviews = {review};
  EXPECT_THAT(lines({record}, 2024, "header.csv"),
              ElementsAre("1234567,2,01/02/2007,WBRI,A123456789012,,"));
  EXPECT_THAT(lines({record}, 2024, "reviews.csv"), IsEmpty());
}

TEST(Write, AMotherIsOneFromTheYearOfTheBirth) {
  ChildRecord record = girl_in_care_since_2023();
  record.child.is_mother = true;
  record.child.first_child_born_on = day("2024-08-08");
  EXPECT_THAT(lines({record}, 2024, "header.csv").at(0), HasSubstr(",0,"));
  EXPECT_THAT(lines({record}, 2025, "header.csv").at(0), HasSubstr(",1,08/08/2024"));
}

TEST(Write, UnknownPartsOfAPermanenceDateAreLowerCase) {
  ChildRecord record = girl_in_care_since_2023();
  care::PreviousPermanence earlier;
  earlier.type = "P2";
  earlier.authority = "845";
  earlier.ordered_on = "ZZ052019";
  record.previous_permanence = {earlier};
  EXPECT_THAT(lines({record}, 2024, "prev_perm.csv"),
              ElementsAre("1234567,01/02/2007,P2,845,zz/05/2019"));
  EXPECT_THAT(lines({record}, 2025, "prev_perm.csv"), IsEmpty());  // did not start in that year
}

TEST(Write, ACellWithACommaOrQuoteIsReadBackAsItWas) {
  ChildRecord record = girl_in_care_since_2023();
  record.child.upn = PrivateText("A,\"1<2&3");
  for (const testing::Files& files :
       {write_csv(std::vector{record}, 2024),
        testing::Files{{"r.xml", write_xml(std::vector{record}, 2024)}}}) {
    const Reading reading = testing::read(files, testing::options_for(2024));
    EXPECT_THAT(testing::lines_of(reading.problems), IsEmpty());
    EXPECT_EQ(to_records(reading.returns.at(0), {}).children.at(0).child.upn.reveal(), "A,\"1<2&3");
  }
}

}  // namespace
}  // namespace homeward::returns
