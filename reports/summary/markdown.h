// A report as Markdown, for the summary of a CI job or a pull request. GitHub's and GitLab's
// dialects both show it.
#ifndef WTSCONFORM_REPORTS_SUMMARY_MARKDOWN_H_
#define WTSCONFORM_REPORTS_SUMMARY_MARKDOWN_H_

#include <string>
#include <string_view>

#include "reports/formats/report.h"

namespace wtsconform {

// Verdict sentences, the matrix, remarks, and in full what is not listed as expected.
std::string ToMarkdown(const Report& report);

// Any text as one line of Markdown in which it stands for itself, in a table too.
std::string MarkdownText(std::string_view text);

// Any text on one line between two backticks.
std::string MarkdownCode(std::string_view text);

// Any text as a block that is shown as it is.
std::string MarkdownBlock(std::string_view text);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_MARKDOWN_H_
