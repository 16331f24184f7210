// Calls on handles: what they are expected to do.
#include <fmt/format.h>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/changing_world.h"
#include "conformance/interpreter/listed.h"
#include "conformance/interpreter/live_failure.h"
#include "conformance/interpreter/own_answers.h"
#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/said.h"
#include "conformance/interpreter/spoiled_calls.h"
#include "conformance/interpreter/verbs.h"

namespace wtsconform {
namespace {

void Remember(const std::string& label, const Call& call, const Target& target,
              const CallResult& result, CaseContext& context) {
  const std::uint32_t session = context.caller.SessionOf(call, target);
  context.scope.Remember(label, call, {result.works(), result.answer, target.name, session});
}

void ObserveCall(const Call& call, const Target& target, const CallResult& result,
                 Judgement& judgement) {
  if (result.success) {
    return judgement.Observe(
        fmt::format("{} on {}: succeeds, {}", call.id, target.name, LastErrorText(result)));
  }
  judgement.Observe(fmt::format("{} on {}: fails, {}{}", call.id, target.name,
                                LastErrorText(result),
                                result.out_changed ? ", out-parameters changed" : ""));
}

void ExpectFailure(const step::Call& made, const Call& call, const Target& target,
                   CaseContext& context) {
  Judgement& judgement = context.judgement;
  const Handle& handle = context.scope.Named(made.on);
  judgement.WantsFailure();
  if (handle.value() == 0) {
    return judgement.NotDecided(fmt::format(
        "{} returned NULL, which is WTS_CURRENT_SERVER_HANDLE: nothing may be called on it",
        handle.opener));
  }
  if (context.state.IsOpenForAnother(handle)) {
    return judgement.NotDecided(fmt::format(
        "the value of \"{}\" is open (handed out for another open too), so it may work", made.on));
  }
  const CallResult result = context.caller.Make(call, target);
  if (result.success) {
    const char* const what = handle.failed ? "a failed open's value" : "a closed handle";
    judgement.Broken(call.function->name + " succeeded",
                     fmt::format("{} with {} fails (returns zero)", call.function->name, what),
                     Describe(call, made.on, result) +
                         (result.answer.empty() ? "" : ", answer: " + ShownAnswer(result.answer)));
  }
  if (context.state.FailureCounts(call)) return judgement.Decisive(true);
  judgement.NotDecided(call.id + " worked on no live handle, so its failure shows nothing");
}

void ExpectDword(const step::Call& made, const Call& call, const CallResult& result,
                 const Judgement& judgement) {
  if (!made.dword || result.dword == made.dword) return;
  judgement.Broken(fmt::format("DWORD is {}", *result.dword),
                   fmt::format("the DWORD of {} is {} afterwards", call.id, *made.dword),
                   fmt::format("it is {}", *result.dword));
}

void ExpectDocumentedFailure(const step::Call& made, const Call& call, const Target& target,
                             CaseContext& context) {
  const CallResult result = context.caller.Make(call, target);
  if (result.success) {
    context.judgement.Broken("succeeded", call.id + " fails, as its page says",
                             Describe(call, made.on, result));
  }
  ExpectDword(made, call, result, context.judgement);
  context.judgement.Decisive(true);
}

void ExpectAnother(const step::Call& made, const Call& call, const Target& target,
                   const CallResult& result, const Remembered& before, CaseContext& context) {
  if (result.answer != before.answer) return;
  if (before.target != "current" &&
      ServersListTheSame(call, target, context.scope.Named(before.target), context)) {
    return context.judgement.Note("the two servers list the same sessions by " + call.id);
  }
  if (made.on == "current" && !ReachableIsNamedThisComputer(context.profile)) {
    return context.judgement.Note("the profile does not say which of its servers CURRENT is");
  }
  context.judgement.Broken(
      "the same answer",
      fmt::format("{} on {} answers otherwise than \"{}\": the profile names two "
                  "servers whose answers differ",
                  call.id, made.on, made.expect.label),
      "the same: " + ShownAnswer(result.answer));
}

void ExpectTheSame(const step::Call& made, const Call& call, const CallResult& result,
                   const std::string& before, Judgement& judgement) {
  if (result.answer == before) return;
  judgement.Broken("another answer",
                   fmt::format("{} on {} answers as it did ({}): {}", call.id, made.on,
                               made.expect.label, ShownAnswer(before)),
                   ShownAnswer(result.answer));
}

// Of a call whose answer changes by itself, or may be each handle's own.
void ExpectLikely(const step::Call& made, const Call& call, const Target& target,
                  const Remembered& before, const std::string& now, CaseContext& context) {
  if (now == before.answer) return;
  if (KeepsLacking(call, target, before, now, context) ||
      HangsOnOpener(call, target, before, now, context)) {
    context.judgement.Broken("another answer",
                             fmt::format("{} on {} shows what it shows on {}: {}", call.id, made.on,
                                         before.target, ShownAnswer(before.answer)),
                             ShownAnswer(now));
  }
  if (KeepsLosing(call, target, before, now, context)) {
    context.judgement.Broken(
        "another answer",
        fmt::format("{} on {} lists most of what it listed there before, as it "
                    "does on a new handle: {}",
                    call.id, made.on, ShownAnswer(before.answer)),
        ShownAnswer(now));
  }
  const std::string other = AnswersFor(call, target, before, now, context);
  if (other.empty()) return;
  context.judgement.Broken("the answer of another server",
                           fmt::format("{} on {} answers as it did ({}): {}", call.id, made.on,
                                       made.expect.label, ShownAnswer(before.answer)),
                           fmt::format("what it answers on {}, which is to another server: {}",
                                       other, ShownAnswer(now)));
}

void ExpectAnswer(const step::Call& made, const Call& call, const Target& target,
                  const CallResult& result, CaseContext& context) {
  const bool unlike = made.expect.kind == step::Expectation::Kind::kUnlike;
  if (unlike && result.answer.empty()) {
    return context.judgement.NotDecided(call.id +
                                        " lists nothing, which tells no server from another");
  }
  context.judgement.Decisive(false);
  const Remembered* const before = context.scope.Recall(made.expect.label, call);
  if (!before || !before->worked) return;
  // The session that the earlier answer is about may be gone.
  if (before->session != context.caller.SessionOf(call, target) && before->target == made.on)
    return;
  if (unlike) return ExpectAnother(made, call, target, result, *before, context);
  // Two handles to one server need not show the same (FreeRDP's have a session each), and a real
  // machine may change in between; a world that stands still shows each the same.
  const bool comparable = context.profile.fixed_world || (call.stable && before->target == made.on);
  if (!comparable) return ExpectLikely(made, call, target, *before, result.answer, context);
  if (result.answer != before->answer &&
      WorldHasChanged(call, target, before->answer, result.answer, context)) {
    return context.judgement.Note("the answer of " + call.id + " has changed everywhere");
  }
  ExpectTheSame(made, call, result, before->answer, context.judgement);
}

// What an answer says, not that it is the same bytes.
void ExpectSaid(const step::Call& made, const Call& call, const Target& target,
                const CallResult& result, CaseContext& context) {
  using Kind = step::Expectation::Kind;
  if (made.expect.kind == Kind::kTwin) return ExpectTwin(made, call, target, result, context);
  if (made.expect.kind == Kind::kListed) return ExpectListed(call, target, context);
  ExpectOwn(made, call, target, result, context);
}

// CURRENT need not work at all, it must stay as it was.
void ExpectCurrentAsBefore(const step::Call& made, const Call& call, const CallResult& result,
                           CaseContext& context) {
  const Remembered* const before = context.scope.Recall(made.expect.label, call);
  const bool was_current = before && before->worked && before->target == "current";
  if (!was_current) return;
  context.judgement.Broken("CURRENT failed",
                           call.id + " works on WTS_CURRENT_SERVER_HANDLE as it did before",
                           Describe(call, "current", result));
}

void ExpectSuccess(const step::Call& made, const Call& call, const Target& target,
                   CaseContext& context) {
  const bool current = made.on == "current";
  if (!current && context.state.DemandOn(target.value) == Demand::kFail) {
    return context.judgement.NotDecided("the value of \"" + made.on +
                                        "\" was closed as often as opened");
  }
  using Kind = step::Expectation::Kind;
  const bool said = made.expect.kind == Kind::kTwin || made.expect.kind == Kind::kOwn ||
                    made.expect.kind == Kind::kListed;
  CallResult result;
  // Where CURRENT did not work before, nothing is demanded of it, and nothing repeated.
  const Remembered* const before = context.scope.Recall(made.expect.label, call);
  const bool demanded = !current || !before || before->worked;
  if (made.right_after) JudgeRightAfter(*made.right_after, call, target, context);
  if (!demanded) {
    result = context.caller.Make(call, target);
  } else if (current || context.state.MayBeHandle(target.value)) {
    result = MakePatiently(call, target, context);
  }
  if (result.works()) {
    NoteSuccess(call, target, context);
    ExpectDword(made, call, result, context.judgement);
    if (said) {
      ExpectSaid(made, call, target, result, context);
    } else {
      ExpectAnswer(made, call, target, result, context);
    }
    return Remember(made.remember_as, call, target, result, context);
  }
  if (current) return ExpectCurrentAsBefore(made, call, result, context);
  if (made.if_it_can && context.state.WorkedOn(call, target.server).empty()) {
    return context.judgement.NotDecided(call.id + " worked nowhere before");
  }
  JudgeLiveFailure(call, target, context.scope.Named(made.on), result, context);
}

// Nothing is expected of the call.
void JustMake(const step::Call& made, const Call& call, const Target& target,
              CaseContext& context) {
  if (target.value == 0 && made.on != "current") {
    return context.judgement.NotDecided("the open returned NULL, so nothing may be called on it");
  }
  const CallResult result = context.caller.Make(call, target);
  NoteWaitsMayEnd(call, target, context);
  if (result.works()) NoteSuccess(call, target, context);
  Remember(made.remember_as, call, target, result, context);
  if (made.observe) ObserveCall(call, target, result, context.judgement);
}

}  // namespace

void Run(const step::Call& made, CaseContext& context) {
  using Kind = step::Expectation::Kind;
  const Target target = TargetNamed(made.on, context);
  const Call& call = CallMeant(made.call, target, context);
  switch (made.expect.kind) {
    case Kind::kNothing:
      return JustMake(made, call, target, context);
    case Kind::kFailure:
      return ExpectFailure(made, call, target, context);
    case Kind::kDocumentedFailure:
      return ExpectDocumentedFailure(made, call, target, context);
    case Kind::kSuccess:
    case Kind::kAs:
    case Kind::kUnlike:
    case Kind::kTwin:
    case Kind::kOwn:
    case Kind::kListed:
      return ExpectSuccess(made, call, target, context);
  }
}

void Run(const step::Control& control, CaseContext& context) {
  const Target target = TargetNamed(control.on, context);
  if (target.value == 0 && control.on != "current") {
    Judgement::Untestable(NoLiveHandle(context.scope.Named(control.on).opener));
  }
  CallResult result;
  const Call* call = nullptr;
  {
    const InPrecondition precondition(context);
    call = &CallMeant(control.call, target, context);
    result = MakePatiently(*call, target, context, !control.keep.empty());
    if (result.works()) context.caller.LearnIdsOf(target);
    if (!result.works()) JudgeFailedControl(*call, target, result, context);
  }
  NoteSuccess(*call, target, context);
  if (control.on != "current") {
    const Handle& handle = context.scope.Named(control.on);
    context.state.ProveOpener(handle.opener, handle.server);
  }
  Remember(control.remember_as, *call, target, result, context);
  if (!control.keep.empty()) context.scope.Keep(control.keep, result.kept);
  if (control.bind.empty()) return;
  Handle bound;
  bound.values = {result.raw};
  bound.server = "reachable";
  context.scope.Bind(control.bind, std::move(bound));
}

void Run(const step::Misuse& misuse, CaseContext& context) {
  const Handle& handle = context.scope.Named(misuse.on);
  const Target target = TargetNamed(misuse.on, context);
  const Call& call = CallMeant(misuse.call, target, context);
  if (!context.state.IsProved(handle.value())) {
    Judgement::Untestable("nothing shows that " + handle.opener + " opened a handle");
  }
  if (context.state.IsOpen(handle.value())) {
    Judgement::Untestable("the value of \"" + misuse.on + "\" is open, for another open too");
  }
  const CallResult result = context.caller.Make(call, target);
  if (result.success) {
    context.judgement.Broken(call.function->name + " succeeded",
                             call.id + " does nothing with a closed handle",
                             Describe(call, misuse.on, result));
  }
  context.judgement.Decisive(false);
}

void Run(const step::Session& session, CaseContext& context) {
  const InPrecondition precondition(context);
  const Target target = TargetNamed(session.handle, context);
  if (!context.state.MayBeHandle(target.value)) return;
  if (context.caller.TurnToSession(static_cast<std::size_t>(session.number), target)) return;
  context.judgement.NotDecided("no session is listed on \"" + session.handle + "\"");
}

}  // namespace wtsconform
