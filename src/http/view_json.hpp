// Views as JSON: field for field the shapes of docs/openapi.yaml and web/src/api/types.ts. Unknown
// is null, never zero and never left out.
#pragma once

#include <string>
#include <vector>

#include "service/service.hpp"

namespace homeward::http {

std::string to_json(const service::SessionInfo& info);
std::string to_json(const service::TrackerView& tracker);
std::string to_json(const service::TrackerRow& row);
std::string to_json(const service::ChildView& child);
std::string to_json(const std::vector<service::JournalLine>& lines);
std::string to_json(const std::vector<service::ConflictView>& conflicts);
std::string to_json(const std::vector<service::SearchHit>& hits);
std::string to_json(const std::vector<service::LookLine>& looks);
std::string to_json(const service::MilestoneSaved& saved);

// An import as its list shows it; `by` are initials or "system".
struct ImportLine {
  service::ImportSummary summary;
  std::string by;
};
std::string to_json(const std::vector<ImportLine>& imports);
// One page of the problems of an import that has `total` of them.
std::string to_json(const std::vector<service::ImportProblem>& problems, std::int64_t total);

// 409: what the person sent and what somebody else saved before.
std::string conflict_json(const std::string& sentence, const service::MilestoneEdit& yours,
                          const service::MilestoneValue& theirs);

// "2026-02-03T10:11:12Z"
std::string iso_moment(service::Moment moment);

}  // namespace homeward::http
