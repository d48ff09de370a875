#include "reading.hpp"
#include "returns/postcodes.hpp"

// What is found was asked for, its area is one that PL_LA may hold, and its distance is in range.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace homeward;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<std::string> wanted{"ME90AP", "CF237EX", "BT11AA", "A", "AB1 2CD", ""};
  const auto postcodes = returns::Postcodes::read("postcodes.csv", bytes, wanted);
  if (!postcodes) {
    fuzz::require(!postcodes.error().sentence.empty());
    return 0;
  }
  fuzz::require(postcodes->size() <= wanted.size());
  const returns::PostcodePlace home{"E10000016", 592148, 158080};
  std::size_t found = 0;
  for (const std::string& postcode : wanted) {
    const returns::PostcodePlace* place = postcodes->find(postcode);
    if (place == nullptr) continue;
    ++found;
    fuzz::require(returns::placement_area(place->area) == place->area);
    const auto miles = returns::miles_between(home, *place);
    fuzz::require(!miles || *miles >= 0);
  }
  fuzz::require(found == postcodes->size());
  return 0;
}
