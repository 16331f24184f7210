#include "mock/ledger/reporting.h"

#include <atomic>
#include <cstdio>
#include <cstdlib>

#include "mock/ledger/at_exit.h"
#include "mock/ledger/ledger.h"
#include "mock/ledger/report.h"

namespace wtsmock {
namespace {

// Of those that are reported as they happen; the report at the end has more.
constexpr std::size_t kMostLines = 1000;

struct State {
  Reporting wish;
  unsigned long process = 0;  // that asked
  std::size_t lines = 0;
};

State& TheState() {
  static auto* const state = new State;
  return *state;
}

std::atomic<bool> is_aborting = false;
std::atomic<unsigned long> ended_process = 0;

void Print(const std::string& text) {
  const Reporting& wish = TheState().wish;
  std::fprintf(wish.stream, "%s: %s", wish.reporter, text.c_str());
  std::fflush(wish.stream);  // at once, also where a report aborts
}

bool HasLines() { return TheState().wish.file.ends_with(".jsonl"); }

struct FileName {
  std::string name;
  bool is_numbered = false;  // no other process has it
};

// What the wished name is for this process.
FileName NameOfFile() {
  const std::string& pattern = TheState().wish.file;
  FileName file;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_sign = pattern[i] == '%' && i + 1 < pattern.size() &&
                         (pattern[i + 1] == 'p' || pattern[i + 1] == '%');
    if (is_sign) ++i;
    if (is_sign && pattern[i] == 'p') {
      file.name += std::to_string(ProcessNumber());
      file.is_numbered = true;
    } else {
      file.name += pattern[i];
    }
  }
  return file;
}

bool Write(const std::string& name, const char* mode, const std::string& text) {
  std::FILE* const file = std::fopen(name.c_str(), mode);
  if (file == nullptr) return false;
  const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  return (std::fclose(file) == 0) && is_written;
}

// In one piece, so that lines of several processes stay whole.
bool WriteLine(const char* event, const std::string& more) {
  std::string line = std::string("{\"event\": \"") + event +
                     "\", \"process\": " + std::to_string(ProcessNumber()) +
                     ", \"program\": " + JsonText(ProgramName()) + more + "}";
  for (char& each : line) {
    if (each == '\n') each = ' ';
  }
  return Write(NameOfFile().name, "a", line + "\n");
}

std::string InFormatOf(const std::string& name, const Balance& balance) {
  return name.ends_with(".json") ? JsonOf(balance) : TextOf(balance);
}

// A child that was forked writes a file of its own.
std::string FileOfProcess() {
  const FileName file = NameOfFile();
  const bool is_child = ProcessNumber() != TheState().process;
  return is_child && !file.is_numbered ? file.name + "." + std::to_string(ProcessNumber())
                                       : file.name;
}

// The ledger may be locked. On Windows abort() goes the way of exit().
[[noreturn]] void Abort() {
  is_aborting = true;
  std::abort();
}

void TellAtOnce(const Breach& breach) {
  State& state = TheState();
  if (!HasLines()) {
    Print(TextOf(breach));
  } else if (state.lines++ < kMostLines) {
    WriteLine("breach",
              ", \"breach\": " + JsonOf(breach) + ", \"text\": " + JsonText(TextOf(breach)));
  }
  if (state.wish.aborts) Abort();
}

void TellOfCalls() { WriteLine("call", ""); }

// Those that nobody was told of yet.
void TellOfTheRest(const Balance& balance) {
  for (const Breach& breach : balance.breaches) {
    if (*breach.where.function == '\0') Print(TextOf(breach));
  }
  Print(SummaryOf(balance));
}

void WriteEnd(int status, const Balance& balance) {
  WriteLine("end", ", \"status\": " + std::to_string(status) + ", \"report\": " + JsonOf(balance) +
                       ", \"text\": " + JsonText(TextOf(balance)));
}

// The process ends with this status; returns what it ends with instead.
int End(int status) {
  const State& state = TheState();
  const Reporting& wish = state.wish;
  if (is_aborting || ended_process.exchange(ProcessNumber()) == ProcessNumber()) return status;
  if (!wish.is_kept()) return status;
  const Balance balance = TakeBalance(wish.is_pending);
  const bool is_empty = balance.calls == 0 && balance.breaches_in_all == 0;
  if (is_empty && ProcessNumber() != state.process) return status;
  if (HasLines()) {
    WriteEnd(status, balance);
  } else if (wish.file.empty()) {
    TellOfTheRest(balance);
  } else if (!Write(FileOfProcess(), "w", InFormatOf(wish.file, balance))) {
    Print("WTSMOCK_REPORT: cannot write " + FileOfProcess() + "\n");
  }
  if (balance.breaches_in_all == 0) return status;
  if (wish.aborts) Abort();
  return status == 0 && !HasLines() ? 1 : status;
}

}  // namespace

bool BeginReporting(const Reporting& reporting) {
  State& state = TheState();
  state.wish = reporting;
  state.process = ProcessNumber();
  std::string& file = state.wish.file;
  if (!file.empty()) file = AbsolutePath(file);  // the program may go elsewhere
  if (HasLines()) {
    if (!WriteLine("start", "")) return false;
    TellOfFirstCall(TellOfCalls);
  } else if (!file.empty() && !Write(FileOfProcess(), "w", "")) {
    return false;
  }
  if (file.empty() || HasLines() || reporting.aborts) TellOfBreaches(TellAtOnce);
  AtProcessExit(End);
  return true;
}

int ReportEnd(int status) { return TheState().process != 0 ? End(status) : status; }

void ReportUnwatched(const std::string& what) {
  if (HasLines()) WriteLine("unwatched", ", \"what\": " + JsonText(what));
}

bool WriteReport(const std::string& name, const std::string& text) {
  return Write(name, "w", text);
}

}  // namespace wtsmock
