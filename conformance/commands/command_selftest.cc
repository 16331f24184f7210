#include <chrono>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/print.h"
#include "conformance/platform/progress_line.h"
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

int Selftest(const SelftestSettings& settings, const Suite& suite) {
  const Profile mock = FindProfile("mock");
  std::vector<NamedFile> inputs = FilesOf(suite);
  for (const std::string& each : mock.library) inputs.push_back({"the mock", ResolveFile(each)});
  const std::vector<NamedFile> outputs = {{"--json", PathOf(settings.json)},
                                          {"--markdown", PathOf(settings.markdown)}};
  CheckCollisions(inputs, outputs);
  CheckWritable(outputs);  // found out now, not after the run
  const auto start = std::chrono::steady_clock::now();
  SelftestResults selftest;
  {
    ProgressLine line("selftest");
    selftest = RunKillMatrix(suite, mock, {settings.run, settings.only, settings.full},
                             [&](std::size_t done, std::size_t of) { line.Show(done, of); });
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const bool written =
      WriteAll({[&] { WriteIfNamed(PathOf(settings.json), ToJson(selftest)); },
                [&] { WriteIfNamed(PathOf(settings.markdown), SelftestMarkdown(selftest)); }});
  Print("{}", SelftestText(selftest, took.count(), {WantsColour(), TerminalWidth()}));
  if (!written) return kHarnessFailed;
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
                      {"--full", "",
                       "Every case against every defect, every variant and every pair of variants",
                       &settings->full},
                      {"--json", "FILE", "Write the matrix as JSON", &settings->json},
                      {"--markdown", "FILE", "Write the matrix as Markdown", &settings->markdown}},
          .footer = "Exit status: 0 every check holds, 1 one does not",
          .run = [settings](const Suite& suite) { return Selftest(*settings, suite); }};
}

}  // namespace wtsconform
