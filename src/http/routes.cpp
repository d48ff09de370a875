#include "http/routes.hpp"

#include <array>

#include "base/text.hpp"
#include "http/handlers.hpp"

namespace homeward::http {
namespace {

using service::Act;

constexpr auto signed_in = Access::signed_in;

constexpr std::array kRoutes = {
    Route{Method::get, "/health", Access::public_(), Body::none, show_health, Seen::nothing},
    Route{Method::get, "/metrics", Access::figures(), Body::none, show_metrics, Seen::nothing},

    Route{Method::post, "/api/session", Access::sign_in(), Body::json, sign_in, Seen::nothing},
    // The page asks these by itself.
    Route{Method::get, "/api/session", signed_in(Act::own_account), Body::none, show_session,
          Seen::nothing, false},
    Route{Method::del, "/api/session", signed_in(Act::own_account), Body::none, sign_out,
          Seen::nothing},
    Route{Method::put, "/api/session/password", signed_in(Act::own_account), Body::json,
          change_password, Seen::nothing},
    Route{Method::put, "/api/session/authority", signed_in(Act::look), Body::json, change_authority,
          Seen::nothing},
    Route{Method::get, "/api/sessions", signed_in(Act::own_sessions), Body::none, list_sessions,
          Seen::nothing},
    Route{Method::del, "/api/sessions/{id}", signed_in(Act::own_sessions), Body::none, end_session,
          Seen::nothing},
    Route{Method::get, "/api/events", signed_in(Act::look), Body::none, open_events, Seen::nothing,
          false},

    Route{Method::get, "/api/catalogue", signed_in(Act::look), Body::none, show_catalogue,
          Seen::nothing},
    Route{Method::get, "/api/trackers/{id}", signed_in(Act::look), Body::none, show_tracker,
          Seen::list},
    Route{Method::get, "/api/trackers/{id}/export", signed_in(Act::export_data), Body::none,
          export_tracker, Seen::carried_off},
    Route{Method::get, "/api/trackers/{id}/rows/{child}", signed_in(Act::look), Body::none,
          show_tracker_row, Seen::one_child},
    Route{Method::get, "/api/trackers/{id}/rows/{child}/because/{column}", signed_in(Act::look),
          Body::none, show_because, Seen::reason},
    Route{Method::get, "/api/trackers/{id}/columns/{column}", signed_in(Act::look), Body::none,
          show_tracker_column, Seen::list},
    Route{Method::get, "/api/children/{child}", signed_in(Act::look), Body::none, show_child,
          Seen::one_child},
    Route{Method::get, "/api/children/{child}/journal", signed_in(Act::look), Body::none,
          show_journal, Seen::one_child},
    Route{Method::get, "/api/children/{child}/looks", signed_in(Act::read_access_log), Body::none,
          show_child_looks, Seen::one_child},
    Route{Method::get, "/api/children/{child}/return-findings", signed_in(Act::look), Body::none,
          show_child_return_findings, Seen::one_child},
    Route{Method::put, "/api/children/{child}/milestones/{type}/{nth}", signed_in(Act::edit),
          Body::json, save_milestone, Seen::refused_save},
    Route{Method::put, "/api/children/{child}/delays/{timescale}", signed_in(Act::edit), Body::json,
          save_delay, Seen::refused_save},
    Route{Method::post, "/api/search", signed_in(Act::look), Body::json, search_children,
          Seen::list},

    Route{Method::get, "/api/imports", signed_in(Act::look), Body::none, list_imports,
          Seen::nothing},
    Route{Method::get, "/api/imports/{id}/undo", signed_in(Act::import_data), Body::none,
          plan_import_undo, Seen::list},
    Route{Method::post, "/api/imports/{id}/undo", signed_in(Act::import_data), Body::json,
          undo_import, Seen::nothing},
    Route{Method::post, "/api/import-readings", signed_in(Act::import_data), Body::upload,
          read_import, Seen::nothing},
    Route{Method::get, "/api/import-readings/{reading}", signed_in(Act::import_data), Body::none,
          show_import_reading, Seen::list},
    Route{Method::put, "/api/import-readings/{reading}", signed_in(Act::import_data), Body::json,
          answer_import_reading, Seen::nothing},
    Route{Method::del, "/api/import-readings/{reading}", signed_in(Act::import_data), Body::none,
          drop_import_reading, Seen::nothing},
    Route{Method::post, "/api/import-readings/{reading}/import", signed_in(Act::import_data),
          Body::json, confirm_import_reading, Seen::nothing},
    Route{Method::get, "/api/absences", signed_in(Act::look), Body::none, list_absences,
          Seen::list},
    Route{Method::post, "/api/absences/settle", signed_in(Act::settle), Body::json, settle_absence,
          Seen::nothing},
    Route{Method::get, "/api/unplaced", signed_in(Act::look), Body::none, list_unplaced,
          Seen::list},
    Route{Method::post, "/api/unplaced/settle", signed_in(Act::settle), Body::json, settle_unplaced,
          Seen::nothing},
    Route{Method::get, "/api/imports/{id}/problems", signed_in(Act::look), Body::none,
          list_import_problems, Seen::list},

    Route{Method::get, "/api/return-checks", signed_in(Act::look), Body::none, list_return_checks,
          Seen::nothing},
    Route{Method::post, "/api/return-checks", signed_in(Act::import_data), Body::upload,
          start_return_check, Seen::nothing, true, most_return_bytes},
    Route{Method::get, "/api/return-checks/record", signed_in(Act::look), Body::none,
          show_record_check, Seen::list},
    Route{Method::get, "/api/return-checks/{id}", signed_in(Act::look), Body::none,
          show_return_check, Seen::list},
    Route{Method::del, "/api/return-checks/{id}", signed_in(Act::import_data), Body::none,
          delete_return_check, Seen::nothing},
    Route{Method::get, "/api/return-checks/{id}/findings", signed_in(Act::look), Body::none,
          list_return_findings, Seen::list},
    Route{Method::get, "/api/return-checks/{id}/children", signed_in(Act::look), Body::none,
          list_return_check_children, Seen::list},
    Route{Method::put, "/api/return-checks/{id}/findings/{finding}/acceptance",
          signed_in(Act::import_data), Body::json, accept_finding, Seen::nothing},
    Route{Method::del, "/api/return-checks/{id}/findings/{finding}/acceptance",
          signed_in(Act::import_data), Body::none, withdraw_acceptance, Seen::nothing},
    Route{Method::get, "/api/return-checks/{id}/workbook", signed_in(Act::export_data), Body::none,
          return_check_workbook, Seen::carried_off},
    Route{Method::get, "/api/return-checks/{id}/findings.csv", signed_in(Act::export_data),
          Body::none, return_check_csv, Seen::carried_off},

    Route{Method::get, "/api/jobs/{job}", signed_in(Act::import_data), Body::none, show_job,
          Seen::nothing},
    Route{Method::get, "/api/conflicts", signed_in(Act::look), Body::none, list_conflicts,
          Seen::list},
    Route{Method::post, "/api/conflicts/settle", signed_in(Act::settle), Body::json,
          settle_conflict, Seen::nothing},
    Route{Method::get, "/api/security-events", signed_in(Act::read_access_log), Body::none,
          list_security_events, Seen::nothing},
    Route{Method::get, "/api/access-log", signed_in(Act::read_access_log), Body::none,
          show_access_log, Seen::list},
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
