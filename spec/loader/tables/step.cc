#include "spec/loader/tables/step.h"

#include <algorithm>

namespace wtsconform {

std::string step::Expectation::Text() const {
  switch (kind) {
    case Kind::kNothing:
      return "";
    case Kind::kSuccess:
      return "success";
    case Kind::kFailure:
      return "failure";
    case Kind::kDocumentedFailure:
      return "documented failure";
    case Kind::kAs:
      return "as " + label;
    case Kind::kUnlike:
      return "unlike " + label;
    case Kind::kTwin:
      return "twin " + label;
    case Kind::kOwn:
      return "not of " + label;
    case Kind::kListed:
      return "listed";
  }
  return "";
}

const std::vector<std::string>& ServerKinds() {
  static const std::vector<std::string> kinds = {"reachable",   "other", "unreachable", "null",
                                                 "empty",       "dot",   "localhost",   "loopback",
                                                 "backslashes", "long",  "respelled"};
  return kinds;
}

std::string OrderText(step::CloseMany::Order order) {
  switch (order) {
    case step::CloseMany::Order::kInOrder:
      return "in order";
    case step::CloseMany::Order::kReverse:
      return "reverse";
    case step::CloseMany::Order::kShuffled:
      return "shuffled";
  }
  return "";
}

const Call* CallOf(const Step& step) {
  if (const auto* on_handle = step.As<step::OnHandle>()) return on_handle->call.call;
  if (const auto* volume = step.As<step::Volume>()) return volume->checking.call;
  if (const auto* close = step.As<step::CloseMany>()) return close->checking.call;
  return nullptr;
}

std::vector<const Function*> FunctionsOf(const Step& step) {
  std::vector<const Function*> functions;
  if (const auto* opening = step.As<step::Opening>()) functions.push_back(opening->opener);
  if (const auto* free = step.As<step::FreeBuffer>(); free && free->by) {
    functions.push_back(free->by);
  }
  if (const auto* made = step.As<step::Call>(); made && made->right_after) {
    functions.push_back(made->right_after->function);
  }
  if (const Call* const call = CallOf(step)) functions.push_back(call->function);
  return functions;
}

std::int64_t PauseOf(const Step& step) {
  if (const auto* sleep = step.As<step::Sleep>()) return sleep->milliseconds;
  if (const auto* pending = step.As<step::Pending>()) return pending->after;
  return 0;
}

void VisitSteps(const std::vector<Step>& steps, const std::function<void(const Step&)>& visit) {
  AnyStep(steps, [&visit](const Step& step) {
    visit(step);
    return false;
  });
}

bool AnyStep(const std::vector<Step>& steps, const std::function<bool(const Step&)>& holds) {
  return std::any_of(steps.begin(), steps.end(), [&holds](const Step& step) {
    if (holds(step)) return true;
    const auto* parallel = step.As<step::Parallel>();
    return parallel && std::any_of(parallel->branches.begin(), parallel->branches.end(),
                                   [&holds](const auto& branch) { return AnyStep(branch, holds); });
  });
}

}  // namespace wtsconform
