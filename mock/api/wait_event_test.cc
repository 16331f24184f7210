#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class WaitEventTest : public MockTest {};

TEST_F(WaitEventTest, AWaitEndsWithAnEventItAskedFor) {
  Waiter waiter(kHere, WTS_EVENT_LOGOFF | WTS_EVENT_CREATE);
  ASSERT_TRUE(WTSDisconnectSession(kHere, 3, TRUE)) << "no event of those";
  EXPECT_EQ(Waiter::Pending(), 1u);
  ASSERT_TRUE(WTSLogoffSession(kHere, 3, TRUE));
  EXPECT_TRUE(waiter.result());
  EXPECT_EQ(waiter.events(), DWORD{WTS_EVENT_LOGOFF});
}

TEST_F(WaitEventTest, AllMeansAnyEvent) {
  Waiter waiter(kHere, WTS_EVENT_ALL);
  ASSERT_TRUE(WTSDisconnectSession(kHere, 3, TRUE));
  EXPECT_TRUE(waiter.result());
  EXPECT_EQ(waiter.events(), DWORD{WTS_EVENT_DISCONNECT | WTS_EVENT_STATECHANGE});
}

TEST_F(WaitEventTest, OtherServersEventsDoNotCount) {
  const HANDLE farm = OpenA("FARM2");
  Waiter here(kHere, WTS_EVENT_LOGOFF);
  Waiter there(farm, WTS_EVENT_LOGOFF);
  ASSERT_TRUE(WTSLogoffSession(farm, 21, FALSE));
  EXPECT_TRUE(there.result());
  EXPECT_EQ(Waiter::Pending(), 1u);
  Flush(kHere);
}

// WAIT-1, WAIT-2.
TEST_F(WaitEventTest, AFlushEndsAllWaitsOnItsHandleAndNoOthers) {
  const HANDLE one = OpenA("MOCKHOST");
  const HANDLE two = OpenA("MOCKHOST");
  Waiter first(one, WTS_EVENT_ALL);
  Waiter second(one, WTS_EVENT_CREATE);
  Waiter other(two, WTS_EVENT_ALL);
  Waiter current(kHere, WTS_EVENT_ALL);
  EXPECT_EQ(Flush(one), DWORD{WTS_EVENT_NONE});
  EXPECT_TRUE(first.result());
  EXPECT_EQ(first.events(), DWORD{WTS_EVENT_NONE});
  EXPECT_TRUE(second.result());
  EXPECT_EQ(Waiter::Pending(), 2u);
  Flush(two);
  EXPECT_TRUE(other.result());
  Flush(kHere);
  EXPECT_TRUE(current.result());
}

TEST_F(WaitEventTest, AFlushWithoutWaitsReturnsAtOnce) {
  EXPECT_EQ(Flush(kHere), DWORD{WTS_EVENT_NONE});
  const HANDLE server = OpenA("MOCKHOST");
  WTSCloseServer(server);
  DWORD events = 7;
  EXPECT_FALSE(WTSWaitSystemEvent(server, WTS_EVENT_FLUSH, &events));
  EXPECT_EQ(events, 7u);
}

// GAP-06.
TEST_F(WaitEventTest, TheCloseOfTheHandleEndsItsWaits) {
  const HANDLE server = OpenA("MOCKHOST");
  Waiter waiter(server, WTS_EVENT_ALL);
  WTSCloseServer(server);
  EXPECT_FALSE(waiter.result());
  EXPECT_EQ(waiter.error(), DWORD{ERROR_INVALID_HANDLE});
}

TEST_F(WaitEventTest, AResetEndsWaitsOnTheLocalServerToo) {
  Waiter waiter(kHere, WTS_EVENT_ALL);
  WtsMockReset();
  EXPECT_FALSE(waiter.result());
}

TEST_F(WaitEventTest, AServerThatGoesDownEndsItsWaits) {
  const HANDLE farm = OpenA("FARM2");
  Waiter waiter(farm, WTS_EVENT_RENAME);
  ASSERT_TRUE(WTSShutdownSystem(farm, WTS_WSD_SHUTDOWN));
  EXPECT_FALSE(waiter.result());
  EXPECT_EQ(waiter.error(), DWORD{RPC_S_SERVER_UNAVAILABLE});
}

TEST_F(WaitEventTest, BadArgumentsFail) {
  DWORD events = 0;
  EXPECT_FALSE(WTSWaitSystemEvent(kHere, WTS_EVENT_FLUSH, nullptr));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_FALSE(WTSWaitSystemEvent(kHere, WTS_EVENT_NONE, &events));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
}

}  // namespace
}  // namespace wtsmock
