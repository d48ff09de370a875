#include "service/service.hpp"

#include "service/policy.hpp"
#include "service/rooms.hpp"

namespace homeward::service {

Service::Service(std::shared_ptr<Store> store, std::shared_ptr<const WallClock> clock,
                 Settings settings)
    : rooms_(std::make_unique<Rooms>(std::move(store), std::move(clock), std::move(settings))) {
  Rooms* rooms = rooms_.get();
  rooms->store->listen([rooms](const Event& event) {
    rooms->records.changed(event.authority, event.bulk ? ChildId{} : event.child, event.sequence);
    std::function<void(const Event&)> listener;
    {
      const std::lock_guard lock(rooms->mutex);
      listener = rooms->listener;
    }
    if (listener) listener(event);
  });
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

Date Service::today() const {
  return rooms_->clock->today();
}

Date Service::date_of(Moment moment) const {
  return rooms_->clock->date_of(moment);
}

Result<std::int64_t> Service::sequence(const Actor& actor) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  auto known = rooms_->records.now(actor.authority);
  if (!known) return tl::unexpected(known.error());
  return (*known)->sequence;
}

Result<Looking> Service::Rooms::look(const Actor& actor, std::optional<Date> as_of) {
  if (auto allowed = require(actor, Act::look); !allowed) return tl::unexpected(allowed.error());
  const Date today = clock->today();
  if (as_of && *as_of > today)
    return fail(ErrorKind::invalid_input,
                "The date “as of” cannot be in the future. Choose today (" + today.words() +
                    ") or a day before it.");
  if (!as_of || *as_of == today) {
    auto known = records.now(actor.authority);
    if (!known) return tl::unexpected(known.error());
    return Looking{std::move(*known), today, std::nullopt};
  }
  auto known = records.at(actor.authority, clock->end_of(*as_of));
  if (!known) return tl::unexpected(known.error());
  return Looking{std::move(*known), *as_of, as_of};
}

Result<Applied> Service::Rooms::write(const ChangeSet& set) {
  auto applied = store->apply(set);
  if (applied && applied->last_sequence > 0)
    records.wait_for(set.authority, applied->last_sequence);
  return applied;
}

}  // namespace homeward::service
