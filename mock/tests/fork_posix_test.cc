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

}  // namespace
}  // namespace wtsmock
