// The ledger of the caller: what a program holds of the library, and each breach of its own side of
// the documentation. Two libraries keep one: the mock (call/ledger.h), and the layer that
// `wtsconform watch` puts in front of any other implementation (watch/). Whether it is kept at all
// is theirs to know: each calls the following for what it has seen, and judges with what it knows.
//
// An entry is something held, with the call that returned it. A breach is a rule (rules.h) with the
// call that broke it and the entry that it is about. A report (report.h) is the breaches, with what
// is still held in the end. Functions note what matters with the few below; what is peculiar to
// server handles and to buffers is in handle_notes.h and buffer_notes.h.
//
// All functions may be called from any thread, with or without the world locked. The world does not
// look into the ledger, and the ledger judges nothing by itself: a call that is refused is noted by
// who refuses it.
#ifndef WTSCONFORM_MOCK_LEDGER_LEDGER_H_
#define WTSCONFORM_MOCK_LEDGER_LEDGER_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "mock/ledger/entry.h"

namespace wtsmock {

// An empty ledger.
void StartLedger(bool with_stacks);
// Empty, with stacks or without as it was.
void ForgetLedger();

// The following are for calls.

void NoteObtained(Kind kind, const void* value, const void* owner = nullptr);
// False if the program holds no such thing, as far as the ledger knows.
bool NoteGivenBack(Kind kind, const void* value);
// A breach in the call that this thread is in.
void NoteBreach(Rule rule, const void* value, const std::string& text = {});
// Something was given back, or used, that is not open: it was open once, or never.
void NoteStale(Kind kind, const void* value, Rule once, Rule never);
// For who has no table of its own to ask: what the program's own calls say of a value.
enum class Standing { kHeld, kGivenBack, kUnknown };
Standing StandingOf(Kind kind, const void* value);
// The call that this thread is in has ended.
void NoteCallEnd(bool has_succeeded);

// The following are for those who read it.

std::size_t HeldOf(Kind kind);
std::size_t BreachesSoFar();
// Counted from 0; none past the last one.
std::optional<Breach> BreachAt(std::size_t index);
// The last calls that have ended, counted from 0; none past the last one.
std::optional<LoggedCall> CallAt(std::size_t index);

// Tells `tell` of each breach as it happens, with the ledger locked: it must not note anything.
void TellOfBreaches(void (*tell)(const Breach&));
// The same of the first call; in a process that was forked, of its own first one.
void TellOfFirstCall(void (*tell)());

// What the program would be told if it ended now.
struct Balance {
  std::vector<Breach> breaches;     // what is left included
  std::size_t breaches_in_all = 0;  // there may be more than are kept
  std::vector<Entry> unreachable;   // neither closed nor accused (GAP-14)
  std::size_t unreachable_closed = 0;
  std::uint64_t calls = 0;
};
// `is_pending` says whether a wait, named by its value, has not ended.
Balance TakeBalance(bool (*is_pending)(const void* wait));

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_LEDGER_LEDGER_H_
