#include "conformance/runner/step_text.h"

#include <fmt/format.h>

namespace wtsconform {
namespace {

std::string TextOf(const step::Call& made) {
  std::string text = fmt::format("call {} on {}", made.call.id(), made.on);
  if (made.right_after) text += fmt::format(" right after {}, which fails", made.right_after->id);
  if (made.expect.any()) text += ", expect " + made.expect.Text();
  if (made.dword) text += fmt::format(" and a DWORD of {}", *made.dword);
  if (!made.remember_as.empty()) text += fmt::format(" (remember it as \"{}\")", made.remember_as);
  if (made.observe) text += ", record what it does";
  return text;
}

std::string TextOf(const step::Open& open) {
  return fmt::format("open {} with {} for the {} server{}{}", open.handle, open.opener->name,
                     open.server,
                     open.unlike.empty() ? "" : ", until its value differs from " + open.unlike,
                     open.first ? ", first of all" : "");
}

std::string TextOf(const step::Close& close) {
  return "close " + close.handle + (close.observe ? ", record the last error" : "");
}

std::string TextOf(const step::FixedValue& fixed) {
  return fmt::format("let {} be the value {:#x}", fixed.handle,
                     static_cast<std::uint64_t>(fixed.value));
}

std::string TextOf(const step::Control& control) {
  return fmt::format("control: {} works on {}", control.call.id(), control.on);
}

std::string TextOf(const step::Misuse& misuse) {
  return fmt::format("call {} on {}, which it should not take", misuse.call.id(), misuse.on);
}

std::string TextOf(const step::Session& session) {
  return fmt::format("from here on, calls are about session {} of those that {} lists",
                     session.number, session.handle);
}

std::string TextOf(const step::Sleep& sleep) {
  return fmt::format("wait {} ms", sleep.milliseconds);
}

std::string TextOf(const step::Join& join) { return "end thread " + join.thread; }

std::string TextOf(const step::ReadBuffer& read) {
  return fmt::format("the buffer \"{}\" still holds what it held", read.buffer);
}

std::string TextOf(const step::FreeBuffer& free) {
  return fmt::format("free the buffer \"{}\"{}", free.buffer,
                     free.by ? " with " + free.by->name : "");
}

std::string TextOf(const step::NotNull& judged) { return judged.handle + " is not NULL"; }

std::string TextOf(const step::Differ& pair) {
  return fmt::format("{} and {} have different values", pair.handle, pair.other);
}

std::string TextOf(const step::Describe& described) {
  return fmt::format("record what {} looks like", described.handle);
}

std::string TextOf(const step::Compare& pair) {
  return fmt::format("record whether {} and {} have one value", pair.handle, pair.other);
}

std::string TextOf(const step::Many& many) {
  return fmt::format("open {} handles {} with {}", many.count, many.handle, many.opener->name);
}

std::string TextOf(const step::CloseMany& close) {
  return fmt::format("close all {} {}; by {} each {}", close.handle, OrderText(close.order),
                     close.checking.id(),
                     close.judges_closed ? "closed one fails" : "open one works");
}

std::string TextOf(const step::Churn& churn) {
  return fmt::format("{} times: open with {}, use, close", churn.count, churn.opener->name);
}

std::string TextOf(const step::Opens& opens) {
  return fmt::format("{} times: open with {}, use{}: none fails alone", opens.count,
                     opens.opener->name, opens.held ? "" : ", close");
}

std::string TextOf(const step::Resources& pairs) {
  return fmt::format(
      "{} times open with {}, use and close: descriptors, threads and memory do not grow",
      pairs.count, pairs.opener->name);
}

std::string TextOf(const step::Allocations& calls) {
  return fmt::format("{} times call {} on {} and free what it gives: memory does not grow",
                     calls.count, calls.call.id(), calls.on);
}

std::string TextOf(const step::Begin& begin) {
  return fmt::format(
      "start {} on {}, which {}, as \"{}\"{}", begin.call.id(), begin.on,
      begin.must ? "is taken and blocks" : "blocks", begin.wait,
      begin.thread_of.empty() ? "" : fmt::format(", on the thread of \"{}\"", begin.thread_of));
}

std::string TextOf(const step::Release& release) {
  return fmt::format(
      "{} on {} ends{} \"{}\"{}{}", release.call.id(), release.on,
      release.must ? " the pending" : "", release.wait,
      release.together.empty() ? "" : fmt::format(" and \"{}\" together", release.together),
      release.dword ? fmt::format(", which reports flags {:#x}", *release.dword) : "");
}

std::string TextOf(const step::End& end) {
  return fmt::format("{} \"{}\" returns within {} ms", end.must ? "the pending" : "record whether",
                     end.wait, end.within);
}

std::string TextOf(const step::Pending& pending) {
  return fmt::format("\"{}\" still waits after {} ms", pending.wait, pending.after);
}

std::string TextOf(const step::Parallel& parallel) {
  std::string text = fmt::format("{} times at once:", parallel.times);
  for (const auto& branch : parallel.branches) {
    text += " [";
    for (const Step& each : branch) text += (&each == &branch.front() ? "" : "; ") + StepText(each);
    text += "]";
  }
  return text;
}

std::string TextOf(const step::AtExit& at_exit) {
  return fmt::format("from here on, close {} when the process exits", at_exit.handle);
}

std::string TextOf(const step::Exit&) { return "exit normally"; }

}  // namespace

std::string StepText(const Step& step) {
  const std::string text = std::visit([](const auto& verb) { return TextOf(verb); }, step.action);
  return step.thread.empty() ? text : "on thread " + step.thread + ": " + text;
}

}  // namespace wtsconform
