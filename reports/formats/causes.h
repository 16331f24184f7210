// Groups cases with the same verdict and the same reason, so that a report shows each reason once.
#ifndef WTSCONFORM_REPORTS_FORMATS_CAUSES_H_
#define WTSCONFORM_REPORTS_FORMATS_CAUSES_H_

#include <string>
#include <string_view>
#include <vector>

#include "reports/formats/results.h"
#include "reports/formats/verdict_kind.h"

namespace wtsconform {

// Points into the results it was made from. Never empty.
struct Cause {
  std::string reason;  // the signature, or without one what WithoutParameters gives
  VerdictKind kind = VerdictKind::kProblem;
  bool is_failure = false;  // IsFailure of each case
  std::vector<const CaseRecord*> cases;

  const CaseRecord& First() const { return *cases.front(); }
};

// Cases of the same clause, verdict, listing and reason; the causes in the order of their first
// case. Cases that pass have no reason and are left out.
std::vector<Cause> CausesOf(const Results& results);

// The id of a case without the functions among its parameters (the parts that begin with an
// upper-case letter): "close/use-after-close" of
// "close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsA".
std::string ScenarioOf(std::string_view id);

// The functions among a case's parameters, without what follows a dot.
std::vector<std::string> FunctionsOf(std::string_view id);

// The record's detail with "…" for the functions that its id names, so that cases of one scenario
// can be compared: "… on h: fails, last error 6".
std::string WithoutParameters(const CaseRecord& record);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_CAUSES_H_
