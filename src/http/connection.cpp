#include "http/connection.hpp"

#include <algorithm>
#include <array>
#include <ctime>

#include "http/address.hpp"
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
constexpr std::size_t kWaitingSessions = 64, kWaitingSignIns = 32, kWaitingInHouse = 8192,
                      kWaitingWatchers = 256;
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

void log_thrown(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (...) {
    log_exception("a connection");
  }
}

bool is_slower(std::uint64_t bytes, steady_clock::duration time, std::uint64_t bytes_a_second) {
  return static_cast<double>(bytes) <
         static_cast<double>(bytes_a_second) * std::chrono::duration<double>(time).count();
}

std::size_t threads(int wanted) {
  return static_cast<std::size_t>(std::max(1, wanted));
}

}  // namespace

Lanes::Lanes(const ServerOptions& options)
    : reads(threads(options.read_threads), options.waiting_reads),
      slow(threads(options.slow_threads), options.waiting_slow),
      writes(threads(options.write_threads), options.waiting_writes),
      sessions(1, kWaitingSessions),
      sign_ins(1, options.sign_ins),
      known_sign_ins(1, kWaitingSignIns),
      health(1, kWaitingWatchers),
      figures(1, kWaitingWatchers),
      house(1, kWaitingInHouse) {}

Lane& Lanes::of(const Plan& plan) {
  switch (plan.work) {
    case Work::page:
    case Work::read:
      break;
    case Work::slow:
      return slow;
    case Work::write:
      return writes;
    case Work::session:
      return sessions;
    case Work::sign_in:
      return plan.known_device ? known_sign_ins : sign_ins;
    case Work::health:
      return health;
    case Work::figures:
      return figures;
  }
  return reads;
}

void Lanes::close() {
  for (Lane* lane :
       {&reads, &slow, &writes, &sessions, &sign_ins, &known_sign_ins, &health, &figures, &house})
    lane->close();
}

Shared::Shared(const ServerOptions& the_options, Api& the_api, Lanes& the_lanes)
    : options(the_options),
      api(the_api),
      lanes(the_lanes),
      places(options.connections,
             options.behind_proxy ? options.connections : options.connections_of_one),
      uploads(options.uploads, 1),
      sign_ins(options.sign_ins, options.sign_ins_of_one) {}

void Shared::close_idle() {
  const std::lock_guard lock(mutex);
  for (Connection* connection : connections) connection->close_if_idle();
}

bool Shared::let_go_idle(const std::string& sender) {
  std::shared_ptr<Connection> leaving;  // ends after the lock, which its end takes too
  const std::lock_guard lock(mutex);
  while (!leaving) {
    Connection* longest = nullptr;
    std::pair<bool, Connection::Ticks> first;
    for (Connection* each : connections) {
      const std::pair now(each->signed_in_.load(), each->idle_since_.load());
      if (now.second == Connection::kBusy) continue;
      if (!sender.empty() && each->place_.who() != sender) continue;
      if (longest && now >= first) continue;
      longest = each;
      first = now;
    }
    if (!longest) return false;
    connections.erase(longest);
    leaving = longest->weak_from_this().lock();  // none: it is ending already
  }
  leaving->place_.give_back();
  net::post(leaving->socket_.get_executor(), [leaving] { leaving->close(); });
  return true;
}

Connection::Connection(tcp::socket socket, Places::Place place, std::string peer, Shared& shared)
    : socket_(std::move(socket)),
      deadline_(socket_.get_executor()),
      wake_(socket_.get_executor()),
      shared_(shared),
      place_(std::move(place)),
      peer_(std::move(peer)),
      idle_since_(steady_clock::now().time_since_epoch().count()) {
  ++shared_.open;
}

Connection::~Connection() {
  {
    const std::lock_guard lock(shared_.mutex);
    shared_.connections.erase(this);
    place_.give_back();
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
        if (failure) log_thrown(failure);
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
  std::string bytes = render_head(response, keep_alive, http_date(), shared_.api.https_only());
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
  shared_.api.answered(method, response, {});
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
  idle_since_ = steady_clock::now().time_since_epoch().count();
  allow(begun    ? shared_.options.header_timeout
        : first_ ? shared_.options.first_request_timeout
                 : shared_.options.idle_timeout);
  first_ = false;
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
  auto admit_now = [&api = shared_.api, request = head.request, plan] {
    return api.admit(request, plan);
  };
  auto admitted = co_await shared_.lanes.reads.run(
      socket_.get_executor(), shared_.options.answer_timeout, std::move(admit_now));
  if (admitted.outcome != Outcome::done)
    co_return shared_.api.unanswered(head.request.method, plan, admitted.outcome);
  signed_in_ = !*admitted.given;
  co_return std::move(*admitted.given);
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
  auto since = steady_clock::now();
  std::uint64_t came = 0;
  while (!reader.complete()) {
    if (!buffer_.empty()) {
      const auto step = reader.read_body(buffer_, sink);
      buffer_.erase(0, step.used);
      came += step.used;
      if (step.refused) refused = step.refused;
      // The line before a chunk has no end.
      if (!refused && step.used == 0 && buffer_.size() > shared_.options.header_bytes)
        refused = Refusal{400, "The request could not be understood."};
      if (refused) co_return shared_.api.refusal(refused->status, refused->sentence);
      if (reader.complete()) break;
    }
    if (plan.upload) {
      const auto now = steady_clock::now();
      if (now - since >= shared_.options.upload_time) {
        if (is_slower(came, now - since, shared_.options.upload_speed))
          co_return shared_.api.refusal(
              408,
              "The upload came too slowly, so that others had to wait. Nothing was kept; try "
              "again over a better connection.");
        since = now;
        came = 0;
      }
      allow(shared_.options.stall_timeout);
    }
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

net::awaitable<Response> Connection::answer(Request request, const Plan& plan,
                                            Places::Place upload) {
  if (plan.work == Work::page) co_return shared_.api.answer(request, plan);
  if (plan.work == Work::sign_in && !plan.known_device) {
    auto place = shared_.sign_ins.take(sender_of(request.address));
    if (!place) co_return shared_.api.unanswered(request.method, plan, Outcome::full);
    Response response = co_await answer_aside(std::move(request), plan, std::move(*place));
    co_return response;
  }
  Response response = co_await answer_aside(std::move(request), plan, std::move(upload));
  co_return response;
}

// The work owns what it needs, and its place: it goes on when nobody waits for it any more.
net::awaitable<Response> Connection::answer_aside(Request request, const Plan& plan,
                                                  Places::Place place) {
  const Method method = request.method;
  auto answer_now = [&api = shared_.api, request = std::move(request), plan,
                     place = std::move(place)]() mutable { return api.answer(request, plan); };
  const auto time = shared_.options.time_for(plan.work);
  auto answered =
      co_await shared_.lanes.of(plan).run(socket_.get_executor(), time, std::move(answer_now));
  if (answered.outcome != Outcome::done)
    co_return shared_.api.unanswered(method, plan, answered.outcome);
  const bool by_session = plan.route && plan.route->access.act();
  if (by_session && plan.work != Work::sign_in && answered.given->status < 400) signed_in_ = true;
  co_return std::move(*answered.given);
}

net::awaitable<Connection::Next> Connection::serve_one() {
  RequestReader reader(shared_.options.header_bytes);
  const bool readable = co_await read_head(reader);
  if (!readable) co_return Next::close;
  const auto begun = steady_clock::now();
  Head& head = reader.head();
  const Method method = head.request.method;
  shared_.api.receive(head.request, peer_);
  Plan plan = shared_.api.plan(head.request);

  std::optional<Response> refused = std::move(plan.refused);
  if (refused) refused->close = head.has_body || refused->status == 421;
  if (!refused) {
    refused = co_await admit(head, plan);
    if (refused) refused->close = head.has_body;
  }
  // Held until it is answered, so that few uploads are in memory at once.
  Places::Place upload;
  if (!refused && plan.upload) {
    auto place = shared_.uploads.take(head.request.session_token);
    if (place)
      upload = std::move(*place);
    else
      refused = shared_.api.refusal(
          429,
          place.error() == NoPlace::own_taken
              ? "Another upload of yours is under way. Nothing was kept; wait until it is done."
              : "Other uploads are under way. Nothing was kept; try again in a minute.");
  }
  if (!refused && !reader.complete()) {
    refused = co_await read_body(reader, plan);
  }
  // Its place is free before the answer leaves: the one who is told to try again may do so at once.
  if (refused) upload.give_back();
  if (gone_) co_return Next::close;
  if (refused && refused->close) {
    refused->route = plan.pattern;
    co_await refuse(std::move(*refused), method);
    co_return Next::close;
  }
  idle_since_ = kBusy;
  Response response;
  if (refused) {
    response = std::move(*refused);
  } else {
    response = co_await answer(std::move(head.request), plan, std::move(upload));
  }
  if (response.route.empty()) response.route = plan.pattern;

  const bool keep_alive =
      head.keep_alive && !response.close && !shared_.stopping && !response.events;
  const bool sent = co_await send(response, method, keep_alive);
  shared_.api.answered(
      method, response,
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
    auto ask = [&api = shared_.api, events] { return api.still_signed_in(*events); };
    const auto asked = co_await shared_.lanes.house.run(socket_.get_executor(),
                                                        shared_.options.answer_timeout, ask);
    if (asked.given && !*asked.given) break;  // not known in time: it goes on for now
    if (gone_) break;
    next_heartbeat = steady_clock::now() + shared_.options.heartbeat;
    text = ":\n\n";
  }
  close();
}

}  // namespace homeward::http
