// What the use cases share. Private to service/.
#pragma once

#include <map>
#include <mutex>

#include "service/account_store.hpp"
#include "service/held_readings.hpp"
#include "service/look_log.hpp"
#include "service/news.hpp"
#include "service/other_accounts.hpp"
#include "service/prolonging.hpp"
#include "service/records.hpp"
#include "service/service.hpp"
#include "service/sign_in_keys.hpp"
#include "service/signed_out.hpp"

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
  SignInKeys keys;
  Accounts accounts;
  LookLog looks{*store, settings.look_patience};

  std::mutex importing;  // one import at a time
  HeldReadings readings;
  std::mutex checking;  // one check of a return at a time
  std::mutex mutex;
  std::vector<std::shared_ptr<TrackerCache>> trackers;
  std::map<std::int64_t, std::string> labels;  // account id -> initials
  std::function<void(const Event&)> listener;
  std::optional<Date> files_deleted_on;
  std::optional<Moment> last_asked_at;  // what the clock said then
  std::shared_ptr<RecordChecks> record_checks = make_record_checks();
  SignedOut signed_out;
  Prolonging prolonging;                                   // its thread writes to the store
  News news{[this](const Event& event) { hear(event); }};  // last: its thread uses all of the above

  Rooms(std::shared_ptr<Store> the_store, std::shared_ptr<const WallClock> the_clock,
        Settings the_settings)
      : store(std::move(the_store)),
        clock(std::move(the_clock)),
        settings(std::move(the_settings)),
        records(source_of(*store), settings.children_in_memory),
        keys(*store),
        accounts(*store, *clock, settings, keys),
        readings(settings.import_bytes),
        prolonging(
            [this](const std::string& token_hash, const Prolonging::Seen& seen) {
              (void)store->account_store().prolong_session(token_hash, seen.last_seen_at,
                                                           seen.ends_at);
            },
            std::chrono::milliseconds(250)) {}

  // Something was committed, here or by another process.
  void hear(const Event& event);

  // The records for `as_of` (today if unset): now, or as known at the end of that past day.
  Result<Looking> look(const Actor& actor, std::optional<Date> as_of);
  // The records that this person may see, as they are now: for whatever is shown to somebody.
  Result<SharedKnown> known(const Actor& actor);
  // The record of a child, for an act upon it: not_allowed or not_found otherwise (policy.hpp).
  Result<care::ChildRecord> child(const Actor& actor, Act act, ChildId child);
  // Keeps files until a job or their person is done with them, and gives their name. `session`:
  // with which they go; empty: with none.
  Result<std::string> keep_upload(const Actor& actor, std::vector<KeptFile> files,
                                  const ImportAnswers& answers, const std::string& session);
  // Without its files; not_found unless it is this person's, of this session.
  Result<Upload> upload_of(const Actor& actor, const std::string& name);
  // The person asks for it: it is held for another half an hour, or is gone already.
  Status look_at_upload(const Actor& actor, const std::string& name);
  // The upload with its look-over, read and compared here if it is not yet.
  Result<std::shared_ptr<const HeldReading>> held(const Actor& actor, const std::string& name,
                                                  const Progress& progress);
  void drop_upload(AuthorityId authority, const std::string& name);
  // Whoever asked for a job, with the role that they have now.
  Result<Actor> actor_of(const Job& job);
  // Writes, then brings the records in memory up to date before it returns, so that the person who
  // saved sees what they saved.
  Result<Applied> write(const ChangeSet& set);
};

// For each row of a child that people enter: who changed it last, and when. By the row's id.
struct Touch {
  AccountId by;
  Moment at{};
};
struct Touches {
  std::map<std::int64_t, Touch> milestones, delays;
};
Result<Touches> last_touches(Store& store, AuthorityId authority, ChildId child);

}  // namespace homeward::service
