#include "mock/abi/errors.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class ChannelsTest : public MockTest {
 protected:
  static HANDLE Open(std::string name, DWORD flags = 0) {
    return WTSVirtualChannelOpenEx(WTS_CURRENT_SESSION, name.data(), flags);
  }
  static bool Write(HANDLE channel, std::string data) {
    ULONG written = 0;
    return WTSVirtualChannelWrite(channel, data.data(), static_cast<ULONG>(data.size()),
                                  &written) != FALSE &&
           written == data.size();
  }
  // The next chunk; none where there is nothing to read.
  static std::optional<std::string> Read(HANDLE channel, ULONG timeout = 0) {
    std::string data(2000, '?');
    ULONG count = 0;
    if (!WTSVirtualChannelRead(channel, timeout, data.data(), 2000, &count)) return {};
    data.resize(count);
    return data;
  }
};

TEST_F(ChannelsTest, TheClientSendsBackWhatItGets) {
  const HANDLE channel = Open("ECHO");
  ASSERT_NE(channel, nullptr);
  EXPECT_EQ(Read(channel), std::nullopt);
  EXPECT_EQ(GetLastError(), kErrorTimeout);
  EXPECT_TRUE(Write(channel, "one"));
  EXPECT_TRUE(Write(channel, "two"));
  EXPECT_EQ(Read(channel), "one");
  EXPECT_EQ(Read(channel), "two");
  EXPECT_TRUE(WTSVirtualChannelClose(channel));
  EXPECT_FALSE(Write(channel, "three"));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  EXPECT_FALSE(WTSVirtualChannelClose(channel));
}

TEST_F(ChannelsTest, LongMessagesArriveInChunks) {
  const HANDLE channel = Open("ECHO");
  EXPECT_TRUE(Write(channel, std::string(3000, 'x')));
  EXPECT_EQ(Read(channel)->size(), 1600u);
  EXPECT_EQ(Read(channel)->size(), 1400u);
  EXPECT_EQ(Read(channel), std::nullopt);
}

TEST_F(ChannelsTest, ADynamicChannelPutsAHeaderBeforeEachChunk) {
  const HANDLE channel = Open("a name longer than seven", WTS_CHANNEL_OPTION_DYNAMIC);
  ASSERT_NE(channel, nullptr);
  EXPECT_TRUE(Write(channel, std::string(1601, 'x')));
  std::uint32_t header[2];
  std::memcpy(header, Read(channel)->data(), sizeof header);
  EXPECT_EQ(header[0], 1601u);
  EXPECT_EQ(header[1], 1u) << "the first";
  const auto last = Read(channel);
  std::memcpy(header, last->data(), sizeof header);
  EXPECT_EQ(header[1], 2u) << "the last";
  EXPECT_EQ(last->substr(8), "x");
}

TEST_F(ChannelsTest, PurgesDropWhatIsUnderway) {
  const HANDLE channel = Open("ECHO");
  EXPECT_TRUE(Write(channel, "lost"));
  EXPECT_TRUE(WTSVirtualChannelPurgeOutput(channel));
  EXPECT_EQ(Read(channel), std::nullopt);
  EXPECT_TRUE(Write(channel, std::string(3000, 'x')));
  EXPECT_TRUE(Read(channel).has_value());
  EXPECT_TRUE(WTSVirtualChannelPurgeInput(channel));
  EXPECT_EQ(Read(channel), std::nullopt);
}

TEST_F(ChannelsTest, AReaderWaitsForData) {
  const HANDLE channel = Open("ECHO");
  std::optional<std::string> read;
  std::thread reader([&] { read = Read(channel, 0xFFFFFFFF); });
  EXPECT_TRUE(Write(channel, "late"));
  reader.join();
  EXPECT_EQ(read, "late");
}

TEST_F(ChannelsTest, TheEndOfTheSessionEndsTheChannel) {
  const HANDLE channel = Open("ECHO");
  ASSERT_TRUE(WTSDisconnectSession(kHere, 2, TRUE));
  EXPECT_FALSE(Write(channel, "x"));
  EXPECT_EQ(Open("ECHO"), nullptr);
}

TEST_F(ChannelsTest, ChannelsDoNotHangOnServerHandles) {
  const HANDLE server = OpenA("MOCKHOST");
  const HANDLE channel = Open("ECHO");
  WTSCloseServer(server);
  EXPECT_TRUE(Write(channel, "x"));
}

// USE-5.
TEST_F(ChannelsTest, OnlyTheCurrentServerIsServed) {
  char name[] = "ECHO";
  EXPECT_EQ(WTSVirtualChannelOpen(OpenA("MOCKHOST"), 2, name), nullptr);
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  EXPECT_NE(WTSVirtualChannelOpen(kHere, 2, name), nullptr);
  EXPECT_EQ(WTSVirtualChannelOpen(kHere, 77, name), nullptr);
  EXPECT_EQ(GetLastError(), DWORD{ERROR_CTX_WINSTATION_NOT_FOUND});
}

TEST_F(ChannelsTest, NamesAndFlagsAreChecked) {
  EXPECT_EQ(Open(""), nullptr);
  EXPECT_EQ(Open("EIGHTLEN"), nullptr);
  EXPECT_EQ(Open(std::string(261, 'x'), WTS_CHANNEL_OPTION_DYNAMIC), nullptr);
  EXPECT_EQ(Open("ECHO", WTS_CHANNEL_OPTION_DYNAMIC_NO_COMPRESS), nullptr);
  EXPECT_EQ(Open("ECHO", 0x100 | WTS_CHANNEL_OPTION_DYNAMIC), nullptr);
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
}

TEST_F(ChannelsTest, QueryGivesAFileHandle) {
  const HANDLE channel = Open("ECHO");
  PVOID block = nullptr;
  DWORD bytes = 0;
  ASSERT_TRUE(WTSVirtualChannelQuery(channel, WTSVirtualFileHandle, &block, &bytes));
  EXPECT_EQ(bytes, sizeof(HANDLE));
  WTSFreeMemory(block);
  EXPECT_FALSE(WTSVirtualChannelQuery(channel, WTSVirtualClientData, &block, &bytes));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_NOT_SUPPORTED});
}

}  // namespace
}  // namespace wtsmock
