#include "service/marking.hpp"

#include <fmt/format.h>

namespace homeward::service {

Result<std::string> exported_by(Service& service, const WallClock& clock, const Actor& actor) {
  const auto account = service.store().account(actor.account);
  if (!account) return tl::unexpected(account.error());
  return fmt::format("Exported by {} on {} at {} UTC.",
                     *account ? (*account)->name.reveal() : service.account_label(actor.account),
                     clock.today().words(), iso(clock.now()).substr(11, 5));
}

}  // namespace homeward::service
