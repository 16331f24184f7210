#include "mock/world/reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "cmake/embedded_file.h"
#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
const std::vector<EmbeddedFile>& ExampleWorlds();
}  // namespace wtsconform

namespace wtsmock {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::string Complaint(const std::string& text) {
  try {
    ReadWorld(text, "w.toml");
  } catch (const wtsconform::InputError& error) {
    return error.what();
  }
  return "";
}

// A world of one server with these rows.
std::string Server(const std::string& rows) { return "[[server]]\nname = \"A\"\n" + rows; }

TEST(Reader, WhatIsLeftOutHasADefault) {
  const WorldData world = ReadWorld(Server("session = [{ id = 3, user = \"u\" }]"), "w.toml");
  ASSERT_EQ(world.servers.size(), 1u);
  const auto& server = world.servers[0];
  const Session& session = server.sessions.at(0);
  EXPECT_EQ(session.state, WTSActive);
  EXPECT_EQ(session.station, u"RDP-Tcp#3");
  EXPECT_EQ(session.client.protocol, WTS_PROTOCOL_TYPE_RDP);
  EXPECT_EQ(server.callers_session, DWORD{3});
  EXPECT_EQ(server.processes.size(), 2u) << "the system's, and one of the user";
  EXPECT_EQ(server.listeners.size(), 1u);
  EXPECT_EQ(server.default_users.size(), 2u) << "of those without settings, and of the user";
}

TEST(Reader, ACountCountsIdsTextsAndAddresses) {
  const WorldData world = ReadWorld(
      "[[server]]\nname = \"SRV{n}\"\naliases = [\"a{n}\"]\ncount = 3\n"
      "session = [{ id = 2, count = 300, user = \"u{n}\", client = { address = \"10.0.0.1\" } }]\n"
      "process = [{ id = 100, name = \"p\", each_session = true }]\n",
      "w.toml");
  ASSERT_EQ(world.servers.size(), 3u);
  EXPECT_EQ(world.servers[2].name, u"SRV3");
  EXPECT_EQ(world.servers[2].aliases.at(0), u"a3");
  EXPECT_EQ(world.servers[2].id, static_cast<ServerId>(2));
  const Session& last = world.servers[0].sessions.at(299);
  EXPECT_EQ(last.id, DWORD{301});
  EXPECT_EQ(last.user, u"u300");
  EXPECT_EQ(last.client.address->bytes[2], 1);
  EXPECT_EQ(last.client.address->bytes[3], 44);
  EXPECT_EQ(world.servers[0].processes.at(299).id, DWORD{399});
  EXPECT_EQ(world.servers[0].processes.at(299).session, DWORD{301});
}

TEST(Reader, ThisComputerComesFirst) {
  const WorldData world =
      ReadWorld("this_computer = \"b\"\n[[server]]\nname = \"A\"\n[[server]]\nname = \"B\"\n", "w");
  EXPECT_EQ(world.servers[0].name, u"B");
  EXPECT_EQ(world.servers[1].name, u"A");
}

TEST(Reader, TheHostIsTheRealMachine) {
  const WorldData world = ReadWorld("this_computer = \"host\"\n", "w");
  const auto& host = world.servers.at(0);
  EXPECT_FALSE(host.processes.empty());
  ASSERT_TRUE(host.callers_session.has_value());
  EXPECT_EQ(host.sessions.at(1).id, *host.callers_session);
  EXPECT_FALSE(host.sessions.at(1).user.empty());
}

TEST(Reader, TheExamplesAreWorlds) {
  for (const wtsconform::EmbeddedFile& file : wtsconform::ExampleWorlds()) {
    EXPECT_FALSE(ReadWorld(file.text, std::string(file.name)).servers.empty()) << file.name;
  }
}

TEST(Reader, AMistakeIsNamedWithItsPlace) {
  const struct {
    std::string text;
    const char* starts;
    const char* says;
  } kMistakes[] = {
      {"", "w.toml: ", "a world needs a [[server]]"},
      {"server = 3", "w.toml:1:10: ", "[[server]]"},
      {"sever = 3", "w.toml:1:9: ", "did you mean \"server\"?"},
      {"[[server]]\n", "w.toml:1:1: ", "a server needs the key \"name\""},
      {"[[server]]\nname = \"\"", "w.toml:2:8: ", "not empty"},
      {"[[server]]\nname = \"A\"\n[[server]]\nname = \"a\"", "w.toml:4:8: ", "names two servers"},
      {Server("[[server]]\nname = \"B\"\naliases = [\"a\"]"), "w.toml:5:11: ", "two servers"},
      {Server("count = 2"), "w.toml:2:8: ", "names two servers"},
      {Server("count = 0"), "w.toml:3:9: ", "between 1 and 100000"},
      {Server("kind = \"farm\""), "w.toml:3:8: ", "none of: session host, virtualization host"},
      {Server("latency_ms = -1"), "w.toml:3:14: ", "not within 0 and 65535"},
      {"this_computer = \"C\"\n" + Server(""), "w.toml:1:17: ", "no [[server]] is called \"C\""},
      {"this_computer = \"SRVE\"\n[[server]]\nname = \"SRVR\"",
       "w.toml:1:17: ", "did you mean \"SRVR\"?"},
      {Server("callers_session = 7"), "w.toml:3:19: ", "7 is no session of this server"},
      {Server("session = [{ id = 3 }, { id = 3 }]"), "w.toml:3:31: ", "session 3 is there twice"},
      {Server("session = [{ user = \"u\" }]"), "w.toml:3:12: ", "needs the key \"id\""},
      {Server("session = [{ id = 3, state = \"actve\" }]"), "w.toml:3:30: ", "none of: active, "},
      {Server("session = [{ id = 3, statoin = \"u\" }]"),
       "w.toml:3:32: ", "did you mean \"station\"?"},
      {Server("session = [{ id = 3, logged_on = \"now\" }]"), "w.toml:3:34: ", "is no time"},
      {Server("session = [{ id = 3, client = { address = \"1.2\" } }]"),
       "w.toml:3:43: ", "is no address"},
      {Server("session = [{ id = 3, virtual_ip = \"::1\" }]"), "w.toml:3:35: ", "IPv4"},
      {Server("session = [{ id = 3, user = \"a\\u0000b\" }]"), "w.toml:3:29: ", "zero"},
      {Server("session = [{ id = 3, shadowed_by = 4 }]"), "w.toml:3:36: ", "no other session"},
      {Server("session = [{ id = 3, shadowed_by = 3 }]"), "w.toml:3:36: ", "no other session"},
      {Server("session = [{ id = 3, shadowed_by = 4 }, { id = 4, shadowed_by = 3 }]"),
       "w.toml:3:36: ", "is shadowed itself"},
      {Server("process = [{ id = 3, name = \"p\", session = 3 }]"),
       "w.toml:3:44: ", "3 is no session of this server"},
      {Server("session = [{ id = 0 }]\nprocess = [{ id = 3, name = \"p\" }, { id = 3, name = \"q\" "
              "}]"),
       "w.toml:4:43: ", "process 3 is there twice"},
      {Server("session = [{ id = 0 }]\nprocess = [{ id = 3, name = \"p\", sid = \"x\" }]"),
       "w.toml:4:40: ", "is no security identifier"},
      {Server("listener = [{ name = \"l\" }, { name = \"L\" }]"), "w.toml:3:38: ", "twice"},
      {Server("user = [{ name = \"l\", idel_timeout = 3 }]"),
       "w.toml:3:38: ", "did you mean \"idle_timeout\"?"},
  };
  for (const auto& mistake : kMistakes) {
    EXPECT_THAT(Complaint(mistake.text), StartsWith(mistake.starts)) << mistake.text;
    EXPECT_THAT(Complaint(mistake.text), HasSubstr(mistake.says)) << mistake.text;
  }
}

TEST(Reader, WhatCannotBeReadIsRefused) {
  EXPECT_THROW(ReadWorldFile("no/such/file.toml"), wtsconform::InputError);
  EXPECT_THROW(ReadWorldFile("."), wtsconform::InputError);
  EXPECT_THROW(ReadWorldFile(""), wtsconform::InputError);
  EXPECT_THAT(Complaint(std::string(100 << 20, '#')), HasSubstr("too large"));
}

}  // namespace
}  // namespace wtsmock
