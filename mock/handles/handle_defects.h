// In front of the store: what goes wrong with handles while a defect is on: stale values that still
// work, closes that do too little or too much.
#ifndef WTSCONFORM_MOCK_HANDLES_HANDLE_DEFECTS_H_
#define WTSCONFORM_MOCK_HANDLES_HANDLE_DEFECTS_H_

#include <optional>

#include "mock/handles/opening.h"

namespace wtsmock {

void BeforeIssue();
void AfterIssue(HANDLE handle);

std::optional<Target> FindAsSwitched(HANDLE handle, const Use& use);

// Returns whether the value was open.
bool CloseAsSwitched(HANDLE handle);

// The handle opened last of those that are open; NULL if there is none.
HANDLE NewestHandle();

// Returns how many opens in a row have failed.
unsigned OpenHasFailed();

// A call failed, on an open handle, for a session that is not there.
void CallHasFailed(const Target& target);

// A session of that number is not there, and whether that is remembered for all servers.
void SessionIsAbsent(DWORD id);
bool WasSessionAbsent(DWORD id);

// The server that an open gives whatever it names; none where it gives what it names.
std::optional<ServerId> KeptServer();

// Changes what an open gives while others are open; false where it fails.
bool OpenAmongOthers(Opening& opening);

// No open succeeds any more.
bool IsShutDown();

// A virtual channel was closed.
void ChannelHasClosed();

// The functions of listeners fail.
bool ListenersAreStopped();

// What WTS_CURRENT_SERVER_HANDLE stands for.
ServerId ServerOfCurrent();

// WTS_CURRENT_SERVER_HANDLE serves nothing any more, or for now.
bool CurrentIsStopped();

// Forgets what was closed, and restarts WTS_CURRENT_SERVER_HANDLE.
void ForgetClosed();

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_HANDLES_HANDLE_DEFECTS_H_
