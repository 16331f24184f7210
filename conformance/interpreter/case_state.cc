#include "conformance/interpreter/case_state.h"

#include <algorithm>

namespace wtsconform {
namespace {

// The one kind of server that is another machine.
constexpr char kOther[] = "other";

// "WTSOpenServerEx" of both its forms.
std::string WithoutWidth(const std::string& opener) { return opener.substr(0, opener.size() - 1); }

}  // namespace

Handle& Scope::Named(const std::string& handle) {
  const auto found = handles_.find(handle);
  return found != handles_.end() ? found->second : outer_->Named(handle);
}

void Scope::Remember(const std::string& label, const Call& call, Remembered answer) {
  if (!label.empty()) answers_[{label, &call}] = std::move(answer);
}

const Remembered* Scope::Recall(const std::string& label, const Call& call) const {
  const auto found = answers_.find({label, &call});
  return found == answers_.end() ? nullptr : &found->second;
}

void CaseState::Opened(Word value, const std::string& opener, const std::string& server) {
  const std::lock_guard lock(mutex_);
  model_.Opened(value);
  families_[value] = {WithoutWidth(opener), server};
  if (proved_.contains(value)) CountProved(value, 1);
}

void CaseState::CountProved(Word value, int opens) {
  at_once_[families_[value]].now += opens;
  all_at_once_.now += opens;
}

void CaseState::OpenFailed(Word value) {
  const std::lock_guard lock(mutex_);
  model_.OpenFailed(value);
  failed_.insert(value);
}

void CaseState::Closed(Word value) {
  const std::lock_guard lock(mutex_);
  CloseOnce(value);
}

bool CaseState::CloseOnce(Word value) {
  if (!model_.Closed(value)) return false;
  if (proved_.contains(value)) CountProved(value, -1);
  return true;
}

Demand CaseState::DemandOn(Word value) const {
  const std::lock_guard lock(mutex_);
  return model_.DemandOn(value);
}

int CaseState::OpenCount(Word value) const {
  const std::lock_guard lock(mutex_);
  return model_.OpenCount(value);
}

bool CaseState::IsOpen(Word value) const {
  const std::lock_guard lock(mutex_);
  return model_.LiveCount(value) > 0;
}

bool CaseState::IsOpenForAnother(const Handle& handle) const {
  const std::lock_guard lock(mutex_);
  const bool opened_again = model_.OpenCount(handle.value()) > handle.opens_seen;
  return model_.LiveCount(handle.value()) > 0 && (!handle.failed || opened_again);
}

std::vector<Word> CaseState::ProvedAndOpen() const {
  const std::lock_guard lock(mutex_);
  std::vector<Word> values;
  for (const auto& [value, count] : model_.LiveValues()) {
    if (!proved_.contains(static_cast<Word>(value))) continue;
    values.insert(values.end(), static_cast<std::size_t>(count), static_cast<Word>(value));
  }
  return values;
}

CaseState::Closing CaseState::Close(Handle& handle, bool needs_proof) {
  const std::lock_guard lock(mutex_);
  const bool proved =
      proved_.contains(handle.value()) || proved_openers_.contains({handle.opener, handle.server});
  if (needs_proof && !proved) return Closing::kUnproved;
  if (handle.closed && model_.LiveCount(handle.value()) > 0) return Closing::kOpenForAnother;
  handle.closed = true;
  return CloseOnce(handle.value()) ? Closing::kPermitted : Closing::kForbidden;
}

int CaseState::Worked(const Call& call, const Target& target) {
  const std::lock_guard lock(mutex_);
  worked_[&call][target.name] = target;
  if (target.value) {
    if (proved_.insert(target.value).second) {
      CountProved(target.value, model_.LiveCount(target.value));
    }
    AtOnce& family = at_once_[families_[target.value]];
    family.most = std::max(family.most, family.now);
    all_at_once_.most = std::max(all_at_once_.most, all_at_once_.now);
  }
  return std::exchange(awaiting_[&call], 0);
}

bool CaseState::FailureCounts(const Call& call) {
  const std::lock_guard lock(mutex_);
  if (worked_.contains(&call)) return true;
  ++awaiting_[&call];
  return false;
}

std::set<std::string> CaseState::WorkedOn(const Call& call, const std::string& server) const {
  const std::lock_guard lock(mutex_);
  std::set<std::string> names;
  const auto found = worked_.find(&call);
  if (found == worked_.end()) return names;
  const bool of_other = server == kOther;
  for (const auto& [name, target] : found->second) {
    if (name == "current" || (target.server == kOther) == of_other) names.insert(name);
  }
  return names;
}

std::vector<Target> CaseState::LiveTargetsOf(const Call& call) const {
  const std::lock_guard lock(mutex_);
  std::vector<Target> live;
  const auto found = worked_.find(&call);
  if (found == worked_.end()) return live;
  for (const auto& [name, target] : found->second) {
    if (name == "current" || model_.LiveCount(target.value) > 0) live.push_back(target);
  }
  return live;
}

void CaseState::ProveOpener(const std::string& opener, const std::string& server) {
  const std::lock_guard lock(mutex_);
  proved_openers_.insert({opener, server});
}

bool CaseState::IsProved(Word value) const {
  const std::lock_guard lock(mutex_);
  return proved_.contains(value);
}

bool CaseState::MayBeHandle(Word value) const {
  return value != 0 && (value != ~Word{0} || IsProved(value));
}

bool CaseState::OpenMayHaveFailed(Word value) const {
  const std::lock_guard lock(mutex_);
  if (proved_.contains(value)) return false;
  const bool shows_it = value == 0 || value == ~Word{0};
  return shows_it || AnyProvedIsOpen();
}

bool CaseState::HadMore(Word value, const std::string& opener, const std::string& server) const {
  const std::lock_guard lock(mutex_);
  const Family family{WithoutWidth(opener), server};
  int all = 0, of_family = 0;
  for (const auto& [each, count] : model_.LiveValues()) {
    const auto known = families_.find(static_cast<Word>(each));
    if (static_cast<Word>(each) == value || known == families_.end()) continue;
    all += count;
    if (known->second == family) of_family += count;
  }
  const auto had = at_once_.find(family);
  return all_at_once_.most > all && had != at_once_.end() && had->second.most > of_family;
}

bool CaseState::LooksFailed(Word value) const {
  const std::lock_guard lock(mutex_);
  return !proved_.contains(value) && (failed_.contains(value) || !proved_.empty());
}

bool CaseState::AnyProvedIsOpen() const {
  const auto live = model_.LiveValues();
  return std::any_of(live.begin(), live.end(), [&](const auto& each) {
    return proved_.contains(static_cast<Word>(each.first));
  });
}

}  // namespace wtsconform
