#include "reports/speed/changes_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "reports/speed/pixels.h"
#include "reports/templates/template.h"

namespace wtsconform {
namespace {

// All in pixels of the picture.
constexpr double kChangesWidth = 980;
constexpr double kChangesLabels = 270;   // left of the axis
constexpr double kChangesNumbers = 180;  // right of it
constexpr double kChangesRow = 24;
constexpr double kChangesTop = 44;

// By which factor a time changed, from the same part to the same multiple.
class FactorAxis {
 public:
  explicit FactorAxis(const SpeedComparison& comparison) {
    double most = 0;
    for (const auto* list : {&comparison.all, &comparison.noise}) {
      for (const SpeedChange& each : *list) {
        most = std::max({most, -std::log1p(each.low), std::log1p(each.high)});
      }
    }
    while (end_ + 1 < std::size(kRound) && std::log(kRound[end_]) < most) ++end_;
  }

  // What lies beyond the ends is shown at the end.
  double At(double change) const {
    const double part = std::log1p(change) / std::log(kRound[end_]);
    return kMiddle +
           std::clamp(part, -1.0, 1.0) * (kChangesWidth - kChangesNumbers - kChangesLabels) / 2;
  }
  std::vector<double> Factors() const {
    if (end_ == 0) return {kRound[0]};
    return {kRound[end_ - 1], kRound[end_]};
  }

 private:
  static constexpr double kMiddle = (kChangesLabels + kChangesWidth - kChangesNumbers) / 2;
  static constexpr double kRound[] = {1.02, 1.05, 1.1, 1.2, 1.5, 2, 5, 10, 100, 1e3, 1e4, 1e6};
  std::size_t end_ = 0;
};

void SetGrid(View& view, const FactorAxis& axis) {
  const auto line = [&](double factor, const std::string& text) {
    view.List("grid").emplace_back().Set("at", Pixels(axis.At(factor - 1))).Set("text", text);
  };
  line(1, "1");
  for (const double factor : axis.Factors()) {
    line(1 / factor, fmt::format("÷{:.7g}", factor));
    line(factor, fmt::format("×{:.7g}", factor));
  }
}

View RowView(const SpeedChange& change, const std::vector<SpeedChange>& noise,
             const FactorAxis& axis, double y) {
  View view;
  view.Set("name", change.name)
      .Set("y", Pixels(y))
      .Set("finding", std::string(SpeedFindingName(change.finding)));
  view.Set("change", ChangeText(change.estimate));
  view.Set("at", Pixels(axis.At(change.estimate)));
  view.Set("low", Pixels(axis.At(change.low))).Set("high", Pixels(axis.At(change.high)));
  const auto found = std::find_if(noise.begin(), noise.end(), [&](const SpeedChange& each) {
    return each.name == change.name;
  });
  view.Flag("noise", found != noise.end());
  if (found == noise.end()) return view;
  const double from = axis.At(found->low);
  view.Set("noise_x", Pixels(from)).Set("noise_width", Pixels(axis.At(found->high) - from));
  return view;
}

}  // namespace

std::string ChangesChart(const SpeedComparison& comparison) {
  const FactorAxis axis(comparison);
  const double height = kChangesTop + kChangesRow * static_cast<double>(comparison.all.size());
  View view;
  view.Set("width", Pixels(kChangesWidth)).Set("height", Pixels(height + 10));
  view.Set("bottom", Pixels(height)).Set("names_x", Pixels(kChangesLabels - 12));
  view.Set("left", Pixels(kChangesLabels)).Set("right", Pixels(kChangesWidth - kChangesNumbers));
  view.Set("numbers_x", Pixels(kChangesWidth - kChangesNumbers + 70))
      .Set("findings_x", Pixels(kChangesWidth - 98));
  SetGrid(view, axis);
  double y = kChangesTop + kChangesRow / 2;
  for (const SpeedChange& each : comparison.all) {
    view.List("rows").push_back(RowView(each, comparison.noise, axis, y));
    y += kChangesRow;
  }
  return Render("changes.svg", view);
}

}  // namespace wtsconform
