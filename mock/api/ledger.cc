// The ledger of the caller from outside: its functions of wtsapi32mock.h, and the environment
// variables WTSMOCK_REPORT and WTSMOCK_STACKS.
#include "mock/call/ledger.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

#include "mock/abi/buffers.h"
#include "mock/abi/environment.h"
#include "mock/abi/export.h"
#include "mock/api/refusal.h"
#include "mock/ledger/buffer_notes.h"
#include "mock/ledger/report.h"
#include "mock/ledger/reporting.h"
#include "mock/world/reset.h"
#include "mock/world/world.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {
namespace {

constexpr const char* kReporter = "wtsapi32mock";

AtReset reset_ledger(ForgetLedger);

bool IsPending(const Wait& wait) { return wait.end == WaitEnd::kPending; }

bool IsPendingWait(const void* value) {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return std::ranges::any_of(world.waits,
                             [&](const Wait& wait) { return &wait == value && IsPending(wait); });
}

unsigned PendingWaits() {
  World& world = TheWorld();
  const std::lock_guard lock(world.mutex);
  return static_cast<unsigned>(std::ranges::count_if(world.waits, IsPending));
}

void TurnLedger(bool on, bool with_stacks) {
  SetHasLedger(false, false);
  WatchBuffers(on ? NoteBuffer : nullptr);
  if (on) StartLedger(with_stacks);
  SetHasLedger(on, with_stacks);
}

// Null where that is the name of a file.
std::FILE* StreamNamed(std::string_view where) {
  if (where == "stdout") return stdout;
  return where == "stderr" ? stderr : nullptr;
}

int ReportFromEnvironment() {
  const char* const value = std::getenv("WTSMOCK_REPORT");
  if (value == nullptr || *value == '\0') return 0;
  const std::string_view where = value;
  const bool is_file = StreamNamed(where) == nullptr && where != "abort";
  const Reporting reporting{.reporter = kReporter,
                            .stream = where == "stdout" ? stdout : stderr,
                            .file = is_file ? value : "",
                            .aborts = where == "abort" || IsSet("WTSMOCK_ABORT"),
                            .is_kept = HasLedger,
                            .is_pending = IsPendingWait};
  if (!BeginReporting(reporting)) {
    std::fprintf(stderr, "%s: WTSMOCK_REPORT=%s: this file cannot be written\n", kReporter, value);
    std::_Exit(2);
  }
  TurnLedger(true, IsSet("WTSMOCK_STACKS"));
  return 0;
}

[[maybe_unused]] const int report_at_load = ReportFromEnvironment();

// Of the breach that this thread asked for last.
thread_local std::string breach_text;
thread_local std::string breach_report;

}  // namespace
}  // namespace wtsmock

void WtsMockLedger(int on, int stacks) { wtsmock::TurnLedger(on != 0, stacks != 0); }

unsigned WtsMockCount(enum WtsMockKind kind) {
  switch (kind) {
    case WTSMOCK_WAIT:
      return wtsmock::HasLedger() ? wtsmock::PendingWaits() : 0;
    case WTSMOCK_BREACH:
      return static_cast<unsigned>(wtsmock::BreachesSoFar());
    default:
      if (kind < WTSMOCK_HANDLE || kind > WTSMOCK_BREACH) return 0;
      return static_cast<unsigned>(wtsmock::HeldOf(static_cast<wtsmock::Kind>(kind)));
  }
}

int WtsMockBreach(unsigned index, WtsMockBreachInfo* out) {
  const auto breach = wtsmock::BreachAt(index);
  if (!breach.has_value()) return 1;
  const wtsmock::RuleRow& row = wtsmock::RowOf(breach->rule);
  wtsmock::breach_text = row.text;
  if (!breach->text.empty()) wtsmock::breach_text += ": " + breach->text;
  wtsmock::breach_report = wtsmock::TextOf(*breach);
  const wtsmock::Origin none;
  const wtsmock::Origin& obtained = breach->about.has_value() ? breach->about->obtained : none;
  *out = {row.clause,
          wtsmock::breach_text.c_str(),
          breach->where.function,
          breach->where.call,
          breach->where.thread,
          breach->value.value(),
          obtained.function,
          obtained.call,
          wtsmock::breach_report.c_str()};
  return 0;
}

int WtsMockCallAt(unsigned index, WtsMockCallInfo* out) {
  const auto call = wtsmock::CallAt(index);
  if (!call.has_value()) return 1;
  *out = {call->function,       call->number,        call->thread,
          call->handle.value(), call->has_succeeded, static_cast<unsigned>(call->error)};
  return 0;
}

int WtsMockEnd(int status) { return wtsmock::ReportEnd(status); }

int WtsMockReport(const char* where) {
  return wtsmock::Try([&] {
    const wtsmock::Balance balance = wtsmock::TakeBalance(wtsmock::IsPendingWait);
    const std::string file = where == nullptr ? "stderr" : where;
    if (std::FILE* const stream = wtsmock::StreamNamed(file)) {
      std::fprintf(stream, "%s: %s", wtsmock::kReporter, wtsmock::TextOf(balance).c_str());
    } else if (!wtsmock::WriteReport(file,
                                     file.ends_with(".json") ? JsonOf(balance) : TextOf(balance))) {
      throw wtsconform::InputError(file + ": this file cannot be written");
    }
  });
}
