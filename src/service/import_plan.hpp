// One import, ready to be written or looked over. Private to service/.
#pragma once

#include <vector>

#include "service/import_reading.hpp"
#include "service/look_over.hpp"

namespace homeward::service {

struct ImportPlan {
  std::vector<Change> changes;
  LookOver look_over;
  std::vector<ImportProblem> problems;  // of reading and of laying over what is held
  std::int64_t sequence = 0;            // the record it was made for
};

// Compares what was read with what is held. `incoming` is put together again if identifiers are to
// be replaced by others.
ImportPlan plan_import(Incoming& incoming, care::Snapshot held, const ImportAnswers& answers,
                       Date today);

// The result of the import, in one line for people.
std::string outcome_sentence(const ImportSummary& summary, const LookOver& look_over);

}  // namespace homeward::service
