#include <windows.h>

#include <cstring>
#include <fstream>
#include <string_view>

#include "conformance/platform/shared_object.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

std::string ErrorText(DWORD error) {
  switch (error) {
    case ERROR_MOD_NOT_FOUND:
      return "it, or a library that it needs, was not found (126)";
    case ERROR_BAD_EXE_FORMAT:
      return "it is no library for this kind of processor (193)";
    case ERROR_PROC_NOT_FOUND:
      return "it needs a function that another library lacks (127)";
    default:
      return "error " + std::to_string(error);
  }
}

fs::path PathOfModule(HMODULE module) {
  std::wstring path(32768, L'\0');
  path.resize(GetModuleFileNameW(module, path.data(), static_cast<DWORD>(path.size())));
  return path;
}

// The headers of the file that do not depend on where it was loaded.
bool IsLoadedFrom(HMODULE module, const fs::path& file) {
  const auto* const base = reinterpret_cast<const char*>(module);
  const auto offset = reinterpret_cast<const IMAGE_DOS_HEADER*>(base)->e_lfanew;
  const auto* const loaded = reinterpret_cast<const IMAGE_NT_HEADERS*>(base + offset);
  std::ifstream stream(file, std::ios::binary);
  IMAGE_DOS_HEADER dos{};
  IMAGE_NT_HEADERS stored{};
  stream.read(reinterpret_cast<char*>(&dos), sizeof dos);
  stream.seekg(dos.e_lfanew);
  stream.read(reinterpret_cast<char*>(&stored), sizeof stored);
  return stream && stored.FileHeader.TimeDateStamp == loaded->FileHeader.TimeDateStamp &&
         stored.OptionalHeader.SizeOfImage == loaded->OptionalHeader.SizeOfImage &&
         stored.OptionalHeader.SizeOfCode == loaded->OptionalHeader.SizeOfCode &&
         stored.OptionalHeader.AddressOfEntryPoint == loaded->OptionalHeader.AddressOfEntryPoint;
}

// Wine's own libraries bear a mark behind their first header, and few have a version resource.
std::string VersionOfWine(HMODULE module) {
  constexpr std::string_view kMark = "Wine builtin DLL";
  const std::string_view bytes(reinterpret_cast<const char*>(module) + sizeof(IMAGE_DOS_HEADER),
                               kMark.size());
  const auto get = reinterpret_cast<const char* (*)()>(
      reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version")));
  return bytes == kMark && get ? get() : "";
}

}  // namespace

// A bare name means the system's own library, wherever this program lies. Wine puts its builtin in
// the place of any file that has a builtin's name, and still reports that file's path.
SharedObject::SharedObject(const fs::path& file) {
  const bool system = !file.has_parent_path();
  const HMODULE module = LoadLibraryExW(
      file.c_str(), nullptr, system ? LOAD_LIBRARY_SEARCH_SYSTEM32 : LOAD_WITH_ALTERED_SEARCH_PATH);
  if (!module) throw LoadError(TextOf(file) + " cannot be loaded: " + ErrorText(GetLastError()));
  if (!system && !IsLoadedFrom(module, file)) {
    throw LoadError(TextOf(file) +
                    " was not loaded: the system put a library of its own in its place. Under Wine "
                    "set WINEDLLOVERRIDES=" +
                    TextOf(file.stem()) + "=n");
  }
  handle_ = module;
}

void* SharedObject::Find(const std::string& symbol) const {
  return reinterpret_cast<void*>(GetProcAddress(static_cast<HMODULE>(handle_), symbol.c_str()));
}

void* SharedObject::FindInSystem(const std::string& symbol) {
  return reinterpret_cast<void*>(GetProcAddress(GetModuleHandleW(L"kernel32.dll"), symbol.c_str()));
}

fs::path SharedObject::Path() const { return PathOfModule(static_cast<HMODULE>(handle_)); }

fs::path SharedObject::HomeOf(const std::string&) const { return Path(); }

// Of the version resource, as the Explorer shows it; or Wine's.
std::string SharedObject::Version() const {
  const auto module = static_cast<HMODULE>(handle_);
  const HRSRC found = FindResourceW(module, MAKEINTRESOURCEW(VS_VERSION_INFO),
                                    reinterpret_cast<const wchar_t*>(RT_VERSION));
  const HGLOBAL loaded = found ? LoadResource(module, found) : nullptr;
  const auto* const bytes = static_cast<const char*>(loaded ? LockResource(loaded) : nullptr);
  if (!bytes) return VersionOfWine(module);
  const char* const end = bytes + SizeofResource(module, found);
  // The fixed part is found by its signature; it is aligned to 32 bits.
  for (const char* at = bytes; at + sizeof(VS_FIXEDFILEINFO) <= end; at += 4) {
    VS_FIXEDFILEINFO info{};
    std::memcpy(&info, at, sizeof info);
    if (info.dwSignature != VS_FFI_SIGNATURE) continue;
    return std::to_string(HIWORD(info.dwFileVersionMS)) + '.' +
           std::to_string(LOWORD(info.dwFileVersionMS)) + '.' +
           std::to_string(HIWORD(info.dwFileVersionLS)) + '.' +
           std::to_string(LOWORD(info.dwFileVersionLS));
  }
  return VersionOfWine(module);
}

}  // namespace wtsconform
