// Cases that need not be run, because their first precondition is known to fail.
//
// Most cases begin by opening handles and making a control call on one. Such beginnings that
// several cases share are run by themselves first, each in a process of its own, like the canary.
// Where one ends untestable, and does so again in a second process with the same words, each case
// that begins like this would come to the same verdict for the same reason: its first steps are the
// same to the letter. An implementation that lacks most of the API would otherwise cost thousands
// of processes that all end at their first call.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/tables/cases.h"

namespace wtsconform {

class FailedPreconditions {
 public:
  // Runs each case in a process of its own and returns their records, in their order.
  using RunCasesAlone =
      std::function<std::vector<CaseRecord>(const std::vector<const Case*>& cases)>;

  // Probes what these cases begin with.
  FailedPreconditions(const std::vector<const Case*>& cases, const RunCasesAlone& run);

  // True where the case's first precondition is known to fail; `record` then says so.
  bool Settle(const Case& subject, CaseRecord& record) const;

 private:
  // What a case begins with, to the letter.
  struct Beginning {
    std::string opens;  // with the handle that the control is on; "" where nothing is to be probed
    std::string control;
    bool operator<(const Beginning& other) const;
  };
  static Beginning BeginningOf(const Case& subject);
  // Probes each of these cases' beginnings; those that fail twice in the same way are kept.
  void Probe(const std::vector<const Case*>& cases, const RunCasesAlone& run);

  std::map<Beginning, CaseRecord> failed_;
  std::map<std::string, CaseRecord> gave_null_;  // by `opens`
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_
