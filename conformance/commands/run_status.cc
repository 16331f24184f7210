#include "conformance/commands/run_status.h"

#include <algorithm>

#include "reports/formats/verdict_kind.h"

namespace wtsconform {
namespace {

bool Opens(const std::vector<Step>& steps) {
  return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
    const auto* open = step.As<step::Open>();
    const bool opens = open && open->server != "unreachable";
    return opens || step.Is<step::Volume>();
  });
}

bool IsDecided(Verdict verdict) {
  return verdict == Verdict::kPass || KindOf(verdict) == VerdictKind::kProblem;
}

// Of the required cases that need an opened handle: are there any, and was any of them decided?
struct LiveHandles {
  bool asked = false;
  bool decided = false;
};

LiveHandles LookForLiveHandles(const std::vector<const Case*>& cases,
                               const std::vector<CaseRecord>& records) {
  LiveHandles handles;
  for (std::size_t i = 0; i < cases.size() && !handles.decided; ++i) {
    if (cases[i]->clause->level != Level::kRequired) continue;
    if (!Opens(cases[i]->steps())) continue;
    handles.asked = true;
    handles.decided = IsDecided(records[i].verdict);
  }
  return handles;
}

}  // namespace

ExitStatus StatusOf(const std::vector<const Case*>& cases, const std::vector<CaseRecord>& records,
                    const Profile& profile, std::vector<std::string>& problems) {
  const bool failed = std::any_of(records.begin(), records.end(), [](const CaseRecord& record) {
    return record.verdict == Verdict::kHarnessError;
  });
  if (failed) return kHarnessFailed;
  const LiveHandles handles = LookForLiveHandles(cases, records);
  if (!profile.no_live_handle.empty() && handles.decided) {
    problems.push_back("no_live_handle is listed, but cases with an opened handle were decided");
  }
  if (!problems.empty() || std::any_of(records.begin(), records.end(), IsFailure)) {
    return kUnexpected;
  }
  const bool nothing = handles.asked && !handles.decided && profile.no_live_handle.empty();
  return nothing || !Inconclusive(records).empty() ? kNotDecided : kAllAsExpected;
}

std::string NothingDecided(const Profile& profile) {
  return "no case that needs an opened handle could be decided: does the server \"" +
         profile.servers.reachable +
         "\" answer? Name one with --server, or say in the profile why there is none "
         "(no_live_handle).";
}

std::vector<std::string> Inconclusive(const std::vector<CaseRecord>& records) {
  std::vector<std::string> ids;
  for (const CaseRecord& each : records) {
    const bool required = each.level == LevelName(Level::kRequired);
    if (required && each.verdict == Verdict::kInconclusive && !each.expected) {
      ids.push_back(each.id);
    }
  }
  return ids;
}

ExitStatus Worst(ExitStatus a, ExitStatus b) {
  for (const ExitStatus status : {kRefused, kHarnessFailed, kUnexpected, kNotDecided}) {
    if (a == status || b == status) return status;
  }
  return kAllAsExpected;
}

}  // namespace wtsconform
