#include "mock/world/reader.h"

#include <algorithm>
#include <map>
#include <utility>

#include "cmake/embedded_file.h"
#include "mock/world/defaults.h"
#include "mock/world/host.h"
#include "mock/world/notation.h"
#include "mock/world/read_events.h"
#include "mock/world/read_faults.h"
#include "mock/world/read_rows.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/nearest.h"
#include "spec/loader/toml/read_file.h"

namespace wtsconform {
const std::vector<EmbeddedFile>& EmbeddedWorld();
}  // namespace wtsconform

namespace wtsmock {
namespace {

using wtsconform::Location;
using wtsconform::Value;

constexpr std::size_t kMostServers = 100'000;

constexpr std::pair<std::string_view, bool> kKinds[] = {{"session host", true},
                                                        {"virtualization host", false}};

// What holds for the whole file.
struct Settings {
  Text domain = u"WORKGROUP";
  Text dns_domain = u"mock.example";
  FileTime now = kInitialTime;
  const Value* session_defaults = nullptr;
};

std::string Utf8(TextView text) { return Encode<CHAR>(text); }

// The session of a caller who is not told where it runs: the first that somebody sits at remotely,
// or else at the console.
std::optional<DWORD> LikelyCaller(const Server& server) {
  std::optional<DWORD> caller;
  for (const Session& session : server.sessions) {
    if (session.user.empty() || session.state != WTSActive) continue;
    if (session.id != server.console_session) return session.id;
    caller = session.id;
  }
  return caller;
}

void ReadCaller(Row& row, Server& server) {
  server.callers_session = LikelyCaller(server);
  if (!row.Gives("callers_session")) return;
  DWORD session = 0;
  row.Read("callers_session", session);
  if (FindSession(server, session) == nullptr) {
    row.Refuse("callers_session", std::to_string(session) + " is no session of this server");
  }
  server.callers_session = session;
}

void ReadContents(Row& row, const Settings& world, Server& server) {
  ServerContext context{world.now, world.domain, world.session_defaults};
  row.Read("domain", context.domain);
  server.domain = context.domain;
  const auto sessions = row.Tables("session");
  for (const Value* each : sessions) AddSessions(*each, context, server);
  CheckRemoteControl(sessions, server);
  ReadCaller(row, server);
  for (const Value* each : row.Tables("process")) AddProcesses(*each, server);
  if (!row.Gives("process")) AddDefaultProcesses(server);
  for (const Value* each : row.Tables("listener")) AddListener(*each, server);
  if (!row.Gives("listener")) server.listeners.push_back(DefaultListener());
  for (const Value* each : row.Tables("user")) AddUsers(*each, server);
  if (!row.Gives("user")) AddDefaultUsers(server);
}

Server ReadServer(Row& row, const Settings& world) {
  Server server;
  server.dns_domain = world.dns_domain;
  row.Needed("name");
  row.Read("dns_domain", server.dns_domain);
  row.Read("farm", server.farm);
  if (row.Gives("kind")) {
    server.is_session_host = Choose<bool>(row, "kind", row.OptionalText("kind", ""), kKinds);
  }
  std::uint16_t latency = 0;
  row.Read("latency_ms", latency);
  server.delay = std::chrono::milliseconds(latency);
  if (row.Gives("answers")) {
    std::uint16_t answers = 0;
    row.Read("answers", answers);
    server.answers_left = answers;
  }
  row.Read("down", server.is_down);
  row.Read("logons_disabled", server.logons_disabled);
  row.Read("console_session", server.console_session);
  ReadContents(row, world, server);
  return server;
}

class ServerReader {
 public:
  explicit ServerReader(const Settings& world) : world_(world) {}

  void Add(const Value& value) {
    const std::uint32_t count = CountOf(value);
    Row first(value, "a server");
    Server server = ReadServer(first, world_);
    first.Optional("aliases");  // read below, like the name: each server has its own
    first.Finish();
    Row row(value, "a server");
    for (std::uint32_t number = 1; number <= count; ++number) {
      row.TurnTo(number);
      row.Read("name", server.name);
      server.aliases = row.ReadTexts("aliases");
      Claim(row, "name", server.name);
      for (const Text& alias : server.aliases) Claim(row, "aliases", alias);
      if (servers_.size() == kMostServers) row.Refuse("count", "these are too many servers");
      if (number < count) {
        servers_.push_back(server);
      } else {
        servers_.push_back(std::move(server));
      }
    }
  }

  std::vector<Server>& servers() { return servers_; }

 private:
  // No two servers may have one name.
  void Claim(const Row& row, std::string_view key, const Text& name) {
    if (name.empty()) row.Refuse(key, "a server's name is not empty");
    Text folded = name;
    std::ranges::transform(folded, folded.begin(), Folded);
    if (names_.emplace(std::move(folded), row.WhereIs(key).line).second) return;
    row.Refuse(key, "\"" + Utf8(name) + "\" names two servers; give this one another name");
  }

  const Settings& world_;
  std::vector<Server> servers_;
  std::map<Text, int> names_;
};

// The machine that the mock runs on.
Server HostServer(const Settings& world) {
  Server server;
  const Host host = TheHost();
  server.name = host.name.substr(0, host.name.find(u'.'));
  if (server.name.empty()) server.name = u"LOCALHOST";
  server.dns_domain = world.dns_domain;
  Session services;
  services.station = u"Services";
  services.state = WTSDisconnected;
  server.sessions.push_back(services);
  Session session;
  session.id = host.session;
  session.user = host.user;
  session.state = WTSActive;
  FillLoggedOn(session, world.now);
  session.domain = host.domain;
  session.station = u"Console";
  session.client = ConsoleClient();
  server.sessions.push_back(std::move(session));
  server.callers_session = server.console_session = host.session;
  server.processes = host.processes;
  server.listeners.push_back(DefaultListener());
  AddDefaultUsers(server);
  return server;
}

// The server that is named, or the first one, comes first: it is this computer.
void PutThisComputerFirst(Row& row, const Settings& world, std::vector<Server>& servers) {
  const std::string name = row.OptionalText("this_computer", "");
  if (name == "host") {
    servers.insert(servers.begin(), HostServer(world));
  } else if (!name.empty()) {
    const Text wanted = Decode(name.c_str());
    const auto found = std::ranges::find_if(
        servers, [&](const Server& server) { return SameName(server.name, wanted); });
    if (found == servers.end()) {
      std::vector<std::string> names = {"host"};
      for (const Server& server : servers) names.push_back(Utf8(server.name));
      row.Refuse("this_computer", "no [[server]] is called \"" + wtsconform::Excerpt(name) + "\"" +
                                      wtsconform::DidYouMean(name, names));
    }
    std::rotate(servers.begin(), found, found + 1);
  }
  for (std::size_t i = 0; i < servers.size(); ++i) {
    servers[i].id = static_cast<ServerId>(i);
    if (i > 0) servers[i].callers_session.reset();
  }
}

void ReadNow(Row& row, FileTime& now) {
  if (!row.Gives("time")) return;
  const std::string text = row.OptionalText("time", "");
  const auto time = text == "now" ? HostTime() : text == "never" ? std::nullopt : ParseTime(text);
  if (!time.has_value()) {
    row.Refuse("time", "\"" + wtsconform::Excerpt(text) +
                           "\" is no time of a world; write one like \"2026-01-01T09:30:00Z\", or "
                           "\"now\"");
  }
  now = *time;
}

Settings ReadSettings(Row& row) {
  Settings world;
  row.Read("domain", world.domain);
  row.Read("dns_domain", world.dns_domain);
  ReadNow(row, world.now);
  world.session_defaults = row.Optional("session_defaults");
  return world;
}

// Of WTSIsRemoteSession.
bool AnswersWithByte(Row& row) {
  DWORD bytes = sizeof(BOOL);
  row.Read("is_remote_session_bytes", bytes);
  if (bytes != 1 && bytes != sizeof(BOOL)) row.Refuse("is_remote_session_bytes", "must be 1 or 4");
  return bytes == 1;
}

}  // namespace

WorldData ReadWorld(std::string_view text, const std::string& file) {
  const Value document = wtsconform::ParseToml(text, file);
  Row row(document, "a world");
  const Settings world = ReadSettings(row);
  ServerReader reader(world);
  for (const Value* each : row.Tables("server")) reader.Add(*each);
  WorldData data;
  data.domain = world.domain;
  data.now = world.now;
  data.is_remote_is_byte = AnswersWithByte(row);
  PutThisComputerFirst(row, world, reader.servers());
  const auto faults = row.Tables("fault");
  const auto events = row.Tables("event");
  row.Finish();
  if (reader.servers().empty()) {
    throw wtsconform::InputError({file, 0, 0},
                                 "a world needs a [[server]], or this_computer = "
                                 "\"host\"");
  }
  data.servers = std::move(reader.servers());
  for (const Value* each : faults) data.faults.push_back(ReadFault(*each, data.servers));
  data.events = ReadEvents(events, data.servers);
  return data;
}

WorldData ReadWorldFile(const std::string& path) {
  const auto file = wtsconform::ReadWholeFile(path, wtsconform::kLargestToml);
  if (!file.problem.empty()) throw wtsconform::InputError(path + ": " + file.problem);
  return ReadWorld(file.text, path);
}

WorldData BuiltInWorld() {
  const wtsconform::EmbeddedFile& file = wtsconform::EmbeddedWorld().front();
  return ReadWorld(file.text, std::string(file.name));
}

}  // namespace wtsmock
