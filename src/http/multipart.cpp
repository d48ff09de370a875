#include "http/multipart.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/decode.hpp"

namespace homeward::http {
namespace {

constexpr std::size_t kMostPadding = 256;  // white space after a boundary
constexpr std::string_view kNotMultipart =
    "The upload could not be read: it is not a complete multipart/form-data form. Nothing was "
    "kept; "
    "send the files again.";

// The value of a parameter of Content-Disposition: name="…" with \" and \\ undone, or a bare token.
// Browsers write %22 for a quote (WHATWG); a name is only shown, so it stays as it came.
std::optional<std::string> header_parameter(std::string_view header, std::string_view name) {
  std::size_t at = header.find(';');
  while (at != std::string_view::npos && at < header.size()) {
    ++at;
    while (at < header.size() && (header[at] == ' ' || header[at] == '\t')) ++at;
    const std::size_t equals = header.find('=', at);
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string key = text::lower(text::trim(header.substr(at, equals - at)));
    std::string value;
    at = equals + 1;
    if (at < header.size() && header[at] == '"') {
      for (++at; at < header.size() && header[at] != '"'; ++at) {
        if (header[at] == '\\' && at + 1 < header.size() &&
            (header[at + 1] == '"' || header[at + 1] == '\\'))
          ++at;
        value.push_back(header[at]);
      }
      if (at >= header.size()) return std::nullopt;  // no closing quote
      at = header.find(';', at);
    } else {
      const std::size_t end = std::min(header.find(';', at), header.size());
      value = text::trim(header.substr(at, end - at));
      at = end;
    }
    if (key == name) return value;
  }
  return std::nullopt;
}

// What a person calls the file: the last component, without control characters.
std::string shown_file_name(std::string name) {
  const auto slash = name.find_last_of("/\\");
  if (slash != std::string::npos) name.erase(0, slash + 1);
  name.erase(std::remove_if(name.begin(), name.end(),
                            [](unsigned char c) { return c < 0x20 || c == 0x7f; }),
             name.end());
  if (!text::valid_utf8(name) || name.empty()) name = "file";
  if (name.size() > 255) name = "file";
  return name;
}

}  // namespace

std::string over_limit(std::uint64_t most_bytes) {
  constexpr std::uint64_t kMegabyte = 1 << 20;
  if ((most_bytes + 1) % kMegabyte == 0)
    return std::to_string((most_bytes + 1) / kMegabyte) + " MB or larger";
  return "larger than " + std::to_string(most_bytes / kMegabyte) + " MB";
}

MultipartReader::MultipartReader(std::string boundary, MultipartLimits limits)
    : delimiter_("\r\n--" + std::move(boundary)), limits_(limits), pending_("\r\n") {}

// Does what is looked for (`length` bytes, found at `at` or not yet) stand beyond `most`? The same
// however the bytes were cut.
bool MultipartReader::too_far(std::size_t at, std::size_t length, std::size_t most) const {
  return at == std::string::npos ? pending_.size() >= most + length : at > most;
}

Status MultipartReader::refuse(ErrorKind kind, std::string sentence) {
  state_ = State::failed;
  pending_.clear();
  files_.clear();
  previous_.clear();
  fields_.clear();
  return fail(kind, std::move(sentence));
}

Status MultipartReader::take(std::string_view bytes) {
  if (state_ == State::failed) return fail(ErrorKind::invalid_input, std::string(kNotMultipart));
  if (state_ == State::done) return {};  // the epilogue says nothing
  pending_.append(bytes);
  for (bool progressed = true; progressed;) {
    progressed = false;
    if (auto status = step(progressed); !status) return status;
  }
  return {};
}

Status MultipartReader::step(bool& progressed) {
  switch (state_) {
    case State::preamble: {
      const auto at = pending_.find(delimiter_);
      if (too_far(at, delimiter_.size(), limits_.part_head_bytes))
        return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
      if (at == std::string::npos) return {};
      pending_.erase(0, at + delimiter_.size());
      state_ = State::after_boundary;
      progressed = true;
      return {};
    }
    case State::after_boundary: {
      if (pending_.size() < 2) return {};
      if (pending_.starts_with("--")) {
        state_ = State::done;
        pending_.clear();
        return {};
      }
      const auto end = pending_.find("\r\n");
      if (too_far(end, 2, kMostPadding))
        return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
      if (end == std::string::npos) return {};
      if (!text::trim(std::string_view(pending_).substr(0, end)).empty())
        return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
      pending_.erase(0, end);  // the CRLF stays: an empty head is CRLF CRLF
      state_ = State::part_head;
      progressed = true;
      return {};
    }
    case State::part_head: {
      const auto end = pending_.find("\r\n\r\n");
      if (too_far(end, 4, limits_.part_head_bytes))
        return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
      if (end == std::string::npos) return {};
      if (auto status = read_head(std::string_view(pending_).substr(0, end)); !status)
        return status;
      pending_.erase(0, end + 4);
      state_ = State::part_body;
      progressed = true;
      return {};
    }
    case State::part_body: {
      const auto at = pending_.find(delimiter_);
      if (at != std::string::npos) {
        if (auto status = add_body(std::string_view(pending_).substr(0, at)); !status)
          return status;
        pending_.erase(0, at + delimiter_.size());
        state_ = State::after_boundary;
        progressed = true;
        return {};
      }
      // Whatever cannot be the start of the delimiter belongs to the part.
      if (pending_.size() >= delimiter_.size()) {
        const std::size_t sure = pending_.size() - (delimiter_.size() - 1);
        if (auto status = add_body(std::string_view(pending_).substr(0, sure)); !status)
          return status;
        pending_.erase(0, sure);
      }
      return {};
    }
    case State::done:
    case State::failed:
      return {};
  }
  return {};
}

Status MultipartReader::read_head(std::string_view head) {
  std::optional<std::string> name, file_name;
  for (std::size_t at = 0; at < head.size();) {
    const std::size_t end = std::min(head.find("\r\n", at), head.size());
    const std::string_view line = head.substr(at, end - at);
    at = end + 2;
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    if (text::lower(text::trim(line.substr(0, colon))) != "content-disposition") continue;
    const std::string_view value = text::trim(line.substr(colon + 1));
    if (media_type(value) != "form-data") continue;
    name = header_parameter(value, "name");
    file_name = header_parameter(value, "filename");
  }
  if (!name) return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
  part_is_file_ = file_name.has_value();
  if (part_is_file_) {
    part_is_previous_ = *name == "previous";
    if (*name != "files" && !part_is_previous_)
      return refuse(ErrorKind::invalid_input,
                    "Only parts named \"files\" or \"previous\" may hold a file. Nothing was "
                    "kept.");
    if (files_.size() + previous_.size() == limits_.files)
      return refuse(ErrorKind::too_large,
                    "More than " + std::to_string(limits_.files) +
                        " files in one upload. Nothing was kept; send a zip instead.");
    (part_is_previous_ ? previous_ : files_)
        .push_back({shown_file_name(std::move(*file_name)), {}});
    return {};
  }
  if (fields_.size() == limits_.fields || name->size() > 64 || !text::valid_utf8(*name) ||
      !fields_.emplace(*name, std::string()).second)
    return refuse(ErrorKind::invalid_input, std::string(kNotMultipart));
  field_name_ = std::move(*name);
  return {};
}

Status MultipartReader::add_body(std::string_view bytes) {
  if (part_is_file_) {
    total_ += bytes.size();
    if (total_ > limits_.bytes)
      return refuse(
          ErrorKind::too_large,
          "The upload is " + over_limit(limits_.bytes) +
              ", over the limit of one upload. Nothing was kept; send fewer files at a time.");
    (part_is_previous_ ? previous_ : files_).back().bytes.append(bytes);
    return {};
  }
  std::string& field = fields_[field_name_];
  field.append(bytes);
  if (field.size() > limits_.field_bytes)
    return refuse(ErrorKind::too_large, "A field of the upload is too long. Nothing was kept.");
  return {};
}

}  // namespace homeward::http
