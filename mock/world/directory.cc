#include "mock/world/directory.h"

#include <bit>
#include <type_traits>
#include <utility>
#include <vector>

#include "mock/world/host.h"

namespace wtsmock {

constinit std::atomic<const Directory*> published_directory = nullptr;

namespace {

constexpr std::uint32_t kHashStart = 2166136261;  // FNV-1a
constexpr std::uint32_t Hashed(std::uint32_t hash, char16_t folded) {
  return (hash ^ folded) * 16777619;
}

// What a name of one server only may be written like, beyond the name itself.
std::vector<Text> OwnNames(const Server& server) {
  std::vector<Text> names = {server.name};
  names.insert(names.end(), server.aliases.begin(), server.aliases.end());
  if (!server.dns_domain.empty()) names.push_back(server.name + u"." + server.dns_domain);
  return names;
}

// What this computer is called everywhere, and what it is really called.
std::vector<Text> NamesOfThisComputer() {
  std::vector<Text> names = {u"localhost", u".", u"127.0.0.1", u"::1"};
  const Text host = HostName();
  if (host.empty()) return names;
  names.push_back(host);
  names.push_back(host.substr(0, host.find(u'.')));
  return names;
}

}  // namespace

Directory::Directory(const std::vector<Server>& servers)
    : listed_(std::make_unique<Listed[]>(servers.size())) {
  std::vector<std::pair<Text, std::uint32_t>> names;
  for (std::uint32_t i = 0; i < servers.size(); ++i) {
    listed_[i].id = servers[i].id;
    listed_[i].is_session_host = servers[i].is_session_host;
    listed_[i].name = Encode<CHAR>(servers[i].name);
    own_names_.push_back(OwnNames(servers[i]));
    for (const Text& name : own_names_.back()) names.emplace_back(name, i);
  }
  for (Text& name : NamesOfThisComputer()) names.emplace_back(std::move(name), 0);
  places_.resize(std::bit_ceil(names.size() + names.size() / 2 + 1));
  for (const auto& [name, server] : names) Add(name, server);
}

bool Directory::IsOf(const std::vector<Server>& servers) const {
  if (servers.size() != own_names_.size()) return false;
  for (std::size_t i = 0; i < servers.size(); ++i) {
    const bool same = own_names_[i] == OwnNames(servers[i]) &&
                      listed_[i].is_session_host == servers[i].is_session_host;
    if (!same) return false;
  }
  return true;
}

void Directory::Add(TextView name, std::uint32_t server) {
  if (name.empty() || Find(name) != nullptr) return;
  std::uint32_t hash = kHashStart;
  const auto start = static_cast<std::uint32_t>(names_.size());
  for (const char16_t unit : name) {
    names_ += Folded(unit);
    hash = Hashed(hash, names_.back());
  }
  std::size_t at = hash & (places_.size() - 1);
  while (places_[at].length != 0) at = (at + 1) & (places_.size() - 1);
  places_[at] = {hash, server, static_cast<std::uint32_t>(name.size()), start};
}

const Listed* Directory::Find(TextView name) const {
  Text folded(name);
  std::uint32_t hash = kHashStart;
  for (char16_t& unit : folded) hash = Hashed(hash, unit = Folded(unit));
  return FindFolded(folded, hash);
}

const Listed* Directory::FindFolded(TextView folded, std::uint32_t hash) const {
  const std::size_t mask = places_.size() - 1;
  for (std::size_t at = hash & mask; places_[at].length != 0; at = (at + 1) & mask) {
    const Place& place = places_[at];
    if (place.hash != hash || place.length != folded.size()) continue;
    if (TextView(names_.data() + place.start, place.length) == folded) {
      return &listed_[place.server];
    }
  }
  return nullptr;
}

template <class Char>
const Listed* Directory::FindAscii(const Char* name) const {
  char16_t folded[kMostAscii];
  std::uint32_t hash = kHashStart;
  std::size_t length = 0;
  for (; name[length] != 0; ++length) {
    const auto unit = static_cast<char16_t>(static_cast<std::make_unsigned_t<Char>>(name[length]));
    if (length >= kMostAscii || unit >= 0x80) return nullptr;
    folded[length] = Folded(unit);
    hash = Hashed(hash, folded[length]);
  }
  return FindFolded(TextView(folded, length), hash);
}
template const Listed* Directory::FindAscii(const CHAR* name) const;
template const Listed* Directory::FindAscii(const WCHAR* name) const;

const Directory& TheDirectory() {
  if (PublishedDirectory() == nullptr) TheWorld();  // publishes it
  return *PublishedDirectory();
}

void PublishDirectory(const World& world) {
  // A thread may still read the one before, for as long as it likes: all are kept.
  static auto* const kept = new std::vector<std::unique_ptr<const Directory>>;
  if (PublishedDirectory() == nullptr || !PublishedDirectory()->IsOf(world.servers)) {
    kept->push_back(std::make_unique<const Directory>(world.servers));
    published_directory.store(kept->back().get(), std::memory_order_release);
  }
  NoteServers(world);
}

void NoteServers(const World& world) {
  const Directory& directory = *PublishedDirectory();
  for (const Server& server : world.servers) {
    directory.of(server.id).answers_at_once.store(
        !server.is_down && !server.answers_left.has_value() && server.delay.count() == 0,
        std::memory_order_relaxed);
  }
}

}  // namespace wtsmock
