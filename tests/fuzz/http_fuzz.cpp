// What a stranger can send: heads, targets, bodies in chunks, forms, cookies, versions. Fed in
// pieces of a size the input chooses, as a network would cut it.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "http/decode.hpp"
#include "http/multipart.hpp"
#include "http/wire.hpp"

namespace {

using namespace homeward::http;

void require(bool holds) {
  if (!holds) std::abort();
}

// Nothing that parse_target lets through can climb out of a folder or split a header.
void check_segments(const std::vector<std::string>& segments) {
  for (const std::string& segment : segments) {
    require(segment != "." && segment != "..");
    require(segment.find_first_of(std::string_view("/\\\0\r\n", 5)) == std::string::npos);
  }
}

// Everything that is sent while one is understood, as the connection would read it.
std::string converse(std::string_view bytes, std::size_t piece) {
  constexpr std::size_t kHeaderBytes = 2048;
  std::string transcript, buffer;
  std::size_t at = 0;
  for (int requests = 0; requests < 16; ++requests) {
    RequestReader reader(kHeaderBytes);
    std::string body;
    const RequestReader::BodySink sink = [&](std::string_view part) { body.append(part); };
    while (!reader.head_complete() || !reader.complete()) {
      const auto step =
          reader.head_complete() ? reader.read_body(buffer, sink) : reader.read_head(buffer);
      require(step.used <= buffer.size());
      buffer.erase(0, step.used);
      if (step.refused) return transcript;
      if (reader.head_complete() && reader.complete()) break;
      if (step.used > 0) continue;
      if (at == bytes.size()) return transcript;
      const auto next = bytes.substr(at, piece);
      buffer.append(next);
      at += next.size();
    }
    Head& head = reader.head();
    check_segments(head.request.segments);
    require(!head.request.has_header("transfer-encoding") ||
            !head.request.has_header("content-length"));
    if (head.content_length) require(body.size() == *head.content_length);
    transcript += std::string(method_name(head.request.method)) + head.request.path() + "|" + body;
    if (const auto boundary = multipart_boundary(head.request.header("content-type"))) {
      MultipartReader form(*boundary);
      if (form.take(body)) (void)form.take_files();
    }
    Response response;
    for (const auto& [name, value] : head.request.headers) response.set(name, value);
    const std::string echoed = render_head(response, true, "now");
    require(echoed.find("\r\n\r\n") == echoed.size() - 4);
  }
  return transcript;
}

std::string read_form(std::string_view bytes, std::size_t piece) {
  MultipartLimits limits;
  limits.bytes = 4096;
  MultipartReader form("XX", limits);
  std::string seen;
  for (std::size_t at = 0; at < bytes.size(); at += piece)
    if (!form.take(bytes.substr(at, piece))) return "refused";
  if (!form.complete()) return "waits";
  for (const auto& file : form.take_files()) {
    require(file.name.find('/') == std::string::npos);
    seen += file.name + "=" + file.bytes + ";";
  }
  return seen;
}

}  // namespace

namespace {

// However the network cuts a conversation, the same requests are understood in it. (Only when a
// fault is seen may differ: a line that has not ended may still be waited for.)
void check_cuts(std::string_view input, std::size_t piece) {
  const std::string cut = converse(input, piece);
  const std::string whole = converse(input, std::max<std::size_t>(1, input.size()));
  require(cut.starts_with(whole) || whole.starts_with(cut));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view input(reinterpret_cast<const char*>(data) + 2, size - 2);
  const std::size_t piece = 1 + data[1];
  switch (data[0] % 3) {
    case 0:
      check_cuts(input, piece);
      break;
    case 1:
      require(read_form(input, piece) == read_form(input, input.size() + 1));
      break;
    default:
      if (const auto target = parse_target(input)) check_segments(target->segments);
      (void)parse_cookies(input);
      (void)parse_version(input);
      (void)none_match_names(input, "\"a\"");
      (void)accepts_gzip(input);
      (void)multipart_boundary(input);
      (void)host_name(input);
      (void)percent_decode(input, true);
  }
  return 0;
}
