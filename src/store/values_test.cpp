#include "store/values.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

namespace homeward::store {
namespace {

using service::Moment;

TEST(MomentText, ComesBackToTheMillisecond) {
  EXPECT_EQ(moment_text(Moment{std::chrono::sys_days{std::chrono::year{2026} / 2 / 3}} +
                        std::chrono::milliseconds{36'672'040}),
            "2026-02-03 10:11:12.040");
  EXPECT_TRUE(rc::check("moment", [] {
    const Moment moment{std::chrono::milliseconds{
        *rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 4'000'000'000'000)}};
    RC_ASSERT(parse_moment(moment_text(moment)) == moment);
  }));
}

TEST(MomentText, ReadsPostgresSpellingsAndRefusesOthers) {
  struct Case {
    const char* text;
    std::optional<int> milliseconds;  // after 2026-02-03 10:11:12; nothing: not a moment
  };
  const Moment second = *parse_moment("2026-02-03 10:11:12");
  for (const Case& each :
       {Case{"2026-02-03 10:11:12", 0}, Case{"2026-02-03 10:11:12.1", 100},
        Case{"2026-02-03 10:11:12.04", 40}, Case{"2026-02-03", {}}, Case{"2026-02-30 10:11:12", {}},
        Case{"2026-02-03T10:11:12", {}}, Case{"2026-02-03 1x:11:12", {}}, Case{"", {}}}) {
    SCOPED_TRACE(each.text);
    const auto moment = parse_moment(each.text);
    ASSERT_EQ(moment.has_value(), each.milliseconds.has_value());
    if (moment) {
      EXPECT_EQ((*moment - second).count(), *each.milliseconds);
    }
  }
}

TEST(Placeholders, AreAsManyAsColumns) {
  EXPECT_EQ(placeholders_for("a"), "?");
  EXPECT_EQ(placeholders_for("a, b, c"), "?, ?, ?");
}

}  // namespace
}  // namespace homeward::store
