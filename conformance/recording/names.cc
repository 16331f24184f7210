#include "conformance/recording/names.h"

#include <fmt/format.h>

namespace wtsconform {

std::size_t Names::Number(const std::string& kind, const std::string& original) {
  auto& numbers = known_[kind];
  return numbers.emplace(original, numbers.size() + 1).first->second;
}

std::string Names::Of(const std::string& kind, const std::string& original) {
  if (!anonymize_ || original.empty()) return original;
  return kind + std::to_string(Number(kind, original));
}

std::string Names::OfAddress(const std::string& original) {
  if (!anonymize_ || original.empty()) return original;
  const std::size_t number = Number("address", original);
  if (original.find(':') != std::string::npos) return fmt::format("2001:db8::{:x}", number);
  return fmt::format("198.{}.{}.{}", 18 + number / 65536 % 2, number / 256 % 256, number % 256);
}

std::string Names::OfSid(const std::string& original) {
  // S-1-5-21-... is of a domain or a machine; shorter ones are the same everywhere.
  if (!anonymize_ || !original.starts_with("S-1-5-21-")) return original;
  return "S-1-5-21-1-2-3-" + std::to_string(1000 + Number("sid", original));
}

}  // namespace wtsconform
