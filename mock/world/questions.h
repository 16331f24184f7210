// What the calls of a function ask, as far as a fault on demand can be about it. A fault that is
// about more would be met by no call.
#ifndef WTSCONFORM_MOCK_WORLD_QUESTIONS_H_
#define WTSCONFORM_MOCK_WORLD_QUESTIONS_H_

#include <string_view>

namespace wtsmock {

enum class Asks { kNoServer, kThisComputer, kAnyServer };

struct Questions {
  std::string_view function;  // without A or W
  Asks asks = Asks::kNoServer;
  bool names_session = false;      // to that server
  bool names_class = false;        // an information class
  bool answers_may_empty = false;  // an answer of it can hold nothing
};

// With or without A or W.
Questions QuestionsOf(std::string_view function);

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_WORLD_QUESTIONS_H_
