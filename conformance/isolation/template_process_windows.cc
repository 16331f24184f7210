#include "conformance/isolation/template_process.h"

namespace wtsconform {

// There is no fork.
struct TemplateProcess::System {};

TemplateProcess::~TemplateProcess() = default;

std::shared_ptr<TemplateProcess> TemplateProcess::Make(const IsolationOptions&, const ChildBody&) {
  return nullptr;
}

}  // namespace wtsconform
