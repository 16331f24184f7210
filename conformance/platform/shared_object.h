// One shared library of the operating system. shared_object_posix.cc and its siblings.
#ifndef WTSCONFORM_CONFORMANCE_PLATFORM_SHARED_OBJECT_H_
#define WTSCONFORM_CONFORMANCE_PLATFORM_SHARED_OBJECT_H_

#include <filesystem>
#include <stdexcept>
#include <string>

namespace wtsconform {

// A library that cannot be loaded, or is not what it was taken for; what() is for the user.
class LoadError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Loaded for as long as the process lives: children are short, and unloading under a library's own
// threads is a hazard by itself.
class SharedObject {
 public:
  // `file` is a path, or a bare name for the system's search path. Throws LoadError.
  explicit SharedObject(const std::filesystem::path& file);

  // nullptr where it is not exported.
  void* Find(const std::string& symbol) const;
  // A function of the operating system itself, nullptr where it has none of that name.
  static void* FindInSystem(const std::string& symbol);
  // As the file says, by its name or in its version resource, or that of Wine; "" for unknown.
  std::string Version() const;
  // The file it really came from.
  std::filesystem::path Path() const;
  // The file that has `symbol`, which Find gave: this one, or one that it depends on. What Windows
  // finds is always this one's, as forwarders are.
  std::filesystem::path HomeOf(const std::string& symbol) const;

 private:
  void* handle_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_PLATFORM_SHARED_OBJECT_H_
