// Files that were read and wait until somebody confirms or cancels their import. They are in memory
// only: they are gone when the server ends, when their person signs out, and after half an hour.
// Safe from any thread. Private to service/.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/look_over.hpp"
#include "service/service.hpp"

namespace homeward::service {

struct HeldReading {
  std::string name;
  AccountId account;
  AuthorityId authority;
  std::string session;
  std::shared_ptr<const std::vector<FileBytes>> files;
  Date read_on;  // "today" of the reading: another day must not tell another year
  ImportAnswers answers;
  LookOver look_over;
};

class HeldReadings {
 public:
  // `most_bytes`: of all files held; the oldest go when there would be more.
  explicit HeldReadings(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}

  // Takes the place of whatever the same account holds in the same authority, or of the same name.
  void keep(HeldReading reading, Moment now);
  // Gives it only to the person who sent it, in the session in which it was sent.
  std::shared_ptr<const HeldReading> find(const Actor& actor, const std::string& name, Moment now);
  bool drop(const Actor& actor, const std::string& name);  // false: there was none
  void drop_session(const std::string& session);

 private:
  struct Entry {
    std::shared_ptr<const HeldReading> reading;
    std::uint64_t bytes = 0;
    Moment until{};
  };
  void forget_old(Moment now);

  std::uint64_t most_bytes_;
  std::mutex mutex_;
  std::vector<Entry> entries_;  // oldest first
};

}  // namespace homeward::service
