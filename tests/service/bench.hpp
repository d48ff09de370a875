// A workbench for use-case tests: a service over a new database, a clock that the test moves, and
// small authorities with a few children.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>

#include "../store/database.hpp"
#include "service/service.hpp"
#include "service/wall_clock.hpp"

namespace homeward::tests {

class MovedClock : public service::SystemClock {
 public:
  service::Moment now() const override {
    // Something that nobody expects. What it says may hold anything.
    if (broken) throw std::out_of_range("Zebedee Quillfeather");
    return now_;
  }
  std::atomic<bool> broken{false};
  void set(Date day, int hour = 12) {
    now_ = service::Moment{std::chrono::days{day.day_number()} + std::chrono::hours(hour)};
  }
  void pass(std::chrono::minutes time) { now_ = now() + time; }

 private:
  std::atomic<service::Moment> now_{};  // servers read it from threads of their own
};

inline Date day(const char* iso) {
  return *Date::parse_iso(iso);
}

struct Workbench {
  std::shared_ptr<MovedClock> clock = std::make_shared<MovedClock>();
  std::unique_ptr<store::testing::TestDatabase> database;  // nothing if the test named another
  std::unique_ptr<service::Service> service;

  // On the database of that URL. Without one it has its own: SQLite in memory, or PostgreSQL if
  // HOMEWARD_TEST_WORKBENCH says "postgres".
  explicit Workbench(const char* today = "2026-02-11", std::string database_url = {});

  AuthorityId add_authority(const std::string& name);
  // A child in care since `came` (V2, foster placement U6), born on `born`.
  ChildId add_child(AuthorityId authority, const std::string& number, const char* born,
                    const char* came, const char* given_name = "", const char* family_name = "");
  // Signed in as somebody with `role` there; the token is kept in `token`.
  service::Actor actor(AuthorityId authority, service::Role role,
                       const std::string& name = "someone");
  std::string token;
  static constexpr const char* kPassword = "correct horse battery";
};

// A milestone edit that says when a planning meeting was held.
service::MilestoneEdit planning_meeting(const char* happened_on, std::int32_t expected_version = 0);

// One side of a journal line as a page says it: "held on Tue 3 Feb 2026; outcome: agreed".
std::string in_words(const std::vector<service::JournalValue>& values);

// The bytes of a small return: Header and Episodes of these children.
struct ReturnRow {
  std::string child, born, started, ended;
};
std::vector<service::FileBytes> small_return(const std::vector<ReturnRow>& rows);

}  // namespace homeward::tests
