// Whether descriptors, threads and memory grow with each pair of an open and a close.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "conformance/interpreter/slope.h"
#include "conformance/interpreter/verbs.h"
#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

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

struct Growth {
  Slope descriptors, threads, bytes, mapped;  // per pair
};

struct Measurements {
  std::vector<double> pairs, descriptors, threads, bytes, mapped;

  Measurements() {
    // Now, so that what the harness keeps does not grow among what is measured.
    for (std::vector<double>* const each : {&pairs, &descriptors, &threads, &bytes, &mapped}) {
      each->reserve(kBatches + 1);
    }
  }
  void Take(std::int64_t after) {
    const ResourceUse use = MeasureResources();
    pairs.push_back(static_cast<double>(after));
    descriptors.push_back(use.descriptors);
    threads.push_back(use.threads);
    bytes.push_back(use.bytes);
    mapped.push_back(use.mapped);
  }
  Growth Fit() const {
    return {FitSlope(pairs, descriptors), FitSlope(pairs, threads), FitSlope(pairs, bytes),
            FitSlope(pairs, mapped)};
  }
};

bool IsSteady(const Growth& growth) {
  return growth.descriptors.low < kLeastObjects && growth.threads.low < kLeastObjects &&
         growth.bytes.low < kLeastBytes && growth.mapped.low < kLeastMapped;
}

// What is let go later on did not grow with the pairs.
void ForgetLetGo(Slope& slope, const std::vector<double>& use, double later) {
  if (later - use.front() < (use.back() - use.front()) / 2) slope = {};
}

Growth MeasureGrowth(const step::Volume& pairs, std::int64_t count, CaseContext& context) {
  const std::int64_t batch = std::max<std::int64_t>(1, count / (kBatches + kWarmUpBatches));
  // What is made at the first opens, or kept for reuse, is no leak.
  step::Volume churn = pairs;
  churn.count = batch * kWarmUpBatches;
  RunPairs(churn, context);
  churn.count = batch;
  Measurements taken;
  for (int i = 0; i <= kBatches; ++i) {
    taken.Take(i * batch);
    if (i < kBatches) RunPairs(churn, context);
  }
  Growth growth = taken.Fit();
  if (IsSteady(growth)) return growth;
  SleepMs(kLetGo, context);
  const ResourceUse later = MeasureResources();
  ForgetLetGo(growth.descriptors, taken.descriptors, later.descriptors);
  ForgetLetGo(growth.threads, taken.threads, later.threads);
  ForgetLetGo(growth.bytes, taken.bytes, later.bytes);
  ForgetLetGo(growth.mapped, taken.mapped, later.mapped);
  return growth;
}

std::string ShownSlope(const Slope& slope) {
  const auto rounded = [](double value) {
    return std::abs(value) < 100 ? fmt::format("{:.3g}", value) : fmt::format("{:.0f}", value);
  };
  return fmt::format("{} ({} to {}, 95 %)", rounded(slope.value), rounded(slope.low),
                     rounded(slope.high));
}

void JudgeGrowth(const Slope& slope, double least, const std::string& what,
                 const Judgement& judgement) {
  if (slope.low < least) return;
  judgement.Broken(what + " grow", "opening and closing keeps nothing",
                   ShownSlope(slope) + " " + what + " per pair");
}

}  // namespace

// First a few pairs, because an implementation that leaks soon comes to a limit of the process and
// then leaks no more; then all, for what leaks little.
void Run(const step::Resources& step, CaseContext& context) {
  const Judgement& judgement = context.judgement;
  const std::int64_t pairs = std::min(step.count, context.limits.handles);
  const std::int64_t few = std::min(pairs, kFewPairs);
  const Growth soon = MeasureGrowth(step, few, context);
  JudgeGrowth(soon.descriptors, kLeastObjectsSoon, "descriptors", judgement);
  JudgeGrowth(soon.threads, kLeastObjectsSoon, "threads", judgement);
  const Growth all = pairs > few ? MeasureGrowth(step, pairs, context) : soon;
  JudgeGrowth(all.descriptors, kLeastObjects, "descriptors", judgement);
  JudgeGrowth(all.threads, kLeastObjects, "threads", judgement);
  const bool heap_grows = all.bytes.low >= kLeastBytes;
  if (pairs < kPairsThatTellMemory && (heap_grows || all.mapped.low >= kLeastMapped)) {
    Judgement::Inconclusive(fmt::format(
        "{} bytes per pair over {} pairs: a leak, or a cache that fills; --stress tells",
        ShownSlope(heap_grows ? all.bytes : all.mapped), pairs));
  }
  JudgeGrowth(all.bytes, kLeastBytes, "bytes", judgement);
  JudgeGrowth(all.mapped, kLeastMapped, "bytes of mapped memory", judgement);
  context.judgement.Decisive(false);
}

}  // namespace wtsconform
