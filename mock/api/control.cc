// The functions of wtsapi32mock.h except WtsMockIsOpen, and the environment variable WTSMOCK.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "mock/call/api.h"
#include "mock/switches/configuration.h"
#include "mock/handles/handle_faults.h"
#include "mock/handles/handle_values.h"
#include "mock/handles/handles.h"
#include "mock/api/reset.h"
#include "mock/wtsapi32mock.h"

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
  if (wtsmock::AnyOn()) wtsmock::MakeConnections();
  wtsmock::ForgetFaults();
  wtsmock::ForgetValues();
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

unsigned WtsMockUnlawfulCloses() { return wtsmock::UnlawfulCloses(); }

unsigned WtsMockLiveHandles() { return wtsmock::LiveHandles(); }

void WtsMockReset() { wtsmock::ResetAll(); }
