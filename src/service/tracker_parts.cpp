// What of a tracker is asked for apart: the names it uses, and why a cell is as it is.
#include <algorithm>

#include "care/child_told.hpp"
#include "service/catalogue.hpp"
#include "service/cells.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

using Show = journey::TrackerColumn::Show;

std::string why(const journey::TrackerColumn& column, const journey::Journey& journey,
                const Settings& settings) {
  if (column.show == Show::milestone)
    return milestone_because(column.milestone, journey, settings.config);
  for (const journey::Clock& clock : journey.clocks)
    if (clock.timescale->id == column.timescale)
      return journey::because(clock, settings.config, journey.as_of, settings.calendar);
  return {};
}

}  // namespace

Result<Catalogue> Service::catalogue(const Actor& actor) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  return make_catalogue(rooms_->settings.config);
}

Result<std::string> Service::tracker_because(const Actor& actor, std::string_view id, ChildId child,
                                             std::string_view column, std::optional<Date> as_of) {
  // Only of a child who is in the tracker.
  if (const auto row = tracker_row(actor, id, child, as_of); !row)
    return tl::unexpected(row.error());
  const auto looking = rooms_->look(actor, as_of);
  if (!looking) return tl::unexpected(looking.error());
  const SharedRecord* record = looking->known->child(child);
  const auto& columns = rooms_->settings.config.tracker(id)->columns;
  const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& one) {
    return one.id == column && (one.show == Show::clock || one.show == Show::milestone);
  });
  if (!record || found == columns.end())
    return fail(ErrorKind::not_found, "There is no such date in this tracker.");
  const auto journey = journey::follow(care::tell(**record, looking->as_of),
                                       rooms_->settings.config, rooms_->settings.calendar);
  return why(*found, journey, rooms_->settings);
}

}  // namespace homeward::service
