#include "service/returning.hpp"

#include <algorithm>

#include "care/record.hpp"
#include "returns/write.hpp"
#include "returns/year.hpp"

namespace homeward::service {

Result<MadeReturn> make_return(Store& store, AuthorityId authority, int collection_year) {
  auto snapshot = store.snapshot(authority);
  if (!snapshot) return tl::unexpected(snapshot.error());
  std::vector<care::ChildRecord>& children = snapshot->children;
  std::sort(children.begin(), children.end(), [](const auto& a, const auto& b) {
    return a.child.number.reveal() < b.child.number.reveal();
  });
  MadeReturn made;
  for (const care::ChildRecord& child : children)
    made.children += returns::as_returned(child, collection_year).has_value();
  if (made.children == 0)
    return fail(ErrorKind::not_found, "No child that is held is in the return for " +
                                          returns::year_words(collection_year) +
                                          ". Nothing was written.");
  made.files = returns::write_csv(children, collection_year);
  made.files.emplace_back("ssda903.xml", returns::write_xml(children, collection_year));
  return made;
}

}  // namespace homeward::service
