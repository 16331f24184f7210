#include <cstdio>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/commands/init_files.h"
#include "conformance/commands/library_probe.h"
#include "conformance/commands/output.h"
#include "conformance/commands/run_settings.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "reports/formats/shell_word.h"
#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct InitSettings {
  std::string library;
  std::string folder = "wtsconform";
  bool no_run = false;
  RunSettings run;
};

Profile ProfileOf(const InitSettings& settings) {
  if (!FindProfile(settings.library).runner.empty() || !IsFileThere(PathOf(settings.library)) ||
      settings.library.ends_with(".toml")) {
    throw InputError("\"" + settings.library +
                     "\" is no library's file: what has a profile needs none made; run it with\n  "
                     "wtsconform run " +
                     ShellWord(settings.library));
  }
  Profile profile = BareLibrary(settings.library);
  profile.name = profile.title = InitName(settings.library);
  profile.with_dependencies = settings.run.with_dependencies;
  OverrideServers(profile, settings.run.server, settings.run.unreachable);
  return profile;
}

void CheckNoneIsThere(const InitFiles& files) {
  for (const InitFile* each : files.All()) {
    if (!IsThere(each->path)) continue;
    throw InputError(TextOf(each->path) +
                     " is there and is not overwritten: name another folder with -o, or move it "
                     "away");
  }
}

void WriteInitFiles(const InitFiles& files) {
  for (const InitFile* each : files.All()) {
    WriteFile(each->path, each->text);
    Print("wrote {}\n", TextOf(each->path));
  }
  Print("\n");
}

int Init(InitSettings& settings, const Suite& suite) {
  Profile profile = ProfileOf(settings);
  const std::filesystem::path folder = PathOf(settings.folder);
  const std::string& unreachable = settings.run.unreachable;
  CheckNoneIsThere(InitFilesFor({profile, {}, ""}, unreachable, folder));
  // A file's name without a folder would be searched for where the system has its libraries.
  profile.library = {TextOf(std::filesystem::absolute(PathOf(settings.library)))};
  LibraryProbe probe = ProbeWays(suite, profile, settings.run.run);
  probe.profile.library = {settings.library};
  const InitFiles files = InitFilesFor(probe, unreachable, folder);
  Print("{}: {}\n", settings.library, probe.kind);
  std::fflush(stdout);
  MakeFolder(folder);
  WriteInitFiles(files);
  const std::string words = ShellWords(InitRunWords(files));
  int status = kAllAsExpected;
  if (!settings.no_run) {
    std::fflush(stdout);
    RunSettings run;
    run.run = settings.run.run;
    run.implementations = {TextOf(files.profile.path)};
    run.write_expect = TextOf(files.list.path);
    status = RunImplementations(run, suite);
    Print(
        "\nThe list of what is known is in {}: write the reasons. From now on:\n  wtsconform "
        "run{}\n",
        run.write_expect, words);
  } else {
    Print(
        "The list of what is known is empty; a run fills it:\n  wtsconform run{} --write-expect "
        "{}\n",
        words, ShellWord(TextOf(files.list.path)));
  }
  return status;
}

}  // namespace

Command InitCommand() {
  const auto settings = std::make_shared<InitSettings>();
  return {
      .name = "init",
      .summary = "Begin with a library: write its profile, its list and what a CI needs",
      .options = {{.name = "library",
                   .type = "",
                   .help = "The library's file (.so, .dll)",
                   .value = &settings->library,
                   .required = true},
                  {"-o,--output", "FOLDER", "The folder to write to; by default wtsconform",
                   &settings->folder},
                  ServerOption(settings->run.server),
                  UnreachableOption(settings->run.unreachable),
                  WithDependenciesOption(settings->run.with_dependencies),
                  {"--no-run", "", "Leave the list empty instead of filling it from a run",
                   &settings->no_run},
                  JobsOption(settings->run.run),
                  TimeoutOption(settings->run.run)},
      .footer =
          "Finds out how the library is loaded: by its exports, as a provider for WinPR, or by the "
          "Windows program under Wine. Overwrites nothing. Exit status: that of the run with the "
          "list that it writes (see run --help); 2 where a file is there already, or nothing can "
          "load the library",
      .run = [settings](const Suite& suite) { return Init(*settings, suite); }};
}

}  // namespace wtsconform
