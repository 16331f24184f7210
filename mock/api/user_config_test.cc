#include "mock/abi/errors.h"
#include "mock/tests/mock_test.h"

namespace wtsmock {
namespace {

class UserConfigTest : public MockTest {
 protected:
  static std::optional<std::string> Query(const char* server, const char* user,
                                          WTS_CONFIG_CLASS which) {
    LPSTR block = nullptr;
    DWORD bytes = 0;
    if (!WTSQueryUserConfigA(const_cast<LPSTR>(server), const_cast<LPSTR>(user), which, &block,
                             &bytes)) {
      return std::nullopt;
    }
    std::string copy(block, bytes);
    WTSFreeMemory(block);
    return copy;
  }
  static std::optional<std::string> QueryText(const char* user, WTS_CONFIG_CLASS which) {
    const auto value = Query(nullptr, user, which);
    return value.has_value() ? std::optional(std::string(value->c_str())) : std::nullopt;
  }
  static BOOL Set(const char* user, WTS_CONFIG_CLASS which, std::string value) {
    return WTSSetUserConfigA(nullptr, const_cast<LPSTR>(user), which, value.data(),
                             static_cast<DWORD>(value.size()));
  }
};

TEST_F(UserConfigTest, EveryTextThatWasSetIsReadBack) {
  for (const auto which :
       {WTSUserConfigInitialProgram, WTSUserConfigWorkingDirectory,
        WTSUserConfigModemCallbackPhoneNumber, WTSUserConfigTerminalServerProfilePath,
        WTSUserConfigTerminalServerHomeDir}) {
    EXPECT_TRUE(Set("alice", which, "C:\\caf\xC3\xA9")) << which;
    EXPECT_EQ(QueryText("alice", which), "C:\\caf\xC3\xA9") << which;
    EXPECT_NE(QueryText("dave", which), "C:\\caf\xC3\xA9") << "it is one user's";
  }
  EXPECT_TRUE(Set("alice", WTSUserConfigTerminalServerHomeDirDrive, "H:"));
  EXPECT_EQ(QueryText("alice", WTSUserConfigTerminalServerHomeDirDrive), "H:");
  EXPECT_FALSE(Set("alice", WTSUserConfigTerminalServerHomeDirDrive, "TOO LONG"));
}

TEST_F(UserConfigTest, EveryNumberThatWasSetIsReadBack) {
  for (int which = WTSUserConfigfInheritInitialProgram; which <= WTSUserConfigShadowingSettings;
       ++which) {
    if (which == WTSUserConfigModemCallbackPhoneNumber) continue;
    const auto config_class = static_cast<WTS_CONFIG_CLASS>(which);
    const std::string value("\x07\x01\x00\x00", 4);
    EXPECT_TRUE(Set("alice", config_class, value)) << which;
    EXPECT_EQ(Query(nullptr, "alice", config_class), value) << which;
    EXPECT_FALSE(Set("alice", config_class, "\x07")) << "too short for a number";
  }
}

TEST_F(UserConfigTest, WhetherTheHomeIsRemoteFollowsFromItsPath) {
  const std::string yes("\x01\0\0\0", 4);
  EXPECT_FALSE(Set("alice", WTSUserConfigfTerminalServerRemoteHomeDir, yes));
  EXPECT_TRUE(Set("alice", WTSUserConfigTerminalServerHomeDir, "\\\\server\\share"));
  EXPECT_EQ(Query(nullptr, "alice", WTSUserConfigfTerminalServerRemoteHomeDir), yes);
}

TEST_F(UserConfigTest, TheWholeStructureConverts) {
  auto name = Encode<WCHAR>(u"J\u00FCrgen \U0001F98A");
  WTSUSERCONFIGW config{};
  config.AllowLogonTerminalServer = 1;
  CopyField(config.WorkDirectory, u"C:\\\U0001F98A");
  ASSERT_TRUE(WTSSetUserConfigW(nullptr, name.data(), WTSUserConfigUser,
                                reinterpret_cast<LPWSTR>(&config), sizeof config / sizeof(WCHAR)));
  const auto read = Query(nullptr, "J\xC3\xBCrgen \xF0\x9F\xA6\x8A", WTSUserConfigUser);
  ASSERT_EQ(read->size(), sizeof(WTSUSERCONFIGA));
  WTSUSERCONFIGA narrow;
  std::memcpy(&narrow, read->data(), sizeof narrow);
  EXPECT_STREQ(narrow.WorkDirectory, "C:\\\xF0\x9F\xA6\x8A");
  EXPECT_EQ(narrow.AllowLogonTerminalServer, 1u);
}

TEST_F(UserConfigTest, WideLengthsCountCharacters) {
  auto name = Encode<WCHAR>(u"alice");
  auto path = Encode<WCHAR>(u"C:\\path and more");
  ASSERT_TRUE(WTSSetUserConfigW(nullptr, name.data(), WTSUserConfigInitialProgram, path.data(), 7));
  EXPECT_EQ(QueryText("alice", WTSUserConfigInitialProgram), "C:\\path");
}

TEST_F(UserConfigTest, ServersAndUsersAreFoundByName) {
  EXPECT_TRUE(Query("FARM2", "frank", WTSUserConfigInitialProgram).has_value());
  EXPECT_TRUE(Query(nullptr, nullptr, WTSUserConfigInitialProgram).has_value()) << "defaults";
  EXPECT_FALSE(Query(nullptr, "frank", WTSUserConfigInitialProgram).has_value());
  EXPECT_EQ(GetLastError(), kErrorUserNotFound);
  EXPECT_FALSE(Query("NOSUCHHOST", "frank", WTSUserConfigInitialProgram).has_value());
  EXPECT_EQ(GetLastError(), DWORD{RPC_S_SERVER_UNAVAILABLE});
  EXPECT_FALSE(Query(nullptr, "alice", static_cast<WTS_CONFIG_CLASS>(20)).has_value());
  EXPECT_EQ(GetLastError(), DWORD{ERROR_INVALID_PARAMETER});
}

}  // namespace
}  // namespace wtsmock
