#include "spec/loader/tables/functions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "spec/loader/tables/test_tables.h"

namespace wtsconform {
namespace {

using ::testing::ElementsAre;
using ::testing::IsNull;
using ::testing::NotNull;
using ::testing::Pointee;
using testing::RefusalOf;

constexpr char kTables[] = R"([constants]
ONE = 1

[groups]
openers = "Those that open"
calls = "Those that are called"

[[function]]
name = "OpenA"
role = "opener"
returns = "HANDLE"
params = ["LPSTR pName"]

[[function.call]]
arguments = ["name"]
groups = ["openers"]

[[function]]
name = "FreeEx"
role = "buffer"
returns = "BOOL"
params = ["int kind", "PVOID memory", "ULONG count"]

[[function]]
name = "CloseChannel"
role = "other"
returns = "BOOL"
params = ["HANDLE channel"]
)";

// A consumer whose only call has these lines; it starts in line 29, its call in line 35.
std::string Consumer(const std::string& call) {
  return std::string(kTables) +
         "[[function]]\nname = \"UseW\"\nrole = \"consumer\"\nreturns = \"BOOL\"\n"
         "params = [\"HANDLE hServer\", \"DWORD *pCount\", \"PVOID *ppBuffer\"]\n"
         "server = \"hServer\"\n[[function.call]]\n" +
         call;
}

constexpr char kArguments[] = "arguments = [\"server\", \"out dword\", \"out pointer\"]\n";

std::string RefusalOfTable(const std::string& toml) {
  return RefusalOf([&toml] { FunctionCatalogue(toml, "f.toml"); });
}

std::string RefusalOfCall(const std::string& call) { return RefusalOfTable(Consumer(call)); }

TEST(FunctionCatalogue, ReadsFunctionsAndCalls) {
  const FunctionCatalogue catalogue(
      Consumer(std::string("form = \"All\"\ngroups = \"calls\"\nanswer = \"bytes\"\nstable = true\n"
                           "frees = \"FreeEx ONE\"\nundo = \"CloseChannel result\"\n") +
               kArguments),
      "f.toml");
  const Function* function = catalogue.Find("UseW");
  ASSERT_THAT(function, NotNull());
  EXPECT_EQ(function->role, Role::kConsumer);
  EXPECT_EQ(function->returns, Returns::kBool);
  EXPECT_EQ(function->width(), 'W');
  const Call* call = catalogue.FindCall("UseW.All");
  ASSERT_THAT(call, NotNull());
  EXPECT_EQ(call->function, function);
  EXPECT_EQ(call->Position(Argument::Kind::kOutDword), 1);
  EXPECT_EQ(call->Position(Argument::Kind::kSession), -1);
  EXPECT_TRUE(call->InGroup("calls"));
  EXPECT_EQ(call->answer, Answer::kBytes);
  EXPECT_TRUE(call->stable);
  EXPECT_EQ(call->frees, "FreeEx");
  EXPECT_EQ(call->free_class, 1u);
  EXPECT_EQ(call->undo, "CloseChannel");
  EXPECT_THAT(catalogue.Group("calls"), Pointee(ElementsAre("UseW.All")));
  EXPECT_THAT(catalogue.GroupNames(), ElementsAre("calls", "openers"));
  EXPECT_THAT(catalogue.CallIds(), ElementsAre("OpenA", "UseW.All"));
  EXPECT_THAT(catalogue.Find("UseA"), IsNull());
  EXPECT_THAT(catalogue.FindCall("UseW"), IsNull());
  EXPECT_THAT(catalogue.Group("none"), IsNull());
}

TEST(FunctionCatalogue, ACallInheritsItsFunctionsTier) {
  const auto tier = [](const std::string& function, const std::string& call) {
    const FunctionCatalogue catalogue(
        "[[function]]\nname = \"F\"\nrole = \"other\"\n" + function + "[[function.call]]\n" + call,
        "f.toml");
    return catalogue.FindCall("F")->tier;
  };
  EXPECT_EQ(tier("", ""), Tier::kReadOnly);
  EXPECT_EQ(tier("tier = \"T2\"\n", ""), Tier::kMutating);
  EXPECT_EQ(tier("tier = \"T2\"\n", "tier = \"T0\"\n"), Tier::kMockOnly);
}

TEST(FunctionCatalogue, TellsWidthsAndReturnsApart) {
  const FunctionCatalogue catalogue(
      "[[function]]\nname = \"Plain\"\nrole = \"other\"\n"
      "[[function]]\nname = \"OfTypeA\"\nrole = \"other\"\nreturns = \"WTS_X_HANDLE\"\n"
      "[[function]]\nname = \"Dword\"\nrole = \"other\"\nreturns = \"HRESULT\"\n",
      "f.toml");
  EXPECT_EQ(catalogue.Find("Plain")->width(), 0);
  EXPECT_EQ(catalogue.Find("Plain")->returns, Returns::kNothing);
  EXPECT_EQ(catalogue.Find("OfTypeA")->width(), 'A');
  EXPECT_EQ(catalogue.Find("OfTypeA")->returns, Returns::kHandle);
  EXPECT_EQ(catalogue.Find("Dword")->returns, Returns::kDword);
}

TEST(FunctionCatalogue, RefusesAnEmptyTable) {
  EXPECT_EQ(RefusalOfTable(""), "f.toml: holds no [[function]]");
}

TEST(FunctionCatalogue, RefusesPartsOfTheWrongKind) {
  EXPECT_EQ(RefusalOfTable("constants = 5\n"),
            "f.toml:1:13: [constants] must be a table of keys and values");
  EXPECT_EQ(RefusalOfTable("groups = [\"openers\"]\n"),
            "f.toml:1:10: [groups] must be a table of keys and values");
  EXPECT_EQ(RefusalOfTable("[constants]\nONE = \"1\"\n"),
            "f.toml:2:7: ONE: must be a whole number");
  EXPECT_EQ(RefusalOfTable("[groups]\nopeners = 1\n"), "f.toml:2:11: openers: must be a text");
  EXPECT_EQ(RefusalOfTable("[function]\nname = \"F\"\n"),
            "f.toml:1:1: function: must be a list of tables, each under [[function]]");
  EXPECT_EQ(RefusalOfTable("function = [1]\n"),
            "f.toml:1:13: a function must be a table of keys and values");
}

TEST(FunctionCatalogue, RefusesAFunctionThatIsNotWhole) {
  EXPECT_EQ(RefusalOfTable("[[function]]\nrole = \"other\"\n"),
            "f.toml:1:1: a function needs the key \"name\"");
  EXPECT_EQ(RefusalOfTable("[[function]]\nname = \"\"\nrole = \"other\"\n"),
            "f.toml:2:8: name: is empty");
  EXPECT_EQ(RefusalOfTable("[[function]]\nname = \"F\"\nrole = \"otter\"\n"),
            "f.toml:3:8: role: \"otter\" is none of: opener, closer, consumer, buffer, other, "
            "undocumented");
  EXPECT_EQ(RefusalOfTable("[[function]]\nname = \"F\"\nrole = \"other\"\ntier = \"T3\"\n"),
            "f.toml:4:8: tier: \"T3\" is none of: T0, T1, T2");
  EXPECT_EQ(RefusalOfTable("[[function]]\nname = \"F\"\nrole = \"other\"\nfailrue = \"zero\"\n"),
            "f.toml:4:11: a function has no key \"failrue\" (did you mean \"failure\"?)");
}

TEST(FunctionCatalogue, RefusesADuplicateFunction) {
  EXPECT_EQ(
      RefusalOfTable(std::string(kTables) + "[[function]]\nname = \"OpenA\"\nrole = \"other\"\n"),
      "f.toml:30:8: name: \"OpenA\" stands here a second time");
}

TEST(FunctionCatalogue, RefusesParametersThatCannotBe) {
  const std::string function = "[[function]]\nname = \"F\"\nrole = \"consumer\"\n";
  EXPECT_EQ(RefusalOfTable(function + "params = [\"HANDLE hServer\"]\nserver = \"hSever\"\n"),
            "f.toml:5:10: server: \"hSever\" is none of the params");
  EXPECT_EQ(
      RefusalOfTable(function + "params = [\"1\",\"2\",\"3\",\"4\",\"5\",\"6\",\"7\",\"8\",\"9\","
                                "\"10\",\"11\"]\n"),
      "f.toml:4:10: params: more than 10 cannot be passed");
}

TEST(FunctionCatalogue, RefusesTheWrongNumberOfArguments) {
  EXPECT_EQ(RefusalOfCall("arguments = [\"server\", \"out dword\"]\n"),
            "f.toml:36:13: arguments: UseW takes 3 parameters, here are 2");
  EXPECT_EQ(RefusalOfCall(""), "f.toml:35:1: arguments: UseW takes 3 parameters, here are 0");
}

TEST(FunctionCatalogue, RefusesArgumentsThatAreNoWords) {
  EXPECT_EQ(RefusalOfCall("arguments = [\"server\", \"out dwrd\", \"out pointer\"]\n"),
            "f.toml:36:13: arguments: \"out dwrd\" is no number, constant or argument word (did "
            "you mean \"out dword\"?)");
  EXPECT_EQ(RefusalOfCall("arguments = [\"server\", \"OEN\", \"out pointer\"]\n"),
            "f.toml:36:13: arguments: \"OEN\" is no number, constant or argument word");
  EXPECT_EQ(RefusalOfCall("arguments = [\"server\", 5, \"out pointer\"]\n"),
            "f.toml:36:24: arguments: must be a list of texts");
}

// Another value than the handle in the handle's place would test nothing, or the wrong thing.
TEST(FunctionCatalogue, RefusesTheServerInAnotherPlace) {
  EXPECT_EQ(RefusalOfCall("arguments = [\"null\", \"out dword\", \"out pointer\"]\n"),
            "f.toml:36:13: arguments: \"server\" stands for the parameter that the function's key "
            "\"server\" names, and for no other; see \"HANDLE hServer\"");
  EXPECT_EQ(RefusalOfCall("arguments = [\"server\", \"server\", \"out pointer\"]\n"),
            "f.toml:36:13: arguments: \"server\" stands for the parameter that the function's key "
            "\"server\" names, and for no other; see \"DWORD *pCount\"");
}

TEST(FunctionCatalogue, RefusesMoreDwordsThanCanBeKept) {
  EXPECT_EQ(
      RefusalOfTable("[[function]]\nname = \"F\"\nrole = \"other\"\nparams = [\"DWORD *a\", "
                     "\"DWORD *b\", \"DWORD *c\", \"DWORD *d\", \"DWORD *e\"]\n[[function.call]]\n"
                     "arguments = [\"out dword\", \"out dword\", \"inout dword 1\", \"out dword\", "
                     "\"out dword\"]\n"),
      "f.toml:6:13: arguments: more than 4 DWORDs come back, which is more than can be kept");
}

TEST(FunctionCatalogue, RefusesAnUnknownGroup) {
  EXPECT_EQ(RefusalOfCall(std::string("groups = [\"cals\"]\n") + kArguments),
            "f.toml:36:10: groups: there is no group \"cals\" (did you mean \"calls\"?)");
}

TEST(FunctionCatalogue, RefusesADuplicateCall) {
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "[[function.call]]\n" + kArguments),
            "f.toml:37:1: form: \"UseW\" stands here a second time; each call of a function needs "
            "a form of its own");
  EXPECT_EQ(RefusalOfCall(std::string("form = \"B\"\n") + kArguments +
                          "[[function.call]]\nform = \"B\"\n" + kArguments),
            "f.toml:39:8: form: \"UseW.B\" stands here a second time; each call of a function "
            "needs a form of its own");
}

TEST(FunctionCatalogue, RefusesUnknownFunctionsForAfterwards) {
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "frees = \"FreEx\"\n"),
            "f.toml:35:1: UseW: there is no function \"FreEx\" (did you mean \"FreeEx\"?)");
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "frees = \"OpenA\"\n"),
            "f.toml:35:1: UseW: \"OpenA\" frees no buffers");
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "frees = \"FreeEx TWO\"\n"),
            "f.toml:37:9: frees: \"TWO\" is no number, constant or argument word");
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "undo = \"CloseChanel result\"\n"),
            "f.toml:35:1: UseW: there is no function \"CloseChanel\" (did you mean "
            "\"CloseChannel\"?)");
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "undo = \"CloseChannel\"\n"),
            "f.toml:35:1: UseW: undo: CloseChannel takes 1 parameters, here are 0");
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "undo = \"CloseChannel resut\"\n"),
            "f.toml:37:8: undo: \"resut\" is no number, constant or argument word (did you mean "
            "\"result\"?)");
}

TEST(FunctionCatalogue, RefusesAnUnknownAnswer) {
  EXPECT_EQ(RefusalOfCall(std::string(kArguments) + "answer = \"words\"\n"),
            "f.toml:37:10: answer: \"words\" is none of: none, bytes, sessions, sessions-1, "
            "processes, processes-1, listeners, value, dword");
}

}  // namespace
}  // namespace wtsconform
