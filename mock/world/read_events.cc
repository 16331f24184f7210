#include "mock/world/read_events.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "mock/world/possible.h"
#include "mock/world/read_faults.h"
#include "mock/world/row.h"

namespace wtsmock {
namespace {

using wtsconform::Value;

enum EventKey : unsigned { kSessionKey = 1, kProcessKey = 2, kUserKey = 4, kNameKey = 8 };

// The keys of an event next to `what` and `server`.
struct EventKeys {
  EventKind kind;
  unsigned needed;
  unsigned optional;
};

constexpr std::pair<std::string_view, EventKeys> kEvents[] = {
    {"log on", {EventKind::kLogOn, kUserKey, kSessionKey | kNameKey}},
    {"log off", {EventKind::kLogOff, kSessionKey, 0}},
    {"connect", {EventKind::kConnect, kSessionKey, kNameKey}},
    {"disconnect", {EventKind::kDisconnect, kSessionKey, 0}},
    {"lock", {EventKind::kLock, kSessionKey, 0}},
    {"unlock", {EventKind::kUnlock, kSessionKey, 0}},
    {"start process", {EventKind::kStartProcess, kNameKey, kProcessKey | kSessionKey}},
    {"end process", {EventKind::kEndProcess, kProcessKey, 0}},
    {"server down", {EventKind::kServerDown, 0, 0}},
    {"server up", {EventKind::kServerUp, 0, 0}},
    {"service stopped", {EventKind::kServiceStopped, 0, 0}},
    {"service started", {EventKind::kServiceStarted, 0, 0}}};

// A key that this event has no use for is not asked for, so that Finish refuses it.
template <class Field>
void ReadKey(Row& row, const EventKeys& keys, EventKey key, const char* name, Field& field) {
  const bool is_needed = (keys.needed & key) != 0;
  if (is_needed) row.Needed(name);
  if (!is_needed && (keys.optional & key) == 0) return;
  row.Read(name, field);
  if constexpr (std::is_same_v<Field, Text>) {
    if (is_needed && field.empty()) row.Refuse(name, "must not be empty");
  }
}

enum class Happens { kAtOnce, kAtCall };

Event ReadRow(const Value& value, const std::vector<Server>& servers, Happens when) {
  wtsconform::Fields fields(value, "an event");
  const std::string what = fields.Text("what");
  const auto keys = Choose<EventKeys>(fields, "what", what, kEvents);
  Row row(value, "an event \"" + what + "\"");
  row.Needed("what");
  Event event;
  event.kind = keys.kind;
  event.server = ReadServerName(row, servers).value_or(ServerId::kThis);
  ReadKey(row, keys, kSessionKey, "session", event.session);
  ReadKey(row, keys, kProcessKey, "process", event.process);
  ReadKey(row, keys, kUserKey, "user", event.user);
  ReadKey(row, keys, kNameKey, "name", event.name);
  if (row.Gives("at_call") && when == Happens::kAtOnce) {
    row.Refuse("at_call", "this event happens at once; leave the key out");
  }
  row.ReadCount("at_call", event.at_call);
  row.Finish();
  if (when == Happens::kAtCall && event.at_call == 0) {
    throw wtsconform::InputError(row.where(),
                                 "an event of a file needs the key \"at_call\": 1 is "
                                 "right before the first call");
  }
  return event;
}

[[noreturn]] void RefuseAbsent(const Value& value, const char* key, DWORD id) {
  const std::string what = key;
  Row(value, "an event")
      .Refuse(key,
              "there is no " + what + " " + std::to_string(id) +
                  " at that time: its server has none in this file, and no earlier event starts "
                  "it, or one ends it; write the id of one that is there");
}

void RefuseImpossible(const Value& value, const Event& event, const Possible& possible) {
  const bool is_start = event.kind == EventKind::kStartProcess;
  const bool makes_session = event.kind == EventKind::kLogOn;
  if (event.process.has_value() && !is_start && !possible.HasProcess(*event.process)) {
    RefuseAbsent(value, "process", *event.process);
  }
  const auto session = is_start ? event.session.value_or(0) : event.session;
  if (session.has_value() && !makes_session && !possible.HasSession(*session)) {
    RefuseAbsent(value, "session", *session);
  }
}

}  // namespace

Event ReadEvent(const Value& row, const std::vector<Server>& servers) {
  return ReadRow(row, servers, Happens::kAtOnce);
}

std::vector<Event> ReadEvents(const std::vector<const Value*>& rows,
                              const std::vector<Server>& servers) {
  std::vector<Event> events;
  std::vector<std::size_t> order;
  for (const Value* row : rows) {
    order.push_back(events.size());
    events.push_back(ReadRow(*row, servers, Happens::kAtCall));
  }
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return events[i].at_call; });
  std::map<ServerId, Possible> possible;
  for (const std::size_t i : order) {
    const ServerId id = events[i].server;
    Possible& there = possible.try_emplace(id, servers[static_cast<std::size_t>(id)]).first->second;
    RefuseImpossible(*rows[i], events[i], there);
    there.Follow(events[i]);
  }
  return events;
}

}  // namespace wtsmock
