#include "conformance/interpreter/live_failure.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <optional>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/verbs.h"
#include "spec/loader/tables/placeholders.h"

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
      NoteSuccess(call, target, context);
      return true;
    }
  }
  return false;
}

bool IsOpenByProof(const Target& target, CaseContext& context) {
  return context.state.IsProved(target.value) ||
         (context.state.MayBeHandle(target.value) && Works(target, context));
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
  if (target.server == "other") return false;
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

void SpareInvalidHandleValue(const std::string& opener, const Target& target,
                             CaseContext& context) {
  if (target.value != ~Word{0}) return;
  if (!context.caller.library().NameOf("unreachable").available) return;
  if (context.caller.Open(opener, "unreachable") == target.value) return;
  if (!Works(target, context)) return;
  Judgement::Untestable("INVALID_HANDLE_VALUE is a handle here: it works");
}

void SpareOpensThatFailOften(const std::string& opener, const std::string& server,
                             CaseContext& context) {
  constexpr int kOpens = 32;
  for (int i = 0; i < kOpens; ++i) {
    const Target each{"(once more)", context.caller.Open(opener, server), server};
    if (!context.state.MayBeHandle(each.value) || !Works(each, context)) {
      Judgement::Untestable(opener +
                            " fails often, and works in between: an open may fail now and then");
    }
    context.caller.Close(each.name, each.value);
  }
}

bool MayHaveFailed(const Handle& handle, const Target& target, CaseContext& context) {
  if (!context.state.OpenMayHaveFailed(target.value)) return false;
  CloseWhatIsOpen(context);
  const Word value = context.caller.Open(handle.opener, handle.server);
  if (!value || value == target.value) return false;
  return Works(TargetOf("(once more)", handle, value), context) &&
         !(target.value && Works(target, context));
}

namespace {

// Where else the call works, now.
struct Evidence {
  std::string why;
  bool sure = false;  // no open that may have failed explains it
};

// Opens by the other openers, as long as one gives a handle on which the call works. The handles
// are closed again.
std::string OpenerThatServes(const Call& call, const Handle& handle, CaseContext& context) {
  if (handle.server != "reachable" && handle.server != "other") return "";
  for (const std::string& id : *context.suite.functions().Group("openers")) {
    if (id == handle.opener || !context.caller.Exports(id)) continue;
    const Word value = context.caller.Open(id, handle.server);
    // A value that the case has already may be a shared one, or that of a failed open.
    if (!context.state.MayBeHandle(value) || context.state.OpenCount(value) > 0) continue;
    const bool works =
        context.caller.Make(call, TargetOf("(by " + id + ")", handle, value)).works();
    if (works) {
      context.caller.Close("(by " + id + ")", value);
      return id;
    }
  }
  return "";
}

// The other form of the call, where it works on the same handle.
const Call* TwinThatServes(const Call& call, const Target& target, CaseContext& context) {
  const Call* const twin = context.suite.functions().FindCall(TwinOf(call.id));
  if (!twin || !context.caller.Exports(twin->function->name)) return nullptr;
  return context.caller.Make(*twin, target).works() ? twin : nullptr;
}

// Of a handle on which other calls work: that the other form does, or the same call on a handle of
// another opener.
std::optional<Evidence> FromOtherForms(const Call& call, const Target& target, const Handle& handle,
                                       CaseContext& context) {
  if (!IsOpenByProof(target, context)) return std::nullopt;
  if (const Call* const twin = TwinThatServes(call, target, context)) {
    return Evidence{", though " + twin->id + " works on it", true};
  }
  const std::string opener = OpenerThatServes(call, handle, context);
  if (opener.empty()) return std::nullopt;
  return Evidence{", though it works on a handle of " + opener, true};
}

std::optional<Evidence> FromThisCase(const Call& call, const Target& target, CaseContext& context) {
  std::set<std::string> elsewhere = context.state.WorkedOn(call, target.server);
  const bool on_current = elsewhere.erase("current") > 0;
  if (elsewhere.contains(target.name)) return Evidence{", though it worked before", true};
  if (!elsewhere.empty()) return Evidence{", though it works on \"" + *elsewhere.begin() + "\""};
  if (on_current && ShouldWorkAsOnCurrent(target, context)) {
    return Evidence{", though it works on WTS_CURRENT_SERVER_HANDLE, which is the same machine"};
  }
  return std::nullopt;
}

// Whether the call fails now wherever it worked, while the handle serves other calls: then it is
// not the handle that has changed.
bool FailsEverywhereNow(const Call& call, const Target& target, const WorksOn& works,
                        CaseContext& context) {
  if (!context.state.MayBeHandle(target.value) || !Works(target, context)) return false;
  bool asked = false;
  for (const Target& other : context.state.LiveTargetsOf(call)) {
    if (other.name == target.name || other.value == target.value) continue;
    asked = true;
    if (works(other)) return false;
  }
  return asked;
}

// -1, a value that a failed open gave too, or one that never worked while others do: rightly
// refused.
bool IsFailedOpen(const Target& target, CaseContext& context) {
  if (context.state.IsProved(target.value)) return false;
  if (!context.state.MayBeHandle(target.value)) return true;
  return !Works(target, context) && context.state.LooksFailed(target.value);
}

std::string FailedOpen(const Handle& handle) {
  return handle.opener + " gave no handle: what it returned for the " + handle.server +
         " server is a failed open's value, which is rightly refused";
}

// How often an open is repeated that may have failed: one that follows it may fail as well.
constexpr int kOpensAgain = 3;

// Whether the open of a handle on which nothing ever worked gives a handle when it is repeated.
bool WorksWhenOpenedAgain(const Target& target, const Handle& handle, CaseContext& context) {
  if (IsOpenByProof(target, context)) return false;
  for (int i = 0; i < kOpensAgain; ++i) {
    const Word value = context.caller.Open(handle.opener, handle.server);
    // A value that the case has already is a shared one, or that of a failed open.
    if (!value || value == target.value || context.state.OpenCount(value) > 0) continue;
    if (!Works(TargetOf("(once more)", handle, value), context)) continue;
    context.caller.Close("(once more)", value);
    return true;
  }
  return false;
}

// An open that fails may work a little later, while as much is open: what a close leaves may take
// its time to go, and a server may be busy.
constexpr std::chrono::milliseconds kALittle{100};

bool WorksALittleLater(const Target& target, const Handle& handle, CaseContext& context) {
  if (!context.state.OpenMayHaveFailed(target.value)) return false;
  if (WorksWhenOpenedAgain(target, handle, context)) return false;  // that takes no time
  SleepMs(kALittle, context);
  return WorksWhenOpenedAgain(target, handle, context);
}

// The runner repeats the case in fresh processes, as one that fails now and then is permitted.
[[noreturn]] void OpenFailedAmongFew(const Handle& handle, const std::string& name,
                                     CaseContext& context) {
  SpareOpensThatFailOften(handle.opener, handle.server, context);
  context.judgement.Broken(
      kOpenFailed,
      fmt::format("the open of \"{}\" gives a handle, where more were open at once before", name),
      fmt::format("{} gave nothing that works for the {} server, though more handles had worked at "
                  "once, and gave a handle when all others were closed",
                  handle.opener, handle.server));
}

[[noreturn]] void Refused(const Call& call, const Target& target, const Handle& handle,
                          const std::string& observed, const Evidence& evidence,
                          CaseContext& context) {
  SpareInvalidHandleValue(handle.opener, target, context);
  if (!evidence.sure && context.subject.clause->of_live_handles && IsFailedOpen(target, context)) {
    Judgement::Untestable(FailedOpen(handle));
  }
  if (!evidence.sure && WorksALittleLater(target, handle, context)) {
    Judgement::Untestable(handle.opener + " gave no handle, and gave one a little later");
  }
  if (!evidence.sure && MayHaveFailed(handle, target, context)) {
    if (handle.met_no_limit) OpenFailedAmongFew(handle, target.name, context);
    Judgement::Untestable(OpensMayFail(handle.opener));
  }
  const bool doubtful = !evidence.sure && WorksWhenOpenedAgain(target, handle, context);
  if (doubtful) SpareOpensThatFailOften(handle.opener, handle.server, context);
  context.judgement.Broken(
      doubtful ? kOpenFailed : kLiveHandleRefused,
      fmt::format("{} works on the open handle \"{}\" ({})", call.id, target.name, handle.opener),
      observed + evidence.why);
}

// The first open of the process gave nothing that works, and a later one does.
void JudgeFirstOpen(const Target& target, const Handle& handle, CaseContext& context) {
  if (!handle.first || !WorksWhenOpenedAgain(target, handle, context)) return;
  SpareInvalidHandleValue(handle.opener, target, context);
  context.judgement.Broken(
      kFirstOpenFailed,
      fmt::format("the first open of a process gives a handle to the {} server", handle.server),
      fmt::format("{} gave no handle at first, and one when it was called again", handle.opener));
}

}  // namespace

// What the library does while evidence is looked for is not what the case is about.
void JudgeLiveFailure(const Call& call, const Target& target, const Handle& handle,
                      const CallResult& result, CaseContext& context) {
  const InPrecondition precondition(context);
  const std::string observed = context.state.MayBeHandle(target.value)
                                   ? Describe(call, target.name, result)
                                   : fmt::format("{} returned {}", handle.opener,
                                                 target.value ? "INVALID_HANDLE_VALUE" : "NULL");
  if (result.lacks_result && !context.subject.clause->of_every_consumer) {
    Judgement::Untestable("success without a result: " + observed);
  }
  if (result.lacks_result) {
    context.judgement.Broken(
        "success without a result",
        fmt::format("where {} succeeds, it stores what was asked for", call.id), observed);
  }
  JudgeFirstOpen(target, handle, context);
  if (const auto evidence = FromThisCase(call, target, context)) {
    const auto works = [&](const Target& other) {
      return context.caller.Make(call, other).works();
    };
    if (FailsEverywhereNow(call, target, works, context)) {
      Judgement::Untestable("it works nowhere any more, where it worked: " + observed);
    }
    Refused(call, target, handle, observed, *evidence, context);
  }
  if (const auto evidence = FromOtherForms(call, target, handle, context)) {
    Refused(call, target, handle, observed, *evidence, context);
  }
  Judgement::Untestable("nothing shows that this call can work here: " + observed);
}

void JudgeRefusedWait(const Call& call, const Target& target, const Handle& handle,
                      const CallResult& result, const WorksOn& is_taken, CaseContext& context) {
  const InPrecondition precondition(context);
  const auto evidence = FromThisCase(call, target, context);
  if (!evidence || FailsEverywhereNow(call, target, is_taken, context)) return;
  const char* const how = result.success ? ", at once and with no event" : "";
  Refused(call, target, handle, Describe(call, target.name, result) + how, *evidence, context);
}

std::string OpenFailed(std::int64_t number) {
  return fmt::format("{}: number {}", kOpenFailed, number);
}

void JudgeFailedControl(const Call& call, const Target& target, const CallResult& result,
                        CaseContext& context) {
  const std::string observed = Describe(call, target.name, result);
  if (target.name != "current" && context.subject.clause->of_every_consumer &&
      !result.lacks_result) {
    const Handle& handle = context.scope.Named(target.name);
    if (const auto evidence = FromOtherForms(call, target, handle, context)) {
      Refused(call, target, handle, observed, *evidence, context);
    }
  }
  Judgement::Untestable("the control failed: " + observed);
}

}  // namespace wtsconform
