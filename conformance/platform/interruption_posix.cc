#include <signal.h>

#include <atomic>

#include "conformance/platform/interruption.h"

namespace wtsconform {
namespace {

constexpr int kSignals[] = {SIGINT, SIGTERM, SIGHUP};

std::atomic<int> noted = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler may use it");

bool IsIgnored(int number) {
  struct sigaction now {};
  sigaction(number, nullptr, &now);
  return now.sa_handler == SIG_IGN;
}

}  // namespace

Interruptible::Interruptible() {
  noted = 0;
  for (const int number : kSignals) {
    if (IsIgnored(number)) continue;
    struct sigaction action {};
    action.sa_handler = [](int got) { noted = got; };
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    sigaction(number, &action, nullptr);
  }
}

Interruptible::~Interruptible() { ForgetInterruptions(); }

void ThrowIfInterrupted() {
  if (noted != 0) throw Interrupted(noted);
}

void ForgetInterruptions() {
  for (const int number : kSignals) {
    if (!IsIgnored(number)) signal(number, SIG_DFL);
  }
  noted = 0;
}

}  // namespace wtsconform
