// Children on Windows: new processes of this very program, told what to do by a text.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <windows.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>
#include <stdexcept>

#include "conformance/channel/recorder.h"
#include "conformance/channel/test_channel.h"
#include "conformance/isolation/crash_report.h"
#include "conformance/isolation/isolation.h"
#include "conformance/platform/platform.h"

namespace wtsconform {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using How = ChildEnd::How;

// --- what the children do

volatile int sink = 0;
int* volatile nowhere = nullptr;

// NOLINTNEXTLINE(misc-no-recursion): it is meant to end the stack
int Deeper(int depth) {
  volatile char room[4096] = {};
  room[0] = static_cast<char>(depth);
  return depth < 0 ? sink : Deeper(depth + 1) + room[0];
}

LONG CALLBACK Forgive(EXCEPTION_POINTERS*) { return EXCEPTION_CONTINUE_EXECUTION; }

std::string PrivilegeLeft(const wchar_t* name) {
  HANDLE token = nullptr;
  OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token);
  LUID wanted{};
  LookupPrivilegeValueW(nullptr, name, &wanted);
  alignas(TOKEN_PRIVILEGES) char memory[8192];
  auto& held = *reinterpret_cast<TOKEN_PRIVILEGES*>(memory);
  DWORD size = 0;
  if (!GetTokenInformation(token, TokenPrivileges, &held, sizeof memory, &size)) return "unknown";
  for (DWORD i = 0; i < held.PrivilegeCount; ++i) {
    const LUID& each = held.Privileges[i].Luid;
    if (each.LowPart == wanted.LowPart && each.HighPart == wanted.HighPart) return "held";
  }
  return "gone";
}

const std::map<std::string, void (*)(Journal&)> kTasks = {
    {"nothing", [](Journal&) {}},
    {"id", [](Journal& journal) { SendText(journal, std::to_string(GetCurrentProcessId())); }},
    {"exit", [](Journal&) { std::_Exit(7); }},
    {"access violation", [](Journal&) { *nowhere = 1; }},
    {"stub", [](Journal&) { RaiseException(static_cast<DWORD>(kMissingFunction), 0, 0, nullptr); }},
    {"abort", [](Journal&) { std::abort(); }},
    {"throw", [](Journal&) { throw std::runtime_error("thrown in a child"); }},
    {"stack overflow", [](Journal&) { sink = Deeper(0); }},
    {"heap corruption",
     [](Journal&) { RaiseException(0xC0000374, EXCEPTION_NONCONTINUABLE, 0, nullptr); }},
    {"handled exception",
     [](Journal& journal) {
       AddVectoredExceptionHandler(1, Forgive);
       RaiseException(0xE0000001, 0, 0, nullptr);
       SendText(journal, "went on");
     }},
    {"late call",
     [](Journal& journal) {
       Recorder recorder(journal, 200ms);
       recorder.Begin({1, "h", "", false}, {});
       Sleep(INFINITE);
     }},
    {"sleep", [](Journal&) { Sleep(INFINITE); }},
    {"variables",
     [](Journal& journal) {
       const char* const given = std::getenv("GIVEN");
       const char* const stray = std::getenv("WTSAPI_LIBRARY");
       SendText(journal, std::string(given ? given : "none") + (stray ? stray : ", clean"));
     }},
    {"output",
     [](Journal&) {
       std::puts("to stdout");
       std::fputs("to stderr\n", stderr);
     }},
    {"grandchild",
     [](Journal& journal) { SendText(journal, std::to_string(StartDisposableProcess())); }},
    {"privileges",
     [](Journal& journal) {
       std::string left;
       for (const wchar_t* name : {L"SeShutdownPrivilege", L"SeDebugPrivilege"}) {
         left += PrivilegeLeft(name) + ' ';
       }
       SendText(journal, left);
     }},
    {"before the channel",
     [](Journal& journal) { *(reinterpret_cast<volatile char*>(&journal) - 1) = 1; }},
    {"behind the channel",
     [](Journal& journal) {
       auto* const begin = reinterpret_cast<volatile char*>(&journal);
       for (std::size_t i = sizeof(Journal); i < sizeof(Journal) + 200'000; ++i) begin[i] = 1;
     }},
    {"exit handlers",
     [](Journal& journal) {
       static Journal* the_journal = &journal;
       std::atexit([] { SendText(*the_journal, "ran"); });
       journal.exiting = 1;
     }},
};

void DoTask(const std::string& task, Journal& journal) {
  InstallCrashReports(journal);
  kTasks.at(task)(journal);
}

// --- how they end

struct Outcome {
  ChildEnd end;
  std::string detail;
  bool reported = false;
  DWORD exception = 0;
  std::string frame;
};

Outcome Do(const std::string& task, IsolationOptions options = {}) {
  Outcome outcome;
  options.describe = [&task](std::size_t) { return task; };
  RunIsolated(1, options, {}, [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
    outcome.end = end;
    outcome.detail = TextOfReport(report);
    outcome.reported = report.crash.has_value();
    if (!report.crash) return;
    outcome.exception = static_cast<DWORD>(report.crash->signal);
    if (!report.crash->frames.empty()) outcome.frame = report.crash->frames.front();
  });
  return outcome;
}

TEST(IsolationOnWindows, EachTaskRunsInAProcessOfItsOwn) {
  std::set<std::string> ids;
  IsolationOptions options;
  options.jobs = 3;
  options.describe = [](std::size_t) { return "id"; };
  RunIsolated(8, options, {}, [&](std::size_t, const ChildReport& report, const ChildEnd& end) {
    EXPECT_EQ(end.how, How::kExited);
    ids.emplace(TextOfReport(report));
  });
  EXPECT_EQ(ids.size(), 8u);
  EXPECT_FALSE(ids.contains(std::to_string(GetCurrentProcessId())));
}

TEST(IsolationOnWindows, ExitStatusesAreTold) {
  EXPECT_EQ(Do("nothing").end.how, How::kExited);
  EXPECT_EQ(Do("nothing").end.code, 0);
  EXPECT_EQ(Do("exit").end.how, How::kExited);
  EXPECT_EQ(Do("exit").end.code, 7);
}

TEST(IsolationOnWindows, ExceptionsAreToldByTheirCode) {
  const std::map<std::string, std::pair<DWORD, std::string>> exceptions = {
      {"access violation", {0xC0000005, "STATUS_ACCESS_VIOLATION"}},
      {"stub", {0x80000100, "exception 0x80000100"}},
      {"abort", {0x40000015, "STATUS_FATAL_APP_EXIT"}},
      {"throw", {0x40000015, "STATUS_FATAL_APP_EXIT"}},
      {"stack overflow", {0xC00000FD, "STATUS_STACK_OVERFLOW"}},
      {"heap corruption", {0xC0000374, "STATUS_HEAP_CORRUPTION"}}};
  for (const auto& [task, expected] : exceptions) {
    const Outcome outcome = Do(task);
    EXPECT_TRUE(outcome.reported) << task;
    EXPECT_EQ(outcome.exception, expected.first) << task;
    EXPECT_EQ(SignalName(static_cast<int>(outcome.exception)), expected.second);
  }
  EXPECT_THAT(Do("access violation").frame, HasSubstr(".exe+0x"));
}

TEST(IsolationOnWindows, WhatALibraryCatchesItselfIsNoCrash) {
  const Outcome outcome = Do("handled exception");
  EXPECT_FALSE(outcome.reported);
  EXPECT_EQ(outcome.detail, "went on");
}

TEST(IsolationOnWindows, HangsAreEnded) {
  EXPECT_EQ(Do("late call").end.how, How::kHung);
  IsolationOptions options;
  options.budget = 500ms;
  EXPECT_EQ(Do("sleep", options).end.how, How::kOverBudget);
}

TEST(IsolationOnWindows, TheEnvironmentIsTheOneAskedFor) {
  SetEnvironmentVariableW(L"WTSAPI_LIBRARY", L"stray");
  IsolationOptions options;
  options.environment = [](std::size_t) {
    return std::map<std::string, std::string>{{"GIVEN", "a b"}};
  };
  EXPECT_EQ(Do("variables", options).detail, "a b, clean");
}

TEST(IsolationOnWindows, OutputIsKept) {
  const std::string output = Do("output").end.output;
  EXPECT_THAT(output, HasSubstr("to stdout\n"));
  EXPECT_THAT(output, HasSubstr("to stderr\n"));
}

TEST(IsolationOnWindows, WhatAChildStartedEndsWithIt) {
  const Outcome outcome = Do("grandchild");
  const auto id = static_cast<DWORD>(std::stoul(outcome.detail));
  ASSERT_NE(id, 0u);
  const HANDLE process = OpenProcess(SYNCHRONIZE, FALSE, id);
  if (!process) return;  // gone altogether
  EXPECT_EQ(WaitForSingleObject(process, 10'000), WAIT_OBJECT_0);
  CloseHandle(process);
}

TEST(IsolationOnWindows, PowerIsGivenUp) { EXPECT_EQ(Do("privileges").detail, "gone gone "); }

TEST(IsolationOnWindows, AnExitRunsItsHandlers) {
  const Outcome outcome = Do("exit handlers");
  EXPECT_EQ(outcome.detail, "ran");
  EXPECT_EQ(outcome.end.code, kExitedAsAsked);
}

TEST(IsolationOnWindows, GuardsLieRoundTheChannel) {
  for (const char* const task : {"before the channel", "behind the channel"}) {
    EXPECT_EQ(Do(task).exception, 0xC0000005) << task;
  }
}

// `histories`, `concurrent` and `selftest` need copies of this process.
TEST(IsolationOnWindows, TasksThatCannotBeSaidAreRefused) {
  EXPECT_THROW(RunIsolated(1, IsolationOptions{}, {},
                           [](std::size_t, const ChildReport&, const ChildEnd&) {}),
               CannotIsolate);
}

}  // namespace
}  // namespace wtsconform

int main(int argc, char** argv) {
  wtsconform::DoAsChild(wtsconform::DoTask);
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
