#include "http/work.hpp"

#include <gtest/gtest.h>

namespace homeward::http {
namespace {

TEST(Work, WhatChangesTheRecordNeverTakesThePlacesOfWhoOnlyReads) {
  for (const Route& route : routes()) {
    const Work work = work_of({}, &route);
    if (!route.access.act()) {
      EXPECT_EQ(work, route.pattern == "/health"    ? Work::health
                      : route.pattern == "/metrics" ? Work::figures
                                                    : Work::sign_in)
          << route.pattern;
    } else if (route.method == Method::get) {
      EXPECT_TRUE(work == Work::read || work == Work::slow) << route.pattern;
    } else if (route.access.act() == service::Act::edit ||
               route.access.act() == service::Act::settle) {
      EXPECT_EQ(work, Work::write) << route.pattern;
    }
  }
  EXPECT_EQ(work_of({}, nullptr), Work::page);
}

TEST(Work, WhatTakesSecondsHasThreadsOfItsOwn) {
  const auto of = [](std::vector<std::string> segments, Request request = {}) {
    return work_of(request, match(Method::get, segments).route);
  };
  Request past;
  past.query["as_of"] = "2025-03-31";
  EXPECT_EQ(of({"api", "trackers", "joint"}), Work::read);
  EXPECT_EQ(of({"api", "trackers", "joint"}, past), Work::slow);
  EXPECT_EQ(of({"api", "trackers", "joint", "export"}), Work::slow);
  EXPECT_EQ(of({"api", "return-checks", "1", "workbook"}), Work::slow);
}

TEST(Work, WhoGetsNoAnswerIsToldWhetherAnythingWasChanged) {
  const auto says = [](Work work, Outcome outcome, std::string_view part) {
    return sentence_of(work, outcome).find(part) != std::string_view::npos;
  };
  EXPECT_TRUE(says(Work::write, Outcome::full, "Nothing of yours was changed"));
  EXPECT_TRUE(says(Work::write, Outcome::not_begun, "Nothing was changed"));
  EXPECT_TRUE(says(Work::write, Outcome::late, "not known whether your change was kept"));
  for (const Work work : {Work::read, Work::slow, Work::sign_in})
    for (const Outcome outcome : {Outcome::full, Outcome::not_begun, Outcome::late})
      EXPECT_FALSE(says(work, outcome, "change"));
}

}  // namespace
}  // namespace homeward::http
