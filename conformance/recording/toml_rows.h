// Rows of TOML, key by key.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace wtsconform {

// "2026-01-01T00:00:00Z", or "never" for 0.
std::string TimeText(std::int64_t file_time);

// The keys of one table, in braces or as lines.
class TomlRow {
 public:
  void Text(std::string_view key, const std::string& value);
  // One of the words that the file has; nothing for "".
  void Word(std::string_view key, std::string_view word);
  void Number(std::string_view key, std::int64_t value);
  void Raw(std::string_view key, const std::string& value);

  std::string InLine() const { return "{ " + keys_ + " }"; }

 private:
  std::string keys_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_
