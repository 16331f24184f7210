#include "mock/watch/layer.h"

#include <atomic>
#include <cstdlib>
#include <mutex>

#include "mock/abi/environment.h"
#include "mock/abi/system.h"
#include "mock/ledger/ledger.h"
#include "mock/ledger/reporting.h"

namespace wtsmock {
namespace {

constinit std::atomic<Task> known_task = Task::kUnknown;
constinit std::atomic<bool> has_inherited = false;

Task Start() {
  InForkedChild(ForkOrder::kWorld, [] { has_inherited = true; });
  if (IsSet("WTSCONFORM_WATCH_MOCK")) return Task::kMock;
  const char* const file = std::getenv("WTSCONFORM_WATCH");
  if (file == nullptr || *file == '\0') return Task::kNothing;
  const Reporting reporting{.reporter = "wtsconform watch",
                            .file = file,
                            .aborts = IsSet("WTSCONFORM_WATCH_ABORT"),
                            .is_kept = [] { return true; },
                            .is_pending = [](const void*) { return true; }};
  if (!BeginReporting(reporting)) return Task::kNothing;  // `watch` finds nothing of this process
  StartLedger(IsSet("WTSCONFORM_WATCH_STACKS"));
  return Task::kWatch;
}

[[maybe_unused]] const Task at_load = TheTask();

}  // namespace

Task TheTask() {
  const Task known = known_task.load(std::memory_order_acquire);
  if (known != Task::kUnknown) return known;
  static std::once_flag once;
  std::call_once(once, [] { known_task.store(Start(), std::memory_order_release); });
  return known_task.load(std::memory_order_acquire);
}

bool HasInherited() { return has_inherited.load(std::memory_order_relaxed); }

}  // namespace wtsmock
