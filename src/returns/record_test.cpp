#include "returns/record.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

using testing::day;
using ::testing::ElementsAre;
using testing::Files;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::lines_of;

const std::string kHeaderHeading = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
const std::string kEpisodes =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
    "URN\n";
const std::string kOneChild = kHeaderHeading + "C1,F,01/02/2012,WBRI,A123456789012,0,\n";

Records records_of(const Files& files, int collection_year = 2026) {
  const Reading reading = testing::read(files, testing::options_for(collection_year));
  EXPECT_THAT(lines_of(reading.problems), IsEmpty());
  EXPECT_EQ(reading.returns.size(), 1u);
  ImportContext context;
  context.import = ImportId{7};
  return to_records(reading.returns.at(0), context);
}

TEST(Records, EveryFactKnowsWhereItCameFrom) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"episodes.csv",
        kEpisodes +
            "\nC1,01/04/2025,S,C2,N1,U6,PR1,05/06/2025,X1,CARPL,ab1 3cd,AB1 2CD,SC123456\n"}});
  EXPECT_THAT(lines_of(records.problems), IsEmpty());
  ASSERT_EQ(records.children.size(), 1u);
  const care::ChildRecord& record = records.children[0];
  EXPECT_EQ(record.child.number.reveal(), "C1");
  EXPECT_EQ(record.child.born_on, day("2012-02-01"));
  EXPECT_EQ(record.child.sex.text(), "F");
  EXPECT_EQ(record.child.is_mother, false);
  EXPECT_FALSE(record.child.is_uasc);
  ASSERT_EQ(record.episodes.size(), 1u);
  const care::Episode& episode = record.episodes[0];
  EXPECT_EQ(episode.started_on, day("2025-04-01"));
  EXPECT_EQ(episode.reason_for_new_episode.text(), "S");
  EXPECT_EQ(episode.legal_status.text(), "C2");
  EXPECT_EQ(episode.category_of_need.text(), "N1");
  EXPECT_EQ(episode.placement_type.text(), "U6");
  EXPECT_EQ(episode.placement_provider.text(), "PR1");
  EXPECT_EQ(episode.ended_on, day("2025-06-05"));
  EXPECT_EQ(episode.reason_ended.text(), "X1");
  EXPECT_EQ(episode.reason_for_placement_change.text(), "CARPL");
  EXPECT_EQ(episode.home_postcode.reveal(), "AB1 3CD");
  EXPECT_EQ(episode.placement_postcode.reveal(), "AB1 2CD");
  EXPECT_EQ(episode.urn.text(), "SC123456");
  EXPECT_EQ(episode.provenance.source, care::Source::return_file);
  EXPECT_EQ(episode.provenance.row, 3);
  EXPECT_EQ(episode.provenance.collection_year, 2026);
  EXPECT_EQ(episode.provenance.import, ImportId{7});
}

TEST(Records, EveryOtherTableIsTurnedIntoFacts) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"reviews.csv",
        "CHILD,DOB,REVIEW,REVIEW_CODE\nC1,01/02/2012,03/10/2025,PN2\nC1,01/02/2012,03/04/"
        "2025,PN1\n"},
       {"uasc.csv", "CHILD,SEX,DOB,DUC\nC1,F,01/02/2012,01/02/30\n"},
       {"oc2.csv",
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_"
        "ASSESSMENT,"
        "SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,INTERVENTION_OFFERED\nC1,01/02/"
        "2012,0,,0,,1,,1,1,0,1\n"},
       {"oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,01/02/2012,YES,F2,U1\n"},
       {"ad1.csv",
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n"
        "C1,01/02/2012,01/05/2025,01/06/2025,1,2,MF,L11\n"},
       {"placed.csv",
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nC1,01/02/2012,01/05/"
        "2024,01/05/2025,RD1\n"},
       {"prev_perm.csv",
        "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/02/2012,P1,WAL,zz/02/2014\n"},
       {"missing.csv",
        "CHILD,DOB,MISSING,MIS_START,MIS_END\nC1,01/02/2012,A,05/05/2026,\nC1,01/02/2012,A,06/05/"
        "2026,\n"
        "C1,01/02/2012,A,07/05/2026,\n"},
       {"sw.csv",
        "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nC1,01/02/2012,SW1,01/04/2025,02/05/"
        "2025,MANAGE\n"},
       {"dolo.csv", "CHILD,DOB,DOLO_START,DOLO_END\nC1,01/02/2012,01/04/2026,02/04/2026\n"}},
      2027);
  EXPECT_THAT(lines_of(records.problems), IsEmpty());
  const care::ChildRecord& record = records.children.at(0);
  EXPECT_TRUE(record.child.is_uasc);
  EXPECT_EQ(record.child.uasc_ceased_on, day("2030-02-01"));
  ASSERT_EQ(record.reviews.size(), 2u);
  EXPECT_EQ(record.reviews[0].held_on, day("2025-04-03"));  // in the order of dates, not of rows
  EXPECT_EQ(record.reviews[1].participation.text(), "PN2");
  const care::HealthOutcome& health = record.health_outcomes.at(0);
  EXPECT_EQ(health.year, 2027);
  EXPECT_EQ(health.sdq_score, 0);  // a score of nought is a score
  EXPECT_EQ(health.convicted, false);
  EXPECT_EQ(health.health_check, std::nullopt);
  EXPECT_EQ(health.teeth_check, std::nullopt);
  EXPECT_EQ(health.immunisations, true);
  EXPECT_EQ(health.intervention_offered, true);
  EXPECT_EQ(record.care_leavers.at(0).year, 2027);
  EXPECT_EQ(record.care_leavers[0].accommodation.text(), "U1");
  EXPECT_EQ(record.adoptions.at(0).matched_on, day("2025-06-01"));
  EXPECT_EQ(record.adoptions[0].by_foster_carer, true);
  EXPECT_EQ(record.adoptions[0].adopters, 2);
  EXPECT_EQ(record.adoption_decisions.at(0).reversed_on, day("2025-05-01"));
  EXPECT_EQ(record.previous_permanence.at(0).ordered_on.text(), "ZZ022014");
  EXPECT_EQ(record.missing_periods.at(0).type.text(), "A");
  EXPECT_EQ(record.missing_periods[0].ended_on, std::nullopt);
  EXPECT_EQ(record.worker_spells.at(0).worker_number.reveal(), "SW1");
  EXPECT_EQ(record.worker_spells[0].reason.text(), "MANAGE");
  EXPECT_EQ(record.deprivations_of_liberty.at(0).ended_on, day("2026-04-02"));
}

TEST(Records, SexIsReadInTheFormOfEitherTime) {
  const Records records = records_of(
      {{"h.csv",
        kHeaderHeading +
            "C1,1,01/02/2012,WBRI,,,\nC2,2,01/02/2012,WBRI,,,\n"
            "C3,M,01/02/2012,WBRI,,,\nC4,U,01/02/2012,WBRI,,,\nC5,,01/02/2012,WBRI,,,\n"}});
  EXPECT_THAT(lines_of(records.problems), IsEmpty());
  const Code expected[] = {"M", "F", "M", "U", Code()};
  for (std::size_t i = 0; i < 5; ++i) EXPECT_EQ(records.children[i].child.sex, expected[i]) << i;
}

struct BadRow {
  const char* what;
  std::string file, bytes;
  std::size_t facts;  // rows of that table that the child has after all
  std::string line;   // the beginning of the one problem
};

class BadRows : public ::testing::TestWithParam<BadRow> {};

std::size_t facts_of(const care::ChildRecord& record) {
  return record.episodes.size() + record.reviews.size() + record.missing_periods.size() +
         record.adoptions.size() + record.adoption_decisions.size() +
         record.health_outcomes.size() + record.previous_permanence.size() +
         record.care_leavers.size();
}

TEST_P(BadRows, AreToldAndTheRestIsUsed) {
  const Records records =
      records_of({{"header.csv", kOneChild}, {GetParam().file, GetParam().bytes}});
  EXPECT_THAT(lines_of(records.problems), ElementsAre(HasSubstr(GetParam().line)));
  ASSERT_EQ(records.children.size(), 1u);
  EXPECT_EQ(facts_of(records.children[0]), GetParam().facts);
}

const std::string kMissingHeading = "CHILD,DOB,MISSING,MIS_START,MIS_END\n";
const std::string kReviewsHeading = "CHILD,DOB,REVIEW,REVIEW_CODE\n";
const std::string kAd1 =
    "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\n";

INSTANTIATE_TEST_SUITE_P(
    Rows, BadRows,
    ::testing::Values(
        BadRow{"EndThatIsNoDate", "episodes.csv",
               kEpisodes + "C1,01/04/2025,S,C2,N1,U6,PR1,31/02/2025,X1,,,,\n", 0,
               "episodes.csv, row 2, column DEC: 31/02/2025 is not a date. The row was left out; "
               "correct it in the case system or here."},
        BadRow{"StartMissing", "episodes.csv", kEpisodes + "C1,,S,C2,N1,U6,PR1,,,,,,\n", 0,
               "episodes.csv, row 2, column DECOM: The date is missing. The row was left out"},
        BadRow{"StartIsNoDate", "reviews.csv",
               kReviewsHeading + "C1,,soon,PN1\nC1,,03/04/2025,PN1\n", 1,
               "reviews.csv, row 2, column REVIEW: SOON is not a date"},
        BadRow{"NoChild", "reviews.csv", kReviewsHeading + ",,03/04/2025,PN1\nC1,,03/04/2025,PN1\n",
               1, "reviews.csv, row 2, column CHILD: The child's identifier is missing"},
        BadRow{"CodeOfAnotherYear", "episodes.csv",
               kEpisodes + "C1,01/04/2025,S,C2,N1,H5,PR1,,,,,,\n", 1,
               "episodes.csv, row 2, column PLACE: H5 is not one of this column's codes for "
               "2025-26. It was kept"},
        BadRow{"CodeTooLong", "episodes.csv",
               kEpisodes + "C1,01/04/2025,S,C2,N1,U6,PR1,,,,,,SC1234567\n", 1,
               "episodes.csv, row 2, column URN: SC1234567 cannot be a code"},
        BadRow{"ShortenedSetting", "episodes.csv",
               kEpisodes + "C1,01/04/2025,S,C2,N1,U6,PR1,,,,,,1.23E+06\n", 1,
               "episodes.csv, row 2, column URN: 1.23E+06 is a number that a spreadsheet has "
               "shortened, not an identifier: it may stand for many. The value was left out."},
        BadRow{"ShortenedWorker", "sw_episodes.csv",
               "CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nC1,,9.5E+11,01/05/2025,,LEFTRL\n", 0,
               "sw_episodes.csv, row 2, column SW_ID: 9.5E+11 is a number that a spreadsheet has "
               "shortened"},
        BadRow{"FlagThatIsNone", "ad1.csv", kAd1 + "C1,,01/05/2025,01/06/2025,YES,2,MF,L11\n", 1,
               "ad1.csv, row 2, column FOSTER_CARE: YES is neither 1 (yes) nor 0 (no). The value "
               "was left out"},
        BadRow{"NumberOutOfRange", "ad1.csv", kAd1 + "C1,,01/05/2025,01/06/2025,1,3,MF,L11\n", 1,
               "ad1.csv, row 2, column NB_ADOPTR: 3 is not a number from 1 to 2"},
        BadRow{"OptionalDateThatIsNone", "ad1.csv", kAd1 + "C1,,32/05/2025,01/06/2025,1,2,MF,L11\n",
               1,
               "ad1.csv, row 2, column DATE_INT: 32/05/2025 is not a date. The value was left out"},
        BadRow{"EndBeforeStart", "episodes.csv",
               kEpisodes + "C1,02/04/2025,S,C2,N1,U6,PR1,01/04/2025,X1,,,,\n", 1,
               "episodes.csv, row 2, column DEC: 01/04/2025 is before the start"},
        BadRow{"SameRowTwice", "reviews.csv",
               kReviewsHeading + "C1,,03/04/2025,PN1\nC1,,03/04/2025,PN1\n", 1,
               "reviews.csv, row 3: This row says the same as row 2. It was left out."},
        BadRow{
            "SameDayTwiceOtherwise", "episodes.csv",
            kEpisodes + "C1,01/04/2025,P,C2,N1,U6,PR1,,,,,,\nC1,01/04/2025,P,C2,N1,U4,PR1,,,,,,\n",
            1,
            "episodes.csv, row 3: This row starts on the same day as row 2, of the same child, and "
            "says something else"},
        BadRow{"TwoAdoptions", "ad1.csv", kAd1 + "C1,,01/05/2025,,,,,\nC1,,02/05/2025,,,,,\n", 1,
               "ad1.csv, row 3: This row is a second one beside row 2"}),
    [](const auto& each) { return each.param.what; });

TEST(Records, AShortenedPupilNumberIsLeftOutAndTold) {
  const Records records =
      records_of({{"header.csv", kHeaderHeading + "C1,F,01/02/2012,WBRI,1.2E+12,0,\n"}});
  EXPECT_THAT(lines_of(records.problems),
              ElementsAre(HasSubstr("header.csv, row 2, column UPN: 1.2E+12 is a number that a "
                                    "spreadsheet has shortened")));
  EXPECT_EQ(records.children.at(0).child.upn.reveal(), "");
}

TEST(Records, RowsThatSayNothingAreNotFacts) {
  const Records records =
      records_of({{"header.csv", kOneChild},
                  {"ad1.csv", kAd1 + "C1,01/02/2012,,,,,,\n"},
                  {"prev_perm.csv", "CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nC1,01/02/2012,,,\n"},
                  {"oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nC1,01/02/2012,,,\n"}});
  EXPECT_THAT(lines_of(records.problems), IsEmpty());
  EXPECT_THAT(records.children.at(0).adoptions, IsEmpty());
  EXPECT_THAT(records.children[0].previous_permanence, IsEmpty());
  EXPECT_EQ(records.children[0].care_leavers.size(),
            1u);  // but it does say that the child is a care leaver
}

TEST(Records, AStartOnTheDayOfAnotherEpisodeIsNotARepetition) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"episodes.csv", kEpisodes + "C1,01/04/2025,L,C2,N1,U6,PR1,01/04/2025,E4A,,,,\nC1,01/04/"
                                    "2025,S,V2,N1,U6,PR1,,,,,,\n"}});
  EXPECT_EQ(records.children.at(0).episodes.size(), 2u);
}

TEST(Records, AChildWithoutAHeaderRowIsMadeAndToldOnce) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"episodes.csv", kEpisodes + "C9,01/04/2025,S,C2,N1,U6,PR1,05/06/2025,X1,,,,\nC9,05/06/"
                                    "2025,P,C2,N1,U6,PR1,,,,,,\n"}});
  EXPECT_THAT(lines_of(records.problems),
              ElementsAre(HasSubstr(
                  "episodes.csv, row 2, column CHILD: This child is not in the Header file")));
  ASSERT_EQ(records.children.size(), 2u);
  EXPECT_EQ(records.children[1].child.born_on, std::nullopt);
  EXPECT_EQ(records.children[1].episodes.size(), 2u);
}

TEST(Records, ABirthDateInAnotherFileIsUsedWhereHeaderLacksTheChild) {
  const Records records =
      records_of({{"header.csv", kOneChild},
                  {"reviews.csv", kReviewsHeading + "C9,05/06/2013,03/04/2025,PN1\n"}});
  EXPECT_EQ(records.children.at(1).child.born_on, day("2013-06-05"));
}

TEST(Records, WithoutAnyHeaderFileOneSentenceSaysSo) {
  const Records records =
      records_of({{"reviews.csv", kReviewsHeading + "C1,,03/04/2025,PN1\nC2,,03/04/2025,PN1\n"}});
  EXPECT_THAT(lines_of(records.problems), ElementsAre(HasSubstr("holds no Header file")));
  EXPECT_EQ(records.children.size(), 2u);
}

TEST(Records, TheFirstOfTwoHeaderRowsCounts) {
  const Records records = records_of({{"header.csv", kOneChild + "C1,M,02/02/2012,WBRI,,,\n"}});
  EXPECT_THAT(lines_of(records.problems),
              ElementsAre(HasSubstr(
                  "header.csv, row 3, column CHILD: This child stands in row 2 already")));
  EXPECT_EQ(records.children.at(0).child.sex.text(), "F");
}

TEST(Records, UnaccompaniedFlagOfTheXmlIsEnough) {
  const Records records = records_of({{"r.xml",
                                       "<EXPSSDA903><CHILD><HEADER><CHILDID>C1</CHILDID><DOB>01/02/"
                                       "2012</DOB><UASC>1</UASC></HEADER></CHILD></EXPSSDA903>"}});
  EXPECT_TRUE(records.children.at(0).child.is_uasc);
}

TEST(Records, AnEpisodeRowLeftOutIsRememberedForItsChildOnly) {
  const std::string header = kOneChild + "C2,F,01/02/2012,WBRI,,,\n";
  const Records records = records_of(
      {{"header.csv", header},
       {"episodes.csv",
        kEpisodes + "C1,01/04/2025,S,C2,N1,U6,PR1,x,,,,,\nC2,01/04/2025,S,C2,N1,U6,PR1,,,,,,\n"}});
  constexpr auto kEpisodeTable = static_cast<std::size_t>(TableId::episodes);
  ASSERT_EQ(records.whole.size(), 2u);
  EXPECT_FALSE(records.whole[0].test(kEpisodeTable));
  EXPECT_TRUE(records.whole[1].test(kEpisodeTable));
  EXPECT_FALSE(records.whole[1].test(static_cast<std::size_t>(TableId::reviews)))
      << "no file of reviews was given";
}

TEST(Records, ARowThatIsLeftOutMakesNoChild) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"episodes.csv", kEpisodes + "C2,soon,S,C2,N1,U6,PR1,,,,,,\nC3,soon,S,C2,N1,U6,PR1,,,,,,\n"
                                    "C3,01/04/2025,S,C2,N1,U6,PR1,,,,,,\n"}});
  ASSERT_EQ(records.children.size(), 2u);
  EXPECT_EQ(records.children[1].child.number.reveal(), "C3");
  EXPECT_FALSE(records.whole[1].test(static_cast<std::size_t>(TableId::episodes)));
  EXPECT_THAT(lines_of(records.problems),
              ElementsAre(HasSubstr("row 2, column DECOM"), HasSubstr("row 3, column DECOM"),
                          HasSubstr("row 4, column CHILD: This child is not in")));
}

TEST(Problems, ALogNeverHoldsTheValue) {
  const Records records =
      records_of({{"header.csv", kOneChild}, {"reviews.csv", kReviewsHeading + "C1,,soon,PN1\n"}});
  ASSERT_EQ(records.problems.size(), 1u);
  EXPECT_EQ(to_log_line(records.problems[0]).find("SOON"), std::string::npos);
  EXPECT_THAT(to_log_line(records.problems[0]), HasSubstr("The value is not a date"));
  EXPECT_EQ(sentence_without_value(records.problems[0]).find("reviews.csv"), std::string::npos);
}

TEST(Problems, AreCountedByFileAndKind) {
  const Records records = records_of(
      {{"header.csv", kOneChild},
       {"reviews.csv", kReviewsHeading + "C1,,soon,PN1\nC1,,later,PN1\n,,01/04/2025,PN1\n"}});
  const auto counts = summarise(records.problems);
  ASSERT_EQ(counts.size(), 2u);
  EXPECT_EQ(counts[0].count, 2u);
  EXPECT_EQ(counts[0].kind, ProblemKind::not_a_date);
  EXPECT_EQ(counts[0].first_row, 2);
}

TEST(Problems, AHostileFileCannotMakeAnEndlessList) {
  ProblemList list(2);
  for (int row = 5; row > 0; --row) {
    Problem problem;
    problem.row = row;
    list.add(problem);
  }
  const auto problems = list.take();
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0].row, 4);
  EXPECT_THAT(to_line(problems[2]), HasSubstr("3 more problems"));
}

}  // namespace
}  // namespace homeward::returns
