// Profiles as text, for another process.
#include <fmt/format.h>

#include "conformance/implementations/profile.h"
#include "spec/loader/toml/quoted.h"
#include "spec/loader/toml/utf8_path.h"

namespace wtsconform {
namespace {

std::string List(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + Quoted(text);
  return "[" + list + "]";
}

std::vector<std::string> Resolved(std::vector<std::string> files) {
  for (std::string& file : files) file = TextOf(ResolveFile(file));
  return files;
}

// A line where there is something to say.
std::string Line(const char* key, const std::string& value) {
  return value.empty() ? "" : fmt::format("{} = {}\n", key, Quoted(value));
}

std::string Line(const char* key, const std::vector<std::string>& values) {
  return values.empty() ? "" : fmt::format("{} = {}\n", key, List(values));
}

// Where nobody stated a name, that of the computer that reads this is meant.
std::string ServersText(const ServerNames& servers) {
  std::string text = fmt::format("[servers]\nare_text = {}\n", servers.are_text);
  if (servers.reachable_is_stated) text += Line("reachable", servers.reachable);
  if (servers.this_computer_is_stated) text += Line("this_computer", servers.this_computer);
  return text + Line("other", servers.other) + Line("unreachable", servers.unreachable);
}

}  // namespace

std::string ToToml(const Profile& profile) {
  std::string text =
      Line("name", profile.name) + Line("title", profile.title) +
      Line("loader", std::string(LoaderName(profile.loader))) +
      Line("library", Resolved(profile.library)) + Line("winpr", Resolved(profile.winpr)) +
      Line("marker", profile.marker) + Line("marker_text", profile.marker_text) +
      Line("version_from", profile.version_from) +
      Line("configuration_from", profile.configuration_from) + Line("provides", profile.provides);
  if (profile.with_dependencies) text += Line("symbols", std::string("with-dependencies"));
  text += fmt::format("load_once = {}\n", profile.load_once);
  text += fmt::format("fixed_world = {}\nmax_handles = {}\n[environment]\n", profile.fixed_world,
                      profile.max_handles);
  for (const auto& [name, value] : profile.environment) {
    text += fmt::format("{} = {}\n", Quoted(name), Quoted(value));
  }
  return text + ServersText(profile.servers);
}

}  // namespace wtsconform
