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

// Source: the old_la_code column of the DfE's statistics on looked after children, 2025.
constexpr auto kNumbersToday = std::to_array<int>({
    201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211, 212, 213,            // inner London
    301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312, 313, 314, 315,  // outer London
    316, 317, 318, 319, 320,                                                    //
    330, 331, 332, 333, 334, 335, 336,                                          // West Midlands
    340, 341, 342, 343, 344,                                                    // Merseyside
    350, 351, 352, 353, 354, 355, 356, 357, 358, 359,                           // Manchester
    370, 371, 372, 373,                                                         // South Yorkshire
    380, 381, 382, 383, 384,                                                    // West Yorkshire
    390, 391, 392, 393, 394,                                                    // Tyne and Wear
    420,                                                                        // Isles of Scilly
    800, 801, 802, 803, 805, 806, 807, 808, 810, 811, 812, 813, 815, 816, 821,  // reorganised
    822, 823, 825, 826, 830, 831, 838, 839, 840, 841, 845, 846, 850, 851, 852,  // since 1995
    855, 856, 857, 860, 861, 865, 866, 867, 868, 869, 870, 871, 872, 873, 874,  //
    876, 877, 878, 879, 880, 881, 882, 883, 884, 885, 886, 887, 888, 889, 890,  //
    891, 892, 893, 894, 895, 896,                                               //
    908, 916, 919, 921, 925, 926, 929, 931, 933, 935, 936, 937, 938,            // counties
    940, 941, 942, 943,                                                         // 2021 and 2023
});
static_assert(kNumbersToday.size() == 153 &&
              std::is_sorted(kNumbersToday.begin(), kNumbersToday.end()));

// 820 Bedfordshire and 875 Cheshire (to 2009), 835 Dorset, 836 Poole and 837 Bournemouth (to 2019),
// 928 Northamptonshire (to 2021), 909 Cumbria (to 2023); the others are counties as they were
// before they lost a city or were dissolved, 1995 to 1998. Source: DfE establishment numbers.
constexpr auto kFormerNumbers = std::to_array<int>({
    820, 835, 836, 837, 875, 901, 902, 903, 904, 905, 906, 907, 909, 910, 911, 912,
    913, 914, 915, 917, 918, 920, 922, 923, 924, 927, 928, 930, 932, 934, 939,
});
static_assert(std::is_sorted(kFormerNumbers.begin(), kFormerNumbers.end()));

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
  return {};
}

bool is_dfe_la_number(Code number) {
  int value = 0;
  for (const char c : number.text()) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  return number.text().size() == 3 &&
         (std::binary_search(kNumbersToday.begin(), kNumbersToday.end(), value) ||
          std::binary_search(kFormerNumbers.begin(), kFormerNumbers.end(), value));
}

}  // namespace homeward::returns
