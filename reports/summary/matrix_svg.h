// The matrix as a picture, for a README: a row for each implementation, a column for each clause.
#ifndef WTSCONFORM_REPORTS_SUMMARY_MATRIX_SVG_H_
#define WTSCONFORM_REPORTS_SUMMARY_MATRIX_SVG_H_

#include <string>

#include "reports/formats/report.h"

namespace wtsconform {

// Required and robustness clauses. Readable without colours: each verdict has its own shape;
// passes are light, problems dark, undecided clauses hollow.
std::string ToMatrixSvg(const Report& report);

}  // namespace wtsconform

#endif  // WTSCONFORM_REPORTS_SUMMARY_MATRIX_SVG_H_
