#include "conformance/reproducer/blocks.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <utility>

namespace wtsconform {
namespace {

bool IsWordPart(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// The first position after a comment or literal that begins at `at`, or `at` where none does.
std::size_t SkipText(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) == "/*") return std::min(text.size(), text.find("*/", at) + 2);
  const char quote = text[at];
  if (quote != '"' && quote != '\'') return at;
  for (++at; at < text.size() && text[at] != quote; ++at) at += text[at] == '\\';
  return std::min(text.size(), at + 1);
}

std::set<std::string> WordsOf(std::string_view text) {
  std::set<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t after = SkipText(text, at);
    if (after != at) {
      at = after;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && IsWordPart(text[end])) ++end;
    if (end > at) words.insert(std::string(text.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  return words;
}

std::string LastWord(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && !IsWordPart(text[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && IsWordPart(text[begin - 1])) --begin;
  return std::string(text.substr(begin, end - begin));
}

// What a line that is not indented defines, or "".
std::string DefinedBy(std::string_view line) {
  if (line.starts_with("#define ")) return LastWord(line.substr(0, line.find_first_of(" (", 8)));
  if (line.starts_with("typedef ")) return LastWord(line.substr(0, line.find(';')));
  if (line.starts_with("struct ")) return LastWord(line.substr(0, line.find('{')));
  if (line.starts_with("static ")) return LastWord(line.substr(0, line.find_first_of("([;=")));
  return "";
}

// Decides which lines of a text are written.
class LineFilter {
 public:
  explicit LineFilter(const std::set<std::string>& flags) : flags_(flags) {}

  // The line without its mark; nothing where it is left out.
  std::optional<std::string_view> Take(std::string_view line) {
    if (line.starts_with("#include \"")) return std::nullopt;  // for who compiles the part alone
    if (line.starts_with("#if")) conditions_.push_back(Begin(line));
    const bool is_else = line.starts_with("#else"), is_end = line.starts_with("#endif");
    if (is_else) conditions_.back().holds = !conditions_.back().holds;
    const bool is_directive = line.starts_with("#if") || is_else || is_end;
    const bool taken = is_directive ? conditions_.back().is_left : Holds();
    if (is_end) conditions_.pop_back();
    if (!taken) return std::nullopt;
    return WithoutMark(line);
  }

 private:
  struct Condition {
    bool is_left;  // to the compiler
    bool holds;
  };

  Condition Begin(std::string_view line) const {
    const std::string word = LastWord(line);
    const bool is_set = flags_.contains(word);
    return {is_set && word == kWindows, is_set == line.starts_with("#ifdef")};
  }

  bool Holds() const {
    return std::all_of(conditions_.begin(), conditions_.end(),
                       [](const Condition& each) { return each.is_left || each.holds; });
  }

  std::optional<std::string_view> WithoutMark(std::string_view line) const {
    constexpr std::string_view kCondition = "/* if ";
    const std::size_t mark = line.rfind(kCondition);
    if (mark == std::string_view::npos) return line;
    if (!flags_.contains(LastWord(line))) return std::nullopt;
    return line.substr(0, line.find_last_not_of(' ', mark - 1) + 1);
  }

  static constexpr std::string_view kWindows = "_WIN32";
  const std::set<std::string>& flags_;
  std::vector<Condition> conditions_;
};

}  // namespace

std::vector<Block> ReadBlocks(std::string_view text, const std::set<std::string>& flags) {
  LineFilter filter(flags);
  std::vector<Block> blocks;
  Block block;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end + 1);
    if (line.empty()) {
      if (!block.text.empty()) blocks.push_back(std::exchange(block, {}));
      continue;
    }
    const auto taken = filter.Take(line);
    if (!taken) continue;
    const std::string name = DefinedBy(*taken);
    if (!name.empty()) block.names.insert(name);
    block.text.append(*taken).append("\n");
  }
  if (!block.text.empty()) blocks.push_back(block);
  return blocks;
}

std::string SelectBlocks(const std::vector<Block>& blocks, std::string_view program) {
  std::set<std::string> used = WordsOf(program);
  std::string text;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
    bool needed = block->names.empty();
    for (const std::string& name : block->names) needed |= used.contains(name);
    if (!needed) continue;
    used.merge(WordsOf(block->text));
    // What fits on a line stands right before what it belongs to.
    const bool is_line = block->text.find('\n') + 1 == block->text.size();
    text = block->text + (is_line ? "" : "\n") + text;
  }
  return text;
}

}  // namespace wtsconform
