#include "conformance/isolation/orphans.h"

namespace wtsconform {

struct Orphans::System {};

Orphans::Orphans() = default;
Orphans::~Orphans() = default;

std::vector<std::string> Orphans::End() { return {}; }

}  // namespace wtsconform
