// Reads the keys of one TOML table and refuses what nobody asked for.
//
//   Fields fields(value, "a clause");
//   clause.id = fields.Text("id");
//   clause.page = fields.OptionalText("page", "");
//   fields.Finish();                       // an unknown key is an InputError with a suggestion
#ifndef WTSCONFORM_SPEC_LOADER_TOML_FIELDS_H_
#define WTSCONFORM_SPEC_LOADER_TOML_FIELDS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "spec/loader/toml/toml_value.h"

namespace wtsconform {

class Fields {
 public:
  // `value` must outlive the reader, and so must the keys that it is asked for; `what` names the
  // thing in messages ("a case"). Throws InputError where `value` is no table.
  Fields(const Value& value, std::string what);

  bool Has(std::string_view key) const;
  std::vector<std::string> Keys() const;
  std::string Text(std::string_view key);
  std::string OptionalText(std::string_view key, std::string_view otherwise);
  std::int64_t OptionalNumber(std::string_view key, std::int64_t otherwise);
  bool OptionalFlag(std::string_view key, bool otherwise);
  // A missing key is an empty list; a single text counts as a list of one.
  std::vector<std::string> Texts(std::string_view key);
  // The value itself, or nullptr.
  const Value* Optional(std::string_view key);
  // Refused where it is missing, at the key that looks like it, or else at the table.
  const Value& Needed(std::string_view key);
  // The tables of an array of tables; none where the key is missing.
  std::vector<const Value*> Tables(std::string_view key);

  const Location& where() const { return where_; }
  // Where the key's value stands, or the table where the key is missing.
  const Location& WhereIs(std::string_view key) const;
  [[noreturn]] void Refuse(std::string_view key, const std::string& problem) const;
  void Finish() const;

 protected:
  // Forgets what was asked for.
  void StartAgain() { asked_.clear(); }

 private:
  const Value* Find(std::string_view key);
  // The entry of a key that nobody asked for and that looks like `key`, or nullptr.
  const Table::value_type* MeantInstead(std::string_view key) const;

  const Location& where_;
  const std::string what_;
  const Table* table_;
  std::vector<const Table::value_type*> entries_;  // of the table: walking through this is faster
  std::vector<std::string_view> asked_;
};

// One of `choices` ({"required", Level::kRequired}, ...); throws InputError naming them all.
template <typename T, typename Choices>
T Choose(Fields& fields, std::string_view key, const std::string& word, const Choices& choices) {
  std::string all;
  for (const auto& [name, value] : choices) {
    if (word == name) return value;
    all += (all.empty() ? "" : ", ") + std::string(name);
  }
  fields.Refuse(key, "\"" + word + "\" is none of: " + all);
}

}  // namespace wtsconform

#endif  // WTSCONFORM_SPEC_LOADER_TOML_FIELDS_H_
