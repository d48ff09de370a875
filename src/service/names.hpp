// What people, children and codes are called on a page. Personal text leaves Private here.
#pragma once

#include <string>

#include "care/record.hpp"
#include "service/known.hpp"

namespace homeward::service::names {

// "Mia Jones"; "Child 566910" when no name is known.
std::string child(const care::Child& child);
// "MJ"; "" when no name is known.
std::string initials(const care::Child& child);
std::string sex(const care::Child& child);
// Words for a code, or the code itself when it is not in the lists, or "" when blank.
std::string legal_status(Code code);
std::string placement(Code type);

// The worker allocated on `day`: the latest spell that holds it. Null fields when unknown.
struct Allocated {
  const care::WorkerSpell* spell = nullptr;
  const care::Worker* worker = nullptr;
  const care::Team* team = nullptr;
  std::string name() const;  // the worker's name, or number, or ""
};
Allocated allocated(const care::ChildRecord& record, const Known& known, Date day);

}  // namespace homeward::service::names
