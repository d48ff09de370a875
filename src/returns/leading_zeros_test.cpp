#include "returns/leading_zeros.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "returns/testing_test.hpp"

namespace homeward::returns {
namespace {

care::ChildRecord child(const std::string& number, std::optional<Date> born = std::nullopt) {
  care::ChildRecord record;
  record.child.number = PrivateText(number);
  record.child.born_on = born;
  return record;
}
Records returned(std::vector<std::string> numbers, std::optional<Date> born = std::nullopt) {
  Records records;
  for (const std::string& number : numbers) records.children.push_back(child(number, born));
  return records;
}
std::vector<care::ChildRecord> held(std::vector<std::string> numbers) {
  std::vector<care::ChildRecord> records;
  for (const std::string& number : numbers) records.push_back(child(number));
  return records;
}

TEST(LeadingZeros, AreFoundAgainstWhatIsHeldAndWithinTheFiles) {
  struct Row {
    const char* what;
    std::vector<std::string> held, read;
    std::size_t children;
    Numbers becomes, held_becomes;
  };
  const Row rows[] = {
      {"lost on the way", {"0009301"}, {"9301"}, 1, {{"9301", "0009301"}}, {}},
      {"they come second", {"9301"}, {"0009301"}, 1, {}, {{"9301", "0009301"}}},
      {"within one return", {}, {"0009301", "9301"}, 1, {{"9301", "0009301"}}, {}},
      {"some lost, some not", {}, {"009", "09", "9"}, 1, {{"09", "009"}, {"9", "009"}}, {}},
      {"just as it is held", {"9301", "0009301"}, {"9301"}, 0, {}, {}},
      {"two are held: they stay two", {"9", "09"}, {"009"}, 1, {{"009", "09"}}, {}},
      {"others", {"1", "10", "100"}, {"01X", "1000", "A1", "0A1"}, 0, {}, {}},
      {"nothing but zeros", {"0"}, {"000"}, 1, {}, {{"0", "000"}}},
  };
  for (const Row& row : rows) {
    const LostZeros found = lost_zeros(held(row.held), {returned(row.read)});
    EXPECT_EQ(found.children, row.children) << row.what;
    EXPECT_EQ(found.read, row.becomes) << row.what;
    EXPECT_EQ(found.held, row.held_becomes) << row.what;
  }
}

TEST(LeadingZeros, TheBirthDateTellsForOrAgainst) {
  const Date one = *Date::parse_iso("2014-06-14"), other = *Date::parse_iso("2015-06-14");
  const std::vector<care::ChildRecord> here{child("01", one), child("02", one), child("03")};
  Records records = returned({"1", "2", "3"}, one);
  records.children[1].child.born_on = other;
  const LostZeros found = lost_zeros(here, {records});
  EXPECT_EQ(found.children, 3u);
  EXPECT_EQ(found.same_birth_date, 1u);
  EXPECT_EQ(found.other_birth_date, 1u) << "of the third nothing is known";
}

TEST(LeadingZeros, ACheckSaysThatItComparedThemAsDifferentChildren) {
  const auto of = [](const std::string& child, const char* other = nullptr) {
    std::string header =
        "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n" + child + ",M,14/06/2014,WBRI,UN3,,\n";
    if (other) header += std::string(other) + ",M,14/06/2014,WBRI,UN3,,\n";
    return testing::read({{"header.csv", header}}).returns.at(0);
  };
  EXPECT_EQ(lost_zeros_sentence(of("0009301"), nullptr), "");
  const Return last = of("0009301");
  EXPECT_THAT(lost_zeros_sentence(of("9301"), &last),
              ::testing::StartsWith("1 identifier is written in two ways"));
  EXPECT_THAT(lost_zeros_sentence(of("09", "9"), nullptr), ::testing::StartsWith("1 identifier"));
  EXPECT_EQ(lost_zeros_sentence(of("0009301"), &last), "");
  EXPECT_EQ(lost_zeros_sentence(of("0A", "A"), nullptr), "") << "not of digits alone";
}

}  // namespace
}  // namespace homeward::returns
