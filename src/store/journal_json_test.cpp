#include "store/journal_json.hpp"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "service/json_fact.hpp"
#include "store/testing.hpp"

namespace homeward::store {
namespace {

// The quick writer and the service's own must never part.
TEST(JournalJson, SaysWhatTheServiceSays) {
  const auto agrees = []<class T>() {
    SCOPED_TRACE(std::string(care::Table<T>::name));
    for (const auto& [a, b] :
         {std::pair{testing::filled<T>(1), testing::filled<T>(2)},
          std::pair{testing::filled<T>(1), T{}}, std::pair{T{}, testing::filled<T>(1)}}) {
      using nlohmann::json;
      EXPECT_EQ(json::parse(whole_json(a)), service::to_json(a));
      EXPECT_EQ(json::parse(changed_json(a, b)), service::changed_columns(a, b));
    }
  };
  agrees.template operator()<care::Child>();
  care::for_each_row_table(agrees);
}

TEST(JournalJson, EscapesControlCharacters) {
  std::string json;
  append_json(json, std::string("a\"b\\c\n\x01"));
  EXPECT_EQ(json, R"("a\"b\\c\u000a\u0001")");
}

}  // namespace
}  // namespace homeward::store
