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
      {Server("\n[[server]]\nfarm = \"F\""), "w.toml:4:1: ", "a server needs the key \"name\""},
      {Server("[[server]]\nnmae = \"B\""), "w.toml:4:8: ", "(is \"nmae\" meant to be it?)"},
      {"[[server]]\nname = \"\"", "w.toml:2:8: ", "not empty"},
      {"time = \"never\"\n" + Server(""), "w.toml:1:8: ", "is no time of a world; write one like"},
      {"time = \"\"\n" + Server(""), "w.toml:1:8: ", "or \"now\""},
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

// What a [[fault]] or an [[event]] has in a world where server A has the sessions 0 and 2 and the
// process 77, and is this computer, and server B has neither.
std::string InWorld(const std::string& rows) {
  return Server(
             "session = [{ id = 0 }, { id = 2, user = \"u\" }]\n"
             "process = [{ id = 77, name = \"p\", session = 2 }]\n"
             "[[server]]\nname = \"B\"\n") +
         rows;
}
constexpr int kLinesOfWorld = 6;

std::string At(int line, int column) {
  return "w.toml:" + std::to_string(kLinesOfWorld + line) + ":" + std::to_string(column) + ": ";
}

TEST(Reader, AFaultThatNoCallMeetsIsRefused) {
  const struct {
    std::string keys;
    int column;
    const char* says;
  } kMistakes[] = {
      {"nth = 0, error = 5", 7, "nth: calls are counted from 1; write 1 for the first"},
      {"from = 0, error = 5", 8, "from: calls are counted from 1"},
      {"percent = 0, error = 5", 11, "percent: must be between 1 and 100"},
      {"error = 5, empty = true", 20,
       "empty: a call that fails by \"error\" has no answer; write one"},
      {"error = 5, function = \"\"", 23, "there is no function \"\""},
      {"error = 5, server = \"\"", 21, "no [[server]] is called \"\""},
      {"error = 5, function = \"WTSEnumerateSessions\", session = 1", 57,
       "session: WTSEnumerateSessions asks no server for a session; leave \"session\" out"},
      {"error = 5, function = \"WTSEnumerateSessionsW\", class = 5", 56,
       "class: WTSEnumerateSessionsW has no information class; leave \"class\" out, or write "
       "function = \"WTSQuerySessionInformation\""},
      {"empty = true, function = \"WTSOpenServer\"", 9,
       "empty: WTSOpenServer gives no answer that can be empty: write error = 5"},
      {"empty = true, function = \"WTSLogoffSession\"", 9, "WTSLogoffSession gives no answer"},
      {"waits = true, function = \"WTSFreeMemory\", server = \"A\"", 52,
       "server: WTSFreeMemory asks no server; leave \"server\" out"},
      {"error = 5, function = \"WTSQueryUserToken\", server = \"B\"", 53,
       "server: WTSQueryUserToken asks this computer and no other server; leave \"server\" out"},
      {"error = 5, class = \"WTSUsrName\"", 20,
       "there is no WTS_INFO_CLASS \"WTSUsrName\" (did you mean \"WTSUserName\"?)"},
  };
  for (const auto& mistake : kMistakes) {
    const std::string start = "fault = [{ ";
    const std::string text = start + mistake.keys + " }]\n" + InWorld("");
    const int column = static_cast<int>(start.size()) + mistake.column;
    EXPECT_THAT(Complaint(text), StartsWith("w.toml:1:" + std::to_string(column) + ": ")) << text;
    EXPECT_THAT(Complaint(text), HasSubstr(mistake.says)) << text;
  }
  EXPECT_EQ(Complaint(InWorld("[[fault]]\nfunction = \"WTSQueryUserToken\"\nserver = \"a\"\n"
                              "session = 2\nerror = 5")),
            "");
}

TEST(Reader, AClassHasANameAndANumber) {
  const auto read = [](const std::string& word) {
    const auto world = ReadWorld(InWorld("[[fault]]\nerror = 5\nclass = " + word), "w.toml");
    return world.faults.at(0).info_class;
  };
  EXPECT_EQ(read("\"WTSInitialProgram\""), DWORD{0});
  EXPECT_EQ(read("\"WTSUserName\""), DWORD{5});
  EXPECT_EQ(read("\"WTSCapabilityCheck\""), DWORD{WTSCapabilityCheck});
  EXPECT_EQ(read("5"), DWORD{5});
}

TEST(Reader, AnEventThatNeverHappensIsRefused) {
  const struct {
    std::string rows;  // after the line [[event]]
    int line;
    int column;
    const char* says;
  } kMistakes[] = {
      {"what = \"log off\"\nsession = 2", 1, 1,
       "an event of a file needs the key \"at_call\": 1 is right before the first call"},
      {"what = \"log off\"\nsession = 2\nat_cal = 1", 4, 10, "did you mean \"at_call\"?"},
      {"what = \"log off\"\nsession = 2\nat_call = 0", 4, 11, "at_call: calls are counted from 1"},
      {"what = \"log off\"\nat_call = 1", 1, 1, "an event \"log off\" needs the key \"session\""},
      {"what = \"log on\"\nuser = \"\"\nat_call = 1", 3, 8, "user: must not be empty"},
      {"what = \"server down\"\nat_call = 1\nsession = 2", 4, 11,
       "an event \"server down\" has no key \"session\""},
      {"what = \"log off\"\nsession = 7\nat_call = 1", 3, 11,
       "session: there is no session 7 at that time: its server has none in this file, and no "
       "earlier event starts it, or one ends it; write the id of one that is there"},
      {"what = \"lock\"\nsession = 2\nserver = \"B\"\nat_call = 1", 3, 11, "no session 2 at that"},
      {"what = \"end process\"\nprocess = 78\nat_call = 1", 3, 11, "there is no process 78 at"},
      {"what = \"start process\"\nname = \"q\"\nsession = 7\nat_call = 1", 4, 11,
       "there is no session 7 at"},
      {"what = \"start process\"\nname = \"q\"\nserver = \"B\"\nat_call = 1", 1, 1,
       "there is no session 0 at"},
      // In the order in which they happen.
      {"what = \"log off\"\nsession = 7\nat_call = 1\n"
       "[[event]]\nwhat = \"log on\"\nuser = \"v\"\nsession = 7\nat_call = 2",
       3, 11, "there is no session 7 at that time"},
      {"what = \"log off\"\nsession = 2\nat_call = 1\n"
       "[[event]]\nwhat = \"lock\"\nsession = 2\nat_call = 2",
       7, 11, "there is no session 2 at that time"},
      {"what = \"log off\"\nsession = 2\nat_call = 1\n"
       "[[event]]\nwhat = \"end process\"\nprocess = 77\nat_call = 2",
       7, 11, "there is no process 77 at that time"},
  };
  for (const auto& mistake : kMistakes) {
    const std::string text = InWorld("[[event]]\n" + mistake.rows);
    EXPECT_THAT(Complaint(text), StartsWith(At(mistake.line, mistake.column))) << mistake.rows;
    EXPECT_THAT(Complaint(text), HasSubstr(mistake.says)) << mistake.rows;
  }
}

TEST(Reader, AnEventThatMayHappenIsTaken) {
  const std::string log_on = "[[event]]\nat_call = 1\nwhat = \"log on\"\nuser = \"v\"\n";
  const std::string lock = "[[event]]\nat_call = 2\nwhat = \"lock\"\nsession = ";
  const std::string end = "[[event]]\nat_call = 2\nwhat = \"end process\"\nprocess = ";
  const std::string start = "[[event]]\nat_call = 1\nwhat = \"start process\"\nname = \"q\"\n";
  for (const std::string& rows :
       {lock + "7\n" + log_on + "session = 7",  // that comes first
        log_on + lock + "3",                    // the first free id
        log_on + log_on + lock + "4", start + end + "5000",
        start + "process = 9\nsession = 2\n" + end + "9",
        // The program makes those: a child session, that of the screen, that of a listener.
        lock + "150", lock + "1", lock + "65536"}) {
    EXPECT_EQ(Complaint(InWorld(rows)), "") << rows;
  }
  EXPECT_NE(Complaint(InWorld(log_on + lock + "4")), "");
  EXPECT_NE(Complaint(InWorld(start + end + "5001")), "");
  EXPECT_NE(Complaint(InWorld(lock + "150\nserver = \"B\"")), "");
}

TEST(Reader, WhatCannotBeReadIsRefused) {
  EXPECT_THROW(ReadWorldFile("no/such/file.toml"), wtsconform::InputError);
  EXPECT_THROW(ReadWorldFile("."), wtsconform::InputError);
  EXPECT_THROW(ReadWorldFile(""), wtsconform::InputError);
  EXPECT_THAT(Complaint(std::string(100 << 20, '#')), HasSubstr("too large"));
}

}  // namespace
}  // namespace wtsmock
