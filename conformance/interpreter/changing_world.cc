#include "conformance/interpreter/changing_world.h"

#include <algorithm>
#include <string_view>

#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/said.h"
#include "conformance/loading/answers.h"

namespace wtsconform {
namespace {

// So often in a row must a handle show the same.
constexpr int kTimes = 3;

bool LacksAny(const std::string& list, const std::string& of) {
  const auto has = ListEntries(list), wanted = ListEntries(of);
  return std::any_of(wanted.begin(), wanted.end(),
                     [&](const std::string& entry) { return !has.contains(entry); });
}

bool Gives(const Call& call, const Target& target, const std::string& answer,
           CaseContext& context) {
  return MakePatiently(call, target, context).answer == answer;
}

// In a row: what changes with each call would look stable where two handles take turns.
bool KeepsGiving(const Call& call, const Target& target, const std::string& answer,
                 CaseContext& context) {
  for (int i = 0; i < kTimes; ++i) {
    if (!Gives(call, target, answer, context)) return false;
  }
  return true;
}

// The other handle, to the same server, that an answer came from; null where it is no such one any
// more.
const Handle* StillOpen(const Remembered& before, const Target& target, CaseContext& context) {
  if (before.target == "current" || target.name == "current" || before.target == target.name) {
    return nullptr;
  }
  const Handle& earlier = context.scope.Named(before.target);
  const bool is_one = earlier.server == target.server && context.state.IsOpen(earlier.value());
  return is_one ? &earlier : nullptr;
}

// Asked of the one and the other in an order without a period, so that a world which changes with
// each so many calls shows it.
template <typename OfOne, typename OfOther>
bool HoldsByTurns(const OfOne& of_one, const OfOther& of_other) {
  constexpr std::string_view kOrder = "1121221222";
  return std::all_of(kOrder.begin(), kOrder.end(),
                     [&](char which) { return which == '1' ? of_one() : of_other(); });
}

bool BothKeepGiving(const Call& call, const Target& target, const Handle& earlier,
                    const Remembered& before, const std::string& now, CaseContext& context) {
  const Target other = TargetOf(before.target, earlier, earlier.value());
  return HoldsByTurns([&] { return Gives(call, other, before.answer, context); },
                      [&] { return Gives(call, target, now, context); });
}

bool SaysOtherwise(const Call& call, const std::string& before, const std::string& now) {
  const Statements said = StatementsOf(call, now);
  return !GivesList(call) && !said.empty() && said != StatementsOf(call, before);
}

// What holds of a handle that is opened for it like that one.
template <typename Predicate>
bool HoldsOfNewOne(const Handle& like, CaseContext& context, const Predicate& holds) {
  const Word value = context.caller.Open(like.opener, like.server);
  if (!context.state.MayBeHandle(value) || context.state.OpenCount(value) > 0) return false;
  const bool held = holds(TargetOf("(once more)", like, value));
  context.caller.Close("(once more)", value);
  return held;
}

bool NewOneGives(const Call& call, const Handle& like, const std::string& answer,
                 CaseContext& context) {
  return HoldsOfNewOne(
      like, context, [&](const Target& new_one) { return Gives(call, new_one, answer, context); });
}

}  // namespace

bool WorldHasChanged(const Call& call, const Target& target, const std::string& before,
                     const std::string& now, CaseContext& context) {
  if (context.profile.fixed_world) return false;
  if (MakePatiently(call, target, context).answer == before) return true;
  for (const Target& other : context.state.LiveTargetsOf(call)) {
    if (other.name == target.name || other.server != target.server) continue;
    const CallResult result = context.caller.Make(call, other);
    if (result.works()) return result.answer == now;
  }
  return false;
}

bool KeepsLacking(const Call& call, const Target& target, const Remembered& before,
                  const std::string& now, CaseContext& context) {
  const Handle* const earlier = StillOpen(before, target, context);
  if (earlier == nullptr || !LacksAny(now, before.answer)) return false;
  return BothKeepGiving(call, target, *earlier, before, now, context) &&
         NewOneGives(call, *earlier, before.answer, context);
}

bool KeepsLosing(const Call& call, const Target& target, const Remembered& before,
                 const std::string& now, CaseContext& context) {
  const bool may = before.target == target.name && target.name != "current" && GivesList(call);
  if (!may || !IsMostlyGone(before.answer, now)) return false;
  const auto has_lost = [&](const Target& on, bool most) {
    const CallResult result = MakePatiently(call, on, context);
    return result.works() && IsMostlyGone(before.answer, result.answer) == most;
  };
  return HoldsOfNewOne(context.scope.Named(target.name), context, [&](const Target& new_one) {
    return HoldsByTurns([&] { return has_lost(target, true); },
                        [&] { return has_lost(new_one, false); });
  });
}

bool HangsOnOpener(const Call& call, const Target& target, const Remembered& before,
                   const std::string& now, CaseContext& context) {
  const Handle* const earlier = StillOpen(before, target, context);
  if (earlier == nullptr || before.session != context.caller.SessionOf(call, target)) return false;
  const Handle& handle = context.scope.Named(target.name);
  if (handle.opener == earlier->opener || !SaysOtherwise(call, before.answer, now)) return false;
  return BothKeepGiving(call, target, *earlier, before, now, context) &&
         NewOneGives(call, *earlier, before.answer, context) &&
         NewOneGives(call, handle, now, context);
}

std::string AnswersFor(const Call& call, const Target& target, const Remembered& before,
                       const std::string& now, CaseContext& context) {
  if (!IsMostlyGone(before.answer, now)) return "";
  for (const Target& each : context.state.LiveTargetsOf(call)) {
    if ((each.server == "other") == (target.server == "other")) continue;
    if (KeepsGiving(call, each, now, context) && KeepsGiving(call, target, now, context)) {
      return each.name;
    }
  }
  return "";
}

}  // namespace wtsconform
