// How a case comes to its verdict while it runs.
#ifndef WTSCONFORM_CONFORMANCE_INTERPRETER_JUDGEMENT_H_
#define WTSCONFORM_CONFORMANCE_INTERPRETER_JUDGEMENT_H_

#include <mutex>
#include <string>
#include <vector>

#include "reports/formats/results.h"
#include "spec/loader/tables/clauses.h"

namespace wtsconform {

// Thrown where a case is decided before its last step.
struct Decision {
  Verdict verdict;
  std::string signature;
  std::string detail;       // what was observed, or why nothing was decided
  std::string wanted = {};  // what should have been observed, where the case judged that
};

// Thread-safe.
class Judgement {
 public:
  explicit Judgement(Level level) : level_(level) {}

  // It deviates from the clause: a deviation of a required one, harm in a robustness case.
  [[noreturn]] void Broken(const std::string& signature, const std::string& expected,
                           const std::string& observed) const;
  [[noreturn]] static void Untestable(const std::string& why);
  [[noreturn]] static void Inconclusive(const std::string& why);

  // Something was shown that could have come out otherwise. `of_failure`: that a call failed.
  void Decisive(bool of_failure);
  // A call that should fail was asked for, whether or not it came to that.
  void WantsFailure();
  // Nothing was decided, because of this; said where the case ends without a decision.
  void NotDecided(const std::string& why);
  // Said next to a verdict, whatever it is.
  void Note(const std::string& text);
  void Observe(const std::string& what);

  // The verdict of a case that came to its end.
  Decision AtEnd() const;

 private:
  std::string WithNotes(std::string detail) const;

  const Level level_;
  mutable std::mutex mutex_;
  int decisive_ = 0;
  int decisive_failures_ = 0;
  bool wants_failure_ = false;
  std::string not_decided_;
  std::vector<std::string> notes_;
  std::vector<std::string> observed_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_INTERPRETER_JUDGEMENT_H_
