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
  Visitor(std::size_t length, std::size_t openers, bool permitted,
          const std::function<void(const History&)>& visit)
      : length_(length), openers_(openers), permitted_(permitted), visit_(visit) {}

  void Go() {
    if (history_.size() == length_) return visit_(history_);
    for (std::uint8_t i = 0; i < openers_; ++i) {
      handles_.push_back({i, history_.size()});
      Then({Act::kOpen, i});
      handles_.pop_back();
    }
    Then({Act::kOpenBadName});
    for (std::uint8_t i = 0; i < handles_.size(); ++i) OnHandle(i);
    if (permitted_) return;
    Then({Act::kCloseNull});
    Then({Act::kCloseMinusOne});
  }

 private:
  void Then(Event event) {
    history_.push_back(event);
    Go();
    history_.pop_back();
  }

  void OnHandle(std::uint8_t i) {
    if (IsTwinOfAnEarlierOne(i)) return;
    const Opened before = handles_[i];
    handles_[i].touched = true;
    if (before.closed) {
      // That a closed handle is refused is seen at the end of every history.
      if (!permitted_) Then({Act::kCloseAgain, i});
    } else {
      Then({Act::kUse, i});
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
  const bool permitted_;
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
  Visitor(length, openers, permitted, visit).Go();
}

std::size_t MostOpenAtOnce(const History& history) {
  std::size_t open = 0, most = 0;
  for (const Event& event : history) {
    if (event.act == Act::kOpen) most = std::max(most, ++open);
    if (event.act == Act::kClose) --open;
  }
  return most;
}

bool Contains(const History& whole, const History& part) {
  std::size_t next = 0;
  for (const Event& event : whole) {
    if (next == part.size()) break;
    const bool same_opener = event.act != Act::kOpen || event.which == part[next].which;
    if (event.act == part[next].act && same_opener) ++next;
  }
  return next == part.size();
}

}  // namespace wtsconform
