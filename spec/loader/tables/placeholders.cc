#include "spec/loader/tables/placeholders.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// "" where it is the plain form itself.
std::string Plain(std::string id) {
  const auto ex = id.find("Ex");
  return ex == std::string::npos ? "" : id.erase(ex, 2);
}

std::string Resolve(std::string_view name, const Binding& binding, const Location& where) {
  const auto dot = name.find('.');
  const auto found = binding.find(name.substr(0, dot));
  if (found == binding.end()) {
    std::vector<std::string> known;
    for (const auto& [key, value] : binding) known.push_back(key);
    throw InputError(where, "the placeholder {" + std::string(name) +
                                "} is filled by no key of \"for\"" + DidYouMean(name, known));
  }
  if (dot == std::string_view::npos) return found->second;
  const std::string_view form = name.substr(dot + 1);
  if (form != "twin" && form != "plain") {
    throw InputError(where, "the placeholder {" + std::string(name) +
                                "} knows only .twin and .plain behind the dot");
  }
  const std::string other = form == "twin" ? TwinOf(found->second) : Plain(found->second);
  if (other.empty()) {
    throw InputError(where, "the placeholder {" + std::string(name) + "}: \"" + found->second +
                                "\" has no " + std::string(form) + " form");
  }
  return other;
}

}  // namespace

// A call's id is NAME or NAME.FORM; the width is the last letter of NAME.
std::string TwinOf(const std::string& call) {
  std::string id = call;
  const std::size_t end = std::min(id.find('.'), id.size());
  if (end == 0 || (id[end - 1] != 'A' && id[end - 1] != 'W')) return "";
  id[end - 1] = id[end - 1] == 'A' ? 'W' : 'A';
  return id;
}

std::string OtherLevelOf(const std::string& call) {
  std::string id = call;
  if (!id.ends_with(".Level0") && !id.ends_with(".Level1")) return "";
  id.back() = id.back() == '0' ? '1' : '0';
  return id;
}

std::string Fill(const std::string& text, const Binding& binding, const Location& where) {
  std::string filled;
  std::size_t from = 0;
  while (true) {
    const auto open = text.find('{', from);
    const std::string plain = text.substr(from, open == std::string::npos ? open : open - from);
    if (plain.find('}') != std::string::npos) {
      throw InputError(where, "a } without its { in \"" + text + "\"");
    }
    filled += plain;
    if (open == std::string::npos) return filled;
    const auto close = text.find('}', open);
    if (close == std::string::npos)
      throw InputError(where, "a { without its } in \"" + text + "\"");
    filled += Resolve(std::string_view(text).substr(open + 1, close - open - 1), binding, where);
    from = close + 1;
  }
}

}  // namespace wtsconform
