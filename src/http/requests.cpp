#include "http/requests.hpp"

#include "http/answer.hpp"
#include "http/decode.hpp"
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

Response job_started(const Result<std::string>& job) {
  if (!job) return problem(job.error());
  JsonWriter out;
  out.begin_object().field("job", *job).end_object();
  Response response = json(202, out.take());
  response.set("Location", "/api/jobs/" + *job);
  return response;
}

}  // namespace homeward::http
