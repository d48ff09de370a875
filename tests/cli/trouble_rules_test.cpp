// Small returns made by real life (tests/data/trouble/rules), each checked as a person checks it:
// what the rule in question finds, and what it must not find.
#include <gmock/gmock.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "command.hpp"

namespace homeward::tests {

namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

struct TroubleWithRules : Command {
  // The findings of one check, as "RULE Table row CHILD".
  std::vector<std::string> check(const std::string& folder, bool last = false) {
    cli::Adapters adapters;
    const std::string at = HOMEWARD_SOURCE_DIR "/tests/data/trouble/rules/" + folder;
    std::vector<std::string> arguments{
        "check",    std::filesystem::exists(at + "/this") ? at + "/this" : at,
        "--year",   "2026",
        "--format", "json",
        "--config", HOMEWARD_SOURCE_DIR "/config"};
    if (last) arguments.insert(arguments.end(), {"--previous", at + "/last"});
    ran = run(std::move(arguments), adapters);
    std::vector<std::string> out;
    messages.clear();
    for (const std::string_view line : text::split(ran.out, '\n')) {
      if (line.empty()) continue;
      const auto one = nlohmann::json::parse(line);
      const std::string rule = one.at("rule");
      out.push_back(rule + " " + std::string(one.at("table")) + " " +
                    std::to_string(one.at("row").get<int>()) + " " + std::string(one.at("child")));
      messages[rule] = one.at("message");
    }
    return out;
  }
  // Those of some rules.
  std::vector<std::string> of(const std::vector<std::string>& found,
                              const std::vector<std::string>& rules) const {
    std::vector<std::string> out;
    for (const std::string& one : found)
      for (const std::string& rule : rules)
        if (one.starts_with(rule + " ")) out.push_back(one);
    return out;
  }

  Ran ran;
  std::map<std::string, std::string> messages;
};

}  // namespace

TEST_F(TroubleWithRules, AMissingScoreIsNotCalledAMissingReason) {
  const auto found = check("186-message");
  EXPECT_THAT(of(found, {"186"}), ElementsAre("186 OC2 2 1"));
  EXPECT_THAT(messages["186"],
              AllOf(HasSubstr("must have an SDQ score"),
                    HasSubstr("a reason for having none does not take its place")));
}

TEST_F(TroubleWithRules, AChildWhoWasAdoptedLastYearIsBackUnderTheOldNumber) {
  EXPECT_THAT(of(check("199-adopted-last-year", true), {"199"}), ElementsAre("199 Episodes 2 1"));
  EXPECT_THAT(of(check("199-adopted-last-year"), {"199"}), IsEmpty());
  EXPECT_THAT(ran.err, HasSubstr("Run in part: It also reads last year's return, which was not "
                                 "given: what can only be told from there was not looked at. ("))
      << "what could not be looked at does not look as if it had passed";
}

TEST_F(TroubleWithRules, ACareLeaverIsNotAskedForTheRowThatAnotherRuleForbids) {
  EXPECT_THAT(of(check("205A-care-leaver", true), {"205A", "1014"}), IsEmpty());
}

TEST_F(TroubleWithRules, TheEpisodeThatIsNoReturnIsShownNotTheTemporaryOne) {
  EXPECT_THAT(of(check("383-row"), {"383"}), ElementsAre("383 Episodes 4 1"));
}

TEST_F(TroubleWithRules, AMissingUpnIsOneFinding) {
  EXPECT_THAT(of(check("442-noise"), {"442"}), ElementsAre("442 Header 2 1"));
}

TEST_F(TroubleWithRules, ADecisionReversedBeforeTheOrderDoesNotStand) {
  EXPECT_THAT(of(check("553-reversed-before-order"), {"553"}),
              ElementsAre("553 Episodes 3 1", "553 PlacedAdoption 2 1"));
}

TEST_F(TroubleWithRules, WhoLeftCareNeedsNoSocialWorkerThen) {
  EXPECT_THAT(of(check("SW12-left-care"), {"SW12STG2"}), IsEmpty());
}

TEST_F(TroubleWithRules, AnEndWithoutAReasonEndsCare) {
  const auto found = check("twelve-months-blank-rec");
  EXPECT_THAT(of(found, {"148"}), ElementsAre("148 Episodes 2 1"));
  EXPECT_THAT(of(found, {"191", "187"}), IsEmpty()) << "child 1 left in October";
  EXPECT_THAT(of(found, {"185", "190"}), ElementsAre("185 OC2 2 2", "190 OC2 2 2"))
      << "child 2 has no episode";
}

TEST_F(TroubleWithRules, ATableWithoutRowsInAnXmlFormIsGivenAndEmpty) {
  const auto found = check("xml-no-ad1");
  EXPECT_THAT(of(found, {"601", "551", "553"}),
              ElementsAre("551 Episodes 2 1", "553 Episodes 2 1", "601 Episodes 2 1"));
  EXPECT_THAT(ran.err, Not(HasSubstr("the AD1 file")));
  EXPECT_THAT(ran.err, HasSubstr("It needs the SWEpisodes file"))
      << "the form has no place for these";
}

}  // namespace homeward::tests
