// The pages' files, held in memory: a request can name one of them exactly or gets none, so no path
// reaches the disk.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "http/message.hpp"

namespace homeward::http {

// Name ("/index.html") to bytes.
using FileSet = std::map<std::string, std::string>;

// All regular files below a folder (no links followed, at most 64 MB together). Errors:
// unavailable, with the remedy.
Result<FileSet> read_files(const std::filesystem::path& folder);

class StaticFiles {
 public:
  explicit StaticFiles(FileSet files);

  // index.html with `nonce` in place of every __CSP_NONCE__; a plain page that says the pages are
  // not built when there is none.
  Response index(std::string_view nonce) const;

  // The file of that name, else nothing. Files below /assets/ have a hash in their name and may be
  // kept for ever. Answers 304 to a matching If-None-Match.
  std::optional<Response> find(const Request& request) const;

 private:
  struct File {
    std::string content_type, tag;
    std::shared_ptr<const std::string> plain, packed;  // packed: gzip, none when not worth it
    bool immutable = false;
  };
  std::map<std::string, File> files_;
  std::string index_;
};

}  // namespace homeward::http
