// The ledger of the caller from outside: its functions of wtsapi32mock.h, and the environment
// variables WTSMOCK_REPORT and WTSMOCK_STACKS.
#include "mock/ledger/ledger.h"

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

#include "mock/abi/export.h"
#include "mock/api/refusal.h"
#include "mock/ledger/at_exit.h"
#include "mock/ledger/report.h"
#include "mock/world/reset.h"
#include "mock/world/world.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsmock {
namespace {

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

void Print(const std::string& text) { std::fprintf(stderr, "wtsapi32mock: %s", text.c_str()); }

// False if the file cannot be written.
bool WriteFile(const std::string& name, const std::string& text) {
  std::FILE* const file = std::fopen(name.c_str(), "w");
  if (file == nullptr) return false;
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return (std::fclose(file) == 0) && is_written;
}

std::string InFormatOf(const std::string& name, const Balance& balance) {
  return name.ends_with(".json") ? JsonOf(balance) : TextOf(balance);
}

// What WTSMOCK_REPORT asks for.
struct Wish {
  std::string file;  // "" for none
  bool aborts = false;
  unsigned long process = 0;  // that asked
};

Wish& TheWish() {
  static auto* const wish = new Wish;
  return *wish;
}

// A child that was forked writes a file of its own.
std::string FileOf(const Wish& wish) {
  const bool is_child = ProcessNumber() != wish.process;
  return is_child ? wish.file + "." + std::to_string(ProcessNumber()) : wish.file;
}

std::atomic<bool> is_aborting = false;

// The ledger may be locked. On Windows abort() goes the way of exit().
[[noreturn]] void Abort() {
  is_aborting = true;
  std::abort();
}

void TellAtOnce(const Breach& breach) {
  Print(TextOf(breach));
  if (TheWish().aborts) Abort();
}

// Those that nobody was told of yet.
void TellOfTheRest(const Balance& balance) {
  for (const Breach& breach : balance.breaches) {
    if (*breach.where.function == '\0') Print(TextOf(breach));
  }
  Print(SummaryOf(balance));
}

// The process ends with this status; returns what it ends with instead.
int EndWithReport(int status) {
  const Wish& wish = TheWish();
  if (is_aborting || !HasLedger()) return status;
  const Balance balance = TakeBalance(IsPendingWait);
  if (balance.calls == 0 && ProcessNumber() != wish.process) return status;
  if (wish.file.empty()) {
    TellOfTheRest(balance);
  } else if (!WriteFile(FileOf(wish), InFormatOf(wish.file, balance))) {
    Print("WTSMOCK_REPORT: cannot write " + FileOf(wish) + "\n");
  }
  if (balance.breaches_in_all == 0) return status;
  if (wish.aborts) Abort();
  return status == 0 ? 1 : status;
}

bool IsSet(const char* variable) {
  const char* const value = std::getenv(variable);
  return value != nullptr && *value != '\0' && std::string_view(value) != "0";
}

int ReportFromEnvironment() {
  const char* const value = std::getenv("WTSMOCK_REPORT");
  if (value == nullptr || *value == '\0') return 0;
  const std::string_view where = value;
  Wish& wish = TheWish();
  wish.aborts = where == "abort";
  wish.process = ProcessNumber();
  if (where != "stderr" && where != "abort") {
    wish.file = AbsolutePath(value);  // the program may go elsewhere
    if (!WriteFile(wish.file, "")) {
      Print("WTSMOCK_REPORT=" + std::string(where) + ": this file cannot be written\n");
      std::_Exit(2);
    }
  } else {
    TellOfBreaches(TellAtOnce);
  }
  AtProcessExit(EndWithReport);
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

int WtsMockReport(const char* where) {
  return wtsmock::Try([&] {
    const wtsmock::Balance balance = wtsmock::TakeBalance(wtsmock::IsPendingWait);
    const std::string file = where == nullptr ? "stderr" : where;
    if (file == "stderr") {
      wtsmock::Print(wtsmock::TextOf(balance));
    } else if (!wtsmock::WriteFile(file, wtsmock::InFormatOf(file, balance))) {
      throw wtsconform::InputError(file + ": this file cannot be written");
    }
  });
}
