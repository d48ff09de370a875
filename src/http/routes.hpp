// The one table of routes. docs/openapi.yaml says the same at length, and tests/http holds the two
// together.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "service/policy.hpp"

namespace homeward::http {

struct Tools;  // tools.hpp

struct Call {
  Tools& tools;
  Request& request;
  service::Actor actor;                 // of Access::signed_in; otherwise empty
  std::vector<std::string> parameters;  // what stands for each {…} of the pattern, in order
};

enum class Body { none, json, upload };

// Who may ask. It has no default, and a new route must say it.
class Access {
 public:
  enum class Kind { public_, figures, sign_in, signed_in };

  // Anybody, from anywhere: the answer holds nothing that a stranger may not know.
  static constexpr Access public_() { return {Kind::public_, std::nullopt}; }
  // Who watches over the server (guards.hpp).
  static constexpr Access figures() { return {Kind::figures, std::nullopt}; }
  // Anybody who is on a page of this server, to become somebody; in places that are counted.
  static constexpr Access sign_in() { return {Kind::sign_in, std::nullopt}; }
  // Who is signed in, in a role that allows the act. What changes something must also carry the
  // token of the session.
  static constexpr Access signed_in(service::Act act) { return {Kind::signed_in, act}; }

  constexpr Kind kind() const { return kind_; }
  // Whatever name the request calls this server by: a balancer or a scraper knows its address
  // alone.
  constexpr bool by_any_name() const { return kind_ == Kind::public_ || kind_ == Kind::figures; }
  // What the role must allow: of signed_in alone.
  constexpr std::optional<service::Act> act() const { return act_; }

 private:
  constexpr Access(Kind kind, std::optional<service::Act> act) : kind_(kind), act_(act) {}
  Kind kind_;
  std::optional<service::Act> act_;
};

// What an answer of the route shows of children. Everything but `nothing` is written into the
// access log before the answer is sent (api.cpp). The handler says in Response::shown what is in
// it; an answer without that is refused.
enum class Seen {
  nothing,       // no name, number or row of a child
  one_child,     // of a record
  reason,        // why a date of a child is as it is: one look of the child in a session, whichever
                 // dates are asked about
  list,          // of many children
  carried_off,   // a list as a file; the log also keeps who is in it
  refused_save,  // nothing when it is saved (the journal tells that); what somebody else saved when
                 // not
};

struct Route {
  constexpr Route(Method the_method, std::string_view the_pattern, Access who_may, Body the_body,
                  Response (*the_handler)(Call& call), Seen what_it_shows, bool it_prolongs = true,
                  std::uint64_t (*the_most_bytes)(const service::Service& service) = nullptr)
      : method(the_method),
        pattern(the_pattern),
        access(who_may),
        body(the_body),
        handle(the_handler),
        seen(what_it_shows),
        prolongs(it_prolongs),
        most_bytes(the_most_bytes) {}

  Method method;
  std::string_view pattern;  // "/api/trackers/{id}"
  Access access;
  Body body;
  Response (*handle)(Call& call);
  Seen seen;      // has no default: a new route must say it
  bool prolongs;  // the session: somebody is there who asks
  // Of an upload: its own limit in bytes, below the server's.
  std::uint64_t (*most_bytes)(const service::Service& service);
};

std::span<const Route> routes();

struct Match {
  const Route* route = nullptr;  // none: see `allowed`
  std::vector<std::string> parameters;
  std::vector<Method> allowed;  // methods of that path; empty: no such path
};
// GET routes also answer HEAD.
Match match(Method method, const std::vector<std::string>& segments);

}  // namespace homeward::http
