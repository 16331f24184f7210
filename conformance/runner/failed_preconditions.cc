#include "conformance/runner/failed_preconditions.h"

#include <list>
#include <set>
#include <tuple>

#include "conformance/interpreter/call_text.h"
#include "conformance/runner/step_text.h"

namespace wtsconform {
namespace {

// A beginning that fewer cases share costs as much as it may save.
constexpr int kCasesWorthAProbe = 3;

bool IsCallOnCurrent(const Step& step) {
  const auto* call = step.As<step::Call>();
  return call && call->on == "current" && !call->expect.any();
}

// How many steps the case has up to its first control, with it; 0 where it has none, or does
// something else first, or its control is not on a handle that it opened.
std::size_t LengthOfBeginning(const Case& subject) {
  std::set<std::string> opened;
  std::size_t length = 0;
  for (const Step& step : subject.steps()) {
    ++length;
    if (const auto* open = step.As<step::Open>()) {
      opened.insert(open->handle);
    } else if (const auto* control = step.As<step::Control>()) {
      return opened.contains(control->on) && !step.optional ? length : 0;
    } else if (!IsCallOnCurrent(step)) {
      return 0;
    }
  }
  return 0;
}

bool IsTheSame(const CaseRecord& a, const CaseRecord& b) {
  return a.verdict == b.verdict && a.signature == b.signature && a.detail == b.detail;
}

// The opener of the handle that the control at the end of a beginning is on.
const std::string& OpenerOf(const Case& subject, std::size_t length) {
  const std::vector<Step>& steps = subject.steps();
  const std::string& handle = steps[length - 1].As<step::Control>()->on;
  const Function* opener = nullptr;
  for (std::size_t i = 0; i < length; ++i) {
    const auto* open = steps[i].As<step::Open>();
    if (open && open->handle == handle) opener = open->opener;
  }
  return opener->name;
}

}  // namespace

bool FailedPreconditions::Beginning::operator<(const Beginning& other) const {
  return std::tie(opens, control) < std::tie(other.opens, other.control);
}

FailedPreconditions::Beginning FailedPreconditions::BeginningOf(const Case& subject) {
  const std::size_t length = LengthOfBeginning(subject);
  if (length == 0) return {};
  Beginning beginning;
  for (std::size_t i = 0; i + 1 < length; ++i) {
    beginning.opens += StepText(subject.steps()[i]) + '\n';
  }
  const Step& control = subject.steps()[length - 1];
  beginning.opens += control.As<step::Control>()->on;
  beginning.control = StepText(control);
  return beginning;
}

FailedPreconditions::FailedPreconditions(const std::vector<const Case*>& cases,
                                         const RunCasesAlone& run) {
  std::map<Beginning, std::vector<const Case*>> sharing;
  for (const Case* each : cases) {
    const Beginning beginning = BeginningOf(*each);
    if (!beginning.opens.empty()) sharing[beginning].push_back(each);
  }
  std::erase_if(sharing, [](const auto& each) { return each.second.size() < kCasesWorthAProbe; });
  // One control after each sequence of opens first: where those give NULL, it tells for all.
  std::vector<const Case*> first, others;
  std::set<std::string> opens;
  for (const auto& [beginning, sharers] : sharing) {
    (opens.insert(beginning.opens).second ? first : others).push_back(sharers.front());
  }
  Probe(first, run);
  std::erase_if(others,
                [&](const Case* each) { return gave_null_.contains(BeginningOf(*each).opens); });
  Probe(others, run);
}

void FailedPreconditions::Probe(const std::vector<const Case*>& cases, const RunCasesAlone& run) {
  std::list<Case> cut;
  std::vector<const Case*> probes;
  for (const Case* each : cases) {
    probes.push_back(&cut.emplace_back(each->UpToControl(LengthOfBeginning(*each))));
  }
  const std::vector<CaseRecord> records = run(probes);
  std::vector<std::size_t> doubted;
  std::vector<const Case*> again;
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (records[i].verdict != Verdict::kUntestable) continue;
    doubted.push_back(i);
    again.push_back(probes[i]);
  }
  // One failure may be an accident.
  const std::vector<CaseRecord> second = run(again);
  for (std::size_t i = 0; i < second.size(); ++i) {
    if (!IsTheSame(records[doubted[i]], second[i])) continue;
    const Case& subject = *cases[doubted[i]];
    const Beginning beginning = BeginningOf(subject);
    failed_[beginning] = second[i];
    const std::string& opener = OpenerOf(subject, LengthOfBeginning(subject));
    if (second[i].detail == NoLiveHandle(opener)) gave_null_[beginning.opens] = second[i];
  }
}

bool FailedPreconditions::Settle(const Case& subject, CaseRecord& record) const {
  if (failed_.empty()) return false;
  const Beginning beginning = BeginningOf(subject);
  const auto null = gave_null_.find(beginning.opens);
  const auto failed = failed_.find(beginning);
  if (null == gave_null_.end() && failed == failed_.end()) return false;
  const CaseRecord& known = null != gave_null_.end() ? null->second : failed->second;
  record.verdict = known.verdict;
  record.signature = known.signature;
  record.detail = known.detail;
  return true;
}

}  // namespace wtsconform
