#include "conformance/runner/verdicts.h"

#include <fmt/format.h>

#include <algorithm>

#include "conformance/runner/case_messages.h"
#include "conformance/runner/memory_checker.h"
#include "conformance/runner/trace.h"

namespace wtsconform {
namespace {

struct Death {
  Verdict verdict;
  std::string signature;
  std::string how;  // a sentence without its end
};

bool MayHaveDied(const ThreadNote& thread) { return thread.call && !thread.waits; }

// The thread that the child died of, or for which it was killed. Where nobody says which, one that
// was in a call, rather than one in a wait; and rather one in a call that is judged than one in a
// precondition, which must not excuse another thread's call.
int DyingThread(const ChildReport& report, const ChildEnd& end) {
  if (report.crash) return report.crash->thread;
  if (end.how == ChildEnd::How::kHung) return end.code;
  const auto& threads = report.threads;
  auto found = std::find_if(threads.begin(), threads.end(), [](const ThreadNote& each) {
    return MayHaveDied(each) && !each.in_control;
  });
  if (found == threads.end()) found = std::find_if(threads.begin(), threads.end(), MayHaveDied);
  if (found == threads.end()) {
    found = std::find_if(threads.begin(), threads.end(),
                         [](const ThreadNote& each) { return each.call.has_value(); });
  }
  return found == threads.end() ? 0 : static_cast<int>(found - threads.begin());
}

std::string Place(const ChildReport& report, const JournalCall* running,
                  const FunctionCatalogue& functions) {
  if (running) return "in " + FunctionName(*running, functions);
  if (report.exiting) return "at exit";
  const JournalCall* const last = report.LastCall();
  return last ? "after " + FunctionName(*last, functions) : "";
}

Death Crash(const ChildReport& report, const ChildEnd& end, const FunctionCatalogue& functions) {
  if (WasKilledFromOutside(end, report)) {
    return {Verdict::kInconclusive, "", "the process was killed from outside (out of memory?)"};
  }
  const auto& crash = report.crash;
  const JournalCall* const running = report.RunningCall(DyingThread(report, end));
  const std::string place = Place(report, running, functions);
  if (place.empty()) {
    return {Verdict::kHarnessError, "", "the child died before its first call"};
  }
  const bool by_signal = crash || end.how == ChildEnd::How::kSignalled;
  if (by_signal && (crash ? crash->signal : end.code) == kMissingFunction) {
    return {Verdict::kUnsupported, "", "a function that is exported is a stub, " + place};
  }
  std::string name = fmt::format("exit {}", end.code);
  if (end.how == ChildEnd::How::kSignalled) name = SignalName(end.code);
  if (crash) name = SignalName(crash->signal);
  std::string how = fmt::format("the process died of {} {}", name, place);
  if (end.how == ChildEnd::How::kExited && !crash) {
    how = fmt::format("the process ended ({}) {}", name, place);
  }
  return {Verdict::kCrash, fmt::format("{} {}", name, place), how};
}

Death Hang(const ChildReport& report, const ChildEnd& end, const FunctionCatalogue& functions) {
  const JournalCall* const running = report.RunningCall(end.code);
  if (running && running->function == kLoadingLibrary) {
    // It was loaded before, by the canary: this machine is too busy to tell anything.
    return {Verdict::kInconclusive, "", "the library, loaded before, was not loaded in time"};
  }
  const std::string place = Place(report, running, functions);
  return {Verdict::kHang, "hang " + place, fmt::format("no return within the timeout {}", place)};
}

Death DeathOf(const ChildReport& report, const ChildEnd& end, const FunctionCatalogue& functions) {
  switch (end.how) {
    case ChildEnd::How::kHung:
      return Hang(report, end, functions);
    case ChildEnd::How::kNoExit:
      return {Verdict::kHang, "hang at exit", "the process did not exit"};
    case ChildEnd::How::kOverBudget:
    case ChildEnd::How::kCutOff:
      return {Verdict::kInconclusive, "", "the case's time ran out before a decision"};
    case ChildEnd::How::kExited:
    case ChildEnd::How::kSignalled:
      break;
  }
  return Crash(report, end, functions);
}

void AppendFrames(const ChildReport& report, std::vector<std::string>& trace) {
  if (!report.crash) return;
  for (std::size_t i = 0; i < report.crash->frames.size(); ++i) {
    trace.push_back(fmt::format("    #{} {}", i, report.crash->frames[i]));
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

// Whether nobody but us ended the child, so that what it said before still holds.
bool CameToItsEnd(const ChildReport& report, const ChildEnd& end) {
  if (report.exiting) return end.how == ChildEnd::How::kExited && end.code == kExitedAsAsked;
  const bool by_itself = end.how == ChildEnd::How::kExited || end.how == ChildEnd::How::kSignalled;
  return report.finished || !by_itself;
}

// Throws MessageError.
Decision DecisionOf(const ChildReport& report) {
  if (report.messages.size() != 1) throw MessageError("a case sent no decision, or several");
  return DecisionFrom(report.messages.front());
}

// Throws MessageError where the report cannot be true.
void CheckReport(const ChildReport& report, const FunctionCatalogue& functions) {
  if (!report.damage.empty()) throw MessageError(report.damage);
  for (const JournalCall& call : report.kept) {
    if (call.function == kLoadingLibrary || call.function < functions.functions().size()) continue;
    throw MessageError("the child's channel is damaged: the function of a call");
  }
}

void Judge(const Case& subject, const ChildReport& report, const ChildEnd& end,
           const FunctionCatalogue& functions, CaseRecord& record) {
  CheckReport(report, functions);
  const bool died = !report.decided || !CameToItsEnd(report, end);
  if (died) {
    const Death death = DeathOf(report, end, functions);
    Settle(death, subject.clause->level, DiedInControl(report, end), record);
  } else {
    const Decision decision = DecisionOf(report);
    record.verdict = decision.verdict;
    record.signature = decision.signature;
    record.detail = decision.detail;
    if (!decision.wanted.empty()) record.Judge(decision.wanted, decision.detail);
  }
  // A case's judgement knows its level: this one was not made by it.
  if (!BelongsTo(LevelName(subject.clause->level), record.verdict)) {
    throw MessageError("the child's channel is damaged: a verdict that no case of its level has");
  }
  const bool memory_error = !died && FoundMemoryError(end);
  if (memory_error) {
    record.verdict = Verdict::kCrash;
    record.signature = "memory error";
    record.Judge("no freed memory is touched", "valgrind found a memory error");
  }
  if (record.verdict == Verdict::kPass) return;
  record.trace = TraceOf(report, functions);
  if (!died && !memory_error) return;
  AppendFrames(report, record.trace);
  AppendOutput(end.output, record.trace);
}

}  // namespace

bool DiedInControl(const ChildReport& report, const ChildEnd& end) {
  // What follows the decision is clean-up.
  if (report.decided) return false;
  return report.threads.at(static_cast<std::size_t>(DyingThread(report, end))).in_control;
}

CaseRecord RecordOf(const Case& subject, const ChildReport& report, const ChildEnd& end,
                    const FunctionCatalogue& functions) {
  CaseRecord record;
  record.id = subject.id;
  record.clause = subject.clause->id;
  record.level = LevelName(subject.clause->level);
  record.seconds = end.seconds;
  record.left_running = end.left_running;
  try {
    Judge(subject, report, end, functions, record);
  } catch (const MessageError& error) {
    record.verdict = Verdict::kHarnessError;
    record.detail = error.what();
    record.trace.clear();
    AppendOutput(end.output, record.trace);
  }
  return record;
}

}  // namespace wtsconform
