#include "returns/schema.hpp"

#include <array>

namespace homeward::returns {

namespace {

constexpr CellType kText = CellType::text;
constexpr CellType kDate = CellType::date;
constexpr CellType kCode = CellType::code;
constexpr CellType kFlag = CellType::flag;
constexpr CellType kNumber = CellType::number;
constexpr CellType kPostcode = CellType::postcode;
constexpr Need kRequired = Need::required;
constexpr Need kConditional = Need::conditional;

constexpr ColumnSchema kChild{"CHILD", CellType::child, Need::required};
constexpr ColumnSchema kDob{"DOB", CellType::date, Need::required};

constexpr std::array kHeader{
    kChild,
    ColumnSchema{"SEX", kCode, kRequired, CodeSet::sex},
    kDob,
    ColumnSchema{"ETHNIC", kCode, kRequired, CodeSet::ethnicity},
    ColumnSchema{"UPN", kText, kConditional},
    ColumnSchema{"MOTHER", kFlag, kConditional},
    ColumnSchema{"MC_DOB", kDate, kConditional},
    ColumnSchema{"UASC", kFlag, Need::xml_only},
};
constexpr std::array kEpisodes{
    kChild,
    ColumnSchema{"DECOM", kDate, kRequired},
    ColumnSchema{"RNE", kCode, kRequired, CodeSet::new_episode},
    ColumnSchema{"LS", kCode, kRequired, CodeSet::legal_status},
    ColumnSchema{"CIN", kCode, kRequired, CodeSet::category_of_need},
    ColumnSchema{"PLACE", kCode, kRequired, CodeSet::placement},
    ColumnSchema{"PLACE_PROVIDER", kCode, kConditional, CodeSet::provider},
    ColumnSchema{"DEC", kDate, kConditional},
    ColumnSchema{"REC", kCode, kConditional, CodeSet::reason_ended},
    ColumnSchema{"REASON_PLACE_CHANGE", kCode, kConditional, CodeSet::placement_change},
    ColumnSchema{"HOME_POST", kPostcode, kConditional},
    ColumnSchema{"PL_POST", kPostcode, kConditional},
    ColumnSchema{"URN", kText, kConditional},
};
constexpr std::array kReviews{
    kChild,
    kDob,
    ColumnSchema{"REVIEW", kDate, kRequired},
    ColumnSchema{"REVIEW_CODE", kCode, kRequired, CodeSet::participation},
};
constexpr std::array kUasc{
    kChild,
    ColumnSchema{"SEX", kCode, kRequired, CodeSet::sex},
    kDob,
    ColumnSchema{"DUC", kDate, kConditional},
};
constexpr std::array kOc2{
    kChild,
    kDob,
    ColumnSchema{"SDQ_SCORE", kNumber, kConditional},
    ColumnSchema{"SDQ_REASON", kCode, kConditional, CodeSet::sdq_reason},
    ColumnSchema{"CONVICTED", kFlag, kConditional},
    ColumnSchema{"HEALTH_CHECK", kFlag, kConditional},
    ColumnSchema{"IMMUNISATIONS", kFlag, kRequired},
    ColumnSchema{"TEETH_CHECK", kFlag, kRequired},
    ColumnSchema{"HEALTH_ASSESSMENT", kFlag, kRequired},
    ColumnSchema{"SUBSTANCE_MISUSE", kFlag, kRequired},
    ColumnSchema{"INTERVENTION_RECEIVED", kFlag, kConditional},
    ColumnSchema{"INTERVENTION_OFFERED", kFlag, kConditional},
};
constexpr std::array kOc3{
    kChild,
    kDob,
    ColumnSchema{"IN_TOUCH", kCode, kConditional, CodeSet::in_touch},
    ColumnSchema{"ACTIV", kCode, kConditional, CodeSet::activity},
    ColumnSchema{"ACCOM", kCode, kConditional, CodeSet::accommodation},
};
constexpr std::array kAd1{
    kChild,
    kDob,
    ColumnSchema{"DATE_INT", kDate, kConditional},
    ColumnSchema{"DATE_MATCH", kDate, kConditional},
    ColumnSchema{"FOSTER_CARE", kFlag, kConditional},
    ColumnSchema{"NB_ADOPTR", kNumber, kConditional},
    ColumnSchema{"SEX_ADOPTR", kCode, kConditional, CodeSet::adopters_sex},
    ColumnSchema{"LS_ADOPTR", kCode, kConditional, CodeSet::adopters_legal_status},
};
constexpr std::array kPlacedAdoption{
    kChild,
    kDob,
    ColumnSchema{"DATE_PLACED", kDate, kConditional},
    ColumnSchema{"DATE_PLACED_CEASED", kDate, kConditional},
    ColumnSchema{"REASON_PLACED_CEASED", kCode, kConditional, CodeSet::adoption_reversed},
};
constexpr std::array kPrevPerm{
    kChild,
    kDob,
    ColumnSchema{"PREV_PERM", kCode, kConditional, CodeSet::previous_permanence},
    ColumnSchema{"LA_PERM", kCode, kConditional},
    ColumnSchema{"DATE_PERM", CellType::permanence_date, kConditional},
};
constexpr std::array kMissing{
    kChild,
    kDob,
    ColumnSchema{"MISSING", kCode, kRequired, CodeSet::missing},
    ColumnSchema{"MIS_START", kDate, kRequired},
    ColumnSchema{"MIS_END", kDate, kConditional},
};
constexpr std::array kSwEpisodes{
    kChild,
    kDob,
    ColumnSchema{"SW_ID", kText, kRequired},
    ColumnSchema{"SW_DECOM", kDate, kRequired},
    ColumnSchema{"SW_DEC", kDate, kConditional},
    ColumnSchema{"SW_REASON", kCode, kConditional, CodeSet::worker_change},
};
constexpr std::array kDolo{
    kChild,
    kDob,
    ColumnSchema{"DOLO_START", kDate, kRequired},
    ColumnSchema{"DOLO_END", kDate, kConditional},
};

constexpr std::array<TableSchema, kTables> kSchemas{{
    {TableId::header, "Header", "CHILD", 0, kHeader},
    {TableId::episodes, "Episodes", "EPISODE", 0, kEpisodes},
    {TableId::reviews, "Reviews", "AREVIEW", 0, kReviews},
    {TableId::uasc, "UASC", "CHILD", 0, kUasc},
    {TableId::oc2, "OC2", "OC2", 0, kOc2},
    {TableId::oc3, "OC3", "CHILD", 0, kOc3},
    {TableId::ad1, "AD1", "CHILD", 0, kAd1},
    {TableId::placed_adoption, "PlacedAdoption", "AD_PLACED", 0, kPlacedAdoption},
    {TableId::prev_perm, "PrevPerm", "PERMANENCE", 0, kPrevPerm},
    {TableId::missing, "Missing", "AMISSING", 0, kMissing},
    {TableId::sw_episodes, "SWEpisodes", "SWEPISODE", 2024, kSwEpisodes},
    {TableId::dolo, "DoLo", "DOLO", 2027, kDolo},
}};

}  // namespace

std::span<const TableSchema, kTables> schemas() {
  return kSchemas;
}

const TableSchema& schema(TableId id) {
  return kSchemas[static_cast<std::size_t>(id)];
}

}  // namespace homeward::returns
