#include "conformance/reproducer/blocks.h"

#include <gtest/gtest.h>

#include "conformance/reproducer/call_text.h"

namespace wtsconform {
namespace {

constexpr char kPrelude[] =
    "#include \"before.c\"\n"
    "\n"
    "#include <stdio.h>\n"
    "#ifdef _WIN32\n"
    "#include <windows.h>\n"
    "#else\n"
    "#include <dlfcn.h>\n"
    "#endif\n"
    "\n"
    "/* Adds. */\n"
    "static int Add(int a, int b) { return a + b; }\n"
    "\n"
    "static int total; /* if SUM */\n"
    "\n"
    "struct Pair {\n"
    "  int a;\n"
    "};\n"
    "\n"
    "static int Sum(struct Pair* pair) {\n"
    "#ifdef SUM\n"
    "  total += pair->a;\n"
    "#endif\n"
    "  return Add(pair->a, pair->a); /* if ADD */\n"
    "}\n";

constexpr char kIncludes[] = "#include <stdio.h>\n#include <dlfcn.h>\n\n";

TEST(Blocks, AProgramGetsWhatItUsesAndWhatThatUses) {
  const auto blocks = ReadBlocks(kPrelude, {"ADD"});
  EXPECT_EQ(SelectBlocks(blocks, "int main(void) { return 0; }"), kIncludes);
  EXPECT_EQ(SelectBlocks(blocks, "int main(void) { return Sum(0); }"),
            std::string(kIncludes) +
                "/* Adds. */\nstatic int Add(int a, int b) { return a + b; }\n\n"
                "struct Pair {\n  int a;\n};\n\n"
                "static int Sum(struct Pair* pair) {\n  return Add(pair->a, pair->a);\n}\n\n");
}

TEST(Blocks, CommentsAndTextsUseNothing) {
  const auto blocks = ReadBlocks(kPrelude, {});
  EXPECT_EQ(SelectBlocks(blocks, "/* Sum */ \"Sum \\\" Add\" 'S'"), kIncludes);
}

TEST(Blocks, LinesGoWithTheirFlag) {
  const auto blocks = ReadBlocks(kPrelude, {"SUM"});
  EXPECT_EQ(SelectBlocks(blocks, "Sum"),
            std::string(kIncludes) +
                "static int total;\nstruct Pair {\n  int a;\n};\n\n"
                "static int Sum(struct Pair* pair) {\n  total += pair->a;\n}\n\n");
}

TEST(Blocks, WindowsIsLeftToTheCompilerWhereItCanBe) {
  EXPECT_EQ(SelectBlocks(ReadBlocks(kPrelude, {"_WIN32"}), ""),
            "#include <stdio.h>\n#ifdef _WIN32\n#include <windows.h>\n#else\n#include <dlfcn.h>\n"
            "#endif\n\n");
}

TEST(CText, WritesAnyBytesAsALiteral) {
  EXPECT_EQ(CText("a\"b\\c\n\xff"
                  "1?"),
            "\"a\\\"b\\\\c\\012\\3771\\?\"");
}

}  // namespace
}  // namespace wtsconform
