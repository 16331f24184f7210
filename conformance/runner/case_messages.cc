#include "conformance/runner/case_messages.h"

#include <fmt/format.h>

namespace wtsconform {
namespace {

constexpr char kDecision[] = "decision/1";
constexpr char kFacts[] = "library facts/1";

// Far more than any conforming library's answers make of them.
constexpr std::size_t kMostSignature = 1000;
constexpr std::size_t kMostDetail = 12'000;
constexpr std::size_t kMostFact = 100'000;

// FNV-1a.
std::uint32_t HashOf(std::string_view text) {
  std::uint32_t hash = 2166136261;
  for (const char each : text) hash = (hash ^ static_cast<unsigned char>(each)) * 16777619;
  return hash;
}

bool ContinuesCharacter(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

}  // namespace

std::string Bounded(const std::string& text, std::size_t most) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && ContinuesCharacter(text[end])) --end;
  return fmt::format("{} [cut: {} bytes in all, checksum {:08x}]", text.substr(0, end), text.size(),
                     HashOf(text));
}

bool LibraryFacts::Exports(const Function& function, const FunctionCatalogue& functions) const {
  const auto index = static_cast<std::size_t>(&function - functions.functions().data());
  return index < exports.size() && exports[index] == '1';
}

MessageWriter ToMessage(const Decision& decision) {
  MessageWriter message(kDecision);
  message.Number(static_cast<std::uint64_t>(decision.verdict));
  message.Text(Bounded(decision.signature, kMostSignature));
  message.Text(Bounded(decision.detail, kMostDetail));
  message.Text(Bounded(decision.wanted, kMostDetail));
  return message;
}

bool IsDecision(std::string_view message) { return IsOfType(message, kDecision); }

Decision DecisionFrom(std::string_view message) {
  MessageReader reader(message, kDecision);
  Decision decision;
  decision.verdict = static_cast<Verdict>(
      reader.NumberBelow(static_cast<std::uint64_t>(Verdict::kHarnessError) + 1));
  decision.signature = reader.Text();
  decision.detail = reader.Text();
  decision.wanted = reader.Text();
  reader.End();
  return decision;
}

MessageWriter ToMessage(const LibraryFacts& facts) {
  MessageWriter message(kFacts);
  for (const std::string* text : {&facts.file, &facts.version, &facts.configuration}) {
    message.Text(Bounded(*text, kMostFact));
  }
  message.Text(facts.exports);
  return message;
}

LibraryFacts FactsFrom(std::string_view message) {
  MessageReader reader(message, kFacts);
  LibraryFacts facts;
  for (std::string* text : {&facts.file, &facts.version, &facts.configuration, &facts.exports}) {
    *text = reader.Text();
  }
  reader.End();
  return facts;
}

}  // namespace wtsconform
