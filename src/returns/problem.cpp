#include "returns/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.hpp"

namespace homeward::returns {

namespace {

// The value may come from a damaged file: one line, no control characters, not too long.
std::string presentable(std::string_view found) {
  constexpr std::size_t kLongest = 60;
  std::string out;
  for (const char c : found) {
    const auto byte = static_cast<unsigned char>(c);
    if (out.size() >= kLongest && (byte & 0xC0) != 0x80) {
      out += "…";
      break;
    }
    out.push_back(byte < 0x20 || byte == 0x7f ? ' ' : c);
  }
  return out;
}

constexpr std::string_view kTheValue = "the value";

std::string sentence_with(const Problem& problem, std::string_view value) {
  const auto mark = problem.sentence.find("{}");
  if (mark == std::string::npos) return problem.sentence;
  std::string said(value);
  if (mark == 0 && said == kTheValue) said[0] = 'T';
  return problem.sentence.substr(0, mark) + said + problem.sentence.substr(mark + 2);
}

std::string line(const Problem& problem, std::string_view value) {
  std::string out = problem.file;
  if (problem.row > 0)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", problem.unit, problem.row);
  if (!problem.column.empty())
    out += fmt::format("{}column {}", out.empty() ? "" : ", ", problem.column);
  if (!out.empty()) out += ": ";
  return out + sentence_with(problem, value);
}

}  // namespace

std::string to_line(const Problem& problem) {
  return line(problem, presentable(problem.found.reveal()));
}

std::string to_log_line(const Problem& problem) {
  return line(problem, kTheValue);
}

std::string sentence_without_value(const Problem& problem) {
  return sentence_with(problem, kTheValue);
}

std::string_view effect_words(Effect effect) {
  switch (effect) {
    case Effect::noted:
      return "noted";
    case Effect::value_left_out:
      return "value left out";
    case Effect::row_left_out:
      return "row left out";
    case Effect::file_left_out:
      return "file left out";
  }
  return "noted";
}

tl::unexpected<Error> refuse(const std::string& file, std::string_view what) {
  return fail(ErrorKind::invalid_input, fmt::format("{} {}", file, what));
}

void sort_problems(std::vector<Problem>& problems) {
  std::stable_sort(problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
    return std::tie(a.file, a.row, a.column) < std::tie(b.file, b.row, b.column);
  });
}

std::vector<ProblemCount> summarise(const std::vector<Problem>& problems) {
  std::map<std::tuple<std::string_view, std::string_view, ProblemKind, Effect>, std::size_t> places;
  std::vector<ProblemCount> counts;
  for (const Problem& problem : problems) {
    const auto [place, is_new] = places.try_emplace(
        {problem.file, problem.column, problem.kind, problem.effect}, counts.size());
    if (is_new) {
      counts.push_back({problem.file, problem.column, problem.kind, problem.effect, 0, problem.row,
                        sentence_without_value(problem)});
    }
    ++counts[place->second].count;
  }
  std::stable_sort(counts.begin(), counts.end(),
                   [](const ProblemCount& a, const ProblemCount& b) { return a.count > b.count; });
  return counts;
}

void ProblemList::add(Problem problem) {
  if (problems_.size() < most_)
    problems_.push_back(std::move(problem));
  else
    ++unlisted_;
}

std::vector<Problem> ProblemList::take() {
  sort_problems(problems_);
  if (unlisted_ > 0) {
    Problem last;
    last.kind = ProblemKind::not_listed;
    last.sentence = fmt::format(
        "{} more problems were found and not listed. Mend the ones above and give the files again.",
        unlisted_);
    problems_.push_back(std::move(last));
    unlisted_ = 0;
  }
  return std::move(problems_);
}

}  // namespace homeward::returns
