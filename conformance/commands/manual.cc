#include "conformance/commands/manual.h"

#include <fmt/format.h>

#include "conformance/commands/command_line.h"
#include "conformance/version.h"

namespace wtsconform {
namespace {

// A hyphen that is typed, and a sign that begins a line, mean something to roff.
std::string Roff(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    const bool begins_line = escaped.empty() || escaped.back() == '\n';
    if (begins_line && (c == '.' || c == '\'')) escaped += "\\&";
    if (c == '-') escaped += '\\';
    escaped += c == '\\' ? "\\e" : std::string(1, c);
  }
  return escaped;
}

std::string SectionOf(const Option& option) {
  std::string names;
  for (const std::string& name : NamesOf(option)) {
    names += fmt::format("{}\\fB{}\\fR", names.empty() ? "" : ", ", Roff(name));
  }
  const std::string type = option.type.empty() ? "N" : option.type;
  const bool has_value = IsNamed(option) && TakesValue(option);
  const std::string value = has_value ? fmt::format(" \\fI{}\\fR", Roff(type)) : "";
  return fmt::format(".TP\n{}{}\n{}\n", names, value, Roff(option.help));
}

// "wtsconform run [options] [implementation...]"
std::string SynopsisOf(const Command& command) {
  std::string words;
  for (const Option& each : command.options) {
    if (IsNamed(each)) continue;
    const bool many = std::holds_alternative<std::vector<std::string>*>(each.value);
    const std::string word = fmt::format("\\fI{}\\fR{}", Roff(each.name), many ? " ..." : "");
    words += each.required ? " " + word : " [" + word + "]";
  }
  if (command.program != nullptr) words += " \\-\\- \\fIprogram\\fR [\\fIarguments\\fR]";
  return fmt::format("\\fBwtsconform {}\\fR [\\fIoptions\\fR]{}\n", Roff(command.name), words);
}

std::string SectionOf(const Command& command) {
  std::string text = fmt::format(".SS {}\n{}.PP\n{}.\n", Roff(command.name), SynopsisOf(command),
                                 Roff(command.summary));
  for (const Option& each : command.options) text += SectionOf(each);
  if (!command.footer.empty()) text += ".PP\n" + Roff(command.footer) + "\n";
  return text;
}

}  // namespace

std::string ManualPage(const std::vector<Command>& commands) {
  std::string text = fmt::format(
      ".TH WTSCONFORM 1 \"\" \"wtsconform {}\" \"User Commands\"\n"
      ".SH NAME\nwtsconform \\- {}\n"
      ".SH SYNOPSIS\n\\fBwtsconform\\fR \\fIcommand\\fR [\\fIoptions\\fR]\n"
      ".SH DESCRIPTION\n"
      "Loads an implementation of the Remote Desktop Services API and reports, clause by clause,\n"
      "whether it conforms to what is documented of WTSOpenServer, WTSCloseServer and the "
      "functions\n"
      "that take a server handle.\n"
      ".PP\nEvery command takes \\fB\\-\\-help\\fR, and \\fB\\-\\-spec\\fR \\fIDIR\\fR for tables "
      "of\n"
      "one's own.\n"
      ".SH COMMANDS\n",
      kVersion, Roff(kWhatTheProgramDoes));
  for (const Command& each : commands) text += SectionOf(each);
  return text + ".SH FILES\nThe pages of the project explain verdicts, profiles and formats.\n";
}

}  // namespace wtsconform
