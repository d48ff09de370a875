#include "service/config_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "care/child_told.hpp"
#include "journey/traits.hpp"
#include "service/config_table.hpp"
#include "service/population_reader.hpp"

namespace homeward::service {

namespace {

using namespace journey;

// All that is configured is about children.
const care::Kind& kind() {
  return care::child_kind();
}

// Nothing for a milestone that only people know.
const care::Happening* read_happening(ConfigTable& table) {
  constexpr std::string_view kEntered = "entered";
  const std::string name = table.text("read_from");
  const care::Happening* found = kind().happening(name);
  if (found || name.empty() || name == kEntered) return found;
  std::vector<std::string_view> choices{kEntered};
  for (const care::Happening& happening : kind().happenings) choices.push_back(happening.name);
  table.note_choices("read_from", name, choices);
  return nullptr;
}

journey::Role read_role(ConfigTable& table) {
  journey::Role role;
  role.id = table.required("id");
  role.name = table.required("name");
  table.required("standing");
  role.standing = table.named("standing", Standing::unconfirmed);
  return role;
}

std::vector<std::string> read_roles(ConfigTable& table) {
  constexpr std::string_view kKey = "who_can_fill";
  std::vector<std::string> roles = table.texts(kKey);
  if (roles.empty())
    table.note(kKey,
               "must name at least one role of roles.toml by its id, such as "
               "[\"social_worker\"].");
  return roles;
}

MilestoneType read_milestone(ConfigTable& table) {
  MilestoneType type;
  type.id = table.required("id");
  type.name = table.required("name");
  type.short_name = table.text("short_name");
  type.explanation = table.required("explanation");
  type.happening = read_happening(table);
  if (const care::Happening* told = type.happening; told && !told->parameter.empty()) {
    type.parameter = table.number(told->parameter).value_or(0);
    if (type.parameter == 0) table.note(told->parameter, fmt::format("is missing: {}", told->asks));
  }
  type.repeats = table.flag("repeats", false);
  type.who_can_fill = read_roles(table);
  type.outcomes = table.texts("outcomes");
  type.may_be_entered = table.flag("may_be_entered", true);
  type.decision = table.flag("decision", false);
  type.before_care = table.flag("before_care", false);
  type.done = table.text("done");
  type.when = table.text("when");
  type.to_do = table.text("to_do");
  type.collected = table.flag("collected", true);
  type.collected_from = table.date("collected_from");
  if (type.happening && type.happening->repeats && !type.repeats)
    table.note("repeats", "must be true: what read_from names happens again and again.");
  if (!type.happening && !type.may_be_entered)
    table.note("may_be_entered", "cannot be false when nothing else gives the date.");
  return type;
}

Timescale read_timescale(ConfigTable& table, ConfigProblems& problems) {
  Timescale timescale;
  timescale.id = table.required("id");
  timescale.name = table.required("name");
  table.required("from");
  table.required("to");
  timescale.from = table.ref("from").value_or(MilestoneRef{});
  timescale.to = table.ref("to").value_or(MilestoneRef{});
  const auto counted_in = table.text("counted_in");
  if (const auto limit = table.limit("limit"))
    timescale.limit = *limit;
  else if (counted_in == "working days" || counted_in == "days")
    timescale.limit = {0, counted_in == "days" ? Unit::calendar_days : Unit::working_days};
  else
    table.note("limit",
               "is missing: give a limit, or counted_in = \"days\" or \"working days\" "
               "where days are counted and there is no limit.");
  timescale.kind = table.named("kind", Kind::local);
  timescale.law = table.text("law");
  table.required("standing");
  timescale.standing = table.named("standing", Standing::unconfirmed);
  timescale.source = table.text("source");
  timescale.note = table.text("note");
  timescale.effective_from = table.date("effective_from");
  timescale.effective_until = table.date("effective_until");
  timescale.due_soon = table.limit("due_soon");
  timescale.repeats = table.flag("repeats", false);
  timescale.unknown_after = table.limit("unknown_after");
  timescale.settled_by = table.refs("settled_by");
  timescale.ask_months = table.number("ask_months").value_or(timescale.ask_months);
  timescale.population = Population::usual(kind(), IfUnknown::out);
  if (const auto* children = table.inner("children"))
    timescale.population =
        read_population(kind(), *children, table.where(), PopulationOf::timescale, problems);
  if (timescale.kind != Kind::local && timescale.law.empty())
    table.note("law", "is missing: name the law or guidance, or make it kind = \"local\".");
  if (timescale.standing == Standing::confirmed && timescale.source.empty())
    table.note("source",
               "is missing: name where it was read (docs/sources.md), or make it standing = "
               "\"unconfirmed\".");
  if (timescale.effective_from && timescale.effective_until &&
      *timescale.effective_until < *timescale.effective_from)
    table.note("effective_until", "lies before effective_from.");
  if (timescale.repeats && (timescale.from.nth != 0 || timescale.to.nth != 0))
    table.note("repeats", "needs from = \"...:latest\" and to = \"...:next\".");
  return timescale;
}

Stage read_stage(ConfigTable& table) {
  Stage stage;
  stage.id = table.required("id");
  stage.name = table.required("name");
  stage.explanation = table.required("explanation");
  table.required("begins");
  stage.begins = table.ref("begins").value_or(MilestoneRef{});
  stage.also_begins = table.refs("also_begins");
  stage.ends_with = table.text("ends_with");
  stage.stuck_after_days = table.number("stuck_after_days").value_or(0);
  stage.permanent = table.flag("permanent", false);
  for (const care::Trait& trait : kind().traits) {
    if (!trait.spells) continue;
    TraitTest test;
    test.trait = &trait;
    test.codes = table.codes(trait.name);
    if (!test.codes.empty()) stage.lasts_while = std::move(test);
  }
  stage.ends_with_placement = table.flag("ends_with_placement", false);
  return stage;
}

PlanType read_plan(ConfigTable& table) {
  PlanType plan;
  plan.id = table.required("id");
  plan.name = table.required("name");
  plan.explanation = table.required("explanation");
  plan.permanent_outside_family = table.flag("permanent_outside_family", false);
  return plan;
}

TrackerColumn read_column(ConfigTable& table) {
  TrackerColumn column;
  column.id = table.required("id");
  column.title = table.required("title");
  table.required("show");
  column.show = table.named("show", TrackerColumn::Show::child);
  column.timescale = table.text("timescale");
  column.milestone = table.ref("milestone").value_or(MilestoneRef{});
  column.hidden = table.flag("hidden", false);
  column.width = table.number("width").value_or(0);
  if (column.show == TrackerColumn::Show::clock && column.timescale.empty())
    table.note("timescale", "is missing: which clock does the column show?");
  if (column.show == TrackerColumn::Show::milestone && column.milestone.type.empty())
    table.note("milestone", "is missing: which milestone does the column show?");
  return column;
}

// Reads every [[word]] table with `read_one`; ids must differ.
template <class T, class ReadOne>
void read_list(std::vector<T>& out, ConfigTable& file, std::string_view word,
               ConfigProblems& problems, ReadOne read_one) {
  const auto* list = file.list(word);
  if (!list) return;
  std::size_t at = 0;
  for (const auto& node : *list) {
    const toml::table& entry = *node.as_table();
    const auto* id = entry.get_as<std::string>("id");
    ++at;
    ConfigTable table(entry,
                      id ? fmt::format("{}, {} \"{}\"", file.where(), word, id->get())
                         : fmt::format("{}, {} number {}", file.where(), word, at),
                      problems);
    T one = read_one(table);
    table.finish();
    if (!one.id.empty() &&
        std::any_of(out.begin(), out.end(), [&](const T& other) { return other.id == one.id; }))
      table.note("id", "stands twice.");
    out.push_back(std::move(one));
  }
}

Tracker read_tracker(ConfigTable& file, ConfigProblems& problems) {
  Tracker tracker;
  tracker.id = file.required("id");
  tracker.name = file.required("name");
  tracker.how_to_read = file.required("how_to_read");
  tracker.clocks = file.texts("clocks");
  // Somebody about whom something is unknown is listed, so that nobody is lost.
  tracker.population = Population::usual(kind(), IfUnknown::in);
  if (const auto* children = file.inner("children"))
    tracker.population =
        read_population(kind(), *children, file.where(), PopulationOf::tracker, problems);
  read_list(tracker.columns, file, "column", problems, read_column);
  if (tracker.columns.empty()) file.note("column", "is missing: a tracker has columns.");
  return tracker;
}

// What refers to something that is not there.
class CrossCheck {
 public:
  CrossCheck(const Config& config, ConfigProblems& problems)
      : config_(config), problems_(problems) {}

  void run() const {
    for (const auto& type : config_.milestones)
      for (const auto& role : type.who_can_fill)
        if (!config_.role(role))
          missing(fmt::format("milestones.toml, milestone \"{}\", who_can_fill", type.id), "role",
                  role);
    for (const auto& timescale : config_.timescales) check(timescale);
    for (const auto& stage : config_.stages) {
      const std::string where = fmt::format("stages.toml, stage \"{}\"", stage.id);
      milestone(where + ", begins", stage.begins);
      for (const auto& ref : stage.also_begins) milestone(where + ", also_begins", ref);
    }
    for (const auto& tracker : config_.trackers) check(tracker);
  }

 private:
  void check(const Timescale& timescale) const {
    const std::string where = fmt::format("timescales.toml, timescale \"{}\"", timescale.id);
    milestone(where + ", from", timescale.from);
    milestone(where + ", to", timescale.to);
    for (const auto& ref : timescale.settled_by) milestone(where + ", settled_by", ref);
    population(where, timescale.population);
  }

  void check(const Tracker& tracker) const {
    const std::string where = fmt::format("tracker \"{}\"", tracker.id);
    for (const auto& column : tracker.columns) {
      const std::string here = fmt::format("{}, column \"{}\"", where, column.id);
      if (!column.timescale.empty() && !config_.timescale(column.timescale))
        missing(here + ", timescale", "timescale", column.timescale);
      milestone(here + ", milestone", column.milestone);
    }
    for (const auto& id : tracker.clocks)
      if (!config_.timescale(id)) missing(where + ", clocks", "timescale", id);
    population(where, tracker.population);
  }

  void population(const std::string& where, const Population& population) const {
    for (const TraitTest& test : population.tests) {
      const std::string here = fmt::format("{}, children, {}", where, test.trait->name);
      for (const auto& id : test.ids)
        if (!config_.plan(id)) missing(here, "plan", id);
      milestone(here, test.step);
    }
  }

  void milestone(const std::string& where, const MilestoneRef& ref) const {
    if (ref.type.empty()) return;  // its absence has been noted where it must not be absent
    const auto* type = config_.milestone(ref.type);
    if (!type)
      missing(where, "milestone", ref.type);
    else if (ref.nth != 1 && !type->repeats)
      problems_.add(where, fmt::format("\"{}\" happens once only, so it has no number.", ref.type));
  }

  void missing(const std::string& where, std::string_view what, std::string_view id) const {
    problems_.add(where, fmt::format("there is no {} \"{}\".", what, id));
  }

  const Config& config_;
  ConfigProblems& problems_;
};

}  // namespace

Result<Calendar> read_calendar(std::string_view toml_text) {
  constexpr std::string_view kFile = "bank-holidays.toml";
  ConfigProblems problems;
  const auto parsed = parse_config(kFile, toml_text, problems);
  if (!parsed) return problems.error();
  ConfigTable file(*parsed, std::string(kFile), problems);
  file.text("version");
  const auto* years = file.inner("years");
  if (!years || years->empty()) file.note("years", "is missing: name at least one year.");
  file.finish();
  if (!problems.none()) return problems.error();

  std::vector<Date> days;
  std::set<int> named;
  for (const auto& [key, node] : *years) {
    const std::string where = fmt::format("{}, years, {}", kFile, key.str());
    const auto first = Date::parse_iso(fmt::format("{}-01-01", key.str()));
    const auto* array = node.as_array();
    if (!first || !array) {
      problems.add(where, "must be a year with a list of dates.");
      continue;
    }
    named.insert(first->year());
    for (const auto& one : *array) {
      const auto* date = one.as_date();
      const auto day =
          date ? Date::of(date->get().year, date->get().month, date->get().day) : std::nullopt;
      if (!day)
        problems.add(where, "holds something that is not a date.");
      else if (day->year() != first->year())
        problems.add(where, fmt::format("{} is not in that year.", day->iso()));
      else if (day->is_weekend())
        problems.add(where, fmt::format("{} is a weekend day: name the day that stands for it.",
                                        day->iso()));
      else if (std::find(days.begin(), days.end(), *day) != days.end())
        problems.add(where, fmt::format("{} stands twice.", day->iso()));
      else
        days.push_back(*day);
    }
  }
  if (!named.empty())
    for (int year = *named.begin(); year <= *named.rbegin(); ++year)
      if (named.find(year) == named.end())
        problems.add(std::string(kFile) + ", years",
                     fmt::format("{} is missing between the others.", year));
  if (!problems.none()) return problems.error();
  return Calendar(std::move(days), *named.begin(), *named.rbegin());
}

Result<Config> read_config(const ConfigTexts& texts) {
  ConfigProblems problems;
  Config config;
  const auto with_file = [&](std::string_view name, auto read) {
    const auto found = texts.find(name);
    if (found == texts.end()) return problems.add(name, "the file is missing.");
    const auto parsed = parse_config(name, found->second, problems);
    if (!parsed) return;
    ConfigTable file(*parsed, std::string(name), problems);
    read(file);
    file.finish();
  };
  with_file("roles.toml",
            [&](ConfigTable& file) { read_list(config.roles, file, "role", problems, read_role); });
  with_file("milestones.toml", [&](ConfigTable& file) {
    config.entered_counts = file.flag("entered_counts", true);
    read_list(config.milestones, file, "milestone", problems, read_milestone);
  });
  with_file("timescales.toml", [&](ConfigTable& file) {
    read_list(config.timescales, file, "timescale", problems,
              [&](ConfigTable& table) { return read_timescale(table, problems); });
  });
  with_file("stages.toml", [&](ConfigTable& file) {
    read_list(config.stages, file, "stage", problems, read_stage);
  });
  with_file("plans.toml",
            [&](ConfigTable& file) { read_list(config.plans, file, "plan", problems, read_plan); });
  for (const auto& [name, text] : texts)
    if (name.rfind("trackers/", 0) == 0 && name.size() > 5 &&
        name.compare(name.size() - 5, 5, ".toml") == 0)
      with_file(name, [&](ConfigTable& file) {
        Tracker tracker = read_tracker(file, problems);
        if (config.tracker(tracker.id)) file.note("id", "another tracker has it too.");
        config.trackers.push_back(std::move(tracker));
      });
  CrossCheck(config, problems).run();
  if (!problems.none()) return problems.error();
  link(config);
  return config;
}

}  // namespace homeward::service
