// Cases that need not be run, because their first precondition is known to fail.
//
// Most cases begin by opening handles and making a control call on one. What that asks of the
// library, an opener of a kind of server and a call on its handle, is tried first with the plainest
// set-up that asks for it, in a process by itself, like the canary. Where that ends untestable,
// and does so again in a second process with the same words, the cases that begin like this are
// untestable for the same reason. An implementation that lacks most of the API would otherwise cost
// thousands of processes that all end at their first control.
#ifndef WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_
#define WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_

#include <compare>
#include <cstddef>
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
  // A call that works on a live handle of that opener to that kind of server.
  struct Precondition {
    std::string opener, server, control;
    // The clause is about what consumers accept: there a failed control may be a deviation.
    bool of_every_consumer = false;
    auto operator<=>(const Precondition&) const = default;

    // The same of every call: what is left where the opener gives no handle.
    Precondition OfAnyCall() const { return {opener, server, "", of_every_consumer}; }
  };
  // What a case begins with: steps up to the first that needs a live handle.
  struct SetUp {
    std::size_t length = 0;  // 0 where it needs none, or does something else first
    std::string handle;      // that the last of the steps is on
    Precondition needs;      // of any call where that step is no control

    bool HasControl() const { return !needs.control.empty(); }
  };
  struct Failure {
    CaseRecord record;
    std::string handle;  // as the record names it
  };
  struct Trial {
    const Case* subject = nullptr;
    SetUp set_up;
  };
  static SetUp SetUpOf(const Case& subject);
  // Tries each of these set-ups; what fails twice in the same way is kept.
  void Probe(const std::vector<Trial>& trials, const RunCasesAlone& run);
  const Failure* Find(const Precondition& needs) const;

  std::map<Precondition, Failure> failed_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RUNNER_FAILED_PRECONDITIONS_H_
