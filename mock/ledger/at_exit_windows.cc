// Nothing tells a library with which status the process is about to end. So the calls of
// ExitProcess lead here first: those of the program and of the C libraries that it was started
// with, each of which finds the function through its table of imports.
// clang-format off
#include <windows.h>
#include <psapi.h>  // needs windows.h before it
// clang-format on

#include <cstdlib>
#include <cstring>
#include <string>

#include "mock/ledger/at_exit.h"

namespace wtsmock {
namespace {

int (*at_end)(int status) = nullptr;

void WINAPI EndProcess(UINT status) {
  ExitProcess(static_cast<UINT>(at_end(static_cast<int>(status))));
}

template <class T>
T* At(HMODULE module, std::size_t offset) {
  return reinterpret_cast<T*>(reinterpret_cast<char*>(module) + offset);
}

void Redirect(ULONG_PTR& import) {
  DWORD before = 0;
  if (!VirtualProtect(&import, sizeof import, PAGE_READWRITE, &before)) return;
  import = reinterpret_cast<ULONG_PTR>(&EndProcess);
  VirtualProtect(&import, sizeof import, before, &before);
}

void RedirectIn(HMODULE module) {
  const auto* const dos = At<IMAGE_DOS_HEADER>(module, 0);
  const auto* const headers = At<IMAGE_NT_HEADERS>(module, static_cast<std::size_t>(dos->e_lfanew));
  const auto& directory = headers->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_IMPORT];
  if (directory.Size == 0) return;
  for (const auto* from = At<IMAGE_IMPORT_DESCRIPTOR>(module, directory.VirtualAddress);
       from->Name != 0; ++from) {
    if (from->OriginalFirstThunk == 0) continue;
    const auto* name = At<IMAGE_THUNK_DATA>(module, from->OriginalFirstThunk);
    auto* import = At<IMAGE_THUNK_DATA>(module, from->FirstThunk);
    for (; name->u1.AddressOfData != 0; ++name, ++import) {
      if (IMAGE_SNAP_BY_ORDINAL(name->u1.Ordinal)) continue;
      const auto* const by_name =
          At<IMAGE_IMPORT_BY_NAME>(module, static_cast<std::size_t>(name->u1.AddressOfData));
      const char* const text = reinterpret_cast<const char*>(by_name->Name);
      if (std::strcmp(text, "ExitProcess") == 0) Redirect(import->u1.Function);
    }
  }
}

// The module that this function is in.
HMODULE Own() {
  HMODULE own = nullptr;
  GetModuleHandleExW(GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS | GET_MODULE_HANDLE_EX_FLAG_PIN,
                     reinterpret_cast<const wchar_t*>(&EndProcess), &own);
  return own;
}

}  // namespace

void AtProcessExit(int (*end)(int status)) {
  at_end = end;
  const HMODULE own = Own();
  HMODULE modules[256];
  DWORD bytes = 0;
  if (!K32EnumProcessModules(GetCurrentProcess(), modules, sizeof modules, &bytes)) return;
  const DWORD most = sizeof modules / sizeof *modules;
  const DWORD count = bytes / sizeof *modules < most ? bytes / sizeof *modules : most;
  for (DWORD i = 0; i < count; ++i) {
    if (modules[i] != own) RedirectIn(modules[i]);
  }
}

std::string AbsolutePath(const std::string& file) {
  char path[_MAX_PATH];
  return _fullpath(path, file.c_str(), sizeof path) == nullptr ? file : path;
}

std::string ProgramName() {
  char file[_MAX_PATH] = "?";
  GetModuleFileNameA(nullptr, file, sizeof file - 1);
  return file;
}

unsigned long ProcessNumber() { return GetCurrentProcessId(); }

}  // namespace wtsmock
