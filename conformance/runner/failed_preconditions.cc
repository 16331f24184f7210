#include "conformance/runner/failed_preconditions.h"

#include <list>
#include <set>
#include <utility>

#include "conformance/interpreter/call_text.h"

namespace wtsconform {
namespace {

// A precondition that fewer cases share costs as much as it may save.
constexpr std::size_t kCasesWorthAProbe = 3;

// Whether what other steps need does not depend on it.
bool IsCallOnCurrent(const Step& step) {
  const auto* call = step.As<step::Call>();
  return call && call->on == "current" && !call->expect.any();
}

// The handle that the step needs to be live; "" where it needs none.
std::string NeededBy(const Step& step) {
  if (const auto* control = step.As<step::Control>()) return control->on;
  const auto* call = step.As<step::Call>();
  return call && call->expect.kind == step::Expectation::Kind::kSuccess ? call->on : "";
}

bool IsTheSame(const CaseRecord& a, const CaseRecord& b) {
  return a.verdict == b.verdict && a.signature == b.signature && a.detail == b.detail;
}

// What the control said of a call "on A", said of the handle of another case.
std::string OfHandle(std::string detail, const std::string& from, const std::string& to) {
  const std::string words = " on " + from + " ";
  const std::size_t at = detail.find(words);
  return at == detail.npos ? detail : detail.replace(at, words.size(), " on " + to + " ");
}

}  // namespace

FailedPreconditions::SetUp FailedPreconditions::SetUpOf(const Case& subject) {
  std::map<std::string, const step::Open*> opened;
  const bool of_every_consumer = subject.clause->of_every_consumer;
  std::size_t length = 0;
  for (const Step& step : subject.steps()) {
    ++length;
    if (IsCallOnCurrent(step)) continue;
    if (const auto* opening = step.As<step::Open>()) {
      opened[opening->handle] = opening;
      continue;
    }
    if (const auto* many = step.As<step::Many>()) {
      return {length, many->handle, {many->opener->name, many->server, "", of_every_consumer}};
    }
    const auto handle = opened.find(NeededBy(step));
    if (handle == opened.end() || step.optional) return {};
    const step::Open& open = *handle->second;
    const auto* control = step.As<step::Control>();
    const std::string call = control ? control->call.id() : "";
    return {length, open.handle, {open.opener->name, open.server, call, of_every_consumer}};
  }
  return {};
}

FailedPreconditions::FailedPreconditions(const std::vector<const Case*>& cases,
                                         const RunCasesAlone& run) {
  struct Sharers {
    std::size_t count = 0;
    Trial plainest;
  };
  std::map<Precondition, Sharers> sharing;
  for (const Case* each : cases) {
    const SetUp set_up = SetUpOf(*each);
    if (!set_up.HasControl()) continue;
    auto& [count, plainest] = sharing[set_up.needs];
    if (count++ == 0 || set_up.length < plainest.set_up.length) plainest = {each, set_up};
  }
  // One control after each opener first: where that gives NULL, it settles all others.
  std::vector<Trial> first, others;
  std::set<Precondition> openers;
  for (const auto& [needs, sharers] : sharing) {
    if (sharers.count < kCasesWorthAProbe) continue;
    (openers.insert(needs.OfAnyCall()).second ? first : others).push_back(sharers.plainest);
  }
  Probe(first, run);
  std::erase_if(others, [&](const Trial& each) { return Find(each.set_up.needs); });
  Probe(others, run);
}

void FailedPreconditions::Probe(const std::vector<Trial>& trials, const RunCasesAlone& run) {
  std::list<Case> cut;
  std::vector<const Case*> probes;
  for (const Trial& each : trials) {
    probes.push_back(&cut.emplace_back(each.subject->UpToControl(each.set_up.length)));
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
    const SetUp& set_up = trials[doubted[i]].set_up;
    const Precondition& needs = set_up.needs;
    const bool no_handle = second[i].detail == NoLiveHandle(needs.opener);
    failed_[no_handle ? needs.OfAnyCall() : needs] = {second[i], set_up.handle};
  }
}

const FailedPreconditions::Failure* FailedPreconditions::Find(const Precondition& needs) const {
  for (const Precondition& each : {needs.OfAnyCall(), needs}) {
    const auto found = failed_.find(each);
    if (found != failed_.end()) return &found->second;
  }
  return nullptr;
}

bool FailedPreconditions::Settle(const Case& subject, CaseRecord& record) const {
  if (failed_.empty()) return false;
  const SetUp set_up = SetUpOf(subject);
  const Failure* const failure = set_up.length > 0 ? Find(set_up.needs) : nullptr;
  if (!failure) return false;
  record.verdict = failure->record.verdict;
  record.signature = failure->record.signature;
  record.detail = OfHandle(failure->record.detail, failure->handle, set_up.handle);
  return true;
}

}  // namespace wtsconform
