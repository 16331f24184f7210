#include "mock/abi/errors.h"
#include "mock/abi/security_descriptor.h"
#include "mock/tests/mock_test.h"
#include "mock/world/defaults.h"

namespace wtsmock {
namespace {

constexpr SECURITY_INFORMATION kLists = DACL_SECURITY_INFORMATION | SACL_SECURITY_INFORMATION;

class ListenersTest : public MockTest {
 protected:
  static std::vector<std::string> Names() {
    DWORD count = 0;
    EXPECT_TRUE(WTSEnumerateListenersA(kHere, nullptr, 0, nullptr, &count));
    std::vector<WTSLISTENERCONFIGA> unused;
    auto names = std::make_unique<WTSLISTENERNAMEA[]>(count);
    EXPECT_TRUE(WTSEnumerateListenersA(kHere, nullptr, 0, names.get(), &count));
    return {names.get(), names.get() + count};
  }
  static WTSLISTENERCONFIGA ConfigWithPort(ULONG port) {
    WTSLISTENERCONFIGA config{};
    config.version = 1;
    config.PortNumber = port;
    std::strcpy(config.Comment, "caf\xC3\xA9");
    return config;
  }
  static Bytes SecurityOf(char* name, SECURITY_INFORMATION wanted) {
    DWORD needed = 0;
    EXPECT_FALSE(WTSGetListenerSecurityA(kHere, nullptr, 0, name, wanted, nullptr, 0, &needed));
    EXPECT_EQ(GetLastError(), DWORD{ERROR_INSUFFICIENT_BUFFER});
    Bytes descriptor(needed);
    EXPECT_TRUE(WTSGetListenerSecurityA(kHere, nullptr, 0, name, wanted, descriptor.data(), needed,
                                        &needed));
    return descriptor;
  }
  char known_[8] = "rdp-tcp";
  char fresh_[8] = "MOCK-L";
};

TEST_F(ListenersTest, ACreatedListenerIsListedAndListens) {
  auto config = ConfigWithPort(4000);
  const std::size_t sessions = Sessions(kHere)->size();
  ASSERT_TRUE(WTSCreateListenerA(kHere, nullptr, 0, fresh_, &config, WTS_LISTENER_CREATE));
  EXPECT_EQ(Names(), (std::vector<std::string>{"RDP-Tcp", "MOCK-L"}));
  EXPECT_EQ(Sessions(kHere)->size(), sessions + 1);
  WTSLISTENERCONFIGW read{};
  auto name = Encode<WCHAR>(u"mock-l");
  ASSERT_TRUE(WTSQueryListenerConfigW(kHere, nullptr, 0, name.data(), &read));
  EXPECT_EQ(read.PortNumber, 4000u);
  EXPECT_EQ(Decode(read.Comment), u"caf\u00E9");
  EXPECT_FALSE(WTSCreateListenerA(kHere, nullptr, 0, fresh_, &config, WTS_LISTENER_CREATE));
  EXPECT_EQ(GetLastError(), kErrorAlreadyExists);
}

TEST_F(ListenersTest, AnUpdateShowsInTheConfiguration) {
  auto config = ConfigWithPort(4001);
  ASSERT_TRUE(WTSCreateListenerA(kHere, nullptr, 0, known_, &config, WTS_LISTENER_UPDATE));
  WTSLISTENERCONFIGA read{};
  ASSERT_TRUE(WTSQueryListenerConfigA(kHere, nullptr, 0, known_, &read));
  EXPECT_EQ(std::memcmp(&read, &config, sizeof read), 0);
  EXPECT_FALSE(WTSCreateListenerA(kHere, nullptr, 0, fresh_, &config, WTS_LISTENER_UPDATE));
  EXPECT_EQ(GetLastError(), kErrorFileNotFound);
}

TEST_F(ListenersTest, SecurityIsReadBackAsItWasSet) {
  const Bytes before = SecurityOf(known_, kLists);
  Security security = DefaultListenerSecurity();
  security.dacl[12] = 0x49;
  Bytes descriptor = WriteSecurity(security, kLists);
  ASSERT_TRUE(WTSSetListenerSecurityA(kHere, nullptr, 0, known_, kLists, descriptor.data()));
  EXPECT_EQ(SecurityOf(known_, kLists), descriptor);
  EXPECT_NE(descriptor, before);
  EXPECT_NE(SecurityOf(known_, OWNER_SECURITY_INFORMATION), descriptor);
}

TEST_F(ListenersTest, AbsoluteDescriptorsAreUnderstood) {
  Bytes owner = UserSid(5);
  struct {
    std::uint8_t revision = 1;
    std::uint8_t spare = 0;
    std::uint16_t control = 0;
    void* owner;
    void* group = nullptr;
    void* sacl = nullptr;
    void* dacl = nullptr;
  } absolute;
  absolute.owner = owner.data();
  ASSERT_TRUE(
      WTSSetListenerSecurityA(kHere, nullptr, 0, known_, OWNER_SECURITY_INFORMATION, &absolute));
  const Bytes read = SecurityOf(known_, OWNER_SECURITY_INFORMATION);
  EXPECT_TRUE(std::equal(owner.begin(), owner.end(), read.begin() + 20));
}

TEST_F(ListenersTest, BrokenDescriptorsChangeNothing) {
  const Bytes before = SecurityOf(known_, kLists);
  Bytes descriptor = WriteSecurity(DefaultListenerSecurity(), kLists);
  descriptor[20] = 9;  // the list's revision
  EXPECT_FALSE(WTSSetListenerSecurityA(kHere, nullptr, 0, known_, kLists, descriptor.data()));
  EXPECT_EQ(GetLastError(), kErrorInvalidAcl);
  descriptor[0] = 9;
  EXPECT_FALSE(WTSSetListenerSecurityA(kHere, nullptr, 0, known_, kLists, descriptor.data()));
  EXPECT_FALSE(WTSSetListenerSecurityA(kHere, nullptr, 0, known_, kLists, nullptr));
  EXPECT_EQ(SecurityOf(known_, kLists), before);
}

// USE-4.
TEST_F(ListenersTest, OnlyTheCurrentServerIsServed) {
  const HANDLE server = OpenA("MOCKHOST");
  DWORD count = 0;
  EXPECT_FALSE(WTSEnumerateListenersA(server, nullptr, 0, nullptr, &count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_HANDLE});
  auto config = ConfigWithPort(1);
  EXPECT_FALSE(WTSCreateListenerA(server, nullptr, 0, fresh_, &config, WTS_LISTENER_CREATE));
  EXPECT_EQ(Names().size(), 1u);
}

TEST_F(ListenersTest, BadArgumentsFail) {
  DWORD count = 0;
  WTSLISTENERNAMEA names[1];
  auto config = ConfigWithPort(1);
  const auto refuses = [](BOOL result) {
    return result == FALSE && GetLastError() == ERROR_INVALID_PARAMETER;
  };
  EXPECT_TRUE(refuses(WTSEnumerateListenersA(kHere, names, 0, names, &count)));
  EXPECT_TRUE(refuses(WTSEnumerateListenersA(kHere, nullptr, 1, names, &count)));
  EXPECT_TRUE(refuses(WTSEnumerateListenersA(kHere, nullptr, 0, names, nullptr)));
  EXPECT_FALSE(WTSEnumerateListenersA(kHere, nullptr, 0, names, &count));
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INSUFFICIENT_BUFFER});
  EXPECT_EQ(count, 1u) << "as many as there must be room for";
  EXPECT_TRUE(refuses(WTSCreateListenerA(kHere, nullptr, 0, fresh_, &config, 3)));
  EXPECT_TRUE(
      refuses(WTSCreateListenerA(kHere, nullptr, 0, nullptr, &config, WTS_LISTENER_CREATE)));
  EXPECT_TRUE(refuses(WTSQueryListenerConfigA(kHere, nullptr, 0, known_, nullptr)));
}

}  // namespace
}  // namespace wtsmock
