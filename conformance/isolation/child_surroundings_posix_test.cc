#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/isolation.h"
#include "conformance/isolation/test_children_posix.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::EndsWith;
using ::testing::HasSubstr;

TEST(ChildSurroundings, OutputIsKeptFromBothStreams) {
  const ChildEnd end = RunOne([](Journal&) {
    dprintf(STDOUT_FILENO, "to stdout\n");
    dprintf(STDERR_FILENO, "to stderr\n");
  });
  EXPECT_EQ(end.output, "to stdout\nto stderr\n");
  EXPECT_EQ(RunOne([](Journal&) {}).output, "") << "nothing is left for the next child";
}

TEST(ChildSurroundings, WhatTheParentHasBufferedIsNotWrittenAgain) {
  std::printf("buffered");
  const ChildEnd end = RunOne([](Journal& journal) { Recorder(journal, 60s).SetExiting(); });
  std::printf("\n");
  EXPECT_EQ(end.output, "");
}

TEST(ChildSurroundings, OfAFloodTheEndIsKept) {
  const ChildEnd end = RunOne([](Journal&) {
    const std::string line(1000, 'x');
    for (int i = 0; i < 1000; ++i) dprintf(STDOUT_FILENO, "%s\n", line.c_str());
    dprintf(STDERR_FILENO, "the end\n");
  });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_THAT(end.output, EndsWith("the end\n"));
  EXPECT_LT(end.output.size(), 10'000u);
}

// Writing on beyond every limit fails, and kills nobody.
TEST(ChildSurroundings, AFloodWithoutEndFillsNoDisk) {
  const ChildEnd end = RunOne([](Journal&) {
    const std::string block(1 << 20, 'x');
    int failures = 0;
    for (int i = 0; i < 80; ++i) failures += write(STDOUT_FILENO, block.data(), block.size()) < 0;
    std::_Exit(failures > 0 ? 5 : 0);
  });
  EXPECT_EQ(end.how, How::kExited);
  EXPECT_EQ(end.code, 5);
}

TEST(ChildSurroundings, AChildMayCloseEveryDescriptor) {
  int ends = 0;
  RunIsolated(
      2, Options(),
      [](std::size_t index, Journal& journal) {
        if (index == 0) syscall(SYS_close_range, 0U, ~0U, 0U);
        SendText(journal, "still here");
      },
      [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
        EXPECT_EQ(end.how, How::kExited);
        EXPECT_EQ(end.code, 0);
        EXPECT_EQ(TextOfReport(report), "still here");
        ++ends;
      });
  EXPECT_EQ(ends, 2);
}

TEST(ChildSurroundings, StandardInputIsEmptyAndNothingElseIsInherited) {
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  const std::string told = Told([&] {
    char byte;
    std::string open;
    for (int i = 3; i < 100; ++i) {
      if (fcntl(i, F_GETFD) != -1) open += " " + std::to_string(i);
    }
    return "read " + std::to_string(read(STDIN_FILENO, &byte, 1)) + ", open:" + open;
  });
  EXPECT_EQ(told, "read 0, open:");
  close(pipe_ends[0]);
  close(pipe_ends[1]);
}

TEST(ChildSurroundings, TheEnvironmentIsCleanedAndThenTheProfilesIsSet) {
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) {
    setenv(name, "/nonexistent", 1);
  }
  IsolationOptions options = Options();
  options.environment = [](std::size_t) {
    return std::map<std::string, std::string>{{"WTSCONFORM_TEST", "set"},
                                              {"LD_PRELOAD", "by the profile"}};
  };
  const std::string told = Told(
      [] {
        std::string values;
        for (const char* name :
             {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD", "WTSCONFORM_TEST"}) {
          const char* const value = std::getenv(name);
          values += std::string(value ? value : "-") + ";";
        }
        return values;
      },
      options);
  for (const char* name : {"WTSAPI_LIBRARY", "LD_LIBRARY_PATH", "LD_PRELOAD"}) unsetenv(name);
  EXPECT_EQ(told, "-;-;by the profile;set;");
  EXPECT_EQ(std::getenv("WTSCONFORM_TEST"), nullptr);
}

TEST(ChildSurroundings, LimitsKeepAChildFromDoingHarm) {
  const std::string told = Told([] {
    std::string limits;
    for (const int what : {RLIMIT_CORE, RLIMIT_FSIZE, RLIMIT_NOFILE, RLIMIT_AS}) {
      rlimit limit{};
      getrlimit(what, &limit);
      if (limit.rlim_max == RLIM_INFINITY || limit.rlim_cur != limit.rlim_max) {
        limits += std::to_string(what) + " is not limited; ";
      }
      if (what == RLIMIT_CORE) limits += "core " + std::to_string(limit.rlim_cur) + "; ";
    }
    return limits;
  });
#if defined(WTSCONFORM_SANITIZED)
  EXPECT_THAT(told, HasSubstr("core 1; ")) << "sanitizers reserve far more addresses than they use";
#else
  // A core limit of 1, not 0: only that keeps crash reporters away.
  EXPECT_EQ(told, "core 1; ");
#endif
}

TEST(ChildSurroundings, EachChildLeadsAProcessGroupOfItsOwn) {
  EXPECT_EQ(Told([] { return std::string(getpgrp() == getpid() ? "own" : "inherited"); }), "own");
}

}  // namespace
}  // namespace wtsconform
