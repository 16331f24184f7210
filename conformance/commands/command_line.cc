#include "conformance/commands/command_line.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>

#include "conformance/platform/print.h"
#include "conformance/runner/exit_status.h"
#include "conformance/version.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// CLI::Range lets NaN pass.
CLI::Validator Seconds() {
  return CLI::Validator(
      [](std::string& text) {
        double seconds = 0;
        const bool fits =
            CLI::detail::lexical_cast(text, seconds) && seconds >= 0.01 && seconds <= 3600;
        return std::string(fits ? "" : "write seconds from 0.01 to 3600, not " + text);
      },
      "");
}

// A variable that a script forgot to set must not mean "everything".
CLI::Validator NotEmpty() {
  return CLI::Validator(
      [](std::string& text) { return std::string(text.empty() ? "is empty" : ""); }, "");
}

// Declares an option for each kind of variable that it may set.
struct Declaration {
  CLI::App& app;
  const Option& option;

  CLI::Option* operator()(bool* flag) const {
    return app.add_flag(option.name, *flag, option.help);
  }
  CLI::Option* operator()(std::string* text) const {
    return app.add_option(option.name, *text, option.help)->check(NotEmpty());
  }
  CLI::Option* operator()(std::vector<std::string>* texts) const {
    return app.add_option(option.name, *texts, option.help)
        ->allow_extra_args(!IsNamed(option))
        ->check(NotEmpty());
  }
  CLI::Option* operator()(Number number) const {
    return app.add_option(option.name, *number.value, option.help)
        ->check(CLI::Range(number.least, number.most))
        ->capture_default_str()
        ->check(NotEmpty());
  }
  CLI::Option* operator()(std::uint32_t* number) const {
    return app.add_option(option.name, *number, option.help)
        ->capture_default_str()
        ->check(NotEmpty());
  }
  CLI::Option* operator()(std::chrono::milliseconds* time) const {
    const auto set = [time](double seconds) {
      *time = std::chrono::milliseconds(static_cast<long>(seconds * 1000));
    };
    const std::chrono::duration<double> by_default = *time;
    return app.add_option_function<double>(option.name, set, option.help)
        ->check(Seconds())
        ->default_str(fmt::format("{}", by_default.count()));
  }
};

void Declare(CLI::App& app, const Option& option) {
  CLI::Option* const declared = std::visit(Declaration{app, option}, option.value);
  if (!option.type.empty()) declared->type_name(option.type);
  if (option.required) declared->required();
  if (!option.excludes.empty()) declared->excludes(app.get_option(option.excludes));
}

void Declare(CLI::App& app, const Command& command, std::string& spec) {
  app.footer(command.footer);
  Declare(app, SpecOption(spec));
  for (const Option& option : command.options) Declare(app, option);
}

// A word that nothing took: it should have been a command, or an option of the command given.
std::string StrayWordProblem(const CLI::App& app) {
  const std::string word = app.remaining(true).front();
  const bool has_command = !app.get_subcommands().empty();
  const CLI::App& command = has_command ? *app.get_subcommands().front() : app;
  const std::string name = has_command ? app.get_name() + " " + command.get_name() : app.get_name();
  const std::string help = "\nTry: " + name + " --help";
  if (word.starts_with("-")) {
    std::vector<std::string> options;
    for (const CLI::Option* option : command.get_options()) {
      for (const std::string& each : option->get_lnames()) options.push_back("--" + each);
    }
    return fmt::format("\"{}\" is no option of {}{}{}", word, name, DidYouMean(word, options),
                       help);
  }
  if (has_command || app.get_subcommands({}).empty()) {
    return fmt::format("{} takes no \"{}\"{}", name, word, help);
  }
  std::vector<std::string> commands;
  for (const CLI::App* each : app.get_subcommands({})) commands.push_back(each->get_name());
  return fmt::format("\"{}\" is no command{}{}", word, DidYouMean(word, commands), help);
}

void SetUp(CLI::App& app) {
  app.set_version_flag("--version", app.get_name() + " " + kVersion + " (" + kRevision + ")");
  app.allow_windows_style_options(false);
  app.allow_extras();
}

// The exit status after a help text or the version.
std::optional<int> Parse(CLI::App& app, std::vector<std::string> words) {
  try {
    std::reverse(words.begin(), words.end());  // as CLI11 wants them
    app.parse(std::move(words));
  } catch (const CLI::ParseError& error) {
    if (error.get_exit_code() == 0) return app.exit(error);
    throw InputError(std::string(error.what()) + "\nTry: " + app.get_name() + " --help");
  }
  if (!app.remaining(true).empty()) throw InputError(StrayWordProblem(app));
  return std::nullopt;
}

// The words behind "--" and that word itself, taken from `words`: they are another program's.
std::vector<std::string> TakeProgram(std::vector<std::string>& words) {
  const auto mark = std::ranges::find(words, "--");
  std::vector<std::string> program(mark, words.end());
  words.erase(mark, words.end());
  return program;
}

void GiveProgram(const Command& command, std::vector<std::string> program) {
  if (command.program == nullptr) {
    if (program.empty()) return;
    throw InputError(fmt::format("wtsconform {} takes no program after --", command.name));
  }
  if (program.size() < 2) {
    throw InputError(
        fmt::format("no program is given\nTry: wtsconform {} -- PROGRAM ARGUMENTS", command.name));
  }
  command.program->assign(program.begin() + 1, program.end());
}

}  // namespace

CommandLine ReadCommandLine(const std::vector<Command>& commands, std::vector<std::string> words) {
  CommandLine line;
  CLI::App app(kWhatTheProgramDoes, "wtsconform");
  SetUp(app);
  app.require_subcommand(0, 1);
  for (const Command& command : commands) {
    Declare(*app.add_subcommand(command.name, command.summary), command, line.spec);
  }
  std::vector<std::string> program = TakeProgram(words);
  line.finished = Parse(app, std::move(words));
  if (line.finished) return line;
  if (app.get_subcommands().empty()) {
    Print("{}", app.help());
    line.finished = kRefused;
    return line;
  }
  const std::string chosen = app.get_subcommands().front()->get_name();
  line.command = &*std::find_if(commands.begin(), commands.end(),
                                [&](const Command& each) { return each.name == chosen; });
  GiveProgram(*line.command, std::move(program));
  return line;
}

CommandLine ReadCommandLine(const Command& command, std::vector<std::string> words) {
  CommandLine line;
  CLI::App app(command.summary, command.name);
  SetUp(app);
  Declare(app, command, line.spec);
  line.finished = Parse(app, std::move(words));
  line.command = &command;
  return line;
}

}  // namespace wtsconform
