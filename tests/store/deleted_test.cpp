// What was deleted is not found in the files of the database any more.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "database.hpp"
#include "service/check_store.hpp"

namespace homeward::store::testing {
namespace {

class Deleted : public StoreTest {
 protected:
  bool found_anywhere(const std::string& words) const {
    for (const auto& file : std::filesystem::directory_iterator(database_->folder())) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      if (bytes.find(words) != std::string::npos) return true;
    }
    return false;
  }
};

TEST_P(Deleted, FilesOfACheckLeaveNothingInTheDatabaseOrItsLog) {
  const std::string words = "the return of an invented child";
  service::NewCheck check;
  check.authority = here_.id;
  check.summary.at = moment(0);
  check.summary.collection_year = check.summary.rules_year = 2026;
  std::string bytes;
  while (bytes.size() < 40'000) bytes += words;
  check.files.push_back({"return.xml", false, bytes});
  const auto saved = store_->checks().save(check);
  ASSERT_TRUE(saved) << saved.error().sentence;
  ASSERT_TRUE(found_anywhere(words));
  service::CheckEdit edit;
  edit.authority = here_.id;
  edit.check = *saved;
  edit.at = moment(1);
  ASSERT_TRUE(store_->checks().remove(edit));
  for (int patience = 0; patience < 1000 && found_anywhere(words); ++patience)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_FALSE(found_anywhere(words));
}

INSTANTIATE_TEST_SUITE_P(, Deleted, ::testing::Values(Kind::sqlite),
                         [](const auto& each) { return kind_name(each.param); });

}  // namespace
}  // namespace homeward::store::testing
