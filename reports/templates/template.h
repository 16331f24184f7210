// The templates of templates/, which are part of the program. Their language is Mustache.
#ifndef WTSCONFORM_REPORTS_TEMPLATES_TEMPLATE_H_
#define WTSCONFORM_REPORTS_TEMPLATES_TEMPLATE_H_

#include <string>
#include <string_view>

#include "reports/templates/view.h"

namespace wtsconform {

// `name` is a file of templates/. Throws std::logic_error if it is missing or malformed:
// both are mistakes of the program.
std::string Render(std::string_view name, const View& view);

// The file as it is.
std::string TemplateText(std::string_view name);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_TEMPLATES_TEMPLATE_H_
