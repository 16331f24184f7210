// The functions of wtsapi32mock.h, and the environment variables WTSMOCK and WTSMOCK_WORLD. Only
// WtsMockIsOpen is elsewhere, with the table that it looks into (handles.cc): its cost is measured.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "mock/abi/export.h"
#include "mock/api/refusal.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"
#include "mock/world/happen.h"
#include "mock/world/read_events.h"
#include "mock/world/read_faults.h"
#include "mock/world/reader.h"
#include "mock/world/reset.h"
#include "mock/world/world.h"

namespace wtsmock {
namespace {

thread_local std::string active;

int ConfigureFromEnvironment() {
  const char* const names = std::getenv("WTSMOCK");
  if (names == nullptr) return 0;
  const std::string why = Configure(names);
  if (why.empty()) return 0;
  std::fprintf(stderr, "wtsapi32mock: WTSMOCK=%s: %s\n", names, why.c_str());
  std::_Exit(2);
}

// The world that the environment names, or the one that is built in: made at load, so that a
// process which forks for each of its tests makes it once.
int LoadWorldFromEnvironment() {
  const char* const file = std::getenv("WTSMOCK_WORLD");
  if (file == nullptr || *file == '\0') {
    TheWorld();
    return 0;
  }
  try {
    ResetTo(ReadWorldFile(file));
  } catch (const std::exception& problem) {
    std::fprintf(stderr, "wtsapi32mock: WTSMOCK_WORLD: %s\n", problem.what());
    std::_Exit(2);
  }
  return 0;
}

[[maybe_unused]] const int configured_at_load = ConfigureFromEnvironment();
[[maybe_unused]] const int world_at_load = LoadWorldFromEnvironment();

// Loads what `read` returns.
template <class Read>
int Load(Read read) {
  return Try([&] { ResetTo(read()); });
}

// Does that with the world locked.
template <class Act>
int TryLocked(Act act) {
  return Try([&] {
    World& world = TheWorld();
    const std::lock_guard lock(world.mutex);
    act(world);
  });
}

}  // namespace

std::string& Refusal() {
  thread_local std::string refusal;
  return refusal;
}

}  // namespace wtsmock

const char* WtsMockIdentity() { return "wtsconform-mock " WTSMOCK_VERSION; }

int WtsMockConfigure(const char* names) {
  wtsmock::Refusal() = wtsmock::Configure(names == nullptr ? "" : names);
  if (!wtsmock::Refusal().empty()) return 1;
  wtsmock::FollowSwitches();
  return 0;
}

int WtsMockLoadWorld(const char* path) {
  return wtsmock::Load(
      [&] { return path == nullptr ? wtsmock::BuiltInWorld() : wtsmock::ReadWorldFile(path); });
}

int WtsMockLoadWorldText(const char* text) {
  return wtsmock::Load([&] {
    return text == nullptr ? wtsmock::BuiltInWorld() : wtsmock::ReadWorld(text, "world");
  });
}

int WtsMockFault(const char* row) {
  return wtsmock::TryLocked([&](wtsmock::World& world) {
    world.faults.push_back(wtsmock::ReadFault(wtsmock::ParseRow(row), world.servers));
    wtsmock::NoteFaults(world);
  });
}

void WtsMockClearFaults() {
  wtsmock::World& world = wtsmock::TheWorld();
  const std::lock_guard lock(world.mutex);
  world.faults.clear();
  wtsmock::NoteFaults(world);
}

void WtsMockRelease() {
  wtsmock::World& world = wtsmock::TheWorld();
  const std::lock_guard lock(world.mutex);
  ++world.releases;
  world.changed.notify_all();
}

int WtsMockEvent(const char* row) {
  return wtsmock::TryLocked([&](wtsmock::World& world) {
    const std::string why =
        wtsmock::Happen(world, wtsmock::ReadEvent(wtsmock::ParseRow(row), world.servers));
    if (!why.empty()) throw wtsconform::InputError("row: " + why);
  });
}

const char* WtsMockError() { return wtsmock::Refusal().c_str(); }

const char* WtsMockActive() {
  wtsmock::active = wtsmock::ActiveSwitches();
  return wtsmock::active.c_str();
}

int WtsMockSwitchAt(unsigned index, WtsMockSwitch* out) {
  const auto rows = wtsmock::SwitchRows();
  if (index >= rows.size()) return 1;
  *out = rows[index].what;
  return 0;
}

unsigned WtsMockUnlawfulCloses() { return wtsmock::InvalidCloses(); }

unsigned WtsMockLiveHandles() { return wtsmock::LiveHandles(); }

void WtsMockReset() { wtsmock::ResetAll(); }
