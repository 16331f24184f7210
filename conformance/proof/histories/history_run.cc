#include "conformance/proof/histories/history_run.h"

#include <fmt/format.h>

#include "spec/loader/model/lifecycle.h"

namespace wtsconform {
namespace {

class Run {
 public:
  Run(const HistoryTools& tools, const Suite& suite, Caller& caller)
      : tools_(tools), call_(*suite.functions().FindCall(tools.call)), caller_(caller) {}

  std::string Of(const History& history) {
    for (const Event& event : history) {
      if (std::string broken = Do(event); !broken.empty()) return CloseAll(), broken;
    }
    std::string broken = Look();
    CloseAll();
    return broken.empty() ? LookAfterwards() : broken;
  }

 private:
  std::string Do(const Event& event) {
    switch (event.act) {
      case Act::kOpen: {
        const Word value = caller_.Open(tools_.openers[event.which], "reachable");
        if (!value) return fmt::format("OPEN-1 {} returned NULL", tools_.openers[event.which]);
        model_.Opened(value);
        values_.push_back(value);
        return "";
      }
      case Act::kOpenBadName: {
        const Word value = caller_.Open(tools_.openers.front(), "unreachable");
        if (!value) return "";  // OPEN-5 is judged by a case of its own
        if (model_.StateOf(value) == ValueState::kLive && Works("f", value)) {
          return "OPEN-4 an open of a server that does not exist returned an open handle's value";
        }
        model_.OpenFailed(value);
        failed_.push_back(value);
        return "";
      }
      case Act::kUse:
        return Judge(values_[event.which], Name(event.which));
      case Act::kClose:
        model_.Closed(values_[event.which]);
        caller_.Close(Name(event.which), values_[event.which]);
        return "";
      case Act::kCloseAgain:
        // A value that was handed out again is open: closing it would be lawful, and not a second
        // close.
        if (model_.LiveCount(values_[event.which]) == 0) {
          caller_.Close(Name(event.which), values_[event.which]);
        }
        return "";
      case Act::kCloseNull:
        caller_.Close("NULL", 0);
        return "";
      case Act::kCloseMinusOne:
        caller_.Close("-1", ~Word{0});
        return "";
    }
    return "";
  }

  static std::string Name(std::size_t handle) { return fmt::format("h{}", handle + 1); }

  bool Works(const std::string& name, Word value) {
    return caller_.Make(call_, {name, value, "reachable"}).success;
  }

  // What the model demands of the value, against what the library does.
  std::string Judge(Word value, const std::string& name) {
    const Demand demand = model_.DemandOn(value);
    if (demand == Demand::kNothing) return "";
    const bool works = Works(name, value);
    if (demand == Demand::kSucceed && !works) {
      return fmt::format("{} {} on {}, which is open, fails", closed_any_ ? "CLOSE-9" : "USE-1",
                         call_.id, name);
    }
    if (demand == Demand::kFail && works) {
      const bool failed = model_.StateOf(value) == ValueState::kFailed;
      return fmt::format("{} {} on {} succeeds", failed ? "OPEN-4" : "CLOSE-6", call_.id,
                         failed ? "a failed open's value" : name + ", which is closed,");
    }
    return "";
  }

  // Every value, and CURRENT.
  std::string Look() {
    for (std::size_t i = 0; i < values_.size(); ++i) {
      closed_any_ |= model_.LiveCount(values_[i]) == 0;
    }
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (std::string broken = Judge(values_[i], Name(i)); !broken.empty()) return broken;
    }
    for (const Word value : failed_) {
      // Where it is the value of an open handle, it works for that one.
      if (std::string broken = Judge(value, "f"); !broken.empty()) return broken;
    }
    return LookAtCurrent();
  }

  std::string LookAtCurrent() {
    if (!tools_.current_works || Works("current", 0)) return "";
    return fmt::format("USE-1 {} on WTS_CURRENT_SERVER_HANDLE fails, which it did not before",
                       call_.id);
  }

  // When all is closed: nothing works but CURRENT.
  std::string LookAfterwards() { return Look(); }

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

std::string RunHistory(const History& history, const HistoryTools& tools, const Suite& suite,
                       Caller& caller) {
  return Run(tools, suite, caller).Of(history);
}

}  // namespace wtsconform
