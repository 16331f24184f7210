// "{opener}", "{opener.plain}", "{consumer.twin}": the places in a row that a parameter fills.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_PLACEHOLDERS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_PLACEHOLDERS_H_

#include <functional>
#include <map>
#include <string>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

// The values of a row's parameters, by name.
using Binding = std::map<std::string, std::string, std::less<>>;

// Replaces every placeholder of `text`. Throws InputError at `where` for one that dangles.
//   {x}        the value of parameter x
//   {x.twin}   the same function in the other width (A for W, W for A)
//   {x.plain}  an Ex opener's plain form
std::string Fill(const std::string& text, const Binding& binding, const Location& where);

// The id of the same call in the other width; "" where it has one form only.
std::string TwinOf(const std::string& call);

// The id of the same list at level 1 for 0, and at 0 for 1; "" for others.
std::string OtherLevelOf(const std::string& call);

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_PLACEHOLDERS_H_
