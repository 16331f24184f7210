#include "mock/watch/watched_call.h"

#include <atomic>
#include <new>
#include <string>

#include "mock/abi/current_call.h"
#include "mock/ledger/handle_notes.h"
#include "mock/ledger/text_notes.h"
#include "mock/watch/buffers.h"
#include "mock/watch/layer.h"
#include "mock/watch/server_name.h"

namespace wtsmock {
namespace {

constinit std::atomic<bool> has_tokens = false;

// No library is known to open a server under one of these: they are what failed opens return.
bool IsFailure(const void* value) {
  return value == nullptr || value == reinterpret_cast<void*>(~std::uintptr_t{0});
}

Rule RuleOfNever(Kind kind) {
  return kind == Kind::kChannel ? Rule::kNoChannel : Rule::kNoCloudAuth;
}

Kind KindOf(Way way) {
  const bool is_channel =
      way == Way::kChannelOpen || way == Way::kChannelUse || way == Way::kChannelClose;
  return is_channel ? Kind::kChannel : Kind::kCloudAuth;
}

// Whether a parent may have opened it.
bool IsInherited(HANDLE handle) {
  return handle != WTS_CURRENT_SERVER_HANDLE && HasInherited() &&
         StandingOfHandle(handle) == Standing::kUnknown;
}

bool IsUseOrClose(Way way) {
  return way == Way::kChannelUse || way == Way::kChannelClose || way == Way::kCloudAuthUse ||
         way == Way::kCloudAuthClose;
}

// A window that is registered may be refused for another reason.
void JudgeUnregistered(const void* window) {
  if (window == nullptr || StandingOf(Kind::kRegistration, window) == Standing::kHeld) return;
  NoteStale(Kind::kRegistration, window, Rule::kNotRegistered, Rule::kNotRegistered);
}

}  // namespace

bool ConcernsTheApi(Function function) {
  return function != Function::CloseHandle || has_tokens.load(std::memory_order_relaxed);
}

void WatchedCall::Begin() noexcept {
  try {
    BeginCall(NameOf(function_));
    NoteBegin();
  } catch (const std::bad_alloc&) {
  }
}

void WatchedCall::NoteBegin() {
  if (plan_.handle != kNone) JudgeServer();
  switch (plan_.way) {
    case Way::kClose:
      return NoteClosed(Pointer(0), IsInherited(Pointer(0)), false);
    case Way::kSend:
      NoteSentText(2);
      return NoteSentText(4);
    case Way::kWait:
      return NoteObtained(Kind::kWait, this, server());
    case Way::kChannelUse:
      return JudgeUse(Kind::kChannel, Rule::kChannelUsedAfterClose);
    case Way::kChannelClose:
      return GiveUp(Kind::kChannel, Rule::kChannelClosedTwice);
    case Way::kCloudAuthUse:
      return JudgeUse(Kind::kCloudAuth, Rule::kCloudAuthUsedAfterClose);
    case Way::kCloudAuthClose:
      return GiveUp(Kind::kCloudAuth, Rule::kCloudAuthClosedTwice);
    case Way::kCloseToken:
      standing_ = StandingOf(Kind::kToken, Pointer(0));
      if (standing_ == Standing::kHeld) NoteGivenBack(Kind::kToken, Pointer(0));
      return;
    case Way::kFree:
      return BeginFree(Pointer(0));
    case Way::kFreeTyped:
      return BeginFreeTyped(static_cast<int>(arguments_[0]), Pointer(1),
                            static_cast<ULONG>(arguments_[2]));
    default:
      return;
  }
}

// The text in that parameter, whose length stands in the next one.
void WatchedCall::NoteSentText(int index) {
  const void* const text = Pointer(index);
  const auto bytes = static_cast<DWORD>(arguments_[index + 1]);
  if (function_ == Function::WTSSendMessageW) {
    NoteText(static_cast<const WCHAR*>(text), bytes);
  } else {
    NoteText(static_cast<const char*>(text), bytes);
  }
}

// What nobody has opened is judged when the call has failed: it may come from where nobody looks.
void WatchedCall::JudgeServer() {
  if (server() == WTS_CURRENT_SERVER_HANDLE) return;
  server_standing_ = StandingOfHandle(server());
  if (server_standing_ == Standing::kGivenBack) return NoteNotOpen(server(), false);
  if (plan_.way == Way::kListener) NoteBreach(Rule::kListenerHandle, server());
  if (plan_.way == Way::kChannelOpen) NoteBreach(Rule::kChannelHandle, server());
  const bool is_remote_asked =
      plan_.way == Way::kQuery && static_cast<int>(arguments_[2]) == WTSIsRemoteSession;
  if (is_remote_asked) NoteBreach(Rule::kIsRemoteHandle, server());
}

void WatchedCall::JudgeUse(Kind kind, Rule once) {
  standing_ = StandingOf(kind, Pointer(0));
  if (standing_ == Standing::kGivenBack) NoteStale(kind, Pointer(0), once, RuleOfNever(kind));
}

// Before the implementation can hand out the same value again.
void WatchedCall::GiveUp(Kind kind, Rule twice) {
  JudgeUse(kind, twice);
  if (standing_ == Standing::kHeld) NoteGivenBack(kind, Pointer(0));
}

void WatchedCall::End(Word result) noexcept {
  try {
    NoteEnd(result);
  } catch (const std::bad_alloc&) {
  }
}

void WatchedCall::NoteEnd(Word result) {
  if (plan_.way == Way::kClose) return;
  if (plan_.way == Way::kOpen) {
    const HANDLE handle = reinterpret_cast<HANDLE>(result);
    const std::string_view name = NameOf(function_);
    return NoteOpened(handle, ServerName(Pointer(0), name.ends_with('W')), !IsFailure(handle));
  }
  if (plan_.handle != kNone) NoteServer(result != 0);
  NoteCallEnd(result != 0);
  if (plan_.way == Way::kWait) NoteGivenBack(Kind::kWait, this);
  if (result != 0) {
    NoteProduct(result);
    NoteAnswer();
  } else if (plan_.way == Way::kCloseToken && standing_ == Standing::kGivenBack) {
    NoteStale(Kind::kToken, Pointer(0), Rule::kTokenClosedTwice, Rule::kNoToken);
  } else if (plan_.way == Way::kUnregister) {
    JudgeUnregistered(Pointer(plan_.window));
  } else if (IsUseOrClose(plan_.way) && standing_ == Standing::kUnknown) {
    NoteBreach(RuleOfNever(KindOf(plan_.way)), Pointer(0));
  }
}

void WatchedCall::NoteServer(bool has_succeeded) {
  if (server() == WTS_CURRENT_SERVER_HANDLE) return;
  if (server_standing_ == Standing::kHeld) {
    has_succeeded ? NoteServed(server()) : NoteNoAnswer(server());
  } else if (server_standing_ == Standing::kUnknown && !has_succeeded) {
    NoteNotOpen(server(), false);
  }
}

void WatchedCall::NoteProduct(Word result) {
  void* const product = reinterpret_cast<void*>(result);
  switch (plan_.way) {
    case Way::kRegister:
      return NoteObtained(Kind::kRegistration, Pointer(plan_.window), server());
    case Way::kUnregister:
      NoteGivenBack(Kind::kRegistration, Pointer(plan_.window));
      return;
    case Way::kChannelOpen:
    case Way::kCloudAuthOpen:
      if (!IsFailure(product)) NoteObtained(KindOf(plan_.way), product);
      return;
    case Way::kFreeTyped:
      return EndFreeTyped(Pointer(1));
    default:
      return;
  }
}

// What a call that succeeded has stored for its caller.
void WatchedCall::NoteAnswer() {
  const auto stored = [&](int index) {
    void* const* const place = static_cast<void* const*>(Pointer(index));
    return place == nullptr ? nullptr : *place;
  };
  const auto number = [&](int index, DWORD otherwise) {
    const auto* const place = index == kNone ? nullptr : static_cast<const DWORD*>(Pointer(index));
    return place == nullptr ? otherwise : *place;
  };
#ifndef _WIN32  // there nobody sees it closed
  if (plan_.token != kNone && !IsFailure(stored(plan_.token))) {
    has_tokens = true;
    NoteObtained(Kind::kToken, stored(plan_.token));
  }
#endif
  if (plan_.buffer == kNone || stored(plan_.buffer) == nullptr) return;
  Answered answered{plan_.type, number(plan_.count, 1), plan_.length};
  if (plan_.level != kNone) {
    const bool is_full = number(plan_.level, 0) == 1;
    answered.type = is_full ? WTSTypeProcessInfoLevel1 : WTSTypeProcessInfoLevel0;
    answered.length = is_full ? sizeof(WTS_PROCESS_INFO_EXW) : sizeof(WTS_PROCESS_INFOW);
  }
  NoteAnswered(stored(plan_.buffer), answered);
}

}  // namespace wtsmock
