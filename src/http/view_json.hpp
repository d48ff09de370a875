// Views as JSON, in the shapes of docs/openapi.yaml, field for field. Unknown is null, never zero
// and never left out.
#pragma once

#include <string>
#include <vector>

#include "service/service.hpp"

namespace homeward::http {

class JsonWriter;

std::string to_json(const service::SessionInfo& info);
// A tracker with the cells of the columns that are not hidden, and of each row's most urgent clock;
// what only an editor needs is left out unless they may edit.
std::string to_json(const service::TrackerView& tracker, bool may_edit);
// A row with the cells of all columns.
std::string to_json(const service::TrackerRow& row, bool may_edit);
// The cells of one column, by child.
std::string column_json(const service::TrackerView& tracker, std::string_view column,
                        bool may_edit);
std::string because_json(const std::string& because);
std::string to_json(const service::Catalogue& catalogue);
std::string to_json(const service::ChildView& child);
std::string to_json(const std::vector<service::JournalLine>& lines);
std::string to_json(const std::vector<service::ConflictView>& conflicts);
std::string to_json(const std::vector<service::UnplacedView>& unplaced);
std::string to_json(const service::SearchHits& hits);
std::string to_json(const std::vector<service::LookLine>& looks);
std::string to_json(const service::MilestoneSaved& saved);
std::string to_json(const service::DelaySaved& saved);

// An import as its list shows it; `by` and `undone_by` are initials or "system".
struct ImportLine {
  service::ImportSummary summary;
  std::string by, undone_by;
};
std::string to_json(const std::vector<ImportLine>& imports);
// One page of the problems of an import that has `total` of them.
std::string to_json(const std::vector<service::ImportProblem>& problems, std::int64_t total);
void write_problem(JsonWriter& out, const service::ImportProblem& problem);

// 422: what the person is asked to confirm.
std::string doubts_json(const std::string& sentence, const std::vector<service::Doubt>& doubts);

// 409: what the person sent and what somebody else saved before.
std::string conflict_json(const std::string& sentence, const service::MilestoneEdit& yours,
                          const service::MilestoneValue& theirs);
std::string conflict_json(const std::string& sentence, const service::DelayEdit& yours,
                          const service::HeldDelay& theirs);

// "2026-02-03T10:11:12Z"
std::string iso_moment(service::Moment moment);

}  // namespace homeward::http
