#include "conformance/proof/selftest/mock_switches.h"

#include <algorithm>
#include <iterator>
#include <sstream>

#include "conformance/platform/shared_object.h"
#include "conformance/runner/runner.h"
#include "mock/wtsapi32mock.h"

namespace wtsconform {
namespace {

// One switch at an index, as lines; "" past the last. A journal's text is too short for them all.
std::string SwitchAsText(const SharedObject& mock, unsigned index) {
  const auto switch_at = reinterpret_cast<decltype(&WtsMockSwitchAt)>(mock.Find("WtsMockSwitchAt"));
  WtsMockSwitch row;
  if (!switch_at || switch_at(index, &row) != 0) return "";
  return std::string(row.name) + '\n' + row.kind + '\n' + (row.group ? row.group : "") + '\n' +
         row.clause + '\n' + row.level + '\n' + row.text + '\n';
}

MockSwitch SwitchFrom(const std::string& text) {
  std::istringstream stream(text);
  MockSwitch row;
  for (std::string* field :
       {&row.name, &row.kind, &row.group, &row.clause, &row.level, &row.text}) {
    std::getline(stream, *field);
  }
  return row;
}

// As many as fit into the text that a child hands over.
constexpr unsigned kSwitchesAtOnce = 20;

std::vector<MockSwitch> SwitchesFrom(const Profile& mock, unsigned first) {
  std::vector<MockSwitch> read;
  RunIsolated(
      1, {1, std::chrono::seconds(30), {}},
      [&](std::size_t, Journal& journal) {
        const SharedObject library(ResolveFile(mock.library.front()));
        std::string all;
        for (unsigned i = first; i < first + kSwitchesAtOnce; ++i) {
          const std::string text = SwitchAsText(library, i);
          all += text.empty() ? "" : text + '\v';
        }
        journal.detail.Set(all);
      },
      [&](std::size_t, Journal& journal, const ChildEnd&) {
        std::istringstream stream{std::string(journal.detail.Get())};
        for (std::string text; std::getline(stream, text, '\v');) read.push_back(SwitchFrom(text));
      });
  return read;
}

}  // namespace

void PrintTo(const MockSwitch& each, std::ostream* stream) { *stream << each.name; }

std::vector<MockSwitch> ReadSwitches(const Profile& mock) {
  std::vector<MockSwitch> all;
  while (true) {
    const auto some = SwitchesFrom(mock, static_cast<unsigned>(all.size()));
    std::copy(some.begin(), some.end(), std::back_inserter(all));
    if (some.size() < kSwitchesAtOnce) break;
  }
  if (all.empty())
    throw UnusableLibrary(mock.library.front() + " tells no switches: it is no mock");
  return all;
}

std::vector<MockSwitch> OfKind(const std::vector<MockSwitch>& switches, const std::string& kind) {
  std::vector<MockSwitch> some;
  std::copy_if(switches.begin(), switches.end(), std::back_inserter(some),
               [&kind](const MockSwitch& each) { return each.kind == kind; });
  return some;
}

}  // namespace wtsconform
