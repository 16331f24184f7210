// Which cases need no bookkeeping when they are written as C.

#include <algorithm>

#include "conformance/reproducer/case_text.h"

namespace wtsconform {
namespace {

class PlainCheck {
 public:
  bool Takes(const Step& step) {
    if (step.optional) return false;
    return std::visit(
        Overloaded{[&](const step::Open& verb) { return TakesOpen(verb); },
                   [&](const step::Control& verb) { return TakesControl(verb); },
                   [&](const step::Close& verb) { return TakesClose(verb); },
                   [&](const step::Call& verb) { return TakesCall(verb); },
                   [&](const step::NotNull&) { return judged_ = true; },
                   [](const step::Sleep&) { return true; }, [](const step::Join&) { return true; },
                   [](const auto&) { return false; }},
        step.action);
  }
  bool judged() const { return judged_; }

 private:
  bool TakesOpen(const step::Open& open) {
    if (!handle_.empty() || !open.unlike.empty()) return false;
    handle_ = open.handle;
    return true;
  }

  bool TakesControl(const step::Control& control) {
    if (!control.keep.empty() || !control.bind.empty()) return false;
    if (control.on == handle_) worked_.push_back(control.call);
    return !closed_;
  }

  bool TakesClose(const step::Close& close) {
    const bool first = !closed_ && close.handle == handle_ && !worked_.empty();
    closed_ = true;
    return first;
  }

  bool TakesCall(const step::Call& call) {
    if (call.observe) return false;
    if (call.expect.kind == step::Expectation::Kind::kNothing)
      return call.on == "current" || !worked_.empty();
    if (call.expect.kind == step::Expectation::Kind::kAs) return call.on == "current";
    judged_ = true;
    return call.expect.kind == step::Expectation::Kind::kFailure && closed_ && call.on == handle_ &&
           std::find(worked_.begin(), worked_.end(), call.call) != worked_.end();
  }

  std::string handle_;
  std::vector<CallRef> worked_;  // on the handle
  bool closed_ = false;
  bool judged_ = false;
};

}  // namespace

bool IsPlain(const Case& subject) {
  if (subject.clause->level != Level::kRequired) return false;
  PlainCheck check;
  const std::vector<Step>& steps = subject.steps();
  return std::all_of(steps.begin(), steps.end(),
                     [&](const Step& step) { return check.Takes(step); }) &&
         check.judged();
}

}  // namespace wtsconform
