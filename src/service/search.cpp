// Finding a child by what somebody remembers: names in any order, the number, the day of birth.
#include <algorithm>

#include "base/fold.hpp"
#include "base/text.hpp"
#include "care/periods.hpp"
#include "returns/dates.hpp"
#include "service/names.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kMostHits = 20;
constexpr std::size_t kMostBytes = 200;

struct Wanted {
  std::vector<std::string> words;  // folded
  std::vector<Date> births;
  bool empty() const { return words.empty() && births.empty(); }
};

// "larkhurst, R. 12/3/2015": a part that is a day is the day of birth.
Wanted wanted_of(std::string_view text, int this_year) {
  Wanted wanted;
  std::string names;
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), ',', ' ');
  for (const std::string_view part : text::split(spaced, ' ')) {
    if (const auto day = returns::parse_return_date(part, this_year))
      wanted.births.push_back(*day);
    else
      names.append(part).append(" ");
  }
  const std::string folded = text::fold(names);
  for (const std::string_view word : text::split(folded, ' '))
    if (!word.empty()) wanted.words.emplace_back(word);
  return wanted;
}

// Some word of `name` begins with `start`.
bool begins_a_word(std::string_view name, std::string_view start) {
  for (auto at = name.find(start); at != std::string_view::npos; at = name.find(start, at + 1))
    if (at == 0 || name[at - 1] == ' ') return true;
  return false;
}

// One letter is an initial; more may stand anywhere in the name ("brien", "smithjones").
bool is_found(const std::string& word, const std::string& name, const std::string& together,
              const std::string& number) {
  if (number.starts_with(word) || begins_a_word(name, word)) return true;
  return word.size() > 1 &&
         (name.find(word) != std::string::npos || together.find(word) != std::string::npos);
}

bool fits(const Wanted& wanted, const care::Child& child) {
  for (const Date day : wanted.births)
    if (child.born_on != day) return false;
  if (wanted.words.empty()) return true;
  const std::string name = text::fold(child.given_name.reveal() + " " + child.family_name.reveal());
  const std::string number = text::fold(child.number.reveal());
  std::string together = name;
  std::erase(together, ' ');
  return std::all_of(wanted.words.begin(), wanted.words.end(), [&](const std::string& word) {
    return is_found(word, name, together, number);
  });
}

}  // namespace

Result<SearchHits> Service::search(const Actor& actor, std::string_view text) {
  auto looking = rooms_->look(actor, std::nullopt);
  if (!looking) return tl::unexpected(looking.error());
  SearchHits hits;
  const std::string_view typed = text::trim(text);
  if (typed.size() < 2 || typed.size() > kMostBytes) return hits;
  const Wanted wanted = wanted_of(typed, looking->as_of.year());
  if (wanted.empty()) return hits;
  std::vector<const care::ChildRecord*> found;
  for (const SharedRecord& record : looking->known->children)
    if (fits(wanted, record->child)) found.push_back(record.get());
  hits.total = static_cast<std::int64_t>(found.size());
  // Most people look for a child in care; those who left would otherwise fill the list.
  std::stable_partition(found.begin(), found.end(), [&](const care::ChildRecord* record) {
    const auto periods = care::periods_of_care(record->episodes);
    const care::PeriodOfCare* period = care::period_on(periods, looking->as_of);
    return period && (!period->ended_on || *period->ended_on > looking->as_of);
  });
  if (found.size() > kMostHits) found.resize(kMostHits);
  for (const care::ChildRecord* record : found) {
    const care::Child& child = record->child;
    SearchHit hit;
    hit.child = child.child;
    hit.name = names::child(child);
    hit.initials = names::initials(child);
    hit.number = child.number.reveal();
    if (child.born_on)
      if (const auto age = age_on(*child.born_on, looking->as_of)) hit.age = age->words();
    hit.worker = names::allocated(*record, *looking->known, looking->as_of).name();
    hits.children.push_back(std::move(hit));
  }
  return hits;
}

}  // namespace homeward::service
