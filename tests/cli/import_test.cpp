// homeward import: as scripts call it. What is doubtful is refused with the option that answers it.
#include <gmock/gmock.h>

#include "command.hpp"

namespace homeward::tests {

namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

struct Import : Command {
  Ran homeward(std::vector<std::string> arguments) {
    arguments.insert(arguments.end(), {"--db", "sqlite:" + path("homeward.db"), "--config",
                                       HOMEWARD_SOURCE_DIR "/config"});
    return run(std::move(arguments), on_real_databases());
  }
  static std::string trouble(const std::string& name) {
    return HOMEWARD_SOURCE_DIR "/tests/data/trouble/" + name;
  }
  // A return of one child in its own folder.
  std::string one_child(const std::string& folder, const std::string& number,
                        const std::string& started) {
    write(folder + "/header.csv",
          "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + number + ",F,01/02/2015,WBRI,UN4,0,\n");
    write(folder + "/episodes.csv",
          "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,"
          "PL_POST,URN\n" +
              number + "," + started + ",S,V2,N1,U6,PR1,,,,ME9 0AP,ME9 0AP,1234567\n");
    return path(folder);
  }
};

}  // namespace

TEST_F(Import, ADryRunSaysWhatItWouldDoAndWritesNothing) {
  const std::string folder = one_child("in", "1", "01/06/2025");
  const Ran dry = homeward({"import", folder, "--dry-run", "--new-authority", "X"});
  EXPECT_EQ(dry.code, 0) << dry.err;
  EXPECT_THAT(dry.out, AllOf(HasSubstr("episodes.csv: Episodes, 1 row"),
                             HasSubstr("Collection year: 2025-26, told by 1 of 1 date"),
                             HasSubstr("Children read: 1; known here 0, new 1"),
                             HasSubstr("Facts: 2 added"), HasSubstr("Nothing was written.")));
  EXPECT_THAT(names_in("."), Not(Contains("homeward.db"))) << "not even a database";
  const Ran real = homeward({"import", folder, "--new-authority", "X"});
  EXPECT_EQ(real.code, 0) << real.err;
  EXPECT_THAT(real.out, HasSubstr("2 facts added")) << "nothing was there";
}

TEST_F(Import, AnotherAuthoritysReturnOfAnOldYearIsRefusedUntilEachIsAnswered) {
  EXPECT_EQ(homeward({"import", one_child("mine", "1", "01/06/2025"), "--new-authority", "X"}).code,
            0);
  const std::string other = one_child("other", "8", "01/06/2016");
  const Ran refused = homeward({"import", other});
  EXPECT_EQ(refused.code, 1);
  EXPECT_THAT(refused.err,
              AllOf(HasSubstr("1 child, none known here, though 1 child is held here."),
                    HasSubstr("--unknown-children"), HasSubstr("a return for 2016-17"),
                    HasSubstr("--other-year")));
  EXPECT_THAT(homeward({"import", other, "--dry-run"}).code, 1);
  EXPECT_THAT(homeward({"import", other, "--unknown-children"}).err,
              AllOf(HasSubstr("--other-year"), Not(HasSubstr("--unknown-children"))));
  const Ran meant = homeward({"import", other, "--unknown-children", "--other-year"});
  EXPECT_EQ(meant.code, 0) << meant.err;
  EXPECT_THAT(meant.out, HasSubstr("2 facts added"));
}

TEST_F(Import, WhatIsWrongInManyRowsIsSaidForTheFirstAndThenOnce) {
  const std::string folder = one_child("in", "1", "01/06/2025");
  std::string header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n1,F,01/02/2015,WBRI,UN4,0,\n";
  for (int i = 0; i < 3000; ++i)
    header += "9." + std::to_string(50000 + i) + "E+11,F,01/02/2015,WBRI,UN4,0,\n";
  write("in/header.csv", header);
  const Ran ran = homeward({"import", folder, "--new-authority", "X"});
  EXPECT_THAT(ran.out,
              AllOf(HasSubstr("header.csv, row 3, column CHILD: 9.50000E+11 is a number"),
                    HasSubstr("header.csv, column CHILD: the same in 2,990 more rows (13, 14, 15, "
                              "16, 17, 18, 19, 20, 21, 22 …): The value is a number"),
                    Not(HasSubstr("row 13,"))));
}

TEST_F(Import, LostLeadingZerosAreAsked) {
  EXPECT_EQ(homeward({"import", trouble("leading-zeros-lost/2025"), "--new-authority", "X"}).code,
            0);
  const std::vector<std::string> again = {"import", trouble("leading-zeros-lost/2026"), "--year",
                                          "2026", "--other-year"};
  const Ran asked = homeward(again);
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.err, AllOf(HasSubstr("2 identifiers equal known ones but for leading zeros"),
                               HasSubstr("--leading-zeros same")));
  auto same = again;
  same.insert(same.end(), {"--leading-zeros", "same"});
  const Ran taken = homeward(same);
  EXPECT_EQ(taken.code, 1) << "a problem to look at: identifiers are to be exported as text";
  EXPECT_THAT(taken.out, HasSubstr("Nothing new: all of it was known already."));
}

TEST_F(Import, ZerosLostWithinAFirstReturnAreAskedAndTheSecondTryIsForTheSameAuthority) {
  const std::string mixed = trouble("leading-zeros-lost/mixed");
  EXPECT_EQ(homeward({"import", mixed, "--new-authority", "X"}).code, 1);
  const Ran taken = homeward({"import", mixed, "--new-authority", "X", "--leading-zeros", "same"});
  EXPECT_THAT(taken.out, HasSubstr("2 children and 2 episodes read. 4 facts added"));
  const Ran back = homeward({"return", "--year", "2026", "--out", path("out")});
  EXPECT_EQ(back.code, 0) << back.err << " (there is one authority)";
  EXPECT_THAT(read("out/header.csv"), HasSubstr("0009301"));
}

TEST_F(Import, IsUndoneByTheNumberItGave) {
  const std::string folder = one_child("in", "1", "01/06/2025");
  EXPECT_THAT(homeward({"import", folder, "--new-authority", "X"}).out,
              HasSubstr("homeward import --undo 1"));
  const Ran asked = homeward({"import", "--undo", "1"});
  EXPECT_EQ(asked.code, 1);
  EXPECT_THAT(asked.out, HasSubstr("2 facts would be taken out (among them 1 whole child)."));
  EXPECT_THAT(asked.err, HasSubstr("--yes"));
  const Ran undone = homeward({"import", "--undo", "1", "--yes"});
  EXPECT_EQ(undone.code, 0) << undone.err;
  EXPECT_THAT(undone.out, HasSubstr("Import 1 is undone. 2 facts taken out"));
  EXPECT_EQ(homeward({"import", "--undo", "1", "--yes"}).code, 2);
  EXPECT_THAT(homeward({"import", folder}).out, HasSubstr("2 facts added"));
  EXPECT_EQ(homeward({"import", folder, "--undo", "1"}).code, 2) << "one thing at a time";
  EXPECT_EQ(homeward({"import"}).code, 2);
}

TEST_F(Import, AMistypedNameOfTheDatabaseMakesNoNewOne) {
  const std::string folder = one_child("in", "1", "01/06/2025");
  for (const std::vector<std::string>& words : {std::vector<std::string>{"import", folder},
                                                {"import", folder, "--dry-run"},
                                                {"import", "--undo", "1", "--yes"},
                                                {"user", "list"},
                                                {"user", "disable", "j.smith"},
                                                {"return", "--year", "2026", "--out", path("out")},
                                                {"serve"}}) {
    const Ran refused = homeward(words);
    EXPECT_EQ(refused.code, 2) << words.front();
    EXPECT_THAT(refused.err, HasSubstr("There is no database file ")) << words.front();
    EXPECT_THAT(names_in("."), Not(Contains("homeward.db"))) << words.front();
  }
  EXPECT_THAT(homeward({"import", folder}).err, HasSubstr("--new-authority"));
}

}  // namespace homeward::tests
