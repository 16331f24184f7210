#include "mock/world/directory.h"

#include <thread>

#include "mock/tests/mock_test.h"
#include "mock/world/host.h"

namespace wtsmock {
namespace {

class DirectoryTest : public MockTest {};

// Which session the caller of a server that is opened by that name is in, so to say: its first
// user.
std::optional<std::string> UserThrough(const std::string& name) {
  const HANDLE server = OpenA(name);
  auto user = QueryText(server, 1, WTSUserName);
  WTSCloseServer(server);
  return user;
}

TEST_F(DirectoryTest, AServerHasOneNameInAnyCase) {
  EXPECT_EQ(UserThrough("FARM2"), "root");
  EXPECT_EQ(UserThrough("farm2"), "root");
  EXPECT_EQ(UserThrough("Farm2.MOCK.example"), "root");
  EXPECT_EQ(UserThrough("FARM"), std::nullopt);
  EXPECT_EQ(UserThrough("FARM22"), std::nullopt);
  EXPECT_EQ(UserThrough("farm2.other.example"), std::nullopt);
}

TEST_F(DirectoryTest, ThisComputerIsAlsoCalledWhatUsersCallIt) {
  for (const char* name : {"localhost", "LocalHost", ".", "127.0.0.1", "::1", "mockhost"}) {
    EXPECT_EQ(UserThrough(name), "operator") << name;
  }
  EXPECT_EQ(UserThrough(Encode<CHAR>(HostName())), "operator");
}

TEST_F(DirectoryTest, AWideNameIsTheSame) {
  const HANDLE server = OpenW(Encode<WCHAR>(u"localhost"));
  EXPECT_EQ(QueryText(server, 1, WTSUserName), "operator");
  WTSCloseServer(server);
}

// A thread remembers the name that it opened last: neither a longer nor a shorter one is taken for
// it, nor is it taken for what it meant in another world.
TEST_F(DirectoryTest, WhatAThreadOpenedLastIsNotTakenForAnother) {
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(UserThrough("FARM2"), "root");
    EXPECT_EQ(UserThrough("FARM2.mock.example"), "root");
    EXPECT_EQ(UserThrough("FARM2X"), std::nullopt);
    EXPECT_EQ(UserThrough("FAR"), std::nullopt);
    EXPECT_EQ(UserThrough(""), "operator");
    EXPECT_EQ(UserThrough(std::string(40, 'A')), std::nullopt);
    EXPECT_EQ(UserThrough("J\u00FCrgen"), std::nullopt);
  }
  EXPECT_EQ(UserThrough("FARM2"), "root");
  ASSERT_EQ(WtsMockLoadWorldText("[[server]]\nname = \"FARM2\"\n"
                                 "session = [{ id = 1, user = \"other\" }]"),
            0);
  EXPECT_EQ(UserThrough("FARM2"), "other");
  ASSERT_EQ(WtsMockLoadWorldText("[[server]]\nname = \"FARM3\"\n"), 0);
  EXPECT_EQ(UserThrough("FARM2"), std::nullopt);
}

TEST_F(DirectoryTest, NamesOutsideAsciiAndLongOnesAreFound) {
  const std::string name(60, 'L');
  const std::string text = "[[server]]\nname = \"" + name +
                           "\"\naliases = [\"Zürich\"]\nsession = [{ id = 1, user = \"u\" }]";
  ASSERT_EQ(WtsMockLoadWorldText(text.c_str()), 0) << WtsMockError();
  EXPECT_EQ(UserThrough(name), "u");
  EXPECT_EQ(UserThrough("Zürich"), "u");
  EXPECT_EQ(UserThrough("ZüRICH"), "u") << "only ASCII letters are equal regardless of case";
}

TEST_F(DirectoryTest, TenThousandServersAreFound) {
  ASSERT_EQ(WtsMockLoadWorldText("[[server]]\nname = \"SRV{n}\"\ncount = 10000\n"
                                 "session = [{ id = 1, user = \"u\" }]"),
            0)
      << WtsMockError();
  for (int i = 1; i <= 10'000; ++i) {
    const HANDLE server = OpenA("SRV" + std::to_string(i));
    ASSERT_EQ(WtsMockIsOpen(server), 1) << i;
    WTSCloseServer(server);
  }
  EXPECT_EQ(UserThrough("SRV10001"), std::nullopt);
}

// The world is replaced while a call waits: the call ends.
TEST_F(DirectoryTest, ACallThatWaitsEndsWithItsWorld) {
  const HANDLE server = OpenA("FARM2");
  Waiter through_handle(server, WTS_EVENT_ALL);
  Waiter through_current(kHere, WTS_EVENT_ALL);
  ASSERT_EQ(WtsMockLoadWorldText("[[server]]\nname = \"FARM2\"\n"), 0);
  EXPECT_FALSE(through_handle.result());
  EXPECT_FALSE(through_current.result());
  EXPECT_FALSE(Works(server));
  EXPECT_EQ(WtsMockLiveHandles(), 0u);
}

TEST_F(DirectoryTest, ABadWorldChangesNothing) {
  const HANDLE server = OpenA("FARM2");
  EXPECT_NE(WtsMockLoadWorldText("[[server]]\nnmae = \"X\""), 0);
  EXPECT_THAT(WtsMockError(), testing::HasSubstr("world:2:8: a server needs the key \"name\""));
  EXPECT_NE(WtsMockLoadWorld("/no/such/file"), 0);
  EXPECT_THAT(WtsMockError(), testing::HasSubstr("there is no such file"));
  EXPECT_TRUE(Works(server));
  EXPECT_EQ(WtsMockLoadWorld(nullptr), 0);
  EXPECT_STREQ(WtsMockError(), "");
}

TEST_F(DirectoryTest, AClientWithIpv6IsSeen) {
  const auto address = QueryValue<WTS_CLIENT_ADDRESS>(kHere, 7, WTSClientAddress);
  ASSERT_TRUE(address.has_value());
  EXPECT_EQ(address->AddressFamily, DWORD{23});
  EXPECT_EQ(address->Address[0], 0x20);
  EXPECT_EQ(address->Address[15], 0x12);
  EXPECT_EQ(address->Address[16], 0);
}

}  // namespace
}  // namespace wtsmock
