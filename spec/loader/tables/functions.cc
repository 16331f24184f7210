#include "spec/loader/tables/functions.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "spec/loader/tables/arguments.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

constexpr std::pair<std::string_view, Role> kRoles[] = {
    {"opener", Role::kOpener}, {"closer", Role::kCloser}, {"consumer", Role::kConsumer},
    {"buffer", Role::kBuffer}, {"other", Role::kOther},   {"undocumented", Role::kUndocumented}};
constexpr std::pair<std::string_view, Tier> kTiers[] = {
    {"T0", Tier::kMockOnly}, {"T1", Tier::kReadOnly}, {"T2", Tier::kMutating}};
constexpr std::pair<std::string_view, Answer> kAnswers[] = {
    {"none", Answer::kNone},           {"bytes", Answer::kBytes},
    {"sessions", Answer::kSessions},   {"sessions-1", Answer::kSessions1},
    {"processes", Answer::kProcesses}, {"processes-1", Answer::kProcesses1},
    {"listeners", Answer::kListeners}, {"value", Answer::kValue},
    {"dword", Answer::kDword}};

// What the interpreter has room for: parameters in one call, and DWORDs that come back from it.
constexpr std::size_t kMostParams = 10;
constexpr std::ptrdiff_t kMostDwords = 4;

// Everything that the API returns is one of four kinds; the C type in the table says which.
Returns ReturnsOf(const std::string& type) {
  if (type == "VOID") return Returns::kNothing;
  if (type == "BOOL") return Returns::kBool;
  if (type == "HANDLE" || type.ends_with("_HANDLE")) return Returns::kHandle;
  return Returns::kDword;
}

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto space = text.find(' ');
    if (space != 0) words.emplace_back(text.substr(0, space));
    if (space == std::string_view::npos) break;
    text.remove_prefix(space + 1);
  }
  return words;
}

// "LPSTR *ppBuffer" declares ppBuffer.
std::string_view NameOf(std::string_view param) {
  const auto before = param.find_last_of(" *");
  return before == std::string_view::npos ? param : param.substr(before + 1);
}

bool IsDword(const Argument& argument) {
  return argument.kind == Argument::Kind::kOutDword || argument.kind == Argument::Kind::kInOutDword;
}

Argument Parsed(const Fields& fields, std::string_view key, const std::string& word,
                const Constants& constants) {
  try {
    return ParseArgument(word, constants);
  } catch (const std::invalid_argument& error) {
    fields.Refuse(key, error.what());
  }
}

}  // namespace

bool Call::InGroup(std::string_view group) const {
  return std::find(groups.begin(), groups.end(), group) != groups.end();
}

int Call::Position(Argument::Kind kind) const {
  const auto found = std::find_if(arguments.begin(), arguments.end(),
                                  [kind](const Argument& each) { return each.kind == kind; });
  return found == arguments.end() ? -1 : static_cast<int>(found - arguments.begin());
}

char Function::width() const {
  const char last = name.back();
  return last == 'A' || last == 'W' ? last : 0;
}

FunctionCatalogue::FunctionCatalogue(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields fields(document, "the table of functions");
  if (const Value* constants = fields.Optional("constants")) {
    Fields reader(*constants, "[constants]");
    for (const std::string& name : reader.Keys()) {
      constants_[name] = static_cast<std::uint64_t>(reader.OptionalNumber(name, 0));
    }
  }
  if (const Value* groups = fields.Optional("groups")) {
    Fields reader(*groups, "[groups]");
    for (const std::string& name : reader.Keys()) {
      reader.Text(name);
      groups_[name];
    }
  }
  for (const Value* function : fields.Tables("function")) ReadFunction(*function);
  fields.Finish();
  if (functions_.empty()) throw InputError(file + ": holds no [[function]]");
  Index();
}

void FunctionCatalogue::ReadFunction(const Value& value) {
  Fields fields(value, "a function");
  Function function;
  function.name = fields.Text("name");
  if (function.name.empty()) fields.Refuse("name", "is empty");
  if (by_name_.contains(function.name)) {
    fields.Refuse("name", "\"" + function.name + "\" stands here a second time");
  }
  by_name_[function.name] = nullptr;
  function.role = Choose<Role>(fields, "role", fields.Text("role"), kRoles);
  function.returns = ReturnsOf(fields.OptionalText("returns", "VOID"));
  function.params = fields.Texts("params");
  if (function.params.size() > kMostParams) {
    fields.Refuse("params", "more than " + std::to_string(kMostParams) + " cannot be passed");
  }
  function.server = fields.OptionalText("server", "");
  const bool declared = std::any_of(
      function.params.begin(), function.params.end(),
      [&function](const std::string& param) { return NameOf(param) == function.server; });
  if (!function.server.empty() && !declared) {
    fields.Refuse("server", "\"" + function.server + "\" is none of the params");
  }
  function.current_only = fields.OptionalFlag("current_only", false);
  function.names_ex = fields.OptionalFlag("names_ex", false);
  function.failure = fields.OptionalText("failure", "none");
  function.last_error = fields.OptionalFlag("last_error", false);
  function.tier = Choose<Tier>(fields, "tier", fields.OptionalText("tier", "T1"), kTiers);
  function.cdecl_convention = fields.OptionalText("convention", "WINAPI") == "cdecl";
  function.client = fields.OptionalText("client", "");
  function.host = fields.OptionalText("host", "");
  function.page = fields.OptionalText("page", "");
  for (const Value* call : fields.Tables("call")) ReadCall(*call, function);
  fields.Finish();
  functions_.push_back(std::move(function));
}

void FunctionCatalogue::ReadCall(const Value& value, Function& function) {
  Fields fields(value, "a call of " + function.name);
  Call call;
  const std::string form = fields.OptionalText("form", "");
  call.id = form.empty() ? function.name : function.name + "." + form;
  call.where = fields.where();
  if (!calls_.emplace(call.id, nullptr).second) {
    fields.Refuse("form", "\"" + call.id +
                              "\" stands here a second time; each call of a function "
                              "needs a form of its own");
  }
  ReadArguments(fields, function, call);
  ReadAfterwards(fields, call);
  call.groups = fields.Texts("groups");
  for (const std::string& group : call.groups) {
    if (!groups_.contains(group)) {
      fields.Refuse("groups",
                    "there is no group \"" + group + "\"" + DidYouMean(group, GroupNames()));
    }
    groups_[group].push_back(call.id);
  }
  call.answer = Choose<Answer>(fields, "answer", fields.OptionalText("answer", "none"), kAnswers);
  call.stable = fields.OptionalFlag("stable", false);
  call.tier = fields.Has("tier") ? Choose<Tier>(fields, "tier", fields.Text("tier"), kTiers)
                                 : function.tier;
  fields.Finish();
  function.calls.push_back(std::move(call));
}

void FunctionCatalogue::ReadArguments(Fields& fields, const Function& function, Call& call) const {
  for (const std::string& word : fields.Texts("arguments")) {
    call.arguments.push_back(Parsed(fields, "arguments", word, constants_));
  }
  if (call.arguments.size() != function.params.size()) {
    fields.Refuse("arguments", function.name + " takes " + std::to_string(function.params.size()) +
                                   " parameters, here are " +
                                   std::to_string(call.arguments.size()));
  }
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const bool takes_it = !function.server.empty() && NameOf(function.params[i]) == function.server;
    if (takes_it != (call.arguments[i].kind == Argument::Kind::kServer)) {
      fields.Refuse("arguments",
                    "\"server\" stands for the parameter that the function's key "
                    "\"server\" names, and for no other; see \"" +
                        function.params[i] + "\"");
    }
  }
  const auto dwords = std::count_if(call.arguments.begin(), call.arguments.end(), IsDword);
  if (dwords > kMostDwords) {
    fields.Refuse("arguments", "more than " + std::to_string(kMostDwords) +
                                   " DWORDs come back, which is more than can be kept");
  }
}

void FunctionCatalogue::ReadAfterwards(Fields& fields, Call& call) const {
  const auto frees = Words(fields.OptionalText("frees", ""));
  if (!frees.empty()) call.frees = frees[0];
  if (frees.size() > 1) {
    call.free_class = Parsed(fields, "frees", frees[1], constants_).number;
  }
  const auto undo = Words(fields.OptionalText("undo", ""));
  if (!undo.empty()) call.undo = undo[0];
  for (std::size_t i = 1; i < undo.size(); ++i) {
    call.undo_arguments.push_back(Parsed(fields, "undo", undo[i], constants_));
  }
}

void FunctionCatalogue::Index() {
  for (Function& function : functions_) {
    by_name_[function.name] = &function;
    for (Call& call : function.calls) {
      call.function = &function;
      calls_[call.id] = &call;
    }
  }
  for (const auto& [id, call] : calls_) CheckAfterwards(*call);
}

void FunctionCatalogue::CheckAfterwards(const Call& call) const {
  for (const std::string& name : {call.frees, call.undo}) {
    if (name.empty() || Find(name)) continue;
    std::vector<std::string> known;
    for (const Function& function : functions_) known.push_back(function.name);
    throw InputError(call.where,
                     call.id + ": there is no function \"" + name + "\"" + DidYouMean(name, known));
  }
  if (!call.frees.empty() && Find(call.frees)->role != Role::kBuffer) {
    throw InputError(call.where, call.id + ": \"" + call.frees + "\" frees no buffers");
  }
  if (!call.undo.empty() && Find(call.undo)->params.size() != call.undo_arguments.size()) {
    throw InputError(call.where, call.id + ": undo: " + call.undo + " takes " +
                                     std::to_string(Find(call.undo)->params.size()) +
                                     " parameters, here are " +
                                     std::to_string(call.undo_arguments.size()));
  }
}

const Function* FunctionCatalogue::Find(std::string_view name) const {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second;
}

const Call* FunctionCatalogue::FindCall(std::string_view id) const {
  const auto found = calls_.find(id);
  return found == calls_.end() ? nullptr : found->second;
}

const std::vector<std::string>* FunctionCatalogue::Group(std::string_view name) const {
  const auto found = groups_.find(name);
  return found == groups_.end() ? nullptr : &found->second;
}

std::vector<std::string> FunctionCatalogue::GroupNames() const {
  std::vector<std::string> names;
  for (const auto& [name, calls] : groups_) names.push_back(name);
  return names;
}

std::vector<std::string> FunctionCatalogue::CallIds() const {
  std::vector<std::string> ids;
  for (const auto& [id, call] : calls_) ids.push_back(id);
  return ids;
}

}  // namespace wtsconform
