#include "service/size_limits.hpp"

#include <gtest/gtest.h>

#include "service/files.hpp"

namespace homeward::service {
namespace {

TEST(SizeLimits, AreThoseOfTheFileAndElseTheUsualOnes) {
  const auto limits = read_size_limits("unpacked_megabytes = 3\n");
  ASSERT_TRUE(limits) << limits.error().sentence;
  EXPECT_EQ(limits->unpacked_bytes, 3u << 20);
  EXPECT_EQ(limits->rows, SizeLimits{}.rows);
}

TEST(SizeLimits, FaultsAreTold) {
  const std::pair<const char*, const char*> cases[] = {
      {"rows = 0", "limits.toml, rows: must be from 1 to"},
      {"rows = \"many\"", "limits.toml, rows: must be a whole number"},
      {"row = 5", "row"},
      {"rows =", "limits.toml, line 1: is not TOML"}};
  for (const auto& [text, told] : cases) {
    const auto read = read_size_limits(text);
    ASSERT_FALSE(read) << text;
    EXPECT_NE(read.error().sentence.find(told), std::string::npos) << read.error().sentence;
  }
}

TEST(SizeLimits, TheConfigurationSaysTheUsualOnes) {
  const auto settings = load_settings(HOMEWARD_SOURCE_DIR "/config");
  ASSERT_TRUE(settings);
  EXPECT_EQ(settings->import_rows, SizeLimits{}.rows);
  EXPECT_EQ(settings->import_bytes, SizeLimits{}.unpacked_bytes);
  EXPECT_EQ(settings->children_in_memory, SizeLimits{}.children);
}

}  // namespace
}  // namespace homeward::service
