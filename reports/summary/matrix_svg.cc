#include "reports/summary/matrix_svg.h"

#include <algorithm>
#include <set>

#include "reports/formats/text.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// All in pixels of the picture.
constexpr int kCell = 26;      // side of a cell, its gap included
constexpr int kLevelGap = 18;  // between the levels
constexpr int kTop = 96;       // above the first row: the clauses' names, upright
constexpr int kCharacter = 8;  // of a name, on average
constexpr int kLegendItem = 122;
constexpr int kMargin = 16;

struct Column {
  const ClauseRow* row;
  int x;
};

std::vector<Column> ColumnsFrom(const ClauseTable& table, int x) {
  std::vector<Column> columns;
  for (const ClauseRow& row : table.rows) {
    if (row.level == "observed") continue;
    if (!columns.empty() && columns.back().row->level != row.level) x += kLevelGap;
    columns.push_back({&row, x});
    x += kCell;
  }
  return columns;
}

std::string Label(const std::string& name, const ClauseRow& row, const ClauseCell& cell) {
  return name + ", " + row.clause + " (" + row.level + "): " + CellText(cell);
}

View RowView(const Report& report, const std::vector<Column>& columns, std::size_t index,
             std::set<Verdict>& seen) {
  View view;
  const std::string& name = report.table().names[index];
  view.Set("name", name).Set("y", std::to_string(kTop + kCell * static_cast<int>(index)));
  for (const Column& column : columns) {
    const ClauseCell& cell = column.row->cells[index];
    if (cell.tallies.empty()) continue;
    seen.insert(cell.Worst());
    view.List("cells")
        .emplace_back()
        .Set("x", std::to_string(column.x))
        .Set("verdict", std::string(VerdictName(cell.Worst())))
        .Set("label", Label(name, *column.row, cell))
        .Flag("failures", cell.Failures() > 0);
  }
  return view;
}

// As many in a line as fit; returns the height.
int SetLegend(View& view, const std::set<Verdict>& seen, int width, int top) {
  const int in_a_line = std::max(1, (width - kMargin) / kLegendItem);
  int count = 0;
  for (const Verdict verdict : seen) {
    view.List("legend")
        .emplace_back()
        .Set("verdict", std::string(VerdictName(verdict)))
        .Set("x", std::to_string(kMargin + count % in_a_line * kLegendItem))
        .Set("y", std::to_string(top + count / in_a_line * kCell));
    ++count;
  }
  return (count + in_a_line - 1) / in_a_line * kCell;
}

}  // namespace

std::string ToMatrixSvg(const Report& report) {
  std::size_t longest = 0;
  for (const std::string& name : report.table().names) {
    longest = std::max(longest, DisplayWidth(name));
  }
  const int left = 2 * kMargin + kCharacter * static_cast<int>(longest);
  const std::vector<Column> columns = ColumnsFrom(report.table(), left);
  View view;
  view.Set("icons", TemplateText("icons.svg"));
  view.Set("names_end", std::to_string(left - 10));
  std::set<Verdict> seen;
  std::string level;
  for (const Column& column : columns) {
    view.List("clauses")
        .emplace_back()
        .Set("clause", column.row->clause)
        .Set("x", std::to_string(column.x + kCell / 2));
    if (column.row->level != level) {
      level = column.row->level;
      view.List("levels").emplace_back().Set("level", level).Set("x", std::to_string(column.x));
    }
  }
  for (std::size_t i = 0; i < report.table().names.size(); ++i) {
    view.List("rows").push_back(RowView(report, columns, i, seen));
  }
  const int right = columns.empty() ? left : columns.back().x + kCell;
  const int width = std::max(right + kMargin, kMargin + 3 * kLegendItem);
  const int rows_end = kTop + kCell * static_cast<int>(report.table().names.size());
  const int legend = SetLegend(view, seen, width, rows_end + kMargin);
  view.Set("width", std::to_string(width));
  view.Set("height", std::to_string(rows_end + kMargin + legend + kMargin / 2));
  return Render("matrix.svg", view);
}

}  // namespace wtsconform
