#include <fmt/format.h>

#include <fstream>

#include "conformance/commands/commands.h"
#include "conformance/reproducer/repro.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {

int Repro(const ReproCommand& command, const Suite& suite) {
  const Case* subject = suite.Find(command.subject);
  if (!subject) {
    std::vector<std::string> known;
    for (const Case& each : suite.cases()) known.push_back(each.id);
    throw InputError("\"" + command.subject + "\" is no case" + DidYouMean(command.subject, known) +
                     "; wtsconform list names them all");
  }
  const std::vector<Profile> setups = command.implementation.empty()
                                          ? RecognisableProfiles()
                                          : std::vector{FindProfile(command.implementation)};
  const std::string program = ReproProgram({subject}, suite, setups);
  if (command.output.empty()) {
    fmt::print("{}", program);
    return kAllAsExpected;
  }
  std::ofstream stream(command.output, std::ios::binary);
  stream << program << std::flush;
  if (!stream) throw InputError("cannot write " + command.output);
  return kAllAsExpected;
}

}  // namespace wtsconform
