#include "service/json_fact.hpp"

#include <array>
#include <charconv>
#include <type_traits>

#include "base/text.hpp"

namespace homeward::service {
namespace {

using nlohmann::json;

// Values to JSON; null for blank, empty and unknown.
json value_json(const std::string& value) {
  return value.empty() ? json() : json(value);
}
json value_json(const PrivateText& value) {
  return value_json(value.reveal());
}
json value_json(Date value) {
  return value.iso();
}
json value_json(Code value) {
  return value_json(value.text());
}
json value_json(bool value) {
  return value;
}
json value_json(int value) {
  return value;
}
json value_json(care::Source value) {
  return to_text(value);
}
template <class Tag>
json value_json(Id<Tag> value) {
  return value ? json(value.value) : json();
}
template <class T>
json value_json(const std::optional<T>& value) {
  return value ? value_json(*value) : json();
}

json value_json(const care::Provenance& from) {
  if (from == care::Provenance{}) return {};
  json object = {{"source", value_json(from.source)}};
  if (from.import) object["import"] = from.import.value;
  if (from.row != 0) object["row"] = from.row;
  if (from.collection_year != 0) object["year"] = from.collection_year;
  return object;
}

// JSON to values. A value of another shape than we write leaves the column as it is.
void put_value(std::string& column, const json& value) {
  if (value.is_string()) column = value.get<std::string>();
}
void put_value(PrivateText& column, const json& value) {
  if (value.is_string()) column = PrivateText{value.get<std::string>()};
}
void put_value(Date& column, const json& value) {
  if (!value.is_string()) return;
  if (const auto date = Date::parse_iso(value.get_ref<const std::string&>())) column = *date;
}
void put_value(Code& column, const json& value) {
  if (!value.is_string()) return;
  if (const auto code = Code::parse(value.get_ref<const std::string&>())) column = *code;
}
void put_value(bool& column, const json& value) {
  if (value.is_boolean()) column = value.get<bool>();
}
void put_value(std::int32_t& column, const json& value) {
  if (value.is_number_integer()) column = value.get<std::int32_t>();
}
void put_value(care::Source& column, const json& value) {
  if (!value.is_string()) return;
  if (const auto source = parse_name<care::Source>(value.get_ref<const std::string&>()))
    column = *source;
}
template <class Tag>
void put_value(Id<Tag>& column, const json& value) {
  if (value.is_number_integer()) column.value = value.get<std::int64_t>();
}
template <class T>
void put_value(std::optional<T>& column, const json& value) {
  T read = column.value_or(T{});
  put_value(read, value);
  // Only a value that was understood counts; a misshapen one must not turn unknown into T{}.
  if (value_json(read) == value) column = read;
}

template <class T>
void put_fact(T& fact, const json& values) {
  care::for_each_column<T>([&](const auto& column) {
    const auto found = values.find(column.name);
    if (found == values.end()) return;
    if (found->is_null())
      fact.*column.member = {};
    else
      put_value(fact.*column.member, *found);
  });
}

// "milestone:review:2:2026-01-12": type, nth and the start of care, which may be missing.
std::vector<std::string_view> parts_of_subject(const json& values) {
  const auto found = values.find("subject");
  if (found == values.end() || !found->is_string()) return {};
  auto parts = text::split(found->get_ref<const std::string&>(), ':');
  return parts.size() == 4 ? parts : std::vector<std::string_view>{};
}

void put_subject(care::Settlement& row, const json& values) {
  const auto parts = parts_of_subject(values);
  if (parts.empty()) return;
  row.type = parts[1];
  std::from_chars(parts[2].data(), parts[2].data() + parts[2].size(), row.nth);
}

}  // namespace

json to_json(const care::Fact& fact) {
  return std::visit(
      [](const auto& row) {
        json object = json::object();
        care::for_each_column<std::decay_t<decltype(row)>>([&](const auto& column) {
          json value = value_json(row.*column.member);
          if (!value.is_null()) object[std::string(column.name)] = std::move(value);
        });
        if (json from = value_json(row.provenance); !from.is_null())
          object["from"] = std::move(from);
        object["version"] = row.version;
        return object;
      },
      fact);
}

json changed_columns(const care::Fact& side, const care::Fact& other) {
  return std::visit(
      [&](const auto& row) {
        using T = std::decay_t<decltype(row)>;
        const T& opposite = std::get<T>(other);
        json object = json::object();
        care::for_each_column<T>([&](const auto& column) {
          if (!(row.*column.member == opposite.*column.member))
            object[std::string(column.name)] = value_json(row.*column.member);
        });
        if (row.provenance != opposite.provenance) object["from"] = value_json(row.provenance);
        object["version"] = row.version;
        return object;
      },
      side);
}

void put_columns(care::Fact& fact, const json& values) {
  if (!values.is_object()) return;
  std::visit([&](auto& row) { put_fact(row, values); }, fact);
  if (auto* settled = std::get_if<care::Settlement>(&fact)) put_subject(*settled, values);
  if (const auto version = values.find("version"); version != values.end())
    put_value(stored(fact).version, *version);
  if (const auto from = provenance_in(values)) stored(fact).provenance = *from;
}

std::optional<Date> named_start(const json& values) {
  if (!values.is_object()) return std::nullopt;
  const auto found = values.find("care_started_on");
  if (found != values.end() && found->is_string())
    return Date::parse_iso(found->get_ref<const std::string&>());
  const auto parts = parts_of_subject(values);
  return parts.empty() ? std::nullopt : Date::parse_iso(parts[3]);
}

std::optional<care::Provenance> provenance_in(const json& values) {
  if (!values.is_object()) return std::nullopt;
  const auto from = values.find("from");
  if (from == values.end() || !(from->is_null() || from->is_object())) return std::nullopt;
  care::Provenance provenance;
  const auto put = [&](const char* name, auto& into) {
    if (const auto found = from->find(name); found != from->end()) put_value(into, *found);
  };
  if (from->is_null()) return provenance;
  put("source", provenance.source);
  put("import", provenance.import);
  put("row", provenance.row);
  put("year", provenance.collection_year);
  return provenance;
}

std::optional<care::Fact> empty_fact(std::string_view table) {
  std::optional<care::Fact> fact;
  care::for_each_table([&]<class T>() {
    if (table == care::Table<T>::name) fact = T{};
  });
  return fact;
}

const care::Stored& stored(const care::Fact& fact) {
  return std::visit([](const auto& row) -> const care::Stored& { return row; }, fact);
}

care::Stored& stored(care::Fact& fact) {
  return std::visit([](auto& row) -> care::Stored& { return row; }, fact);
}

std::string_view table_name(const care::Fact& fact) {
  return std::visit([](const auto& row) { return care::Table<std::decay_t<decltype(row)>>::name; },
                    fact);
}

}  // namespace homeward::service
