#include "http/routes.hpp"

#include <array>

#include "base/text.hpp"
#include "http/handlers.hpp"

namespace homeward::http {
namespace {

using service::Act;

constexpr std::array kRoutes = {
    Route{Method::post, "/api/session", std::nullopt, Body::json, sign_in},
    Route{Method::get, "/api/session", Act::look, Body::none, show_session},
    Route{Method::del, "/api/session", Act::look, Body::none, sign_out},
    Route{Method::put, "/api/session/authority", Act::look, Body::json, change_authority},
    Route{Method::get, "/api/events", Act::look, Body::none, open_events},

    Route{Method::get, "/api/trackers/{id}", Act::look, Body::none, show_tracker},
    Route{Method::get, "/api/trackers/{id}/rows/{child}", Act::look, Body::none, show_tracker_row},
    Route{Method::get, "/api/children/{child}", Act::look, Body::none, show_child},
    Route{Method::get, "/api/children/{child}/journal", Act::look, Body::none, show_journal},
    Route{Method::get, "/api/children/{child}/looks", Act::read_access_log, Body::none,
          show_child_looks},
    Route{Method::get, "/api/children/{child}/return-findings", Act::look, Body::none,
          show_child_return_findings},
    Route{Method::put, "/api/children/{child}/milestones/{type}/{nth}", Act::edit, Body::json,
          save_milestone},
    Route{Method::put, "/api/children/{child}/delays/{timescale}", Act::edit, Body::json,
          save_delay},
    Route{Method::post, "/api/search", Act::look, Body::json, search_children},

    Route{Method::get, "/api/imports", Act::look, Body::none, list_imports},
    Route{Method::post, "/api/imports", Act::import_data, Body::upload, start_import},
    Route{Method::get, "/api/imports/{id}/problems", Act::look, Body::none, list_import_problems},

    Route{Method::get, "/api/return-checks", Act::look, Body::none, list_return_checks},
    Route{Method::post, "/api/return-checks", Act::import_data, Body::upload, start_return_check,
          most_return_bytes},
    Route{Method::get, "/api/return-checks/record", Act::look, Body::none, show_record_check},
    Route{Method::get, "/api/return-checks/{id}", Act::look, Body::none, show_return_check},
    Route{Method::del, "/api/return-checks/{id}", Act::import_data, Body::none,
          delete_return_check},
    Route{Method::get, "/api/return-checks/{id}/findings", Act::look, Body::none,
          list_return_findings},
    Route{Method::get, "/api/return-checks/{id}/children", Act::look, Body::none,
          list_return_check_children},
    Route{Method::put, "/api/return-checks/{id}/findings/{finding}/acceptance", Act::import_data,
          Body::json, accept_finding},
    Route{Method::del, "/api/return-checks/{id}/findings/{finding}/acceptance", Act::import_data,
          Body::none, withdraw_acceptance},
    Route{Method::get, "/api/return-checks/{id}/workbook", Act::look, Body::none,
          return_check_workbook},
    Route{Method::get, "/api/return-checks/{id}/findings.csv", Act::look, Body::none,
          return_check_csv},

    Route{Method::get, "/api/jobs/{job}", Act::import_data, Body::none, show_job},
    Route{Method::get, "/api/conflicts", Act::look, Body::none, list_conflicts},
    Route{Method::post, "/api/conflicts/settle", Act::settle, Body::json, settle_conflict},
    Route{Method::get, "/api/access-log", Act::read_access_log, Body::none, show_access_log},
};

// What the pattern's {…} stand for, or nothing when the path is another.
std::optional<std::vector<std::string>> fit(std::string_view pattern,
                                            const std::vector<std::string>& segments) {
  const auto parts = text::split(pattern.substr(1), '/');
  if (parts.size() != segments.size()) return std::nullopt;
  std::vector<std::string> parameters;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].front() == '{')
      parameters.push_back(segments[i]);
    else if (parts[i] != segments[i])
      return std::nullopt;
  }
  return parameters;
}

}  // namespace

std::span<const Route> routes() {
  return kRoutes;
}

Match match(Method method, const std::vector<std::string>& segments) {
  const Method wanted = method == Method::head ? Method::get : method;
  Match found;
  for (const Route& route : kRoutes) {
    auto parameters = fit(route.pattern, segments);
    if (!parameters) continue;
    found.allowed.push_back(route.method);
    if (route.method == Method::get) found.allowed.push_back(Method::head);
    if (route.method != wanted) continue;
    // A path without {…} stands before those it would also fit.
    if (found.route && parameters->size() >= found.parameters.size()) continue;
    found.route = &route;
    found.parameters = std::move(*parameters);
  }
  return found;
}

}  // namespace homeward::http
