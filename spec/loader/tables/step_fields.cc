#include "spec/loader/tables/step_fields.h"

#include <algorithm>
#include <charconv>

#include "spec/loader/tables/placeholders.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {

std::string StepFields::Filled(const std::string& text) const {
  return Fill(text, binding_, fields_.where());
}

std::vector<std::string> StepFields::Texts(std::string_view key) {
  std::vector<std::string> texts = fields_.Texts(key);
  for (std::string& text : texts) text = Filled(text);
  return texts;
}

std::int64_t StepFields::Number(std::string_view key) {
  const Value& value = fields_.Needed(key);
  if (const auto* number = std::get_if<std::int64_t>(&value.data)) return *number;
  const std::string text = Text(key);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) {
    Refuse(key, "\"" + text + "\" is no number");
  }
  return number;
}

std::int64_t StepFields::NumberFrom(std::string_view key, std::int64_t least, std::int64_t most) {
  const std::int64_t number = Number(key);
  if (number < least || number > most) {
    Refuse(key, std::to_string(number) + " is not between " + std::to_string(least) + " and " +
                    std::to_string(most));
  }
  return number;
}

const Function* StepFields::FunctionOf(std::string_view key, Role role) {
  const std::string name = Text(key);
  const Function* function = functions_.Find(name);
  if (function && function->role == role) return function;
  std::vector<std::string> fitting;
  for (const Function& each : functions_.functions()) {
    if (each.role == role) fitting.push_back(each.name);
  }
  Refuse(key, "\"" + name + "\" is no function that fits here" + DidYouMean(name, fitting));
}

CallRef StepFields::CallOf(std::string_view key) {
  const std::string id = Text(key);
  if (id == kProbe) return {};
  const Call* call = functions_.FindCall(id);
  if (!call) {
    Refuse(key, "functions.toml has no call \"" + id + "\"" + DidYouMean(id, functions_.CallIds()));
  }
  if (call->function->role == Role::kCloser) {
    Refuse(key, "write { close = HANDLE }, so that the close is counted");
  }
  if (call->Position(Argument::Kind::kServer) < 0) Refuse(key, id + " takes no server handle");
  return {call};
}

const std::vector<std::string>& StepFields::GroupOf(std::string_view key) {
  const std::string group = Text(key);
  const std::vector<std::string>* calls = functions_.Group(group);
  if (!calls) {
    Refuse(key, "there is no group \"" + group + "\"" + DidYouMean(group, functions_.GroupNames()));
  }
  if (calls->empty()) Refuse(key, "the group \"" + group + "\" is empty");
  return *calls;
}

std::string StepFields::Server() {
  const std::string kind = Text("server");
  const auto& kinds = ServerKinds();
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    Refuse("server", "\"" + kind + "\" is no kind of server" + DidYouMean(kind, kinds));
  }
  return kind;
}

}  // namespace wtsconform
