// The calls of a recording: each gives what it got, and nothing where it failed or is not exported.
#ifndef WTSCONFORM_CONFORMANCE_RECORDING_CALLS_H_
#define WTSCONFORM_CONFORMANCE_RECORDING_CALLS_H_

#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "conformance/loading/library.h"
#include "spec/wtsapi32.h"

namespace wtsconform {

struct SeenSession {
  DWORD id = 0;
  DWORD state = 0;
  std::string station;
  std::string machine;
  std::string farm;
};

struct SeenProcess {
  WTS_PROCESS_INFO_EXW counts{};  // its pointers lead nowhere
  std::string name;
  std::string sid;  // "S-1-5-18"; "" for none
  bool has_counts = false;
};

// Up to the terminating zero, or the end, as UTF-8.
std::string Utf8Of(const WCHAR* text, std::size_t units);
template <std::size_t N>
std::string Utf8Of(const WCHAR (&field)[N]) {
  return Utf8Of(field, N);
}

class Calls {
 public:
  explicit Calls(const Library& library) : library_(library) {}

  // NULL names this computer. The handle is to be closed unless it is NULL.
  HANDLE Open(const std::string* name);
  void Close(HANDLE server);

  std::optional<std::vector<SeenSession>> Sessions(HANDLE server);
  std::optional<std::vector<SeenProcess>> Processes(HANDLE server);

  // A class that answers with a structure or a number.
  template <class T>
  std::optional<T> Query(HANDLE server, DWORD session, WTS_INFO_CLASS which) {
    const auto bytes = QueryBytes(server, session, which);
    if (!bytes.has_value() || bytes->size() < sizeof(T)) return std::nullopt;
    T value;
    std::memcpy(&value, bytes->data(), sizeof value);
    return value;
  }
  std::string QueryText(HANDLE server, DWORD session, WTS_INFO_CLASS which);

  std::optional<std::vector<std::string>> Listeners();
  std::optional<WTSLISTENERCONFIGW> Listener(const std::string& name);

  // NULL names this computer.
  std::optional<WTSUSERCONFIGW> User(const std::string* server, const std::string& user);
  std::string UserText(const std::string* server, const std::string& user, WTS_CONFIG_CLASS which);
  DWORD UserNumber(const std::string* server, const std::string& user, WTS_CONFIG_CLASS which);

  std::optional<DWORD> ConsoleSession();

  const std::vector<std::string>& remarks() const { return remarks_; }

 private:
  // Null, with a remark, where it is not exported.
  template <class Function>
  Function* Find(const char* name) {
    auto* const found = reinterpret_cast<Function*>(library_.Find(name));
    if (found == nullptr) Remark(name, "is not exported");
    return found;
  }
  void Remark(const std::string& function, const std::string& what);
  void RemarkFailure(const std::string& function);
  void Free(void* block);
  // A copy of the block, which is freed; none for NULL.
  std::optional<std::vector<char>> Take(void* block, DWORD bytes);
  std::optional<std::vector<char>> QueryBytes(HANDLE server, DWORD session, WTS_INFO_CLASS which);
  std::optional<std::vector<char>> UserBytes(const std::string* server, const std::string& user,
                                             WTS_CONFIG_CLASS which);
  std::optional<std::vector<SeenSession>> PlainSessions(HANDLE server);
  std::optional<std::vector<SeenProcess>> PlainProcesses(HANDLE server);

  const Library& library_;
  std::vector<std::string> remarks_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_RECORDING_CALLS_H_
