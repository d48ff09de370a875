// What is written is read back as it was: year by year, and folded over the years.
#include <gmock/gmock.h>
#include <algorithm>
#include <unordered_map>

#include "care/columns.hpp"
#include "care/periods.hpp"
#include "returns/amend.hpp"
#include "returns/record.hpp"
#include "returns/write.hpp"
#include "synthetic/testing_test.hpp"

namespace homeward::synthetic {
namespace {

using care::ChildRecord;
using returns::Reading;
using testing::day;

const SyntheticAuthority& authority() {
  static const SyntheticAuthority kAuthority =
      generate(testing::options(250, 3), testing::calendar());
  return kAuthority;
}

Reading read(const std::vector<std::pair<std::string, std::string>>& files, int year) {
  std::vector<returns::NamedBytes> named;
  for (const auto& [name, bytes] : files) named.push_back({name, bytes});
  returns::Options options;
  options.as_of = day("2026-07-15");
  options.collection_year = year;
  return returns::read_return(named, options);
}

// The tables that differ, in words; empty if none does.
std::string differences(const ChildRecord& a, const ChildRecord& b, bool xml) {
  std::string out;
  if (!care::same_content(a.child, b.child)) out += "child ";
  care::for_each_row_table([&]<class T>() {
    if constexpr (std::is_same_v<T, care::WorkerSpell> ||
                  std::is_same_v<T, care::DeprivationOfLiberty>)
      if (xml) return;
    auto left = care::rows_of<T>(a);
    const auto& right = care::rows_of<T>(b);
    if constexpr (std::is_same_v<T, care::WorkerSpell>)
      for (T& row : left) row.worker = {};  // the return knows numbers only
    if (left.size() != right.size() ||
        !std::equal(left.begin(), left.end(), right.begin(),
                    [](const T& x, const T& y) { return care::same_content(x, y); }))
      out += std::string(care::Table<T>::name) + " ";
  });
  return out;
}

void expect_read_back(const std::vector<std::pair<std::string, std::string>>& files, int year,
                      bool xml) {
  const Reading reading = read(files, year);
  for (const auto& problem : reading.problems) ADD_FAILURE() << to_line(problem);
  ASSERT_EQ(reading.returns.size(), 1u);
  const returns::Records records = to_records(reading.returns[0], {});
  for (const auto& problem : records.problems) ADD_FAILURE() << to_line(problem);
  std::unordered_map<std::string, const ChildRecord*> found;
  for (const ChildRecord& record : records.children) found[record.child.number.reveal()] = &record;
  std::size_t expected = 0;
  for (const ChildRecord& record : authority().children) {
    const auto returned = returns::as_returned(record, year);
    if (!returned) continue;
    ++expected;
    const auto at = found.find(record.child.number.reveal());
    ASSERT_NE(at, found.end());
    EXPECT_EQ(differences(*returned, *at->second, xml), "");
  }
  EXPECT_EQ(records.children.size(), expected);
  EXPECT_GT(expected, 200u);
}

TEST(RoundTrip, TheCsvFilesOfEachYearAreReadBackAsTheyWere) {
  for (const int year : {2019, 2022, 2024, 2025, 2026, 2027})
    expect_read_back(returns::write_csv(authority().children, year), year, false);
}

TEST(RoundTrip, TheXmlOfEachYearIsReadBackAsItWas) {
  for (const int year : {2022, 2024, 2026})
    expect_read_back({{"return.xml", returns::write_xml(authority().children, year)}}, year, true);
}

TEST(RoundTrip, TenReturnsFoldedGiveTheEpisodesOfTheRecord) {
  std::vector<returns::Records> years;
  for (int year = 2017; year <= 2027; ++year) {
    const auto files = returns::write_csv(authority().children, year);
    years.push_back(to_records(read(files, year).returns.at(0), {}));
  }
  const returns::Merged merged = merge(std::move(years));
  std::unordered_map<std::string, const ChildRecord*> found;
  for (const ChildRecord& record : merged.children) found[record.child.number.reveal()] = &record;
  for (const ChildRecord& record : authority().children) {
    std::vector<care::Episode> in_history;
    for (const care::Episode& row : record.episodes)
      if (!row.ended_on || *row.ended_on >= day("2016-04-01")) in_history.push_back(row);
    const ChildRecord& back = *found.at(record.child.number.reveal());
    ASSERT_EQ(back.episodes.size(), in_history.size());
    for (std::size_t i = 0; i < in_history.size(); ++i)
      EXPECT_TRUE(care::same_content(back.episodes[i], in_history[i]));
  }
}

}  // namespace
}  // namespace homeward::synthetic
