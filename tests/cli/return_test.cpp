// homeward return: files that are whole, and never over somebody's files by accident.
#include <gmock/gmock.h>

#include "command.hpp"

namespace homeward::tests {

namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;
using testing::StartsWith;

struct Return : Command {
  Ran homeward(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", "sqlite:" + path("homeward.db"), "--config",
                                       HOMEWARD_SOURCE_DIR "/config"});
    return run(std::move(arguments), on_real_databases());
  }
  void import() {
    write("in/header.csv", "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/02/2015,WBRI,UN4,0,\n");
    write("in/episodes.csv",
          "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
          "PL_POST,URN\n1,01/06/2025,S,V2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,1234567\n");
    EXPECT_EQ(homeward({"import", path("in"), "--year", "2026", "--new-authority", "X"}).code, 0);
  }
};

}  // namespace

TEST_F(Return, TheFilesAreWrittenAndToldOf) {
  import();
  const Ran ran = homeward({"return", "--year", "2026", "--out", path("out")});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("for 2025-26 (1 child) is in"));
  EXPECT_THAT(names_in("out"), SizeIs(12)) << "and no half-written ones";
  using std::filesystem::perms;
  const perms others = perms::group_all | perms::others_all;
  EXPECT_EQ(std::filesystem::status(path("out")).permissions() & others, perms::none);
  for (const auto& file : std::filesystem::directory_iterator(path("out")))
    EXPECT_EQ(file.status().permissions() & others, perms::none) << file.path();
  EXPECT_THAT(read("out/episodes.csv"), HasSubstr("\r\n1,01/06/2025,S,V2,N1,U6,PR1,,,,"));
}

TEST_F(Return, TwoFoldersGivenAtOnceAreTwoYears) {
  const std::string child = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n2,F,01/02/2015,WBRI,UN4,0,\n";
  const std::string columns =
      "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
      "URN\n";
  write("years/2025/header.csv", child);
  write("years/2025/episodes.csv", columns + "2,01/06/2024,S,V2,N1,U6,PR1,,,,,,\n");
  write("years/2026/header.csv", child);
  write("years/2026/episodes.csv", columns +
                                       "2,01/06/2024,S,V2,N1,U6,PR1,01/06/2025,X1,CARPL,,,\n"
                                       "2,01/06/2025,P,V2,N1,U6,PR1,,,,,,\n");
  const Ran ran =
      homeward({"import", path("years/2025"), path("years/2026"), "--new-authority", "X"});
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("2025, 2026"));
}

TEST_F(Return, BothFormsInOneFolderAreOneReturn) {
  import();
  EXPECT_EQ(homeward({"return", "--year", "2026", "--out", path("out")}).code, 0);
  EXPECT_THAT(read("out/ssda903.xml"), HasSubstr("<CHILDID>1</CHILDID>"));
  const Ran again = homeward({"import", path("out"), "--year", "2026", "--other-year"});
  EXPECT_EQ(again.code, 0) << again.out << again.err;
  EXPECT_THAT(again.out, HasSubstr("Nothing new: all of it was known already."));
}

TEST_F(Return, FilesThatAreThereAreKeptUnlessForced) {
  import();
  write("out/episodes.csv", "mine");
  const Ran refused = homeward({"return", "--year", "2026", "--out", path("out")});
  EXPECT_EQ(refused.code, 2);
  EXPECT_THAT(refused.err, HasSubstr("already holds episodes.csv"));
  EXPECT_THAT(names_in("out"), testing::ElementsAre("episodes.csv"));
  EXPECT_EQ(read("out/episodes.csv"), "mine");
  EXPECT_EQ(homeward({"return", "--year", "2026", "--out", path("out"), "--force"}).code, 0);
  EXPECT_THAT(read("out/episodes.csv"), StartsWith("CHILD,DECOM"));
}

TEST_F(Return, AYearWithoutChildrenGivesNoFiles) {
  import();
  const Ran ran = homeward({"return", "--year", "2020", "--out", path("out")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("Nothing was written."));
  EXPECT_FALSE(std::filesystem::exists(path("out")));
}

TEST_F(Return, AFolderThatCannotBeWrittenIsToldAndKeepsWhatItHeld) {
  import();
  // A folder stands where a file should.
  std::filesystem::create_directories(path("out/oc2.csv.part"));
  const Ran ran = homeward({"return", "--year", "2026", "--out", path("out")});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.err, HasSubstr("cannot be written"));
  EXPECT_THAT(names_in("out"), testing::ElementsAre("oc2.csv.part"));
}

}  // namespace homeward::tests
