#include "reports/formats/shell_word.h"

#include "reports/formats/text.h"

namespace wtsconform {
namespace {

constexpr std::string_view kPlainCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._/-";

}  // namespace

std::string ShellQuoted(std::string_view text) {
  std::string word = "'";
  for (const char c : CleanText(text)) word += c == '\'' ? "'\\''" : std::string(1, c);
  return word + "'";
}

std::string ShellWord(std::string_view text) {
  const bool is_plain =
      !text.empty() && text.find_first_not_of(kPlainCharacters) == std::string_view::npos;
  return is_plain ? std::string(text) : ShellQuoted(text);
}

std::string ShellWords(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += " " + ShellWord(word);
  return text;
}

}  // namespace wtsconform
