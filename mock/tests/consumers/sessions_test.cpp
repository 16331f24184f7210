// Its test: the mock stands in for the server.
#include "sessions.h"

#include <wtsapi32mock.h>

#include <cstdio>

namespace {

int failures = 0;

void Expect(int wanted, int found, const char* what) {
  if (wanted == found) return;
  std::printf("%s: expected %d, found %d: %s\n", what, wanted, found, WtsMockError());
  ++failures;
}

}  // namespace

int main() {
  const char* world =
      "[[server]]\n"
      "name    = \"DESK\"\n"
      "session = [{ id = 0, state = \"disconnected\" }, { id = 1, user = \"ann\" }]\n";
  Expect(0, WtsMockLoadWorldText(world), "the world");
  Expect(1, CountActiveSessions("DESK"), "active sessions");
  Expect(-1, CountActiveSessions("NOBODY"), "an unknown server");
  Expect(0, WtsMockFault("function = \"WTSEnumerateSessions\", error = 1722"), "the fault");
  Expect(-1, CountActiveSessions("DESK"), "a server that fails");
  WtsMockReset();
  Expect(1, CountActiveSessions("DESK"), "active sessions after a reset");
  Expect(0, static_cast<int>(WtsMockLiveHandles()), "handles left open");
  if (failures == 0) std::puts("sessions_test: passed");
  return failures != 0;
}
