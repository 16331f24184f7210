#include "spec/loader/tables/arguments.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>
#include <vector>

#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

using Kind = Argument::Kind;

constexpr std::pair<std::string_view, Kind> kPlainWords[] = {
    {"server", Kind::kServer},         {"null", Kind::kNull},
    {"session", Kind::kSession},       {"process", Kind::kProcess},
    {"out pointer", Kind::kOutPointer}, {"out dword", Kind::kOutDword},
    {"window", Kind::kWindow},         {"buffer", Kind::kBuffer},
    {"count", Kind::kCount},           {"channel", Kind::kChannel},
    {"name", Kind::kName},             {"result", Kind::kResult},
    {"another window", Kind::kAnotherWindow},
};

std::string_view Trim(std::string_view text) {
  const auto first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

// The rest of `word` behind "PREFIX ", if it starts so.
bool Behind(std::string_view word, std::string_view prefix, std::string_view* rest) {
  if (!word.starts_with(prefix) || word.size() <= prefix.size() || word[prefix.size()] != ' ') {
    return false;
  }
  *rest = Trim(word.substr(prefix.size()));
  return true;
}

std::string BytesFromHex(std::string_view hex) {
  std::string bytes;
  for (; !hex.empty(); hex.remove_prefix(std::min<std::size_t>(2, hex.size()))) {
    unsigned value = 0;
    const char* const end_of_pair = hex.data() + std::min<std::size_t>(2, hex.size());
    const auto [end, error] = std::from_chars(hex.data(), end_of_pair, value, 16);
    if (hex.size() < 2 || error != std::errc() || end != end_of_pair) {
      throw std::invalid_argument("bytes: write pairs of hexadecimal digits");
    }
    bytes.push_back(static_cast<char>(value));
  }
  return bytes;
}

Argument Block(std::string_view rest, const Constants& constants) {
  const auto split = rest.find(" first ");
  if (split == std::string_view::npos) {
    throw std::invalid_argument("write \"block SIZE first VALUE\"");
  }
  Argument block{Kind::kBlock};
  block.number = ParseNumber(rest.substr(0, split), constants);
  block.first = ParseNumber(rest.substr(split + 7), constants);
  return block;
}

}  // namespace

std::uint64_t ParseNumber(std::string_view word, const Constants& constants) {
  std::uint64_t sum = 0;
  while (true) {
    const auto bar = word.find('|');
    const std::string_view part = Trim(word.substr(0, bar));
    const bool hex = part.starts_with("0x");
    const std::string_view digits = hex ? part.substr(2) : part;
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number,
                                              hex ? 16 : 10);
    if (error != std::errc() || end != digits.data() + digits.size()) {
      const auto constant = constants.find(part);
      if (constant == constants.end()) {
        std::vector<std::string> known;
        for (const auto& [name, value] : constants) known.push_back(name);
        for (const auto& [name, kind] : kPlainWords) known.emplace_back(name);
        throw std::invalid_argument("\"" + std::string(part) +
                                    "\" is no number, constant or argument word" +
                                    DidYouMean(part, known));
      }
      number = constant->second;
    }
    sum |= number;
    if (bar == std::string_view::npos) return sum;
    word = word.substr(bar + 1);
  }
}

Argument ParseArgument(std::string_view word, const Constants& constants) {
  for (const auto& [name, kind] : kPlainWords) {
    if (word == name) return {kind, 0, 0, std::string(word)};
  }
  std::string_view rest;
  Argument argument{Kind::kNumber};
  if (Behind(word, "text", &rest)) {
    argument = {Kind::kText, 0, 0, std::string(rest)};
  } else if (Behind(word, "ansi", &rest)) {
    argument = {Kind::kAnsi, 0, 0, std::string(rest)};
  } else if (Behind(word, "bytes", &rest)) {
    argument = {Kind::kBytes, 0, 0, BytesFromHex(rest)};
  } else if (Behind(word, "inout dword", &rest)) {
    argument = {Kind::kInOutDword, ParseNumber(rest, constants), 0, ""};
  } else if (Behind(word, "zeroed", &rest)) {
    argument = {Kind::kZeroed, ParseNumber(rest, constants), 0, ""};
  } else if (Behind(word, "block", &rest)) {
    argument = Block(rest, constants);
  } else {
    argument = {Kind::kNumber, ParseNumber(word, constants), 0, std::string(word)};
  }
  return argument;
}

}  // namespace wtsconform
