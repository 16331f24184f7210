#include "spec/loader/toml/toml_value.h"

#include "spec/loader/toml/file_text.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/toml_depth.h"

namespace {

struct FailedAssertion {};

[[noreturn]] void Fail() { throw FailedAssertion(); }

}  // namespace

// Some broken files trip an assertion of toml++ 3.3, which NDEBUG would have the compiler take for
// granted. So it is checked in every build, and such a file is refused like any other.
#undef NDEBUG
#define TOML_ASSERT(condition) ((condition) ? void() : Fail())
#define TOML_EXCEPTIONS 1
// Without the streams of the C++ library, which are larger than the rest: nothing here writes TOML,
// and numbers are read with <charconv>.
#define TOML_ENABLE_FORMATTERS 0
#define TOML_FLOAT_CHARCONV 1
// No table nests half as deep. Values are read, converted and destroyed by recursion; the parts of
// keys, which toml++ does not count, are bounded too.
#define TOML_MAX_NESTED_VALUES 32
#include <toml++/toml.h>

namespace wtsconform {
namespace {

constexpr int kDeepestKey = 32;

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

bool FailsAssertion(std::string_view text) {
  try {
    static_cast<void>(toml::parse(text));
  } catch (const toml::parse_error&) {
  } catch (const FailedAssertion&) {
    return true;
  }
  return false;
}

// The last line of the shortest beginning of the text, in whole lines, that does.
int LineOfFailedAssertion(std::string_view text) {
  int line = 1;
  std::size_t end = text.find('\n');
  while (end != std::string_view::npos && !FailsAssertion(text.substr(0, end))) {
    end = text.find('\n', end + 1);
    ++line;
  }
  return line;
}

}  // namespace

std::string ToString(const Location& where) {
  if (where.line == 0) return where.file;
  return where.file + ":" + std::to_string(where.line) + ":" + std::to_string(where.column);
}

InputError::InputError(const std::string& message) : std::runtime_error(BoundedMessage(message)) {}

InputError::InputError(const Location& where, const std::string& message)
    : InputError(ToString(where) + ": " + message) {}

Value ParseToml(std::string_view text, const std::string& file) {
  if (text.size() > kLargestToml) throw InputError(file + ": is too large");
  if (const int line = LineOfDeepKey(text, kDeepestKey)) {
    throw InputError({file, line, 1},
                     "a key has more than " + std::to_string(kDeepestKey) + " parts");
  }
  try {
    return Convert(toml::parse(text, std::string_view(file)), file);
  } catch (const toml::parse_error& error) {
    throw InputError(At(error.source(), file), std::string(error.description()));
  } catch (const FailedAssertion&) {
    throw InputError({file, LineOfFailedAssertion(text), 1}, "this line is not TOML");
  }
}

}  // namespace wtsconform
