#include "conformance/runner/trace.h"

#include <fmt/format.h>

#include <algorithm>

#include "reports/formats/text.h"

namespace wtsconform {
namespace {

// Results files carry traces; the first and the last calls tell the story.
constexpr std::uint32_t kFirstLines = 20;
constexpr std::uint32_t kLastLines = 40;

// The parameter's name, without its type.
std::string ParameterName(const std::string& declaration) {
  const auto space = declaration.find_last_of(" *");
  return declaration.substr(space == std::string::npos ? 0 : space + 1);
}

std::string Arguments(const JournalCall& call, const Function& function) {
  std::string text;
  for (std::size_t i = 0; i < call.count; ++i) {
    const std::string name = i < function.params.size() ? ParameterName(function.params[i]) : "";
    const bool is_pointer =
        i < function.params.size() && function.params[i].find('*') != std::string::npos;
    std::string value =
        call.words[i] < 10 ? fmt::format("{}", call.words[i]) : fmt::format("{:#x}", call.words[i]);
    if (function.role == Role::kOpener) value = std::string(call.note.Get());
    if (is_pointer && call.words[i]) value = "&" + name;
    const bool is_handle = name == function.server || function.role == Role::kCloser;
    if (is_handle && !call.target.Get().empty()) {
      value = fmt::format("{} {}", call.target.Get(),
                          call.words[i] ? fmt::format("{:#x}", call.words[i]) : "NULL");
    }
    text += (i ? ", " : "") + value;
  }
  return text;
}

std::string Line(const JournalCall& call, const FunctionCatalogue& functions) {
  const std::string thread = call.thread ? fmt::format("[thread {}] ", call.thread) : "";
  if (call.function == kLoadingLibrary) return thread + "(loading the library)";
  const Function& function = functions.functions().at(call.function);
  std::string line = fmt::format("{}{}({})", thread, function.name, Arguments(call, function));
  if (call.state != JournalCall::kReturned) return line + " did not return";
  if (function.returns == Returns::kBool || function.returns == Returns::kDword) {
    line += fmt::format(" = {}", static_cast<std::uint32_t>(call.result));
  } else if (function.returns == Returns::kHandle) {
    line += call.result ? fmt::format(" = {:#x}", call.result) : " = NULL";
  }
  if (!call.has_last_error) return line;
  return line + (call.last_error_touched ? fmt::format(", last error {}", call.last_error)
                                         : ", last error untouched");
}

}  // namespace

std::string FunctionName(const JournalCall& call, const FunctionCatalogue& functions) {
  if (call.function == kLoadingLibrary) return "loading the library";
  return functions.functions().at(call.function).name;
}

std::vector<std::string> TraceOf(const ChildReport& report, const FunctionCatalogue& functions) {
  std::vector<std::string> lines;
  const auto add = [&](std::uint32_t number) {
    const JournalCall* const call = report.Call(number);
    if (!call || call->state == JournalCall::kEmpty || call->function == kLoadingLibrary) return;
    lines.push_back(Line(*call, functions));
  };
  const std::uint32_t count = report.calls;
  const std::uint32_t first = std::min(count, kFirstLines);
  const std::uint32_t last = count - std::min(count - first, kLastLines);
  for (std::uint32_t i = 0; i < first; ++i) add(i);
  if (last > first) lines.push_back("... " + Count(last - first, "call"));
  for (std::uint32_t i = last; i < count; ++i) add(i);
  return lines;
}

}  // namespace wtsconform
