#include <windows.h>

#include <string>
#include <system_error>

#include "conformance/platform/layer.h"
#include "conformance/platform/process_windows.h"
#include "spec/loader/toml/toml_value.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

// As CreateProcess finds it.
fs::path FindProgram(const std::string& name) {
  wchar_t found[MAX_PATH];
  const DWORD length =
      SearchPathW(nullptr, ToWide(name).c_str(), L".exe", MAX_PATH, found, nullptr);
  return length > 0 && length < MAX_PATH ? fs::path(found) : PathOf(name);
}

fs::path CopyNextTo(const fs::path& program, const fs::path& file) {
  const fs::path place = program.parent_path() / "wtsapi32.dll";
  std::error_code problem;
  fs::copy_file(file, place, problem);
  if (!problem) return place;
  throw InputError("cannot put the layer next to the program, as " + TextOf(place) + ": " +
                   problem.message());
}

}  // namespace

// Wine prefers its own DLL to one next to the program, unless its registry says otherwise for
// programs of that name. Behind the layer its own must still be found. What a user has written
// there stays.
class WinePrefersIt {
 public:
  explicit WinePrefersIt(const fs::path& program)
      : key_(L"Software\\Wine\\AppDefaults\\" + program.filename().wstring() + L"\\DllOverrides") {
    if (!IsWine() || HasValue()) return;
    constexpr wchar_t kOrder[] = L"native,builtin";
    has_written_ = RegSetKeyValueW(HKEY_CURRENT_USER, key_.c_str(), kName, REG_SZ, kOrder,
                                   sizeof kOrder) == ERROR_SUCCESS;
  }
  ~WinePrefersIt() {
    if (has_written_) RegDeleteKeyValueW(HKEY_CURRENT_USER, key_.c_str(), kName);
  }
  WinePrefersIt(const WinePrefersIt&) = delete;
  WinePrefersIt& operator=(const WinePrefersIt&) = delete;

 private:
  static constexpr const wchar_t* kName = L"wtsapi32";

  static bool IsWine() {
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
  }
  bool HasValue() const {
    return RegGetValueW(HKEY_CURRENT_USER, key_.c_str(), kName, RRF_RT_ANY, nullptr, nullptr,
                        nullptr) == ERROR_SUCCESS;
  }

  std::wstring key_;
  bool has_written_ = false;
};

struct PlacedLayer::Placed {
  Placed(const fs::path& program, const fs::path& file)
      : copy(CopyNextTo(program, file)), is_preferred(program) {}
  ~Placed() {
    std::error_code ignored;
    fs::remove(copy, ignored);
  }

  fs::path copy;
  WinePrefersIt is_preferred;
};

PlacedLayer::PlacedLayer(const LayerFiles& files, const std::string& program, const fs::path&)
    : placed_(std::make_unique<Placed>(FindProgram(program),
                                       files.mock.empty() ? files.layer : files.mock)) {}

PlacedLayer::~PlacedLayer() = default;

std::string WhyNotWatched(const std::string& program) {
  DWORD kind = 0;
  if (!GetBinaryTypeW(FindProgram(program).c_str(), &kind)) return "it is no program of Windows";
  const DWORD own = sizeof(void*) == 8 ? SCS_64BIT_BINARY : SCS_32BIT_BINARY;
  return kind == own ? "" : "it is made for another processor than the layer";
}

}  // namespace wtsconform
