#include "mock/hook/hook.h"

namespace wtsmock {

constinit std::atomic<const WtsMockFunctions*> installed_functions = nullptr;

}  // namespace wtsmock
