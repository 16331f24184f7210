#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <linux/close_range.h>
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

#include "conformance/platform/run_program.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

ProgramEnd Shell(const std::string& words, std::chrono::milliseconds limit = kLongestRun,
                 bool terminal = false) {
  return Program("/bin/sh", {"-c", words}, {}, terminal).Wait(limit);
}

TEST(Program, SaysHowItEndedAndWhatItPrinted) {
  const ProgramEnd end = Shell("echo out; echo err >&2; exit 7");
  EXPECT_EQ(end.status, 7);
  EXPECT_EQ(end.out, "out\n");
  EXPECT_EQ(end.err, "err\n");
  EXPECT_FALSE(end.out_of_time);
  EXPECT_EQ(Shell("kill -9 $$").status, 128 + SIGKILL);
}

TEST(Program, WhatATerminalWasShownIsKeptWhole) {
  const ProgramEnd end = Shell("seq 1 20000; tty >/dev/null || test -t 1 && echo end", 60s, true);
  EXPECT_THAT(end.out, HasSubstr("20000\r\n"));
  EXPECT_THAT(end.out, HasSubstr("end"));
}

// A runner that hangs must not hang what started it, and leaves nothing behind.
TEST(Program, WhoDoesNotEndIsEndedWithWhatItStarted) {
  const auto begun = std::chrono::steady_clock::now();
  const ProgramEnd end = Shell("sleep 100 & echo $!; wait", 300ms);
  EXPECT_TRUE(end.out_of_time);
  EXPECT_EQ(end.status, 128 + SIGKILL);
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 60s);
  const pid_t sleeper = std::stoi(end.out);
  // Nobody's child now; whoever takes it in may need a moment.
  for (int i = 0; i < 500 && kill(sleeper, 0) == 0; ++i) std::this_thread::sleep_for(10ms);
  std::ifstream stat("/proc/" + std::to_string(sleeper) + "/stat");
  std::string id, name, state;
  stat >> id >> name >> state;
  EXPECT_TRUE(state.empty() || state == "Z") << state;
}

TEST(Program, NothingIsInheritedButTheStandardDescriptors) {
  // What this process itself inherited is no matter.
  syscall(SYS_close_range, 3U, ~0U, CLOSE_RANGE_CLOEXEC);
  EXPECT_EQ(Shell("ls -l /proc/self/fd | grep -c /dev/null").out, "1\n") << "standard input";
}

}  // namespace
}  // namespace wtsconform
