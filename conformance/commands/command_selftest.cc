#include <fmt/format.h>

#include <chrono>
#include <fstream>

#include "conformance/commands/commands.h"
#include "conformance/platform/terminal.h"
#include "conformance/proof/selftest/kill_matrix.h"
#include "conformance/proof/selftest/selftest_report.h"

namespace wtsconform {
namespace {

void WriteText(const std::string& path, const std::string& text) {
  if (path.empty()) return;
  std::ofstream stream(path, std::ios::binary);
  stream << text << std::flush;
  if (!stream) throw InputError("cannot write " + path);
}

}  // namespace

int Selftest(const SelftestCommand& command, const Suite& suite) {
  WriteText(command.json, "");  // found out now, not after the run
  WriteText(command.markdown, "");
  const auto start = std::chrono::steady_clock::now();
  KillMatrix matrix;
  {
    ProgressLine line("selftest");
    matrix = RunKillMatrix(suite, FindProfile("mock"), {command.run, command.only, command.full},
                           [&](std::size_t done, std::size_t of) { line.Show(done, of); });
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  fmt::print("{}", SelftestText(matrix, took.count(), {WantsColour(), TerminalWidth()}));
  WriteText(command.json, SelftestJson(matrix));
  WriteText(command.markdown, SelftestMarkdown(matrix));
  return matrix.problems.empty() ? kAllAsExpected : kUnexpected;
}

}  // namespace wtsconform
