// The codes valid in each collection year. Source: docs/ssda903-layout.md. Where the community's
// sources disagree about a year, the later layout is followed.
#include "returns/schema.hpp"

namespace homeward::returns {

namespace {

constexpr ValidCode kSex[] = {
    {"1", 0, 2024}, {"2", 0, 2024}, {"M", 2025}, {"F", 2025}, {"U", 2025}};
constexpr ValidCode kEthnicity[] = {{"WBRI"}, {"WIRI"}, {"WOTH"}, {"WIRT"}, {"WROM"},
                                    {"MWBC"}, {"MWBA"}, {"MWAS"}, {"MOTH"}, {"AIND"},
                                    {"APKN"}, {"ABAN"}, {"AOTH"}, {"BCRB"}, {"BAFR"},
                                    {"BOTH"}, {"CHNE"}, {"OOTH"}, {"REFU"}, {"NOBT"}};
constexpr ValidCode kNewEpisode[] = {{"S"}, {"L"}, {"P"}, {"T"}, {"B"}, {"U"}};
constexpr ValidCode kLegalStatus[] = {{"C1"}, {"C2"}, {"D1"}, {"E1"}, {"V2"}, {"V3"}, {"V4"},
                                      {"L1"}, {"L2"}, {"L3"}, {"J1"}, {"J2"}, {"J3"}};
constexpr ValidCode kCategoryOfNeed[] = {{"N1"}, {"N2"}, {"N3"}, {"N4"},
                                         {"N5"}, {"N6"}, {"N7"}, {"N8"}};
constexpr ValidCode kPlacement[] = {
    {"A3"},        {"A4"},       {"A5"}, {"A6"},          {"H5", 0, 2024}, {"K1"},
    {"K2"},        {"K3", 2025}, {"P1"}, {"P2", 0, 2024}, {"P3"},          {"R1"},
    {"R2"},        {"R3"},       {"R5"}, {"S1"},          {"T0"},          {"T1"},
    {"T2"},        {"T3"},       {"T4"}, {"U1"},          {"U2"},          {"U3"},
    {"U4"},        {"U5"},       {"U6"}, {"Z1", 0, 2025}, {"Z11", 2026},   {"Z12", 2026},
    {"Z13", 2026}, {"Z14", 2026}};
constexpr ValidCode kProvider[] = {{"PR0"}, {"PR1"}, {"PR2"}, {"PR3"}, {"PR4"}, {"PR5"}};
constexpr ValidCode kReasonEnded[] = {
    {"X1"},        {"E11"},       {"E12"},       {"E2"},           {"E3"},           {"E4A"},
    {"E4B"},       {"E13"},       {"E41"},       {"E43", 0, 2018}, {"E44", 0, 2018}, {"E45", 2019},
    {"E46", 2019}, {"E47", 2019}, {"E48", 2019}, {"E5"},           {"E6"},           {"E7"},
    {"E8"},        {"E9"},        {"E14"},       {"E15"},          {"E16"},          {"E17"}};
constexpr ValidCode kPlacementChange[] = {{"CARPL"}, {"CLOSE"}, {"ALLEG"},        {"STAND"},
                                          {"APPRR"}, {"CREQB"}, {"CREQO"},        {"CHILD"},
                                          {"LAREQ"}, {"PLACE"}, {"CUSTOD", 2019}, {"OTHER"}};
constexpr ValidCode kParticipation[] = {{"PN0"}, {"PN1"}, {"PN2"}, {"PN3"},
                                        {"PN4"}, {"PN5"}, {"PN6"}, {"PN7"}};
constexpr ValidCode kSdqReason[] = {{"SDQ1"}, {"SDQ2"}, {"SDQ3"}, {"SDQ4"}, {"SDQ5"}};
constexpr ValidCode kInTouch[] = {{"YES"}, {"NO"}, {"DIED"}, {"REFU"}, {"NREQ"}, {"RHOM"}};
constexpr ValidCode kActivity[] = {
    {"F1"},          {"P1"},       {"F2"},       {"P2"},       {"F3", 0, 2021},
    {"P3", 0, 2021}, {"F4", 2022}, {"P4", 2022}, {"F5", 2022}, {"P5", 2022},
    {"G4"},          {"G5"},       {"G6"},       {"0"}};
// Homeless (S) and custody (X) are never suitable: S1 and X1 are not codes.
constexpr ValidCode kAccommodation[] = {
    {"B1"}, {"B2"}, {"C1"}, {"C2"}, {"D1"}, {"D2"}, {"E1"}, {"E2"}, {"G1"}, {"G2"}, {"H1"},
    {"H2"}, {"K1"}, {"K2"}, {"R1"}, {"R2"}, {"S2"}, {"T1"}, {"T2"}, {"U1"}, {"U2"}, {"V1"},
    {"V2"}, {"W1"}, {"W2"}, {"X2"}, {"Y1"}, {"Y2"}, {"Z1"}, {"Z2"}, {"0"}};
constexpr ValidCode kAdoptersSex[] = {{"M1"}, {"F1"}, {"MM"}, {"FF"}, {"MF"}};
constexpr ValidCode kAdoptersLegalStatus[] = {{"L0"}, {"L11"}, {"L12"}, {"L2"}, {"L3"}, {"L4"}};
constexpr ValidCode kAdoptionReversed[] = {{"RD1"}, {"RD2"}, {"RD3"}, {"RD4"}};
constexpr ValidCode kPreviousPermanence[] = {{"P1"}, {"P2"}, {"P3"}, {"P4"}, {"Z1"}};
constexpr ValidCode kMissingTypes[] = {{"M"}, {"A"}};
constexpr ValidCode kWorkerChange[] = {{"MANAGE"}, {"FCONTA"}, {"LEFTRL"}, {"ORGRST"}, {"TSPROC"},
                                       {"ABSENC"}, {"CHCHAN"}, {"PCCHAN"}, {"SWDIED"}, {"OTHERS"}};

}  // namespace

std::span<const ValidCode> codes(CodeSet set) {
  switch (set) {
    case CodeSet::none:
      return {};
    case CodeSet::sex:
      return kSex;
    case CodeSet::ethnicity:
      return kEthnicity;
    case CodeSet::new_episode:
      return kNewEpisode;
    case CodeSet::legal_status:
      return kLegalStatus;
    case CodeSet::category_of_need:
      return kCategoryOfNeed;
    case CodeSet::placement:
      return kPlacement;
    case CodeSet::provider:
      return kProvider;
    case CodeSet::reason_ended:
      return kReasonEnded;
    case CodeSet::placement_change:
      return kPlacementChange;
    case CodeSet::participation:
      return kParticipation;
    case CodeSet::sdq_reason:
      return kSdqReason;
    case CodeSet::in_touch:
      return kInTouch;
    case CodeSet::activity:
      return kActivity;
    case CodeSet::accommodation:
      return kAccommodation;
    case CodeSet::adopters_sex:
      return kAdoptersSex;
    case CodeSet::adopters_legal_status:
      return kAdoptersLegalStatus;
    case CodeSet::adoption_reversed:
      return kAdoptionReversed;
    case CodeSet::previous_permanence:
      return kPreviousPermanence;
    case CodeSet::missing:
      return kMissingTypes;
    case CodeSet::worker_change:
      return kWorkerChange;
  }
  return {};
}

bool is_valid(CodeSet set, Code code, int collection_year) {
  for (const ValidCode& valid : codes(set))
    if (valid.code == code)
      return valid.first_year <= collection_year && collection_year <= valid.last_year;
  return false;
}

}  // namespace homeward::returns
