// Undoing an import as one: said first, then done in one transaction.
#include <algorithm>

#include "base/text.hpp"
#include "service/change_digest.hpp"
#include "service/policy.hpp"
#include "service/rooms.hpp"
#include "service/undo.hpp"

namespace homeward::service {

namespace {

constexpr std::size_t kMostLeft = 200;
constexpr int kMostImports = 500;

std::string facts(std::int64_t count) {
  return text::plural(count, "fact");
}

std::string said(const UndoPlan& plan, bool done) {
  std::vector<std::string> parts;
  if (plan.taken_out > 0)
    parts.push_back(
        facts(plan.taken_out) + (done ? " taken out" : " would be taken out") +
        (plan.children_taken_out > 0
             ? " (among them " +
                   text::plural(plan.children_taken_out, "whole child", "whole children") + ")"
             : ""));
  if (plan.put_back > 0)
    parts.push_back(facts(plan.put_back) +
                    (done ? " put back as it was before" : " would be put back as before"));
  if (plan.brought_back > 0)
    parts.push_back(facts(plan.brought_back) + " that it withdrew " +
                    (done ? "brought back" : "would come back"));
  std::string out = parts.empty()
                        ? std::string(done ? "No fact was changed" : "No fact would change")
                        : text::join(parts, ", ");
  out += ".";
  if (plan.left_total > 0)
    out += " " + facts(plan.left_total) +
           (done ? (plan.left_total == 1 ? " stays" : " stay") : " would stay") +
           (plan.left_total == 1 ? " as it is, because of what came after it."
                                 : " as they are, because of what came after them.");
  return out;
}

}  // namespace

// The plan, and the changes that carry it out.
struct Undoing {
  UndoPlan plan;
  std::vector<Change> changes;
};

static Result<Undoing> undoing_of(Service::Rooms& rooms, const Actor& actor, ImportId import) {
  auto imports = rooms.store->imports(actor.authority, kMostImports);
  if (!imports) return tl::unexpected(imports.error());
  Undoing undoing;
  bool found = false;
  for (const ImportSummary& one : *imports) {
    if (one.id == import) {
      undoing.plan.import = one;
      found = true;
    }
    undoing.plan.later_imports += one.id > import && one.state == ImportState::done;
  }
  if (!found) return fail(ErrorKind::not_found, "There is no such import here.");
  if (undoing.plan.import.state == ImportState::undone)
    return fail(ErrorKind::conflict, "This import has been undone already. Nothing was changed.");
  if (undoing.plan.import.state != ImportState::done)
    return fail(ErrorKind::conflict, "This import was refused: there is nothing to undo.");
  JournalQuery query;
  query.import = import;
  query.limit = 0;
  auto entries = rooms.store->journal(actor.authority, query);
  if (!entries) return tl::unexpected(entries.error());
  auto known = rooms.records.now(actor.authority);
  if (!known) return tl::unexpected(known.error());
  Inverse inverse = inverse_of(*entries, [&](ChildId child) {
    const SharedRecord* record = (*known)->child(child);
    return record ? record->get() : nullptr;
  });
  UndoPlan& plan = undoing.plan;
  plan.taken_out = inverse.taken_out;
  plan.put_back = inverse.put_back;
  plan.brought_back = inverse.brought_back;
  plan.children_taken_out = inverse.children_taken_out;
  plan.left_total = static_cast<std::int64_t>(inverse.left.size());
  if (inverse.left.size() > kMostLeft) inverse.left.resize(kMostLeft);
  plan.left = std::move(inverse.left);
  plan.digest = digest_of(inverse.changes);
  plan.sentence = said(plan, false);
  undoing.changes = std::move(inverse.changes);
  return undoing;
}

Result<UndoPlan> Service::plan_undo(const Actor& actor, ImportId import) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  auto undoing = undoing_of(*rooms_, actor, import);
  if (!undoing) return tl::unexpected(undoing.error());
  return std::move(undoing->plan);
}

Result<UndoPlan> Service::undo_import(const Actor& actor, ImportId import,
                                      const std::string& digest, const Progress& progress) {
  if (auto allowed = require(actor, Act::import_data); !allowed)
    return tl::unexpected(allowed.error());
  const std::lock_guard one_at_a_time(rooms_->importing);
  progress(10, "Reading what the import did");
  auto undoing = undoing_of(*rooms_, actor, import);
  if (!undoing) return tl::unexpected(undoing.error());
  UndoPlan& plan = undoing->plan;
  if (!digest.empty() && digest != plan.digest)
    return fail(ErrorKind::conflict,
                "The record has changed since you were shown what undoing would do. Nothing was "
                "changed; look at it again.");
  ChangeSet set;
  set.authority = actor.authority;
  set.by = actor.account;
  set.at = rooms_->clock->now();
  set.undoes = import;
  set.changes = std::move(undoing->changes);
  progress(60, "Writing");
  auto applied = rooms_->write(set);
  if (!applied) return tl::unexpected(applied.error());
  plan.import.state = ImportState::undone;
  plan.import.undone_at = set.at;
  plan.import.undone_by = actor.account;
  plan.sentence = "Import " + std::to_string(import.value) + " is undone. " + said(plan, true);
  progress(100, "Done");
  return std::move(plan);
}

}  // namespace homeward::service
