#include "conformance/commands/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "reports/formats/shell_word.h"

namespace wtsconform {
namespace {

using WordSet = std::vector<std::string>;

std::string Joined(const WordSet& words) { return fmt::format("{}", fmt::join(words, " ")); }

WordSet NamesOfCommands(const std::vector<Command>& commands) {
  WordSet names;
  for (const Command& each : commands) names.push_back(each.name);
  return names;
}

// Every option of the command, those that all have among them.
std::vector<Option> OptionsOf(const Command& command) {
  static std::string folder;
  static bool help = false;
  std::vector<Option> options = {{"-h,--help", "", "Print a help message", &help},
                                 SpecOption(folder)};
  std::ranges::copy_if(command.options, std::back_inserter(options),
                       [](const Option& each) { return IsNamed(each); });
  return options;
}

// The known values of what stands without a name; empty where it is a file.
WordSet ValuesOfWord(const Command& command, const KnownValues& values) {
  for (const Option& each : command.options) {
    const auto known = values.find(each.name);
    if (!IsNamed(each) && known != values.end()) return known->second;
  }
  return {};
}

bool IsRepeated(const Option& option) {
  return std::holds_alternative<std::vector<std::string>*>(option.value);
}

std::string CaseOfBash(const Command& command, const KnownValues& values) {
  WordSet options, taking;
  for (const Option& each : OptionsOf(command)) {
    for (const std::string& name : NamesOf(each)) {
      options.push_back(name);
      if (TakesValue(each) && !values.contains(name)) taking.push_back(name);
    }
  }
  return fmt::format("    {}) options='{}' taking=' {} ' words='{}' ;;\n", command.name,
                     Joined(options), Joined(taking), Joined(ValuesOfWord(command, values)));
}

// As one word of zsh, in which a bracket and a colon of `text` mean nothing.
std::string ZshText(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '[' || c == ']' || c == ':' || c == '\\') escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string ArgumentOfZsh(const Option& option, const KnownValues& values) {
  std::string value;
  if (TakesValue(option)) {
    const auto known = values.find(NamesOf(option).back());
    const std::string action = known == values.end() ? "_files" : "(" + Joined(known->second) + ")";
    value = fmt::format(":{}:{}", option.type.empty() ? "NUMBER" : option.type, action);
  }
  std::string arguments;
  for (const std::string& name : NamesOf(option)) {
    arguments +=
        " \\\n        " + ShellQuoted(fmt::format("{}{}[{}]{}", IsRepeated(option) ? "*" : "", name,
                                                  ZshText(option.help), value));
  }
  return arguments;
}

std::string CaseOfZsh(const Command& command, const KnownValues& values) {
  std::string arguments;
  for (const Option& each : OptionsOf(command)) arguments += ArgumentOfZsh(each, values);
  const WordSet words = ValuesOfWord(command, values);
  const std::string alternative =
      words.empty() ? "_files" : fmt::format("{{ compadd -- {}; _files }}", Joined(words));
  return fmt::format("    {})\n      _arguments{} \\\n        '*:word:{}'\n      ;;\n",
                     command.name, arguments, alternative);
}

std::string LineOfFish(const std::string& condition, const Option& option,
                       const KnownValues& values) {
  std::string line = "complete -c wtsconform -n " + ShellQuoted(condition);
  for (const std::string& name : NamesOf(option)) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  const auto known = values.find(NamesOf(option).back());
  if (known != values.end()) {
    line += " -x -a " + ShellQuoted(Joined(known->second));
  } else if (TakesValue(option)) {
    line += " -r";
  }
  return line + " -d " + ShellQuoted(option.help) + "\n";
}

}  // namespace

std::string BashCompletion(const std::vector<Command>& commands, const KnownValues& values) {
  std::string cases, known;
  for (const Command& each : commands) cases += CaseOfBash(each, values);
  for (const auto& [name, all] : values) {
    if (name.starts_with("-")) known += fmt::format("    {}) words='{}' ;;\n", name, Joined(all));
  }
  return fmt::format(
      R"(# Completes the words of wtsconform. Made by `wtsconform completion bash`.
_wtsconform() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD - 1]}}
  local options= taking= words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W '{} --help --version' -- "$word"))
    return
  fi
  case ${{COMP_WORDS[1]}} in
{}  esac
  case $before in
{}  esac
  [[ $taking == *" $before "* ]] && return
  [[ $word == -* ]] && words=$options
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}}
complete -o default -F _wtsconform wtsconform
)",
      Joined(NamesOfCommands(commands)), cases, known);
}

std::string ZshCompletion(const std::vector<Command>& commands, const KnownValues& values) {
  std::string cases, described;
  for (const Command& each : commands) {
    cases += CaseOfZsh(each, values);
    described += "\n    " + ShellQuoted(each.name + ":" + ZshText(each.summary));
  }
  return fmt::format(R"(#compdef wtsconform
# Completes the words of wtsconform. Made by `wtsconform completion zsh`.
_wtsconform() {{
  local -a commands
  commands=({})
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  shift words
  ((CURRENT--))
  case $words[1] in
{}  esac
}}
if [[ $funcstack[1] == _wtsconform ]]; then _wtsconform "$@"; else compdef _wtsconform wtsconform; fi
)",
                     described, cases);
}

std::string FishCompletion(const std::vector<Command>& commands, const KnownValues& values) {
  std::string text =
      "# Completes the words of wtsconform. Made by `wtsconform completion fish`.\n"
      "complete -c wtsconform -n __fish_use_subcommand -f -l help -l version\n";
  for (const Command& each : commands) {
    text += fmt::format("complete -c wtsconform -n __fish_use_subcommand -f -a {} -d {}\n",
                        each.name, ShellQuoted(each.summary));
  }
  for (const Command& each : commands) {
    const std::string condition = "__fish_seen_subcommand_from " + each.name;
    const WordSet words = ValuesOfWord(each, values);
    if (!words.empty()) {
      text += fmt::format("complete -c wtsconform -n {} -a {}\n", ShellQuoted(condition),
                          ShellQuoted(Joined(words)));
    }
    for (const Option& option : OptionsOf(each)) text += LineOfFish(condition, option, values);
  }
  return text;
}

}  // namespace wtsconform
