#include "conformance/runner/hopeless.h"

namespace wtsconform {
namespace {

// One failure may be an accident.
constexpr int kFailuresThatTell = 2;

}  // namespace

// What was opened, in order, which of it is used first, and the call where that is a control; empty
// where the case does something else first that could matter to it.
HopelessBeginnings::Beginning HopelessBeginnings::BeginningOf(const Case& subject) const {
  Beginning beginning;
  std::map<std::string, std::string> places;
  const auto use = [&](const std::string& name) {
    const auto place = places.find(name);
    beginning.handle += place == places.end() ? name : place->second;
    return beginning;
  };
  for (const Step& step : subject.steps()) {
    const auto* opening = step.As<step::Opening>();
    const auto* open = step.As<step::Open>();
    const auto* many = step.As<step::Many>();
    const auto* made = step.As<step::Call>();
    if (open || many) {
      const std::string& name = open ? open->handle : many->handle;
      places[name] = std::to_string(places.size());
      beginning.handle += opening->opener->name + " " + opening->server + ", ";
      if (many) return use(name);
    } else if (const auto* control = step.As<step::Control>()) {
      beginning.call = use(control->on).handle + " " + control->call.id();
      return beginning;
    } else if (made && made->expect.kind == step::Expectation::Kind::kSuccess &&
               places.contains(made->on)) {
      return use(made->on);
    } else if (!made || made->on != "current") {
      return {};
    }
  }
  return {};
}

bool HopelessBeginnings::Known(const Case& subject, CaseRecord& record) const {
  if (failures_.empty()) return false;
  const Beginning beginning = BeginningOf(subject);
  for (const std::string& known : {beginning.handle, beginning.call}) {
    const auto found = failures_.find(known);
    if (found == failures_.end() || found->second.count < kFailuresThatTell) continue;
    record.verdict = Verdict::kUntestable;
    record.detail = found->second.detail;
    return true;
  }
  return false;
}

// Where the control was not made, because the handle is NULL, the last call was the open.
bool HopelessBeginnings::OpenedNothing(const ChildReport& report) const {
  const JournalCall* const last = report.LastCall();
  return last && last->function < suite_.functions().functions().size() && last->result == 0 &&
         suite_.functions().functions()[last->function].role == Role::kOpener;
}

void HopelessBeginnings::Learn(const Case& subject, const CaseRecord& record,
                               const ChildReport& report) {
  if (record.verdict != Verdict::kUntestable || report.FailedControl() != 1) return;
  const Beginning beginning = BeginningOf(subject);
  if (beginning.call.empty()) return;
  Failures& failures = failures_[OpenedNothing(report) ? beginning.handle : beginning.call];
  ++failures.count;
  failures.detail = record.detail;
}

}  // namespace wtsconform
