#include "conformance/runner/step_text.h"

#include <fmt/format.h>

namespace wtsconform {
namespace {

std::string CallText(const Step& step) {
  std::string text = fmt::format("call {} on {}", step.call, step.other);
  if (!step.expect.empty()) text += ", expect " + step.expect;
  if (step.dword) text += fmt::format(" and a DWORD of {}", *step.dword);
  if (!step.label.empty()) text += fmt::format(" (remember it as \"{}\")", step.label);
  if (!step.keep.empty()) text += fmt::format(" (keep the buffer as \"{}\")", step.keep);
  if (step.observe) text += ", record what it does";
  return text;
}

std::string ParallelText(const Step& step) {
  std::string text = fmt::format("{} times at once:", step.number);
  for (const auto& branch : step.branches) {
    text += " [";
    for (const Step& each : branch) text += (&each == &branch.front() ? "" : "; ") + StepText(each);
    text += "]";
  }
  return text;
}

std::string VerbText(const Step& step) {
  switch (step.verb) {
    case Verb::kOpen:
      return fmt::format("open {} with {} for the {} server{}", step.name, step.call, step.server,
                         step.unlike.empty() ? "" : ", until its value differs from " + step.unlike);
    case Verb::kClose: return "close " + step.name;
    case Verb::kValue: return fmt::format("let {} be the value {:#x}", step.name,
                                          static_cast<std::uint64_t>(step.number));
    case Verb::kCall: return CallText(step);
    case Verb::kControl:
      return fmt::format("control: {} works on {}", step.call, step.other);
    case Verb::kMisuse:
      return fmt::format("call {} on {}, which it should not take", step.call, step.other);
    case Verb::kSleep: return fmt::format("wait {} ms", step.number);
    case Verb::kJoin: return "end thread " + step.name;
    case Verb::kRead: return fmt::format("the buffer \"{}\" still holds what it held", step.name);
    case Verb::kFree:
      return fmt::format("free the buffer \"{}\"{}", step.name,
                         step.call.empty() ? "" : " with " + step.call);
    case Verb::kNotNull: return step.name + " is not NULL";
    case Verb::kDiffer: return fmt::format("{} and {} have different values", step.name, step.other);
    case Verb::kDescribe: return "record what " + step.name + " looks like";
    case Verb::kCompare:
      return fmt::format("record whether {} and {} have one value", step.name, step.other);
    case Verb::kMany:
      return fmt::format("open {} handles {} with {}", step.number, step.name, step.call);
    case Verb::kCloseMany:
      return fmt::format("close all {} {}; by {} each {}", step.name, step.order, step.checking,
                         step.judges_closed ? "closed one fails" : "open one works");
    case Verb::kChurn:
      return fmt::format("{} times: open with {}, use, close", step.number, step.call);
    case Verb::kBegin:
      return fmt::format("start {} on {}, which blocks, as \"{}\"", step.call, step.other,
                         step.name);
    case Verb::kRelease:
      return fmt::format("{} on {} ends{} \"{}\"{}", step.call, step.other,
                         step.must ? " the pending" : "", step.name,
                         step.dword ? fmt::format(", which reports flags {:#x}", *step.dword) : "");
    case Verb::kEnd:
      return fmt::format("{} \"{}\" returns within {} ms",
                         step.must ? "the pending" : "record whether", step.name, step.number);
    case Verb::kPending:
      return fmt::format("\"{}\" still waits after {} ms", step.name, step.number);
    case Verb::kParallel: return ParallelText(step);
    case Verb::kResources:
      return fmt::format("{} times open with {}, use and close: descriptors, threads and memory do "
                         "not grow",
                         step.number, step.call);
    case Verb::kAtExit: return "from here on, close " + step.name + " when the process exits";
    case Verb::kExit: return "exit normally";
  }
  return "";
}

}  // namespace

std::string StepText(const Step& step) {
  return step.thread.empty() ? VerbText(step) : "on thread " + step.thread + ": " + VerbText(step);
}

}  // namespace wtsconform
