// Opens, closes, and what is asked of a handle's value.
#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/live_failure.h"
#include "conformance/interpreter/verbs.h"

namespace wtsconform {
namespace {

// How often `unlike` opens again, hoping for another value.
constexpr int kUnlikeAttempts = 16;

// What can be compared between runs and machines: addresses cannot.
std::string KindOfValue(Word value) {
  if (value == 0) return "NULL";
  if (value == ~Word{0}) return "INVALID_HANDLE_VALUE";
  return "another value";
}

Word OpenOnce(const step::Opening& opening, CaseContext& context) {
  const Word value = context.caller.Open(opening.opener->name, opening.server);
  if (opening.server == "unreachable") {
    context.state.OpenFailed(value);
  } else if (value) {
    context.state.Opened(value, opening.opener->name, opening.server);
  }
  return value;
}

// Opens again while the value is the one to avoid, then closes what was too many.
Word OpenUnlike(const step::Open& open, Word first, CaseContext& context) {
  const Word avoid = context.scope.Named(open.unlike).value();
  Word value = first;
  int same = 0;
  for (; value == avoid && avoid; ++same) {
    if (same == kUnlikeAttempts) {
      Judgement::Untestable(fmt::format(
          "each later open returned the value of \"{}\" again, which is permitted", open.unlike));
    }
    value = OpenOnce(open, context);
  }
  for (; same > 0; --same) {
    context.state.Closed(avoid);
    context.caller.Close(open.unlike, avoid);
  }
  return value;
}

// Whether a wait of this case is pending on the handle. No page says whether a close then returns
// before the wait does (GAP-06).
bool IsWaitedOn(Word value, CaseContext& context) {
  const auto& waits = context.threads.waits;
  return std::any_of(waits.begin(), waits.end(), [&](const auto& each) {
    return each.second->on.value == value && !each.second->ReturnedWithin({});
  });
}

}  // namespace

void Run(const step::Open& open, CaseContext& context) {
  if (!context.caller.library().NameOf(open.server).available) {
    Judgement::Untestable(fmt::format(
        "there is no \"{}\" server to ask for on this implementation (its profile names none)",
        open.server));
  }
  Handle handle;
  handle.opener = open.opener->name;
  handle.server = open.server;
  handle.failed = open.server == "unreachable";
  handle.first = open.first;
  const Word value = OpenOnce(open, context);
  handle.values = {open.unlike.empty() ? value : OpenUnlike(open, value, context)};
  handle.opens_seen = context.state.OpenCount(handle.value());
  handle.met_no_limit = context.state.HadMore(handle.value(), handle.opener, handle.server);
  context.scope.Bind(open.handle, std::move(handle));
}

void Run(const step::FixedValue& fixed, CaseContext& context) {
  Handle handle;
  handle.values = {static_cast<Word>(fixed.value)};
  handle.server = "reachable";
  context.scope.Bind(fixed.handle, std::move(handle));
}

void Run(const step::Close& close, CaseContext& context) {
  if (close.handle == "current") {
    context.caller.Close("current", 0);
    return context.judgement.Decisive(false);
  }
  Handle& handle = context.scope.Named(close.handle);
  const bool required = context.level() == Level::kRequired;
  if (handle.value() == 0 && context.level() != Level::kRobustness) {
    Judgement::Untestable(
        fmt::format("{} returned NULL, which is WTS_CURRENT_SERVER_HANDLE and must not be closed",
                    handle.opener));
  }
  if (required && !context.state.MayBeHandle(handle.value())) {
    Judgement::Untestable(NoLiveHandle(handle.opener));
  }
  const CaseState::Closing closing = context.state.Close(handle, required);
  if (closing == CaseState::Closing::kUnproved) {
    Judgement::Untestable(fmt::format(
        "nothing shows that {} opened a handle, so there is none to close", handle.opener));
  }
  if (closing == CaseState::Closing::kOpenForAnother) {
    Judgement::Untestable(
        "the value is open for another open too, so closing it again is permitted");
  }
  const bool forbidden = closing == CaseState::Closing::kForbidden;
  if (required && forbidden) {
    Judgement::Untestable("the value is not open any more, so it must not be closed again");
  }
  std::optional<InPrecondition> precondition;
  const bool is_observed = context.level() == Level::kObserved;
  if (!is_observed && IsWaitedOn(handle.value(), context)) precondition.emplace(context);
  const CallResult result = context.caller.Close(close.handle, handle.value(), close.observe);
  precondition.reset();
  if (close.observe) {
    context.judgement.Observe(
        fmt::format("WTSCloseServer on {}: {}", close.handle, LastErrorText(result)));
  }
  if (forbidden) context.judgement.Decisive(false);
}

void Run(const step::NotNull& judged, CaseContext& context) {
  const Handle& handle = context.scope.Named(judged.handle);
  if (handle.value() == 0) {
    context.judgement.Broken(
        "NULL",
        "a value that is not WTS_CURRENT_SERVER_HANDLE (NULL), which every function takes for this "
        "server",
        fmt::format("{} returned NULL for a server that does not exist", handle.opener));
  }
  context.judgement.Decisive(false);
}

void Run(const step::Differ& pair, CaseContext& context) {
  const Handle& a = context.scope.Named(pair.handle);
  const Handle& b = context.scope.Named(pair.other);
  if (a.value() == b.value()) {
    if (MayHaveFailed(a, TargetOf(pair.handle, a, a.value()), context)) {
      Judgement::Untestable(OpensMayFail(a.opener));
    }
    context.judgement.Broken(
        "the value of a failed open",
        fmt::format("{} opens the server that its twin opened", a.opener),
        fmt::format("{} returned {:#x}, which is also what {} returns for a server that does not "
                    "exist",
                    a.opener, a.value(), b.opener));
  }
  context.judgement.Decisive(false);
}

void Run(const step::Describe& described, CaseContext& context) {
  const Handle& handle = context.scope.Named(described.handle);
  context.judgement.Observe(
      fmt::format("{} of {}: {}", handle.opener, handle.server, KindOfValue(handle.value())));
}

void Run(const step::Compare& pair, CaseContext& context) {
  Scope& scope = context.scope;
  const bool same = scope.Named(pair.handle).value() == scope.Named(pair.other).value();
  context.judgement.Observe(fmt::format("{} and {}: {}", pair.handle, pair.other,
                                        same ? "the same value" : "different values"));
}

}  // namespace wtsconform
