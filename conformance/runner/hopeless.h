// Cases that need not be run, because others that begin alike came to nothing.
//
// Most cases begin by opening handles and making a control call on one. Where that control failed
// in fresh processes twice, the third case that opens the same and makes the same control is
// untestable for the same reason; an implementation that lacks most of the API would otherwise cost
// thousands of processes that all end at their first call. Where the handle was NULL, no control
// was made, and the same holds for every control, for a call that must succeed, and for many opens
// of that kind.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_HOPELESS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_HOPELESS_H_

#include <map>
#include <string>

#include "conformance/channel/child_report.h"
#include "reports/formats/results.h"
#include "spec/loader/tables/suite.h"

namespace wtsconform {

class HopelessBeginnings {
 public:
  explicit HopelessBeginnings(const Suite& suite) : suite_(suite) {}

  // True where the case's first control is known to fail; `record` then says so.
  bool Known(const Case& subject, CaseRecord& record) const;
  // After a case was run.
  void Learn(const Case& subject, const CaseRecord& record, const ChildReport& report);

 private:
  struct Failures {
    int count = 0;
    std::string detail;
  };

  // The handle is a part of the call, which is empty where the case begins with no control; both
  // are where nothing can be known of it.
  struct Beginning {
    std::string handle;
    std::string call;
  };

  Beginning BeginningOf(const Case& subject) const;
  bool OpenedNothing(const ChildReport& report) const;

  const Suite& suite_;
  std::map<std::string, Failures> failures_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_HOPELESS_H_
