// Why a function of wtsapi32mock.h refused.
#ifndef WTSCONFORM_MOCK_API_REFUSAL_H_
#define WTSCONFORM_MOCK_API_REFUSAL_H_

#include <exception>
#include <string>

namespace wtsmock {

// This thread's last one; "" if it did not refuse.
std::string& Refusal();

// Does that. Returns 0; otherwise nothing has changed and Refusal() says why.
template <class Act>
int Try(Act act) {
  Refusal().clear();
  try {
    act();
    return 0;
  } catch (const std::exception& problem) {
    Refusal() = problem.what();
    return 1;
  }
}

}  // namespace wtsmock

#endif  // WTSCONFORM_MOCK_API_REFUSAL_H_
