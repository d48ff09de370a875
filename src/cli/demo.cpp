#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>

#include "base/text.hpp"
#include "cli/commands.hpp"
#include "returns/write.hpp"
#include "service/demo.hpp"
#include "service/files.hpp"
#include "service/other_accounts.hpp"
#include "service/secrets.hpp"
#include "service/wall_clock.hpp"
#include "synthetic/as_known.hpp"

namespace homeward::cli {

namespace {

// The last collection year that was complete on `day`.
int last_complete_year(Date day) {
  return *Date::of(day.year(), 3, 31) <= day ? day.year() : day.year() - 1;
}

int write_return(const synthetic::SyntheticAuthority& made, const DemoArguments& arguments,
                 Date as_of) {
  const int year = arguments.year != 0 ? arguments.year : last_complete_year(as_of);
  const auto end = Date::of(year, 3, 31);
  if (!end || *end > as_of)
    return refuse({ErrorKind::invalid_input, "--year " + std::to_string(year) +
                                                 " has not ended on " + as_of.words() +
                                                 ". Choose an earlier year or a later --as-of."});
  std::vector<care::ChildRecord> known;
  for (const care::ChildRecord& record : made.children)
    known.push_back(synthetic::as_known(record, *end));
  std::error_code error;
  std::filesystem::create_directories(arguments.out, error);
  const std::filesystem::path folder = arguments.out;
  for (const auto& [name, bytes] : returns::write_csv(known, year))
    if (auto written = service::write_file(folder / name, bytes); !written)
      return refuse(written.error());
  std::printf("The synthetic return of %s for the year ending 31 March %d is in %s.\n",
              made.authority.name.c_str(), year, arguments.out.c_str());
  return 0;
}

// The worker with the most children on that day: whom the demo account is.
std::string busiest_worker(const synthetic::SyntheticAuthority& made, Date as_of) {
  std::map<std::string, int> children;
  for (const care::ChildRecord& record : made.children)
    for (const care::WorkerSpell& spell : record.worker_spells)
      if (spell.started_on <= as_of && (!spell.ended_on || *spell.ended_on > as_of))
        ++children[spell.worker_number.reveal()];
  const auto most = std::max_element(
      children.begin(), children.end(),
      [](const auto& one, const auto& other) { return one.second < other.second; });
  return most == children.end() ? std::string() : most->first;
}

}  // namespace

int demo(const Place& place, const DemoArguments& arguments, const Adapters& adapters) {
  const service::SystemClock clock;
  const auto as_of = arguments.as_of.empty() ? clock.today() : Date::parse_iso(arguments.as_of);
  if (!as_of) return refuse({ErrorKind::invalid_input, "--as-of takes a date like 2026-03-31."});
  auto settings = service::load_settings(place.config);
  if (!settings) return refuse(settings.error());
  synthetic::Options options;
  options.children = arguments.children;
  options.name = arguments.authority;
  options.seed = arguments.seed;
  options.as_of = *as_of;
  options.history_years = arguments.history_years;
  options.error_rate = arguments.error_rate;
  auto made = synthetic::generate(options, settings->calendar);
  if (!arguments.out.empty()) return write_return(made, arguments, *as_of);

  const std::string worker = busiest_worker(made, *as_of);
  auto opened = open_or_make(place, adapters);
  if (!opened) return refuse(opened.error());
  auto summary =
      service::put_demo(*opened->service, clock, std::move(made), *as_of, progress_line());
  end_progress();
  if (!summary) return refuse(summary.error());
  std::printf("%s (synthetic, no real child): %s in care, %s known in all, in %s.\n",
              summary->authority.name.c_str(),
              text::plural(summary->in_care, "child", "children").c_str(),
              text::thousands(summary->children).c_str(), opened->store->describe().c_str());
  if (!arguments.sign_in) return 0;
  const std::string password = service::secrets::generated_password();
  std::string name = "demo";
  for (int n = 2; opened->service->accounts().find(name); ++n) name = "demo-" + std::to_string(n);
  const auto added =
      opened->service->accounts().add(name, "Demo Manager", password, summary->authority.id,
                                      service::Role::administrator, service::PasswordIs::own);
  if (!added) return refuse(added.error());
  if (const auto set = opened->service->accounts().set_worker(name, summary->authority.id, worker);
      !set)
    return refuse(set.error());
  std::printf("Sign-in name: %s\nPassword:     %s\n", added->account.sign_in_name.c_str(),
              password.c_str());
  return 0;
}

}  // namespace homeward::cli
