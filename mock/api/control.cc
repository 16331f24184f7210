// The functions of wtsapi32mock.h, and the environment variable WTSMOCK. Only WtsMockIsOpen is
// elsewhere, with the table that it looks into (handles.cc): its cost is measured.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "mock/abi/export.h"
#include "mock/handles/handles.h"
#include "mock/switches/configuration.h"
#include "mock/world/reset.h"

namespace wtsmock {
namespace {

thread_local std::string refusal;
thread_local std::string active;

int ConfigureFromEnvironment() {
  const char* const names = std::getenv("WTSMOCK");
  if (names == nullptr) return 0;
  const std::string why = Configure(names);
  if (why.empty()) return 0;
  std::fprintf(stderr, "wtsapi32mock: WTSMOCK=%s: %s\n", names, why.c_str());
  std::_Exit(2);
}

[[maybe_unused]] const int configured_at_load = ConfigureFromEnvironment();

}  // namespace
}  // namespace wtsmock

const char* WtsMockIdentity() { return "wtsconform-mock 0.1.0"; }

int WtsMockConfigure(const char* names) {
  wtsmock::refusal = wtsmock::Configure(names == nullptr ? "" : names);
  if (!wtsmock::refusal.empty()) return 1;
  wtsmock::FollowSwitches();
  return 0;
}

const char* WtsMockError() { return wtsmock::refusal.c_str(); }

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
