#include "http/incident.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <stdexcept>

#include "http/answer.hpp"

namespace homeward::http {
namespace {

using ::testing::HasSubstr;
using ::testing::MatchesRegex;
using ::testing::Not;

TEST(Incident, HasANumberThatCanBeSaidOverATelephone) {
  std::set<std::string> numbers;
  for (int i = 0; i < 200; ++i) {
    const std::string number = incident("unavailable", "The disk is full.").number;
    EXPECT_THAT(number, MatchesRegex("[2-9CFHJKMQRTWXY]{3}-[2-9CFHJKMQRTWXY]{3}"));
    numbers.insert(number);
  }
  EXPECT_GT(numbers.size(), 190u);
}

TEST(Incident, OfAnExceptionKeepsItsTypeAndNothingItSays) {
  try {
    throw std::out_of_range("Zebedee Quillfeather");
  } catch (...) {
    const Response response = problem_in_flight("Something went wrong.");
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.incident->kind, "exception std::out_of_range");
    EXPECT_EQ(response.incident->sentence, "Something went wrong.");
    EXPECT_THAT(*response.body, HasSubstr(response.incident->number));
    EXPECT_THAT(*response.body, Not(HasSubstr("Zebedee")));
  }
  try {
    throw 7;
  } catch (...) {
    EXPECT_EQ(incident_in_flight("").kind, "exception int");
  }
}

TEST(Incident, IsWhatFailedOnOurSideAndNothingElse) {
  EXPECT_EQ(problem({ErrorKind::unavailable, "No room."}).incident->kind, "unavailable");
  for (const ErrorKind kind :
       {ErrorKind::invalid_input, ErrorKind::not_found, ErrorKind::not_allowed,
        ErrorKind::not_signed_in, ErrorKind::conflict, ErrorKind::too_large, ErrorKind::too_many}) {
    const Response response = problem({kind, "No."});
    EXPECT_FALSE(response.incident) << response.status;
    EXPECT_THAT(*response.body, Not(HasSubstr("incident")));
  }
}

}  // namespace
}  // namespace homeward::http
