// A process may fork while other threads open and close.
#include <atomic>

#include "mock/tests/child_process_posix.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class ForkTest : public MockTest {};

TEST_F(ForkTest, AChildOpensAndClosesWhateverOtherThreadsWereAbout) {
  const HANDLE server = OpenA("MOCKHOST");
  std::atomic<bool> done = false;
  std::thread busy([&] {
    // More than a magazine holds, so that the depot is locked most of the time.
    std::vector<HANDLE> many(1000);
    while (!done) {
      for (HANDLE& each : many) each = OpenA("FARM2");
      for (const HANDLE each : many) WTSCloseServer(each);
    }
  });
  for (int i = 0; i < 50; ++i) {
    EXPECT_EQ(EndOf([&] {
                std::vector<HANDLE> some(200);
                for (HANDLE& each : some) each = OpenA("MOCKHOST");
                for (const HANDLE each : some) WTSCloseServer(each);
                const bool right = WtsMockIsOpen(server) && !WtsMockIsOpen(some.front());
                std::_Exit(right ? 0 : 1);
              }),
              End::kReturned);
  }
  done = true;
  busy.join();
  EXPECT_TRUE(WtsMockIsOpen(server));
  EXPECT_EQ(WtsMockLiveHandles(), 1u);
}

// Whatever lock another thread holds, and whoever waits: the child gets what it needs, and need not
// wake anybody.
TEST_F(ForkTest, AChildReadsChangesAndWaitsWhateverOtherThreadsWereAbout) {
  WtsMockLedger(1, 0);
  Waiter waiter(kHere, WTS_EVENT_LOGOFF);
  std::atomic<bool> done = false;
  std::thread busy([&] {
    while (!done) {
      Sessions(kHere);
      WTSDisconnectSession(kHere, 3, FALSE);
    }
  });
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(EndOf([] {
                const bool is_empty = Waiter::Pending() == 0 && WtsMockCount(WTSMOCK_BUFFER) == 0;
                for (int round = 0; round < 5; ++round) {
                  Sessions(kHere);
                  WTSDisconnectSession(kHere, 2, FALSE);
                  Flush(kHere);
                }
                WTSCloseServer(kHere);
                std::_Exit(is_empty && WtsMockCount(WTSMOCK_BREACH) == 1 ? 0 : 1);
              }),
              End::kReturned);
  }
  done = true;
  busy.join();
  EXPECT_EQ(WtsMockCount(WTSMOCK_BREACH), 0u) << "what a child does is its own";
  Flush(kHere);
  WtsMockLedger(0, 0);
}

}  // namespace
}  // namespace wtsmock
