// A TOML document as plain values that know where they stood.
//
// toml++ is seen by one source file only (it is slow to compile); everything else reads these
// values through Fields (fields.h), which words every complaint the same way.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_TOML_VALUE_H_
#define WTSCONFORM_SPEC_LOADER_TOML_TOML_VALUE_H_

#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace wtsconform {

// A place in an input file; lines and columns count from 1, 0 means the file as a whole.
struct Location {
  std::string file;
  int line = 0;
  int column = 0;
};

std::string ToString(const Location& where);

// An input that is refused. what() says where, what is wrong, and what to write instead, in at most
// about 1,000 bytes (message.h).
class InputError : public std::runtime_error {
 public:
  explicit InputError(const std::string& message);
  InputError(const Location& where, const std::string& message);
};

struct Value;
using Array = std::vector<Value>;
using Table = std::map<std::string, Value, std::less<>>;

struct Value {
  Location where;
  std::variant<std::string, std::int64_t, bool, Array, Table> data;
};

// Parses `text`; `file` is used for locations. Throws InputError on a syntax error, on a kind of
// value that no table of this project uses (floats, dates), and on a text that is larger
// (kLargestToml) or nested deeper than any of them.
Value ParseToml(std::string_view text, const std::string& file);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_TOML_VALUE_H_
