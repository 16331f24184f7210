#include "conformance/proof/selftest/mock_switches.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>

#include "conformance/channel/recorder.h"
#include "conformance/platform/shared_object.h"
#include "conformance/runner/runner.h"
#include "mock/wtsapi32mock.h"

namespace wtsconform {
namespace {

constexpr char kSwitch[] = "mock switch/1";

auto FieldsOf(auto& row) {
  return std::array{&row.name, &row.kind, &row.group, &row.clause, &row.level, &row.text};
}

std::optional<MockSwitch> SwitchAt(const SharedObject& mock, unsigned index) {
  const auto switch_at = reinterpret_cast<decltype(&WtsMockSwitchAt)>(mock.Find("WtsMockSwitchAt"));
  WtsMockSwitch row;
  if (!switch_at || switch_at(index, &row) != 0) return std::nullopt;
  return MockSwitch{row.name,   row.kind,  row.group ? row.group : "",
                    row.clause, row.level, row.text};
}

MessageWriter ToMessage(const MockSwitch& row) {
  MessageWriter message(kSwitch);
  for (const std::string* field : FieldsOf(row)) message.Text(*field);
  return message;
}

MockSwitch SwitchFrom(std::string_view message) {
  MessageReader reader(message, kSwitch);
  MockSwitch row;
  for (std::string* field : FieldsOf(row)) *field = reader.Text();
  reader.End();
  return row;
}

void SendSwitches(const Profile& mock, Journal& journal) {
  Recorder recorder(journal, std::chrono::seconds(30));
  const SharedObject library(ResolveFile(mock.library.front()));
  for (unsigned i = 0; const auto row = SwitchAt(library, i); ++i) {
    if (!recorder.Send(ToMessage(*row))) return;
  }
  recorder.SetFinished();
}

}  // namespace

void PrintTo(const MockSwitch& each, std::ostream* stream) { *stream << each.name; }

std::vector<MockSwitch> ReadSwitches(const Profile& mock) {
  std::vector<MockSwitch> all;
  RunIsolated(
      1, {1, std::chrono::seconds(30), {}},
      [&](std::size_t, Journal& journal) { SendSwitches(mock, journal); },
      [&](std::size_t, const ChildReport& report, const ChildEnd&) {
        if (!report.finished) return;
        for (const std::string& message : report.messages) all.push_back(SwitchFrom(message));
      });
  if (all.empty()) {
    throw UnusableLibrary(mock.library.front() + " is not the mock: it lists no switches");
  }
  return all;
}

std::vector<MockSwitch> OfKind(const std::vector<MockSwitch>& switches, const std::string& kind) {
  std::vector<MockSwitch> some;
  std::copy_if(switches.begin(), switches.end(), std::back_inserter(some),
               [&kind](const MockSwitch& each) { return each.kind == kind; });
  return some;
}

}  // namespace wtsconform
