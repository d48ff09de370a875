// For tests and benchmarks only: random children's records, right and wrong ones alike.
#pragma once

#include <random>
#include <string>

#include "care/periods.hpp"
#include "care/record.hpp"
#include "journey/config.hpp"

namespace homeward::journey::testing {

class RandomRecords {
 public:
  explicit RandomRecords(std::uint64_t seed) : random_(seed) {}

  int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
  bool one_in(int n) { return below(n) == 0; }
  Date day() { return Date::from_day_number(kFirst.day_number() + below(2500)); }
  care::OptionalDate maybe_day() { return one_in(3) ? care::OptionalDate{} : day(); }

  // About `episodes` episodes and `reviews` reviews in a chain that may be broken in any way.
  care::ChildRecord record(const Config& config, int episodes, int reviews) {
    static const char* kRne[] = {"S", "P", "L", "T", "B", "U"};
    static const char* kStatus[] = {"C1", "C2", "E1", "V2", "V3"};
    static const char* kPlace[] = {"U6", "U4", "K2", "A6", "P1", "T1"};
    static const char* kEnd[] = {"X1", "X1", "X1", "X1", "E4A", "E12", ""};
    care::ChildRecord out;
    out.child.id = RowId{1};
    if (!one_in(8)) out.child.born_on = day() - below(6000);
    Date start = day();
    for (int i = 0; i < episodes; ++i) {
      care::Episode episode;
      episode.started_on = start;
      episode.reason_for_new_episode = *Code::parse(i == 0 && !one_in(4) ? "S" : kRne[below(6)]);
      episode.legal_status = *Code::parse(kStatus[below(5)]);
      episode.placement_type = *Code::parse(kPlace[below(6)]);
      if (i + 1 < episodes || one_in(3)) {
        episode.ended_on = start + below(200);
        episode.reason_ended = *Code::parse(kEnd[below(7)]);
      }
      if (one_in(2)) {
        episode.provenance.source = care::Source::return_file;
        episode.provenance.collection_year = 2022 + below(5);
      }
      start = (episode.ended_on ? *episode.ended_on : start) + (one_in(5) ? below(100) : 0);
      out.episodes.push_back(episode);
    }
    for (int i = 0; i < reviews; ++i) {
      care::Review review;
      review.held_on = day();
      out.reviews.push_back(review);
    }
    if (one_in(3)) out.adoption_decisions.push_back({{}, maybe_day(), maybe_day(), {}});
    if (one_in(5)) out.missing_periods.push_back({{}, "M", day(), maybe_day()});
    // Of some periods of care, of starts that were put right since, and none.
    const auto course = [&] {
      if (out.episodes.empty() || one_in(6)) return CourseId{};
      const Date on =
          out.episodes[one_in(3)
                           ? static_cast<std::size_t>(below(static_cast<int>(out.episodes.size())))
                           : 0]
              .started_on;
      for (const auto& known : out.courses)
        if (known.started_on == on) return known.course_id();
      care::Course& made = out.courses.emplace_back();
      made.id = RowId{static_cast<std::int64_t>(out.courses.size())};
      made.started_on = on;
      return made.course_id();
    };
    for (int i = below(3); i > 0; --i) {
      care::Plan plan;
      plan.type =
          config.plans[static_cast<std::size_t>(below(static_cast<int>(config.plans.size())))].id;
      plan.parallel = one_in(4);
      plan.agreed_on = day();
      plan.ended_on = one_in(3) ? maybe_day() : care::OptionalDate{};
      out.plans.push_back(plan);
    }
    for (int i = below(8); i > 0; --i) {
      care::Milestone milestone;
      milestone.type = config
                           .milestones[static_cast<std::size_t>(
                               below(static_cast<int>(config.milestones.size())))]
                           .id;
      milestone.nth = 1 + below(3);
      milestone.course = course();
      milestone.planned_on = maybe_day();
      milestone.happened_on = maybe_day();
      out.milestones.push_back(milestone);
    }
    if (one_in(3)) {
      care::PurposefulDelay delay;
      delay.timescale = config
                            .timescales[static_cast<std::size_t>(
                                below(static_cast<int>(config.timescales.size())))]
                            .id;
      delay.course = course();
      delay.decided_on = day();
      delay.look_again_on = delay.decided_on + below(200);
      delay.ended_on = one_in(3) ? maybe_day() : care::OptionalDate{};
      out.purposeful_delays.push_back(delay);
    }
    care::sort_record(out);
    return out;
  }

 private:
  static constexpr Date kFirst = *Date::of(2020, 1, 1);
  std::mt19937_64 random_;
};

}  // namespace homeward::journey::testing
