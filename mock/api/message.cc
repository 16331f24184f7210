// WTSSendMessage. The user of an active session presses the first button at once, which shows in
// the session's time of last input; in any other session nobody looks at the screen.
#include "mock/abi/errors.h"
#include "mock/abi/forms.h"
#include "mock/call/api.h"
#include "mock/call/call.h"
#include "mock/ledger/text_notes.h"

namespace wtsmock {
namespace {

struct Message {
  DWORD session;
  DWORD style;
  DWORD timeout;  // seconds; 0: for ever
  bool waits;
};

// The id of the first button of a message box of this style; 0 where there is no such style.
DWORD FirstButton(DWORD style) {
  constexpr DWORD kButtons[] = {1, 1, 3, 6, 6, 4, 2};  // IDOK, IDOK, IDABORT, IDYES, ...
  const DWORD type = style & 0xF;
  return type < std::size(kButtons) ? kButtons[type] : 0;
}

// Waits until somebody looks at the session. False, with the last error set, if it or the handle
// went away first.
bool AwaitUser(Call& call, const Message& message) {
  bool ended = !Attach(call.target());
  bool looked_at = false;
  call.world().changed.wait(call.lock(), [&] {
    // Where it is closed, there may be another world by now.
    ended = IsClosed(call.target()) || call.server().is_down;
    const Session* const session = ended ? nullptr : FindSession(call.server(), message.session);
    ended = session == nullptr;
    looked_at = !ended && session->state == WTSActive;
    return ended || looked_at;
  });
  if (ended) Fail(ERROR_CTX_CLOSE_PENDING);
  return looked_at;
}

void PressButton(Call& call, Session& session) {
  PublishEvent(call.world(), call.server(), WTS_EVENT_NONE);
  session.last_input = call.world().now;
}

BOOL Deliver(Call& call, const Message& message, DWORD* response) {
  Session* session = FindSession(call.server(), message.session);
  if (!message.waits) {
    if (session->state == WTSActive) PressButton(call, *session);
    *response = IDASYNC;
    return Succeed();
  }
  if (session->state != WTSActive) {
    if (message.timeout != 0) {
      call.world().now += message.timeout * kSecond;
      *response = IDTIMEOUT;
      return Succeed();
    }
    if (!AwaitUser(call, message)) return FALSE;
    session = FindSession(call.server(), message.session);
  }
  PressButton(call, *session);
  *response = FirstButton(message.style);
  return Succeed();
}

// A text and its length in bytes, as the page demands.
template <class Char>
bool IsText(const Char* text, DWORD bytes) {
  return text != nullptr && bytes % sizeof(Char) == 0;
}

template <class Form>
BOOL Send(HANDLE handle, Message message, bool texts_are_right, DWORD* response) {
  Call call(handle, {.ansi = Form::kIsAnsi, .changes = true, .session = message.session});
  if (!call) return Refused(response);
  if (!texts_are_right || response == nullptr || FirstButton(message.style) == 0) {
    return Fail(ERROR_INVALID_PARAMETER);
  }
  const Session* const session = SessionOf(call, message.session);
  if (session == nullptr) return FALSE;
  message.session = session->id;
  return Deliver(call, message, response);
}

template <class Char>
bool AreTexts(const Char* title, DWORD title_bytes, const Char* text, DWORD text_bytes) {
  if (HasLedger()) {
    NoteText(title, title_bytes);
    NoteText(text, text_bytes);
  }
  return IsText(title, title_bytes) && IsText(text, text_bytes);
}

}  // namespace

namespace own {

BOOL WINAPI WTSSendMessageA(HANDLE server, DWORD session, LPSTR title, DWORD title_bytes,
                            LPSTR text, DWORD text_bytes, DWORD style, DWORD timeout,
                            DWORD* response, BOOL wait) {
  return wtsmock::Api([&] {
    const bool right = wtsmock::AreTexts(title, title_bytes, text, text_bytes);
    return wtsmock::Send<wtsmock::Ansi>(server, {session, style, timeout, wait != FALSE}, right,
                                        response);
  });
}
BOOL WINAPI WTSSendMessageW(HANDLE server, DWORD session, LPWSTR title, DWORD title_bytes,
                            LPWSTR text, DWORD text_bytes, DWORD style, DWORD timeout,
                            DWORD* response, BOOL wait) {
  return wtsmock::Api([&] {
    const bool right = wtsmock::AreTexts(title, title_bytes, text, text_bytes);
    return wtsmock::Send<wtsmock::Wide>(server, {session, style, timeout, wait != FALSE}, right,
                                        response);
  });
}

}  // namespace own
}  // namespace wtsmock
