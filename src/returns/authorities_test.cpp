#include "returns/authorities.hpp"

#include <gtest/gtest.h>

#include "returns/areas.hpp"

namespace homeward::returns {
namespace {

TEST(Authorities, AreKnownByAnySpellingOfTheirName) {
  const std::pair<const char*, const char*> cases[] = {
      {"Kent", "E10000016"},
      {" KENT COUNTY COUNCIL ", "E10000016"},
      {"Kent CC", "E10000016"},
      {"Bath & North East Somerset", "E06000022"},
      {"Bath and North East Somerset Council", "E06000022"},
      {"London Borough of Barnet", "E09000003"},
      {"barnet london borough", "E09000003"},
      {"LB Barnet", "E09000003"},
      {"Royal Borough of Kensington & Chelsea", "E09000020"},
      {"Kingston upon Thames", "E09000021"},
      {"Kingston-upon-Thames", "E09000021"},
      {"Kingston upon Hull, City of", "E06000010"},
      {"Hull City Council", "E06000010"},
      {"Bristol, City of", "E06000023"},
      {"City of Bristol", "E06000023"},
      {"Herefordshire, County of", "E06000019"},
      {"Herefordshire", "E06000019"},
      {"County Durham", "E06000047"},
      {"Durham County Council", "E06000047"},
      {"St. Helens", "E08000013"},
      {"St Helens MBC", "E08000013"},
      {"City of London", "E09000001"},
      {"Corporation of London", "E09000001"},
      {"City of London Corporation", "E09000001"},
      {"City of Westminster", "E09000033"},
      {"City of Wolverhampton Council", "E08000031"},
      {"Isles of Scilly", "E06000053"},
      {"Council of the Isles of Scilly", "E06000053"},
      {"Stoke on Trent", "E06000021"},
      {"Southend", "E06000033"},
      {"The Wirral", "E08000015"},
      {"Nottingham City", "E06000018"},
      {"Nottinghamshire County", "E10000024"},
      {"Bournemouth, Christchurch & Poole", "E06000058"},
      {"Poole", "E06000058"},
      {"Cheshire West & Chester", "E06000050"},
      {"Sheffield", "E08000039"},
      {"Wokingham", "E06000041"},
      {"Southwark", "E09000028"},
      {"Dorset", "E06000059"},
      {"North Yorkshire", "E06000065"},
      {"Westmorland & Furness", "E06000064"},
      {"E10000016", "E10000016"},
      {"e10000027", "E06000066"},
      {"W06000015", "WAL"},
      {"886", "E10000016"},
      {"836", "E06000058"},
      // What is split, abroad or misspelt is not guessed.
      {"Cumbria", ""},
      {"Northamptonshire", ""},
      {"835", ""},
      {"E10000006", ""},
      {"Kentt", ""},
      {"London Borough of", ""},
      {"London", ""},
      {"Council", ""},
      {"999", ""},
      {"", ""},
      {"  ", ""},
      {"Ofsted \xFF", ""},
  };
  for (const auto& [text, area] : cases) EXPECT_EQ(authority_area(text), area) << text;
}

TEST(Authorities, EachNumberOfTodayHasAnAreaThatPlacementsCanHave) {
  int known = 0;
  for (int number = 200; number < 1000; ++number) {
    const std::string area = authority_area(std::to_string(number));
    if (area.empty()) continue;
    ++known;
    EXPECT_EQ(placement_area(area), area) << number;
  }
  EXPECT_EQ(known, 153 + 2) << "and two whose successor is one";
}

TEST(Authorities, DfeNumbersOfTodayAndOfBeforeAreKnown) {
  int known = 0;
  for (int number = 0; number < 1000; ++number)
    if (is_dfe_la_number(*Code::parse(std::to_string(number)))) ++known;
  EXPECT_EQ(known, 153 + 31);
  for (const Code number : {Code("886"), Code("420"), Code("943"), Code("835"), Code("928")})
    EXPECT_TRUE(is_dfe_la_number(number)) << number.text();
  for (const Code number : {Code("000"), Code("999"), Code("88"), Code("0886"), Code("WAL"), Code(),
                            Code("8 6"), Code("944")})
    EXPECT_FALSE(is_dfe_la_number(number)) << number.text();
}

}  // namespace
}  // namespace homeward::returns
