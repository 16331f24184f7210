"""functions_test.py SOURCE_FOLDER [--write]: holds mock/hook/wtsapi32_functions.inc against
spec/functions.toml, from which --write makes it.

Everything that has to know each function is made from that list: the table of pointers, what
stands behind the exports, and the interface and the mock of GoogleMock. So none can be forgotten.
"""
import pathlib
import re
import sys
import tomllib
import unittest

ROOT = pathlib.Path(sys.argv[1])
LIST = ROOT / "mock/hook/wtsapi32_functions.inc"
HEAD = """\
// Every function of spec/functions.toml whose prototype is published: the type that it returns, its
// calling convention, name, parameters and arguments. Regenerate it with
//   python3 mock/hook/functions_test.py . --write
//
// Who includes it defines WTSAPI32_FUNCTION; and, where they differ from it, WTSAPI32_HANDLE_FUNCTION
// for the openers and the closer. WTSAPI32_COUNTED(type) is a pointer to text or bytes whose length
// is the next parameter.
#ifndef WTSAPI32_HANDLE_FUNCTION
#define WTSAPI32_HANDLE_FUNCTION WTSAPI32_FUNCTION
#endif
#ifndef WTSAPI32_COUNTED
#define WTSAPI32_COUNTED(type) type
#endif

// clang-format off
"""
TAIL = """\
// clang-format on

#undef WTSAPI32_HANDLE_FUNCTION
#undef WTSAPI32_COUNTED
"""
TEXTS = ("LPSTR", "LPWSTR", "PCHAR", "PCSTR")


def parameters(declared):
    """As declared, with those marked that the next one counts."""
    marked = []
    for number, each in enumerate(declared):
        kind, _, name = each.rpartition(" ")
        following = declared[number + 1] if number + 1 < len(declared) else ""
        if kind in TEXTS and re.search(r"(Length|BufferSize)$", following, re.IGNORECASE):
            each = f"WTSAPI32_COUNTED({kind}) {name}"
        marked.append(each)
    return ", ".join(marked)


def row(function):
    macro = ("WTSAPI32_HANDLE_FUNCTION" if function["role"] in ("opener", "closer")
             else "WTSAPI32_FUNCTION")
    convention = "WTSAPI32_CDECL" if function.get("convention") == "cdecl" else "WINAPI"
    arguments = ", ".join(re.search(r"\w+$", each)[0] for each in function["params"])
    return (f"{macro}({function['returns']}, {convention}, {function['name']},\n"
            f"  ({parameters(function['params'])}),\n  ({arguments}))\n")


def made_from(functions):
    return HEAD + "".join(row(each) for each in functions if "params" in each) + TAIL


def functions_of_the_table():
    return tomllib.loads((ROOT / "spec/functions.toml").read_text(encoding="utf-8"))["function"]


def names_in(text):
    return set(re.findall(r"FUNCTION\(\w+, \w+, (\w+),", text))


class Functions(unittest.TestCase):
    def test_the_list_is_that_of_the_table(self):
        self.assertEqual(LIST.read_text(encoding="utf-8"), made_from(functions_of_the_table()),
                         "Regenerate it with: python3 mock/hook/functions_test.py . --write")

    def test_it_has_every_published_function(self):
        published = {each["name"] for each in functions_of_the_table() if "params" in each}
        self.assertGreater(len(published), 60)
        self.assertEqual(names_in(LIST.read_text(encoding="utf-8")), published)

    def test_a_function_that_is_forgotten_is_missed(self):
        functions = functions_of_the_table()
        forgotten = next(each for each in functions if each["name"] == "WTSLogoffSession")
        shorter = made_from([each for each in functions if each is not forgotten])
        self.assertEqual(names_in(made_from(functions)) - names_in(shorter), {"WTSLogoffSession"})
        self.assertNotEqual(LIST.read_text(encoding="utf-8"), shorter)

    def test_what_is_counted_is_marked(self):
        self.assertEqual(parameters(["HANDLE h", "LPSTR pTitle", "DWORD TitleLength"]),
                         "HANDLE h, WTSAPI32_COUNTED(LPSTR) pTitle, DWORD TitleLength")
        self.assertEqual(parameters(["LPSTR pServerName", "ULONG LogonId"]),
                         "LPSTR pServerName, ULONG LogonId")


if __name__ == "__main__":
    if sys.argv[2:] == ["--write"]:
        LIST.write_text(made_from(functions_of_the_table()), encoding="utf-8")
    else:
        unittest.main(argv=sys.argv[:1])
