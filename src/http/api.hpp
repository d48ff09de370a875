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

namespace homeward::http {

// What is decided from the head alone, before any of the body is read.
struct Plan {
  std::optional<Response> refused;  // answer this and close
  const Route* route = nullptr;     // none: a page's file
  std::vector<std::string> parameters;
  std::string_view pattern = "page";  // for the log
  std::uint64_t body_bytes = 0;       // limit
  bool upload = false;                // ask admit() before reading the body
  bool sign_in = false;               // costs a password hash: has its own queue
};

class Api {
 public:
  Api(service::Service& service, const ServerOptions& options);

  // Quick: touches no database.
  Plan plan(const Request& head) const;

  // May this person send this body? Nothing if so. Database work.
  std::optional<Response> admit(Request& head, const Plan& plan);

  // The answer, with everything it must carry. Database work; never throws.
  Response answer(Request& request, const Plan& plan);

  // An answer to a request that could not be read.
  Response refusal(int status, std::string_view sentence) const;

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
  Response page(const Request& request) const;

  Tools tools_;
  const Reach reach_;
  const StaticFiles files_;
  const std::uint64_t body_bytes_, upload_bytes_;
  std::mutex initials_mutex_;
  std::map<AccountId, std::string> initials_;
};

}  // namespace homeward::http
