// The tracker as a file.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/handlers.hpp"
#include "http/requests.hpp"
#include "http/tools.hpp"

namespace homeward::http {
namespace {

using service::ExportQuery;
using service::TrackerRow;

std::string parameter(const Request& request, const char* name) {
  const auto found = request.query.find(name);
  return found == request.query.end() ? std::string() : found->second;
}

std::vector<std::string> words_of(const std::string& text) {
  std::vector<std::string> out;
  if (text.empty()) return out;
  for (const auto part : text::split(text, ',')) out.emplace_back(part);
  return out;
}

// "none" stands for those without one.
std::function<bool(const std::optional<std::string>&)> same_as(std::string wanted) {
  return [wanted = std::move(wanted)](const std::optional<std::string>& value) {
    return wanted == "none" ? !value : value == wanted;
  };
}
std::optional<std::string> as_text(const std::optional<std::int64_t>& id) {
  return id ? std::optional(std::to_string(*id)) : std::nullopt;
}

using Fits = std::function<bool(const TrackerRow&)>;

// Each filter that the address names, and its name for the marking. A problem for one not known.
tl::expected<std::vector<std::pair<std::string, Fits>>, Response> filters_of(
    const Request& request) {
  std::vector<std::pair<std::string, Fits>> filters;
  if (const std::string wanted = parameter(request, "show"); !wanted.empty()) {
    const auto count = std::find_if(service::kTrackerCounts.begin(), service::kTrackerCounts.end(),
                                    [&](const auto& one) { return one.id == wanted; });
    if (count == service::kTrackerCounts.end())
      return tl::unexpected(problem(400, "“show” names no count of the tracker."));
    filters.emplace_back(
        count->words, [id = count->id](const TrackerRow& row) { return row.counted.contains(id); });
  }
  if (const std::string team = parameter(request, "team"); !team.empty())
    filters.emplace_back("one team", [same = same_as(team)](const TrackerRow& row) {
      return same(as_text(row.team));
    });
  if (const std::string worker = parameter(request, "worker"); !worker.empty())
    filters.emplace_back("one worker", [same = same_as(worker)](const TrackerRow& row) {
      return same(as_text(row.worker));
    });
  if (const std::string plan = parameter(request, "plan"); !plan.empty())
    filters.emplace_back("one plan",
                         [same = same_as(plan)](const TrackerRow& row) { return same(row.plan); });
  if (const std::string stage = parameter(request, "stage"); !stage.empty())
    filters.emplace_back(
        "one stage", [same = same_as(stage)](const TrackerRow& row) { return same(row.stage); });
  if (const auto wanted = words_of(parameter(request, "children")); !wanted.empty()) {
    std::set<std::int64_t> children;
    for (const std::string& one : wanted) {
      const auto id = parse_number(one);
      if (!id) return tl::unexpected(problem(400, "“children” must be numbers with commas."));
      children.insert(*id);
    }
    filters.emplace_back("those chosen by a text", [children](const TrackerRow& row) {
      return children.contains(row.child.value);
    });
  }
  return filters;
}

}  // namespace

Response export_tracker(Call& call) {
  ExportQuery query;
  if (const std::string day = parameter(call.request, "as_of"); !day.empty()) {
    query.as_of = Date::parse_iso(day);
    if (!query.as_of) return problem(400, "The date “as of” must look like 2026-02-03.");
  }
  query.columns = words_of(parameter(call.request, "columns"));
  query.discreet = parameter(call.request, "discreet") == "1";
  auto filters = filters_of(call.request);
  if (!filters) return filters.error();
  for (const auto& [words, fits] : *filters) query.filters.push_back(words);
  query.fits = [&](const TrackerRow& row) {
    return std::all_of(filters->begin(), filters->end(),
                       [&](const auto& filter) { return filter.second(row); });
  };
  auto made = call.tools.service.tracker_export(call.actor, call.parameters[0], query);
  if (!made) return problem(made.error());
  Shown shown;
  shown.what = "export of tracker " + call.parameters[0];
  shown.counted = text::plural(static_cast<long long>(made->children.size()), "child", "children");
  shown.children = std::move(made->children);
  return showing(attachment(std::move(made->csv), "text/csv; charset=utf-8", made->file_name),
                 std::move(shown));
}

}  // namespace homeward::http
