// Which server a name means: a look-up that is published whole and never changes, so that any
// number of threads read it without a lock. Only whether a server answers at once does change.
#ifndef WTSCONFORM_MOCK_WORLD_DIRECTORY_H_
#define WTSCONFORM_MOCK_WORLD_DIRECTORY_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "mock/abi/text.h"
#include "mock/world/world.h"

namespace wtsmock {

// A server as an open sees it.
struct Listed {
  ServerId id{};
  bool is_session_host = true;  // or a virtualization host
  // Whether it answers without delay now, as often as it is asked.
  mutable std::atomic<bool> answers_at_once = false;
  std::string name{};  // the NetBIOS one, in UTF-8
};

class Directory {
 public:
  // Of the servers in their order. A name that two of them claim is the first one's; what only this
  // computer is called (localhost, its real name) comes last.
  explicit Directory(const std::vector<Server>& servers);

  // The server of that name, with no regard to the case of ASCII letters; null if there is none.
  const Listed* Find(TextView name) const;
  // The same for a text that is not decoded: null too where it is not ASCII, or very long.
  template <class Char>
  const Listed* FindAscii(const Char* name) const;

  // Whether it is that of these servers: the same names, in the same order.
  bool IsOf(const std::vector<Server>& servers) const;

  const Listed& of(ServerId id) const { return listed_[static_cast<std::size_t>(id)]; }

 private:
  // Open addressing: the names of a hash stand in a row, up to an empty place.
  struct Place {
    std::uint32_t hash = 0;
    std::uint32_t server = 0;
    std::uint32_t length = 0;  // 0 for none
    std::uint32_t start = 0;   // in names_
  };
  static constexpr std::size_t kMostAscii = 64;

  void Add(TextView name, std::uint32_t server);
  const Listed* FindFolded(TextView folded, std::uint32_t hash) const;

  std::vector<std::vector<Text>> own_names_;  // of each server
  std::unique_ptr<Listed[]> listed_;
  std::vector<Place> places_;  // a power of two, a third of it empty at least
  Text names_;                 // folded, one behind the other
};

extern std::atomic<const Directory*> published_directory;

// The directory of the world as it is now; null before there is one. What it points to is valid for
// ever: a directory that was replaced is kept.
inline const Directory* PublishedDirectory() {
  return published_directory.load(std::memory_order_acquire);
}
// The same, when a world has to be made first.
const Directory& TheDirectory();
// To be called when servers or their names changed, with the world locked.
void PublishDirectory(const World& world);
// To be called when a server's delay, answers_left or is_down changed, with the world locked.
void NoteServers(const World& world);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_DIRECTORY_H_
