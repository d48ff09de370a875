// One function for each route: parse, call the service, render. The guards have passed.
#pragma once

#include "http/routes.hpp"

namespace homeward::http {

// handlers_session.cpp
Response sign_in(Call& call);
Response show_session(Call& call);
Response sign_out(Call& call);
Response change_authority(Call& call);
Response open_events(Call& call);

// handlers_watch.cpp
Response show_health(Call& call);
Response show_metrics(Call& call);

// handlers_account.cpp
Response change_password(Call& call);
Response list_sessions(Call& call);
Response end_session(Call& call);
Response list_security_events(Call& call);

// handlers_trackers.cpp
Response show_tracker(Call& call);
Response show_tracker_column(Call& call);
Response show_tracker_row(Call& call);
Response show_because(Call& call);
Response show_catalogue(Call& call);

// handlers_export.cpp
Response export_tracker(Call& call);

// handlers_children.cpp
Response show_child(Call& call);
Response show_journal(Call& call);
Response show_access_log(Call& call);
Response show_child_looks(Call& call);
Response save_milestone(Call& call);
Response save_delay(Call& call);
Response search_children(Call& call);

// handlers_imports.cpp
Response list_imports(Call& call);
Response list_import_problems(Call& call);
Response read_import(Call& call);
Response show_import_reading(Call& call);
Response answer_import_reading(Call& call);
Response confirm_import_reading(Call& call);
Response drop_import_reading(Call& call);
Response plan_import_undo(Call& call);
Response undo_import(Call& call);
Response list_absences(Call& call);
Response settle_absence(Call& call);
Response show_job(Call& call);
Response list_unplaced(Call& call);
Response settle_unplaced(Call& call);
Response list_conflicts(Call& call);
Response settle_conflict(Call& call);

// handlers_checks.cpp
Response list_return_checks(Call& call);
Response start_return_check(Call& call);
Response show_return_check(Call& call);
Response delete_return_check(Call& call);
Response list_return_findings(Call& call);
Response list_return_check_children(Call& call);
Response accept_finding(Call& call);
Response withdraw_acceptance(Call& call);
Response return_check_workbook(Call& call);
Response return_check_csv(Call& call);
Response show_record_check(Call& call);
Response show_child_return_findings(Call& call);
std::uint64_t most_return_bytes(const service::Service& service);

}  // namespace homeward::http
