#include <nlohmann/json.hpp>

#include "bench/goals.h"

namespace wtsconform {
namespace {

using OrderedJson = nlohmann::ordered_json;

const char* VerdictOf(Outcome outcome) {
  constexpr const char* kWords[] = {"met", "stretch", "missed", "inconclusive", "unmeasured"};
  return kWords[static_cast<std::size_t>(outcome)];
}

OrderedJson JsonOf(const Goal& goal, const Slices& slices) {
  const Assessment found = JudgeGoal(goal, slices);
  OrderedJson json = {{"name", goal.name},
                      {goal.is_least ? "at_least" : "at_most", goal.limit},
                      {"stretch", goal.stretch},
                      {"verdict", VerdictOf(found.outcome)}};
  if (found.outcome != Outcome::kUnmeasured) {
    json["minimum"] = found.by_minimum;
    json["mean"] = found.by_mean;
  }
  if (!goal.is_exact()) {
    json["anchor"] = goal.anchor;
    json["disturbance"] = Disturbance(goal.anchor, slices);
  }
  return json;
}

}  // namespace

std::string GoalsJson(const std::vector<Goal>& goals, const Slices& slices) {
  OrderedJson list = OrderedJson::array();
  for (const Goal& goal : goals) list.push_back(JsonOf(goal, slices));
  return list.dump(2);
}

}  // namespace wtsconform
