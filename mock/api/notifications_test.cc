#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class NotificationsTest : public MockTest {
 protected:
  int storage_ = 0;
  HWND window_ = reinterpret_cast<HWND>(&storage_);
};

// WAIT-3: one unregistration for each registration.
TEST_F(NotificationsTest, RegistrationsArePaired) {
  EXPECT_FALSE(WTSUnRegisterSessionNotification(window_));
  EXPECT_TRUE(WTSRegisterSessionNotification(window_, NOTIFY_FOR_ALL_SESSIONS));
  EXPECT_TRUE(WTSRegisterSessionNotificationEx(kHere, window_, NOTIFY_FOR_THIS_SESSION));
  EXPECT_TRUE(WTSUnRegisterSessionNotificationEx(kHere, window_));
  EXPECT_TRUE(WTSUnRegisterSessionNotification(window_));
  EXPECT_FALSE(WTSUnRegisterSessionNotification(window_));
}

TEST_F(NotificationsTest, ARemoteServerTakesOnlyThisSession) {
  const HANDLE farm = OpenA("FARM2");
  EXPECT_FALSE(WTSRegisterSessionNotificationEx(farm, window_, NOTIFY_FOR_ALL_SESSIONS));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_TRUE(WTSRegisterSessionNotificationEx(farm, window_, NOTIFY_FOR_THIS_SESSION));
  EXPECT_FALSE(WTSUnRegisterSessionNotification(window_)) << "it is another server's";
  EXPECT_TRUE(WTSUnRegisterSessionNotificationEx(farm, window_));
  EXPECT_FALSE(WTSRegisterSessionNotification(window_, 2));
  EXPECT_FALSE(WTSRegisterSessionNotification(nullptr, 0));
}

// GAP-07.
TEST_F(NotificationsTest, ARegistrationEndsWithItsHandle) {
  const HANDLE server = OpenA("MOCKHOST");
  EXPECT_TRUE(WTSRegisterSessionNotificationEx(server, window_, NOTIFY_FOR_ALL_SESSIONS));
  WTSCloseServer(server);
  EXPECT_FALSE(WTSUnRegisterSessionNotification(window_));
}

}  // namespace
}  // namespace wtsmock
