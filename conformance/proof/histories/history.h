// All short histories of server handles: sequences of opens, uses and closes.
#ifndef WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_H_
#define WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace wtsconform {

enum class Act : std::uint8_t {
  kOpen,         // by opener `which`
  kOpenBadName,  // of a server that does not exist, by the first opener
  kUse,          // of handle `which`, counted from 0 in the order of the opens
  kClose,        // of a handle that is open
  kOpenOther,    // as kOpen, of another server; this and the next two are in richer histories only
  kFail,         // a call on handle `which` that fails for a reason of its own
  kKeep,         // a buffer that handle `which` gives, read and freed when all is closed
  kCloseAgain,   // of one that was closed: the caller's error, like the next two
  kCloseNull,
  kCloseMinusOne,
};

struct Event {
  Act act;
  std::uint8_t which = 0;
  bool operator==(const Event&) const = default;
};

using History = std::vector<Event>;

// Whether the caller breaks a rule: then what happens is a matter of robustness.
bool IsPermitted(const History& history);

// "open h1 with WTSOpenServerW; close h1; close h1 again".
std::string HistoryText(const History& history, const std::vector<std::string>& openers);

// Calls `visit` with each history of exactly `length` events, in a fixed order. Two histories that
// differ only in which of two equal handles is meant (opened one after the other by the same
// opener, and not touched since) are one. `permitted` leaves the caller's errors out.
void VisitHistories(std::size_t length, std::size_t openers, bool permitted,
                    const std::function<void(const History&)>& visit);

// The same of the permitted ones that have something of a richer life in them: calls that fail,
// buffers, and where there is one `other` server.
void VisitRicherHistories(std::size_t length, std::size_t openers, bool other,
                          const std::function<void(const History&)>& visit);

// The most handles that are open at one time.
std::size_t MostOpenAtOnce(const History& history);

// Whether the acts of `part` appear in `whole` in this order, whatever is between them.
bool Contains(const History& whole, const History& part);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PROOF_HISTORIES_HISTORY_H_
