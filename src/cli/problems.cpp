#include "cli/commands.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <tuple>

#include "base/text.hpp"

namespace homeward::cli {

namespace {

constexpr std::size_t kShown = 10;  // of one kind, each with its row

// The rows in which one thing is wrong with one column of one file.
struct Alike {
  std::size_t count = 0;
  std::vector<std::int32_t> rows;  // behind those shown, as many again
};
using Kind = std::tuple<std::string, std::string, std::string>;

std::string without_value(const service::ImportProblem& problem) {
  std::string sentence = problem.sentence;
  const std::string& found = problem.found.reveal();
  const auto at = found.empty() ? std::string::npos : sentence.find(found);
  if (at != std::string::npos)
    sentence.replace(at, found.size(), at == 0 ? "The value" : "the value");
  return sentence;
}

Kind kind_of(const service::ImportProblem& problem) {
  return {problem.file, problem.column, without_value(problem)};
}

std::string place(const service::ImportProblem& problem, bool with_row) {
  std::string out = problem.file;
  const auto add = [&](const std::string& part) { out += (out.empty() ? "" : ", ") + part; };
  // In XML a row is the n-th element of its kind, and the column is "EPISODE REC".
  const auto space = problem.column.find(' ');
  const bool xml = space != std::string::npos;
  if (with_row && problem.row > 0)
    add(fmt::format("{} {}", xml ? problem.column.substr(0, space) : "row", problem.row));
  if (!problem.column.empty()) add("column " + problem.column.substr(xml ? space + 1 : 0));
  return out.empty() ? out : out + ": ";
}

}  // namespace

void print_problems(const std::vector<service::ImportProblem>& problems, std::string_view indent,
                    std::FILE* to) {
  std::map<Kind, Alike> kinds;
  std::string lines;
  for (const service::ImportProblem& problem : problems) {
    Alike& alike = kinds[kind_of(problem)];
    if (++alike.count <= kShown)
      lines += fmt::format("{}{}{}\n", indent, place(problem, true), problem.sentence);
    else if (alike.rows.size() < kShown)
      alike.rows.push_back(problem.row);
  }
  for (const service::ImportProblem& problem : problems) {
    Alike& alike = kinds[kind_of(problem)];
    if (alike.count <= kShown) continue;
    const std::size_t more = alike.count - kShown;
    lines += fmt::format("{}{}the same in {} ({}{}): {}\n", indent, place(problem, false),
                         text::plural(static_cast<long long>(more), "more row"),
                         fmt::join(alike.rows, ", "), more > alike.rows.size() ? " …" : "",
                         without_value(problem));
    alike.count = 0;
  }
  std::fwrite(lines.data(), 1, lines.size(), to);
}

}  // namespace homeward::cli
