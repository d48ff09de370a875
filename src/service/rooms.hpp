// What the use cases share. Private to service/.
#pragma once

#include <mutex>

#include "service/known.hpp"
#include "service/service.hpp"

namespace homeward::service {

// A record set and the day it is looked at.
struct Looking {
  SharedKnown known;
  Date as_of;
  std::optional<Date> known_on;  // set when as_of is in the past
};

struct TrackerCache;  // service/reading.cpp
struct RecordChecks;  // service/record_check.cpp
std::shared_ptr<RecordChecks> make_record_checks();

struct Service::Rooms {
  std::shared_ptr<Store> store;
  std::shared_ptr<const WallClock> clock;
  Settings settings;
  Records records;

  std::mutex importing;  // one import at a time
  std::mutex checking;   // one check of a return at a time
  std::mutex mutex;
  std::vector<std::shared_ptr<TrackerCache>> trackers;
  std::map<std::int64_t, std::string> labels;  // account id -> initials
  std::map<std::string, Account> strangers;    // wrong tries of names without an account, by hash
  std::function<void(const Event&)> listener;
  std::optional<Date> files_deleted_on;
  std::shared_ptr<RecordChecks> record_checks = make_record_checks();

  Rooms(std::shared_ptr<Store> the_store, std::shared_ptr<const WallClock> the_clock,
        Settings the_settings)
      : store(std::move(the_store)),
        clock(std::move(the_clock)),
        settings(std::move(the_settings)),
        records(*store) {}

  // The records for `as_of` (today if unset): now, or as known at the end of that past day.
  Result<Looking> look(const Actor& actor, std::optional<Date> as_of);
  // Writes, then brings the records in memory up to date before it returns, so that the person who
  // saved sees what they saved.
  Result<Applied> write(const ChangeSet& set);
};

}  // namespace homeward::service
