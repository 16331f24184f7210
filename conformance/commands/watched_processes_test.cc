#include "conformance/commands/watched_processes.h"

#include <gmock/gmock.h>

namespace wtsconform {
namespace {

constexpr const char* kLines = R"(
{"event": "start", "process": 7, "program": "/bin/sh"}
{"event": "start", "process": 7, "program": "/bin/client"}
{"event": "call", "process": 7, "program": "/bin/client"}
{"event": "call", "process": 8, "program": "/bin/client"}
{"event": "breach", "process": 8, "program": "/bin/client", "breach": {"clause": "CLOSE-7"}, "text": "CLOSE-7: twice\n"}
{"event": "unwatched", "process": 7, "program": "/bin/client", "what": "WTSCloseServer"}
{"event": "end", "process": 7, "program": "/bin/client", "status": 0, "report": {"breaches": [], "breaches_in_all": 0, "calls": 2}, "text": "2 calls, no breaches\n"}
{"event": "end", "process": 8, "program": "/bin/cli)";

TEST(ReadWatched, AProgramInAnothersPlaceIsSaidApartAndALineThatIsCutIsLeftOut) {
  const auto processes = ReadWatched(kLines);
  ASSERT_EQ(processes.size(), 3u);
  EXPECT_EQ(processes[0].program, "/bin/sh");
  EXPECT_FALSE(processes[0].has_called);
  EXPECT_EQ(processes[1].program, "/bin/client");
  EXPECT_TRUE(processes[1].has_ended);
  EXPECT_EQ(processes[1].Breaches(), 0u);
  EXPECT_THAT(processes[1].unwatched, testing::ElementsAre("WTSCloseServer"));
}

TEST(ReadWatched, OfAProcessThatDidNotEndTheBreachesAreKept) {
  const auto processes = ReadWatched(kLines);
  ASSERT_EQ(processes.size(), 3u);
  EXPECT_EQ(processes[2].process, 8u);
  EXPECT_FALSE(processes[2].has_ended);
  EXPECT_EQ(processes[2].Breaches(), 1u);
  EXPECT_THAT(TextOf(processes[2]), testing::AllOf(testing::HasSubstr("CLOSE-7: twice"),
                                                   testing::HasSubstr("did not report its end")));
}

TEST(ReadWatched, TheReportIsTheProgramsAndHasTheOthers) {
  const auto report = JsonOf(ReadWatched(kLines), 7, {"client", "-v"}, 1);
  EXPECT_EQ(report["calls"], 2);
  EXPECT_EQ(report["status"], 1);
  EXPECT_EQ(report["program"][1], "-v");
  ASSERT_EQ(report["others"].size(), 1u);
  EXPECT_EQ(report["others"][0]["breaches"][0]["clause"], "CLOSE-7");
  EXPECT_FALSE(report["others"][0]["ended"]);
}

TEST(ReadWatched, NothingIsNothing) {
  EXPECT_TRUE(ReadWatched("").empty());
  EXPECT_TRUE(JsonOf({}, 7, {"true"}, 4)["calls"].is_null());
}

}  // namespace
}  // namespace wtsconform
