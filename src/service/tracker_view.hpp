// The rows of a tracker, made from journeys; a row is made again only when its record changed.
#pragma once

#include <memory>
#include <unordered_map>

#include "service/known.hpp"
#include "service/service.hpp"
#include "service/views.hpp"

namespace homeward::service {

class TrackerMaker {
 public:
  // `settings` and its config must outlive the maker.
  TrackerMaker(const Settings& settings, const journey::Tracker& tracker, Date as_of,
               std::optional<Date> known_on);

  // The view of these records. A row is kept if its record is the same object as last time.
  std::shared_ptr<const TrackerView> make(const SharedKnown& known);

 private:
  struct Row {
    SharedRecord record;
    bool belongs = false;
    std::vector<journey::FinishedStay> finished_stays;
    TrackerRow row;
  };
  Row make_row(const SharedRecord& record, const Known& known) const;

  const Settings& settings_;
  const journey::Tracker& tracker_;
  Date as_of_;
  std::optional<Date> known_on_;
  SharedKnown last_;
  std::shared_ptr<const TrackerView> view_;
  std::unordered_map<ChildId, Row> rows_;
};

}  // namespace homeward::service
