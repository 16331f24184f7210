#include "spec/loader/toml/fields.h"

#include <algorithm>
#include <utility>

#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

// So many keys are asked for at most, in nearly all tables.
constexpr std::size_t kKeysOfMost = 32;

template <typename T>
const T& Expect(const Value& value, std::string_view key, const char* kind) {
  const T* typed = std::get_if<T>(&value.data);
  if (!typed) throw InputError(value.where, std::string(key) + ": must be " + kind);
  return *typed;
}

}  // namespace

Fields::Fields(const Value& value, std::string what)
    : where_(value.where), what_(std::move(what)), table_(std::get_if<Table>(&value.data)) {
  if (!table_) throw InputError(where_, what_ + " must be a table of keys and values");
  entries_.reserve(table_->size());
  for (const Table::value_type& entry : *table_) entries_.push_back(&entry);
  asked_.reserve(kKeysOfMost);
}

const Value* Fields::Find(std::string_view key) {
  asked_.push_back(key);
  // Tables are small, and most keys are told apart by their lengths.
  for (const Table::value_type* entry : entries_) {
    if (entry->first == key) return &entry->second;
  }
  return nullptr;
}

bool Fields::Has(std::string_view key) const { return table_->contains(key); }

const Value* Fields::Optional(std::string_view key) { return Find(key); }

const Value& Fields::Needed(std::string_view key) {
  if (const Value* value = Find(key)) return *value;
  const std::string problem = what_ + " needs the key \"" + std::string(key) + "\"";
  const Table::value_type* const meant = MeantInstead(key);
  if (meant == nullptr) throw InputError(where_, problem);
  throw InputError(meant->second.where, problem + " (is \"" + meant->first + "\" meant to be it?)");
}

std::string Fields::Text(std::string_view key) {
  return Expect<std::string>(Needed(key), key, "a text");
}

const Table::value_type* Fields::MeantInstead(std::string_view key) const {
  for (const Table::value_type* entry : entries_) {
    const bool asked = std::find(asked_.begin(), asked_.end(), entry->first) != asked_.end();
    if (!asked && !Nearest(entry->first, {std::string(key)}).empty()) return entry;
  }
  return nullptr;
}

std::vector<std::string> Fields::Keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, value] : *table_) keys.push_back(key);
  return keys;
}

std::string Fields::OptionalText(std::string_view key, std::string_view otherwise) {
  const Value* value = Find(key);
  return value ? Expect<std::string>(*value, key, "a text") : std::string(otherwise);
}

std::int64_t Fields::OptionalNumber(std::string_view key, std::int64_t otherwise) {
  const Value* value = Find(key);
  return value ? Expect<std::int64_t>(*value, key, "a whole number") : otherwise;
}

bool Fields::OptionalFlag(std::string_view key, bool otherwise) {
  const Value* value = Find(key);
  return value ? Expect<bool>(*value, key, "true or false") : otherwise;
}

std::vector<std::string> Fields::Texts(std::string_view key) {
  const Value* value = Find(key);
  if (!value) return {};
  if (const auto* single = std::get_if<std::string>(&value->data)) return {*single};
  std::vector<std::string> texts;
  for (const Value& element : Expect<Array>(*value, key, "a text or a list of texts")) {
    texts.push_back(Expect<std::string>(element, key, "a list of texts"));
  }
  return texts;
}

std::vector<const Value*> Fields::Tables(std::string_view key) {
  const Value* value = Find(key);
  if (!value) return {};
  const std::string list = "a list of tables, each under [[" + std::string(key) + "]]";
  std::vector<const Value*> tables;
  for (const Value& element : Expect<Array>(*value, key, list.c_str())) {
    tables.push_back(&element);
  }
  return tables;
}

const Location& Fields::WhereIs(std::string_view key) const {
  const auto found = table_->find(key);
  return found == table_->end() ? where_ : found->second.where;
}

void Fields::Refuse(std::string_view key, const std::string& problem) const {
  throw InputError(WhereIs(key), std::string(key) + ": " + problem);
}

void Fields::Finish() const {
  for (const auto& [key, value] : *table_) {
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) {
      throw InputError(value.where, what_ + " has no key \"" + key + "\"" +
                                        DidYouMean(key, {asked_.begin(), asked_.end()}));
    }
  }
}

}  // namespace wtsconform
