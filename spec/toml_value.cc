#include "spec/toml_value.h"

#include <fmt/format.h>

#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

namespace wtsconform {
namespace {

Location At(const toml::source_region& region, const std::string& file) {
  return {file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
}

Value Convert(const toml::node& node, const std::string& file) {
  Value value;
  value.where = At(node.source(), file);
  if (const auto* text = node.as_string()) {
    value.data = text->get();
  } else if (const auto* number = node.as_integer()) {
    value.data = number->get();
  } else if (const auto* flag = node.as_boolean()) {
    value.data = flag->get();
  } else if (const auto* array = node.as_array()) {
    Array converted;
    for (const toml::node& element : *array) converted.push_back(Convert(element, file));
    value.data = std::move(converted);
  } else if (const auto* table = node.as_table()) {
    Table converted;
    for (const auto& [key, element] : *table) {
      converted.emplace(std::string(key.str()), Convert(element, file));
    }
    value.data = std::move(converted);
  } else {
    throw InputError(value.where,
                     "a text, a whole number, true/false, an array or a table belongs here");
  }
  return value;
}

}  // namespace

std::string ToString(const Location& where) {
  if (where.line == 0) return where.file;
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

InputError::InputError(const Location& where, const std::string& message)
    : std::runtime_error(ToString(where) + ": " + message) {}

Value ParseToml(std::string_view text, const std::string& file) {
  try {
    return Convert(toml::parse(text, std::string_view(file)), file);
  } catch (const toml::parse_error& error) {
    throw InputError(At(error.source(), file), std::string(error.description()));
  }
}

}  // namespace wtsconform
