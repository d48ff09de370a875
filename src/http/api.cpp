#include "http/api.hpp"

#include <algorithm>

#include "http/address.hpp"
#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/log.hpp"
#include "http/random.hpp"
#include "http/requests.hpp"

namespace homeward::http {
namespace {

std::string allow_header(std::vector<Method> methods) {
  std::sort(methods.begin(), methods.end());
  std::string list;
  for (const Method method : methods)
    list.append(list.empty() ? "" : ", ").append(method_name(method));
  return list;
}

bool is_api(const Request& request) {
  return !request.segments.empty() && request.segments.front() == "api";
}

bool changes_something(Method method) {
  return method != Method::get && method != Method::head && method != Method::options;
}

// The name of a file has a dot in its last part; everything else is a page of the application.
bool names_a_file(const Request& request) {
  return !request.segments.empty() && (request.segments.back().find('.') != std::string::npos ||
                                       request.segments.front() == "assets");
}

// The page asks because of a live event, and nobody did anything.
bool asked_by_itself(const Request& request) {
  return !changes_something(request.method) && request.has_header("x-homeward-live");
}

// Whoever asks with a session that has ended may leave nothing in the browser.
void leave_nothing_without_session(const Request& request, Response& response) {
  if (response.status == 401 && !request.session_token.empty())
    response.set("Clear-Site-Data", "\"cache\"");
}

}  // namespace

Api::Api(service::Service& service, const ServerOptions& options)
    : tools_(service, options.events),
      reach_{options.address, options.public_origin},
      files_(options.files),
      behind_proxy_(options.behind_proxy),
      figure_readers_(options.figure_readers),
      body_bytes_(options.body_bytes),
      upload_bytes_(options.upload_bytes) {
  tools_.secure_cookies = reach_.secure_cookies();
}

void Api::receive(Request& head, std::string_view peer) const {
  head.address = client_address(peer, head, behind_proxy_);
  const auto cookie = head.cookies.find(std::string(session_cookie_name(reach_.secure_cookies())));
  if (cookie != head.cookies.end()) head.session_token = cookie->second;
}

Plan Api::plan(const Request& head) const {
  Plan plan;
  plan.body_bytes = body_bytes_;
  const auto refuse = [&](int status, std::string_view sentence) {
    plan.refused = refusal(status, sentence);
    return plan;
  };
  Match found = match(head.method, head.segments);
  if (!(found.route && found.route->access.by_any_name()) &&
      !host_allowed(reach_, head.header("host")))
    return refuse(421,
                  "This server does not answer to that name. A proxy before it must pass on the "
                  "Host that the browser sent, and --origin must name the address that browsers "
                  "use.");
  if (head.method == Method::other) return refuse(501, "That method is not known here.");
  if (!is_api(head) && found.allowed.empty()) {
    if (head.method == Method::get || head.method == Method::head) return plan;
    refuse(405, "Pages can only be read.");
    plan.refused->set("Allow", "GET, HEAD");
    return plan;
  }
  plan.pattern = "/api";
  if (found.allowed.empty()) return refuse(404, "There is nothing at this address.");
  if (!found.route) {
    refuse(405, "That cannot be done at this address.");
    plan.refused->set("Allow", allow_header(std::move(found.allowed)));
    return plan;
  }
  plan.route = found.route;
  plan.parameters = std::move(found.parameters);
  plan.pattern = found.route->pattern;
  plan.work = work_of(head, found.route);
  if (plan.work == Work::sign_in) plan.known_device = tools_.service.knows_device(caller_of(head));
  if (found.route->body == Body::upload) {
    if (!multipart_boundary(head.header("content-type")))
      return refuse(415, "An upload must be multipart/form-data.");
    plan.upload = true;
    plan.body_bytes = upload_bytes_;
    if (found.route->most_bytes)
      plan.body_bytes = std::min(plan.body_bytes, found.route->most_bytes(tools_.service));
  } else if (found.route->body == Body::json &&
             media_type(head.header("content-type")) != "application/json") {
    return refuse(415, "The request must be application/json.");
  }
  return plan;
}

Api::Admitted Api::guard(const Request& request, const Route& route) {
  switch (route.access.kind()) {
    case Access::Kind::public_:
      return {};
    case Access::Kind::figures:
      if (may_read_figures(figure_readers_, request, behind_proxy_)) return {};
      return {{}, problem(403, "The figures of this server are for those who look after it.")};
    case Access::Kind::sign_in:
      if (same_origin(reach_, request)) return {};
      return {{},
              problem(403,
                      "Sign in on the page of this server. If a proxy stands before it, whoever "
                      "runs it must start it with --origin and the address that browsers use.")};
    case Access::Kind::signed_in:
      break;
  }
  return guard_signed_in(request, route, *route.access.act());
}

Api::Admitted Api::guard_signed_in(const Request& request, const Route& route, service::Act act) {
  const std::string_view token = request.session_token;
  using Presence = service::Service::Presence;
  if (const auto back = tools_.service.clock_went_back()) log_line(*back);
  const bool there = route.prolongs && !asked_by_itself(request);
  auto actor = tools_.service.actor(token, there ? Presence::there : Presence::unknown);
  if (!actor) return {{}, problem(actor.error())};
  if (changes_something(request.method)) {
    const auto matches = tools_.service.csrf_matches(token, request.header("x-csrf-token"));
    if (!matches) return {{}, problem(matches.error())};
    if (!*matches)
      return {{},
              problem(403,
                      "The request does not carry the token of your session. Reload the page and "
                      "try again.")};
  }
  if (auto allowed = tools_.service.allowed(*actor, act); !allowed)
    return {{}, problem(allowed.error())};
  return {std::move(*actor), std::nullopt};
}

std::optional<Response> Api::admit(const Request& head, const Plan& plan) {
  std::optional<Response> refused;
  try {
    refused = guard(head, *plan.route).refused;
  } catch (...) {
    refused = problem_in_flight("Something went wrong in Homeward. Nothing was kept.");
  }
  if (!refused) return std::nullopt;
  leave_nothing_without_session(head, *refused);
  return complete(head.method, plan, std::move(*refused));
}

Response Api::answer(Request& request, const Plan& plan) {
  Response response;
  try {
    if (!plan.route) return page(request);
    response = ask(request, plan);
  } catch (...) {
    response =
        problem_in_flight("Something went wrong in Homeward. What was saved before is safe.");
    response.close = true;
  }
  leave_nothing_without_session(request, response);
  return complete(request.method, plan, std::move(response));
}

Response Api::ask(Request& request, const Plan& plan) {
  Admitted admitted = guard(request, *plan.route);
  if (admitted.refused) return std::move(*admitted.refused);
  Call call{tools_, request, std::move(admitted.actor), plan.parameters};
  Response response = plan.route->handle(call);
  if (auto refused = log_look(call, *plan.route, response)) return std::move(*refused);
  return response;
}

Response Api::complete(Method method, const Plan& plan, Response response) const {
  response.route = plan.pattern;
  add_security_headers(response, {}, true);
  if (response.incident)
    log_incident(*response.incident,
                 std::string(method_name(method)) + " " + std::string(plan.pattern));
  return response;
}

std::optional<Response> Api::log_look(const Call& call, const Route& route,
                                      const Response& response) {
  const bool answered = response.status < 400;
  const bool says = response.shown.has_value();
  const bool fits = route.seen == Seen::nothing        ? !says
                    : route.seen == Seen::refused_save ? says == (response.status == 409)
                                                       : says == answered;
  if (!fits) return problem(500, "Something went wrong in Homeward. Nothing was shown.");
  if (!says || response.shown->what.empty()) return std::nullopt;
  const Shown& shown = *response.shown;
  if (tools_.openings.stays_open(call.actor, shown,
                                 asked_by_itself(call.request) || route.seen == Seen::reason))
    return std::nullopt;
  if (auto logged = tools_.service.log_look(call.actor, shown.words(), shown.child, shown.children);
      !logged) {
    if (logged.error().kind == ErrorKind::unavailable) return problem(logged.error());
    Response refused = problem(503,
                               "This cannot be written into the access log, so nothing is shown. "
                               "Ask your administrator to look at the database.");
    refused.incident->sentence = "The database refused a look. " + logged.error().sentence;
    return refused;
  }
  tools_.openings.opened(call.actor, shown);
  return std::nullopt;
}

Response Api::page(const Request& request) const {
  if (auto file = files_.find(request)) {
    file->route = "file";
    add_security_headers(*file, {}, false);
    return std::move(*file);
  }
  if (names_a_file(request) && request.path() != "/index.html") {
    Response response = refusal(404, "There is no such file.");
    response.route = "file";
    response.close = false;
    return response;
  }
  const std::string nonce = random_name();
  Response response = files_.index(nonce);
  response.route = "page";
  add_security_headers(response, nonce, false);
  return response;
}

Response Api::refusal(int status, std::string_view sentence) const {
  Response response = problem(status, sentence);
  response.close = true;
  add_security_headers(response, {}, true);
  return response;
}

Response Api::unanswered(Method method, const Plan& plan, Outcome outcome) const {
  const int status = plan.work == Work::sign_in && outcome == Outcome::full ? 429 : 503;
  return complete(method, plan, problem(status, sentence_of(plan.work, outcome)));
}

void Api::answered(Method method, const Response& response, std::chrono::microseconds took) {
  const std::string_view route = response.route.empty() ? "-" : response.route;
  log_answer(method_name(method), route, response.status, took);
  tools_.metrics.answered(method_name(method), route, response.status, took);
}

bool Api::still_signed_in(const Subscription& subscription) {
  try {
    // Not actor(), which would keep a session alive for as long as a page is open. A database that
    // cannot tell ends nobody's session.
    const auto open =
        tools_.service.session_is_open(subscription.token(), subscription.authority());
    if (!open.value_or(true)) return false;
    // The database itself: what is in memory is as old as the last news of it.
    if (const auto sequence = tools_.service.store().last_sequence(subscription.authority()))
      tools_.hub.noticed(subscription.authority(), *sequence);
    return true;
  } catch (...) {
    log_exception("looking whether a session is open");
    return true;
  }
}

void Api::tell(const service::Event& event) {
  std::string by;
  if (!event.bulk) {
    const std::lock_guard lock(initials_mutex_);
    auto known = initials_.find(event.by);
    if (known == initials_.end())
      known = initials_.emplace(event.by, tools_.service.account_label(event.by)).first;
    by = known->second;
  }
  tools_.hub.publish(event, by);
}

}  // namespace homeward::http
