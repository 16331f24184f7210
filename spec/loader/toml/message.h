// What a message says about a file that is refused, however large the file's own words are.
#ifndef WTSCONFORM_SPEC_LOADER_TOML_MESSAGE_H_
#define WTSCONFORM_SPEC_LOADER_TOML_MESSAGE_H_

#include <string>
#include <string_view>

namespace wtsconform {

// A text from a file as a message quotes it: its first 200 bytes at most, and how long it is where
// that is not all.
std::string Excerpt(std::string_view text);

// Every refusal goes through it (InputError, ResultsError): a message of more than 1,000 bytes has
// a gap in the middle. Its start says where, its end what to do.
std::string BoundedMessage(std::string_view message);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_MESSAGE_H_
