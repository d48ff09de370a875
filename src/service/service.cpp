#include "service/service.hpp"

#include <algorithm>

#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

Service::Service(std::shared_ptr<Store> store, std::shared_ptr<const WallClock> clock,
                 Settings settings)
    : rooms_(std::make_unique<Rooms>(std::move(store), std::move(clock), std::move(settings))) {
  rooms_->store->listen([&news = rooms_->news](const Event& event) { news.take(event); });
}

void Service::Rooms::hear(const Event& event) {
  // First, so that whoever is told of it and asks is given it.
  records.changed(event.authority, event.bulk ? ChildId{} : event.child, event.sequence);
  std::function<void(const Event&)> pass;
  {
    const std::lock_guard lock(mutex);
    pass = listener;
  }
  if (pass) pass(event);
}

Service::~Service() {
  rooms_->store->listen({});
}

void Service::listen(std::function<void(const Event&)> listener) {
  const std::lock_guard lock(rooms_->mutex);
  rooms_->listener = std::move(listener);
}

Store& Service::store() {
  return *rooms_->store;
}

Status Service::database_answers() {
  return rooms_->store->answers();
}

Result<Figures> Service::figures() {
  Figures figures;
  const auto open = open_sessions();
  if (!open) return tl::unexpected(open.error());
  figures.open_sessions = open->size();
  const auto jobs = rooms_->store->jobs().count_jobs();
  if (!jobs) return tl::unexpected(jobs.error());
  figures.jobs = *jobs;
  const auto authorities = rooms_->store->authorities();
  if (!authorities) return tl::unexpected(authorities.error());
  for (const care::Authority& authority : *authorities) {
    constexpr int kRefusedInARow = 50;
    const auto imports = rooms_->store->imports(authority.id, kRefusedInARow);
    if (!imports) return tl::unexpected(imports.error());
    const auto last = std::find_if(imports->begin(), imports->end(),
                                   [](const auto& one) { return one.state == ImportState::done; });
    if (last != imports->end())
      figures.last_import_at = std::max(figures.last_import_at.value_or(last->at), last->at);
  }
  return figures;
}

std::size_t Service::looks_waiting() const {
  return rooms_->looks.waiting();
}

Date Service::today() const {
  return rooms_->clock->today();
}

Date Service::date_of(Moment moment) const {
  return rooms_->clock->date_of(moment);
}

Result<std::int64_t> Service::sequence(const Actor& actor) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->known(actor);
  if (!known) return tl::unexpected(known.error());
  return (*known)->sequence;
}

Result<SharedKnown> Service::Rooms::known(const Actor& actor) {
  auto all = records.now(actor.authority);
  if (!all) return all;
  return visible_to(actor, std::move(*all));
}

Result<care::ChildRecord> Service::Rooms::child(const Actor& actor, Act act, ChildId child) {
  if (auto allowed = require(actor, act, Subject{actor.authority, child}, settings.access);
      !allowed)
    return tl::unexpected(allowed.error());
  return store->child(actor.authority, child);
}

Result<Looking> Service::Rooms::look(const Actor& actor, std::optional<Date> as_of) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  const Date today = clock->today();
  if (as_of && *as_of > today)
    return fail(ErrorKind::invalid_input,
                "The date “as of” cannot be in the future. Choose today (" + today.words() +
                    ") or a day before it.");
  if (!as_of || *as_of == today) {
    auto seen = known(actor);
    if (!seen) return tl::unexpected(seen.error());
    return Looking{std::move(*seen), today, std::nullopt};
  }
  auto all = records.at(actor.authority, clock->end_of(*as_of));
  if (!all) return tl::unexpected(all.error());
  return Looking{visible_to(actor, std::move(*all)), *as_of, as_of};
}

Result<Applied> Service::Rooms::write(const ChangeSet& set) {
  auto applied = store->apply(set);
  if (applied && applied->last_sequence > 0)
    records.wait_for(set.authority, applied->last_sequence);
  return applied;
}

}  // namespace homeward::service
