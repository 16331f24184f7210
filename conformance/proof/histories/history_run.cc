#include "conformance/proof/histories/history_run.h"

#include <fmt/format.h>

#include "spec/loader/model/lifecycle.h"

namespace wtsconform {
namespace {

class Run {
 public:
  Run(const HistoryTools& tools, const Suite& suite, Caller& caller)
      : tools_(tools), call_(*suite.functions().FindCall(tools.call)), caller_(caller) {}

  std::optional<Breach> Of(const History& history) {
    for (const Event& event : history) {
      if (auto breach = Do(event)) return CloseAll(), breach;
    }
    auto breach = Look();
    CloseAll();
    return breach ? breach : LookAfterwards();
  }

 private:
  std::optional<Breach> Do(const Event& event) {
    switch (event.act) {
      case Act::kOpen: {
        const Word value = caller_.Open(tools_.openers[event.which], "reachable");
        if (!value) return Breach{"open-succeeds", tools_.openers[event.which] + " returned NULL"};
        model_.Opened(value);
        values_.push_back(value);
        return std::nullopt;
      }
      case Act::kOpenBadName: {
        const Word value = caller_.Open(tools_.openers.front(), "unreachable");
        if (!value) return std::nullopt;  // whether it may be NULL is judged by a case of its own
        if (model_.StateOf(value) == ValueState::kLive && Works("f", value)) {
          return Breach{"failed-open-fails",
                        "an open of a server that does not exist returned an open handle's value"};
        }
        model_.OpenFailed(value);
        failed_.push_back(value);
        return std::nullopt;
      }
      case Act::kUse:
        return Judge(values_[event.which], Name(event.which));
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

  bool Works(const std::string& name, Word value) {
    return caller_.Make(call_, {name, value, "reachable"}).success;
  }

  // What the model demands of the value, against what the library does.
  std::optional<Breach> Judge(Word value, const std::string& name) {
    const Demand demand = model_.DemandOn(value);
    if (demand == Demand::kNothing) return std::nullopt;
    const bool works = Works(name, value);
    if (demand == Demand::kSucceed && !works) {
      return Breach{closed_any_ ? "open-handle-works-after-a-close" : "open-handle-works",
                    fmt::format("{} on {}, which is open, fails", call_.id, name)};
    }
    if (demand == Demand::kFail && works) {
      const bool failed = model_.StateOf(value) == ValueState::kFailed;
      return Breach{failed ? "failed-open-fails" : "closed-handle-fails",
                    fmt::format("{} on {} succeeds", call_.id,
                                failed ? "a failed open's value" : name + ", which is closed,")};
    }
    return std::nullopt;
  }

  // Every value, and CURRENT.
  std::optional<Breach> Look() {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      closed_any_ |= model_.LiveCount(values_[i]) == 0;
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (auto breach = Judge(values_[i], Name(i))) return breach;
    }
    for (const Word value : failed_) {
      // Where it is the value of an open handle, it works for that one.
      if (auto breach = Judge(value, "f")) return breach;
    }
    return LookAtCurrent();
  }

  std::optional<Breach> LookAtCurrent() {
    if (!tools_.current_works || Works("current", 0)) return std::nullopt;
    return Breach{"current-works",
                  call_.id + " on WTS_CURRENT_SERVER_HANDLE fails, which it did not before"};
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
  const Call& call_;
  Caller& caller_;
  Lifecycle model_;
  std::vector<Word> values_, failed_;
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
      if (value == ~Word{0} || !caller.Make(call, {"h", value, "reachable"}).success) continue;
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
  }
  return tools;
}

std::optional<Breach> RunHistory(const History& history, const HistoryTools& tools,
                                 const Suite& suite, Caller& caller) {
  return Run(tools, suite, caller).Of(history);
}

}  // namespace wtsconform
