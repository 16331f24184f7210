// Reads the keys of one step: placeholders filled, names looked up, numbers within their range.
#ifndef WTSCONFORM_SPEC_LOADER_TABLES_STEP_FIELDS_H_
#define WTSCONFORM_SPEC_LOADER_TABLES_STEP_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/tables/placeholders.h"
#include "spec/loader/tables/step.h"
#include "spec/loader/toml/fields.h"

namespace wtsconform {

// How many more steps a case may come to: each `each` multiplies those in it.
struct StepBudget {
  std::size_t left;
};

// Everything throws InputError at the key that is wrong, with what was probably meant.
class StepFields {
 public:
  // All four must outlive the reader.
  StepFields(const Value& value, const Binding& binding, const FunctionCatalogue& functions,
             StepBudget& budget)
      : fields_(value, "a step"), binding_(binding), functions_(functions), budget_(budget) {}

  std::string Text(std::string_view key) { return Filled(fields_.Text(key)); }
  std::string OptionalText(std::string_view key) { return Filled(fields_.OptionalText(key, "")); }
  std::vector<std::string> Texts(std::string_view key);
  bool Flag(std::string_view key) { return fields_.OptionalFlag(key, false); }
  // A number, or a text that is one once its placeholders are filled.
  std::int64_t Number(std::string_view key);
  std::int64_t NumberFrom(std::string_view key, std::int64_t least, std::int64_t most);
  // A function of that role.
  const Function* FunctionOf(std::string_view key, Role role);
  // A call that takes a server handle, or the probe.
  CallRef CallOf(std::string_view key);
  // The ids of a group's calls; at least one.
  const std::vector<std::string>& GroupOf(std::string_view key);
  std::string Server();

  bool Has(std::string_view key) const { return fields_.Has(key); }
  std::vector<std::string> Keys() const { return fields_.Keys(); }
  const Value& Needed(std::string_view key) { return fields_.Needed(key); }
  const Location& where() const { return fields_.where(); }
  const Binding& binding() const { return binding_; }
  const FunctionCatalogue& functions() const { return functions_; }
  StepBudget& budget() const { return budget_; }
  [[noreturn]] void Refuse(std::string_view key, const std::string& problem) const {
    fields_.Refuse(key, problem);
  }
  void Finish() const { fields_.Finish(); }

 private:
  std::string Filled(const std::string& text) const;

  Fields fields_;
  const Binding& binding_;
  const FunctionCatalogue& functions_;
  StepBudget& budget_;
};

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TABLES_STEP_FIELDS_H_
