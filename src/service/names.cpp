#include "service/names.hpp"

#include "base/text.hpp"
#include "care/codes.hpp"

namespace homeward::service::names {

namespace {
// The first character of a UTF-8 text.
std::string first_character(const std::string& text) {
  if (text.empty()) return {};
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80)
    ++length;
  return text::upper(text.substr(0, length));
}

std::string words_or_code(std::optional<std::string_view> words, Code code) {
  return words ? std::string(*words) : code.text();
}
}  // namespace

std::string child(const care::Child& child) {
  const auto& given = child.given_name.reveal();
  const auto& family = child.family_name.reveal();
  if (given.empty() && family.empty()) return "Child " + child.number.reveal();
  return given.empty() ? family : family.empty() ? given : given + " " + family;
}

std::string initials(const care::Child& child) {
  return first_character(child.given_name.reveal()) + first_character(child.family_name.reveal());
}

std::string sex(const care::Child& child) {
  if (child.sex == "F") return "Girl";
  if (child.sex == "M") return "Boy";
  return "";
}

std::string legal_status(Code code) {
  return words_or_code(care::legal_status_words(code), code);
}

std::string placement(Code type) {
  // The kinds of other placement since 2025-26: what each means is not confirmed yet.
  if (type.starts_with("Z1") && type != "Z1") return "Other placement (" + type.text() + ")";
  return words_or_code(care::placement_type_words(type), type);
}

std::string Allocated::name() const {
  if (worker) return worker->name.reveal();
  return spell ? spell->worker_number.reveal() : std::string();
}

Allocated allocated(const care::ChildRecord& record, const Known& known, Date day) {
  Allocated out;
  for (const care::WorkerSpell& spell : record.worker_spells)
    if (spell.started_on <= day && (!spell.ended_on || *spell.ended_on > day)) out.spell = &spell;
  if (!out.spell) return out;
  out.worker = known.worker(out.spell->worker);
  if (out.worker) out.team = known.team(out.worker->team);
  return out;
}

}  // namespace homeward::service::names
