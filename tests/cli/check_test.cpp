// homeward check: what is printed where, and the exit code; no database is opened.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "command.hpp"

namespace homeward::tests {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

constexpr const char* kHeader = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n";
constexpr const char* kEpisodes =
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,"
    "URN\n";

struct Check : Command {
  Ran check(std::vector<std::string> arguments) {
    cli::Adapters adapters;
    adapters.open_store = [](const std::string&) -> Result<std::unique_ptr<service::Store>> {
      ADD_FAILURE() << "a check opens no database";
      return fail(ErrorKind::unavailable, "none");
    };
    arguments.insert(arguments.begin(), "check");
    arguments.insert(arguments.end(), {"--config", HOMEWARD_SOURCE_DIR "/config"});
    return run(std::move(arguments), adapters);
  }
  // Child 1 has an episode; child 2 has none, which rule EPI does not allow.
  void write_return(const std::string& folder, bool second_child = true) {
    write(folder + "/header.csv", std::string(kHeader) + "1,F,01/02/2015,WBRI,UN4,0,\n" +
                                      (second_child ? "2,M,01/02/2016,WBRI,UN4,,\n" : ""));
    write(folder + "/episodes.csv",
          std::string(kEpisodes) + "1,01/06/2025,S,V2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,1234567\n");
    write(folder + "/oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n");
  }
  static std::set<std::string> rules_in(const std::string& json_lines) {
    std::set<std::string> out;
    for (const std::string_view line : text::split(json_lines, '\n'))
      if (!line.empty()) out.insert(nlohmann::json::parse(line).at("rule"));
    return out;
  }
};

}  // namespace

TEST_F(Check, FindingsAreLinesOfJsonAndTheExitCodeIsOne) {
  write_return("2026");
  const Ran ran = check({path("2026"), "--year", "2026", "--format", "json"});
  EXPECT_EQ(ran.code, 1);
  bool found = false;
  for (const std::string_view line : text::split(ran.out, '\n')) {
    if (line.empty()) continue;
    const auto one = nlohmann::json::parse(line);
    EXPECT_EQ(one.size(), 6u);
    if (one.at("rule") != "EPI") continue;
    found = true;
    EXPECT_EQ(one, nlohmann::json::parse(
                       R"({"rule":"EPI","table":"Header","row":3,"child":"2","fields":["CHILD"],)"
                       R"("message":"A child in Header must have Episodes or OC3 rows."})"));
  }
  EXPECT_TRUE(found);
  EXPECT_THAT(ran.err, HasSubstr("Not run: It needs "))
      << "a rule that was not run must not look as if it had passed";
}

TEST_F(Check, TheTextNamesTheRuleItsRowAndWhatWasNotRun) {
  write_return("2026");
  const Ran ran = check({path("2026"), "--year", "2026"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.out, AllOf(StartsWith("Return of 2025-26, 2 children, checked by "),
                             HasSubstr("EPI: 1 row, 1 child. A child in Header must have"),
                             HasSubstr("Header row 3\n"), HasSubstr("were not run.")));
  EXPECT_EQ(ran.err, "");
}

TEST_F(Check, WhatCouldNotBeReadIsToldAllAtOnceAndTheExitCodeIsOne) {
  write_return("2026", false);
  write("2026/list.csv", "milk,eggs\n1,2\n");
  write("2026/reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2015,\"24/06/2025\n");
  const Ran ran = check({path("2026"), "--year", "2026", "--format", "json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("list.csv: "), HasSubstr("reviews.csv, row 2")));
}

TEST_F(Check, LastYearsReturnMayBeNamedOrLieBesideThisYears) {
  write_return("returns/2026");
  write_return("returns/2025");
  const Ran named = check({path("returns/2026"), "--previous", path("returns/2025"), "--year",
                           "2026", "--format", "json"});
  EXPECT_THAT(named.err, Not(HasSubstr("last year's return, which was not given")));
  write_return("beside");
  write("beside/header_last.csv", read("returns/2025/header.csv"));
  write("beside/episodes_last.csv", read("returns/2025/episodes.csv"));
  write("beside/oc3_last.csv", read("returns/2025/oc3.csv"));
  const Ran beside = check({path("beside"), "--year", "2026", "--format", "json"});
  EXPECT_EQ(beside.out, named.out);
  EXPECT_THAT(beside.err, Not(HasSubstr("last year's return, which was not given")));
}

TEST_F(Check, LastYearsReturnMayHoldNoDateOfItsYear) {
  write_return("2026");
  write("undated/header.csv", std::string(kHeader) + "1,M,01/02/2015,WBRI,UN4,0,\n");
  const Ran named = check({path("2026"), "--previous", path("undated"), "--format", "json"});
  EXPECT_TRUE(rules_in(named.out).contains("202")) << "another sex than last year: " << named.err;
  write("2026/old/header.csv", read("undated/header.csv"));
  const Ran below = check({path("2026"), "--format", "json"});
  EXPECT_EQ(below.out, named.out);
  EXPECT_EQ(check({path("2026"), "--format", "json", "--year", "2026"}).out, named.out);
}

TEST_F(Check, AnOldReturnIsCheckedByAnotherYearsRules) {
  write("1981/header.csv", std::string(kHeader) + "1,1,01/02/1970,WBRI,UN4,0,\n");
  write("1981/episodes.csv", kEpisodes);
  write("1981/oc3.csv", "CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\n");
  const Ran ran = check({path("1981"), "--year", "1981", "--rules", "2024", "--format", "json"});
  EXPECT_EQ(ran.code, 1);
  EXPECT_TRUE(rules_in(ran.out).contains("EPI")) << ran.out << ran.err;
  EXPECT_THAT(ran.err, Not(HasSubstr("rule set"))) << "the rules of 2023-24 are known";
  EXPECT_THAT(check({path("1981"), "--year", "1981", "--format", "json"}).err,
              HasSubstr("The rule set of 1980-81 is not known"));
}

TEST_F(Check, TheResultMayGoIntoAFileThatIsWhole) {
  write_return("2026");
  const Ran csv =
      check({path("2026"), "--year", "2026", "--format", "csv", "--out", path("found.csv")});
  EXPECT_EQ(csv.code, 1);
  EXPECT_THAT(read("found.csv"), AllOf(StartsWith("rule,table,row,child,fields,values,"),
                                       HasSubstr("EPI,Header,3,2,CHILD,CHILD=2,")));
  EXPECT_THAT(csv.out, HasSubstr("found.csv"));
  const Ran xlsx =
      check({path("2026"), "--year", "2026", "--format", "xlsx", "--out", path("found.xlsx")});
  EXPECT_EQ(xlsx.code, 1);
  EXPECT_THAT(read("found.xlsx"), StartsWith("PK\x03\x04"));
  EXPECT_THAT(names_in("."), ElementsAre("2026", "found.csv", "found.xlsx"))
      << "nothing half-written stays";
}

namespace {

const std::string kTrouble = HOMEWARD_SOURCE_DIR "/tests/data/trouble/rules/";

}  // namespace

TEST_F(Check, OfstedsListIsReadAsOfstedLaysItOut) {
  for (const char* list : {"providers/homeward-names.csv", "providers/ofsted.csv"}) {
    const Ran ran = check({kTrouble + "219-ofsted-headings/this", "--year", "2026", "--format",
                           "json", "--providers", kTrouble + list});
    EXPECT_THAT(rules_in(ran.out), testing::IsSupersetOf({"219", "224"})) << list << ran.err;
  }
}

TEST_F(Check, SupportedAccommodationIsOnASheetOfItsOwnOrAFileOfItsOwn) {
  const std::string here = kTrouble + "1008-second-sheet/this";
  const auto with = [&](const std::vector<std::string>& lists, const std::string& folder) {
    std::vector<std::string> arguments{folder, "--year", "2026", "--format", "json"};
    for (const std::string& list : lists) arguments.insert(arguments.end(), {"--providers", list});
    return check(arguments);
  };
  const std::string not_given =
      "Run in part: For placements in supported accommodation (K3, H5) it needs Ofsted's list of "
      "supported accommodation, which was not given. (1 rule: 1008)";
  const std::string homes = write("homes.csv",
                                  "Local authority,URN,Deregistration date,Placement code,Setting "
                                  "address postcode,Placement provider code\n"
                                  "Kent,SC123456,,K2,ME9 0AP,PR4\n");
  const std::string supported =
      write("b.csv",
            "Provider local authority,URN,Closed date,Placement provider code,Setting address "
            "postcode\nKent,1234567,,PR4,ME9 0AP\n");

  const Ran workbook = with({kTrouble + "providers/two-sheets.xlsx"}, here);
  EXPECT_THAT(rules_in(workbook.out), Not(testing::Contains("1008"))) << workbook.out;
  EXPECT_THAT(workbook.err, Not(HasSubstr(not_given)));
  EXPECT_THAT(workbook.err, HasSubstr("sheet “SA Providers” it needs the column PLACE_CODES "
                                      "(placement code), which was not given. (1 rule: 219)"));

  const Ran alone = with({homes}, here);
  EXPECT_THAT(rules_in(alone.out), Not(testing::Contains("1008")));
  EXPECT_THAT(alone.err, HasSubstr(not_given));

  const Ran both = with({homes, supported}, here);
  EXPECT_THAT(rules_in(both.out), Not(testing::Contains("1008")));
  EXPECT_THAT(both.err, AllOf(Not(HasSubstr(not_given)),
                              HasSubstr("b.csv: was taken for the list of supported "
                                        "accommodation")));

  write("strange/header.csv", read_file(here + "/header.csv"));
  std::string episodes = read_file(here + "/episodes.csv");
  episodes.replace(episodes.find("1234567"), 7, "7654321");
  write("strange/episodes.csv", episodes);
  EXPECT_THAT(rules_in(with({homes, supported}, path("strange")).out), testing::Contains("1008"));
  const Ran only = with({write("supported accommodation.csv", read("b.csv"))},
                        kTrouble + "219-ofsted-headings/this");
  EXPECT_THAT(rules_in(only.out), Not(testing::Contains("1008"))) << "a foster home is not on it";
  EXPECT_THAT(only.err, HasSubstr("it needs Ofsted's list of the other settings"));
}

TEST_F(Check, TheAuthorityOfASettingIsToldByNameOrByItsPostcode) {
  const auto episodes = [](const char* provider) {
    return std::string(kEpisodes) + "1,01/06/2025,S,V2,N1,K2," + provider +
           ",,,,ME9 0AP,ME9 0AP,1234567\n";
  };
  write("own/header.csv", std::string(kHeader) + "1,F,01/02/2015,WBRI,UN4,0,\n");
  write("own/episodes.csv", episodes("PR2"));
  const std::string postcodes =
      write("postcodes.csv", "pcd,oseast1m,osnrth1m,laua\nME9 0AP,592148,158080,E10000016\n");
  const std::string named = write("named.csv", "Local authority,URN\nKent,1234567\n");
  const std::string unnamed = write("unnamed.csv", "URN,Postcode\n1234567,ME9 0AP\n");
  const std::vector<std::string> common{path("own"), "--year",      "2026",     "--format",
                                        "json",      "--authority", "E10000016"};
  const auto with = [&](std::vector<std::string> more) {
    more.insert(more.begin(), common.begin(), common.end());
    return check(more);
  };
  EXPECT_THAT(rules_in(with({"--providers", named}).out), testing::Contains("229"));
  EXPECT_THAT(rules_in(with({"--providers", unnamed, "--postcodes", postcodes}).out),
              testing::Contains("229"));
  const Ran unknown = with({"--providers", unnamed});
  EXPECT_THAT(rules_in(unknown.out), Not(testing::Contains("229")));
  EXPECT_THAT(unknown.err, HasSubstr("the column LA_CODE_INFERRED (local authority) in the list of "
                                     "providers, which was not given. (1 rule: 229)"));
}

TEST_F(Check, WhatWasLostFromTheListIsSaidAndJudgesNobody) {
  write_return("2026", false);
  const Ran ran = check({path("2026"), "--year", "2026", "--format", "json", "--providers",
                         write("list.csv", "URN,Placement code\n1.23457E+06,U6\nSC1,U6\n")});
  EXPECT_THAT(rules_in(ran.out), Not(testing::Contains("1008")));
  EXPECT_THAT(ran.err, AllOf(HasSubstr("list.csv: 1 row left out, because a spreadsheet has "
                                       "shortened the URN"),
                             HasSubstr("It needs every URN of the list of providers")));
}

TEST_F(Check, WrongUseIsToldInASentenceWithTheExitCodeTwo) {
  write_return("2026");
  write("empty/notes.txt", "hello");
  write("postcodes.csv", "milk,eggs\n1,2\n");
  struct Row {
    const char* what;
    std::vector<std::string> arguments;
    std::string sentence;
  };
  const std::string here = path("2026");
  const Row rows[] = {
      {"no such folder", {path("2062"), "--year", "2026"}, "There is no file or folder"},
      {"nothing to check", {path("empty"), "--year", "2026"}, "so nothing was checked."},
      {"no such previous", {here, "--previous", path("x"), "--year", "2026"}, "There is no file"},
      {"a strange format", {here, "--year", "2026", "--format", "pdf"}, "--format"},
      {"no year", {here, "--year", "soon"}, "--year"},
      {"no such postcodes", {here, "--year", "2026", "--postcodes", path("x")}, "cannot be read"},
      {"no postcodes", {here, "--year", "2026", "--postcodes", path("postcodes.csv")}, "column"},
      {"no such providers", {here, "--year", "2026", "--providers", path("x")}, "cannot be read"},
      {"a second list that is none",
       {here, "--year", "2026", "--providers", write("list.csv", "URN,Postcode\nSC1,\n"),
        "--providers", path("postcodes.csv")},
       "postcodes.csv is not a list of providers"},
      {"a folder that is not there",
       {here, "--year", "2026", "--out", path("no/where.txt")},
       "cannot be written"},
      {"nothing", {}, "path"},
  };
  for (const Row& row : rows) {
    const Ran ran = check(row.arguments);
    EXPECT_EQ(ran.code, 2) << row.what;
    EXPECT_THAT(ran.err, HasSubstr(row.sentence)) << row.what;
    EXPECT_EQ(ran.out, "") << row.what;
  }
}

TEST_F(Check, WithoutTheConfigurationNothingIsCalledAQuery) {
  write_return("2026");
  cli::Adapters adapters;
  const Ran ran =
      run({"check", path("2026"), "--year", "2026", "--config", path("none")}, adapters);
  EXPECT_EQ(ran.code, 1);
  EXPECT_THAT(ran.err, HasSubstr("every finding counts as an error"));
  write("config/check.toml", "keep_files_day = 3\n");
  const Ran wrong =
      run({"check", path("2026"), "--year", "2026", "--config", path("config")}, adapters);
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("check.toml, keep_files_day: is not a key that is known here."));
}

}  // namespace homeward::tests
