#include "reports/summary/csv.h"

#include <gtest/gtest.h>

#include <string>

#include "reports/tests/test_results.h"

namespace wtsconform {
namespace {

using testing::Record;
using testing::ResultsOf;

TEST(Csv, QuotesWhatMustBeQuoted) {
  Results results = ResultsOf("a,b", {Record("x\"y", "OPEN-1", Verdict::kPass)});
  results.cases[0].detail = "two\nlines";
  EXPECT_EQ(ToCsv({results}),
            "implementation,version,sha256,case,clause,level,verdict,expected,signature,detail,"
            "seconds\r\n\"a,b\",1.0,00ff,\"x\"\"y\",OPEN-1,required,pass,no,,\"two\nlines\",0.000"
            "\r\n");
}

TEST(Csv, NothingIsAFormula) {
  for (const std::string start : {"=", "+", "-", "@", "\t", "\n"}) {
    Results results = ResultsOf("a", {Record("x", "OPEN-1", Verdict::kPass)});
    results.cases[0].detail = start + "1";
    results.cases[0].signature = "0x1" + start;
    EXPECT_NE(ToCsv({results}).find("'" + start + "1"), std::string::npos) << start;
    EXPECT_EQ(ToCsv({results}).find("'0x1"), std::string::npos) << "only at the start";
  }
}

}  // namespace
}  // namespace wtsconform
