// Puts the rooms together: the only file that names concrete adapters.
#include <sys/prctl.h>
#include <sys/resource.h>

#include <csignal>

#include "cli/cli.hpp"
#include "http/server.hpp"
#include "store/open.hpp"
#include "store/upkeep.hpp"

namespace {

using namespace homeward;

// Waits for Ctrl+C or a polite request to end. The signals must be blocked in all threads.
void wait_for_end(const sigset_t& signals) {
  int signal = 0;
  sigwait(&signals, &signal);
}

// A core file would hold the names of all children, and the tokens of those who are signed in.
void leave_no_core_file() {
  const rlimit none{};
  ::setrlimit(RLIMIT_CORE, &none);
  ::prctl(PR_SET_DUMPABLE, 0);
}

Status serve(service::Service& service, const cli::ServeOptions& options,
             const std::function<void(const std::string& url)>& ready) {
  leave_no_core_file();
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  std::signal(SIGPIPE, SIG_IGN);

  http::ServerOptions server_options;
  server_options.address = options.address;
  server_options.port = options.port;
  server_options.public_origin = options.public_origin;
  server_options.behind_proxy = options.behind_proxy;
  auto readers = http::read_figure_readers(options.metrics_from, options.metrics_token);
  if (!readers) return tl::unexpected(readers.error());
  server_options.figure_readers = std::move(*readers);
  server_options.upload_bytes = options.upload_megabytes << 20;
  server_options.upload_speed = options.upload_bytes_a_second;
  auto files = http::read_files(options.web_folder);
  if (!files) return tl::unexpected(files.error());
  server_options.files = std::move(*files);
  auto server = http::Server::start(std::move(server_options), service);
  if (!server) return tl::unexpected(server.error());
  const bool ipv6 = options.address.find(':') != std::string::npos;
  ready("http://" + (ipv6 ? "[" + options.address + "]" : options.address) + ":" +
        std::to_string((*server)->port()));
  wait_for_end(signals);
  (*server)->stop();
  return {};
}

}  // namespace

int main(int argc, char** argv) {
  cli::Adapters adapters;
  adapters.open_store = [](const std::string& url) { return store::open(url); };
  adapters.make_store = [](const std::string& url) { return store::open_or_make(url); };
  adapters.upkeep = store::upkeep();
  adapters.key = std::make_shared<const service::OperatorKey>(service::OperatorKey());
  adapters.serve = serve;
  return cli::run(argc, argv, adapters);
}
