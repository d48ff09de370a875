#include "reading.hpp"
#include "returns/providers.hpp"
#include "returns/xlsx.hpp"

// A list is read or refused with a sentence, as CSV and as a workbook; the sheets of a workbook
// keep to its limits.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto providers = returns::Providers::read("list", bytes);
  if (providers)
    fuzz::require(providers->size() > 0 && providers->find(Code()) == nullptr);
  else
    fuzz::require(!providers.error().sentence.empty());

  returns::Limits limits = returns::Workbook::usual_limits();
  limits.file_bytes = limits.total_bytes = 8 << 20;
  limits.columns = 10;
  limits.cell_bytes = 64;
  auto book = returns::Workbook::open("list.xlsx", bytes, limits);
  if (!book) return 0;
  for (std::size_t sheet = 0; sheet < book->sheets().size() && sheet < 5; ++sheet)
    (void)book->read(sheet, [&](const returns::SheetRow& row) {
      fuzz::require(row.row >= 0 && row.cells.size() <= limits.columns);
      for (const std::string_view cell : row.cells) fuzz::require(cell.size() <= limits.cell_bytes);
      return true;
    });
  return 0;
}
