#include <chrono>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/print.h"
#include "conformance/platform/terminal.h"
#include "conformance/proof/selftest/kill_matrix.h"
#include "reports/summary/selftest_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct SelftestSettings {
  RunOptions run = DefaultRunOptions();
  std::vector<std::string> only;
  bool full = false;
  std::string json;
  std::string markdown;
};

void WriteIfWanted(const std::string& path, const std::string& text) {
  if (!path.empty()) WriteText(PathOf(path), text);
}

int Selftest(const SelftestSettings& settings, const Suite& suite) {
  WriteIfWanted(settings.json, "");  // found out now, not after the run
  WriteIfWanted(settings.markdown, "");
  const auto start = std::chrono::steady_clock::now();
  SelftestResults selftest;
  {
    ProgressLine line("selftest");
    selftest =
        RunKillMatrix(suite, FindProfile("mock"), {settings.run, settings.only, settings.full},
                      [&](std::size_t done, std::size_t of) { line.Show(done, of); });
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  Print("{}", SelftestText(selftest, took.count(), {WantsColour(), TerminalWidth()}));
  WriteIfWanted(settings.json, ToJson(selftest));
  WriteIfWanted(settings.markdown, SelftestMarkdown(selftest));
  return selftest.problems.empty() ? kAllAsExpected : kUnexpected;
}

}  // namespace

Command SelftestCommand() {
  const auto settings = std::make_shared<SelftestSettings>();
  return {.name = "selftest",
          .summary = "Show with the mock's defects that the cases of each clause can fail",
          .options = {JobsOption(settings->run),
                      TimeoutOption(settings->run),
                      {"--defect", "NAME", "Only this defect, and no conforming variant",
                       &settings->only},
                      {"--full", "", "Every case against every variant and every pair of them",
                       &settings->full},
                      {"--json", "FILE", "Write the matrix as JSON", &settings->json},
                      {"--markdown", "FILE", "Write the matrix as Markdown", &settings->markdown}},
          .footer = "Exit status: 0 every check holds, 1 one does not",
          .run = [settings](const Suite& suite) { return Selftest(*settings, suite); }};
}

}  // namespace wtsconform
