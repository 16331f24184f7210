#include <memory>

#include "conformance/commands/case_named.h"
#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/reproducer/repro.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct ReproSettings {
  std::string subject;         // a case's id
  std::string implementation;  // "" for a library that exports the functions
  std::string output;          // "" for stdout
};

int Repro(const ReproSettings& settings, const Suite& suite) {
  const Case subject = CaseNamed(suite, settings.subject);
  const Profile implementation =
      settings.implementation.empty() ? BareLibrary("") : FindProfile(settings.implementation);
  const std::vector<NamedFile> outputs = {{"--output", PathOf(settings.output)}};
  CheckCollisions(FilesOf(suite), outputs);
  CheckCollisions(FilesOf(settings.implementation, implementation), outputs);
  CheckWritable(outputs);
  WriteOrPrint(settings.output, ReproProgram({&subject}, suite, implementation));
  return kAllAsExpected;
}

}  // namespace

Command ReproCommand() {
  const auto settings = std::make_shared<ReproSettings>();
  return {.name = "repro",
          .summary = "Write a case as a stand-alone C program",
          .options = {{.name = "case",
                       .type = "",
                       .help = "A case's id, or ID=1-4,9 for those of its steps",
                       .value = &settings->subject,
                       .required = true},
                      {"-o,--output", "FILE.c", "The C file to write, instead of stdout",
                       &settings->output},
                      {"--implementation", "NAME",
                       "The known name, profile or library that the program is for: how it is "
                       "loaded, what it may be asked for; by default any library that exports the "
                       "functions",
                       &settings->implementation}},
          .footer =
              "Build it with any C compiler and run it as ./a.out LIBRARY SERVER "
              "[UNREACHABLE]. Exit status: 0 the library conforms to the clause, 1 it "
              "deviates, 2 not decided",
          .run = [settings](const Suite& suite) { return Repro(*settings, suite); }};
}

}  // namespace wtsconform
