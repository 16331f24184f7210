#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class MessageTest : public MockTest {
 protected:
  static BOOL Send(HANDLE server, DWORD session, DWORD style, DWORD timeout, BOOL wait,
                   DWORD* response) {
    char title[] = "Title";
    char text[] = "Text";
    return WTSSendMessageA(server, session, title, 5, text, 4, style, timeout, response, wait);
  }
  static std::int64_t LastInput(DWORD session) {
    return QueryValue<WTSINFOW>(kHere, session, WTSSessionInfo)->LastInputTime.QuadPart;
  }
};

TEST_F(MessageTest, AnActiveUserAnswers) {
  const auto before = LastInput(3);
  DWORD response = 0;
  EXPECT_TRUE(Send(kHere, 3, MB_OK, 0, TRUE, &response));
  EXPECT_EQ(response, DWORD{IDOK});
  EXPECT_GT(LastInput(3), before);
  EXPECT_TRUE(Send(kHere, 3, 4, 1, TRUE, &response));
  EXPECT_EQ(response, 6u) << "the first button of MB_YESNO is Yes";
  EXPECT_TRUE(Send(kHere, 3, MB_OK, 1, FALSE, &response));
  EXPECT_EQ(response, DWORD{IDASYNC});
}

TEST_F(MessageTest, NobodyAnswersInADisconnectedSession) {
  DWORD response = 0;
  EXPECT_TRUE(Send(kHere, 4, MB_OK, 1, TRUE, &response));
  EXPECT_EQ(response, DWORD{IDTIMEOUT});
}

TEST_F(MessageTest, AMessageWithoutTimeoutWaitsForTheUser) {
  const HANDLE server = OpenA("MOCKHOST");
  DWORD response = 0;
  BOOL result = FALSE;
  std::thread sender([&] { result = Send(server, 4, MB_OK, 0, TRUE, &response); });
  char password[] = "password of dave";
  EXPECT_TRUE(WTSConnectSessionA(4, 3, password, TRUE));
  sender.join();
  EXPECT_TRUE(result);
  EXPECT_EQ(response, DWORD{IDOK});
}

TEST_F(MessageTest, AMessageEndsWithItsSession) {
  DWORD response = 0;
  BOOL result = TRUE;
  std::thread sender([&] { result = Send(kHere, 4, MB_OK, 0, TRUE, &response); });
  EXPECT_TRUE(WTSLogoffSession(kHere, 4, TRUE));
  sender.join();
  EXPECT_FALSE(result);
}

TEST_F(MessageTest, LengthsAreInBytes) {
  WCHAR title[] = {u'T', 0};
  DWORD response = 0;
  EXPECT_TRUE(WTSSendMessageW(kHere, 3, title, 2, title, 2, MB_OK, 1, &response, FALSE));
  EXPECT_FALSE(WTSSendMessageW(kHere, 3, title, 1, title, 2, MB_OK, 1, &response, FALSE));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_FALSE(WTSSendMessageW(kHere, 3, nullptr, 0, title, 2, MB_OK, 1, &response, FALSE));
  EXPECT_FALSE(Send(kHere, 77, MB_OK, 1, FALSE, &response));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
}

}  // namespace
}  // namespace wtsmock
