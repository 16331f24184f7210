#include "mock/world/read_faults.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "mock/world/row.h"
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

constexpr std::pair<std::string_view, EventKind> kEvents[] = {
    {"log on", EventKind::kLogOn},
    {"log off", EventKind::kLogOff},
    {"connect", EventKind::kConnect},
    {"disconnect", EventKind::kDisconnect},
    {"lock", EventKind::kLock},
    {"unlock", EventKind::kUnlock},
    {"start process", EventKind::kStartProcess},
    {"end process", EventKind::kEndProcess},
    {"server down", EventKind::kServerDown},
    {"server up", EventKind::kServerUp},
    {"service stopped", EventKind::kServiceStopped},
    {"service started", EventKind::kServiceStarted}};

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
  function = row.OptionalText("function", "");
  if (function.empty()) return;
  const auto known = Functions();
  if (std::ranges::find(known, function) != known.end()) return;
  row.Refuse("function", Refusal("there is no function", function, known));
}

std::optional<ServerId> ReadServer(Row& row, const std::vector<Server>& servers) {
  const std::string name = row.OptionalText("server", "");
  if (name.empty()) return std::nullopt;
  std::vector<std::string> names;
  const Text wanted = Decode(name.c_str());
  for (const Server& server : servers) {
    if (SameName(server.name, wanted)) return server.id;
    names.push_back(Encode<CHAR>(server.name));
  }
  row.Refuse("server", Refusal("no [[server]] is called", name, names));
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

void ReadNumber(Row& row, std::string_view key, std::optional<DWORD>& field) {
  if (!row.Gives(key)) return;
  DWORD number = 0;
  row.Read(key, number);
  field = number;
}

void ReadWhich(Row& row, Fault& fault) {
  if (row.Gives("nth") && row.Gives("from")) {
    row.Refuse("from",
               "\"nth\" is one call, \"from\" that one and all after it; write one of them");
  }
  row.Read("from", fault.first);
  if (row.Gives("nth")) {
    row.Read("nth", fault.first);
    fault.last = fault.first;
  }
  row.Read("percent", fault.percent);
  if (fault.percent > 100) row.Refuse("percent", "must be between 0 and 100");
  row.Read("seed", fault.seed);
}

}  // namespace

Fault ReadFault(const Value& value, const std::vector<Server>& servers) {
  Row row(value, "a fault");
  Fault fault;
  ReadFunction(row, fault.function);
  fault.server = ReadServer(row, servers);
  ReadNumber(row, "session", fault.session);
  ReadNumber(row, "class", fault.info_class);
  ReadWhich(row, fault);
  row.Read("error", fault.error);
  std::uint16_t takes = 0;
  row.Read("takes_ms", takes);
  fault.takes = std::chrono::milliseconds(takes);
  row.Read("empty", fault.is_empty);
  row.Read("waits", fault.waits);
  RefuseForVoid(row, fault);
  row.Finish();
  if (fault.error == 0 && takes == 0 && !fault.is_empty && !fault.waits) {
    throw wtsconform::InputError(
        row.where(), "a fault needs one of: error = 5, takes_ms = 50, empty = true, waits = true");
  }
  return fault;
}

Event ReadEvent(const Value& value, const std::vector<Server>& servers) {
  Row row(value, "an event");
  Event event;
  row.Needed("what");
  event.kind = Choose<EventKind>(row, "what", row.Text("what"), kEvents);
  event.server = ReadServer(row, servers).value_or(ServerId::kThis);
  ReadNumber(row, "session", event.session);
  ReadNumber(row, "process", event.process);
  row.Read("user", event.user);
  row.Read("name", event.name);
  row.Read("at_call", event.at_call);
  row.Finish();
  return event;
}

Value ParseRow(std::string_view text) {
  // An inline table, so the columns of its first line are seven more than those of the text.
  Value document = wtsconform::ParseToml("row = {" + std::string(text) + "}", "row");
  return std::move(std::get<wtsconform::Table>(document.data).at("row"));
}

}  // namespace wtsmock
