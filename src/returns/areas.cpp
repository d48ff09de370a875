#include "returns/areas.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace homeward::returns {

namespace {

using Successor = std::pair<std::string_view, std::string_view>;

// Old code, today's code; by old code. Empty = split, see areas.hpp.
// Sources: ONS Code History Database; the old and new codes that the DfE statistics of 2017 to 2025
// give for one authority.
constexpr auto kSuccessors = std::to_array<Successor>({
    {"E06000028", "E06000058"},  // 2019: Bournemouth -> Bournemouth, Christchurch and Poole
    {"E06000029", "E06000058"},  // 2019: Poole
    {"E06000048", "E06000057"},  // 2013: Northumberland, boundary
    {"E07000004", "E06000060"},  // 2020: Aylesbury Vale -> Buckinghamshire
    {"E07000005", "E06000060"},  // 2020: Chiltern
    {"E07000006", "E06000060"},  // 2020: South Bucks
    {"E07000007", "E06000060"},  // 2020: Wycombe
    {"E07000026", "E06000063"},  // 2023: Allerdale -> Cumberland
    {"E07000027", "E06000064"},  // 2023: Barrow-in-Furness -> Westmorland and Furness
    {"E07000028", "E06000063"},  // 2023: Carlisle
    {"E07000029", "E06000063"},  // 2023: Copeland
    {"E07000030", "E06000064"},  // 2023: Eden
    {"E07000031", "E06000064"},  // 2023: South Lakeland
    {"E07000048", "E06000058"},  // 2019: Christchurch -> Bournemouth, Christchurch and Poole
    {"E07000049", "E06000059"},  // 2019: East Dorset -> Dorset
    {"E07000050", "E06000059"},  // 2019: North Dorset
    {"E07000051", "E06000059"},  // 2019: Purbeck
    {"E07000052", "E06000059"},  // 2019: West Dorset
    {"E07000053", "E06000059"},  // 2019: Weymouth and Portland
    {"E07000150", "E06000061"},  // 2021: Corby -> North Northamptonshire
    {"E07000151", "E06000062"},  // 2021: Daventry -> West Northamptonshire
    {"E07000152", "E06000061"},  // 2021: East Northamptonshire
    {"E07000153", "E06000061"},  // 2021: Kettering
    {"E07000154", "E06000062"},  // 2021: Northampton
    {"E07000155", "E06000062"},  // 2021: South Northamptonshire
    {"E07000156", "E06000061"},  // 2021: Wellingborough
    {"E07000163", "E06000065"},  // 2023: Craven -> North Yorkshire
    {"E07000164", "E06000065"},  // 2023: Hambleton
    {"E07000165", "E06000065"},  // 2023: Harrogate
    {"E07000166", "E06000065"},  // 2023: Richmondshire
    {"E07000167", "E06000065"},  // 2023: Ryedale
    {"E07000168", "E06000065"},  // 2023: Scarborough
    {"E07000169", "E06000065"},  // 2023: Selby
    {"E07000187", "E06000066"},  // 2023: Mendip -> Somerset
    {"E07000188", "E06000066"},  // 2023: Sedgemoor
    {"E07000189", "E06000066"},  // 2023: South Somerset
    {"E07000190", "E06000066"},  // Taunton Deane (Somerset West and Taunton from 2019)
    {"E07000191", "E06000066"},  // West Somerset (the same)
    {"E07000246", "E06000066"},  // 2023: Somerset West and Taunton
    {"E08000016", "E08000038"},  // 2025: Barnsley, boundary
    {"E08000019", "E08000039"},  // 2025: Sheffield, boundary
    {"E08000020", "E08000037"},  // 2013: Gateshead, boundary
    {"E10000002", "E06000060"},  // 2020: Buckinghamshire
    {"E10000006", ""},           // 2023: Cumbria -> Cumberland, Westmorland and Furness
    {"E10000009", ""},           // 2019: Dorset -> Dorset; Christchurch went with Bournemouth
    {"E10000021", ""},           // 2021: Northamptonshire -> North, West Northamptonshire
    {"E10000023", "E06000065"},  // 2023: North Yorkshire
    {"E10000027", "E06000066"},  // 2023: Somerset
});
static_assert(std::is_sorted(kSuccessors.begin(), kSuccessors.end()));

// The districts of each county of today, E07…: codes were given county by county, in the order of
// their names. Source: ONS Register of Geographic Codes.
struct Districts {
  int first, last;
  std::string_view county;
};
constexpr auto kDistricts = std::to_array<Districts>({
    {8, 12, "E10000003"},     // Cambridgeshire
    {32, 39, "E10000007"},    // Derbyshire
    {40, 47, "E10000008"},    // Devon
    {61, 65, "E10000011"},    // East Sussex
    {66, 77, "E10000012"},    // Essex
    {78, 83, "E10000013"},    // Gloucestershire
    {84, 94, "E10000014"},    // Hampshire
    {95, 104, "E10000015"},   // Hertfordshire
    {105, 116, "E10000016"},  // Kent
    {117, 128, "E10000017"},  // Lancashire
    {129, 135, "E10000018"},  // Leicestershire
    {136, 142, "E10000019"},  // Lincolnshire
    {143, 149, "E10000020"},  // Norfolk
    {170, 176, "E10000024"},  // Nottinghamshire
    {177, 181, "E10000025"},  // Oxfordshire
    {192, 199, "E10000028"},  // Staffordshire
    {200, 206, "E10000029"},  // Suffolk
    {207, 217, "E10000030"},  // Surrey
    {218, 222, "E10000031"},  // Warwickshire
    {223, 229, "E10000032"},  // West Sussex
    {234, 239, "E10000034"},  // Worcestershire
    {240, 243, "E10000015"},  // Hertfordshire: St Albans to Stevenage, boundaries of 2012
    {244, 245, "E10000029"},  // Suffolk: East and West Suffolk, 2019
});

// Empty if it is no district of a county of today.
std::string_view county_of(std::string_view district) {
  int number = 0;
  for (const char c : district.substr(3)) {
    if (c < '0' || c > '9') return {};
    number = number * 10 + (c - '0');
  }
  for (const Districts& one : kDistricts)
    if (one.first <= number && number <= one.last) return one.county;
  return {};
}

bool is_pseudo(std::string_view code) {
  return code.find_first_not_of('9', 3) == std::string_view::npos;  // E99999999, E06999999
}

}  // namespace

std::string_view area_today(std::string_view ons_code) {
  const auto at = std::lower_bound(
      kSuccessors.begin(), kSuccessors.end(), ons_code,
      [](const Successor& entry, std::string_view code) { return entry.first < code; });
  return at != kSuccessors.end() && at->first == ons_code ? at->second : ons_code;
}

std::string_view placement_area(std::string_view ons_code) {
  for (const std::string_view abroad : {"WAL", "SCO", "NIR"})
    if (ons_code == abroad || (ons_code.size() == 9 && ons_code.front() == abroad.front()))
      return abroad;
  const std::string_view code = area_today(ons_code);
  if (code.size() != 9 || is_pseudo(code)) return {};
  for (const std::string_view upper_tier : {"E06", "E08", "E09", "E10"})
    if (code.starts_with(upper_tier)) return code;
  return code.starts_with("E07") ? county_of(code) : std::string_view{};
}

}  // namespace homeward::returns
