// Text that came from anywhere, made fit for a terminal or for markup.
#ifndef WTSCONFORM_REPORTS_FORMATS_TEXT_H_
#define WTSCONFORM_REPORTS_FORMATS_TEXT_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wtsconform {

// Well-formed UTF-8 without anything that steers a terminal, that XML 1.0 forbids, that breaks a
// line as a newline does, or that turns the order of letters around: each byte of such a character
// becomes U+FFFD. Newlines and tabs stay.
std::string CleanText(std::string_view text);

// Clean text without newlines and tabs, which become spaces.
std::string OneLine(std::string_view text);

// The number of characters of clean text, which is its width in columns for the scripts that names
// and messages here are written in.
std::size_t DisplayWidth(std::string_view text);

// Clean text, escaped for element content, and for an attribute in double quotes.
std::string XmlText(std::string_view text);
std::string XmlAttribute(std::string_view text);

// Breaks at spaces so that no line is wider than `width`, where the words allow it; 0 means no
// limit. Every line but the first starts with `indent` spaces, which the first is taken to have.
std::string Wrap(std::string_view text, int width, std::size_t indent);

// "864 cases", "1 case", "2 histories". The one place that makes a plural; without `plural` it is
// the word with an s.
std::string Count(std::int64_t count, std::string_view word, std::string_view plural = {});

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_FORMATS_TEXT_H_
