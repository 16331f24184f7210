// The objects that are loaded in this process, and what each defines by itself: without dlsym,
// which the layer stands in front of.
#ifndef WTSCONFORM_MOCK_WATCH_LOADED_POSIX_H_
#define WTSCONFORM_MOCK_WATCH_LOADED_POSIX_H_

#include <link.h>

#include <functional>

namespace wtsmock {

class LoadedObject {
 public:
  explicit LoadedObject(const dl_phdr_info& info) : info_(info) {}

  bool Holds(const void* address) const;
  bool IsLayer() const;
  // Null if it has no such function of its own.
  void* Find(const char* function) const;

 private:
  const dl_phdr_info& info_;
};

// In the order in which they were loaded, until one of them makes `visit` return true. Nothing can
// be loaded or unloaded meanwhile.
void VisitLoaded(const std::function<bool(const LoadedObject&)>& visit);

// The first definition behind the object that the address lies in, or behind the layer, or in any
// other object: it need not be one that a program would find.
void* FindBehind(const void* address, const char* function);
void* FindBehindLayer(const char* function);
void* FindOutsideLayer(const char* function);

// Where the object that the address lies in begins; null if it lies in none.
const void* BaseOf(const void* address);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WATCH_LOADED_POSIX_H_
