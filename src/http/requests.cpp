#include "http/requests.hpp"

#include "http/answer.hpp"
#include "http/decode.hpp"
#include "http/device_words.hpp"
#include "http/guards.hpp"
#include "http/json_writer.hpp"

namespace homeward::http {

std::optional<int> count_of(const Request& request, const char* name, int otherwise, int most) {
  const auto found = request.query.find(name);
  if (found == request.query.end()) return otherwise;
  if (found->second == "0") return 0;
  const auto number = parse_number(found->second);
  if (!number || *number > most) return std::nullopt;
  return static_cast<int>(*number);
}

std::optional<int> collection_year(std::string_view text) {
  const auto number = parse_number(text);
  if (!number || *number < 1981 || *number > 2199) return std::nullopt;
  return static_cast<int>(*number);
}

Result<std::optional<Date>> as_of(const Request& request) {
  const auto found = request.query.find("as_of");
  if (found == request.query.end() || found->second.empty()) return std::optional<Date>();
  const auto date = Date::parse_iso(found->second);
  if (!date) return fail(ErrorKind::invalid_input, "The date “as of” must look like 2026-02-03.");
  return date;
}

std::string known_on(const std::optional<Date>& day) {
  return day ? " as known on " + day->words() : "";
}

Response no_such_child() {
  return problem(404, "There is no such child in this authority.");
}

service::Caller caller_of(const Request& request) {
  constexpr std::size_t kMostDevices = 5;  // each costs a hash
  service::Caller caller{request.address, device_words(request.header("user-agent"))};
  for (auto cookie = request.cookies.lower_bound(std::string(kDeviceCookie));
       cookie != request.cookies.end() && cookie->first.starts_with(kDeviceCookie) &&
       caller.known_devices.size() < kMostDevices;
       ++cookie)
    caller.known_devices.push_back(cookie->second);
  return caller;
}

Response attachment(Result<std::string> bytes, std::string type, const std::string& name) {
  if (!bytes) return problem(bytes.error());
  Response response;
  response.content_type = std::move(type);
  response.body = std::make_shared<const std::string>(std::move(*bytes));
  response.set("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return response;
}

std::vector<service::KeptFile> kept(std::vector<service::FileBytes> files, bool previous) {
  std::vector<service::KeptFile> all;
  for (service::FileBytes& file : files)
    all.push_back({std::move(file.name), previous, std::move(file.bytes)});
  return all;
}

Response job_started(const Result<std::string>& job) {
  if (!job) return problem(job.error());
  JsonWriter out;
  out.begin_object().field("job", *job).end_object();
  Response response = json(202, out.take());
  response.set("Location", "/api/jobs/" + *job);
  return response;
}

}  // namespace homeward::http
