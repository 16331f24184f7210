#include "conformance/interpreter/judgement.h"

#include <algorithm>

namespace wtsconform {

void Judgement::Broken(const std::string& signature, const std::string& expected,
                       const std::string& observed) const {
  const Verdict verdict = level_ == Level::kRequired ? Verdict::kDeviation : Verdict::kHarm;
  throw Decision{verdict, signature, WithNotes(observed), expected};
}

void Judgement::Untestable(const std::string& why) {
  throw Decision{Verdict::kUntestable, "", why};
}

void Judgement::Inconclusive(const std::string& why) {
  throw Decision{Verdict::kInconclusive, "", why};
}

void Judgement::Decisive(bool of_failure) {
  const std::lock_guard lock(mutex_);
  ++decisive_;
  decisive_failures_ += of_failure;
}

void Judgement::WantsFailure() {
  const std::lock_guard lock(mutex_);
  wants_failure_ = true;
}

void Judgement::NotDecided(const std::string& why) {
  const std::lock_guard lock(mutex_);
  if (not_decided_.empty()) not_decided_ = why;
}

void Judgement::Note(const std::string& text) {
  const std::lock_guard lock(mutex_);
  if (std::find(notes_.begin(), notes_.end(), text) == notes_.end()) notes_.push_back(text);
}

void Judgement::Observe(const std::string& what) {
  const std::lock_guard lock(mutex_);
  observed_.push_back(what);
}

std::string Judgement::WithNotes(std::string detail) const {
  const std::lock_guard lock(mutex_);
  for (const std::string& note : notes_) detail += (detail.empty() ? "" : "; ") + note;
  return detail;
}

Decision Judgement::AtEnd() const {
  if (level_ == Level::kObserved) {
    std::string all;
    for (const std::string& each : observed_) all += (all.empty() ? "" : "; ") + each;
    if (all.empty()) return {Verdict::kUntestable, "", WithNotes(not_decided_)};
    return {Verdict::kObserved, all, WithNotes(all)};
  }
  const bool shown = wants_failure_ ? decisive_failures_ > 0 : decisive_ > 0;
  if (shown) return {Verdict::kPass, "", WithNotes("")};
  const std::string why =
      not_decided_.empty() ? "no call that this case needs works on a live handle" : not_decided_;
  return {Verdict::kUntestable, "", WithNotes(why)};
}

}  // namespace wtsconform
