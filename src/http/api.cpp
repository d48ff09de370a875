#include "http/api.hpp"

#include <algorithm>

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/log.hpp"
#include "http/random.hpp"

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

std::string_view token_of(const Request& request) {
  const auto found = request.cookies.find(std::string(kSessionCookie));
  return found == request.cookies.end() ? std::string_view() : found->second;
}

}  // namespace

Api::Api(service::Service& service, const ServerOptions& options)
    : tools_(service, options.events),
      reach_{options.address, options.public_origin},
      files_(options.files),
      body_bytes_(options.body_bytes),
      upload_bytes_(options.upload_bytes) {
  tools_.secure_cookies = reach_.secure_cookies();
}

Plan Api::plan(const Request& head) const {
  Plan plan;
  plan.body_bytes = body_bytes_;
  const auto refuse = [&](int status, std::string_view sentence) {
    plan.refused = refusal(status, sentence);
    return plan;
  };
  if (!host_allowed(reach_, head.header("host")))
    return refuse(421, "This server does not answer to that name.");
  if (head.method == Method::other) return refuse(501, "That method is not known here.");
  if (!is_api(head)) {
    if (head.method == Method::get || head.method == Method::head) return plan;
    refuse(405, "Pages can only be read.");
    plan.refused->set("Allow", "GET, HEAD");
    return plan;
  }
  plan.pattern = "/api";
  Match found = match(head.method, head.segments);
  if (found.allowed.empty()) return refuse(404, "There is nothing at this address.");
  if (!found.route) {
    refuse(405, "That cannot be done at this address.");
    plan.refused->set("Allow", allow_header(std::move(found.allowed)));
    return plan;
  }
  plan.route = found.route;
  plan.parameters = std::move(found.parameters);
  plan.pattern = found.route->pattern;
  plan.sign_in = !found.route->act;
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
  if (!route.act) {
    if (same_origin(request)) return {};
    return {{}, problem(403, "Sign in on the page of this server.")};
  }
  const std::string_view token = token_of(request);
  auto actor = tools_.service.actor(token);
  if (!actor) return {{}, problem(actor.error())};
  if (changes_something(request.method) &&
      !tools_.service.csrf_matches(token, request.header("x-csrf-token")))
    return {{},
            problem(403,
                    "The request does not carry the token of your session. Reload the "
                    "page and try again.")};
  if (auto allowed = service::require(*actor, *route.act); !allowed)
    return {{}, problem(allowed.error())};
  return {std::move(*actor), std::nullopt};
}

std::optional<Response> Api::admit(Request& head, const Plan& plan) {
  std::optional<Response> refused;
  try {
    refused = guard(head, *plan.route).refused;
  } catch (const std::exception&) {
    log_failure(plan.pattern);
    refused = problem(500, "Something went wrong in Homeward. Nothing was kept.");
  }
  if (refused) {
    refused->route = plan.pattern;
    add_security_headers(*refused, {}, true);
  }
  return refused;
}

Response Api::answer(Request& request, const Plan& plan) {
  try {
    if (!plan.route) return page(request);
    Admitted admitted = guard(request, *plan.route);
    Response response;
    if (admitted.refused) {
      response = std::move(*admitted.refused);
    } else {
      Call call{tools_, request, std::move(admitted.actor), plan.parameters};
      response = plan.route->handle(call);
    }
    response.route = plan.pattern;
    add_security_headers(response, {}, true);
    return response;
  } catch (const std::exception&) {
    log_failure(plan.pattern);
    Response response =
        refusal(500, "Something went wrong in Homeward. What was saved before is safe.");
    response.route = plan.pattern;
    return response;
  }
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

bool Api::still_signed_in(const Subscription& subscription) {
  try {
    // session_info(), because actor() would keep a session alive for as long as a page is open.
    const auto info = tools_.service.session_info(subscription.token());
    if (!info) return info.error().kind == ErrorKind::unavailable;
    if (info->authority.id != subscription.authority()) return false;
    const service::Actor actor{info->account, info->authority.id, info->role, info->initials};
    if (const auto sequence = tools_.service.sequence(actor))
      tools_.hub.noticed(subscription.authority(), *sequence);
    return true;
  } catch (const std::exception&) {
    log_failure("/api/events");
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
