#include "mock/world/read_rows.h"

#include <algorithm>
#include <utility>

#include "mock/world/defaults.h"
#include "spec/loader/world/world_keys.h"

namespace wtsmock {
namespace {

Process ReadProcess(Row& row, DWORD session, DWORD id) {
  Process process = DefaultProcess(id, session);
  row.Needed("name");
  row.Read("name", process.name);
  row.ReadSid("sid", process.sid);
  process.is_system = process.sid == SystemSid();
  row.Read("system", process.is_system);
  row.Read("threads", process.threads);
  row.Read("handles", process.handles);
  row.Read("pagefile", process.pagefile);
  row.Read("peak_pagefile", process.peak_pagefile);
  row.Read("working_set", process.working_set);
  row.Read("peak_working_set", process.peak_working_set);
  row.Read("user_time", process.user_time);
  row.Read("kernel_time", process.kernel_time);
  row.Finish();
  return process;
}

// The sessions in which the processes of a row run.
std::vector<DWORD> SessionsOf(Row& row, Server& server) {
  bool each = false;
  row.Read("each_session", each);
  if (!each) {
    DWORD session = 0;
    row.Read("session", session);
    if (FindSession(server, session) != nullptr) return {session};
    row.Refuse("session", std::to_string(session) + " is no session of this server");
  }
  if (row.Gives("session")) row.Refuse("session", "\"each_session\" settles it already");
  std::vector<DWORD> sessions;
  for (const Session& session : server.sessions) {
    if (!session.user.empty()) sessions.push_back(session.id);
  }
  return sessions;
}

void Add(Server& server, Process process, Row& row, std::vector<DWORD>& taken) {
  if (std::ranges::binary_search(taken, process.id)) {
    row.Refuse("id",
               "process " + std::to_string(process.id) + " is there twice; give this one another");
  }
  server.processes.push_back(std::move(process));
}

}  // namespace

void AddProcesses(const wtsconform::Value& value, Server& server) {
  std::vector<DWORD> taken;
  for (const Process& process : server.processes) taken.push_back(process.id);
  std::ranges::sort(taken);
  const std::uint32_t count = CountOf(value);
  DWORD id = 0;
  Row row(value, "a process");
  for (std::uint32_t number = 1; number <= count; ++number) {
    row.TurnTo(number);
    row.Needed("id");
    if (number == 1) row.Read("id", id);
    for (const DWORD session : SessionsOf(row, server)) {
      Add(server, ReadProcess(row, session, id++), row, taken);
    }
  }
}

void AddListener(const wtsconform::Value& value, Server& server) {
  Row row(value, "a listener");
  Listener listener = DefaultListener();
  row.Needed("name");
  row.Read("name", listener.name);
  for (const Listener& other : server.listeners) {
    if (SameName(other.name, listener.name)) row.Refuse("name", "this listener is there twice");
  }
  for (const auto& [key, field] : wtsconform::kListenerKeys) row.Read(key, listener.config.*field);
  row.Read("comment", listener.config.Comment);
  row.Read("user", listener.config.LogonUserName);
  row.Read("domain", listener.config.LogonDomain);
  row.Read("working_directory", listener.config.WorkDirectory);
  row.Read("initial_program", listener.config.InitialProgram);
  row.Finish();
  server.listeners.push_back(std::move(listener));
}

void AddUsers(const wtsconform::Value& value, Server& server) {
  const std::uint32_t count = CountOf(value);
  Row row(value, "a user");
  for (std::uint32_t number = 1; number <= count; ++number) {
    row.TurnTo(number);
    Text name;
    row.Needed("name");
    row.Read("name", name);
    User user = DefaultUser(name);
    for (const auto& [key, field] : wtsconform::kUserKeys) row.Read(key, user.config.*field);
    row.Read("initial_program", user.config.InitialProgram);
    row.Read("working_directory", user.config.WorkDirectory);
    row.Read("profile", user.config.TerminalServerProfilePath);
    row.Read("home_directory", user.config.TerminalServerHomeDir);
    row.Read("home_drive", user.config.TerminalServerHomeDirDrive);
    row.Read("modem_callback", user.modem_callback);
    row.Read("modem_callback_number", user.modem_callback_number);
    row.Finish();
    server.users.push_back(std::move(user));
  }
}

void AddDefaultProcesses(Server& server) {
  const auto add = [&](DWORD id, DWORD session, const Text& name) {
    Process process = DefaultProcess(id, session);
    process.name = name;
    server.processes.push_back(std::move(process));
  };
  server.processes.reserve(1 + server.sessions.size());
  add(4, 0, u"System");
  DWORD id = 1000;
  for (const Session& session : server.sessions) {
    if (!session.user.empty()) add(++id, session.id, u"explorer.exe");
  }
}

void AddDefaultUsers(Server& server) {
  std::vector<Text>& names = server.default_users;
  names.reserve(1 + server.sessions.size());
  names.emplace_back();
  for (const Session& session : server.sessions) {
    if (!session.user.empty()) names.push_back(session.user);
  }
}

}  // namespace wtsmock
