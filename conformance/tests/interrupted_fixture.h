// For the tests of runs that do not come to their end, or whose outputs cannot be written.
#ifndef WTSCONFORM_CONFORMANCE_TESTS_INTERRUPTED_FIXTURE_H_
#define WTSCONFORM_CONFORMANCE_TESTS_INTERRUPTED_FIXTURE_H_

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <regex>
#include <string>
#include <thread>
#include <vector>

#include "conformance/tests/adopter_posix.h"
#include "conformance/tests/test_program.h"
#include "reports/formats/shell_word.h"
#include "reports/formats/unfinished_results.h"

namespace wtsconform {

// "3 of 990 cases": those that ended, of all that were selected.
inline std::string CountsOf(const UnfinishedResults& kept) {
  return std::to_string(kept.results.cases.size()) + " of " + std::to_string(kept.selected) +
         " cases";
}

// All that an undisturbed run says, but for what is of the moment: times and addresses.
inline std::string Essence(const std::filesystem::path& json) {
  Results results = ReadResults(json);
  for (CaseRecord& each : results.cases) each.seconds = 0;
  return std::regex_replace(ToJson(results), std::regex("0x[0-9a-fA-F]+"), "0x");
}

class InterruptedRunTest : public ProgramTest {
 protected:
  // Of a library whose call with a closed handle blocks from the one after `calls` on.
  Environment BlocksAfter(int calls) const {
    std::filesystem::remove(Path("calls"));
    return {{"MISBEHAVES", "block"},
            {"BLOCK_CALLS", Path("calls")},
            {"BLOCK_AFTER", std::to_string(calls)}};
  }
  static Words RunWords(const std::string& json, const Words& more = {}) {
    Words words = {
        "run", TestLibrary("misbehaves"), "--clause", "CLOSE-6", "--timeout", "600", "--json",
        json};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }
  std::string Whole() const {
    Call(RunWords(Path("whole.json")));
    return Essence(Path("whole.json"));
  }
  void WaitUntilBlocked(int calls) const {
    std::error_code not_yet;
    const auto made = [&] {
      const auto size = std::filesystem::file_size(Path("calls"), not_yet);
      return not_yet ? 0 : static_cast<int>(size);
    };
    while (made() <= calls) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  // The end of a run of one case at a time that blocked after so many calls and got the signal.
  ProgramEnd Interrupt(int calls, int signal, const Words& more = {}) const {
    const Adopter adopter;
    Program program(ProgramFile(), RunWords(Path("a.json"), more), BlocksAfter(calls));
    WaitUntilBlocked(calls);
    program.Send(signal);
    return program.Wait();
  }
  // The words in a shell, with this behind them.
  static ProgramEnd InShell(const Words& words, const std::string& behind,
                            const std::string& before = "") {
    return Program("/bin/bash",
                   {"-c", before + ShellQuoted(ProgramFile()) + ShellWords(words) + behind})
        .Wait();
  }
  std::vector<std::string> FilesThere() const {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(folder_)) {
      if (each.is_regular_file()) names.push_back(each.path().filename());
    }
    return names;
  }
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_TESTS_INTERRUPTED_FIXTURE_H_
