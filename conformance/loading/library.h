// A loaded implementation: its functions, its last error, and the names its openers are given.
#ifndef WTSCONFORM_CONFORMANCE_LOADING_LIBRARY_H_
#define WTSCONFORM_CONFORMANCE_LOADING_LIBRARY_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "conformance/implementations/profile.h"
#include "conformance/platform/shared_object.h"

namespace wtsconform {

// What an opener is given for one kind of server: a text in the opener's own width, or a pointer
// that stays good as long as the library's adapter lives (NULL, FreeRDP's contexts).
struct ServerName {
  bool available = false;
  std::optional<std::string> text;  // UTF-8
  const void* pointer = nullptr;
  std::string shown;  // for traces: "\"PEER\"", "NULL", "<a peer's context>"
};

// Not thread-safe while it is being built; afterwards const and usable from any thread.
class Library {
 public:
  virtual ~Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  // nullptr where it is not exported.
  void* Find(const std::string& function) const { return exports_->Find(function); }

  // Throws LoadError where the file has the function from one that it depends on, and the profile
  // does not say that this is meant: that other file would be judged under this one's name.
  void ProveHome(const std::string& function) const;
  // Of a library that exports no function of the API: throws LoadError where it is a provider for
  // WinPR, which another loader would judge.
  void RefuseProvider() const;

  bool has_last_error() const { return get_last_error_ != nullptr; }
  std::uint32_t LastError() const;
  void SetLastError(std::uint32_t error) const;

  // `kind` is one of ServerKinds() (spec/cases.h).
  virtual ServerName NameOf(std::string_view kind) const;

  // The file that was judged, its version, and how it says that it is configured ("" for unknown).
  std::filesystem::path file() const { return judged_->Path(); }
  std::string Version() const;
  std::string Configuration() const;

 protected:
  explicit Library(const Profile& profile) : profile_(profile) {}

  const Profile& profile() const { return profile_; }
  // `exports` has the functions; `judged` is the file whose identity the results record.
  void Bind(std::shared_ptr<SharedObject> exports, std::shared_ptr<SharedObject> judged);
  std::string CallText(const std::string& function) const;

 private:
  friend std::unique_ptr<Library> LoadLibraryOf(const Profile& profile);
  void ProveIdentity() const;
  // The end of a refusal, with the profile that judges it as a provider; "" where it is none.
  std::string HintAtProvider(const std::string& winpr) const;

  const Profile& profile_;
  std::shared_ptr<SharedObject> exports_;
  std::shared_ptr<SharedObject> judged_;
  void* get_last_error_ = nullptr;
  void* set_last_error_ = nullptr;
};

// Loads the implementation of `profile` into this process (a child made for one case; never the
// runner itself) and proves that it is the one the profile means. Throws LoadError. `profile` must
// outlive the library.
std::unique_ptr<Library> LoadLibraryOf(const Profile& profile);

// Loads the files of `profile` and calls nothing but what they call themselves: LoadLibraryOf then
// finds them there, in this process and in its forks. Throws LoadError.
void PreloadLibraryOf(const Profile& profile);

// The first of `candidates` that can be loaded. Throws LoadError naming each problem.
std::shared_ptr<SharedObject> LoadFirst(const std::vector<std::string>& candidates);

}  // namespace wtsconform

#endif  // WTSCONFORM_CONFORMANCE_LOADING_LIBRARY_H_
