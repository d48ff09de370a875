#include "returns/rules/document.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace homeward::returns::rules {
namespace {

TEST(RulesPage, StandsAsTheTableOfRulesMakesIt) {
  const std::string path = HOMEWARD_SOURCE_DIR "/docs/rules.md";
  if (std::getenv("HOMEWARD_WRITE_RULES_PAGE") != nullptr) std::ofstream(path) << rules_document();
  std::ifstream in(path);
  const std::string page((std::istreambuf_iterator<char>(in)), {});
  EXPECT_TRUE(page == rules_document()) << "docs/rules.md is out of date: run script/rules-page";
}

}  // namespace
}  // namespace homeward::returns::rules
