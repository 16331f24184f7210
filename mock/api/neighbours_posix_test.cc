// Faults on demand at the functions that programs take from kernel32 on Windows.
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class NeighboursTest : public MockTest {};

TEST_F(NeighboursTest, TheConsoleHasNoSession) {
  ASSERT_EQ(WtsMockFault("function = \"WTSGetActiveConsoleSessionId\", nth = 1, error = 5"), 0);
  EXPECT_EQ(WTSGetActiveConsoleSessionId(), 0xFFFFFFFF);
  EXPECT_EQ(GetLastError(), 5u);
  EXPECT_EQ(WTSGetActiveConsoleSessionId(), 1u);
}

TEST_F(NeighboursTest, AProcessHasNoSession) {
  ASSERT_EQ(WtsMockFault("function = \"ProcessIdToSessionId\", nth = 1, error = 5"), 0);
  DWORD session = 0;
  EXPECT_FALSE(ProcessIdToSessionId(1004, &session));
  EXPECT_EQ(GetLastError(), 5u);
  EXPECT_TRUE(ProcessIdToSessionId(1004, &session));
}

TEST_F(NeighboursTest, ATokenStaysOpen) {
  HANDLE token = nullptr;
  ASSERT_TRUE(WTSQueryUserToken(2, &token));
  ASSERT_EQ(WtsMockFault("function = \"CloseHandle\", nth = 1, error = 5"), 0);
  EXPECT_FALSE(CloseHandle(token));
  EXPECT_EQ(GetLastError(), 5u);
  EXPECT_TRUE(CloseHandle(token));
}

}  // namespace
}  // namespace wtsmock
