#include "spec/loader/tables/steps.h"

#include <limits>
#include <utility>

#include "spec/loader/toml/nearest.h"
#include "spec/loader/tables/step_fields.h"

namespace wtsconform {
namespace {

// No case is worth a longer pause, or more of anything.
constexpr std::int64_t kLongestPause = 10'000;  // milliseconds
constexpr std::int64_t kMostTimes = 1'000'000;
constexpr std::int64_t kLargestDword = std::numeric_limits<std::uint32_t>::max();

// --- what several verbs have

void Name(StepFields& fields, std::string_view key, Step& step) { step.name = fields.Text(key); }

void Pair(StepFields& fields, std::string_view key, Step& step) {
  const std::vector<std::string> names = fields.Texts(key);
  if (names.size() != 2) fields.Refuse(key, "takes a list of two handles");
  step.name = names[0];
  step.other = names[1];
}

void CallOnHandle(StepFields& fields, std::string_view key, Step& step) {
  step.call = fields.CallOf(key);
  step.other = fields.Text("on");
}

void Opener(StepFields& fields, Step& step) {
  step.call = fields.FunctionOf("by", Role::kOpener);
  step.server = fields.Server();
}

// So many times, or so many handles, each tried out.
void Volume(StepFields& fields, std::string_view key, std::int64_t least, Step& step) {
  step.number = fields.NumberFrom(key, least, kMostTimes);
  Opener(fields, step);
  step.checking = fields.CallOf("checking");
}

void Dword(StepFields& fields, Step& step) {
  if (!fields.Has("dword")) return;
  step.dword = static_cast<std::uint32_t>(fields.NumberFrom("dword", 0, kLargestDword));
}

// --- the verbs

void Open(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  Opener(fields, step);
  step.unlike = fields.OptionalText("unlike");
}

void FixedValue(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  step.number = fields.Number("is");
}

void CheckExpectation(const StepFields& fields, const Step& step) {
  const std::string& expect = step.expect;
  if (!expect.empty() && expect != "success" && expect != "failure" &&
      expect != "documented failure" && !expect.starts_with("as ") &&
      !expect.starts_with("unlike ")) {
    fields.Refuse("expect",
                  "write success, failure, \"documented failure\", \"as LABEL\" or "
                  "\"unlike LABEL\"");
  }
  if (!step.dword) return;
  const Call* call = fields.functions().FindCall(step.call);
  const bool has_one = call && (call->Position(Argument::Kind::kOutDword) >= 0 ||
                                call->Position(Argument::Kind::kInOutDword) >= 0);
  if (expect != "documented failure" || !has_one) {
    fields.Refuse("dword", "belongs to a \"documented failure\" of a call that stores a DWORD");
  }
}

void CallStep(StepFields& fields, std::string_view key, Step& step) {
  CallOnHandle(fields, key, step);
  step.expect = fields.OptionalText("expect");
  step.label = fields.OptionalText("as");
  step.observe = fields.Flag("observe");
  Dword(fields, step);
  CheckExpectation(fields, step);
}

void Control(StepFields& fields, std::string_view key, Step& step) {
  CallOnHandle(fields, key, step);
  step.label = fields.OptionalText("as");
  step.keep = fields.OptionalText("keep");
  step.bind = fields.OptionalText("bind");
  const Call* call = fields.functions().FindCall(step.call);
  if (!step.keep.empty() && (!call || call->frees.empty())) {
    fields.Refuse("keep", step.call + " yields no buffer that is known to be freed");
  }
  if (!step.bind.empty() && (!call || call->function->returns != Returns::kHandle)) {
    fields.Refuse("bind", step.call + " returns no handle");
  }
}

void Misuse(StepFields& fields, std::string_view key, Step& step) {
  CallOnHandle(fields, key, step);
}

void Sleep(StepFields& fields, std::string_view key, Step& step) {
  step.number = fields.NumberFrom(key, 0, kLongestPause);
}

void FreeBuffer(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  if (fields.Has("by")) step.call = fields.FunctionOf("by", Role::kBuffer);
}

void Many(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  Volume(fields, "count", 2, step);
}

void CloseMany(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  step.order = fields.Text("order");
  step.checking = fields.CallOf("checking");
  const std::string judged = fields.Text("judging");
  if (judged != "open" && judged != "closed") {
    fields.Refuse("judging", "write \"open\" or \"closed\": which handles the case is about");
  }
  step.judges_closed = judged == "closed";
  if (step.order != "in order" && step.order != "reverse" && step.order != "shuffled") {
    fields.Refuse("order", "write \"in order\", \"reverse\" or \"shuffled\"");
  }
}

void Churn(StepFields& fields, std::string_view key, Step& step) { Volume(fields, key, 1, step); }

void Resources(StepFields& fields, std::string_view key, Step& step) {
  Volume(fields, key, 1, step);
}

void Begin(StepFields& fields, std::string_view key, Step& step) {
  CallOnHandle(fields, key, step);
  step.name = fields.Text("as");
  step.refusable = fields.Flag("refusable");
  const Call* call = fields.functions().FindCall(step.call);
  if (!call || !call->InGroup("wait")) {
    fields.Refuse(key, step.call + " does not block: it is not in the group \"wait\"");
  }
}

void Release(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  CallOnHandle(fields, "with", step);
  Dword(fields, step);
  step.must = fields.Flag("must");
}

void End(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  step.number = fields.NumberFrom("within", 0, kLongestPause);
  step.must = fields.Flag("must");
}

void Pending(StepFields& fields, std::string_view key, Step& step) {
  step.name = fields.Text(key);
  step.number = fields.NumberFrom("after", 0, kLongestPause);
  step.must = fields.Flag("must");
  step.unlike = fields.OptionalText("unlike");
}

void Parallel(StepFields& fields, std::string_view key, Step& step) {
  const auto* branches = std::get_if<Array>(&fields.Needed(key).data);
  if (!branches || branches->empty()) {
    fields.Refuse(key, "takes a list of lists of steps");
  }
  for (const Value& branch : *branches) {
    step.branches.push_back(ReadSteps(branch, fields.binding(), fields.functions()));
  }
  step.number = fields.NumberFrom("times", 1, kMostTimes);
}

void Exit(StepFields& fields, std::string_view key, Step&) {
  if (fields.Text(key) != "normally") fields.Refuse(key, "write \"normally\"");
}

struct VerbRow {
  std::string_view key;
  Verb verb;
  void (*read)(StepFields&, std::string_view key, Step&);
};

constexpr VerbRow kVerbs[] = {
    {"open", Verb::kOpen, Open},
    {"close", Verb::kClose, Name},
    {"value", Verb::kValue, FixedValue},
    {"call", Verb::kCall, CallStep},
    {"control", Verb::kControl, Control},
    {"misuse", Verb::kMisuse, Misuse},
    {"sleep", Verb::kSleep, Sleep},
    {"join", Verb::kJoin, Name},
    {"read", Verb::kRead, Name},
    {"free", Verb::kFree, FreeBuffer},
    {"not-null", Verb::kNotNull, Name},
    {"differ", Verb::kDiffer, Pair},
    {"describe", Verb::kDescribe, Name},
    {"compare", Verb::kCompare, Pair},
    {"many", Verb::kMany, Many},
    {"close-many", Verb::kCloseMany, CloseMany},
    {"churn", Verb::kChurn, Churn},
    {"begin", Verb::kBegin, Begin},
    {"release", Verb::kRelease, Release},
    {"end", Verb::kEnd, End},
    {"pending", Verb::kPending, Pending},
    {"parallel", Verb::kParallel, Parallel},
    {"resources", Verb::kResources, Resources},
    {"at-exit", Verb::kAtExit, Name},
    {"exit", Verb::kExit, Exit},
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
  std::vector<std::string> verbs = {"each"};
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

Step ReadStep(StepFields& fields) {
  Step step;
  step.where = fields.where();
  const VerbRow& row = VerbOf(fields);
  step.verb = row.verb;
  step.thread = fields.OptionalText("thread");
  row.read(fields, row.key, step);
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
    for (Step& step : ReadSteps(inner, binding, fields.functions())) {
      step.optional = true;
      all.push_back(std::move(step));
    }
  }
  return all;
}

}  // namespace

std::vector<Step> ReadSteps(const Value& steps, const Binding& binding,
                            const FunctionCatalogue& functions) {
  const auto* list = std::get_if<Array>(&steps.data);
  if (!list || list->empty()) throw InputError(steps.where, "steps must be a list of tables");
  std::vector<Step> all;
  for (const Value& value : *list) {
    StepFields fields(value, binding, functions);
    if (!fields.Has("each")) {
      all.push_back(ReadStep(fields));
      continue;
    }
    for (Step& step : ReadEach(fields)) all.push_back(std::move(step));
  }
  return all;
}

}  // namespace wtsconform
