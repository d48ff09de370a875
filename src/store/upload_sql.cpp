// Uploads in SQL: files in pieces, as those of a check are kept.
#include <algorithm>

#include "store/job_sql.hpp"
#include "store/pieces.hpp"
#include "store/values.hpp"

namespace homeward::store {
namespace {

using service::Moment;
using service::Upload;

struct Named {
  AuthorityId authority;
  std::string name;
  std::int64_t bytes = 0;
};

// A job waits for it, or is at it.
constexpr std::string_view kUsed =
    "EXISTS (SELECT 1 FROM job WHERE job.authority_id = upload.authority_id "
    "AND job.upload_name = upload.name AND job.state IN ('waiting', 'running'))";

std::vector<Named> unused(Statement& select) {
  const ResetOnExit reset(select);
  std::vector<Named> found;
  while (select.next()) {
    RowReader read(select);
    Named& one = found.emplace_back();
    read(one.authority, one.name, one.bytes);
  }
  return found;
}

std::string select_unused(std::string_view where) {
  return "SELECT authority_id, name, size_bytes FROM upload WHERE NOT " + std::string(kUsed) +
         " AND " + std::string(where);
}

std::int64_t delete_all(Connection& db, const std::vector<Named>& uploads) {
  std::int64_t deleted = 0;
  for (const Named& one : uploads) deleted += delete_upload(db, one.authority, one.name);
  return deleted;
}

void make_room(Connection& db, const Upload& upload, std::uint64_t most_bytes) {
  Statement& of_account =
      db.prepare(select_unused("session IS NOT NULL AND authority_id = ? AND by_account_id = ?"));
  delete_all(db, unused(with(of_account, upload.authority, upload.account)));
  std::uint64_t bytes = 0;
  for (const service::KeptFile& file : upload.files) bytes += file.bytes.size();
  const auto others =
      unused(db.prepare(select_unused("session IS NOT NULL ORDER BY until, authority_id, name")));
  for (const Named& one : others) bytes += static_cast<std::uint64_t>(one.bytes);
  for (const Named& one : others) {
    if (bytes <= most_bytes) return;
    bytes -= static_cast<std::uint64_t>(one.bytes);
    delete_upload(db, one.authority, one.name);
  }
}

std::int64_t size_of(const std::vector<service::KeptFile>& files) {
  std::int64_t bytes = 0;
  for (const service::KeptFile& file : files) bytes += static_cast<std::int64_t>(file.bytes.size());
  return bytes;
}

}  // namespace

void write_upload(Connection& db, const Upload& upload, std::uint64_t most_bytes) {
  if (!upload.session.empty()) make_room(db, upload, most_bytes);
  static const std::string columns =
      "authority_id, name, by_account_id, session, until, read_on, year, leading_zeros, "
      "unknown_children, old_year, revision, size_bytes";
  const service::ImportAnswers& answers = upload.answers;
  with(
      db.prepare("INSERT INTO upload (" + columns + ") VALUES (" + placeholders_for(columns) + ")"),
      upload.authority, upload.name, upload.account, upload.session, upload.until, upload.read_on,
      answers.year, answers.leading_zeros, answers.unknown_children, answers.old_year,
      upload.revision, size_of(upload.files))
      .run();
  for (std::size_t i = 0; i < upload.files.size(); ++i) {
    const service::KeptFile& file = upload.files[i];
    const auto nth = static_cast<std::int64_t>(i + 1);
    with(db.prepare("INSERT INTO upload_file (authority_id, upload_name, nth, name, previous, "
                    "size_bytes) VALUES (?, ?, ?, ?, ?, ?)"),
         upload.authority, upload.name, nth, file.name, file.previous,
         static_cast<std::int64_t>(file.bytes.size()))
        .run();
    Statement& insert = db.prepare(
        "INSERT INTO upload_file_piece (authority_id, upload_name, file_nth, nth, bytes) "
        "VALUES (?, ?, ?, ?, ?)");
    for_each_piece(file.bytes, [&](std::int64_t piece, std::string_view bytes) {
      with(insert, upload.authority, upload.name, nth, piece).add_bytes(bytes);
      insert.run();
    });
  }
}

std::optional<Upload> read_upload(Connection& db, AuthorityId authority, const std::string& name) {
  Statement& select = db.prepare(
      "SELECT authority_id, name, by_account_id, session, until, read_on, year, leading_zeros, "
      "unknown_children, old_year, revision FROM upload WHERE authority_id = ? AND name = ?");
  const ResetOnExit reset(select);
  check_text(name);
  with(select, authority, name);
  if (!select.next()) return std::nullopt;
  Upload upload;
  RowReader read(select);
  read(upload.authority, upload.name, upload.account, upload.session, upload.until, upload.read_on,
       upload.answers.year, upload.answers.leading_zeros, upload.answers.unknown_children,
       upload.answers.old_year, upload.revision);
  return upload;
}

std::vector<service::KeptFile> read_upload_files(Connection& db, AuthorityId authority,
                                                 const std::string& name) {
  std::vector<service::KeptFile> files;
  Statement& select = db.prepare(
      "SELECT name, previous, size_bytes FROM upload_file WHERE authority_id = ? "
      "AND upload_name = ? ORDER BY nth");
  {
    const ResetOnExit reset(select);
    with(select, authority, name);
    while (select.next()) {
      std::int64_t bytes = 0;
      RowReader read(select);
      service::KeptFile& file = files.emplace_back();
      read(file.name, file.previous, bytes);
      file.bytes.reserve(static_cast<std::size_t>(bytes));
    }
  }
  Statement& pieces = db.prepare(
      "SELECT file_nth, bytes FROM upload_file_piece WHERE authority_id = ? AND upload_name = ? "
      "ORDER BY file_nth, nth");
  const ResetOnExit reset(pieces);
  with(pieces, authority, name);
  while (pieces.next())
    files.at(static_cast<std::size_t>(pieces.integer(0) - 1)).bytes +=
        bytes_in(pieces, 1, db.dialect());
  return files;
}

std::optional<std::int64_t> answer_upload(Connection& db, AuthorityId authority,
                                          const std::string& name,
                                          const service::ImportAnswers& answers) {
  Statement& update = db.prepare(
      "UPDATE upload SET year = ?, leading_zeros = ?, unknown_children = ?, old_year = ?, "
      "revision = revision + 1 WHERE authority_id = ? AND name = ?");
  if (with(update, answers.year, answers.leading_zeros, answers.unknown_children, answers.old_year,
           authority, name)
          .run() == 0)
    return std::nullopt;
  return read_upload(db, authority, name)->revision;
}

void prolong_upload(Connection& db, AuthorityId authority, const std::string& name, Moment until) {
  with(db.prepare("UPDATE upload SET until = ? WHERE authority_id = ? AND name = ?"), until,
       authority, name)
      .run();
}

std::int64_t delete_upload(Connection& db, AuthorityId authority, const std::string& name) {
  for (const char* table : {"upload_file_piece", "upload_file"})
    with(db.prepare("DELETE FROM " + std::string(table) +
                    " WHERE authority_id = ? AND upload_name = ?"),
         authority, name)
        .run();
  return with(db.prepare("DELETE FROM upload WHERE authority_id = ? AND name = ?"), authority, name)
      .run();
}

std::int64_t delete_uploads_of(Connection& db, const std::string& session) {
  return delete_all(db, unused(with(db.prepare(select_unused("session = ?")), session)));
}

std::int64_t delete_old_uploads(Connection& db, Moment now) {
  return delete_all(db, unused(with(db.prepare(select_unused("until <= ?")), now)));
}

}  // namespace homeward::store
