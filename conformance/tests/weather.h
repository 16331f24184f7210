// What tests share that run cases of the embedded tables against libraries in front of the mock.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_WEATHER_H_
#define WTSCONFORM_CONFORMANCE_TESTS_WEATHER_H_

#include <string>
#include <vector>

#include "conformance/implementations/glob.h"
#include "conformance/platform/platform.h"
#include "conformance/runner/runner.h"
#include "conformance/tests/test_cases.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {

// A test library that has what it does not do itself from the mock.
inline Profile InFrontOfTheMock(const std::string& library) {
  Profile profile =
      FindProfile((ExecutableFolder().parent_path() / "testlibs" / (library + ".so")).string());
  profile.with_dependencies = true;
  profile.fixed_world = true;
  profile.servers = FindProfile("mock").servers;
  return profile;
}

inline Profile MockWith(const std::string& defect) {
  Profile profile = FindProfile("mock");
  profile.environment["WTSMOCK"] = defect;
  return profile;
}

inline Profile Weather(const std::string& weather) {
  Profile profile = InFrontOfTheMock("weather");
  profile.environment["WEATHER"] = weather;
  return profile;
}

inline std::vector<CaseRecord> RunMatching(const Profile& profile,
                                           const std::vector<std::string>& patterns,
                                           RunOptions options = {.jobs = 2}) {
  std::vector<const Case*> cases;
  for (const Case& each : TheSuite().cases()) {
    if (MatchesAny(patterns, each.id)) cases.push_back(&each);
  }
  return RunCases(TheSuite(), cases, profile, ProbeLibrary(TheSuite(), profile, options), options,
                  [](std::size_t, const CaseRecord&) {});
}

// What the library is accused of, and what of it stays undecided.
inline std::vector<std::string> Accusations(const std::vector<CaseRecord>& records) {
  std::vector<std::string> accusations;
  for (const CaseRecord& each : records) {
    if (KindOf(each.verdict) != VerdictKind::kProblem) continue;
    accusations.push_back(each.id + ": " + each.detail);
  }
  return accusations;
}

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_WEATHER_H_
