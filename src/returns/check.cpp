#include "returns/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "returns/areas.hpp"
#include "returns/rules/prepare.hpp"
#include "returns/year.hpp"

namespace homeward::returns {

namespace {

using rules::Needs;
using rules::Rule;

Needs tables_in(const Return& from, bool last) {
  Needs given = 0;
  for (const Table& table : from.tables)
    if (table.present()) given |= last ? rules::needs_last(table.id()) : rules::needs(table.id());
  return given;
}

Needs what_is_given(const Return& now, const Return* last, const CheckOptions& options,
                    const rules::Year& year) {
  Needs given = tables_in(now, false);
  if (last != nullptr) given |= tables_in(*last, true);
  if (options.postcodes != nullptr) given |= rules::kPostcodes;
  if (options.providers != nullptr) {
    given |= rules::kProviders;
    if (!options.providers->has_shortened_urns()) given |= rules::kProviderUrns;
    for (std::size_t i = 0; i < ProviderTable::kColumns; ++i)
      if (options.providers->tells(static_cast<ProviderTable::Column>(i)))
        given |= rules::needs_provider_column(i);
  }
  if (!year.own_area.empty()) given |= rules::kOwnArea;
  if (year.xml) given |= rules::kXml;
  return given;
}

std::string column_words(std::size_t column) {
  return fmt::format("the column {} ({})", rules::kProviderColumns[column],
                     rules::kProviderColumnWords[column]);
}

// "last year's return and a postcode file"
std::string list_words(Needs missing, bool has_last, std::size_t& count) {
  std::vector<std::string> parts;
  bool last_year = false;
  for (const TableSchema& table : schemas()) {
    if (missing & rules::needs(table.id))
      parts.push_back("the " + std::string(table.name) + " file");
    if (missing & rules::needs_last(table.id)) {
      if (has_last)
        parts.push_back("last year's " + std::string(table.name) + " file");
      else
        last_year = true;
    }
  }
  if (last_year) parts.emplace_back("last year's return");
  if (missing & rules::kPostcodes) parts.emplace_back("a postcode file");
  if (missing & rules::kProviders) {
    parts.emplace_back("Ofsted's list of providers");
  } else {
    for (std::size_t i = 0; i < std::size(rules::kProviderColumns); ++i)
      if (missing & rules::needs_provider_column(i))
        parts.push_back(column_words(i) + " in the list of providers");
    if (missing & rules::kProviderUrns)
      parts.emplace_back(
          "every URN of the list of providers, of which a spreadsheet has shortened some");
  }
  if (missing == rules::kOwnArea) parts.emplace_back("the code of the authority");
  std::string words;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) words += i + 1 == parts.size() ? " and " : ", ";
    words += parts[i];
  }
  count = parts.size();
  return words;
}

std::string missing_words(Needs missing, bool has_last) {
  if (missing & rules::kXml) return "It is for a return made as XML.";
  std::size_t count = 0;
  const std::string list = list_words(missing, has_last, count);
  return "It needs " + list + (count == 1 ? ", which was" : ", which were") + " not given.";
}

std::string in_part_words(Needs missing, bool has_last) {
  std::size_t count = 0;
  const std::string list = list_words(missing, has_last, count);
  return "It also reads " + list + (count == 1 ? ", which was" : ", which were") +
         " not given: what can only be told from there was not looked at.";
}

// Which providers the list does not tell all of that these rules read, and which it lacks.
void add_gaps_of_list(const std::vector<const Rule*>& run, const Providers& providers,
                      std::vector<NotRun>& out) {
  for (const Rule* rule : run) {
    for (const ProviderTable& table : providers.tables())
      for (std::size_t i = 0; i < ProviderTable::kColumns; ++i)
        if ((rule->needs & rules::needs_provider_column(i)) && !table.has[i] &&
            !(i == ProviderTable::area && providers.areas_by_postcode()))
          out.push_back(
              {rule, fmt::format("For the providers of {} it needs {}, which was not given.",
                                 table.name, column_words(i))});
    if ((rule->needs & rules::kProviderUrns) != rules::kProviderUrns) continue;
    if (!providers.lists_supported())
      out.push_back({rule,
                     "For placements in supported accommodation (K3, H5) it needs Ofsted's "
                     "list of supported accommodation, which was not given."});
    if (!providers.lists_others())
      out.push_back({rule,
                     "For placements elsewhere than in supported accommodation it needs "
                     "Ofsted's list of the other settings, which was not given."});
  }
}

rules::Year year_of(const Return& now, const CheckOptions& options) {
  rules::Year year;
  year.collection = now.collection_year;
  year.rules = options.rules != 0 ? options.rules : now.collection_year;
  year.start = year_start(year.collection);
  year.end = year_end(year.collection);
  if (options.ends_on && year.start <= *options.ends_on)
    year.end = std::min(year.end, *options.ends_on);
  year.last_start = year_start(year.collection - 1);
  year.last_end = year_end(year.collection - 1);
  year.xml = now[TableId::header].from_xml();
  if (options.providers != nullptr) {
    year.supported_listed = options.providers->lists_supported();
    year.others_listed = options.providers->lists_others();
  }
  return year;
}

// Children to a task: enough tasks for a few cores, and few enough not to matter.
constexpr std::size_t kChildrenATask = 2048;

// Of sorted findings: a row that was flagged twice by one rule is one finding.
void merge_same(std::vector<rules::Finding>& findings) {
  std::size_t kept = 0;
  for (const rules::Finding& one : findings) {
    if (kept > 0 && findings[kept - 1] == one)
      findings[kept - 1].at_fault |= one.at_fault;
    else
      findings[kept++] = one;
  }
  findings.resize(kept);
}

void run(const std::vector<const Rule*>& run, std::span<const rules::Child> children,
         const rules::Year& year, const Parallel& parallel, std::vector<rules::Finding>& findings) {
  const std::size_t pieces = (children.size() + kChildrenATask - 1) / kChildrenATask;
  std::vector<rules::Flags> flags(pieces + 1);
  parallel(pieces, [&](std::size_t piece) {
    const auto own = children.subspan(
        piece * kChildrenATask, std::min(kChildrenATask, children.size() - piece * kChildrenATask));
    for (const rules::Child& child : own)
      for (std::size_t i = 0; i < run.size(); ++i) {
        if (run[i]->check == nullptr) continue;
        flags[piece].begin(static_cast<std::uint16_t>(i));
        run[i]->check(child, year, flags[piece]);
      }
  });
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (run[i]->whole == nullptr) continue;
    flags.back().begin(static_cast<std::uint16_t>(i));
    run[i]->whole(children, year, flags.back());
  }
  parallel(flags.size(),
           [&](std::size_t i) { std::sort(flags[i].found().begin(), flags[i].found().end()); });
  std::size_t all = 0;
  for (rules::Flags& each : flags) all += each.found().size();
  findings.reserve(all);
  for (rules::Flags& each : flags)
    findings.insert(findings.end(), each.found().begin(), each.found().end());
  std::sort(findings.begin(), findings.end());
  merge_same(findings);
}

}  // namespace

Checked check(const Return& now, const Return* last, const CheckOptions& options) {
  const Parallel parallel = options.parallel ? options.parallel : Parallel(one_after_another);
  Checked out;
  rules::Year year = year_of(now, options);
  rules::Prepared prepared = rules::prepare(now, last, year, parallel);
  out.collection_year = year.collection;
  out.rules_year = year.rules;
  out.own_area = placement_area(options.own_area);
  if (out.own_area.empty() && options.postcodes != nullptr)
    out.own_area = rules::most_homes_in(prepared, *options.postcodes);
  year.own_area = out.own_area;
  rules::derive(prepared, options.postcodes, options.providers, out.own_area, parallel);

  const Needs given = what_is_given(now, last, options, year);
  for (const Rule* rule : rules::all_rules()) {
    if (!rule->years.in(year.rules)) continue;
    if (const Needs missing = rule->needs & ~given) {
      out.not_run.push_back({rule, missing_words(missing, last != nullptr)});
      continue;
    }
    out.rules.push_back(rule);
    if (const Needs missing = rule->also & ~given)
      out.in_part.push_back({rule, in_part_words(missing, last != nullptr)});
  }
  if (options.providers != nullptr) add_gaps_of_list(out.rules, *options.providers, out.in_part);
  run(out.rules, prepared.children, year, parallel, out.findings);
  out.children = static_cast<std::size_t>(
      std::count_if(prepared.children.begin(), prepared.children.end(),
                    [](const rules::Child& child) { return !child.id.empty(); }));
  return out;
}

namespace {

void add_postcodes_of_settings(const Return& now, const Providers& providers,
                               std::vector<std::string>& out) {
  const Table& table = now[TableId::episodes];
  std::string_view before;
  for (std::size_t i = 0; i < table.size(); ++i) {
    const std::string_view cell = table.cell(i, episodes::urn);
    if (cell.empty() || cell == before) continue;
    before = cell;
    const auto urn = Code::parse(cell);
    const Provider* provider = urn ? providers.find(*urn) : nullptr;
    if (provider != nullptr && provider->area.empty() && !provider->postcode.empty())
      out.push_back(provider->postcode);
  }
}

}  // namespace

std::vector<std::string> postcodes_in(const Return& now, const Return* last,
                                      const Providers* providers) {
  std::vector<std::string> out;
  if (providers != nullptr) add_postcodes_of_settings(now, *providers, out);
  for (const Return* each : {&now, last}) {
    if (each == nullptr) continue;
    const Table& table = (*each)[TableId::episodes];
    for (std::size_t i = 0; i < table.size(); ++i)
      for (const auto column : {episodes::home_post, episodes::pl_post}) {
        const std::string_view cell = table.cell(i, column);
        // A child's home and place mostly stay as they were in the row before.
        if (!cell.empty() && (i == 0 || cell != table.cell(i - 1, column)))
          out.push_back(plain_postcode(cell));
      }
  }
  return out;
}

}  // namespace homeward::returns
