#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/commands/output.h"
#include "conformance/platform/output_file.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/print.h"
#include "conformance/recording/recording.h"
#include "conformance/runner/remote_runner.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

struct RecordSettings {
  std::string implementation;
  std::vector<std::string> servers;
  std::string this_computer;
  std::string output;  // "" for stdout
  bool anonymize = false;
};

// What this computer is called: the server that the profile of a mock names, or its real name.
std::string NameOfThisComputer(const RecordSettings& settings, const Profile& profile,
                               const Library& library) {
  if (!settings.this_computer.empty()) return settings.this_computer;
  const ServerName reachable = library.NameOf("reachable");
  return profile.fixed_world && reachable.text.has_value() ? *reachable.text : LocalComputerName();
}

// This process does nothing else: what kills it kills no other work.
std::string RecordHere(const RecordSettings& settings, const Profile& profile) {
  const auto library = LoadLibraryOf(profile);
  const Recording recording = Record(*library, {NameOfThisComputer(settings, profile, *library),
                                                settings.servers, settings.anonymize});
  for (const std::string& remark : recording.remarks) {
    PrintError("wtsconform: not recorded: {}\n", remark);
  }
  return recording.text;
}

// The same options, for the program that the profile's runner starts.
std::vector<std::string> OptionsOf(const RecordSettings& settings) {
  std::vector<std::string> words;
  for (const std::string& each : settings.servers) words.insert(words.end(), {"--server", each});
  if (!settings.this_computer.empty()) {
    words.insert(words.end(), {"--this-computer", settings.this_computer});
  }
  if (settings.anonymize) words.emplace_back("--anonymize");
  return words;
}

int RecordWorld(const RecordSettings& settings) {
  const Profile profile = FindProfile(settings.implementation);
  const std::vector<NamedFile> outputs = {{"--output", PathOf(settings.output)}};
  CheckCollisions(FilesOf(settings.implementation, profile), outputs);
  CheckWritable(outputs);
  const std::string text = profile.runner.empty()
                               ? RecordHere(settings, profile)
                               : RunCommandRemotely("record", profile, OptionsOf(settings));
  WriteOrPrint(settings.output, text);
  return kAllAsExpected;
}

}  // namespace

Command RecordCommand() {
  const auto settings = std::make_shared<RecordSettings>();
  return {.name = "record",
          .summary = "Write the world that an implementation shows, for the mock",
          .options = {ImplementationWord(settings->implementation),
                      {"--server", "NAME", "A server to open and record too; may be repeated",
                       &settings->servers},
                      {"--this-computer", "NAME",
                       "What this computer is called in the file; by default its real name",
                       &settings->this_computer},
                      {"--anonymize", "",
                       "Other names, users, domains, addresses, programs and folders instead of "
                       "the real ones, the same for the same",
                       &settings->anonymize},
                      {"-o,--output", "FILE.toml", "The file to write, instead of stdout",
                       &settings->output}},
          .footer =
              "Makes read-only calls only. WTSMOCK_WORLD=FILE.toml lets the mock show the "
              "same. Exit status: 0 recorded, 2 nothing could be listed",
          .run = [settings](const Suite&) { return RecordWorld(*settings); }};
}

}  // namespace wtsconform
