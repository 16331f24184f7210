// For the tests of the command line: a quick run, what is refused, and a table of one's own.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_CLI_FIXTURE_H_
#define WTSCONFORM_CONFORMANCE_TESTS_CLI_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "conformance/tests/test_program.h"

namespace wtsconform {

class CliTest : public ProgramTest {
 protected:
  // `words` after "run mock --filter kFew".
  static ProgramEnd RunFew(const Words& words, const Environment& environment = {}) {
    Words all = {"run", "mock", "--filter", kFew};
    all.insert(all.end(), words.begin(), words.end());
    return Call(all, environment);
  }

  // What the shell makes of the first line of `text` that starts, after spaces, with `start`.
  static ProgramEnd CallPrinted(const std::string& text, const std::string& start,
                                Environment environment = {}) {
    const auto from = text.find(start);
    if (from == std::string::npos) return {-1, "", "no \"" + start + "\" in: " + text};
    const std::string line = text.substr(from, text.find('\n', from) - from);
    environment["PATH"] = ExecutableFolder().string() + ":/usr/bin";
    return Program("/bin/sh", {"-c", line}, environment).Wait();
  }

  // Refused: status 2, a complaint that has all of `parts`, nothing that looks like a result.
  template <typename... Parts>
  static void ExpectRefused(const Words& words, const Parts&... parts) {
    const std::vector<std::string> expected = {parts...};
    const ProgramEnd end = Call(words);
    EXPECT_EQ(end.status, 2) << ::testing::PrintToString(words) << end.out << end.err;
    EXPECT_THAT(end.err, ::testing::StartsWith("wtsconform: "));
    for (const std::string& part : expected) EXPECT_THAT(end.err, ::testing::HasSubstr(part));
    EXPECT_THAT(end.out, ::testing::Not(::testing::HasSubstr("cases in")));
  }
};

// A sequence that is known to no C++ file.
inline constexpr char kMine[] = R"([[case]]
id     = "mine/open-close-use"
clause = "CLOSE-6"
title  = "closed handles to two servers are refused, each from its own close on"
steps  = [
  { open = "first", by = "WTSOpenServerW", server = "reachable" },
  { open = "second", by = "WTSOpenServerExA", server = "other" },
  { control = "WTSEnumerateProcessesA", on = "second" },
  { control = "WTSEnumerateProcessesA", on = "first" },
  { close = "second" },
  { call = "WTSEnumerateProcessesA", on = "second", expect = "failure" },
  { call = "WTSEnumerateProcessesA", on = "first", expect = "success" },
  { close = "first" },
  { sleep = 1 },
  { call = "WTSEnumerateProcessesA", on = "first", expect = "failure" },
]
)";

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_CLI_FIXTURE_H_
