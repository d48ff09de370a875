#include "http/work.hpp"

#include "http/handlers.hpp"

namespace homeward::http {
namespace {

bool is_slow(const Request& request, const Route& route) {
  return route.access.act() == service::Act::export_data || route.handle == show_record_check ||
         route.handle == show_child_return_findings || request.query.contains("as_of");
}

}  // namespace

Work work_of(const Request& request, const Route* route) {
  if (!route) return Work::page;
  if (route->access.kind() == Access::Kind::public_) return Work::health;
  if (route->access.kind() == Access::Kind::figures) return Work::figures;
  if (route->access.kind() == Access::Kind::sign_in || route->handle == change_password)
    return Work::sign_in;
  if (route->method == Method::get) return is_slow(request, *route) ? Work::slow : Work::read;
  if (route->pattern.starts_with("/api/session")) return Work::session;
  // An upload only waits to be worked on.
  if (route->handle == search_children || route->body == Body::upload) return Work::read;
  return Work::write;
}

std::string_view sentence_of(Work work, Outcome outcome) {
  const bool changes = work == Work::write || work == Work::session;
  switch (outcome) {
    case Outcome::done:
      return "";
    case Outcome::full:
      if (work == Work::sign_in) return "Many people are signing in. Try again shortly.";
      return changes
                 ? "Too many changes are waiting to be saved. Nothing of yours was changed; try "
                   "again in a minute."
                 : "Too many people are waiting for an answer. Try again in a minute.";
    case Outcome::not_begun:
      return changes
                 ? "The database is busy and did not come to this in time. Nothing was changed; "
                   "try again in a minute."
                 : "The database is busy and did not answer in time. Try again in a minute.";
    case Outcome::late:
      if (work == Work::sign_in)
        return "The database did not answer in time, so it is not known whether it was done. Try "
               "again in a minute.";
      return changes
                 ? "The database did not answer in time, so it is not known whether your change "
                   "was kept. Load the page again and look before you enter it once more."
                 : "The database did not answer in time. Try again in a minute.";
  }
  return "";
}

}  // namespace homeward::http
