#include "conformance/interpreter/patience.h"

#include "conformance/interpreter/verbs.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;

// Before each repetition. Together no longer than what people would not notice.
constexpr std::chrono::milliseconds kPauses[] = {1ms, 8ms, 40ms};

}  // namespace

bool HoldsPatiently(const std::function<bool()>& holds, CaseContext& context) {
  if (holds()) return true;
  for (const auto pause : kPauses) {
    SleepMs(pause, context);
    if (holds()) return true;
  }
  return false;
}

CallResult MakePatiently(const Call& call, const Target& target, CaseContext& context, bool keep) {
  CallResult result;
  int failures = 0;
  const bool answered = HoldsPatiently(
      [&] {
        result = context.caller.Make(call, target, keep);
        failures += !result.success;
        return result.success;
      },
      context);
  if (answered) {
    if (failures > 0) context.judgement.Note(call.id + " failed, and worked when it was repeated");
    return result;
  }
  if (auto other = context.caller.MakeForAnotherSession(call, target, keep)) {
    context.judgement.Note(call.id + " fails for the session that was there, not for another");
    return std::move(*other);
  }
  return result;
}

}  // namespace wtsconform
