// A call of the program that passes through the layer: what it notes in the ledger.
//
// The layer knows nothing but what goes in and what comes out, so it judges only what the program
// itself can know. Whatever can be said before the implementation has its turn is said then: it may
// not survive the mistake.
#ifndef WTSCONFORM_MOCK_WATCH_WATCHED_CALL_H_
#define WTSCONFORM_MOCK_WATCH_WATCHED_CALL_H_

#include <cstdint>

#include "mock/ledger/ledger.h"
#include "mock/watch/functions.h"

namespace wtsmock {

// An argument or a result: each is an integer or a pointer.
using Word = std::uintptr_t;

class WatchedCall {
 public:
  // `arguments` must outlive it.
  WatchedCall(Function function, const Word* arguments)
      : function_(function), plan_(PlanOf(function)), arguments_(arguments) {}
  WatchedCall(const WatchedCall&) = delete;
  WatchedCall& operator=(const WatchedCall&) = delete;

  // Without memory for it a note is lost.
  void Begin() noexcept;
  // `result` is 1 for a function that returns nothing.
  void End(Word result) noexcept;

 private:
  void* Pointer(int index) const { return reinterpret_cast<void*>(arguments_[index]); }
  HANDLE server() const { return plan_.handle == kNone ? nullptr : Pointer(plan_.handle); }

  void NoteBegin();
  void NoteSentText(int index);
  void JudgeServer();
  void JudgeUse(Kind kind, Rule once);
  void GiveUp(Kind kind, Rule twice);

  void NoteEnd(Word result);
  void NoteServer(bool has_succeeded);
  void NoteProduct(Word result);
  void NoteAnswer();

  const Function function_;
  const Plan& plan_;
  const Word* const arguments_;
  Standing standing_ = Standing::kHeld;  // of what it was given, if that is no server handle
  Standing server_standing_ = Standing::kHeld;
};

// False for a CloseHandle while no token was handed out: it is about something else.
bool ConcernsTheApi(Function function);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_WATCHED_CALL_H_
