// Many handles at once, and many pairs in a row.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <random>
#include <thread>

#include "conformance/interpreter/call_text.h"
#include "conformance/interpreter/patience.h"
#include "conformance/interpreter/verbs.h"

namespace wtsconform {
namespace {

// Up to so many handles every one is looked at after every close; beyond, a few.
constexpr std::size_t kCheckAll = 8;
constexpr std::size_t kCheckFinally = 512;
// A shuffle that is the same everywhere, so that a failure can be repeated.
constexpr std::uint32_t kShuffleSeed = 20260101;
// How long a pair next to other threads stays open: many opens and closes of theirs.
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

// The largest count below it that a table asks for: what so few show, those cases report.
constexpr std::int64_t kAFew = 300;

// Whether a step that began then has repeated for as long as it may.
bool IsUp(std::chrono::steady_clock::time_point begun, const CaseContext& context) {
  return std::chrono::steady_clock::now() - begun > context.limits.step;
}

// Opens one more of `many`; false where it gives nothing that works.
bool OpenOneMore(const step::Many& many, Handle& handle, CaseContext& context) {
  const Word value = context.caller.Open(handle.opener, handle.server);
  const Target target = TargetOf(many.handle, handle, value);
  const Call& call = CallMeant(many.checking, target, context);
  if (!value || !MakePatiently(call, target, context).works()) return false;
  handle.values.push_back(value);
  context.state.Opened(value, handle.opener, handle.server);
  NoteSuccess(call, target, context);
  return true;
}

// The handles of one close-many step.
struct Closing {
  const step::CloseMany& close;
  const Handle& handle;
  std::vector<bool> closed;
};

// A closed one fails, an open one works. Those that are not judged are used too, for what that does
// to those that are.
void CheckOne(const Closing& closing, std::size_t index, CaseContext& context) {
  const auto& [close, handle, closed] = closing;
  const Word value = handle.values[index];
  const Demand demand = context.state.DemandOn(value);
  const std::string name = fmt::format("{}[{}]", close.handle, index);
  const Target target = TargetOf(name, handle, value);
  const Call& call = CallMeant(close.checking, target, context);
  const bool judged = demand == (close.judges_closed ? Demand::kFail : Demand::kSucceed);
  CallResult result;
  if (!judged) {
    const InPrecondition precondition(context);
    context.caller.Make(call, target);
    return;
  }
  result = demand == Demand::kSucceed ? MakePatiently(call, target, context)
                                      : context.caller.Make(call, target);
  context.judgement.Decisive(close.judges_closed);
  const bool deviates =
      demand == Demand::kSucceed ? !result.works() : closed[index] && result.success;
  if (deviates && handle.repeats) {
    Judgement::Untestable(fmt::format(
        "no more than {} handles could be had at once: the cases of fewer report what they show",
        handle.values.size()));
  }
  if (demand == Demand::kSucceed && !result.works()) {
    context.judgement.Broken(
        "live handle refused",
        fmt::format("{}, one of {}, still works: it was not closed", name, handle.values.size()),
        Describe(call, name, result));
  }
  if (demand == Demand::kFail && closed[index] && result.success) {
    context.judgement.Broken(call.function->name + " succeeded",
                             fmt::format("{}, closed, fails", name), Describe(call, name, result));
  }
}

// Which handles are looked at after the close of the i-th.
std::vector<std::size_t> Watched(const std::vector<std::size_t>& order, std::size_t i) {
  const std::size_t count = order.size();
  if (count <= kCheckAll) return Indices(Order::kInOrder, count);
  std::vector<std::size_t> some = {order[i]};
  if (i + 1 == count) return some;
  // The next to go, the last to go, and one in between: neighbours and the newest are what an
  // implementation would take by mistake.
  for (const std::size_t at : {i + 1, count - 1, (i + 1 + count) / 2}) some.push_back(order[at]);
  return some;
}

// Opens once more of `opens`; false where that gives nothing that works.
bool OpenAndUse(const step::Opens& opens, Target& each, CaseContext& context) {
  each = {"each", context.caller.Open(opens.opener->name, opens.server), opens.server};
  if (!context.state.MayBeHandle(each.value)) return false;
  const Call& call = CallMeant(opens.checking, each, context);
  return MakePatiently(call, each, context).works();
}

// So many opens after the one that failed fail as well where it met a limit.
constexpr int kFailAtALimit = 3;

// The open of this number failed: a deviation where it did alone.
void JudgeFailedOpen(const step::Opens& opens, std::int64_t number, const Target& failed,
                     CaseContext& context) {
  Target again;
  for (int i = 1; i <= kFailAtALimit; ++i) {
    if (!OpenAndUse(opens, again, context)) continue;
    {
      const InPrecondition precondition(context);
      SpareInvalidHandleValue(opens.opener->name, failed, context);
      SpareOpensThatFailOften(opens.opener->name, opens.server, context);
    }
    context.judgement.Broken(
        OpenFailed(number), "where opens before and after it give a handle, an open gives one",
        fmt::format("{} gave nothing that works at its call {}, and a handle {} later",
                    opens.opener->name, number, i == 1 ? "one call" : fmt::format("{} calls", i)));
  }
}

// Opens, uses twice and closes; false where the open gave nothing that works.
bool RunPair(const step::Volume& pairs, CaseContext& context) {
  Caller& caller = context.caller;
  const Word value = caller.Open(pairs.opener->name, pairs.server);
  const Target target{"pair", value, pairs.server};
  if (!value) return false;
  const Call& call = CallMeant(pairs.checking, target, context);
  if (!MakePatiently(call, target, context).works()) return false;
  // Had another thread been given the same value, it would be closed in the meantime.
  if (context.scope.is_branch()) std::this_thread::sleep_for(kAmongOthers);
  const CallResult again = MakePatiently(call, target, context);
  if (!again.works()) {
    context.judgement.Broken("live handle refused", "a handle that worked works until it is closed",
                             Describe(call, "pair", again));
  }
  // The model need not know: after the pair the value is as open as it was before.
  caller.Close("pair", value);
  return true;
}

}  // namespace

void Run(const step::Many& many, CaseContext& context) {
  const auto wanted = static_cast<std::size_t>(std::min(many.count, context.limits.handles));
  Handle handle;
  handle.opener = many.opener->name;
  handle.server = many.server;
  {
    // Whether an open gave a handle is found out by using it; where that kills, nothing was shown.
    const InPrecondition precondition(context);
    const auto begun = std::chrono::steady_clock::now();
    // It ends early at a limit of the implementation, which is permitted.
    while (handle.values.size() < wanted && OpenOneMore(many, handle, context)) {
      if (IsUp(begun, context)) break;
    }
  }
  const std::size_t had = handle.values.size();
  if (had < 2) {
    Judgement::Untestable(fmt::format("{} gave {} working handle{} at once", handle.opener, had,
                                      had == 1 ? "" : "s"));
  }
  handle.repeats = had < wanted && many.count > kAFew && had <= static_cast<std::size_t>(kAFew);
  if (had < static_cast<std::size_t>(many.count)) {
    context.judgement.Note(fmt::format("scaled to {} handles of {}", had, many.count));
  }
  context.state.ProveOpener(handle.opener, handle.server);
  context.scope.Bind(many.handle, std::move(handle));
}

void Run(const step::CloseMany& close, CaseContext& context) {
  const Handle& handle = context.scope.Named(close.handle);
  const std::size_t count = handle.values.size();
  const std::vector<std::size_t> order = Indices(close.order, count);
  Closing closing{close, handle, std::vector<bool>(count, false)};
  const auto begun = std::chrono::steady_clock::now();
  for (std::size_t i = 0; i < count; ++i) {
    if (IsUp(begun, context)) {
      context.judgement.Note(fmt::format("closed {} of {}: it is slow", i, count));
      break;
    }
    const std::size_t index = order[i];
    context.state.Closed(handle.values[index]);
    context.caller.Close(close.handle, handle.values[index]);
    closing.closed[index] = true;
    for (const std::size_t each : Watched(order, i)) CheckOne(closing, each, context);
  }
  std::vector<std::size_t> all = Indices(Order::kShuffled, count);
  all.resize(std::min(count, kCheckFinally));
  for (const std::size_t each : all) CheckOne(closing, each, context);
}

void Run(const step::Churn& churn, CaseContext& context) {
  RunPairs(churn, context, context.limits.handles);
}

void Run(const step::Opens& opens, CaseContext& context) {
  const std::int64_t wanted = std::min(opens.count, context.limits.handles);
  std::vector<Word> held;
  const auto begun = std::chrono::steady_clock::now();
  std::int64_t had = 0;
  for (; had < wanted && !IsUp(begun, context); ++had) {
    Target each;
    if (!OpenAndUse(opens, each, context)) {
      JudgeFailedOpen(opens, had + 1, each, context);
      break;
    }
    if (opens.held) {
      held.push_back(each.value);
    } else {
      context.caller.Close("each", each.value);
    }
  }
  for (const Word each : held) context.caller.Close("each", each);
  if (had == 0) Judgement::Untestable(opens.opener->name + " gives no handle that works");
  context.judgement.Decisive(false);
  if (had < opens.count) context.judgement.Note(fmt::format("scaled to {} opens", had));
}

void RunPairs(const step::Volume& pairs, CaseContext& context, std::int64_t most) {
  const std::string& opener = pairs.opener->name;
  std::int64_t wanted = std::min(pairs.count, most);
  const auto begun = std::chrono::steady_clock::now();
  for (std::int64_t i = 0; i < wanted; ++i) {
    if (IsUp(begun, context)) {
      wanted = i;
      break;
    }
    // Next to other threads an open may fail at a limit that all share.
    if (RunPair(pairs, context) || context.scope.is_branch()) continue;
    // One that fails now and then gives a handle when it is asked again.
    if (HoldsPatiently([&] { return RunPair(pairs, context); }, context)) continue;
    if (i == 0) Judgement::Untestable(opener + " gives no handle that works");
    if (context.level() == Level::kRobustness) {
      context.judgement.Broken(
          "opens ran out", fmt::format("{} opens and closes in a row", wanted),
          fmt::format("after {} pairs {} gives no handle that works", i, opener));
    }
    return context.judgement.Note(fmt::format("only {} pairs could be had", i));
  }
  context.judgement.Decisive(false);
  if (wanted < pairs.count) context.judgement.Note(fmt::format("scaled to {} pairs", wanted));
}

}  // namespace wtsconform
