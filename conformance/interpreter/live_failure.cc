#include "conformance/interpreter/live_failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "conformance/interpreter/call_text.h"

namespace wtsconform {
namespace {

bool SameName(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

// The documented way to find out whether a handle is valid: use it (OPEN-3).
bool Works(const Target& target, CaseContext& context) {
  for (const std::string& id : *context.suite.functions().Group("everyday")) {
    const Call& call = *context.suite.functions().FindCall(id);
    if (!context.caller.Exports(call.function->name)) continue;
    if (context.caller.Make(call, target).works()) {
      NoteSuccess(call, target.name, target.value, context);
      return true;
    }
  }
  return false;
}

bool IsOpenByProof(const Target& target, CaseContext& context) {
  return context.state.IsProved(target.value) || (target.value && Works(target, context));
}

// Whether a list, in either width, is not empty and the same on CURRENT as on `target`.
bool ShowsTheSame(const std::string& function, const Target& target, CaseContext& context) {
  Caller& caller = context.caller;
  for (const char* width : {"W", "A"}) {
    const Call* call = context.suite.functions().FindCall(function + width);
    if (!call || !caller.Exports(call->function->name)) continue;
    const CallResult here = caller.Make(*call, {"current", 0, "current"});
    const CallResult there = caller.Make(*call, target);
    if (here.success && there.success && !here.answer.empty()) return here.answer == there.answer;
  }
  return false;
}

// By name, or because both show the same sessions and the same processes: two idle machines may
// well have the same sessions.
bool IsThisMachine(const Target& target, CaseContext& context) {
  if (ReachableIsNamedThisComputer(context.profile)) return true;
  return target.value && ShowsTheSame("WTSEnumerateSessions", target, context) &&
         ShowsTheSame("WTSEnumerateProcesses", target, context);
}

// That the open gave a handle at all is shown by any call that works on it, or asserted by whoever
// named the server.
bool ShouldWorkAsOnCurrent(const Target& target, CaseContext& context) {
  return target.value && IsThisMachine(target, context) &&
         (IsOpenByProof(target, context) || context.profile.servers.reachable_is_stated);
}

}  // namespace

bool ReachableIsNamedThisComputer(const Profile& profile) {
  const auto& names = profile.servers.this_computer;
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return SameName(name, profile.servers.reachable);
  });
}

std::string OpensMayFail(const std::string& opener) {
  return opener + " gave no handle, and gave one when all others were closed: an open may fail";
}

bool MayHaveFailed(const Handle& handle, const Target& target, CaseContext& context) {
  if (!context.state.OpenMayHaveFailed(target.value)) return false;
  CloseWhatIsOpen(context);
  const Word value = context.caller.Open(handle.opener, handle.server);
  if (!value || value == target.value) return false;
  return Works(TargetOf("(once more)", handle, value), context) &&
         !(target.value && Works(target, context));
}

void JudgeLiveFailure(const Call& call, const Target& target, const Handle& handle,
                      const CallResult& result, CaseContext& context) {
  const std::string observed = target.value ? Describe(call, target.name, result)
                                            : fmt::format("{} returned NULL", handle.opener);
  if (result.lacks_result) {
    context.judgement.Broken(
        "success without a result",
        fmt::format("where {} succeeds, it stores what was asked for", call.id), observed);
  }
  const std::string expected =
      fmt::format("{} works on the open handle \"{}\" ({})", call.id, target.name, handle.opener);
  const auto refused = [&](bool sure, const std::string& why) {
    if (!sure && MayHaveFailed(handle, target, context)) {
      Judgement::Untestable(OpensMayFail(handle.opener));
    }
    context.judgement.Broken("live handle refused", expected, observed + why);
  };
  std::set<std::string> elsewhere = context.state.WorkedOn(call);
  const bool on_current = elsewhere.erase("current") > 0;
  if (elsewhere.contains(target.name)) refused(true, ", though it worked before");
  if (!elsewhere.empty()) refused(false, ", though it works on \"" + *elsewhere.begin() + "\"");
  if (on_current && ShouldWorkAsOnCurrent(target, context)) {
    refused(false, ", though it works on WTS_CURRENT_SERVER_HANDLE, which is the same machine");
  }
  Judgement::Untestable("nothing shows that this call can work here: " + observed);
}

}  // namespace wtsconform
