#include <windows.h>
// After <windows.h>, which it needs.
#include <psapi.h>

#include "bench/benchmarks.h"
#include "bench/system.h"
#include "conformance/platform/platform.h"
#include "conformance/platform/text.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {

std::string ProgramBeside(const char* name) {
  return TextOf(ExecutableFolder() / PathOf(std::string(name) + ".exe"));
}

bool GoalsBind() { return false; }

bool ProcessorTimeIsFine() { return false; }

WorkEnd InChild(const std::function<int()>& work) { return {work(), ""}; }

bool ForkAndExit(int, int) { return false; }

std::string ProcessorName() {
  wchar_t name[128];
  DWORD size = sizeof name;
  const LSTATUS status =
      RegGetValueW(HKEY_LOCAL_MACHINE, L"HARDWARE\\DESCRIPTION\\System\\CentralProcessor\\0",
                   L"ProcessorNameString", RRF_RT_REG_SZ, nullptr, name, &size);
  if (status != ERROR_SUCCESS) return "unknown";
  const std::wstring_view text = name;
  return ToUtf8(std::u16string(text.begin(), text.end()));
}

std::string CLibrary() { return "msvcrt"; }

std::string ClockSource() {
  LARGE_INTEGER frequency{};
  QueryPerformanceFrequency(&frequency);
  return "QueryPerformanceCounter " + std::to_string(frequency.QuadPart) + " Hz";
}

std::string Load() { return ""; }

double ResidentBytes() {
  PROCESS_MEMORY_COUNTERS memory{};
  GetProcessMemoryInfo(GetCurrentProcess(), &memory, sizeof memory);
  return static_cast<double>(memory.WorkingSetSize);
}

// As documented of kernel objects.
std::size_t MostDescriptors() { return std::size_t{1} << 24; }

std::optional<double> ProcessorSecondsOfChildren() { return std::nullopt; }

void DuplicateAndClose(benchmark::State& state) {
  const HANDLE process = GetCurrentProcess();
  const HANDLE event = CreateEventW(nullptr, TRUE, FALSE, nullptr);
  Measure(state, [&] {
    HANDLE duplicate = nullptr;
    DuplicateHandle(process, event, process, &duplicate, 0, FALSE, DUPLICATE_SAME_ACCESS);
    CloseHandle(duplicate);
  });
  CloseHandle(event);
}

void MakeAndCloseEvent(benchmark::State& state) {
  Measure(state, [] { CloseHandle(CreateEventW(nullptr, TRUE, FALSE, nullptr)); });
}

}  // namespace wtsconform
