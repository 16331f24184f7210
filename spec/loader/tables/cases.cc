#include "spec/loader/tables/cases.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <mutex>
#include <utility>

#include "spec/loader/tables/check.h"
#include "spec/loader/tables/placeholders.h"
#include "spec/loader/tables/step_reader.h"
#include "spec/loader/toml/fields.h"
#include "spec/loader/toml/nearest.h"

namespace wtsconform {
namespace {

constexpr std::size_t kMostCases = 5000;  // of one row

// The values of one key of "for": a group's name stands for its calls, a list for itself.
std::vector<std::string> ParameterValues(const Value& value, const std::string& key,
                                         const FunctionCatalogue& functions) {
  if (const auto* group = std::get_if<std::string>(&value.data)) {
    const std::vector<std::string>* calls = functions.Group(*group);
    if (!calls) {
      throw InputError(value.where, key + ": there is no group \"" + *group + "\"" +
                                        DidYouMean(*group, functions.GroupNames()));
    }
    if (calls->empty()) throw InputError(value.where, key + ": the group is empty");
    return *calls;
  }
  std::vector<std::string> values;
  const auto* list = std::get_if<Array>(&value.data);
  if (!list || list->empty()) throw InputError(value.where, key + ": a group or a list of values");
  for (const Value& element : *list) {
    if (const auto* number = std::get_if<std::int64_t>(&element.data)) {
      values.push_back(std::to_string(*number));
    } else if (const auto* text = std::get_if<std::string>(&element.data)) {
      values.push_back(*text);
    } else {
      throw InputError(element.where, key + ": texts and whole numbers only");
    }
  }
  return values;
}

// Whether any text in `value` has the placeholder {name}, or {name.form}.
bool Uses(const Value& value, const std::string& name) {
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    return text->find("{" + name + "}") != std::string::npos ||
           text->find("{" + name + ".") != std::string::npos;
  }
  const auto uses = [&name](const Value& inner) { return Uses(inner, name); };
  if (const auto* list = std::get_if<Array>(&value.data)) {
    return std::any_of(list->begin(), list->end(), uses);
  }
  const auto* table = std::get_if<Table>(&value.data);
  return table && std::any_of(table->begin(), table->end(),
                              [&uses](const auto& entry) { return uses(entry.second); });
}

// Cases that differ in nothing but their ids would only claim to cover more.
void CheckEachIsUsed(const CaseTemplate& row, const Value& parameters) {
  const Table& table = std::get<Table>(parameters.data);
  std::size_t cases = 1;
  for (const auto& [key, values] : row.parameters) {
    if (!Uses(*row.steps, key)) {
      throw InputError(table.find(key)->second.where,
                       key + ": no step has the placeholder {" + key + "}");
    }
    cases *= values.size();
    if (cases > kMostCases) {
      throw InputError(parameters.where, "for: this row stands for more than " +
                                             std::to_string(kMostCases) + " cases");
    }
  }
}

CaseTemplate ReadTemplate(const Value& value, const std::string& stem,
                          const Catalogues& catalogues) {
  Fields fields(value, "a case");
  CaseTemplate row;
  row.where = fields.where();
  row.id = fields.Text("id");
  if (!row.id.starts_with(stem + "/")) {
    fields.Refuse("id", "the ids of this file start with \"" + stem + "/\"");
  }
  row.clause = fields.Text("clause");
  const Clause* clause = catalogues.clauses.Find(row.clause);
  if (!clause) {
    fields.Refuse("clause", "there is no clause \"" + row.clause + "\"" +
                                DidYouMean(row.clause, catalogues.clauses.Ids()));
  }
  if (clause->level == Level::kInformative || !clause->nothing_to_run.empty()) {
    fields.Refuse("clause", row.clause + " has nothing to run: " + clause->nothing_to_run);
  }
  row.title = fields.Text("title");
  row.needs = fields.Texts("needs");
  row.proves_refusal = fields.OptionalFlag("proves_refusal", false);
  // The table has forgotten the order in which its keys stood; their places tell it.
  const Value* parameters = fields.Optional("for");
  if (parameters) {
    const auto* table = std::get_if<Table>(&parameters->data);
    if (!table) throw InputError(parameters->where, "for: must be a table");
    std::vector<std::pair<std::pair<int, int>, std::string>> order;
    for (const auto& [key, values] : *table) {
      order.push_back({{values.where.line, values.where.column}, key});
    }
    std::sort(order.begin(), order.end());
    for (const auto& [position, key] : order) {
      row.parameters.emplace_back(
          key, ParameterValues(table->find(key)->second, key, catalogues.functions));
    }
  }
  row.steps = &fields.Needed("steps");
  fields.Finish();
  if (parameters) CheckEachIsUsed(row, *parameters);
  return row;
}

// Ids are typed in shells, matched by globs and written into reports.
void CheckId(const std::string& id, const CaseTemplate& row) {
  const auto is_plain = [](unsigned char c) {
    return (c < 0x80 && std::isalnum(c)) || c == '/' || c == '.' || c == '_' || c == '-';
  };
  if (id.ends_with('/') || !std::all_of(id.begin(), id.end(), is_plain)) {
    throw InputError(row.where, "id: \"" + id +
                                    "\" may hold letters, digits and / . _ - only, "
                                    "and must not end with a /");
  }
}

std::string Slug(std::string text) {
  std::replace(text.begin(), text.end(), ' ', '-');
  return text;
}

}  // namespace

std::vector<CaseTemplate> ReadCaseTemplates(const Value& document, const std::string& stem,
                                            const Catalogues& catalogues) {
  Fields fields(document, "a file of cases");
  std::vector<CaseTemplate> rows;
  for (const Value* value : fields.Tables("case")) {
    rows.push_back(ReadTemplate(*value, stem, catalogues));
  }
  fields.Finish();
  if (rows.empty()) throw InputError(document.where.file + ": holds no [[case]]");
  return rows;
}

std::vector<Case> Expand(const CaseTemplate& row, const Catalogues& catalogues) {
  std::vector<std::pair<std::string, Binding>> bindings = {{row.id, {}}};
  for (const auto& [key, values] : row.parameters) {
    std::vector<std::pair<std::string, Binding>> next;
    for (const auto& [id, binding] : bindings) {
      for (const std::string& value : values) {
        Binding extended = binding;
        extended[key] = value;
        next.emplace_back(id + "/" + Slug(value), std::move(extended));
      }
    }
    bindings = std::move(next);
  }
  std::vector<Case> cases;
  for (const auto& [id, binding] : bindings) {
    CheckId(id, row);
    Case& each = cases.emplace_back();
    each.id = id;
    each.clause = catalogues.clauses.Find(row.clause);
    each.row = &row;
    each.binding = binding;
    each.functions = &catalogues.functions;
  }
  return cases;
}

const std::vector<Step>& Case::steps() const {
  static std::mutex reading;  // of any case: it is done once for each
  const std::lock_guard lock(reading);
  if (!steps_) {
    steps_ = std::make_shared<const std::vector<Step>>(ReadSteps(*row->steps, binding, *functions));
  }
  return *steps_;
}

Case Case::UpToControl(std::size_t length) const {
  Case cut = *this;
  cut.id += "+" + std::to_string(length);
  std::vector<Step> first(steps().begin(), steps().begin() + static_cast<std::ptrdiff_t>(length));
  const std::string handle = first.back().As<step::Control>()->on;
  const Location* const where = first.back().where;
  // Both hold for a handle on which a control worked.
  first.push_back({step::NotNull{handle}, "", false, false, where});
  first.push_back({step::Describe{handle}, "", false, false, where});
  cut.steps_ = std::make_shared<const std::vector<Step>>(std::move(first));
  return cut;
}

namespace {

// Of "4-9", or of "4".
std::pair<std::size_t, std::size_t> ReadRange(std::string_view text, const std::string& id) {
  const auto number = [&](std::string_view digits) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error == std::errc() && end == digits.data() + digits.size()) return value;
    throw InputError(id + ": write the numbers of steps as in \"" + id.substr(0, id.find('=')) +
                     "=1-4,9\"");
  };
  const std::size_t dash = text.find('-');
  const std::size_t first = number(text.substr(0, dash));
  return {first, dash == text.npos ? first : number(text.substr(dash + 1))};
}

}  // namespace

Case Case::Part(const std::string& numbers) const {
  Case part = *this;
  part.id += "=" + numbers;
  std::vector<Step> kept;
  std::size_t last = 0;
  std::string_view rest = numbers;
  do {
    const std::size_t comma = rest.find(',');
    const auto [from, to] = ReadRange(rest.substr(0, comma), part.id);
    if (from <= last || to < from || to > steps().size()) {
      throw InputError(part.id + ": " + id + " has the steps 1 to " +
                       std::to_string(steps().size()) + ", and a part of it has them in order");
    }
    kept.insert(kept.end(), steps().begin() + static_cast<std::ptrdiff_t>(from - 1),
                steps().begin() + static_cast<std::ptrdiff_t>(to));
    last = to;
    rest = comma == rest.npos ? "" : rest.substr(comma + 1);
  } while (!rest.empty());
  part.steps_ = std::make_shared<const std::vector<Step>>(std::move(kept));
  CheckForm(part);
  CheckAgainstModel(part);
  return part;
}

std::string Case::Title() const { return Fill(row->title, binding, row->where); }

}  // namespace wtsconform
