// The return out of the database.
#include <cstdio>
#include <filesystem>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "returns/year.hpp"
#include "service/returning.hpp"
#include "service/wall_clock.hpp"

namespace homeward::cli {

namespace {

namespace fs = std::filesystem;

// The names of the files that are there already: "header.csv, episodes.csv".
std::string already_there(const fs::path& folder, const service::MadeReturn& made) {
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& [name, bytes] : made.files)
    if (fs::exists(folder / name, error)) names.push_back(name);
  return text::join(names, ", ");
}

// All of them are written beside their places before the first takes its place.
Status write_all(const fs::path& folder, const service::MadeReturn& made) {
  std::error_code error;
  fs::create_directories(folder, error);
  std::vector<Output> outputs;
  for (const auto& [name, bytes] : made.files) {
    auto output = Output::open((folder / name).string());
    if (!output) return tl::unexpected(output.error());
    output->write(bytes);
    outputs.push_back(std::move(*output));
  }
  for (Output& output : outputs)
    if (auto flushed = output.flush(); !flushed) return flushed;
  for (Output& output : outputs)
    if (auto finished = output.finish(); !finished) return finished;
  return {};
}

}  // namespace

int write_return(const Place& place, const ReturnArguments& arguments, const Adapters& adapters) {
  auto opened = open(place, adapters);
  if (!opened) return refuse(opened.error());
  auto authority = find_authority(*opened->store, place.authority);
  if (!authority) return refuse(authority.error());
  auto made = service::make_return(*opened->store, authority->id, arguments.year);
  if (!made) return refuse(made.error());
  const fs::path folder = arguments.out;
  if (!arguments.force)
    if (const std::string there = already_there(folder, *made); !there.empty())
      return refuse({ErrorKind::conflict, "“" + arguments.out + "” already holds " + there +
                                              ". Nothing was written. Choose another folder, or "
                                              "add --force to write over them."});
  if (auto written = write_all(folder, *made); !written) return refuse(written.error());
  std::printf("The return of %s for %s (%s) is in “%s”.\n", authority->name.c_str(),
              returns::year_words(arguments.year).c_str(),
              text::plural(static_cast<long long>(made->children), "child", "children").c_str(),
              arguments.out.c_str());
  if (service::SystemClock().today() < returns::year_end(arguments.year))
    std::printf("That year has not ended: what happens until 31 March is still to come.\n");
  return 0;
}

}  // namespace homeward::cli
