#include "store/desk_sql.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"
#include "store/change_writer.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

const std::string kImportColumns =
    "id, at, by_account_id, state, source_name, content_hash, collection_years, children, "
    "episodes, "
    "problems, added, changed, withdrawn, unchanged, sentence, job";
const std::string kUndoneColumns = ", undone_at, undone_by_account_id";

std::string years_text(const std::vector<int>& years) {
  return fmt::format("{}", fmt::join(years, ","));
}

std::vector<int> parse_years(std::string_view text) {
  std::vector<int> years;
  for (const std::string_view part : text::split(text, ',')) {
    int year = 0;
    if (std::from_chars(part.data(), part.data() + part.size(), year).ec == std::errc{})
      years.push_back(year);
  }
  return years;
}

std::string insert_of(std::string_view table, std::string_view columns) {
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, columns, placeholders_for(columns));
}

}  // namespace

care::Authority save_authority(Connection& db, care::Authority authority) {
  if (authority.id) {
    Statement& update = db.prepare(
        "UPDATE authority SET name = ?, dfe_number = ?, ons_code = ?, synthetic = ? WHERE id = ?");
    with(update, authority.name, authority.dfe_number, authority.ons_code, authority.synthetic,
         authority.id);
    if (update.run() == 0) refuse(ErrorKind::not_found, "There is no such authority.");
    return authority;
  }
  authority.id.value = db.reserve_ids("authority", 1).front();
  Statement& insert =
      db.prepare(insert_of("authority", "id, name, dfe_number, ons_code, synthetic"));
  with(insert, authority.id, authority.name, authority.dfe_number, authority.ons_code,
       authority.synthetic)
      .run();
  return authority;
}

ImportId write_import(Connection& db, AuthorityId authority, const service::ImportRecord& record) {
  const service::ImportSummary& summary = record.summary;
  const ImportId id{db.reserve_ids("data_import", 1).front()};
  const std::string years = years_text(summary.collection_years);
  Statement& insert = db.prepare(insert_of("data_import", "authority_id, " + kImportColumns));
  with(insert, authority, id, summary.at, summary.by, summary.state, summary.source_name,
       summary.content_hash, years, summary.children, summary.episodes, summary.problems,
       summary.added, summary.changed, summary.withdrawn, summary.unchanged, summary.sentence,
       summary.job)
      .run();
  if (record.problems.empty()) return id;
  const auto bulk = db.bulk_insert("import_problem",
                                   "authority_id, import_id, nth, file, source_row, column_name, "
                                   "found, sentence, effect");
  std::int64_t nth = 0;
  for (const service::ImportProblem& problem : record.problems) {
    put(*bulk, authority);
    put(*bulk, id);
    put(*bulk, ++nth);
    put(*bulk, problem.file);
    put_unless_zero(*bulk, problem.row);
    put(*bulk, problem.column);
    put(*bulk, problem.found);
    put(*bulk, problem.sentence);
    put(*bulk, problem.effect);
    bulk->end_row();
  }
  bulk->finish();
  return id;
}

void mark_undone(Connection& db, AuthorityId authority, ImportId import, service::Moment at,
                 AccountId by) {
  Statement& select =
      db.prepare("SELECT state, undone_at FROM data_import WHERE authority_id = ? AND id = ?");
  with(select, authority, import);
  {
    const ResetOnExit reset(select);
    service::ImportState state = service::ImportState::refused;
    std::optional<service::Moment> undone_at;
    const bool there = select.next();
    if (there) {
      RowReader read(select);
      read(state, undone_at);
    }
    if (!there || state != service::ImportState::done)
      refuse(ErrorKind::not_found, "There is no such import that brought anything in.");
    if (undone_at)
      refuse(ErrorKind::conflict, "This import has been undone already. Nothing was changed.");
  }
  Statement& update = db.prepare(
      "UPDATE data_import SET undone_at = ?, undone_by_account_id = ? "
      "WHERE authority_id = ? AND id = ?");
  with(update, at, by, authority, import).run();
}

namespace {

Statement& select_imports(Connection& db, const std::string& which) {
  return db.prepare("SELECT " + kImportColumns + kUndoneColumns +
                    " FROM data_import WHERE authority_id = ? " + which);
}

std::vector<service::ImportSummary> take_imports(Statement& select) {
  const ResetOnExit reset(select);
  std::vector<service::ImportSummary> imports;
  while (select.next()) {
    service::ImportSummary& summary = imports.emplace_back();
    std::string years;
    RowReader read(select);
    read(summary.id, summary.at, summary.by, summary.state, summary.source_name,
         summary.content_hash, years, summary.children, summary.episodes, summary.problems,
         summary.added, summary.changed, summary.withdrawn, summary.unchanged, summary.sentence,
         summary.job, summary.undone_at, summary.undone_by);
    summary.collection_years = parse_years(years);
    if (summary.undone_at) summary.state = service::ImportState::undone;
  }
  return imports;
}

std::optional<service::ImportSummary> take_import(Statement& select) {
  auto found = take_imports(select);
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

}  // namespace

std::vector<service::ImportSummary> read_imports(Connection& db, AuthorityId authority, int limit) {
  Statement& select = select_imports(db, "ORDER BY id DESC LIMIT ?");
  with(select, authority, limit);
  return take_imports(select);
}

std::optional<service::ImportSummary> read_import(Connection& db, AuthorityId authority,
                                                  ImportId import) {
  Statement& select = select_imports(db, "AND id = ?");
  with(select, authority, import);
  return take_import(select);
}

std::optional<service::ImportSummary> read_import_of_job(Connection& db, AuthorityId authority,
                                                         std::string_view job) {
  if (job.empty()) return std::nullopt;
  check_text(job);
  Statement& select = select_imports(db, "AND job = ? ORDER BY id DESC LIMIT 1");
  put(select, authority);
  select.add_text(job);
  return take_import(select);
}

std::vector<service::ImportProblem> read_import_problems(Connection& db, AuthorityId authority,
                                                         ImportId import, int offset, int limit) {
  Statement& select = db.prepare(
      "SELECT file, source_row, column_name, found, sentence, effect FROM import_problem "
      "WHERE authority_id = ? AND import_id = ? ORDER BY nth LIMIT ? OFFSET ?");
  with(select, authority, import, limit, offset);
  const ResetOnExit reset(select);
  std::vector<service::ImportProblem> problems;
  while (select.next()) {
    service::ImportProblem& problem = problems.emplace_back();
    RowReader read(select);
    read(problem.file, problem.row, problem.column, problem.found, problem.sentence,
         problem.effect);
  }
  return problems;
}

void log_look(Connection& db, const service::Look& look) {
  Statement& insert =
      db.prepare(insert_of("look", "at, account_id, authority_id, child_id, what, of_a_list"));
  with(insert, look.at, look.account, look.authority, look.child, look.what, false).run();
  for (const ChildId child : look.children)
    with(insert, look.at, look.account, look.authority, child, look.what, true).run();
}

std::vector<service::Look> read_looks(Connection& db, AuthorityId authority,
                                      std::optional<ChildId> child, int limit) {
  Statement& select =
      db.prepare(std::string("SELECT at, account_id, authority_id, child_id, what FROM look "
                             "WHERE authority_id = ?") +
                 (child ? " AND child_id = ?" : " AND (of_a_list IS NULL OR of_a_list = 0)") +
                 " ORDER BY id DESC LIMIT ?");
  with(select, authority);
  if (child) put(select, *child);
  put(select, limit);
  const ResetOnExit reset(select);
  std::vector<service::Look> looks;
  while (select.next()) {
    service::Look& look = looks.emplace_back();
    RowReader read(select);
    read(look.at, look.account, look.authority, look.child, look.what);
  }
  return looks;
}

}  // namespace homeward::store
