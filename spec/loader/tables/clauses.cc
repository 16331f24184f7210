#include "spec/loader/tables/clauses.h"

#include <utility>

#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

constexpr std::pair<std::string_view, Level> kLevels[] = {{"required", Level::kRequired},
                                                          {"robustness", Level::kRobustness},
                                                          {"observed", Level::kObserved},
                                                          {"informative", Level::kInformative}};
constexpr std::pair<std::string_view, std::string_view> kEvidence[] = {
    {"documented", "documented"}, {"observed", "observed"}, {"assumed", "assumed"}};

Clause ReadClause(const Value& value) {
  Fields fields(value, "a clause");
  Clause clause;
  clause.where = fields.where();
  clause.id = fields.Text("id");
  clause.level = Choose<Level>(fields, "level", fields.Text("level"), kLevels);
  clause.derived = fields.Texts("derived");
  clause.evidence =
      Choose<std::string_view>(fields, "evidence", fields.Text("evidence"), kEvidence);
  clause.observed_on = fields.Texts("observed_on");
  clause.text = fields.Text("text");
  clause.page = fields.OptionalText("page", "");
  clause.section = fields.OptionalText("section", "");
  clause.carried_by = fields.OptionalText("carried_by", "");
  clause.nothing_to_run = fields.OptionalText("nothing_to_run", "");
  clause.no_defect = fields.OptionalText("no_defect", "");
  clause.rules = fields.Texts("rules");
  clause.of_live_handles = fields.OptionalFlag("of_live_handles", false);
  clause.of_every_consumer = fields.OptionalFlag("of_every_consumer", false);
  fields.Finish();
  if (clause.id.empty()) fields.Refuse("id", "is empty");
  if (clause.level == Level::kRequired && clause.evidence == "assumed") {
    fields.Refuse("evidence", clause.id + " is only assumed, so it cannot be required");
  }
  if (clause.level == Level::kInformative && clause.nothing_to_run.empty() &&
      clause.carried_by.empty()) {
    fields.Refuse("level", clause.id + " is informative: say in \"nothing_to_run\" why");
  }
  return clause;
}

}  // namespace

std::string_view LevelName(Level level) {
  for (const auto& [name, value] : kLevels) {
    if (value == level) return name;
  }
  return "";
}

ClauseCatalogue::ClauseCatalogue(std::string_view toml, const std::string& file) {
  const Value document = ParseToml(toml, file);
  Fields fields(document, "the table of clauses");
  ReadPages(fields);
  for (const Value* value : fields.Tables("clause")) {
    Clause clause = ReadClause(*value);
    clause.address = AddressOf(clause.page);
    if (!by_id_.emplace(clause.id, clauses_.size()).second) {
      throw InputError(clause.where, "id: \"" + clause.id + "\" stands here a second time");
    }
    for (const std::string& rule : clause.rules) {
      if (!by_rule_.emplace(rule, clauses_.size()).second) {
        throw InputError(clause.where, "rules: \"" + rule + "\" stands here a second time");
      }
    }
    clauses_.push_back(std::move(clause));
  }
  fields.Finish();
  if (clauses_.empty()) throw InputError(file + ": holds no [[clause]]");
  CheckReferences();
}

void ClauseCatalogue::ReadPages(Fields& fields) {
  site_ = fields.OptionalText("site", "");
  for (const Value* value : fields.Tables("page")) {
    Fields page(*value, "a page");
    const std::string name = page.Text("name");
    if (!pages_.emplace(name, page.Text("address")).second) {
      page.Refuse("name", "\"" + name + "\" stands here a second time");
    }
    page.Finish();
  }
}

std::string ClauseCatalogue::AddressOf(const std::string& page) const {
  const auto found = pages_.find(page);
  if (found != pages_.end()) return found->second;
  return page.empty() || site_.empty() ? "" : site_ + page;
}

void ClauseCatalogue::CheckReferences() const {
  for (const Clause& clause : clauses_) {
    std::vector<std::string> references = clause.derived;
    if (!clause.carried_by.empty()) references.push_back(clause.carried_by);
    for (const std::string& id : references) {
      if (!Find(id)) {
        throw InputError(clause.where, clause.id + " refers to \"" + id + "\", which is no clause" +
                                           DidYouMean(id, Ids()));
      }
    }
  }
}

const Clause* ClauseCatalogue::Find(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? nullptr : &clauses_[found->second];
}

const Clause& ClauseCatalogue::OfRule(std::string_view rule) const {
  const auto found = by_rule_.find(rule);
  if (found == by_rule_.end()) {
    throw InputError("clauses.toml: no clause has the rule \"" + std::string(rule) + "\"");
  }
  return clauses_[found->second];
}

std::vector<std::string> ClauseCatalogue::Ids() const {
  std::vector<std::string> ids;
  for (const Clause& clause : clauses_) ids.push_back(clause.id);
  return ids;
}

}  // namespace wtsconform
