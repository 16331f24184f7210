#include "conformance/interpreter/call_text.h"

#include <fmt/format.h>

#include <cctype>

namespace wtsconform {

std::string NoLiveHandle(const std::string& opener) {
  return opener + " returned NULL, so there is no live handle";
}

std::string LastErrorText(const CallResult& result) {
  if (!result.has_last_error) return "no last error to be had";
  return result.touched() ? fmt::format("last error {}", result.last_error)
                          : "last error untouched";
}

std::string ShownAnswer(const std::string& answer) {
  std::string text;
  for (const char c : answer.substr(0, 120)) {
    text += std::isprint(static_cast<unsigned char>(c))
                ? std::string(1, c)
                : fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
  }
  return text;
}

std::string Describe(const Call& call, const std::string& target, const CallResult& result) {
  const Word shown = call.function->returns == Returns::kHandle
                         ? result.raw
                         : static_cast<std::uint32_t>(result.raw);
  return fmt::format("{} on {} returned {:#x}{}, {}", call.id, target, shown,
                     result.lacks_result ? " and stored no result" : "", LastErrorText(result));
}

}  // namespace wtsconform
