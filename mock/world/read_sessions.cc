#include <algorithm>

#include "mock/world/defaults.h"
#include "mock/world/read_rows.h"
#include "spec/loader/world/world_keys.h"

namespace wtsmock {
namespace {

template <class Choices, class Field>
void ReadChoice(Row& row, std::string_view key, const Choices& choices, Field& field) {
  if (row.Gives(key)) field = Choose<Field>(row, key, row.OptionalText(key, ""), choices);
}

bool ShowsAtClient(const Session& session) {
  return session.state == WTSActive || session.state == WTSConnected ||
         session.state == WTSConnectQuery || session.state == WTSShadow;
}

Text DefaultStation(const Session& session, const Server& server) {
  if (session.id == 0) return u"Services";
  if (session.id == server.console_session) return u"Console";
  if (session.state == WTSListen) return u"RDP-Tcp";
  if (!ShowsAtClient(session)) return {};
  return RemoteStation(session.id);
}

void ReadClient(const wtsconform::Value& value, std::uint32_t number, Client& client) {
  Row row(value, "the client of a session", number);
  row.Read("name", client.name);
  row.Read("directory", client.directory);
  row.Read("address", client.address);
  row.Read("build", client.build);
  row.Read("product", client.product);
  row.Read("width", client.width);
  row.Read("height", client.height);
  row.Read("color_depth", client.color_depth);
  ReadChoice(row, "protocol", wtsconform::kClientProtocols, client.protocol);
  row.Finish();
}

void ReadTraffic(const wtsconform::Value& value, Traffic& traffic) {
  Row row(value, "the traffic of a session");
  row.Read("incoming_bytes", traffic.incoming_bytes);
  row.Read("outgoing_bytes", traffic.outgoing_bytes);
  row.Read("incoming_frames", traffic.incoming_frames);
  row.Read("outgoing_frames", traffic.outgoing_frames);
  row.Finish();
}

void ReadPrograms(Row& row, Session& session) {
  row.Read("password", session.password);
  row.Read("initial_program", session.initial_program);
  row.Read("working_directory", session.working_directory);
  row.Read("application", session.application);
}

void FillUsers(Session& session, const ServerContext& context, const Server& server,
               std::uint32_t number) {
  FillLoggedOn(session, context.now);
  session.domain = context.domain;
  if (ShowsAtClient(session)) {
    session.client = session.id == server.console_session ? ConsoleClient() : RemoteClient();
  }
  if (context.session_defaults == nullptr) return;
  Row defaults(*context.session_defaults, "session_defaults", number);
  ReadPrograms(defaults, session);
  defaults.Finish();
}

void ReadSession(Row& row, const ServerContext& context, const Server& server, Session& session) {
  row.Needed("id");
  row.Read("id", session.id);
  session.id += row.number() - 1;
  row.Read("user", session.user);
  session.state = session.user.empty() ? WTSIdle : WTSActive;
  ReadChoice(row, "state", wtsconform::kSessionStates, session.state);
  if (!session.user.empty()) FillUsers(session, context, server, row.number());
  session.station = DefaultStation(session, server);
  row.Read("station", session.station);
  row.Read("domain", session.domain);
  row.Read("virtual_machine", session.virtual_machine);
  row.Read("virtual_ip", session.virtual_ip);
  if (session.virtual_ip.has_value() && session.virtual_ip->is_ipv6) {
    row.Refuse("virtual_ip", "must be an address of IPv4");
  }
  ReadPrograms(row, session);
  ReadChoice(row, "lock", wtsconform::kSessionLocks, session.lock_state);
  row.ReadTime("connected", session.connected);
  row.ReadTime("disconnected", session.disconnected);
  row.ReadTime("last_input", session.last_input);
  row.ReadTime("logged_on", session.logged_on);
  row.Optional("shadowed_by");  // CheckRemoteControl reads it
  if (const auto* client = row.Optional("client")) {
    ReadClient(*client, row.number(), session.client);
  }
  if (const auto* traffic = row.Optional("traffic")) ReadTraffic(*traffic, session.traffic);
  row.Finish();
}

}  // namespace

void AddSessions(const wtsconform::Value& value, const ServerContext& context, Server& server) {
  const std::uint32_t count = CountOf(value);
  std::vector<DWORD> taken;
  for (const Session& session : server.sessions) taken.push_back(session.id);
  std::ranges::sort(taken);
  server.sessions.reserve(server.sessions.size() + count);
  Row row(value, "a session");
  for (std::uint32_t number = 1; number <= count; ++number) {
    row.TurnTo(number);
    Session& session = server.sessions.emplace_back();
    ReadSession(row, context, server, session);
    if (std::ranges::binary_search(taken, session.id)) {
      row.Refuse(
          "id", "session " + std::to_string(session.id) + " is there twice; give this one another");
    }
  }
}

void CheckRemoteControl(const std::vector<const wtsconform::Value*>& rows, Server& server) {
  for (const wtsconform::Value* value : rows) {
    Row row(*value, "a session");
    if (!row.Gives("shadowed_by")) continue;
    DWORD id = 0;
    DWORD controller = 0;
    row.Read("id", id);
    row.Read("shadowed_by", controller);
    if (id == controller || FindSession(server, controller) == nullptr) {
      row.Refuse("shadowed_by", std::to_string(controller) + " is no other session of this server");
    }
    FindSession(server, id)->shadowed_from = controller;
  }
  for (const wtsconform::Value* value : rows) {
    Row row(*value, "a session");
    DWORD controller = 0;
    row.Read("shadowed_by", controller);
    const Session* const session =
        row.Gives("shadowed_by") ? FindSession(server, controller) : nullptr;
    if (session == nullptr || !session->shadowed_from.has_value()) continue;
    row.Refuse("shadowed_by", "session " + std::to_string(controller) + " is shadowed itself, by " +
                                  std::to_string(*session->shadowed_from) +
                                  "; a session that shadows another cannot be");
  }
}

}  // namespace wtsmock
