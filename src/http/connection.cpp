#include "http/connection.hpp"

#include <array>
#include <ctime>

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/log.hpp"
#include "http/multipart.hpp"

namespace homeward::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kWriteSlice = 256 << 10;
constexpr std::uint64_t kMultipartOverhead = 1 << 20;
constexpr std::size_t kMostWaitingSignIns = 32;
constexpr std::size_t kLingerBytes = 64 << 20;
constexpr milliseconds kLingerTime{3000};

std::string http_date() {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t now = std::time(nullptr);
  std::tm utc{};
  gmtime_r(&now, &utc);
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%s, %02d %s %04d %02d:%02d:%02d GMT",
                kDays[static_cast<std::size_t>(utc.tm_wday)], utc.tm_mday,
                kMonths[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                utc.tm_min, utc.tm_sec);
  return text.data();
}

// Runs `work` on a thread of `pool` and comes back to the caller's strand with what it gave.
template <class Work>
auto on(net::thread_pool& pool, Work work) -> net::awaitable<decltype(work())> {
  using Given = decltype(work());
  co_return co_await net::co_spawn(
      pool, [&work]() -> net::awaitable<Given> { co_return work(); }, net::use_awaitable);
}

// Holds one place of a counted few.
struct Place {
  explicit Place(std::atomic<std::size_t>& count) : count_(count), before_(count.fetch_add(1)) {}
  ~Place() { --count_; }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  bool within(std::size_t most) const { return before_ < most; }

 private:
  std::atomic<std::size_t>& count_;
  std::size_t before_;
};

}  // namespace

void Shared::close_idle() {
  const std::lock_guard lock(mutex);
  for (Connection* connection : connections) connection->close_if_idle();
}

Connection::Connection(tcp::socket socket, Shared& shared)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      wake_(socket_.get_executor()),
      shared_(shared) {
  ++shared_.open;
}

Connection::~Connection() {
  {
    const std::lock_guard lock(shared_.mutex);
    shared_.connections.erase(this);
  }
  --shared_.open;
}

void Connection::start() {
  {
    const std::lock_guard lock(shared_.mutex);
    shared_.connections.insert(this);
  }
  net::co_spawn(
      socket_.get_executor(), [self = shared_from_this()] { return self->run(); },
      [self = shared_from_this()](std::exception_ptr failure) {
        if (failure) log_failure("connection");
        self->close();
      });
}

void Connection::close_if_idle() {
  net::post(socket_.get_executor(), [weak = weak_from_this()] {
    if (const auto self = weak.lock(); self && self->idle_) self->close();
  });
}

void Connection::close() {
  boost::system::error_code ignored;
  socket_.close(ignored);
  deadline_.cancel();
  wake_.cancel();
}

void Connection::allow(milliseconds time) {
  deadline_.expires_after(time);
  deadline_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
    const auto self = weak.lock();
    // The wait may have ended just before it was set anew.
    if (error || !self || self->deadline_.expiry() > steady_clock::now()) return;
    self->timed_out_ = true;
    boost::system::error_code ignored;
    self->socket_.cancel(ignored);
  });
}

void Connection::allow_any_time() {
  deadline_.expires_at(steady_clock::time_point::max());
}

// Below, co_await never stands inside a condition or beside && or ?: — g++ 12 miscompiles some of
// these.
net::awaitable<void> Connection::run() {
  for (;;) {
    const Next next = co_await serve_one();
    if (next == Next::close) co_return;
  }
}

net::awaitable<bool> Connection::read_more() {
  if (timed_out_) co_return false;
  const auto [error, count] = co_await socket_.async_read_some(net::buffer(chunk_), kAsTuple);
  if (error) co_return false;
  buffer_.append(chunk_.data(), count);
  co_return true;
}

net::awaitable<bool> Connection::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const std::string_view slice = bytes.substr(0, kWriteSlice);
    allow(shared_.options.stall_timeout);
    const auto [error, count] =
        co_await net::async_write(socket_, net::buffer(slice.data(), slice.size()), kAsTuple);
    if (error) co_return false;
    bytes.remove_prefix(slice.size());
  }
  allow_any_time();
  co_return true;
}

net::awaitable<bool> Connection::send(const Response& response, Method method, bool keep_alive) {
  std::string bytes = render_head(response, keep_alive, http_date());
  const bool has_body = response.body && !response.body->empty() && method != Method::head;
  // A short body goes in one segment with its head; a long one is not copied.
  const bool together = has_body && response.body->size() <= 16384;
  if (together) bytes.append(*response.body);
  bool sent = co_await write(bytes);
  if (sent && has_body && !together) {
    sent = co_await write(*response.body);
  }
  co_return sent;
}

// Answers and closes without cutting off the answer: what the other side still sends is read and
// thrown away for a while, since closing at once would make its system discard the answer.
net::awaitable<void> Connection::refuse(Response response, Method method) {
  timed_out_ = false;
  log_answer(method_name(method), response.route.empty() ? "-" : response.route, response.status,
             {});
  const bool sent = co_await send(response, method, false);
  if (sent) {
    co_await linger();
  }
}

net::awaitable<void> Connection::linger() {
  boost::system::error_code ignored;
  socket_.shutdown(tcp::socket::shutdown_send, ignored);
  timed_out_ = false;
  allow(kLingerTime);
  for (std::size_t total = 0; total < kLingerBytes;) {
    const auto [error, count] = co_await socket_.async_read_some(net::buffer(chunk_), kAsTuple);
    if (error) break;
    total += count;
  }
}

net::awaitable<bool> Connection::read_head(RequestReader& reader) {
  bool begun = !buffer_.empty();
  idle_ = !begun;
  timed_out_ = false;
  allow(begun ? shared_.options.header_timeout : shared_.options.idle_timeout);
  for (;;) {
    if (!buffer_.empty()) {
      const auto step = reader.read_head(buffer_);
      buffer_.erase(0, step.used);
      if (step.refused) {
        co_await refuse(shared_.api.refusal(step.refused->status, step.refused->sentence),
                        Method::other);
        co_return false;
      }
      if (reader.head_complete()) break;
    }
    if (!begun && shared_.stopping) co_return false;
    const bool more = co_await read_more();
    if (!more) {
      if (begun && timed_out_)
        co_await refuse(shared_.api.refusal(408, "The request did not arrive in time."),
                        Method::other);
      co_return false;
    }
    if (!begun) {
      begun = true;
      idle_ = false;
      allow(shared_.options.header_timeout);
    }
  }
  allow_any_time();
  co_return true;
}

net::awaitable<std::optional<Response>> Connection::admit(Head& head, const Plan& plan) {
  const std::uint64_t most = plan.body_bytes + (plan.upload ? kMultipartOverhead : 0);
  if (head.content_length && *head.content_length > most) {
    const std::string over = plan.upload
                                 ? over_limit(plan.body_bytes)
                                 : "larger than " + std::to_string(plan.body_bytes >> 10) + " KB";
    co_return shared_.api.refusal(
        413, "The request is " + over + ", over the limit here. Nothing was kept.");
  }
  if (!plan.upload) co_return std::nullopt;
  auto admit_now = [&] { return shared_.api.admit(head.request, plan); };
  std::optional<Response> refused = co_await on(shared_.workers, admit_now);
  co_return refused;
}

net::awaitable<std::optional<Response>> Connection::read_body(RequestReader& reader,
                                                              const Plan& plan) {
  Head& head = reader.head();
  std::optional<Refusal> refused;
  std::optional<MultipartReader> form;
  if (plan.upload) {
    MultipartLimits limits;
    limits.bytes = plan.body_bytes;
    form.emplace(*multipart_boundary(head.request.header("content-type")), limits);
  }
  const RequestReader::BodySink sink = [&](std::string_view bytes) {
    if (refused) return;
    if (form) {
      if (auto status = form->take(bytes); !status)
        refused = Refusal{status_of(status.error().kind), status.error().sentence};
    } else if (head.request.body.size() + bytes.size() > plan.body_bytes) {
      refused = Refusal{413, "The request is larger than " + std::to_string(plan.body_bytes >> 10) +
                                 " KB, the limit here. Nothing was kept."};
    } else {
      head.request.body.append(bytes);
    }
  };
  if (head.expects_continue && !reader.complete() && buffer_.empty()) {
    const bool told = co_await write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!told) {
      gone_ = true;
      co_return std::nullopt;
    }
  }
  allow(plan.upload ? shared_.options.stall_timeout : shared_.options.body_timeout);
  while (!reader.complete()) {
    if (!buffer_.empty()) {
      const auto step = reader.read_body(buffer_, sink);
      buffer_.erase(0, step.used);
      if (step.refused) refused = step.refused;
      // The line before a chunk has no end.
      if (!refused && step.used == 0 && buffer_.size() > shared_.options.header_bytes)
        refused = Refusal{400, "The request could not be understood."};
      if (refused) co_return shared_.api.refusal(refused->status, refused->sentence);
      if (reader.complete()) break;
    }
    if (plan.upload) allow(shared_.options.stall_timeout);
    const bool more = co_await read_more();
    if (!more) {
      if (timed_out_)
        co_return shared_.api.refusal(408, "The request did not arrive in time. Nothing was kept.");
      gone_ = true;
      co_return std::nullopt;
    }
  }
  allow_any_time();
  if (form) {
    if (!form->complete())
      co_return shared_.api.refusal(
          400, "The upload ended before its last part. Nothing was kept; send it again.");
    head.request.files = form->take_files();
    head.request.previous_files = form->take_previous();
    head.request.fields = form->take_fields();
  }
  co_return std::nullopt;
}

net::awaitable<Response> Connection::answer(Request& request, const Plan& plan) {
  auto answer_now = [&] { return shared_.api.answer(request, plan); };
  if (!plan.sign_in) {
    Response response = co_await on(shared_.workers, answer_now);
    co_return response;
  }
  const Place place(shared_.waiting_sign_ins);
  if (!place.within(kMostWaitingSignIns)) {
    Response response = shared_.api.refusal(429, "Many people are signing in. Try again shortly.");
    response.route = plan.pattern;
    co_return response;
  }
  Response response = co_await on(shared_.sign_ins, answer_now);
  co_return response;
}

net::awaitable<Connection::Next> Connection::serve_one() {
  RequestReader reader(shared_.options.header_bytes);
  const bool readable = co_await read_head(reader);
  if (!readable) co_return Next::close;
  const auto begun = steady_clock::now();
  Head& head = reader.head();
  const Method method = head.request.method;
  Plan plan = shared_.api.plan(head.request);

  std::optional<Response> refused = std::move(plan.refused);
  if (refused) refused->close = head.has_body || refused->status == 421;
  if (!refused) {
    refused = co_await admit(head, plan);
    if (refused) refused->close = head.has_body;
  }
  // Held until the answer is sent, so that few uploads are in memory at once.
  std::optional<Place> upload;
  if (!refused && plan.upload) {
    upload.emplace(shared_.uploads);
    if (!upload->within(shared_.options.uploads))
      refused = shared_.api.refusal(
          429, "Other uploads are under way. Nothing was kept; try again in a minute.");
  }
  if (!refused && !reader.complete()) {
    refused = co_await read_body(reader, plan);
  }
  if (gone_) co_return Next::close;
  if (refused && refused->close) {
    refused->route = plan.pattern;
    co_await refuse(std::move(*refused), method);
    co_return Next::close;
  }
  Response response;
  if (refused) {
    response = std::move(*refused);
  } else {
    response = co_await answer(head.request, plan);
  }
  if (response.route.empty()) response.route = plan.pattern;

  const bool keep_alive =
      head.keep_alive && !response.close && !shared_.stopping && !response.events;
  const bool sent = co_await send(response, method, keep_alive);
  log_answer(method_name(method), response.route, response.status,
             std::chrono::duration_cast<std::chrono::microseconds>(steady_clock::now() - begun));
  if (response.events) {
    if (sent && method != Method::head)
      co_await stream(response.events);
    else
      shared_.api.tools().hub.unsubscribe(response.events);
    co_return Next::close;
  }
  if (!sent) co_return Next::close;
  if (!keep_alive) {
    co_await linger();
    co_return Next::close;
  }
  co_return Next::request;
}

net::awaitable<void> Connection::watch() {
  // A listener has nothing to say; whatever ends its side ends the stream.
  for (std::size_t total = 0; total < 65536;) {
    const auto [error, count] = co_await socket_.async_read_some(net::buffer(chunk_), kAsTuple);
    if (error) break;
    total += count;
  }
  gone_ = true;
  wake_.cancel();
}

net::awaitable<void> Connection::stream(std::shared_ptr<Subscription> events) {
  struct Listening {
    EventHub& hub;
    std::shared_ptr<Subscription> events;
    ~Listening() {
      events->on_wake({});
      hub.unsubscribe(events);
    }
  };
  const Listening listening{shared_.api.tools().hub, events};
  events->on_wake([weak = weak_from_this(), executor = socket_.get_executor()] {
    net::post(executor, [weak] {
      if (const auto self = weak.lock()) self->wake_.cancel();
    });
  });
  allow_any_time();
  net::co_spawn(
      socket_.get_executor(), [self = shared_from_this()] { return self->watch(); }, net::detached);
  auto next_heartbeat = steady_clock::now() + shared_.options.heartbeat;
  std::string text = "retry: 3000\n\n";
  while (!gone_) {
    const bool sent = co_await write(text);
    if (!sent) break;
    auto more = events->take();
    if (!more) break;
    text = std::move(*more);
    if (!text.empty()) continue;
    wake_.expires_at(next_heartbeat);
    co_await wake_.async_wait(kAsTuple);
    if (gone_ || steady_clock::now() < next_heartbeat) continue;
    auto ask = [&] { return shared_.api.still_signed_in(*events); };
    const bool goes_on = co_await on(shared_.workers, ask);
    if (!goes_on) break;
    next_heartbeat = steady_clock::now() + shared_.options.heartbeat;
    text = ":\n\n";
  }
  close();
}

}  // namespace homeward::http
