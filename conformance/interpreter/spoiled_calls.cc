#include "conformance/interpreter/spoiled_calls.h"

#include <fmt/format.h>

namespace wtsconform {
namespace {

constexpr int kFailures = 4;

bool WorksTimes(int times, const Call& call, const Target& target, CaseContext& context) {
  for (int i = 0; i < times; ++i) {
    if (!context.caller.Make(call, target).works()) return false;
  }
  return true;
}

// Each time one more call comes in between, so that no server that is busy in turn keeps step.
bool SpoilsTheNext(const Call& failing, const Call& call, const Target& target,
                   CaseContext& context) {
  for (int i = 0; i < kFailures; ++i) {
    if (!WorksTimes(2 + i, call, target, context)) return false;
    if (context.caller.Make(failing, target).success) return false;
    if (context.caller.Make(call, target).works()) return false;
  }
  return WorksTimes(1, call, target, context);
}

}  // namespace

void JudgeRightAfter(const Call& failing, const Call& call, const Target& target,
                     CaseContext& context) {
  if (!context.state.MayBeHandle(target.value)) return;
  if (context.caller.Make(failing, target).success) return;
  if (context.caller.Make(call, target).works()) return;
  if (!SpoilsTheNext(failing, call, target, context)) return;
  context.judgement.Broken(
      "spoiled by a failed call",
      fmt::format("{} works on the open handle \"{}\" after {}, whose failure is not the handle's",
                  call.id, target.name, failing.id),
      fmt::format("it fails right after it, each of {} times, and works in between",
                  kFailures + 1));
}

}  // namespace wtsconform
