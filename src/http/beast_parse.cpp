// The only file that knows Boost.Beast.
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include "base/text.hpp"
#include "http/decode.hpp"
#include "http/wire.hpp"

namespace homeward::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;

constexpr std::size_t kMostHeaders = 64;

std::string_view std_view(beast::string_view text) {
  return {text.data(), text.size()};
}

Method method_of(beast::http::verb verb) {
  switch (verb) {
    case beast::http::verb::get:
      return Method::get;
    case beast::http::verb::head:
      return Method::head;
    case beast::http::verb::post:
      return Method::post;
    case beast::http::verb::put:
      return Method::put;
    case beast::http::verb::delete_:
      return Method::del;
    case beast::http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

// Headers of which two would leave it open which one counts.
bool must_be_single(std::string_view name) {
  for (const std::string_view single :
       {"host", "content-length", "transfer-encoding", "content-type", "if-match", "x-csrf-token",
        "origin", "cookie", "expect", "last-event-id", "sec-fetch-site"})
    if (name == single) return true;
  return false;
}

// Does a line of a head begin with white space, as the continuation of the one before?
bool is_folded(std::string_view lines) {
  return lines.starts_with(' ') || lines.starts_with('\t') ||
         lines.find("\n ") != std::string_view::npos ||
         lines.find("\n\t") != std::string_view::npos;
}

Refusal bad(std::string sentence) {
  return {400, std::move(sentence)};
}

}  // namespace

struct RequestReader::Parser : beast::http::basic_parser<true> {
  explicit Parser(std::size_t header_bytes) {
    header_limit(static_cast<std::uint32_t>(header_bytes));
    body_limit(boost::none);  // the connection counts, since the limit depends on the route
  }

  std::optional<Refusal> refused;
  bool head_done = false;
  Head head;
  const BodySink* sink = nullptr;

  Step put_some(std::string_view bytes) {
    error_code ec;
    const std::size_t used = put(boost::asio::const_buffer(bytes.data(), bytes.size()), ec);
    if (refused) return {used, refused};
    if (ec && ec != beast::http::error::need_more) return {used, refusal_of(ec)};
    return {used, std::nullopt};
  }

  static Refusal refusal_of(const error_code& ec) {
    if (ec == beast::http::error::header_limit)
      return {431, "The head of the request is too long."};
    if (ec == beast::http::error::bad_version)
      return {505, "Only HTTP/1.0 and HTTP/1.1 are spoken here."};
    return bad("The request could not be understood.");
  }

  void refuse(Refusal refusal, error_code& ec) {
    if (!refused) refused = std::move(refusal);
    ec = beast::http::error::bad_value;
  }

  void on_request_impl(beast::http::verb verb, beast::string_view, beast::string_view target,
                       int version, error_code& ec) override {
    if (version != 10 && version != 11)
      return refuse({505, "Only HTTP/1.0 and HTTP/1.1 are spoken here."}, ec);
    auto parsed = http::parse_target(std_view(target));
    if (!parsed) return refuse(bad("The address asked for could not be understood."), ec);
    version_ = version;
    head.request.method = method_of(verb);
    head.request.segments = std::move(parsed->segments);
    head.request.query = std::move(parsed->query);
  }

  void on_response_impl(int, beast::string_view, int, error_code& ec) override {
    refuse(bad("The request could not be understood."), ec);
  }

  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     error_code& ec) override {
    if (head_done) return;  // trailers say nothing
    std::string key = text::lower(std_view(name));
    if (must_be_single(key) && head.request.has_header(key))
      return refuse(bad("A header that may stand once was sent twice."), ec);
    if (head.request.headers.size() == kMostHeaders)
      return refuse({431, "The request has too many headers."}, ec);
    head.request.headers.emplace_back(std::move(key), std::string(text::trim(std_view(value))));
  }

  void on_header_impl(error_code& ec) override {
    const Request& request = head.request;
    const std::string_view coding = request.header("transfer-encoding");
    const std::string_view length = request.header("content-length");
    if (request.has_header("transfer-encoding")) {
      if (request.has_header("content-length"))
        return refuse(bad("Content-Length and Transfer-Encoding must not be sent together."), ec);
      if (text::lower(coding) != "chunked" || !chunked())
        return refuse({501, "No transfer coding but chunked is understood."}, ec);
    }
    if (request.has_header("content-length") &&
        (length.empty() || length.find_first_not_of("0123456789") != std::string_view::npos))
      return refuse(bad("The Content-Length is not a number."), ec);
    const bool http_10 = version_ == 10;
    if (!request.has_header("host") && !http_10)
      return refuse(bad("The Host header is missing."), ec);
    if (http_10 && chunked()) return refuse(bad("HTTP/1.0 has no chunked bodies."), ec);
    head.has_body = chunked() || request.has_header("content-length");
    if (const auto announced = content_length()) head.content_length = *announced;
    if (request.has_header("expect")) {
      if (text::lower(request.header("expect")) != "100-continue")
        return refuse({417, "No expectation but 100-continue is understood."}, ec);
      head.expects_continue = !http_10;
    }
    head.keep_alive = keep_alive();
    head.request.cookies = parse_cookies(request.header("cookie"));
    head_done = true;
  }

  void on_body_init_impl(boost::optional<std::uint64_t> const&, error_code&) override {}

  std::size_t on_body_impl(beast::string_view body, error_code&) override {
    if (sink) (*sink)(std_view(body));
    return body.size();
  }

  void on_chunk_header_impl(std::uint64_t, beast::string_view, error_code&) override {}

  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view body, error_code&) override {
    if (sink) (*sink)(std_view(body));
    return body.size();
  }

  void on_finish_impl(error_code&) override {}

  int version_ = 11;
};

RequestReader::RequestReader(std::size_t header_bytes)
    : parser_(std::make_unique<Parser>(header_bytes)) {}
RequestReader::~RequestReader() = default;

RequestReader::Step RequestReader::read_head(std::string_view bytes) {
  Step all;
  if (!begun_) {
    // One empty line before a request is passed over (RFC 9112, 2.2).
    if (bytes == "\r") return all;
    if (bytes.starts_with("\r\n")) all.used = 2;
    begun_ = true;
  }
  // put() stops at each element of the message; the head is done when it says so.
  while (!head_complete() && all.used < bytes.size()) {
    const Step step = parser_->put_some(bytes.substr(all.used));
    if (step.refused) return {all.used + step.used, step.refused};
    if (step.used == 0) break;
    // Beast joins folded lines; whoever reads them otherwise sees another request.
    if (is_folded(bytes.substr(all.used, step.used)))
      return {all.used + step.used, bad("A header must stand on one line.")};
    all.used += step.used;
  }
  return all;
}

bool RequestReader::head_complete() const {
  return parser_->is_header_done();
}
Head& RequestReader::head() {
  return parser_->head;
}

RequestReader::Step RequestReader::read_body(std::string_view bytes, const BodySink& sink) {
  // Beast 1.81 asserts that it never sees less than this of a last chunk a second time. A chunked
  // body always ends in as many bytes ("0\r\n\r\n"), so waiting for them holds nothing up.
  const std::size_t least = parser_->chunked() ? 5 : 1;
  Step all;
  parser_->sink = &sink;
  while (!complete() && bytes.size() - all.used >= least) {
    const Step step = parser_->put_some(bytes.substr(all.used));
    all.used += step.used;
    if (step.refused || step.used == 0) {
      parser_->sink = nullptr;
      return {all.used, step.refused};
    }
  }
  parser_->sink = nullptr;
  return all;
}

bool RequestReader::complete() const {
  return parser_->is_done();
}

}  // namespace homeward::http
