#include "mock/world/possible.h"

#include "mock/world/defaults.h"

namespace wtsmock {

Possible::Possible(const Server& server)
    : is_this_computer_(server.id == ServerId::kThis), console_session_(server.console_session) {
  for (const Session& session : server.sessions) sessions_.insert(session.id);
  for (const Process& process : server.processes) processes_.emplace(process.id, process.session);
}

// Some a program makes: by WTSEnableChildSessions, a reboot, WTSCreateListener.
bool Possible::HasSession(DWORD id) const {
  return sessions_.contains(id) || (is_this_computer_ && id == kChildSession) ||
         id == console_session_ || id >= kFirstListenersSession;
}

bool Possible::HasProcess(DWORD id) const {
  const auto found = processes_.lower_bound({id, 0});
  return found != processes_.end() && found->first == id;
}

void Possible::EndSession(DWORD id) {
  sessions_.erase(id);
  std::erase_if(processes_, [&](const auto& process) { return process.second == id; });
}

void Possible::EndProcess(DWORD id) {
  std::erase_if(processes_, [&](const auto& process) { return process.first == id; });
}

// An event without an id takes the first that is free: the first that cannot be there, or one
// before it, which is possible already.
void Possible::Follow(const Event& event) {
  switch (event.kind) {
    case EventKind::kLogOn:
      sessions_.insert(event.session.value_or(FreeId(kFirstNewSession, [&](DWORD id) {
        return id < kFirstListenersSession && HasSession(id);
      })));
      break;
    case EventKind::kLogOff:
      EndSession(*event.session);
      break;
    case EventKind::kStartProcess:
      processes_.emplace(event.process.value_or(
                             FreeId(kFirstNewProcess, [&](DWORD id) { return HasProcess(id); })),
                         event.session.value_or(0));
      break;
    case EventKind::kEndProcess:
      EndProcess(*event.process);
      break;
    default:
      break;
  }
}

}  // namespace wtsmock
