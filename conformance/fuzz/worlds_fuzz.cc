// Any text as a world of the mock: it is read, or refused with InputError.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "mock/world/reader.h"
#include "spec/loader/toml/toml_value.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    wtsmock::ReadWorld({reinterpret_cast<const char*>(data), size}, "fuzz.toml");
  } catch (const wtsconform::InputError&) {
  }
  return 0;
}
