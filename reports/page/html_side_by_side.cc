#include "reports/page/html_side_by_side.h"

#include <fmt/format.h>

#include "reports/formats/benchmarks.h"
#include "reports/speed/log_axis.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

constexpr std::size_t kMostLabels = 4;  // on the axis; a phone has no room for more

// Positions are parts of the chart's width, which the browser knows and this program does not. A
// point at the end is still whole.
constexpr double kAxisFrom = 3, kAxisTo = 97;

std::string Percent(double value) { return fmt::format("{:.2f}%", value); }

Range RangeOf(const SideBenchmark& benchmark) {
  Range range;
  for (const SideRow& row : benchmark.rows) {
    if (row.kind == SideRowKind::kMissing) continue;
    range.Add(row.figure.low);
    range.Add(row.figure.high);
  }
  return range;
}

std::string ClassOf(SideRowKind kind) {
  switch (kind) {
    case SideRowKind::kCallsAlone:
      return "alone";
    case SideRowKind::kAgain:
      return "again";
    case SideRowKind::kPeer:
      return "peer";
    case SideRowKind::kMeasured:
    case SideRowKind::kMissing:
      break;
  }
  return "own";
}

void SetRow(View& view, const SideRow& row, const LogAxis& axis) {
  view.Set("side", row.side).Set("class", ClassOf(row.kind));
  const bool is_missing = row.kind == SideRowKind::kMissing;
  const std::string note = NoteText(row);
  view.Flag("missing", is_missing).Flag("measured", !is_missing);
  view.Flag("note", !is_missing && !note.empty()).Set("text", note);
  if (is_missing) return;
  view.Set("low", Percent(axis.At(row.figure.low))).Set("high", Percent(axis.At(row.figure.high)));
  view.Set("at", Percent(axis.At(row.figure.estimate)));
  view.Set("figure", FigureText(row.figure.estimate)).Set("interval", IntervalText(row.figure));
}

// Every line, but not every number.
void SetAxis(View& view, const std::vector<double>& round, const LogAxis& axis) {
  const std::size_t every = (round.size() + kMostLabels - 1) / kMostLabels;
  for (std::size_t i = 0; i < round.size(); ++i) {
    const std::string at = Percent(axis.At(round[i]));
    view.List("grid").emplace_back().Set("line", at);
    if (i % every != 0) continue;
    View& label = view.List("labels").emplace_back().Set("label_at", at);
    label.Set("number", FigureText(round[i]));
    label.Set("anchor", i == 0 ? "start" : i + 1 == round.size() ? "end" : "middle");
  }
}

void SetChart(View& view, const SideBenchmark& benchmark) {
  view.Set("name", benchmark.name).Set("operation", OperationText(benchmark.name));
  const std::vector<double> round = RoundNumbers(RangeOf(benchmark));
  const LogAxis axis({round.front(), round.back()}, kAxisFrom, kAxisTo);
  SetAxis(view, round, axis);
  for (const SideRow& row : benchmark.rows) SetRow(view.List("rows").emplace_back(), row, axis);
}

}  // namespace

std::string HtmlSideBySide(const SideBySide& all) {
  View view;
  view.Set("file", all.file).Set("tool", all.tool).Set("noise", NoiseSentence(all));
  for (const Side& side : all.sides) {
    View& row = view.List("sides").emplace_back();
    row.Set("side", side.name).Set("library", side.library).Set("machine", side.machine);
    row.Set("processes", ProcessesText(side));
    row.Set("floor_pair", side.floor_pair > 0 ? TimeText(side.floor_pair) : "–");
  }
  for (const SideBenchmark& each : all.all) SetChart(view.List("charts").emplace_back(), each);
  return Render("side_by_side.html", view);
}

}  // namespace wtsconform
