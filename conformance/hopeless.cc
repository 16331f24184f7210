#include "conformance/hopeless.h"

namespace wtsconform {
namespace {

// One failure may be an accident.
constexpr int kFailuresThatTell = 2;

}  // namespace

// What was opened, in order, which of it the first control is on, and its call; "" where the case
// does something else first that could matter to it.
std::string HopelessBeginnings::BeginningOf(const Case& subject) const {
  std::string beginning;
  std::map<std::string, std::string> places;
  for (const Step& step : StepsOf(subject, suite_.functions())) {
    if (step.verb == Verb::kOpen) {
      places[step.name] = std::to_string(places.size());
      beginning += step.call + " " + step.server + ", ";
    } else if (step.verb == Verb::kControl) {
      const auto place = places.find(step.other);
      return beginning + (place == places.end() ? step.other : place->second) + " " + step.call;
    } else if (step.verb != Verb::kCall || step.other != "current") {
      return "";
    }
  }
  return "";
}

bool HopelessBeginnings::Known(const Case& subject, CaseRecord& record) const {
  if (failures_.empty()) return false;
  const auto found = failures_.find(BeginningOf(subject));
  if (found == failures_.end() || found->second.count < kFailuresThatTell) return false;
  record.verdict = Verdict::kUntestable;
  record.detail = found->second.detail;
  return true;
}

void HopelessBeginnings::Learn(const Case& subject, const CaseRecord& record,
                               const Journal& journal) {
  if (record.verdict != Verdict::kUntestable || journal.failed_control != 1) return;
  const std::string beginning = BeginningOf(subject);
  if (beginning.empty()) return;
  Failures& failures = failures_[beginning];
  ++failures.count;
  failures.detail = record.detail;
}

}  // namespace wtsconform
