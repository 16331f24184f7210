// Whether descriptors, threads and memory grow with each pair of an open and a close.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/live_failure.h"
#include "conformance/interpreter/patience.h"
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
// Where so many repetitions took less time, as many as tell are no burden either.
constexpr std::chrono::milliseconds kNoTime{600};
constexpr double kCallsInAPair = 2;
constexpr double kAccount = 0.25;  // of what is kept
// Over a few pairs a pool may still fill; what grows with every second pair is none.
constexpr double kLeastObjectsSoon = 0.5;
// A leak costs at least these per pair: one in a hundred pairs, or a few bytes in each.
constexpr double kLeastObjects = 0.01;
constexpr double kLeastBytes = 4;
// Memory that does not come from the heap comes by the page.
constexpr double kLeastMapped = 2048;
// A library may let go of things a moment after the close, on another thread or when it is
// called again.
constexpr std::chrono::milliseconds kLetGo{500};

struct Growth {
  Slope descriptors, threads, bytes, mapped;  // per pair
  std::int64_t over = 0;                      // so many of them
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
            FitSlope(pairs, mapped), 0};
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

// Does so many times what is measured.
using Repeat = std::function<void(std::int64_t times)>;

std::chrono::milliseconds Since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                               start);
}

constexpr std::int64_t kAllBatches = kBatches + kWarmUpBatches;

// It does nothing but repeat.
constexpr int kInSteps = 2;

// The batch of which all take no longer than they may, where one took so long.
std::int64_t BatchInTime(std::int64_t batch, std::chrono::milliseconds took,
                         const CaseContext& context) {
  const auto all = took * kAllBatches, most = context.limits.step * kInSteps;
  if (all <= most) return batch;
  return std::max<std::int64_t>(1, batch * most.count() / all.count());
}

Growth MeasureGrowth(const Repeat& repeat, std::int64_t count, CaseContext& context) {
  const std::int64_t asked = std::max<std::int64_t>(1, count / kAllBatches);
  const auto start = std::chrono::steady_clock::now();
  repeat(asked);
  const std::int64_t batch = BatchInTime(asked, Since(start), context);
  // What is made at the first opens, or kept for reuse, is no leak.
  repeat(batch * (kWarmUpBatches - 1));
  Measurements taken;
  for (int i = 0; i <= kBatches; ++i) {
    taken.Take(i * batch);
    if (i < kBatches) repeat(batch);
  }
  Growth growth = taken.Fit();
  growth.over = batch < asked ? batch * kAllBatches : count;
  if (IsSteady(growth)) return growth;
  SleepMs(kLetGo, context);
  repeat(1);
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

// What is measured, in words.
struct Subject {
  const char* keeps_nothing;  // the expectation
  const char* each;           // what is done once
};
constexpr Subject kPairs{"opening and closing keeps nothing", "pair"};
constexpr Subject kCalls{"a call and the freeing of what it gave keep nothing", "call"};

void JudgeGrowth(const Slope& slope, double least, const std::string& what, const Subject& subject,
                 const Judgement& judgement) {
  if (slope.low < least) return;
  judgement.Broken(what + " grow", subject.keeps_nothing,
                   fmt::format("{} {} per {}", ShownSlope(slope), what, subject.each));
}

bool MemoryGrows(const Growth& growth) {
  return growth.bytes.low >= kLeastBytes || growth.mapped.low >= kLeastMapped;
}

// Memory is judged over as many repetitions as tell a leak from a cache; where few took no time,
// over so many although fewer are asked for.
void JudgeMemory(Growth growth, const std::function<Growth(std::int64_t count)>& measure,
                 std::chrono::milliseconds took, const Subject& subject, CaseContext& context) {
  if (MemoryGrows(growth) && growth.over < kPairsThatTellMemory && took < kNoTime) {
    growth = measure(kPairsThatTellMemory);
  }
  if (MemoryGrows(growth) && growth.over < kPairsThatTellMemory) {
    const bool heap_grows = growth.bytes.low >= kLeastBytes;
    Judgement::Inconclusive(
        fmt::format("{} bytes per {} over {} {}s: a leak, or a cache that fills; --stress tells",
                    ShownSlope(heap_grows ? growth.bytes : growth.mapped), subject.each,
                    growth.over, subject.each));
  }
  JudgeGrowth(growth.bytes, kLeastBytes, "bytes", subject, context.judgement);
  JudgeGrowth(growth.mapped, kLeastMapped, "bytes of mapped memory", subject, context.judgement);
}

Repeat RepeatCall(const Call& call, const Target& target, CaseContext& context) {
  return [&call, target, &context](std::int64_t times) {
    for (std::int64_t i = 0; i < times; ++i) MakePatiently(call, target, context);
  };
}

// What is left of the growth of pairs where each of their calls costs so much, and a little more:
// what keeps account of it grows too, not always in step.
void TakeAway(const Slope& one, Slope& all) {
  if (one.low <= 0) return;
  const double margin = kAccount * kCallsInAPair * one.value;
  all = {all.value - kCallsInAPair * one.value, all.low - kCallsInAPair * one.high - margin,
         all.high - kCallsInAPair * one.low + margin};
}

// What the calls of the pairs keep, and do not free, is no fault of opening and closing.
void TakeCallsAway(const step::Resources& step, std::int64_t pairs, Growth& growth,
                   CaseContext& context) {
  if (!MemoryGrows(growth)) return;
  const Word value = context.caller.Open(step.opener->name, step.server);
  if (!value) return;
  const Target target{"pair", value, step.server};
  const Call& call = CallMeant(step.checking, target, context);
  if (!MakePatiently(call, target, context).works()) return;
  const Growth calls = MeasureGrowth(RepeatCall(call, target, context), pairs, context);
  if (calls.bytes.low > 0) {
    context.judgement.Note(fmt::format("{} keeps {} bytes each time, whatever is opened or closed",
                                       call.id, ShownSlope(calls.bytes)));
  }
  TakeAway(calls.bytes, growth.bytes);
  TakeAway(calls.mapped, growth.mapped);
  context.caller.Close("pair", value);
}

}  // namespace

// First a few pairs, because an implementation that leaks soon comes to a limit of the process and
// then leaks no more; then all, for what leaks little.
void Run(const step::Resources& step, CaseContext& context) {
  const Judgement& judgement = context.judgement;
  const std::int64_t pairs = std::min(step.count, context.limits.handles);
  const std::int64_t few = std::min(pairs, kFewPairs);
  const Repeat run_pairs = [&](std::int64_t times) {
    step::Volume some = step;
    some.count = times;
    RunPairs(some, context, times);
  };
  const auto start = std::chrono::steady_clock::now();
  const Growth soon = MeasureGrowth(run_pairs, few, context);
  JudgeGrowth(soon.descriptors, kLeastObjectsSoon, "descriptors", kPairs, judgement);
  JudgeGrowth(soon.threads, kLeastObjectsSoon, "threads", kPairs, judgement);
  const auto took = Since(start);
  Growth all = pairs > few ? MeasureGrowth(run_pairs, pairs, context) : soon;
  JudgeGrowth(all.descriptors, kLeastObjects, "descriptors", kPairs, judgement);
  JudgeGrowth(all.threads, kLeastObjects, "threads", kPairs, judgement);
  TakeCallsAway(step, pairs, all, context);
  const auto measure = [&](std::int64_t count) {
    Growth growth = MeasureGrowth(run_pairs, count, context);
    TakeCallsAway(step, count, growth, context);
    return growth;
  };
  JudgeMemory(all, measure, took, kPairs, context);
  context.judgement.Decisive(false);
}

void Run(const step::Allocations& calls, CaseContext& context) {
  const Target target = TargetNamed(calls.on, context);
  if (!target.value && calls.on != "current") {
    Judgement::Untestable(NoLiveHandle(context.scope.Named(calls.on).opener));
  }
  const Call& call = *calls.call.call;
  const CallResult first = MakePatiently(call, target, context);
  if (!first.works()) JudgeFailedControl(call, target, first, context);
  const std::int64_t count = std::min(calls.count, context.limits.handles);
  const Repeat repeat = RepeatCall(call, target, context);
  const auto start = std::chrono::steady_clock::now();
  const Growth growth = MeasureGrowth(repeat, count, context);
  const auto measure = [&](std::int64_t more) { return MeasureGrowth(repeat, more, context); };
  JudgeMemory(growth, measure, Since(start), kCalls, context);
  context.judgement.Decisive(false);
}

}  // namespace wtsconform
