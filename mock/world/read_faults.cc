#include "mock/world/read_faults.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "mock/world/questions.h"
#include "spec/loader/toml/message.h"
#include "spec/loader/toml/nearest.h"

namespace wtsmock {
namespace {

using wtsconform::Value;

struct Exported {
  std::string_view name;
  bool is_void;
};
constexpr Exported kExported[] = {
#include "declared_functions.inc"
};

constexpr std::pair<std::string_view, DWORD> kInfoClasses[] = {
#include "info_classes.inc"
};

std::string Refusal(const std::string& what, const std::string& word,
                    const std::vector<std::string>& choices) {
  return what + " \"" + wtsconform::Excerpt(word) + "\"" + wtsconform::DidYouMean(word, choices);
}

// Whether calls of it meet faults.
bool MeetsFaults(std::string_view name) {
  return !name.starts_with("WtsMock") && name != "GetLastError" && name != "SetLastError";
}

// The functions that meet faults, with the names that stand for an A and a W form.
std::vector<std::string> Functions() {
  std::vector<std::string> names;
  for (const auto& [name, is_void] : kExported) {
    if (!MeetsFaults(name)) continue;
    names.emplace_back(name);
    if (name.ends_with('W')) names.emplace_back(name.substr(0, name.size() - 1));
  }
  return names;
}

void ReadFunction(Row& row, std::string& function) {
  if (!row.Gives("function")) return;
  function = row.OptionalText("function", "");
  const auto known = Functions();
  if (std::ranges::find(known, function) != known.end()) return;
  row.Refuse("function", Refusal("there is no function", function, known));
}

// By its name or its number.
void ReadClass(Row& row, std::optional<DWORD>& info_class) {
  const Value* const given = row.Optional("class");
  const auto* const word = given == nullptr ? nullptr : std::get_if<std::string>(&given->data);
  if (word == nullptr) return row.Read("class", info_class);
  std::vector<std::string> names;
  for (const auto& [name, number] : kInfoClasses) {
    if (*word == name) info_class = number;
    names.emplace_back(name);
  }
  if (info_class.has_value()) return;
  row.Refuse("class", Refusal("there is no WTS_INFO_CLASS", *word, names));
}

// A function that returns nothing cannot fail, and has no answer.
void RefuseForVoid(Row& row, const Fault& fault) {
  const auto found = std::ranges::find(kExported, fault.function, &Exported::name);
  if (found == std::end(kExported) || !found->is_void) return;
  const char* const key = fault.error != 0 ? "error" : fault.is_empty ? "empty" : nullptr;
  if (key == nullptr) return;
  row.Refuse(key, fault.function +
                      " returns nothing, so that it can neither fail nor be empty: write "
                      "takes_ms = 50 or waits = true");
}

// What the function's calls ask for is less than what the fault is about.
void RefuseUnasked(Row& row, const Fault& fault) {
  const std::string& function = fault.function;
  const Questions questions = QuestionsOf(function);
  const auto refuse_unless = [&](bool is_met, const char* key, const std::string& why) {
    if (!is_met) row.Refuse(key, function + " " + why);
  };
  const bool asks_it = questions.asks == Asks::kAnyServer || !fault.server.has_value() ||
                       (questions.asks == Asks::kThisComputer && *fault.server == ServerId::kThis);
  refuse_unless(asks_it, "server",
                questions.asks == Asks::kNoServer
                    ? "asks no server; leave \"server\" out"
                    : "asks this computer and no other server; leave \"server\" out");
  refuse_unless(!fault.session.has_value() || questions.names_session, "session",
                "asks no server for a session; leave \"session\" out");
  refuse_unless(!fault.info_class.has_value() || questions.names_class, "class",
                "has no information class; leave \"class\" out, or write function = "
                "\"WTSQuerySessionInformation\"");
  refuse_unless(
      !fault.is_empty || questions.answers_may_empty, "empty",
      "gives no answer that can be empty: write error = 5, takes_ms = 50 or waits = true");
}

void ReadWhich(Row& row, Fault& fault) {
  if (row.Gives("nth") && row.Gives("from")) {
    row.Refuse("from",
               "\"nth\" is one call, \"from\" that one and all after it; write one of them");
  }
  row.ReadCount("from", fault.first);
  if (row.Gives("nth")) {
    row.ReadCount("nth", fault.first);
    fault.last = fault.first;
  }
  row.Read("percent", fault.percent);
  if (fault.percent < 1 || fault.percent > 100) {
    row.Refuse("percent", "must be between 1 and 100");
  }
  row.Read("seed", fault.seed);
}

void ReadOutcome(Row& row, Fault& fault) {
  row.Read("error", fault.error);
  std::uint16_t takes = 0;
  row.Read("takes_ms", takes);
  fault.takes = std::chrono::milliseconds(takes);
  row.Read("empty", fault.is_empty);
  row.Read("waits", fault.waits);
  if (fault.error != 0 && fault.is_empty) {
    row.Refuse("empty", "a call that fails by \"error\" has no answer; write one of them");
  }
}

}  // namespace

std::optional<ServerId> ReadServerName(Row& row, const std::vector<Server>& servers) {
  if (!row.Gives("server")) return std::nullopt;
  const std::string name = row.OptionalText("server", "");
  std::vector<std::string> names;
  const Text wanted = Decode(name.c_str());
  for (const Server& server : servers) {
    if (SameName(server.name, wanted)) return server.id;
    names.push_back(Encode<CHAR>(server.name));
  }
  row.Refuse("server", Refusal("no [[server]] is called", name, names));
}

Fault ReadFault(const Value& value, const std::vector<Server>& servers) {
  Row row(value, "a fault");
  Fault fault;
  ReadFunction(row, fault.function);
  fault.server = ReadServerName(row, servers);
  row.Read("session", fault.session);
  ReadClass(row, fault.info_class);
  ReadWhich(row, fault);
  ReadOutcome(row, fault);
  row.Finish();
  const bool has_outcome =
      fault.error != 0 || fault.takes.count() > 0 || fault.is_empty || fault.waits;
  if (!has_outcome) {
    throw wtsconform::InputError(
        row.where(), "a fault needs one of: error = 5, takes_ms = 50, empty = true, waits = true");
  }
  RefuseForVoid(row, fault);
  if (!fault.function.empty()) RefuseUnasked(row, fault);
  return fault;
}

Value ParseRow(std::string_view text) {
  // An inline table, so the columns of its first line are seven more than those of the text.
  Value document = wtsconform::ParseToml("row = {" + std::string(text) + "}", "row");
  return std::move(std::get<wtsconform::Table>(document.data).at("row"));
}

}  // namespace wtsmock
