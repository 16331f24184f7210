#include "spec/loader/tables/step_reader.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "spec/loader/tables/step_fields.h"
#include "spec/loader/tables/walk.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// No case is worth a longer pause, or more of anything.
constexpr std::int64_t kLongestPause = 10'000;  // milliseconds
constexpr std::int64_t kMostTimes = 1'000'000;
constexpr std::int64_t kLargestDword = std::numeric_limits<std::uint32_t>::max();

// The largest case of the embedded tables comes to a tenth of it.
constexpr std::size_t kMostSteps = 2000;

std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions, StepBudget& budget);

// --- what several verbs have

void ReadOpening(StepFields& fields, step::Opening& opening) {
  opening.opener = fields.FunctionOf("by", Role::kOpener);
  opening.server = fields.Server();
}

void ReadOnHandle(StepFields& fields, std::string_view key, step::OnHandle& call) {
  call.call = fields.CallOf(key);
  call.on = fields.Text("on");
}

// So many times, or so many handles, each tried out.
void ReadVolume(StepFields& fields, std::string_view key, std::int64_t least,
                step::Volume& volume) {
  volume.count = fields.NumberFrom(key, least, kMostTimes);
  ReadOpening(fields, volume);
  volume.checking = fields.CallOf("checking");
}

std::optional<std::uint32_t> ReadDword(StepFields& fields) {
  if (!fields.Has("dword")) return std::nullopt;
  return static_cast<std::uint32_t>(fields.NumberFrom("dword", 0, kLargestDword));
}

// The verb's value is a name, and there is nothing else.
template <typename Verb>
Action ReadName(StepFields& fields, std::string_view key) {
  return Verb{fields.Text(key)};
}

template <typename Verb>
Action ReadPair(StepFields& fields, std::string_view key) {
  std::vector<std::string> names = fields.Texts(key);
  if (names.size() != 2) fields.Refuse(key, "takes a list of two handles");
  return Verb{std::move(names[0]), std::move(names[1])};
}

template <typename Verb>
Action ReadPairs(StepFields& fields, std::string_view key) {
  Verb verb;
  ReadVolume(fields, key, 1, verb);
  return verb;
}

// --- the verbs

Action ReadOpen(StepFields& fields, std::string_view key) {
  step::Open open;
  open.handle = fields.Text(key);
  ReadOpening(fields, open);
  open.unlike = fields.OptionalText("unlike");
  open.first = fields.Flag("first");
  return open;
}

Action ReadClose(StepFields& fields, std::string_view key) {
  step::Close close{fields.Text(key)};
  close.observe = fields.Flag("observe");
  return close;
}

Action ReadFixedValue(StepFields& fields, std::string_view key) {
  return step::FixedValue{fields.Text(key), fields.Number("is")};
}

step::Expectation ReadExpectation(StepFields& fields) {
  using Expected = step::Expectation::Kind;
  const std::string text = fields.OptionalText("expect");
  for (const Expected kind : {Expected::kNothing, Expected::kSuccess, Expected::kFailure,
                              Expected::kDocumentedFailure, Expected::kListed}) {
    if (text == step::Expectation{kind}.Text()) return {kind};
  }
  for (const Expected kind : {Expected::kAs, Expected::kUnlike, Expected::kTwin, Expected::kOwn}) {
    const std::string word = step::Expectation{kind}.Text();
    if (text.starts_with(word)) return {kind, text.substr(word.size())};
  }
  fields.Refuse(
      "expect",
      "write success, failure, \"documented failure\", listed, \"as LABEL\", \"unlike LABEL\", "
      "\"twin LABEL\" or \"not of HANDLE\"");
}

void CheckDword(const StepFields& fields, const step::Call& made) {
  if (!made.dword) return;
  const Call* call = made.call.call;
  const bool has_one = call && (call->Position(Argument::Kind::kOutDword) >= 0 ||
                                call->Position(Argument::Kind::kInOutDword) >= 0);
  const bool expected = made.expect.kind == step::Expectation::Kind::kDocumentedFailure ||
                        made.expect.kind == step::Expectation::Kind::kSuccess;
  if (!expected || !has_one) {
    fields.Refuse("dword",
                  "belongs to a success or a \"documented failure\" of a call that stores a DWORD");
  }
}

// What the texts and structures of a class say can be read only where the class is known.
void CheckComparison(const StepFields& fields, const step::Call& made) {
  const auto kind = made.expect.kind;
  if (kind == step::Expectation::Kind::kListed) {
    if (!made.call.is_probe() && made.call.call->Position(Argument::Kind::kSession) >= 0) return;
    fields.Refuse("expect", made.call.id() + " is about no session that could be listed");
  }
  if (kind != step::Expectation::Kind::kTwin && kind != step::Expectation::Kind::kOwn) return;
  if (made.call.is_probe() || made.call.call->function->width() == 0) {
    fields.Refuse("expect", made.call.id() + " has no other form whose answer it could have");
  }
}

// The calls of the group are known to fail.
const Call* ReadRightAfter(StepFields& fields, const step::Call& made) {
  static constexpr char kKey[] = "right_after";  // which the reader keeps
  if (!fields.Has(kKey)) return nullptr;
  const CallRef failing = fields.CallOf(kKey);
  if (failing.is_probe() || !failing.call->InGroup("fails")) {
    fields.Refuse(kKey, failing.id() + " need not fail: it is not in the group \"fails\"");
  }
  if (made.expect.kind != step::Expectation::Kind::kSuccess) {
    fields.Refuse(kKey, "belongs to a call that is expected to succeed");
  }
  return failing.call;
}

Action ReadCall(StepFields& fields, std::string_view key) {
  step::Call call;
  ReadOnHandle(fields, key, call);
  call.remember_as = fields.OptionalText("as");
  call.observe = fields.Flag("observe");
  call.dword = ReadDword(fields);
  call.expect = ReadExpectation(fields);
  call.right_after = ReadRightAfter(fields, call);
  CheckDword(fields, call);
  CheckComparison(fields, call);
  return call;
}

Action ReadControl(StepFields& fields, std::string_view key) {
  step::Control control;
  ReadOnHandle(fields, key, control);
  control.remember_as = fields.OptionalText("as");
  control.keep = fields.OptionalText("keep");
  control.bind = fields.OptionalText("bind");
  const Call* call = control.call.call;
  if (!control.keep.empty() && (!call || call->frees.empty())) {
    fields.Refuse("keep", control.call.id() + " yields no buffer that is known to be freed");
  }
  if (!control.bind.empty() && (!call || call->function->returns != Returns::kHandle)) {
    fields.Refuse("bind", control.call.id() + " returns no handle");
  }
  return control;
}

Action ReadMisuse(StepFields& fields, std::string_view key) {
  step::Misuse misuse;
  ReadOnHandle(fields, key, misuse);
  return misuse;
}

Action ReadSession(StepFields& fields, std::string_view key) {
  return step::Session{fields.Text("of"), fields.NumberFrom(key, 0, kMostTimes)};
}

Action ReadSleep(StepFields& fields, std::string_view key) {
  return step::Sleep{fields.NumberFrom(key, 0, kLongestPause)};
}

Action ReadFreeBuffer(StepFields& fields, std::string_view key) {
  step::FreeBuffer free{fields.Text(key)};
  if (fields.Has("by")) free.by = fields.FunctionOf("by", Role::kBuffer);
  return free;
}

Action ReadMany(StepFields& fields, std::string_view key) {
  step::Many many;
  many.handle = fields.Text(key);
  ReadVolume(fields, "count", 2, many);
  return many;
}

Action ReadOpens(StepFields& fields, std::string_view key) {
  step::Opens opens;
  ReadVolume(fields, key, 1, opens);
  opens.held = fields.Flag("held");
  return opens;
}

step::CloseMany::Order ReadOrder(StepFields& fields) {
  using Order = step::CloseMany::Order;
  const std::string text = fields.Text("order");
  for (const Order order : {Order::kInOrder, Order::kReverse, Order::kShuffled}) {
    if (text == OrderText(order)) return order;
  }
  fields.Refuse("order", "write \"in order\", \"reverse\" or \"shuffled\"");
}

Action ReadCloseMany(StepFields& fields, std::string_view key) {
  step::CloseMany close;
  close.handle = fields.Text(key);
  close.order = ReadOrder(fields);
  close.checking = fields.CallOf("checking");
  const std::string judged = fields.Text("judging");
  if (judged != "open" && judged != "closed") {
    fields.Refuse("judging", "write \"open\" or \"closed\": which handles the case is about");
  }
  close.judges_closed = judged == "closed";
  return close;
}

Action ReadBegin(StepFields& fields, std::string_view key) {
  step::Begin begin;
  ReadOnHandle(fields, key, begin);
  begin.wait = fields.Text("as");
  begin.refusable = fields.Flag("refusable");
  begin.must = fields.Flag("must");
  begin.thread_of = fields.OptionalText("thread_of");
  if (begin.call.is_probe() || !begin.call.call->InGroup("wait")) {
    fields.Refuse(key, begin.call.id() + " does not block: it is not in the group \"wait\"");
  }
  return begin;
}

Action ReadRelease(StepFields& fields, std::string_view key) {
  step::Release release;
  release.wait = fields.Text(key);
  ReadOnHandle(fields, "with", release);
  release.dword = ReadDword(fields);
  release.must = fields.Flag("must");
  release.together = fields.OptionalText("together");
  return release;
}

Action ReadEnd(StepFields& fields, std::string_view key) {
  step::End end;
  end.wait = fields.Text(key);
  end.within = fields.NumberFrom("within", 0, kLongestPause);
  end.must = fields.Flag("must");
  return end;
}

Action ReadPending(StepFields& fields, std::string_view key) {
  step::Pending pending;
  pending.wait = fields.Text(key);
  pending.after = fields.NumberFrom("after", 0, kLongestPause);
  pending.must = fields.Flag("must");
  pending.unlike = fields.OptionalText("unlike");
  return pending;
}

Action ReadParallel(StepFields& fields, std::string_view key) {
  const auto* branches = std::get_if<Array>(&fields.Needed(key).data);
  if (!branches || branches->empty()) {
    fields.Refuse(key, "takes a list of lists of steps");
  }
  step::Parallel parallel;
  for (const Value& branch : *branches) {
    parallel.branches.push_back(
        ReadSteps(branch, fields.binding(), fields.functions(), fields.budget()));
  }
  parallel.times = fields.NumberFrom("times", 1, kMostTimes);
  return parallel;
}

Action ReadExit(StepFields& fields, std::string_view key) {
  if (fields.Text(key) != "normally") fields.Refuse(key, "write \"normally\"");
  return step::Exit{};
}

Action ReadAllocations(StepFields& fields, std::string_view key) {
  step::Allocations allocations;
  allocations.count = fields.NumberFrom(key, 1, kMostTimes);
  ReadOnHandle(fields, "of", allocations);
  if (!allocations.call.call || allocations.call.call->frees.empty()) {
    fields.Refuse("of", allocations.call.id() + " yields no buffer that is known to be freed");
  }
  return allocations;
}

struct VerbRow {
  std::string_view key;
  Action (*read)(StepFields&, std::string_view key);
};

// The verbs: the key that a step has, and what reads it and its other keys.
constexpr VerbRow kVerbs[] = {
    {"open", ReadOpen},
    {"close", ReadClose},
    {"value", ReadFixedValue},
    {"call", ReadCall},
    {"control", ReadControl},
    {"misuse", ReadMisuse},
    {"session", ReadSession},
    {"sleep", ReadSleep},
    {"join", ReadName<step::Join>},
    {"read", ReadName<step::ReadBuffer>},
    {"free", ReadFreeBuffer},
    {"not-null", ReadName<step::NotNull>},
    {"differ", ReadPair<step::Differ>},
    {"describe", ReadName<step::Describe>},
    {"compare", ReadPair<step::Compare>},
    {"many", ReadMany},
    {"close-many", ReadCloseMany},
    {"churn", ReadPairs<step::Churn>},
    {"opens", ReadOpens},
    {"begin", ReadBegin},
    {"release", ReadRelease},
    {"end", ReadEnd},
    {"pending", ReadPending},
    {"parallel", ReadParallel},
    {"resources", ReadPairs<step::Resources>},
    {"allocations", ReadAllocations},
    {"at-exit", ReadName<step::AtExit>},
    {"exit", ReadExit},
};

// --- one step, and all of them

// " (did you mean \"open\"?)" for a step with the key "opne".
std::string MeantVerb(const StepFields& fields, const std::vector<std::string>& verbs) {
  for (const std::string& key : fields.Keys()) {
    const std::string meant = DidYouMean(key, verbs);
    if (!meant.empty()) return meant;
  }
  return "";
}

const VerbRow& VerbOf(const StepFields& fields) {
  const VerbRow* found = nullptr;
  std::vector<std::string> verbs = {"each", "walk"};
  for (const VerbRow& row : kVerbs) {
    verbs.emplace_back(row.key);
    if (!fields.Has(row.key)) continue;
    if (found) {
      throw InputError(fields.where(), "a step has one verb, here are \"" +
                                           std::string(found->key) + "\" and \"" +
                                           std::string(row.key) + "\"");
    }
    found = &row;
  }
  if (found) return *found;
  std::string all;
  for (const std::string& verb : verbs) all += (all.empty() ? "" : ", ") + verb;
  throw InputError(fields.where(),
                   "this step has no verb" + MeantVerb(fields, verbs) + "; the verbs are: " + all);
}

Step ReadStep(StepFields& fields, const Location& where) {
  if (fields.budget().left == 0) {
    throw InputError(where, "with this step the case has more than " + std::to_string(kMostSteps) +
                                ": an \"each\" stands for a step for each call of its group");
  }
  --fields.budget().left;
  const VerbRow& row = VerbOf(fields);
  const std::string thread = fields.OptionalText("thread");
  Step step{row.read(fields, row.key), thread, false, false, &where};
  fields.Finish();
  return step;
}

// The steps once for each call of a group.
std::vector<Step> ReadEach(StepFields& fields) {
  const std::vector<std::string>& calls = fields.GroupOf("each");
  const Value& inner = fields.Needed("steps");
  fields.Finish();
  std::vector<Step> all;
  for (const std::string& call : calls) {
    Binding binding = fields.binding();
    binding["each"] = call;
    for (Step& step : ReadSteps(inner, binding, fields.functions(), fields.budget())) {
      step.optional = true;
      all.push_back(std::move(step));
    }
  }
  return all;
}

Walk::Judged ReadJudged(StepFields& fields) {
  const std::string text = fields.Text("judging");
  const auto& words = JudgedWords();
  const auto word = std::find(words.begin(), words.end(), text);
  if (word != words.end()) return static_cast<Walk::Judged>(word - words.begin());
  std::string all;
  for (const std::string& each : words) all += (all.empty() ? "" : ", ") + each;
  fields.Refuse("judging", "write one of " + all + DidYouMean(text, words));
}

std::vector<std::string> ReadWalkServers(StepFields& fields) {
  std::vector<std::string> servers = fields.Texts("servers");
  const bool one = servers == std::vector<std::string>{"reachable"};
  const bool both = servers == std::vector<std::string>{"reachable", "other"};
  if (one || both) return servers;
  fields.Refuse("servers", "write [\"reachable\"] or [\"reachable\", \"other\"]");
}

// The steps of a random walk.
std::vector<Step> ReadWalk(StepFields& fields) {
  Walk walk;
  walk.number = static_cast<std::uint32_t>(fields.NumberFrom("walk", 1, kMostTimes));
  walk.length = static_cast<std::size_t>(fields.NumberFrom("acts", 1, kMostSteps / 4));
  walk.servers = ReadWalkServers(fields);
  walk.judged = ReadJudged(fields);
  for (const std::string& name : GroupsOfWalks()) {
    const auto* const group = fields.functions().Group(name);
    if (!group || group->empty())
      fields.Refuse("walk", "functions.toml has no group \"" + name + "\" to take calls from");
  }
  for (const std::string& id : CallsOfWalks()) {
    if (!fields.functions().FindCall(id)) {
      fields.Refuse("walk", "functions.toml has no call \"" + id + "\"");
    }
  }
  fields.Finish();
  return StepsOf(walk, fields.functions(), fields.where());
}

std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions, StepBudget& budget) {
  const auto* list = std::get_if<Array>(&steps.data);
  if (!list || list->empty()) throw InputError(steps.where, "steps must be a list of tables");
  std::vector<Step> all;
  for (const Value& value : *list) {
    StepFields fields(value, binding, functions, budget);
    const bool is_walk = fields.Has("walk");
    if (!is_walk && !fields.Has("each")) {
      all.push_back(ReadStep(fields, value.where));
      continue;
    }
    for (Step& step : is_walk ? ReadWalk(fields) : ReadEach(fields)) all.push_back(std::move(step));
  }
  return all;
}

}  // namespace

std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions) {
  StepBudget budget{kMostSteps};
  return ReadSteps(steps, binding, functions, budget);
}

}  // namespace wtsconform
