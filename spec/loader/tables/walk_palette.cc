#include "spec/loader/tables/walk_palette.h"

namespace wtsconform {
namespace {

using Judged = Walk::Judged;

std::vector<CallRef> CallsOf(const std::string& group, const FunctionCatalogue& functions) {
  std::vector<CallRef> calls;
  for (const std::string& id : *functions.Group(group)) calls.push_back({functions.FindCall(id)});
  return calls;
}

// The probe alone where it will do: an implementation that has a few calls only has that one.
std::vector<CallRef> CallsFor(Judged judged, const FunctionCatalogue& functions, WalkDice& dice) {
  const std::size_t count = 1 + dice.Below(4);
  if (judged == Judged::kServers) return dice.Some(CallsOf("tells-servers", functions), count);
  if (judged == Judged::kForms) {
    // Not the lists: of many names in them, one may be such that the A form cannot say it.
    std::vector<CallRef> narrow = CallsOf("tells-servers", functions);
    std::erase_if(narrow, [](const CallRef& each) {
      return each.call->function->width() != 'A' ||
             each.call->Position(Argument::Kind::kSession) < 0;
    });
    return dice.Some(narrow, count);
  }
  if (judged == Judged::kBuffers) return dice.Some(CallsOf("buffers", functions), count);
  if (dice.Percent(30)) return {CallRef{}};
  // Among the others are calls that register a window and take that back.
  const bool only_everyday = dice.Percent(60) || judged == Judged::kRegistrations;
  return dice.Some(CallsOf(only_everyday ? "everyday" : "read-only", functions), count);
}

}  // namespace

Palette PaletteOf(const Walk& walk, const FunctionCatalogue& functions, WalkDice& dice) {
  Palette palette;
  palette.openers = dice.Some(*functions.Group("openers"), 1 + dice.Below(4));
  palette.calls = CallsFor(walk.judged, functions, dice);
  if (dice.Percent(50) && walk.judged != Judged::kRegistrations) {
    palette.failing = dice.Some(CallsOf("fails", functions), 1 + dice.Below(3));
  }
  palette.threads = {""};
  if (dice.Percent(40)) palette.threads = {"", "", "t1", "t2"};
  palette.most_open = dice.Of(std::vector<std::size_t>{2, 3, 4, 6, 10, 20, 40});
  palette.opens_fail = walk.judged == Judged::kFailed || dice.Percent(40);
  palette.uses_current = walk.judged == Judged::kCurrent || dice.Percent(40);
  palette.turns = dice.Percent(40);
  using Closes = Palette::Closes;
  palette.closes = dice.Of(std::vector<Closes>{Closes::kAny, Closes::kNewest, Closes::kOldest});
  return palette;
}

const std::vector<std::string>& GroupsOfWalks() {
  static const std::vector<std::string> groups = {"openers", "everyday", "read-only",
                                                  "fails",   "buffers",  "tells-servers"};
  return groups;
}

}  // namespace wtsconform
