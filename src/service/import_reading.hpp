// Turns files into children that can be compared with the record. Private to service/.
#pragma once

#include <memory>
#include <vector>

#include "returns/leading_zeros.hpp"
#include "returns/record.hpp"
#include "returns/source.hpp"
#include "service/look_over.hpp"
#include "service/service.hpp"

namespace homeward::service {

struct Incoming {
  returns::Reading reading;
  returns::Numbers numbers;  // identifiers that were taken for others
  std::vector<returns::Records> records;
  ImportRecord import;  // summary and problems of the reading
  std::vector<LookOverTable> tables;
  std::vector<LookOverReturn> returns;
  bool year_guessed = false;
};

Incoming read_incoming(const std::vector<FileBytes>& files, std::optional<int> year,
                       const Settings& settings, Date today, const Progress& progress);

// Puts the children together again, with these identifiers replaced as well.
void take_as_same(Incoming& incoming, const returns::Numbers& numbers);

void keep_problems(const std::vector<returns::Problem>& from, std::vector<ImportProblem>& into);
// In the order of the files, rows and columns, whatever step found them.
void sort_problems(std::vector<ImportProblem>& problems);
// The sentence with the value that was found.
std::string with_value(const ImportProblem& problem);

}  // namespace homeward::service
