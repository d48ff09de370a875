#include "http/static_files.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

#include "base/text.hpp"
#include "http/decode.hpp"
#include "http/gzip.hpp"
#include "http/random.hpp"

namespace homeward::http {
namespace {

constexpr std::uintmax_t kMostBytes = 64u << 20;
constexpr std::string_view kNoPages =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Homeward</title>"
    "<p>The pages are not built. Run <code>npm ci &amp;&amp; npm run build</code> in "
    "<code>web/</code> and start the server again.</p></html>";

std::string content_type_of(std::string_view name) {
  static const std::map<std::string, std::string, std::less<>> kTypes = {
      {"html", "text/html; charset=utf-8"},
      {"js", "text/javascript; charset=utf-8"},
      {"css", "text/css; charset=utf-8"},
      {"json", "application/json"},
      {"webmanifest", "application/manifest+json"},
      {"svg", "image/svg+xml"},
      {"png", "image/png"},
      {"ico", "image/x-icon"},
      {"woff2", "font/woff2"},
      {"txt", "text/plain; charset=utf-8"},
      {"map", "application/json"}};
  const auto dot = name.rfind('.');
  const auto found =
      kTypes.find(dot == std::string_view::npos ? std::string_view() : name.substr(dot + 1));
  return found == kTypes.end() ? "application/octet-stream" : found->second;
}

}  // namespace

Result<FileSet> read_files(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  const auto cannot = [&] {
    return fail(ErrorKind::unavailable, "The folder of the pages (" + folder.string() +
                                            ") could not be read. Build web/ or name another "
                                            "folder.");
  };
  FileSet files;
  std::error_code error;
  std::uintmax_t total = 0;
  fs::recursive_directory_iterator entry(folder, error);
  if (error) return cannot();
  for (; entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    if (error) return cannot();
    if (entry->is_symlink(error) || !entry->is_regular_file(error)) continue;
    std::ifstream stream(entry->path(), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(stream)), std::istreambuf_iterator<char>());
    if (!stream && !stream.eof()) return cannot();
    total += bytes.size();
    if (total > kMostBytes)
      return fail(ErrorKind::too_large,
                  "The folder of the pages holds more than 64 MB. Is it the "
                  "right folder?");
    files.emplace("/" + fs::relative(entry->path(), folder, error).generic_string(),
                  std::move(bytes));
  }
  return files;
}

StaticFiles::StaticFiles(FileSet files) {
  for (auto& [name, bytes] : files) {
    if (name == "/index.html") {
      index_ = std::move(bytes);
      continue;
    }
    File file;
    file.content_type = content_type_of(name);
    file.tag = "\"" + short_hash(bytes) + "\"";
    file.immutable = name.starts_with("/assets/");
    if (bytes.size() > 1024 && !file.content_type.starts_with("image/png") &&
        !file.content_type.starts_with("font/")) {
      std::string packed = gzip(bytes, 9);
      if (!packed.empty() && packed.size() < bytes.size())
        file.packed = std::make_shared<const std::string>(std::move(packed));
    }
    file.plain = std::make_shared<const std::string>(std::move(bytes));
    files_.emplace(name, std::move(file));
  }
  if (index_.empty()) index_ = kNoPages;
}

Response StaticFiles::index(std::string_view nonce) const {
  constexpr std::string_view kPlace = "__CSP_NONCE__";
  std::string page;
  page.reserve(index_.size() + 64);
  std::size_t from = 0;
  for (std::size_t at; (at = index_.find(kPlace, from)) != std::string::npos;
       from = at + kPlace.size())
    page.append(index_, from, at - from).append(nonce);
  page.append(index_, from);
  Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = std::make_shared<const std::string>(std::move(page));
  response.set("Cache-Control", "no-store");
  return response;
}

std::optional<Response> StaticFiles::find(const Request& request) const {
  const auto found = files_.find(request.path());
  if (found == files_.end()) return std::nullopt;
  const File& file = found->second;
  Response response;
  response.set("ETag", file.tag);
  response.set("Cache-Control",
               file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
  if (file.packed) response.set("Vary", "Accept-Encoding");
  if (none_match_names(request.header("if-none-match"), file.tag)) {
    response.status = 304;
    return response;
  }
  response.content_type = file.content_type;
  response.body = file.plain;
  if (file.packed && accepts_gzip(request.header("accept-encoding"))) {
    response.body = file.packed;
    response.set("Content-Encoding", "gzip");
  }
  return response;
}

}  // namespace homeward::http
