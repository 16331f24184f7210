#include "bench/one_line.h"

#include <gtest/gtest.h>

namespace wtsconform {
namespace {

TEST(OneLine, IsWhatAnEntryHas) {
  EXPECT_EQ(EntryALine(",\n    {\n      \"name\": \"a, b\",\n      \"op\": 1\n    },\n"
                       "    {\n      \"name\": \"c\"\n    }"),
            ",\n    {\"name\": \"a, b\", \"op\": 1},\n    {\"name\": \"c\"}");
  EXPECT_EQ(EntryALine(""), "");
}

}  // namespace
}  // namespace wtsconform
