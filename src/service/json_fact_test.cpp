#include "service/json_fact.hpp"

#include <gtest/gtest.h>

namespace homeward::service {
namespace {

using care::Milestone;
using nlohmann::json;

Date day(int number) {
  return Date::from_day_number(20'000 + number);
}

Milestone milestone() {
  Milestone row;
  row.type = "panel";
  row.nth = 2;
  row.planned_on = day(3);
  row.note = PrivateText{"Zoë \"said\""};
  row.version = 4;
  row.id = RowId{9};
  return row;
}

TEST(JsonFact, LeavesOutWhatIsNotSet) {
  EXPECT_EQ(to_json(milestone()), (json{{"type", "panel"},
                                        {"nth", 2},
                                        {"planned_on", day(3).iso()},
                                        {"note", "Zoë \"said\""},
                                        {"version", 4}}));
  // No is a value; unknown is not.
  care::Child child;
  EXPECT_EQ(to_json(child), (json{{"is_uasc", false}, {"version", 0}}));
  child.is_mother = false;
  EXPECT_EQ(to_json(child).at("is_mother"), false);
}

TEST(JsonFact, ChangedColumnsAreThoseThatDifferAndNullWhereUnset) {
  const Milestone before = milestone();
  Milestone after = before;
  after.planned_on.reset();
  after.happened_on = day(5);
  after.version = 5;
  EXPECT_EQ(changed_columns(before, after),
            (json{{"planned_on", day(3).iso()}, {"happened_on", nullptr}, {"version", 4}}));
  EXPECT_EQ(changed_columns(after, before),
            (json{{"planned_on", nullptr}, {"happened_on", day(5).iso()}, {"version", 5}}));
}

TEST(JsonFact, PuttingBackWhatChangedGivesTheOldRow) {
  const Milestone before = milestone();
  Milestone after = before;
  after.planned_on.reset();
  after.note = {};
  after.nth = 1;
  after.version = 5;
  care::Fact fact = after;
  put_columns(fact, changed_columns(before, after));
  EXPECT_TRUE(care::same_content(std::get<Milestone>(fact), before));
  EXPECT_EQ(stored(fact).version, 4);
  EXPECT_EQ(stored(fact).id, RowId{9}) << "only columns are put";
}

TEST(JsonFact, WhereARowCameFromGoesWithIt) {
  const care::Provenance delivered{care::Source::return_file, ImportId{7}, 34, 2025};
  Milestone imported = milestone();
  imported.provenance = delivered;
  EXPECT_EQ(to_json(imported).at("from"),
            (json{{"source", "return_file"}, {"import", 7}, {"row", 34}, {"year", 2025}}));
  care::Fact again = Milestone{};
  put_columns(again, to_json(imported));
  EXPECT_EQ(stored(again).provenance, delivered);

  // Then a person changed it.
  Milestone entered = imported;
  entered.provenance = {};
  entered.nth = 3;
  EXPECT_EQ(changed_columns(entered, imported).at("from"), json());
  care::Fact fact = imported;
  put_columns(fact, changed_columns(entered, imported));
  EXPECT_EQ(stored(fact).provenance, care::Provenance{});
  put_columns(fact, changed_columns(imported, entered));
  EXPECT_EQ(stored(fact).provenance, delivered);

  Milestone later = imported;
  later.nth = 3;
  EXPECT_FALSE(changed_columns(later, imported).contains("from"))
      << "the same row of the same file";
}

TEST(JsonFact, EveryTableGoesThroughJsonAndBack) {
  int tables = 0;
  const auto check = [&]<class T>() {
    SCOPED_TRACE(std::string(care::Table<T>::name));
    ++tables;
    T row;
    care::for_each_column<T>([&](const auto& column) {
      auto& value = row.*column.member;
      using V = std::decay_t<decltype(value)>;
      if constexpr (std::is_same_v<V, Code>)
        value = Code("C2");
      else if constexpr (std::is_same_v<V, std::string>)
        value = "words";
      else if constexpr (std::is_same_v<V, PrivateText>)
        value = PrivateText{"words"};
      else if constexpr (std::is_same_v<V, std::optional<bool>>)
        value = false;
      else if constexpr (std::is_same_v<V, std::optional<int>>)
        value = 0;
      else if constexpr (std::is_same_v<V, bool>)
        value = true;
      else if constexpr (std::is_same_v<V, int>)
        value = 7;
      else if constexpr (std::is_same_v<V, care::Source>)
        value = care::Source::extract;
      else if constexpr (std::is_same_v<V, Date> || std::is_same_v<V, care::OptionalDate>)
        value = day(1);
      else
        value.value = 12;
    });
    const json object = to_json(row);
    EXPECT_EQ(object.size(), std::tuple_size_v<decltype(care::Table<T>::columns)> + 1);
    auto fact = empty_fact(care::Table<T>::name);
    ASSERT_TRUE(fact);
    EXPECT_EQ(table_name(*fact), care::Table<T>::name);
    put_columns(*fact, object);
    EXPECT_TRUE(care::same_content(std::get<T>(*fact), row));
  };
  check.template operator()<care::Child>();
  care::for_each_row_table(check);
  EXPECT_EQ(tables, static_cast<int>(std::variant_size_v<care::Fact>));
  EXPECT_FALSE(empty_fact("worker"));
}

TEST(JsonFact, MisshapenValuesLeaveTheColumnAsItIs) {
  for (const json& value : {json(12), json("31/02/2025"), json::array(), json(true)}) {
    care::Fact fact = milestone();
    put_columns(fact, {{"planned_on", value}, {"unheard_of", 1}});
    EXPECT_TRUE(care::same_content(std::get<Milestone>(fact), milestone())) << value;
    care::Fact unset = Milestone{};
    put_columns(unset, {{"happened_on", value}});
    EXPECT_EQ(std::get<Milestone>(unset).happened_on, std::nullopt) << value;
  }
  care::Fact fact = milestone();
  put_columns(fact, json::array());
  EXPECT_TRUE(care::same_content(std::get<Milestone>(fact), milestone()));
}

}  // namespace
}  // namespace homeward::service
