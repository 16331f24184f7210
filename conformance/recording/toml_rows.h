// Rows of TOML, key by key.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "spec/wtsapi32.h"

namespace wtsconform {

// Up to the terminating zero, as UTF-8; "" for NULL.
std::string Utf8Of(const WCHAR* text);
// The same for a field of fixed size, terminated or not.
std::string Utf8Of(const WCHAR* field, std::size_t units);
std::u16string Utf16Of(std::string_view utf8);

// Quoted as TOML has it.
std::string Quoted(const std::string& text);

// "2026-01-01T00:00:00Z", or "never" for 0.
std::string TimeText(std::int64_t file_time);

// The keys of one table, in braces or as lines.
class TomlRow {
 public:
  void Text(std::string_view key, const std::string& value);
  void Number(std::string_view key, std::int64_t value);
  void Raw(std::string_view key, const std::string& value);

  std::string InLine() const { return "{ " + keys_ + " }"; }

 private:
  std::string keys_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_TOML_ROWS_H_
