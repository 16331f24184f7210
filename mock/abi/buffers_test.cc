#include "mock/abi/buffers.h"

#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class BuffersTest : public MockTest {
 protected:
  static WTS_SESSION_INFO_1A* List(DWORD* count) {
    DWORD level = 1;
    WTS_SESSION_INFO_1A* list = nullptr;
    EXPECT_TRUE(WTSEnumerateSessionsExA(WTS_CURRENT_SERVER_HANDLE, &level, 0, &list, count));
    return list;
  }
};

TEST_F(BuffersTest, ATypedBufferIsFreedAsWhatItIsOnly) {
  DWORD count = 0;
  auto* const list = List(&count);
  SetLastError(kSentinel);
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel1, list, count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count + 1));
  EXPECT_FALSE(WTSFreeMemoryExA(static_cast<WTS_TYPE_CLASS>(5), list, count));
  EXPECT_FALSE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, nullptr, 0));
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeSessionInfoLevel1, list, count));
}

TEST_F(BuffersTest, FreeingTwiceOrSomethingForeignIsHarmless) {
  DWORD count = 0;
  auto* const list = List(&count);
  EXPECT_TRUE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, list, count));
  EXPECT_FALSE(WTSFreeMemoryExW(WTSTypeSessionInfoLevel1, list, count));
  WTSFreeMemory(list);
  int foreign = 0;
  WTSFreeMemory(&foreign);
  WTSFreeMemory(nullptr);
}

TEST_F(BuffersTest, AnUntypedBufferIsFreedEitherWay) {
  void* const block = NewBuffer(0, {kUntyped, 1, 0});
  EXPECT_TRUE(WTSFreeMemoryExA(WTSTypeProcessInfoLevel0, block, 1));
  EXPECT_FALSE(FreeBuffer(block));
}

// BUFFER-1.
TEST_F(BuffersTest, ABufferOutlivesTheHandleItCameThrough) {
  const HANDLE server = OpenA("MOCKHOST");
  LPSTR user = nullptr;
  DWORD bytes = 0;
  ASSERT_TRUE(WTSQuerySessionInformationA(server, 2, WTSUserName, &user, &bytes));
  WTSCloseServer(server);
  EXPECT_STREQ(user, "alice");
  EXPECT_TRUE(FreeBuffer(user));
}

}  // namespace
}  // namespace wtsmock
