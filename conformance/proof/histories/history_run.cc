#include "conformance/proof/histories/history_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

#include "spec/loader/model/lifecycle.h"

namespace wtsconform {
namespace {

// A server may be busy for a moment.
constexpr std::chrono::milliseconds kPauses[] = {
    std::chrono::milliseconds(1), std::chrono::milliseconds(8), std::chrono::milliseconds(40)};

template <typename Holds>
bool HoldsPatiently(const Holds& holds) {
  if (holds()) return true;
  return std::any_of(std::begin(kPauses), std::end(kPauses), [&](auto pause) {
    std::this_thread::sleep_for(pause);
    return holds();
  });
}

class Run {
 public:
  Run(const HistoryTools& tools, const Suite& suite, Caller& caller)
      : tools_(tools), caller_(caller) {
    for (const std::string& id : tools.calls) calls_.push_back(suite.functions().FindCall(id));
    if (!tools.fails.empty()) fails_ = suite.functions().FindCall(tools.fails);
  }

  std::optional<Breach> Of(const History& history) {
    for (const Event& event : history) {
      if (auto breach = Do(event)) return CloseAll(), breach;
    }
    auto breach = Look();
    CloseAll();
    if (auto spoilt = LookAtBuffers(); spoilt && !breach) breach = spoilt;
    return breach ? breach : LookAfterwards();
  }

 private:
  std::optional<Breach> Do(const Event& event) {
    switch (event.act) {
      case Act::kOpen:
        return Open(tools_.openers[event.which], "reachable");
      case Act::kOpenOther:
        return Open(tools_.openers[event.which], "other");
      case Act::kFail:
        caller_.Make(*fails_, TargetOf(event.which));
        return std::nullopt;
      case Act::kKeep:
        return Keep(event.which);
      case Act::kOpenBadName: {
        const Word value = caller_.Open(tools_.openers.front(), "unreachable");
        if (!value) return std::nullopt;  // whether it may be NULL is judged by a case of its own
        if (model_.StateOf(value) == ValueState::kLive && Works({"f", value, "unreachable"})) {
          return Breach{"failed-open-fails",
                        "an open of a server that does not exist returned an open handle's value"};
        }
        model_.OpenFailed(value);
        failed_.push_back(value);
        return std::nullopt;
      }
      case Act::kUse:
        return Judge(TargetOf(event.which));
      case Act::kClose:
        model_.Closed(values_[event.which]);
        caller_.Close(Name(event.which), values_[event.which]);
        return std::nullopt;
      case Act::kCloseAgain:
        // A value that was handed out again is open: closing it would be permitted, and not a
        // second close.
        if (model_.LiveCount(values_[event.which]) == 0) {
          caller_.Close(Name(event.which), values_[event.which]);
        }
        return std::nullopt;
      case Act::kCloseNull:
        caller_.Close("NULL", 0);
        return std::nullopt;
      case Act::kCloseMinusOne:
        caller_.Close("-1", ~Word{0});
        return std::nullopt;
    }
    return std::nullopt;
  }

  static std::string Name(std::size_t handle) { return fmt::format("h{}", handle + 1); }
  Target TargetOf(std::size_t handle) const {
    return {Name(handle), values_[handle], servers_[handle]};
  }

  // NULL and INVALID_HANDLE_VALUE are no handles, whoever returns them.
  std::optional<Breach> Open(const std::string& opener, const char* server) {
    Word value = 0;
    const bool opened = HoldsPatiently([&] {
      value = caller_.Open(opener, server);
      return value != 0 && value != ~Word{0};
    });
    if (!opened) {
      return Breach{"open-succeeds",
                    opener + (value ? " returned INVALID_HANDLE_VALUE" : " returned NULL")};
    }
    model_.Opened(value);
    values_.push_back(value);
    servers_.emplace_back(server);
    return std::nullopt;
  }

  std::optional<Breach> Keep(std::size_t handle) {
    const Call& call = *calls_[uses_ % calls_.size()];
    if (call.frees.empty()) return std::nullopt;
    const CallResult result = caller_.Make(call, TargetOf(handle), true);
    if (!result.works()) return Judge(TargetOf(handle));
    if (result.kept.pointer) kept_.push_back(result.kept);
    return std::nullopt;
  }

  // Each buffer is as it was, although the handle is closed and the ones before are freed.
  std::optional<Breach> LookAtBuffers() {
    std::optional<Breach> breach;
    for (const KeptBuffer& buffer : kept_) {
      if (!breach && caller_.Contents(buffer) != buffer.contents) {
        breach = Breach{"buffer-stays", "a buffer of " + buffer.call->id + " has changed"};
      }
      caller_.Free(buffer, "");
    }
    kept_.clear();
    return breach;
  }

  // Uses take turns among the calls.
  bool Works(const Target& target) {
    last_ = calls_[uses_++ % calls_.size()];
    return caller_.Make(*last_, target).works();
  }

  bool WorksPatiently(const Target& target) {
    const std::size_t turn = uses_;
    return HoldsPatiently([&] {
      uses_ = turn;
      return Works(target);
    });
  }

  // What the model demands of the value, against what the library does.
  std::optional<Breach> Judge(const Target& target) {
    const Demand demand = model_.DemandOn(target.value);
    if (demand == Demand::kNothing) return std::nullopt;
    const bool works = demand == Demand::kSucceed ? WorksPatiently(target) : Works(target);
    if (demand == Demand::kSucceed && !works) {
      return Breach{closed_any_ ? "open-handle-works-after-a-close" : "open-handle-works",
                    fmt::format("{} on {}, which is open, fails", last_->id, target.name)};
    }
    if (demand == Demand::kFail && works) {
      const bool failed = model_.StateOf(target.value) == ValueState::kFailed;
      const std::string what =
          failed ? "a failed open's value" : target.name + ", which is closed,";
      return Breach{failed ? "failed-open-fails" : "closed-handle-fails",
                    fmt::format("{} on {} succeeds", last_->id, what)};
    }
    return std::nullopt;
  }

  // Every value, and CURRENT.
  std::optional<Breach> Look() {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      closed_any_ |= model_.LiveCount(values_[i]) == 0;
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (auto breach = Judge(TargetOf(i))) return breach;
    }
    for (const Word value : failed_) {
      // Where it is the value of an open handle, it works for that one.
      if (auto breach = Judge({"f", value, "unreachable"})) return breach;
    }
    return LookAtCurrent();
  }

  std::optional<Breach> LookAtCurrent() {
    uses_ = 0;  // the call that is known to work there
    if (!tools_.current_works || WorksPatiently({"current", 0, "reachable"})) return std::nullopt;
    return Breach{"current-works",
                  last_->id + " on WTS_CURRENT_SERVER_HANDLE fails, which it did not before"};
  }

  // When all is closed: nothing works but CURRENT.
  std::optional<Breach> LookAfterwards() { return Look(); }

  void CloseAll() {
    for (const auto& [value, count] : model_.LiveValues()) {
      for (int i = 0; i < count; ++i) {
        model_.Closed(value);
        caller_.Close("(end)", static_cast<Word>(value));
      }
    }
  }

  const HistoryTools& tools_;
  std::vector<const Call*> calls_;
  const Call* fails_ = nullptr;
  const Call* last_ = nullptr;  // that was made by a use
  std::size_t uses_ = 0;
  Caller& caller_;
  Lifecycle model_;
  std::vector<Word> values_, failed_;
  std::vector<std::string> servers_;  // of the values
  std::vector<KeptBuffer> kept_;
  bool closed_any_ = false;
};

// How many handles of these openers work together, up to `most`.
std::size_t HandlesAtOnce(const HistoryTools& tools, const Call& call, Caller& caller,
                          std::size_t most) {
  std::vector<Word> open;
  while (open.size() < most) {
    const Word value = caller.Open(tools.openers[open.size() % tools.openers.size()], "reachable");
    if (!value || value == ~Word{0} || !caller.Make(call, {"h", value, "reachable"}).success) break;
    open.push_back(value);
  }
  for (const Word value : open) caller.Close("h", value);
  return open.size();
}

}  // namespace

namespace {

// So many calls at most take turns.
constexpr std::size_t kMostCalls = 4;

// The everyday calls that work on a handle of each opener; the first is the one that is known to.
std::vector<std::string> CallsThatServe(const HistoryTools& tools, const Suite& suite,
                                        Caller& caller) {
  std::vector<std::string> calls = {tools.call};
  for (const std::string& id : *suite.functions().Group("everyday")) {
    if (id != tools.call && caller.Exports(suite.functions().FindCall(id)->function->name)) {
      calls.push_back(id);
    }
  }
  for (const std::string& opener : tools.openers) {
    const Word value = caller.Open(opener, "reachable");
    std::erase_if(calls, [&](const std::string& id) {
      if (id == tools.call) return false;
      return !caller.Make(*suite.functions().FindCall(id), {"h", value, "reachable"}).works();
    });
    caller.Close("h", value);
  }
  if (calls.size() > kMostCalls) calls.resize(kMostCalls);
  return calls;
}

std::string CallThatFails(const Suite& suite, const Caller& caller) {
  for (const std::string& id : *suite.functions().Group("fails")) {
    if (caller.Exports(suite.functions().FindCall(id)->function->name)) return id;
  }
  return "";
}

// Whether handles to another server can be had, on which all calls work.
bool HasOther(const HistoryTools& tools, const Suite& suite, Caller& caller) {
  if (!caller.library().NameOf("other").available) return false;
  return std::all_of(tools.openers.begin(), tools.openers.end(), [&](const std::string& opener) {
    const Word value = caller.Open(opener, "other");
    if (!value || value == ~Word{0}) return false;
    const bool serves =
        std::all_of(tools.calls.begin(), tools.calls.end(), [&](const std::string& id) {
          return caller.Make(*suite.functions().FindCall(id), {"o", value, "other"}).works();
        });
    if (serves) caller.Close("o", value);
    return serves;
  });
}

}  // namespace

HistoryTools FindTools(const Suite& suite, Caller& caller, std::size_t most_at_once) {
  HistoryTools tools;
  for (const std::string& opener : *suite.functions().Group("openers")) {
    if (!caller.Exports(opener) || !caller.Exports("WTSCloseServer")) continue;
    const Word value = caller.Open(opener, "reachable");
    if (!value) continue;
    for (const std::string& id : *suite.functions().Group("everyday")) {
      const Call& call = *suite.functions().FindCall(id);
      const bool fits = tools.call.empty() || tools.call == id;
      if (!fits || !caller.Exports(call.function->name)) continue;
      // INVALID_HANDLE_VALUE may be a failed open's, and a use of it a death.
      if (value == ~Word{0} || !caller.Make(call, {"h", value, "reachable"}).works()) continue;
      tools.call = id;
      tools.openers.push_back(opener);
      caller.Close("h", value);
      break;
    }
  }
  if (!tools.openers.empty()) {
    const Call& call = *suite.functions().FindCall(tools.call);
    tools.current_works = caller.Make(call, {"current", 0, "reachable"}).success;
    tools.at_once = HandlesAtOnce(tools, call, caller, most_at_once);
    if (tools.at_once == 0) tools.openers.clear();  // what they give works now and then only
    tools.calls = CallsThatServe(tools, suite, caller);
    tools.fails = CallThatFails(suite, caller);
    tools.other = HasOther(tools, suite, caller);
  }
  return tools;
}

std::optional<Breach> RunHistory(const History& history, const HistoryTools& tools,
                                 const Suite& suite, Caller& caller) {
  return Run(tools, suite, caller).Of(history);
}

}  // namespace wtsconform
