// The look-overs of uploads that wait until somebody confirms or cancels their import. The uploads
// themselves are in the database (job_store.hpp), where every server finds them; what is kept here
// saves reading them once more. Safe from any thread. Private to service/.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/job_store.hpp"
#include "service/look_over.hpp"
#include "service/service.hpp"

namespace homeward::service {

constexpr std::chrono::minutes kUploadHeldFor{30};

struct HeldReading {
  Upload upload;  // without its files
  std::shared_ptr<const std::vector<FileBytes>> files;
  LookOver look_over;  // for the answers of the upload
};

class HeldReadings {
 public:
  // `most_bytes`: of all files held; the oldest go when there would be more.
  explicit HeldReadings(std::uint64_t most_bytes) : most_bytes_(most_bytes) {}

  // Takes the place of the one of that name.
  void keep(std::shared_ptr<const HeldReading> reading, Moment now);
  // Null if it is not kept here. It may be of another revision than the upload has by now.
  std::shared_ptr<const HeldReading> find(const std::string& name, Moment now);
  void drop(const std::string& name);
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
