// Many handles at once, and many pairs in a row.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <thread>

#include "conformance/interpreter/interpreter.h"
#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

// Up to so many handles every one is looked at after every close; beyond, a few.
constexpr std::size_t kCheckAll = 8;
constexpr std::size_t kCheckFinally = 512;
// A shuffle that is the same everywhere, so that a failure can be repeated.
constexpr std::uint32_t kShuffleSeed = 20260101;
// Below so many pairs, memory that grows may still be a cache that fills.
constexpr std::int64_t kPairsThatTellMemory = 5000;
constexpr int kBatches = 20;
constexpr int kWarmUpBatches = 6;
constexpr std::int64_t kFewPairs = 300;
// Over a few pairs a pool may still fill; what grows with every second pair is none.
constexpr double kLeastObjectsSoon = 0.5;
// A leak costs at least these per pair: one in a hundred pairs, or a few bytes in each.
constexpr double kLeastObjects = 0.01;
constexpr double kLeastBytes = 4;
// Memory that does not come from the heap comes by the page.
constexpr double kLeastMapped = 2048;
// A library may let go of things a moment after the close, on a thread of its own.
constexpr std::chrono::milliseconds kLetGo{500};
// How long a pair beside other threads stays open: many opens and closes of theirs.
constexpr std::chrono::milliseconds kAmongOthers{1};

using Order = step::CloseMany::Order;

std::vector<std::size_t> Indices(Order order, std::size_t count) {
  std::vector<std::size_t> indices(count);
  std::iota(indices.begin(), indices.end(), std::size_t{0});
  if (order == Order::kReverse) std::reverse(indices.begin(), indices.end());
  if (order == Order::kShuffled) {
    std::mt19937 random(kShuffleSeed);
    // Not std::shuffle: its result differs between standard libraries.
    for (std::size_t i = count; i > 1; --i) std::swap(indices[i - 1], indices[random() % i]);
  }
  return indices;
}

// What is let go later on did not grow with the pairs.
void ForgetLetGo(Slope& slope, const std::vector<double>& use, double later) {
  if (later - use.front() < (use.back() - use.front()) / 2) slope = {};
}

std::string Shown(const Slope& slope) {
  const auto rounded = [](double value) {
    return std::abs(value) < 100 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
  };
  return fmt::format("{} ({} to {}, 95 %)", rounded(slope.value), rounded(slope.low),
                     rounded(slope.high));
}

}  // namespace

void Interpreter::Many(const step::Many& step, Scope& scope) {
  const auto wanted = static_cast<std::size_t>(std::min(step.count, limits_.handles));
  Handle handle;
  handle.opener = step.opener->name;
  handle.server = step.server;
  // Whether an open gave a handle is found out by using it; where that kills, nothing was shown.
  recorder_.SetInControl(++controls_);
  while (handle.values.size() < wanted) {
    const Word value = caller_.Open(step.opener->name, step.server);
    const Target target = TargetOf(step.handle, handle, value);
    const Call& call = Chosen(step.checking, target);
    const bool works = value && caller_.Make(call, target).success;
    if (!works) break;  // a limit of the implementation: lawful
    Worked(call.id, step.handle, value);
    handle.values.push_back(value);
    const std::lock_guard lock(mutex_);
    model_.Opened(value);
  }
  recorder_.SetInControl(0);
  const std::size_t had = handle.values.size();
  if (had < 2) {
    Judgement::Untestable(fmt::format("{} gave {} working handle{} at once", step.opener->name, had,
                                      had == 1 ? "" : "s"));
  }
  if (had < static_cast<std::size_t>(step.count)) {
    judgement_.Note(fmt::format("scaled to {} handles of {}", had, step.count));
  }
  const std::lock_guard lock(mutex_);
  proved_openers_.insert({step.opener->name, step.server});
  scope.handles[step.handle] = std::move(handle);
}

// Each closed one fails, each open one works.
void Interpreter::CheckSome(const step::CloseMany& step, const Handle& handle,
                            const std::vector<std::size_t>& indices,
                            const std::vector<bool>& closed) {
  for (const std::size_t index : indices) {
    const Word value = handle.values[index];
    const Demand demand = DemandOn(value);
    const std::string name = fmt::format("{}[{}]", step.handle, index);
    const Target target = TargetOf(name, handle, value);
    const Call& call = Chosen(step.checking, target);
    // The others are used too, for what that does to those that are judged.
    const bool judged = demand == (step.judges_closed ? Demand::kFail : Demand::kSucceed);
    if (!judged) recorder_.SetInControl(++controls_);
    const CallResult result = caller_.Make(call, target);
    recorder_.SetInControl(0);
    if (!judged) continue;
    judgement_.Decisive(step.judges_closed);
    if (demand == Demand::kSucceed && !result.success) {
      judgement_.Broken(
          "live handle refused",
          fmt::format("{}, one of {}, still works: it was not closed", name, handle.values.size()),
          Describe(call, name, result));
    }
    if (demand == Demand::kFail && closed[index] && result.success) {
      judgement_.Broken(call.function->name + " succeeded", fmt::format("{}, closed, fails", name),
                        Describe(call, name, result));
    }
  }
}

void Interpreter::CloseMany(const step::CloseMany& step, Scope& scope) {
  const Handle& handle = HandleNamed(step.handle, scope);
  const std::size_t count = handle.values.size();
  const std::vector<std::size_t> order = Indices(step.order, count);
  std::vector<bool> closed(count, false);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t index = order[i];
    {
      const std::lock_guard lock(mutex_);
      model_.Closed(handle.values[index]);
    }
    caller_.Close(step.handle, handle.values[index]);
    closed[index] = true;
    std::vector<std::size_t> some = {index};
    if (count <= kCheckAll) {
      some = Indices(Order::kInOrder, count);
    } else if (i + 1 < count) {
      // The next to go, the last to go, and one in between: neighbours and the newest are what
      // an implementation would take by mistake.
      for (const std::size_t at : {i + 1, count - 1, (i + 1 + count) / 2})
        some.push_back(order[at]);
    }
    CheckSome(step, handle, some, closed);
  }
  std::vector<std::size_t> all = Indices(Order::kShuffled, count);
  all.resize(std::min(count, kCheckFinally));
  CheckSome(step, handle, all, closed);
}

bool Interpreter::Pair(const step::Volume& step, bool among_others) {
  const Word value = caller_.Open(step.opener->name, step.server);
  const Target target{"pair", value, step.server};
  if (!value) return false;
  const Call& call = Chosen(step.checking, target);
  if (!caller_.Make(call, target).success) return false;
  // Had another thread been given the same value, it would be closed in the meantime.
  if (among_others) std::this_thread::sleep_for(kAmongOthers);
  const CallResult again = caller_.Make(call, target);
  if (!again.success) {
    judgement_.Broken("live handle refused", "a handle that worked works until it is closed",
                      Describe(call, "pair", again));
  }
  // The model need not know: after the pair the value is as open as it was before.
  caller_.Close("pair", value);
  return true;
}

void Interpreter::Churn(const step::Volume& step, const Scope& scope) {
  const bool among_others = scope.outer != nullptr;
  const std::int64_t wanted = std::min(step.count, limits_.handles);
  for (std::int64_t i = 0; i < wanted; ++i) {
    // Beside other threads an open may fail at a limit that all share.
    if (Pair(step, among_others) || among_others) continue;
    if (i == 0) Judgement::Untestable(step.opener->name + " gives no handle that works");
    if (case_.clause->level == Level::kRobustness) {
      judgement_.Broken(
          "opens ran out", fmt::format("{} opens and closes in a row", wanted),
          fmt::format("after {} pairs {} gives no handle that works", i, step.opener->name));
    }
    return judgement_.Note(fmt::format("only {} pairs could be had", i));
  }
  judgement_.Decisive(false);
  if (wanted < step.count) judgement_.Note(fmt::format("scaled to {} pairs", wanted));
}

// First a few pairs, because an implementation that leaks soon comes to a limit of the process and
// then leaks no more; then all, for what leaks little.
void Interpreter::Resources(const step::Resources& step, const Scope& scope) {
  const std::int64_t pairs = std::min(step.count, limits_.handles);
  const std::int64_t few = std::min(pairs, kFewPairs);
  const Growth soon = MeasureGrowth(step, scope, few);
  JudgeGrowth(soon.descriptors, kLeastObjectsSoon, "descriptors");
  JudgeGrowth(soon.threads, kLeastObjectsSoon, "threads");
  const Growth all = pairs > few ? MeasureGrowth(step, scope, pairs) : soon;
  JudgeGrowth(all.descriptors, kLeastObjects, "descriptors");
  JudgeGrowth(all.threads, kLeastObjects, "threads");
  const bool heap_grows = all.bytes.low >= kLeastBytes;
  if (pairs < kPairsThatTellMemory && (heap_grows || all.mapped.low >= kLeastMapped)) {
    Judgement::Inconclusive(fmt::format(
        "{} bytes per pair over {} pairs: a leak, or a cache that fills; --stress tells",
        Shown(heap_grows ? all.bytes : all.mapped), pairs));
  }
  JudgeGrowth(all.bytes, kLeastBytes, "bytes");
  JudgeGrowth(all.mapped, kLeastMapped, "bytes of mapped memory");
  judgement_.Decisive(false);
}

Interpreter::Growth Interpreter::MeasureGrowth(const step::Volume& step, const Scope& scope,
                                               std::int64_t pairs) {
  const std::int64_t batch = std::max<std::int64_t>(1, pairs / (kBatches + kWarmUpBatches));
  // What is made at the first opens, or kept for reuse, is no leak.
  step::Volume churn = step;
  churn.count = batch * kWarmUpBatches;
  Churn(churn, scope);
  churn.count = batch;
  std::vector<double> x, descriptors, threads, bytes, mapped;
  // Now, so that what the harness keeps does not grow among what is measured.
  for (std::vector<double>* const each : {&x, &descriptors, &threads, &bytes, &mapped}) {
    each->reserve(kBatches + 1);
  }
  for (int i = 0; i <= kBatches; ++i) {
    const ResourceUse use = MeasureResources();
    x.push_back(static_cast<double>(i * batch));
    descriptors.push_back(use.descriptors);
    threads.push_back(use.threads);
    bytes.push_back(use.bytes);
    mapped.push_back(use.mapped);
    if (i < kBatches) Churn(churn, scope);
  }
  Growth growth{FitSlope(x, descriptors), FitSlope(x, threads), FitSlope(x, bytes),
                FitSlope(x, mapped)};
  if (growth.descriptors.low < kLeastObjects && growth.threads.low < kLeastObjects &&
      growth.bytes.low < kLeastBytes && growth.mapped.low < kLeastMapped) {
    return growth;
  }
  Sleep(kLetGo);
  const ResourceUse later = MeasureResources();
  ForgetLetGo(growth.descriptors, descriptors, later.descriptors);
  ForgetLetGo(growth.threads, threads, later.threads);
  ForgetLetGo(growth.bytes, bytes, later.bytes);
  ForgetLetGo(growth.mapped, mapped, later.mapped);
  return growth;
}

void Interpreter::JudgeGrowth(const Slope& slope, double least, const std::string& what) const {
  if (slope.low < least) return;
  judgement_.Broken(what + " grow", "opening and closing keeps nothing",
                    Shown(slope) + " " + what + " per pair");
}

}  // namespace wtsconform
