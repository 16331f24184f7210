#include <windows.h>

#include <atomic>
#include <csignal>

#include "conformance/platform/interruption.h"

namespace wtsconform {
namespace {

std::atomic<bool> noted = false;

BOOL WINAPI Note(DWORD event) {
  const bool first = (event == CTRL_C_EVENT || event == CTRL_BREAK_EVENT) && !noted.exchange(true);
  return first;
}

}  // namespace

Interruptible::Interruptible() {
  noted = false;
  ::SetConsoleCtrlHandler(Note, TRUE);
}

Interruptible::~Interruptible() { ForgetInterruptions(); }

void ThrowIfInterrupted() {
  if (noted) throw Interrupted(SIGINT);
}

void ForgetInterruptions() {
  ::SetConsoleCtrlHandler(Note, FALSE);
  noted = false;
}

}  // namespace wtsconform
