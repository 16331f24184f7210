// Calls on handles: what they are expected to do, what their failure shows, and their buffers.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "conformance/interpreter/interpreter.h"

namespace wtsconform {
namespace {

bool SameName(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

std::string LastErrorText(const CallResult& result) {
  if (!result.has_last_error) return "no last error to be had";
  return result.touched() ? fmt::format("last error {}", result.last_error)
                          : "last error untouched";
}

// Bytes that are no text are shown by their number.
std::string Shown(const std::string& answer) {
  std::string text;
  for (const char c : answer.substr(0, 120)) {
    text += std::isprint(static_cast<unsigned char>(c))
                ? std::string(1, c)
                : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string Key(const std::string& label, const Call& call) { return label + "\n" + call.id; }

}  // namespace

std::string Describe(const Call& call, const std::string& target, const CallResult& result) {
  const Word shown = call.function->returns == Returns::kHandle
                         ? result.raw
                         : static_cast<std::uint32_t>(result.raw);
  return fmt::format("{} on {} returned {:#x}, {}", call.id, target, shown, LastErrorText(result));
}

void Interpreter::CallStep(const step::Call& step, bool optional, Scope& scope) {
  const Target target = TargetNamed(step.on, scope);
  if (optional && IsMissing(step.call)) return;
  const Call& call = Chosen(step.call, target);
  if (step.expect.kind == step::Expectation::Kind::kFailure) {
    return ExpectFailure(step, call, HandleNamed(step.on, scope), scope);
  }
  if (step.expect.kind == step::Expectation::Kind::kDocumentedFailure) {
    return ExpectDocumentedFailure(step, call, target);
  }
  if (step.expect.any()) return ExpectSuccess(step, call, target, scope);
  if (target.value == 0 && step.on != "current") {
    return judgement_.Excuse("the open returned NULL, so nothing may be called on it");
  }
  const CallResult result = caller_.Make(call, target);
  if (result.success) Worked(call.id, step.on, target.value);
  Remember(step.remember_as, call, step.on, result, scope);
  if (step.observe) ObserveCall(call, target, result);
}

// The probe is chosen among what is exported.
bool Interpreter::IsMissing(const CallRef& call) const {
  return call.call && !caller_.Exports(call.call->function->name);
}

void Interpreter::Control(const step::Control& step, bool optional, Scope& scope) {
  const Target target = TargetNamed(step.on, scope);
  if (optional && IsMissing(step.call)) return;
  const std::uint32_t control = ++controls_;
  recorder_.SetFailedControl(control);
  if (target.value == 0 && step.on != "current") {
    Judgement::Untestable(fmt::format("{} returned NULL, so there is no live handle",
                                      HandleNamed(step.on, scope).opener));
  }
  recorder_.SetInControl(control);
  const Call& call = Chosen(step.call, target);
  const CallResult result = caller_.Make(call, target, !step.keep.empty());
  if (result.success) caller_.LearnIdsOf(target);
  recorder_.SetInControl(0);
  if (!result.success) {
    Judgement::Untestable("the control failed: " + Describe(call, step.on, result));
  }
  recorder_.SetFailedControl(0);
  Worked(call.id, step.on, target.value);
  if (step.on != "current") {
    const Handle& handle = HandleNamed(step.on, scope);
    const std::lock_guard lock(mutex_);
    proved_openers_.insert({handle.opener, handle.server});
  }
  Remember(step.remember_as, call, step.on, result, scope);
  if (!step.keep.empty()) scope.buffers[step.keep] = result.kept;
  if (!step.bind.empty()) scope.handles[step.bind] = {{result.raw}, "", "reachable", false, 0};
}

void Interpreter::Misuse(const step::Misuse& step, Scope& scope) {
  const Handle& handle = HandleNamed(step.on, scope);
  const Target target = TargetNamed(step.on, scope);
  const Call& call = Chosen(step.call, target);
  {
    const std::lock_guard lock(mutex_);
    if (!proved_open_.contains(handle.value())) {
      Judgement::Untestable("nothing shows that " + handle.opener + " opened a handle");
    }
    if (model_.LiveCount(handle.value()) > 0) {
      Judgement::Untestable("the value of \"" + step.on + "\" is open, for another open too");
    }
  }
  const CallResult result = caller_.Make(call, target);
  if (result.success) {
    judgement_.Broken(call.function->name + " succeeded",
                      call.id + " does nothing with a closed handle",
                      Describe(call, step.on, result));
  }
  judgement_.Decisive(false);
}

void Interpreter::Remember(const std::string& label, const Call& call, const std::string& on,
                           const CallResult& result, Scope& scope) {
  if (!label.empty()) scope.remembered[Key(label, call)] = {result.success, result.answer, on};
}

void Interpreter::ExpectFailure(const step::Call& step, const Call& call, const Handle& handle,
                                Scope& scope) {
  judgement_.WantsFailure();
  const Word value = handle.value();
  const char* const what = handle.failed ? "a failed open's value" : "a closed handle";
  if (value == 0) {
    return judgement_.Excuse(fmt::format(
        "{} returned NULL, which is WTS_CURRENT_SERVER_HANDLE: nothing may be called on it",
        handle.opener));
  }
  {
    // The value was handed out again since: it is not stale any more.
    const std::lock_guard lock(mutex_);
    const bool opened_again = model_.OpenCount(value) > handle.opens_seen;
    if (model_.LiveCount(value) > 0 && (!handle.failed || opened_again)) {
      return judgement_.Excuse(fmt::format(
          "the value of \"{}\" is open (handed out for another open too), so it may work",
          step.on));
    }
  }
  const Target target = TargetNamed(step.on, scope);
  const CallResult result = caller_.Make(call, target);
  if (result.success) {
    judgement_.Broken(call.function->name + " succeeded",
                      fmt::format("{} with {} fails (returns zero)", call.function->name, what),
                      Describe(call, step.on, result) +
                          (result.answer.empty() ? "" : ", answer: " + Shown(result.answer)));
  }
  const std::lock_guard lock(mutex_);
  if (worked_.contains(call.id)) return judgement_.Decisive(true);
  ++failures_to_back_[call.id];
  judgement_.Excuse(call.id + " worked on no live handle, so its failure shows nothing");
}

void Interpreter::ExpectDocumentedFailure(const step::Call& step, const Call& call,
                                          const Target& target) {
  const CallResult result = caller_.Make(call, target);
  if (result.success) {
    judgement_.Broken("succeeded", call.id + " fails, as its page says",
                      Describe(call, step.on, result));
  }
  if (step.dword && result.dword != step.dword) {
    judgement_.Broken(fmt::format("DWORD is {}", *result.dword),
                      fmt::format("the DWORD of {} is {} afterwards", call.id, *step.dword),
                      fmt::format("it is {}", *result.dword));
  }
  judgement_.Decisive(true);
}

void Interpreter::ExpectSuccess(const step::Call& step, const Call& call, const Target& target,
                                Scope& scope) {
  const bool current = step.on == "current";
  const Handle* handle = current ? nullptr : &HandleNamed(step.on, scope);
  if (!current && DemandOn(target.value) == Demand::kFail) {
    return judgement_.Excuse("the value of \"" + step.on + "\" was closed as often as opened");
  }
  CallResult result;
  if (current || target.value) result = caller_.Make(call, target);
  if (result.success) {
    Worked(call.id, step.on, target.value);
    ExpectAnswer(step, call, result, scope);
    return Remember(step.remember_as, call, step.on, result, scope);
  }
  if (!current) return JudgeLiveFailure(call, target, handle, result);
  const auto before = scope.remembered.find(Key(step.expect.label, call));
  if (before != scope.remembered.end() && before->second.success) {
    judgement_.Broken("CURRENT failed",
                      call.id + " works on WTS_CURRENT_SERVER_HANDLE as it did before",
                      Describe(call, "current", result));
  }
}

void Interpreter::ExpectAnswer(const step::Call& step, const Call& call, const CallResult& result,
                               Scope& scope) {
  const bool as = step.expect.kind == step::Expectation::Kind::kAs;
  const bool unlike = step.expect.kind == step::Expectation::Kind::kUnlike;
  if (unlike && result.answer.empty()) {
    return judgement_.Excuse(call.id + " lists nothing, which tells no server from another");
  }
  judgement_.Decisive(false);
  if (!as && !unlike) return;
  const std::string& label = step.expect.label;
  const auto found = scope.remembered.find(Key(label, call));
  if (found == scope.remembered.end() || !found->second.success) return;
  // Two handles to one server need not show the same (FreeRDP's have a session each), and a real
  // machine may change in between; a world that stands still shows each the same.
  const bool comparable = profile_.fixed_world || (call.stable && found->second.target == step.on);
  const std::string& before = found->second.answer;
  if (as && comparable && result.answer != before) {
    judgement_.Broken(
        "another answer",
        fmt::format("{} on {} answers as it did ({}): {}", call.id, step.on, label, Shown(before)),
        Shown(result.answer));
  }
  if (unlike && result.answer == before) {
    judgement_.Broken("the same answer",
                      fmt::format("{} on {} answers otherwise than \"{}\": the profile names two "
                                  "servers whose answers differ",
                                  call.id, step.on, label),
                      "the same: " + Shown(result.answer));
  }
}

void Interpreter::ObserveCall(const Call& call, const Target& target, const CallResult& result) {
  if (result.success) {
    return judgement_.Observe(
        fmt::format("{} on {}: succeeds, {}", call.id, target.name, LastErrorText(result)));
  }
  judgement_.Observe(fmt::format("{} on {}: fails, {}{}", call.id, target.name,
                                 LastErrorText(result),
                                 result.out_changed ? ", out-parameters changed" : ""));
}

void Interpreter::JudgeLiveFailure(const Call& call, const Target& target, const Handle* handle,
                                   const CallResult& result) {
  const std::string observed = target.value ? Describe(call, target.name, result)
                                            : fmt::format("{} returned NULL", handle->opener);
  const std::string expected =
      fmt::format("{} works on the open handle \"{}\" ({})", call.id, target.name, handle->opener);
  std::set<std::string> elsewhere;
  {
    const std::lock_guard lock(mutex_);
    const auto found = worked_.find(call.id);
    if (found != worked_.end()) elsewhere = found->second;
  }
  const bool on_current = elsewhere.erase("current") > 0;
  if (!elsewhere.empty()) {
    const bool itself = elsewhere.contains(target.name);
    if (!itself && MayHaveFailed(*handle, target))
      Judgement::Untestable(OpensMayFail(handle->opener));
    judgement_.Broken("live handle refused", expected,
                      observed + (itself ? ", though it worked before"
                                         : ", though it works on \"" + *elsewhere.begin() + "\""));
  }
  // That the open gave a handle at all is shown by any call that works on it, or asserted by
  // whoever named the server.
  const bool opened = target.value && on_current && IsThisMachine(target) &&
                      (IsProvedOpen(target) || profile_.servers.reachable_is_stated);
  if (opened && MayHaveFailed(*handle, target)) Judgement::Untestable(OpensMayFail(handle->opener));
  if (opened) {
    judgement_.Broken("live handle refused", expected,
                      observed +
                          ", though it works on WTS_CURRENT_SERVER_HANDLE, which is the "
                          "same machine");
  }
  Judgement::Untestable("nothing shows that this call can work here: " + observed);
}

// Whether the open of a handle that never worked failed where it may: no clause forbids a limit of
// what can be open at once, nor an open that fails now and then and shows it by its value. Then the
// opener gives a handle once nothing else is open. Everything is closed for that, so the case is
// over.
bool Interpreter::MayHaveFailed(const Handle& handle, const Target& target) {
  {
    const std::lock_guard lock(mutex_);
    if (proved_open_.contains(target.value)) return false;
    const bool shows_it = target.value == 0 || target.value == ~Word{0};
    const auto live = model_.LiveValues();
    const auto holds = [&](const auto& each) { return proved_open_.contains(Word(each.first)); };
    if (!shows_it && std::none_of(live.begin(), live.end(), holds)) return false;
  }
  CleanUp();
  const Word value = caller_.Open(handle.opener, handle.server);
  if (!value || value == target.value) return false;
  return Works(TargetOf("(once more)", handle, value)) && !(target.value && Works(target));
}

bool Interpreter::IsProvedOpen(const Target& target) {
  {
    const std::lock_guard lock(mutex_);
    if (proved_open_.contains(target.value)) return true;
  }
  return target.value && Works(target);
}

// The documented way to find out whether a handle is valid: use it (OPEN-3).
bool Interpreter::Works(const Target& target) {
  for (const std::string& id : *suite_.functions().Group("everyday")) {
    const Call& call = *suite_.functions().FindCall(id);
    if (!caller_.Exports(call.function->name)) continue;
    if (caller_.Make(call, target).success) {
      Worked(id, target.name, target.value);
      return true;
    }
  }
  return false;
}

// By name, or because both show the same sessions and the same processes: two idle machines may
// well have the same sessions.
bool Interpreter::IsThisMachine(const Target& target) const {
  const ServerNames& servers = profile_.servers;
  for (const std::string& name : servers.this_computer) {
    if (SameName(name, servers.reachable)) return true;
  }
  return target.value && ShowsTheSame("WTSEnumerateSessions", target) &&
         ShowsTheSame("WTSEnumerateProcesses", target);
}

// Whether a list, in either width, is not empty and the same on CURRENT as on `target`.
bool Interpreter::ShowsTheSame(const std::string& function, const Target& target) const {
  for (const char* width : {"W", "A"}) {
    const Call* call = suite_.functions().FindCall(function + width);
    if (!call || !caller_.Exports(call->function->name)) continue;
    const CallResult here = caller_.Make(*call, {"current", 0, "current"});
    const CallResult there = caller_.Make(*call, target);
    if (here.success && there.success && !here.answer.empty()) return here.answer == there.answer;
  }
  return false;
}

// --- buffers

void Interpreter::ReadBuffer(const step::ReadBuffer& step, Scope& scope) {
  const KeptBuffer& buffer = scope.buffers.at(step.buffer);
  if (!buffer.pointer) {
    Judgement::Untestable(buffer.call->id + " gave no buffer (it listed nothing)");
  }
  const std::string now = caller_.Read(buffer);
  if (now != buffer.answer) {
    judgement_.Broken("buffer changed", "the buffer still holds: " + Shown(buffer.answer),
                      Shown(now));
  }
  judgement_.Decisive(false);
}

void Interpreter::FreeBuffer(const step::FreeBuffer& step, Scope& scope) {
  const KeptBuffer& buffer = scope.buffers.at(step.buffer);
  const std::string& by = step.by ? step.by->name : buffer.call->frees;
  if (!caller_.Exports(by)) {
    return judgement_.Excuse(by + " is not exported, so the buffer cannot be freed");
  }
  if (!caller_.Free(buffer, by)) {
    judgement_.Broken(by + " failed", by + " frees the buffer of " + buffer.call->id,
                      by + " returned zero");
  }
  judgement_.Decisive(false);
}

}  // namespace wtsconform
