#include "mock/ledger/report.h"

#include <cstdint>
#include <cstdio>
#include <string_view>

namespace wtsmock {
namespace {

constexpr const char* kKindNames[] = {
    "server handle", "buffer", "registration of window",      "channel",
    "token",         "wait",   "cloud authentication handle", "result of a failed open"};

std::string Hex(Hidden value) {
  char text[24];
  std::snprintf(text, sizeof text, "0x%llx",
                static_cast<unsigned long long>(reinterpret_cast<std::uintptr_t>(value.value())));
  return text;
}

std::string TextOf(const char* what, const Origin& origin) {
  std::string text = std::string("    ") + what + ": " + origin.function + ", call " +
                     std::to_string(origin.call) + ", thread " + std::to_string(origin.thread) +
                     "\n";
  if (origin.stack == nullptr) return text;
  for (const std::string& frame : Describe(*origin.stack)) text += "        " + frame + "\n";
  return text;
}

const char* HowObtained(Kind kind) {
  if (kind == Kind::kBuffer) return "returned";
  return kind == Kind::kRegistration || kind == Kind::kWait ? "begun" : "opened";
}

const char* HowGivenBack(Kind kind) { return kind == Kind::kBuffer ? "freed" : "closed"; }

std::string Counted(std::size_t number, const char* one, const char* many) {
  return (number == 0 ? "no" : std::to_string(number)) + " " + (number == 1 ? one : many);
}

// Each item after the first gets a comma before it.
template <class Items, class Write>
std::string List(const Items& items, Write write) {
  std::string list = "[";
  for (const auto& item : items) {
    if (list.size() > 1) list += ", ";
    list += write(item);
  }
  return list + "]";
}

std::string JsonOf(const Origin& origin) {
  const Stack none;
  return "{\"function\": " + JsonText(origin.function) +
         ", \"call\": " + std::to_string(origin.call) +
         ", \"thread\": " + std::to_string(origin.thread) + ", \"stack\": " +
         List(Describe(origin.stack == nullptr ? none : *origin.stack), JsonText) + "}";
}

std::string JsonOf(const Entry& entry) {
  std::string json = "{\"kind\": " + JsonText(kKindNames[static_cast<std::size_t>(entry.kind)]) +
                     ", \"value\": " + JsonText(Hex(entry.value));
  if (*entry.server != '\0') json += ", \"server\": " + JsonText(entry.server);
  if (entry.bytes > 0) json += ", \"bytes\": " + std::to_string(entry.bytes);
  return json + ", \"obtained\": " + JsonOf(entry.obtained) + "}";
}

}  // namespace

std::string JsonText(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      quoted += escape;
    } else {
      quoted += c;
    }
  }
  return quoted + '"';
}

std::string NameOf(const Entry& entry) {
  std::string name = std::string(kKindNames[static_cast<std::size_t>(entry.kind)]);
  if (entry.kind != Kind::kWait) name += " " + Hex(entry.value);
  if (*entry.server != '\0') name += std::string(" (") + entry.server + ")";
  if (entry.bytes > 0) name += " of " + std::to_string(entry.bytes) + " bytes";
  return name;
}

std::string TextOf(const Breach& breach) {
  const RuleRow& row = RowOf(breach.rule);
  std::string text = std::string(row.clause) + ": " + row.text + "\n";
  text += "    " + (breach.about.has_value() ? NameOf(*breach.about) : Hex(breach.value));
  text += breach.text.empty() ? "\n" : ": " + breach.text + "\n";
  if (*breach.where.function != '\0') text += TextOf("called", breach.where);
  if (!breach.about.has_value()) return text;
  text += TextOf(HowObtained(breach.about->kind), breach.about->obtained);
  if (breach.given_back.has_value()) {
    text += TextOf(HowGivenBack(breach.about->kind), *breach.given_back);
  }
  return text;
}

std::string SummaryOf(const Balance& balance) {
  std::string text;
  const std::size_t left = balance.unreachable.size();
  if (left + balance.unreachable_closed > 0) {
    text = "GAP-14: of what failed opens returned, " + std::to_string(balance.unreachable_closed) +
           " closed and " + std::to_string(left) + " left; both are permitted\n";
    for (const Entry& entry : balance.unreachable) {
      text += "    " + NameOf(entry) + "\n" + TextOf(HowObtained(entry.kind), entry.obtained);
    }
  }
  return text + Counted(balance.calls, "call", "calls") + ", " +
         Counted(balance.breaches_in_all, "breach", "breaches") + "\n";
}

std::string TextOf(const Balance& balance) {
  std::string text;
  for (const Breach& breach : balance.breaches) text += TextOf(breach);
  return text + SummaryOf(balance);
}

std::string JsonOf(const Breach& breach) {
  const RuleRow& row = RowOf(breach.rule);
  std::string json = std::string("{\"clause\": ") + JsonText(row.clause) +
                     ", \"text\": " + JsonText(row.text) +
                     ", \"value\": " + JsonText(Hex(breach.value));
  if (!breach.text.empty()) json += ", \"more\": " + JsonText(breach.text);
  if (*breach.where.function != '\0') json += ", \"at\": " + JsonOf(breach.where);
  if (breach.about.has_value()) json += ", \"about\": " + JsonOf(*breach.about);
  if (breach.given_back.has_value()) json += ", \"given_back\": " + JsonOf(*breach.given_back);
  return json + "}";
}

std::string JsonOf(const Balance& balance) {
  return "{\"breaches\": " +
         List(balance.breaches, [](const Breach& b) { return "\n  " + JsonOf(b); }) +
         ",\n\"breaches_in_all\": " + std::to_string(balance.breaches_in_all) +
         ",\n\"unreachable\": {\"closed\": " + std::to_string(balance.unreachable_closed) +
         ", \"left\": " +
         List(balance.unreachable, [](const Entry& e) { return "\n  " + JsonOf(e); }) +
         "},\n\"calls\": " + std::to_string(balance.calls) + "}\n";
}

}  // namespace wtsmock
