#include <stdexcept>

namespace {

struct Thrower {
  Thrower() { throw std::runtime_error("no configuration"); }
} thrower;

}  // namespace

extern "C" __attribute__((visibility("default"))) void WTSCloseServer(void*) {}
