#include "conformance/runner/verdicts.h"

#include <fmt/format.h>

#include "conformance/runner/memory_checker.h"
#include "conformance/runner/trace.h"

namespace wtsconform {
namespace {

struct Death {
  Verdict verdict;
  std::string signature;
  std::string how;  // a sentence without its end
};

// The call that a thread was in; nullptr where it was in none.
const JournalCall* RunningCall(Journal& journal, int thread) {
  if (thread < 0 || thread >= static_cast<int>(Journal::kThreads)) return nullptr;
  const std::int32_t number = journal.threads[thread].call;
  return number < 0 ? nullptr : &journal.Entry(static_cast<std::uint32_t>(number));
}

// Where no thread is known: any call that has not returned.
const JournalCall* AnyRunningCall(Journal& journal) {
  for (int i = 0; i < static_cast<int>(Journal::kThreads); ++i) {
    if (const JournalCall* call = RunningCall(journal, i)) return call;
  }
  return nullptr;
}

std::string Place(Journal& journal, const JournalCall* running,
                  const FunctionCatalogue& functions) {
  if (running) return "in " + FunctionName(*running, functions);
  if (journal.exiting) return "at exit";
  const std::uint32_t calls = journal.calls;
  if (calls == 0) return "";
  return "after " + FunctionName(journal.Entry(calls - 1), functions);
}

Death Crash(Journal& journal, const ChildEnd& end, const FunctionCatalogue& functions) {
  const bool reported = journal.crash.seen != 0;
  const JournalCall* running =
      reported ? RunningCall(journal, journal.crash.thread) : AnyRunningCall(journal);
  const std::string place = Place(journal, running, functions);
  if (place.empty()) {
    return {Verdict::kHarnessError, "", "the child died before its first call"};
  }
  const bool by_signal = reported || end.how == ChildEnd::How::kSignalled;
  if (by_signal && (reported ? journal.crash.signal : end.code) == kMissingFunction) {
    return {Verdict::kUnsupported, "", "a function that is exported is a stub, " + place};
  }
  std::string name = fmt::format("exit {}", end.code);
  if (end.how == ChildEnd::How::kSignalled) name = SignalName(end.code);
  if (reported) name = SignalName(journal.crash.signal);
  std::string how = fmt::format("the process died of {} {}", name, place);
  if (end.how == ChildEnd::How::kExited && !reported) {
    how = fmt::format("the process ended ({}) {}", name, place);
  }
  return {Verdict::kCrash, fmt::format("{} {}", name, place), how};
}

Death Hang(Journal& journal, const ChildEnd& end, const FunctionCatalogue& functions) {
  const JournalCall* const running = RunningCall(journal, end.code);
  if (running && running->function == kLoadingLibrary) {
    // It was loaded before, by the canary: this machine is too busy to tell anything.
    return {Verdict::kInconclusive, "", "the library, loaded before, was not loaded in time"};
  }
  const std::string place = Place(journal, running, functions);
  return {Verdict::kHang, "hang " + place, fmt::format("no return within the timeout {}", place)};
}

Death DeathOf(Journal& journal, const ChildEnd& end, const FunctionCatalogue& functions) {
  switch (end.how) {
    case ChildEnd::How::kHung:
      return Hang(journal, end, functions);
    case ChildEnd::How::kOverBudget:
      if (journal.exiting) return {Verdict::kHang, "hang at exit", "the process did not exit"};
      return {Verdict::kInconclusive, "", "the case's time ran out before a decision"};
    case ChildEnd::How::kExited:
    case ChildEnd::How::kSignalled:
      break;
  }
  return Crash(journal, end, functions);
}

void AppendFrames(Journal& journal, std::vector<std::string>& trace) {
  for (std::uint32_t i = 0; i < journal.crash.frame_count; ++i) {
    trace.push_back(fmt::format("    #{} {}", i, journal.crash.frames[i].symbol.Get()));
  }
}

void AppendOutput(const std::string& output, std::vector<std::string>& trace) {
  std::size_t from = 0;
  while (from < output.size()) {
    const std::size_t end = std::min(output.find('\n', from), output.size());
    if (end > from) trace.push_back("    | " + output.substr(from, end - from));
    from = end + 1;
  }
}

// What a death means for a case of this level, at this point.
void Settle(const Death& death, Level level, bool in_control, CaseRecord& record) {
  record.verdict = death.verdict;
  record.signature = death.signature;
  if (death.verdict == Verdict::kHarnessError || death.verdict == Verdict::kInconclusive ||
      death.verdict == Verdict::kUnsupported) {
    record.detail = death.how;
  } else if (in_control) {
    record.verdict = Verdict::kUntestable;
    record.signature = "";
    record.detail = "the control failed: " + death.how;
  } else if (level == Level::kObserved) {
    record.verdict = Verdict::kObserved;
    record.detail = death.how;
  } else {
    record.Judge("the call returns", death.how);
  }
}

bool FoundMemoryError(const ChildEnd& end) {
  return end.how == ChildEnd::How::kExited && end.code == kMemoryErrorStatus;
}

}  // namespace

CaseRecord RecordOf(const Case& subject, Journal& journal, const ChildEnd& end,
                    const FunctionCatalogue& functions) {
  CaseRecord record;
  record.id = subject.id;
  record.clause = subject.clause->id;
  record.level = LevelName(subject.clause->level);
  record.seconds = end.seconds;
  const bool complete = journal.complete == Journal::kCompleteMarker;
  const bool exited_well = end.how == ChildEnd::How::kExited && end.code == 0;
  if (complete && (!journal.exiting || exited_well)) {
    record.verdict = static_cast<Verdict>(journal.verdict);
    record.signature = journal.signature.Get();
    record.detail = journal.detail.Get();
    const std::string wanted(journal.wanted.Get());
    if (!wanted.empty()) record.Judge(wanted, record.detail);
    if (FoundMemoryError(end)) {
      record.verdict = Verdict::kCrash;
      record.signature = "memory error";
      record.Judge("no freed memory is touched", "valgrind found a memory error");
    }
  } else {
    const Death death = DeathOf(journal, end, functions);
    Settle(death, subject.clause->level, journal.in_control != 0, record);
  }
  if (record.verdict == Verdict::kPass) return record;
  record.trace = TraceOf(journal, functions);
  if (!complete || journal.exiting || FoundMemoryError(end)) {
    AppendFrames(journal, record.trace);
    AppendOutput(end.output, record.trace);
  }
  return record;
}

}  // namespace wtsconform
