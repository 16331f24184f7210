#include "reports/summary/matrix.h"

#include <algorithm>
#include <string_view>

#include "reports/formats/clause_table.h"
#include "reports/formats/text.h"
#include "reports/formats/verdict_kind.h"
#include "reports/summary/verdict_sentence.h"

namespace wtsconform {
namespace {

constexpr std::size_t kGap = 2;  // columns between columns

TextStyle CellStyle(const ClauseCell& cell) {
  if (cell.tallies.empty()) return TextStyle::kFaint;
  return TextStyleOf(cell.Worst(), cell.Failures() > 0);
}

bool IsShown(const ClauseRow& row) {
  return row.level != "observed" ||
         std::any_of(row.cells.begin(), row.cells.end(), [](const ClauseCell& cell) {
           return !cell.tallies.empty() && KindOf(cell.Worst()) == VerdictKind::kProblem;
         });
}

std::string Heading(const std::string& level) {
  return level == "required" ? level : level + " (never counted against conformance)";
}

class TextMatrix {
 public:
  TextMatrix(const ClauseTable& table, const Style& style) : table_(table), style_(style) {
    std::erase_if(table_.rows, [](const ClauseRow& row) { return !IsShown(row); });
    for (const std::string& name : table_.names) widths_.push_back(DisplayWidth(name));
    for (const ClauseRow& row : table_.rows) {
      clause_width_ = std::max(clause_width_, kGap + DisplayWidth(row.clause));
      for (std::size_t i = 0; i < widths_.size(); ++i) {
        widths_[i] = std::max(widths_[i], CellText(row.cells[i]).size());
      }
    }
  }

  std::string Text() const {
    std::string text;
    for (std::size_t begin = 0; begin < widths_.size();) {
      const std::size_t end = EndOfBlock(begin);
      text += Block(begin, end) + "\n";
      begin = end;
    }
    return text;
  }

 private:
  // As many columns as fit next to the clauses, but at least one.
  std::size_t EndOfBlock(std::size_t begin) const {
    std::size_t end = begin + 1;
    std::size_t used = clause_width_ + kGap + widths_[begin];
    while (end < widths_.size()) {
      used += kGap + widths_[end];
      if (style_.width > 0 && used > static_cast<std::size_t>(style_.width)) break;
      ++end;
    }
    return end;
  }

  std::string Block(std::size_t begin, std::size_t end) const {
    std::string text = Padded("clause", clause_width_);
    for (std::size_t i = begin; i < end; ++i) {
      text += Column(table_.names[i], TextStyle::kStrong, i, i + 1 == end);
    }
    text += "\n";
    std::string level;
    for (const ClauseRow& row : table_.rows) {
      if (row.level != level) text += Paint(style_, TextStyle::kStrong, Heading(row.level)) + "\n";
      level = row.level;
      text += Padded(std::string(kGap, ' ') + row.clause, clause_width_);
      for (std::size_t i = begin; i < end; ++i) {
        text += Column(CellText(row.cells[i]), CellStyle(row.cells[i]), i, i + 1 == end);
      }
      text += "\n";
    }
    return text;
  }

  std::string Column(const std::string& text, TextStyle look, std::size_t column,
                     bool is_last) const {
    return std::string(kGap, ' ') +
           Paint(style_, look, is_last ? text : Padded(text, widths_[column]));
  }

  static std::string Padded(const std::string& text, std::size_t width) {
    return text + std::string(width - DisplayWidth(text), ' ');
  }

  ClauseTable table_;
  const Style style_;
  std::size_t clause_width_ = std::string_view("clause").size();
  std::vector<std::size_t> widths_;
};

bool HasFailure(const ClauseTable& table) {
  return std::any_of(table.rows.begin(), table.rows.end(), [](const ClauseRow& row) {
    return std::any_of(row.cells.begin(), row.cells.end(),
                       [](const ClauseCell& cell) { return cell.Failures() > 0; });
  });
}

}  // namespace

std::string ToMatrix(const std::vector<Results>& all, const ClauseNotes& notes,
                     const Style& style) {
  const ClauseTable table = CountByClause(all, notes);
  if (table.rows.empty()) return "no case ran\n";
  std::string text = TextMatrix(table, style).Text();
  if (HasFailure(table)) text += "! not listed as expected: the run fails\n\n";
  for (std::size_t i = 0; i < table.names.size(); ++i) {
    text += Wrap(VerdictSentence(table, i), style.width, kGap) + "\n";
  }
  for (const std::string& remark : Remarks(table)) text += Wrap(remark, style.width, kGap) + "\n";
  return text;
}

}  // namespace wtsconform
