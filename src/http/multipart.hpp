// multipart/form-data (RFC 7578), read piece by piece as it arrives, in bounded memory. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "service/service.hpp"

namespace homeward::http {

struct MultipartLimits {
  std::uint64_t bytes = 256ull << 20;  // of all files together
  std::size_t files = 200;
  std::size_t fields = 16;
  std::size_t field_bytes = 1024;  // of one field that is not a file
  std::size_t part_head_bytes = 4096;
};

class MultipartReader {
 public:
  explicit MultipartReader(std::string boundary, MultipartLimits limits = {});

  // Takes the next bytes. Errors: too_large over a limit, invalid_input for anything that is not
  // multipart/form-data; after an error the reader takes nothing more.
  Status take(std::string_view bytes);

  // True once the closing boundary has been seen. A body that ends before is cut off.
  bool complete() const { return state_ == State::done; }

  // The parts named "files" with a file name (only its last component is kept), in order.
  std::vector<service::FileBytes> take_files() { return std::move(files_); }
  // Those named "previous": last year's files of a return that is checked.
  std::vector<service::FileBytes> take_previous() { return std::move(previous_); }
  std::map<std::string, std::string> take_fields() { return std::move(fields_); }

 private:
  enum class State { preamble, after_boundary, part_head, part_body, done, failed };
  Status step(bool& progressed);
  bool too_far(std::size_t at, std::size_t length, std::size_t most) const;
  Status read_head(std::string_view head);
  Status add_body(std::string_view bytes);
  Status refuse(ErrorKind kind, std::string sentence);

  std::string delimiter_;  // "\r\n--" + boundary
  MultipartLimits limits_;
  State state_ = State::preamble;
  std::string pending_;  // bytes not yet understood; never longer than one take and a part's head
  std::uint64_t total_ = 0;
  std::vector<service::FileBytes> files_, previous_;
  std::map<std::string, std::string> fields_;
  std::string field_name_;  // of the part being read, when it is not a file
  bool part_is_file_ = false;
  bool part_is_previous_ = false;  // a file of last year's
};

// What is said of an upload over a limit: "larger than 256 MB", or "200 MB or larger" where one
// byte more than the limit is a whole number of megabytes.
std::string over_limit(std::uint64_t most_bytes);

}  // namespace homeward::http
