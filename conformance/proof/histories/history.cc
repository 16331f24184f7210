#include "conformance/proof/histories/history.h"

#include <fmt/format.h>

#include <algorithm>

namespace wtsconform {
namespace {

// A handle as far as it tells which histories are the same.
struct Opened {
  std::uint8_t opener;
  std::size_t at;  // the event that opened it
  bool touched = false;
  bool closed = false;
};

class Visitor {
 public:
  // What the histories are made of beyond opens, uses and closes.
  struct Kinds {
    bool errors = false;  // of the caller
    bool richer = false;
    bool other = false;  // of the richer ones: opens of another server
  };

  Visitor(std::size_t length, std::size_t openers, Kinds kinds,
          const std::function<void(const History&)>& visit)
      : length_(length), openers_(openers), kinds_(kinds), visit_(visit) {}

  void Go() {
    if (history_.size() == length_) return visit_(history_);
    for (std::uint8_t i = 0; i < openers_; ++i) {
      Open(Act::kOpen, i, i);
      // Its handles are no twins of those to the first server.
      if (kinds_.other) Open(Act::kOpenOther, i, static_cast<std::uint8_t>(i + openers_));
    }
    Then({Act::kOpenBadName});
    for (std::uint8_t i = 0; i < handles_.size(); ++i) OnHandle(i);
    if (!kinds_.errors) return;
    Then({Act::kCloseNull});
    Then({Act::kCloseMinusOne});
  }

 private:
  void Then(Event event) {
    history_.push_back(event);
    Go();
    history_.pop_back();
  }

  void Open(Act act, std::uint8_t opener, std::uint8_t kind) {
    handles_.push_back({kind, history_.size()});
    Then({act, opener});
    handles_.pop_back();
  }

  void OnHandle(std::uint8_t i) {
    if (IsTwinOfAnEarlierOne(i)) return;
    const Opened before = handles_[i];
    handles_[i].touched = true;
    if (before.closed) {
      // That a closed handle is refused is seen at the end of every history.
      if (kinds_.errors) Then({Act::kCloseAgain, i});
    } else {
      Then({Act::kUse, i});
      if (kinds_.richer) {
        Then({Act::kFail, i});
        Then({Act::kKeep, i});
      }
      handles_[i].closed = true;
      Then({Act::kClose, i});
    }
    handles_[i] = before;
  }

  bool IsTwinOfAnEarlierOne(std::uint8_t i) const {
    return i > 0 && !handles_[i].touched && !handles_[i - 1].touched &&
           handles_[i].opener == handles_[i - 1].opener && handles_[i].at == handles_[i - 1].at + 1;
  }

  const std::size_t length_;
  const std::size_t openers_;
  const Kinds kinds_;
  const std::function<void(const History&)>& visit_;
  History history_;
  std::vector<Opened> handles_;
};

}  // namespace

bool IsPermitted(const History& history) {
  return std::none_of(history.begin(), history.end(), [](const Event& event) {
    return event.act == Act::kCloseAgain || event.act == Act::kCloseNull ||
           event.act == Act::kCloseMinusOne;
  });
}

std::string HistoryText(const History& history, const std::vector<std::string>& openers) {
  std::string text;
  int opened = 0;
  for (const Event& event : history) {
    const int handle = event.which + 1;
    if (!text.empty()) text += "; ";
    switch (event.act) {
      case Act::kOpen:
        text += fmt::format("open h{} with {}", ++opened, openers[event.which]);
        break;
      case Act::kOpenOther:
        text += fmt::format("open h{} to another server with {}", ++opened, openers[event.which]);
        break;
      case Act::kFail:
        text += fmt::format("make a call on h{} that fails", handle);
        break;
      case Act::kKeep:
        text += fmt::format("keep a buffer of h{}", handle);
        break;
      case Act::kOpenBadName:
        text += fmt::format("open a server that does not exist with {}", openers.front());
        break;
      case Act::kUse:
        text += fmt::format("use h{}", handle);
        break;
      case Act::kClose:
        text += fmt::format("close h{}", handle);
        break;
      case Act::kCloseAgain:
        text += fmt::format("close h{} again", handle);
        break;
      case Act::kCloseNull:
        text += "close NULL";
        break;
      case Act::kCloseMinusOne:
        text += "close INVALID_HANDLE_VALUE";
        break;
    }
  }
  return text.empty() ? "nothing" : text;
}

void VisitHistories(std::size_t length, std::size_t openers, bool permitted,
                    const std::function<void(const History&)>& visit) {
  Visitor(length, openers, {.errors = !permitted}, visit).Go();
}

void VisitRicherHistories(std::size_t length, std::size_t openers, bool other,
                          const std::function<void(const History&)>& visit) {
  const auto is_richer = [](const Event& event) {
    return event.act == Act::kOpenOther || event.act == Act::kFail || event.act == Act::kKeep;
  };
  Visitor(length, openers, {.richer = true, .other = other}, [&](const History& history) {
    if (std::any_of(history.begin(), history.end(), is_richer)) visit(history);
  }).Go();
}

std::size_t MostOpenAtOnce(const History& history) {
  std::size_t open = 0, most = 0;
  for (const Event& event : history) {
    const bool opens = event.act == Act::kOpen || event.act == Act::kOpenOther;
    if (opens) most = std::max(most, ++open);
    if (event.act == Act::kClose) --open;
  }
  return most;
}

bool Contains(const History& whole, const History& part) {
  std::size_t next = 0;
  for (const Event& event : whole) {
    if (next == part.size()) break;
    const bool opens = event.act == Act::kOpen || event.act == Act::kOpenOther;
    const bool same_opener = !opens || event.which == part[next].which;
    if (event.act == part[next].act && same_opener) ++next;
  }
  return next == part.size();
}

}  // namespace wtsconform
