#include "conformance/runner/shortest_part.h"

#include <algorithm>
#include <set>
#include <vector>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {
namespace {

using Numbers = std::vector<std::size_t>;  // of steps, from 1

// "1-4,9".
std::string Text(const Numbers& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(numbers[i]);
    if (last > i) text += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

// The handle that a step is about; "" for none.
std::string HandleOf(const Step& step) {
  if (const auto* open = step.As<step::Open>()) return open->handle;
  if (const auto* close = step.As<step::Close>()) return close->handle;
  if (const auto* session = step.As<step::Session>()) return session->handle;
  if (const auto* call = step.As<step::OnHandle>()) return call->on;
  return "";
}

class Search {
 public:
  Search(const Case& whole, const std::function<bool(const Case&)>& fails)
      : whole_(whole), fails_(fails), left_(whole.steps().size()) {
    for (std::size_t i = 0; i < left_.size(); ++i) left_[i] = i + 1;
  }

  std::string Run() {
    CutTheEnd();
    CutHandles();
    while (CutSingleSteps()) {
    }
    return Text(left_);
  }

 private:
  bool Fails(const Numbers& numbers) {
    if (numbers.empty() || trials_ == kMostTrials) return false;
    try {
      const Case part = whole_.Part(Text(numbers));
      ++trials_;
      return fails_(part);
    } catch (const InputError&) {
      return false;  // it is no case
    }
  }

  // What comes after the first failure does nothing for it.
  void CutTheEnd() {
    std::size_t enough = left_.size(), too_few = 0;
    while (enough - too_few > 1) {
      const std::size_t middle = too_few + (enough - too_few) / 2;
      const bool fails =
          Fails({left_.begin(), left_.begin() + static_cast<std::ptrdiff_t>(middle)});
      (fails ? enough : too_few) = middle;
    }
    left_.resize(enough);
  }

  void CutHandles() {
    std::set<std::string> handles;
    for (const std::size_t number : left_) handles.insert(HandleOf(whole_.steps()[number - 1]));
    for (const std::string& handle : handles) {
      Numbers without = left_;
      std::erase_if(without, [&](std::size_t number) {
        return HandleOf(whole_.steps()[number - 1]) == handle;
      });
      if (Fails(without)) left_ = without;
    }
  }

  // The last first: what it needed can go after it.
  bool CutSingleSteps() {
    const std::size_t before = left_.size();
    for (std::size_t i = left_.size(); i-- > 0;) {
      Numbers without = left_;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (Fails(without)) left_ = without;
    }
    return left_.size() < before;
  }

  const Case& whole_;
  const std::function<bool(const Case&)>& fails_;
  Numbers left_;
  int trials_ = 0;
};

}  // namespace

std::string ShortestPart(const Case& whole, const std::function<bool(const Case& part)>& fails) {
  return Search(whole, fails).Run();
}

}  // namespace wtsconform
