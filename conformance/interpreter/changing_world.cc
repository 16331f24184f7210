#include "conformance/interpreter/changing_world.h"

#include <algorithm>

#include "conformance/interpreter/patience.h"
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

bool IsMostlyGone(const std::string& list, const std::string& now) {
  const auto wanted = ListEntries(list), has = ListEntries(now);
  const auto left = std::count_if(wanted.begin(), wanted.end(),
                                  [&](const std::string& entry) { return has.contains(entry); });
  return 2 * static_cast<std::size_t>(left) < wanted.size();
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

bool NewOneGives(const Call& call, const Handle& like, const std::string& answer,
                 CaseContext& context) {
  const Word value = context.caller.Open(like.opener, like.server);
  if (!context.state.MayBeHandle(value) || context.state.OpenCount(value) > 0) return false;
  const bool gives = Gives(call, TargetOf("(once more)", like, value), answer, context);
  context.caller.Close("(once more)", value);
  return gives;
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
  if (before.target == "current" || target.name == "current" || before.target == target.name) {
    return false;
  }
  const Handle& earlier = context.scope.Named(before.target);
  if (earlier.server != target.server || !context.state.IsOpen(earlier.value())) return false;
  if (!LacksAny(now, before.answer)) return false;
  const Target shown = TargetOf(before.target, earlier, earlier.value());
  return KeepsGiving(call, shown, before.answer, context) &&
         KeepsGiving(call, target, now, context) &&
         NewOneGives(call, earlier, before.answer, context);
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
