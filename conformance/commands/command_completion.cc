#include <algorithm>
#include <memory>

#include "conformance/commands/commands.h"
#include "conformance/commands/completion.h"
#include "conformance/commands/manual.h"
#include "conformance/implementations/profile.h"
#include "conformance/platform/print.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

const std::vector<std::string> kFormats = {"bash", "zsh", "fish", "man"};

KnownValues ValuesOf(const Suite& suite) {
  return {{"implementation", KnownImplementations()},
          {"--implementation", KnownImplementations()},
          {"--clause", suite.clauses().Ids()},
          {"--level", {"required", "robustness", "observed"}},
          {"shell", kFormats}};
}

int Complete(const std::string& format, const std::vector<Command>& commands, const Suite& suite) {
  if (std::ranges::find(kFormats, format) == kFormats.end()) {
    throw InputError("\"" + format +
                     "\" is no shell for which there is a completion: bash, zsh, fish" +
                     DidYouMean(format, kFormats));
  }
  const KnownValues values = ValuesOf(suite);
  if (format == "bash") PrintText(BashCompletion(commands, values));
  if (format == "zsh") PrintText(ZshCompletion(commands, values));
  if (format == "fish") PrintText(FishCompletion(commands, values));
  if (format == "man") PrintText(ManualPage(commands));
  return kAllAsExpected;
}

}  // namespace

Command CompletionCommand(std::vector<Command> others) {
  const auto format = std::make_shared<std::string>();
  Command command = {.name = "completion",
                     .summary = "Write what a shell completes these words by",
                     .options = {{.name = "shell",
                                  .type = "",
                                  .help = "bash, zsh or fish; man writes the manual page",
                                  .value = format.get(),
                                  .required = true}},
                     .footer = "In bash: source <(wtsconform completion bash)",
                     .run = nullptr};
  others.push_back(command);
  command.run = [format, others = std::move(others)](const Suite& suite) {
    return Complete(*format, others, suite);
  };
  return command;
}

}  // namespace wtsconform
