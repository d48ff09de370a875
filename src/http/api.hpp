// From a request to a response: guards, routes, pages. Knows no sockets; safe from any thread.
#pragma once

#include <atomic>
#include <memory>
#include <string>

#include "http/guards.hpp"
#include "http/routes.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "http/tools.hpp"
#include "http/work.hpp"

namespace homeward::http {

// What is decided from the head of a request, before any of the body is read.
struct Plan {
  std::optional<Response> refused;  // answer this and close
  const Route* route = nullptr;     // none: a page's file
  std::vector<std::string> parameters;
  std::string_view pattern = "page";  // for the log
  std::uint64_t body_bytes = 0;       // limit
  bool upload = false;                // ask admit() before reading the body
  Work work = Work::page;
  // True for a request from a device on which somebody has signed in here before. Signing in from
  // such devices has places of its own, which no stranger can take.
  bool known_device = false;
};

class Api {
 public:
  Api(service::Service& service, const ServerOptions& options);

  // Says where a request comes from, and in which session; `peer` is the other end's address.
  void receive(Request& head, std::string_view peer) const;

  // Quick: touches no database.
  Plan plan(const Request& head) const;

  // Nothing if this person may send this body; otherwise the refusal. Database work.
  std::optional<Response> admit(const Request& head, const Plan& plan);

  // The answer, complete with headers; never throws. Database work, except for Work::page.
  Response answer(Request& request, const Plan& plan);

  // An answer to a request that could not be read.
  Response refusal(int status, std::string_view sentence) const;

  // The answer to a request that was not answered in time.
  Response unanswered(Method method, const Plan& plan, Outcome outcome) const;

  // An answer was sent, or could not be.
  void answered(Method method, const Response& response, std::chrono::microseconds took);

  bool https_only() const { return reach_.https_only(); }

  // For a stream of events at each heartbeat: false once its session has ended. Database work.
  bool still_signed_in(const Subscription& subscription);

  // Tells the listeners; may ask the database for initials.
  void tell(const service::Event& event);

  Tools& tools() { return tools_; }

 private:
  struct Admitted {
    service::Actor actor;
    std::optional<Response> refused;
  };
  Admitted guard(const Request& request, const Route& route);
  Admitted guard_signed_in(const Request& request, const Route& route, service::Act act);
  Response ask(Request& request, const Plan& plan);
  // Gives the answer what all of the API's carry, and writes into the log what went wrong.
  Response complete(Method method, const Plan& plan, Response response) const;
  // The one place that writes into the access log what an answer shows, before it is sent. Gives
  // the answer to send instead when that cannot be written.
  std::optional<Response> log_look(const Call& call, const Route& route, const Response& response);
  Response page(const Request& request) const;

  Tools tools_;
  const Reach reach_;
  const StaticFiles files_;
  const bool behind_proxy_;
  const FigureReaders figure_readers_;
  const std::uint64_t body_bytes_, upload_bytes_;
  std::mutex initials_mutex_;
  std::map<AccountId, std::string> initials_;
};

}  // namespace homeward::http
