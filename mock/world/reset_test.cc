#include "mock/world/reset.h"

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

int resets = 0;
AtReset count_resets([] { ++resets; });

class ResetTest : public MockTest {};

TEST_F(ResetTest, CallsWhatIsRegisteredOnce) {
  const int before = resets;
  WtsMockReset();
  EXPECT_EQ(resets, before + 1);
}

TEST_F(ResetTest, TheWorldIsAsAtLoad) {
  const auto sessions = Sessions(kHere);
  ASSERT_TRUE(WTSLogoffSession(kHere, 3, TRUE));
  ASSERT_NE(Sessions(kHere), sessions);
  WtsMockReset();
  EXPECT_EQ(Sessions(kHere), sessions);
}

// Handles are closed before the world changes: the message does not see that its session is active
// again.
TEST_F(ResetTest, AMessageThatWaitsFails) {
  const HANDLE server = OpenA("MOCKHOST");
  ASSERT_TRUE(WTSDisconnectSession(server, 3, TRUE));
  BOOL sent = TRUE;
  std::thread sender([&] {
    char text[] = "text";
    DWORD response = 0;
    sent = WTSSendMessageA(server, 3, text, 4, text, 4, 0, 0, &response, TRUE);
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  WtsMockReset();
  sender.join();
  EXPECT_FALSE(sent);
}

}  // namespace
}  // namespace wtsmock
