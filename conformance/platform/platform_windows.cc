#include <windows.h>
// After <windows.h>, which they need.
#include <psapi.h>
#include <tlhelp32.h>

#include <random>
#include <string_view>
#include <system_error>

#include "conformance/platform/platform.h"
#include "conformance/platform/text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

std::string FromWide(std::wstring_view text) {
  return ToUtf8(std::u16string(text.begin(), text.end()));
}

fs::path Executable() {
  std::wstring path(32768, L'\0');
  path.resize(GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size())));
  return path;
}

template <typename Function>
Function* FromNtdll(const char* name) {
  return reinterpret_cast<Function*>(
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"ntdll.dll"), name)));
}

// GetVersion reports what the program's manifest wants to hear.
std::string SystemVersion() {
  const auto get = FromNtdll<LONG WINAPI(OSVERSIONINFOW*)>("RtlGetVersion");
  OSVERSIONINFOW version{};
  version.dwOSVersionInfoSize = sizeof version;
  if (!get || get(&version) != 0) return "";
  return std::to_string(version.dwMajorVersion) + '.' + std::to_string(version.dwMinorVersion) +
         '.' + std::to_string(version.dwBuildNumber);
}

std::string Machine() {
  SYSTEM_INFO info{};
  GetNativeSystemInfo(&info);
  switch (info.wProcessorArchitecture) {
    case PROCESSOR_ARCHITECTURE_AMD64:
      return "x86_64";
    case PROCESSOR_ARCHITECTURE_ARM64:
      return "aarch64";
    case PROCESSOR_ARCHITECTURE_INTEL:
      return "i686";
    default:
      return "unknown";
  }
}

bool HasElevatedToken() {
  HANDLE token = nullptr;
  if (!OpenProcessToken(GetCurrentProcess(), TOKEN_QUERY, &token)) return true;
  TOKEN_ELEVATION elevation{};
  DWORD size = 0;
  const BOOL known =
      GetTokenInformation(token, TokenElevation, &elevation, sizeof elevation, &size);
  CloseHandle(token);
  return !known || elevation.TokenIsElevated;
}

double CountThreads() {
  const HANDLE snapshot = CreateToolhelp32Snapshot(TH32CS_SNAPTHREAD, 0);
  if (snapshot == INVALID_HANDLE_VALUE) return 0;
  double count = 0;
  THREADENTRY32 entry{};
  entry.dwSize = sizeof entry;
  for (BOOL more = Thread32First(snapshot, &entry); more; more = Thread32Next(snapshot, &entry)) {
    count += entry.th32OwnerProcessID == GetCurrentProcessId();
  }
  CloseHandle(snapshot);
  return count;
}

HANDLE victim = nullptr;

constexpr int kMostTries = 100;

std::uint64_t RandomNumber() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

}  // namespace

std::vector<std::string> CommandLineArguments(int, const char* const*) {
  int count = 0;
  wchar_t** const words = CommandLineToArgvW(GetCommandLineW(), &count);
  std::vector<std::string> arguments;
  for (int i = 1; i < count; ++i) arguments.push_back(FromWide(words[i]));
  LocalFree(words);
  return arguments;
}

fs::path ExecutableFolder() { return Executable().parent_path(); }

std::string LocalComputerName() {
  wchar_t name[MAX_COMPUTERNAME_LENGTH + 1];
  DWORD size = MAX_COMPUTERNAME_LENGTH + 1;
  return GetComputerNameW(name, &size) ? FromWide({name, size}) : "";
}

bool SystemHasTheApi() { return true; }

void ResetInheritedSignals() {}

fs::path MakeTemporaryFolder() {
  for (int tries = 0;; ++tries) {
    const fs::path path =
        fs::temp_directory_path() / ("wtsconform-" + std::to_string(RandomNumber()));
    if (fs::create_directory(path)) return path;
    if (tries == kMostTries) {
      throw fs::filesystem_error("no temporary folder", path,
                                 std::make_error_code(std::errc::file_exists));
    }
  }
}

std::map<std::string, std::string> DescribeHost() {
  std::map<std::string, std::string> host = {
      {"system", "Windows"}, {"kernel", SystemVersion()}, {"machine", Machine()}};
  if (const auto wine = FromNtdll<const char*()>("wine_get_build_id")) host["wine"] = wine();
  return host;
}

// The C library's, and with it that of the process.
void SetVariable(const std::string& name, const std::string& value) {
  _putenv_s(name.c_str(), value.c_str());
}

std::uint32_t OwnThreadId() { return GetCurrentThreadId(); }

std::uint32_t OwnProcessId() { return GetCurrentProcessId(); }

std::string OwnProcessName() { return TextOf(Executable().filename()); }

// A process that never gets as far as running; it is in this one's job and ends with it.
std::uint32_t StartDisposableProcess() {
  STARTUPINFOW start{};
  start.cb = sizeof start;
  PROCESS_INFORMATION process{};
  if (!CreateProcessW(Executable().c_str(), nullptr, nullptr, nullptr, FALSE, CREATE_SUSPENDED,
                      nullptr, nullptr, &start, &process)) {
    return 0;
  }
  CloseHandle(process.hThread);
  victim = process.hProcess;
  return process.dwProcessId;
}

bool DisposableProcessIsAlive(std::uint32_t) {
  return WaitForSingleObject(victim, 0) == WAIT_TIMEOUT;
}

bool IsElevated() {
  DWORD session = 0;
  return HasElevatedToken() || !ProcessIdToSessionId(GetCurrentProcessId(), &session) ||
         session == 0;
}

ResourceUse MeasureResources() {
  ResourceUse use;
  DWORD handles = 0;
  if (GetProcessHandleCount(GetCurrentProcess(), &handles)) use.descriptors = handles;
  use.threads = CountThreads();
  PROCESS_MEMORY_COUNTERS_EX memory{};
  if (GetProcessMemoryInfo(GetCurrentProcess(), reinterpret_cast<PROCESS_MEMORY_COUNTERS*>(&memory),
                           sizeof memory)) {
    use.bytes = static_cast<double>(memory.PrivateUsage);
  }
  return use;
}

}  // namespace wtsconform
