"""structure_test.py SOURCE_FOLDER SOURCES_FILE COMPILER [CLASS]: holds the tree against floors.toml.

SOURCES_FILE lists what CMake's targets compile, one path a line. Standard library only.
"""
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

ROOT = pathlib.Path(sys.argv[1])
SOURCES = pathlib.Path(sys.argv[2])
COMPILER = sys.argv[3]
FLOORS = tomllib.loads((ROOT / "cmake/structure/floors.toml").read_text(encoding="utf-8"))

INCLUDE = re.compile(r'^#include "([^"]+)"', re.MULTILINE)
FREE = re.compile(r"_test\.cc$|/(tests|testlibs|fuzz|conforming|layouts)/|/test_[a-z_]+\.h$")
# What every folder may include.
SHARED = ("cmake/", "conformance/version.h", "bench/build_flags.h", "declared_functions.inc",
          "info_classes.inc")


def files(*endings):
    listed = subprocess.run(["git", "-C", ROOT, "ls-files"], check=True, capture_output=True, text=True)
    return [name for name in listed.stdout.split() if name.endswith(endings)]


def folder_of(path):
    return next((each for each in FLOORS["folder"] if path.startswith(each["name"] + "/")), None)


def floor_of(folder, path):
    """The number of the floor that holds the file, and its name; -1 for the folder's own files."""
    inside = path[len(folder["name"]) + 1:]
    best = (-1, "")
    for number, (name, _) in enumerate(folder["floors"]):
        if inside.startswith(name + "/") or (name == "" and "/" not in inside):
            best = (number, name)
    return best


def lies_in(path, places):
    return any(path == place or path.startswith(place + "/") for place in places)


def allowed(path, included):
    if included.startswith(SHARED):
        return True
    here, there = folder_of(path), folder_of(included)
    if here is None or there is None:
        return here is None
    number, name = floor_of(here, path)
    if here is there:
        return floor_of(here, included)[0] <= number
    return lies_in(included, here.get("sees", []) + here.get("above", {}).get(name, []))


def wrong_includes(sources):
    return [
        f"{path} includes {included}"
        for path, text in sources
        if not FREE.search(path)
        for included in INCLUDE.findall(text)
        if not allowed(path, included)
    ]


def functions_of_header(text):
    """Name -> parameters, as spec/wtsapi32.h declares them."""
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = {}
    for name, parameters in re.findall(r"WTSAPI32_API [^;(]*?(\w+)\(([^;]*?)\);", text):
        found[name] = [plain(each) for each in parameters.split(",") if plain(each) not in ("", "void")]
    return found


def plain(parameter):
    """The same spelling whatever the line breaks and the place of the star."""
    return re.sub(r"\s*(\*[\s*]*)", lambda stars: " " + "".join(stars[1].split()),
                  " ".join(parameter.split()))


def constants_of_header(names):
    """What the compiler makes of the names."""
    lines = "".join(f'"{name}", (unsigned long long)(unsigned)({name}),\n' for name in names)
    program = ('#include <stdio.h>\n#include "spec/wtsapi32.h"\n'
               "static const struct { const char *n; unsigned long long v; } all[] = {\n"
               + re.sub(r"(.+),\n", r"{\1},\n", lines) + "};\n"
               "int main(void) { for (unsigned i = 0; i < sizeof all / sizeof *all; ++i)"
               ' printf("%s %llu\\n", all[i].n, all[i].v); return 0; }\n')
    with tempfile.TemporaryDirectory() as box:
        binary = os.path.join(box, "constants")
        subprocess.run([COMPILER, "-x", "c++", "-std=c++20", "-w", f"-I{ROOT}", "-", "-o", binary],
                       input=program, text=True, check=True)
        lines = subprocess.run([binary], check=True, capture_output=True, text=True).stdout.split("\n")
    return {line.split()[0]: int(line.split()[1]) for line in lines if line}


class Structure(unittest.TestCase):
    """The rules; those of the class Headers take minutes of compile time."""

    def test_includes_point_down(self):
        sources = [(path, (ROOT / path).read_text(encoding="utf-8")) for path in files(".cc", ".h")]
        self.assertEqual(wrong_includes(sources), [])

    def test_an_include_that_points_up_is_found(self):
        up = '#include "conformance/commands/commands.h"\n'
        self.assertEqual(len(wrong_includes([("conformance/runner/x.cc", up)])), 1)
        self.assertEqual(len(wrong_includes([("mock/abi/x.cc", '#include "mock/api/x.h"\n')])), 1)
        self.assertEqual(len(wrong_includes([("mock/abi/x.cc", up)])), 1)
        self.assertEqual(len(wrong_includes([("reports/page/x.cc", up)])), 1)
        self.assertEqual(len(wrong_includes([("conformance/runner/x.cc",
                                              '#include "reports/page/html.h"\n')])), 1)
        self.assertEqual(wrong_includes([("conformance/commands/x.cc", up)]), [])

    def test_one_file_writes_to_stdout_and_stderr(self):
        writes = re.compile(r"fmt::print\(|std::(cout|cerr)\b|\b(printf|fprintf|puts|fputs|fwrite)\(")
        # The progress line steers the terminal itself; a benchmark's child reports numbers.
        owners = re.compile(r"^conformance/platform/(print|progress_line|terminal_\w+)\.cc$|^bench/benchmarks/")
        found = [path for path in files(".cc", ".h")
                 if path.startswith(("conformance/", "bench/", "reports/", "spec/"))
                 and not FREE.search(path) and not owners.search(path)
                 and writes.search((ROOT / path).read_text(encoding="utf-8"))]
        self.assertEqual(found, [])

    def test_every_file_lies_on_a_floor(self):
        lost = [path for path in files(".cc", ".h")
                if folder_of(path) and not FREE.search(path)
                and floor_of(folder_of(path), path)[0] < 0
                and not path.endswith(("/wtsapi32.h", "/wtsapi32mock.h"))]
        self.assertEqual(lost, [])

    def test_every_source_is_in_a_target(self):
        compiled = set(SOURCES.read_text(encoding="utf-8").split())
        self.assertGreater(len(compiled), 100)
        # Those of the other system, and what an option adds.
        elsewhere = re.compile(r"_windows(_test)?\.(cc|c)$|^bench/benchmarks/peers\.cc$|wrap_test\.cc$")
        lost = [path for path in files(".cc") if path not in compiled and not elsewhere.search(path)]
        self.assertEqual(lost, [])

    def test_the_functions_are_those_of_the_header(self):
        header = functions_of_header((ROOT / "spec/wtsapi32.h").read_text(encoding="utf-8"))
        table = tomllib.loads((ROOT / "spec/functions.toml").read_text(encoding="utf-8"))
        named = {each["name"]: each for each in table["function"]}
        self.assertGreater(len(named), 70)
        unpublished = {name for name, function in named.items() if "params" not in function}
        self.assertEqual(sorted(header.keys() - {"CloseHandle", "GetLastError", "SetLastError",
                                                 "WTSGetActiveConsoleSessionId",
                                                 "ProcessIdToSessionId"}),
                         sorted(named.keys() - unpublished))
        for name in named.keys() - unpublished:
            self.assertEqual([plain(each) for each in named[name]["params"]], header[name], name)

    def test_the_constants_are_those_of_the_header(self):
        table = tomllib.loads((ROOT / "spec/functions.toml").read_text(encoding="utf-8"))
        text = (ROOT / "spec/wtsapi32.h").read_text(encoding="utf-8")
        named = {name: value for name, value in table["constants"].items()
                 if re.search(rf"\b{name}\b", text)}
        self.assertGreater(len(named), 20)
        self.assertEqual(constants_of_header(named), named)


class Headers(unittest.TestCase):
    def test_each_header_compiles_alone(self):
        headers = [path for path in files(".h")
                   if folder_of(path) and not re.search(r"_windows\.h$|/testlibs/|/conforming/", path)]

        def compile_alone(path):
            done = subprocess.run([COMPILER, "-fsyntax-only", "-std=c++20", f"-I{ROOT}",
                                   f"-I{SOURCES.parent}/generated", "-x", "c++", ROOT / path],
                                  capture_output=True, text=True)
            return [] if done.returncode == 0 else [f"{path}: {done.stderr[:300]}"]

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            broken = sum(pool.map(compile_alone, headers), [])
        self.assertEqual(broken, [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
