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
      for (const care::Provenance& from :
           {care::Provenance{care::Source::return_file, ImportId{7}, 12, 2025},
            care::Provenance{care::Source::return_file, {}, 0, 2025},
            care::Provenance{care::Source::extract, ImportId{7}, 0, 0}}) {
        T imported = a;
        imported.provenance = from;
        EXPECT_EQ(json::parse(whole_json(imported)), service::to_json(imported));
        EXPECT_EQ(json::parse(changed_json(imported, b)), service::changed_columns(imported, b));
        EXPECT_EQ(json::parse(changed_json(b, imported)), service::changed_columns(b, imported));
      }
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
