#include <windows.h>

#include <system_error>

#include "conformance/platform/raw_file.h"

namespace wtsconform {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void ThrowSystemError() {
  throw std::system_error(static_cast<int>(::GetLastError()), std::system_category());
}

HANDLE HandleOf(std::intptr_t handle) { return reinterpret_cast<HANDLE>(handle); }

std::intptr_t Open(const fs::path& path, DWORD access, DWORD how) {
  const HANDLE handle =
      ::CreateFileW(path.c_str(), access, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                    nullptr, how, FILE_ATTRIBUTE_NORMAL, nullptr);
  if (handle == INVALID_HANDLE_VALUE) ThrowSystemError();
  return reinterpret_cast<std::intptr_t>(handle);
}

}  // namespace

RawFile RawFile::CreateNew(const fs::path& path, const fs::path&) {
  return RawFile(Open(path, FILE_APPEND_DATA, CREATE_NEW));
}

RawFile RawFile::OpenStream(const fs::path& path) {
  return RawFile(Open(path, GENERIC_WRITE, OPEN_EXISTING));
}

RawFile::~RawFile() {
  if (handle_ != kNone) ::CloseHandle(HandleOf(handle_));
}

void RawFile::Write(std::string_view text) {
  while (!text.empty()) {
    DWORD written = 0;
    const auto size = static_cast<DWORD>(text.size());
    if (!::WriteFile(HandleOf(handle_), text.data(), size, &written, nullptr)) ThrowSystemError();
    text.remove_prefix(written);
  }
}

void RawFile::Close() {
  if (!::CloseHandle(HandleOf(std::exchange(handle_, kNone)))) ThrowSystemError();
}

bool IsStream(const fs::path& path) {
  const HANDLE handle =
      ::CreateFileW(path.c_str(), 0, FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
                    nullptr, OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS, nullptr);
  if (handle == INVALID_HANDLE_VALUE) return false;
  const DWORD type = ::GetFileType(handle);
  ::CloseHandle(handle);
  return type == FILE_TYPE_CHAR || type == FILE_TYPE_PIPE;
}

void RenameOver(const fs::path& from, const fs::path& to) {
  if (::MoveFileExW(from.c_str(), to.c_str(), MOVEFILE_REPLACE_EXISTING)) return;
  const std::error_code error(static_cast<int>(::GetLastError()), std::system_category());
  std::error_code ignored;
  fs::remove(from, ignored);
  throw std::system_error(error);
}

}  // namespace wtsconform
