// Any sequence of calls on the mock, against the model of a handle's life.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <set>
#include <vector>

#include "mock/wtsapi32mock.h"
#include "spec/loader/model/lifecycle.h"
#include "spec/wtsapi32.h"

namespace wtsconform {
namespace {

std::uint64_t Number(HANDLE handle) { return reinterpret_cast<std::uintptr_t>(handle); }

HANDLE Open(unsigned opener, bool exists) {
  char name[] = "MOCKHOST", bad[] = "NOSUCHHOST";
  WCHAR wide[] = {'M', 'O', 'C', 'K', 'H', 'O', 'S', 'T', 0};
  WCHAR wide_bad[] = {'N', 'O', 'S', 'U', 'C', 'H', 0};
  switch (opener % 4) {
    case 0:
      return WTSOpenServerA(exists ? name : bad);
    case 1:
      return WTSOpenServerW(exists ? wide : wide_bad);
    case 2:
      return WTSOpenServerExA(exists ? name : bad);
    default:
      return WTSOpenServerExW(exists ? wide : wide_bad);
  }
}

bool Works(HANDLE handle, bool wide) {
  DWORD count = 0;
  void* list = nullptr;
  const BOOL works = wide ? WTSEnumerateSessionsW(
                                handle, 0, 1, reinterpret_cast<PWTS_SESSION_INFOW*>(&list), &count)
                          : WTSEnumerateProcessesA(
                                handle, 0, 1, reinterpret_cast<PWTS_PROCESS_INFOA*>(&list), &count);
  if (works) WTSFreeMemory(list);
  return works != 0;
}

void Demand(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "the mock does not do what the model demands: %s\n", what);
  std::abort();
}

void Check(const Lifecycle& model, HANDLE handle, bool wide) {
  const auto demand = model.DemandOn(Number(handle));
  if (demand == wtsconform::Demand::kNothing) return;
  Demand(Works(handle, wide) == (demand == wtsconform::Demand::kSucceed), "a use of a handle");
}

// One byte is one call: what, and on which handle.
void Run(const std::uint8_t* data, std::size_t size) {
  Lifecycle model;
  std::vector<HANDLE> handles;
  std::set<HANDLE> failed;
  unsigned wrong_closes = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const unsigned which = data[i] >> 3;
    const HANDLE handle = handles.empty() ? nullptr : handles[which % handles.size()];
    switch (data[i] & 7) {
      case 0:
      case 1:
        handles.push_back(Open(which, true));
        model.Opened(Number(handles.back()));
        break;
      case 2:
        handles.push_back(Open(which, false));
        model.OpenFailed(Number(handles.back()));
        failed.insert(handles.back());
        break;
      case 3:
      case 4:
        if (handle) Check(model, handle, which & 1);
        break;
      case 5:
      case 6:
        if (!handle) break;
        // Closing what a failed open returned is not counted (GAP-14).
        wrong_closes += !model.Closed(Number(handle)) && failed.count(handle) == 0;
        WTSCloseServer(handle);
        break;
      default:
        ++wrong_closes;
        WTSCloseServer(which % 3 == 0   ? nullptr
                       : which % 3 == 1 ? INVALID_HANDLE_VALUE
                                        : reinterpret_cast<HANDLE>(std::uintptr_t{0x1234}));
    }
  }
  for (const HANDLE handle : handles) Check(model, handle, true);
  Demand(Works(nullptr, true), "WTS_CURRENT_SERVER_HANDLE");
  Demand(WtsMockUnlawfulCloses() == wrong_closes, "the count of wrong closes");
  Demand(WtsMockLiveHandles() == model.LiveValues().size(), "the count of live handles");
}

}  // namespace
}  // namespace wtsconform

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Longer ones say no more, and take long.
  if (size > 4096) return 0;
  WtsMockReset();
  wtsconform::Run(data, size);
  return 0;
}
