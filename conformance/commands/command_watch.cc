#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>

#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/commands/watched_processes.h"
#include "conformance/implementations/profile.h"
#include "conformance/platform/foreground.h"
#include "conformance/platform/layer.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/print.h"
#include "conformance/platform/temporary_folder.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

struct WatchSettings {
  bool mock = false;
  std::string world;
  std::string json;
  bool aborts = false;
  bool with_stacks = false;
  std::vector<std::string> program;
};

// The first of the candidates that is there.
fs::path FindOwnFile(const std::vector<std::string>& candidates) {
  for (const std::string& each : candidates) {
    if (fs::exists(ResolveFile(each))) return ResolveFile(each);
  }
  throw InputError("it is not there: " + TextOf(ResolveFile(candidates.front())));
}

LayerFiles FilesFor(const WatchSettings& settings) {
  LayerFiles files;
  files.layer = FindOwnFile({"$ORIGIN/../lib/libwtsconform_watch.so",
                             "$LIBDIR/libwtsconform_watch.so", "$ORIGIN/wtsconform_watch.dll"});
  if (settings.mock) files.mock = FindOwnFile(FindProfile("mock").library);
  return files;
}

std::map<std::string, std::string> EnvironmentFor(const WatchSettings& settings,
                                                  const PlacedLayer& placed,
                                                  const fs::path& report) {
  std::map<std::string, std::string> environment = placed.environment();
  const std::string flag = "1";
  if (!settings.mock) {
    environment["WTSCONFORM_WATCH"] = TextOf(report);
    if (settings.with_stacks) environment["WTSCONFORM_WATCH_STACKS"] = flag;
    if (settings.aborts) environment["WTSCONFORM_WATCH_ABORT"] = flag;
    return environment;
  }
  environment["WTSCONFORM_WATCH_MOCK"] = flag;
  environment["WTSMOCK_REPORT"] = TextOf(report);
  if (settings.with_stacks) environment["WTSMOCK_STACKS"] = flag;
  if (settings.aborts) environment["WTSMOCK_ABORT"] = flag;
  if (!settings.world.empty()) {
    environment["WTSMOCK_WORLD"] = TextOf(fs::absolute(PathOf(settings.world)));
  }
  return environment;
}

std::string ContentOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return (std::ostringstream() << stream.rdbuf()).str();
}

void ExplainSilence(const WatchSettings& settings, const ForegroundEnd& end,
                    const std::vector<WatchedProcess>& processes) {
  const bool is_loaded =
      std::ranges::any_of(processes, [&](const auto& each) { return each.process == end.process; });
  std::string why = WhyNotWatched(settings.program.front());
  if (is_loaded) {
    why =
        "neither it nor a child of it called one of the functions by way of the loader: by "
        "linking, dlopen and dlsym, LoadLibrary and GetProcAddress";
  } else if (why.empty()) {
    why = "it does not load the layer";
  }
  PrintError("wtsconform watch: no call was seen: {}: {}\n", settings.program.front(), why);
}

// Prints what was seen. The status for a program that ended with 0.
int Report(const WatchSettings& settings, const ForegroundEnd& end,
           const std::vector<WatchedProcess>& processes) {
  bool has_breaches = false;
  bool has_calls = false;
  bool is_whole = true;
  for (const WatchedProcess& each : processes) {
    if (!each.has_called) continue;
    has_calls = true;
    has_breaches |= each.Breaches() > 0;
    is_whole &= each.has_ended && each.unwatched.empty();
    PrintError("wtsconform watch: {}", TextOf(each));
  }
  if (!has_calls) ExplainSilence(settings, end, processes);
  if (has_breaches) return kUnexpected;
  return has_calls && is_whole ? kAllAsExpected : kNotDecided;
}

int Watch(const WatchSettings& settings) {
  if (!settings.world.empty() && !settings.mock) throw InputError("--world needs --mock");
  if (!settings.world.empty() && !fs::exists(PathOf(settings.world))) {
    throw InputError(settings.world + ": there is no such file");
  }
  CheckWritable({{"--json", PathOf(settings.json)}});
  const TemporaryFolder folder;
  const fs::path file = folder.File("report.jsonl");
  const PlacedLayer placed(FilesFor(settings), settings.program.front(), folder.path());
  const ForegroundEnd end =
      RunInForeground(settings.program, EnvironmentFor(settings, placed, file));
  if (!end.problem.empty()) throw InputError(settings.program.front() + ": " + end.problem);
  const std::vector<WatchedProcess> processes = ReadWatched(ContentOf(file));
  const int found = Report(settings, end, processes);
  const int status = end.status != 0 ? end.status : found;
  WriteIfNamed(PathOf(settings.json),
               JsonOf(processes, end.process, settings.program, status).dump(1) + "\n");
  return status;
}

}  // namespace

Command WatchCommand() {
  const auto settings = std::make_shared<WatchSettings>();
  return {.name = "watch",
          .summary = "Run a program and report where it breaks its side of the documentation",
          .options = {{"--mock", "",
                       "Under the program, put the mock in the place of any other "
                       "implementation",
                       &settings->mock},
                      {"--world", "FILE.toml", "The mock's world", &settings->world},
                      {"--json", "FILE", "Write the report as JSON", &settings->json},
                      {"--abort", "", "End the program at the first breach, for a debugger",
                       &settings->aborts},
                      {"--stacks", "", "Report the stacks of the calls", &settings->with_stacks}},
          .footer =
              "wtsconform watch [OPTIONS] -- PROGRAM [ARGUMENTS]\n"
              "Exit status: the program's own if that is not 0 (128 + the signal that ended it); 1 "
              "after a breach; 4 where no call was seen, or not all; 2 where it was not started; 0 "
              "otherwise",
          .program = &settings->program,
          .run = [settings](const Suite&) { return Watch(*settings); }};
}

}  // namespace wtsconform
