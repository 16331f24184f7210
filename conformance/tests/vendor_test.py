"""vendor_test.py SOURCE_FOLDER BUILD_FOLDER [CLASS]: a vendor's project (the folder vendor/) that tests its
library with wtsconform_add_tests, after `cmake --install` of the program.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT, BUILD = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
WINDOWS = pathlib.Path(os.environ.get("WTSCONFORM_WINDOWS", ROOT / "build/mingw"))
BOX = None


def run(*words, cwd=None):
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(("WTSMOCK", "CMAKE_", "CTEST_"))}
    done = subprocess.run([str(word) for word in words], cwd=cwd, text=True, timeout=600, env=clean,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout


def must(*words, **keywords):
    status, printed = run(*words, **keywords)
    if status != 0:
        raise AssertionError(f"{' '.join(map(str, words))}: status {status}\n{printed}")
    return printed


def install(build, prefix):
    for component in ("mock", "programs"):
        must("cmake", "--install", build, "--prefix", prefix, "--component", component)


def project(name, *options, **replacements):
    """The vendor's folder, with texts replaced, configured: (status, what it printed)."""
    folder = BOX / name
    folder.mkdir(exist_ok=True)
    for file in (ROOT / "conformance/tests/vendor").iterdir():
        text = file.read_text(encoding="utf-8")
        for old, new in replacements.items():
            text = text.replace(old, new)
        (folder / file.name).write_text(text, encoding="utf-8")
    return run("cmake", "-S", folder, "-B", folder / "build", "-G", "Ninja",
               "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_PREFIX_PATH={BOX / 'installed'}", *options)


def results(printed):
    """Test -> Passed, Failed, Skipped or Not Run."""
    return {name: result for name, result in
            re.findall(r"Test +#\d+: (\S+) [ .*]*(Passed|Failed|Skipped|Not Run)", printed)}


def built(name, *options, **replacements):
    """The build folder of the project, configured and built."""
    status, printed = project(name, *options, **replacements)
    if status != 0:
        raise AssertionError(printed)
    must("cmake", "--build", BOX / name / "build")
    return BOX / name / "build"


class Vendor(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.build = built("vendor")
        cls.status, cls.printed = run("ctest", "-L", "nightly", "-R", "/(OPEN-1|OPEN-5|CLOSE-6|EX-1)$",
                                      "--output-on-failure", cwd=cls.build)

    def test_each_clause_is_a_test(self):
        print(self.printed)
        self.assertNotEqual(self.status, 0)
        found = results(self.printed)
        self.assertEqual(found, {
            "vendor/OPEN-1": "Passed",
            "vendor/OPEN-5": "Passed",   # as the list says
            "vendor/CLOSE-6": "Failed",  # not known
            "vendor/EX-1": "Skipped",    # no WTSOpenServerEx
        })

    def test_a_failure_shows_its_block_and_nothing_else_is_shown(self):
        self.assertRegex(self.printed, r"DEVIATION close/\S+ \(CLOSE-6, required\) in libvendor.so\n  clause: ")
        for part in ("expected:", "observed:", "trace:", "reproduce: wtsconform run"):
            self.assertIn(f"\n  {part}", self.printed)
        self.assertNotIn("(OPEN-5, required)", self.printed)

    def test_what_is_expected_says_so(self):
        printed = must("ctest", "-V", "-R", "^vendor/OPEN-5$", cwd=self.build)
        self.assertRegex(printed, r"as expected: \S+expect.toml:\d+:1: 3 cases of open/failed-open-is-\*-null/"
                                  r"WTSOpenServerW: A failed open returns NULL; issue 12 of ours\.")
        self.assertIn("listed:    yes, as expected", printed)

    def test_a_skip_says_why(self):
        printed = must("ctest", "-V", "-R", "^vendor/EX-1$", cwd=self.build)
        self.assertIn("skipped: nothing could be decided of 8 cases", printed)
        self.assertIn("not exported: ", printed)

    def test_labels_select(self):
        for label in ("wtsconform", "nightly", "required"):
            self.assertIn("vendor/CLOSE-6", must("ctest", "-N", "-L", f"^{label}$", cwd=self.build))
        printed = must("ctest", "-N", "-L", "^CLOSE-6$", cwd=self.build)
        self.assertIn("Total Tests: 1\n", printed)


class More(unittest.TestCase):
    """Not among the usual tests: what takes longer."""

    @classmethod
    def setUpClass(cls):
        cls.build = built("vendor")

    def test_every_clause_of_the_level_is_a_test(self):
        _, printed = run("ctest", "-j2", "-L", "nightly", cwd=self.build)
        found = results(printed)
        self.assertGreater(len(found), 15)
        self.assertEqual([name for name, result in found.items() if result == "Failed"], ["vendor/CLOSE-6"])

    def test_each_case_is_a_test_of_its_level(self):
        printed = must("ctest", "-N", "-L", "^robustness$", cwd=self.build)
        self.assertGreater(printed.count("vendor-robust/"), 100)
        self.assertNotIn("vendor-robust/open/failed-open-is-not-null", printed)

    def test_a_finding_of_robustness_fails_whoever_makes_it_a_test(self):
        status, printed = run("ctest", "-L", "^CLOSE-4$", "-R", "WTSOpenServerW", cwd=self.build)
        self.assertEqual(set(results(printed).values()), {"Failed", "Passed"}, printed)
        self.assertNotEqual(status, 0)

    def test_what_was_expected_and_did_not_happen_fails(self):
        build = built("stale", **{"failed-open-is-*-null": "first-of-all"})
        status, printed = run("ctest", "-V", "-R", "^vendor/OPEN-1$", cwd=build)
        self.assertNotEqual(status, 0)
        self.assertIn("first-of-all/WTSOpenServerW is listed as deviation, but came out as pass", printed)

    def test_a_profile_names_the_library(self):
        build = BOX / "profile/build"
        (BOX / "profile").mkdir()
        (BOX / "profile/profile.toml").write_text(
            f'name = "profiled"\nlibrary = ["{build}/libvendor.so"]\n'
            '[servers]\nreachable = "HERE"\nunreachable = "NOWHERE"\n')
        built("profile", **{"TARGET vendor SERVER HERE UNREACHABLE NOWHERE": "PROFILE profile.toml"})
        printed = must("ctest", "-R", "^vendor/OPEN-[15]$", cwd=build)
        self.assertEqual(results(printed), {"vendor/OPEN-1": "Passed", "vendor/OPEN-5": "Passed"})

    def test_from_the_source_tree(self):
        status, printed = project("source", **{
            "find_package(wtsconform REQUIRED COMPONENTS mock programs)":
            f"add_subdirectory({ROOT} wtsconform)"})
        self.assertEqual(status, 0, printed)
        build = BOX / "source/build"
        self.assertIn("vendor_NOT_BUILT", must("ctest", "-N", cwd=build))
        # What the usual build makes: the program and what it preloads, not the benchmarks, no test.
        plan = re.findall(r"Linking \w+ (?:executable|shared \w+) (.*)", must("ninja", "-n", cwd=build))
        self.assertEqual(sorted(plan), ["libvendor.so", "wtsconform/bin/wtsconform",
                                        "wtsconform/lib/libwtsconform_watch.so"])
        # Compiling it takes minutes: the one that is there does.
        (build / "wtsconform/bin").mkdir(exist_ok=True)
        shutil.copy(BUILD / "bin/wtsconform", build / "wtsconform/bin")
        must("cmake", "--build", build, "--target", "vendor")
        printed = must("ctest", "-R", "^vendor/OPEN-[15]$", cwd=build)
        self.assertEqual(results(printed), {"vendor/OPEN-1": "Passed", "vendor/OPEN-5": "Passed"})

    def test_a_library_that_is_not_built_fails(self):
        build = built("unbuilt")
        (build / "libvendor.so").unlink()
        status, printed = run("ctest", "-V", "-R", "^vendor/OPEN-1$", cwd=build)
        self.assertNotEqual(status, 0)
        self.assertIn("there is no file", printed)


OF_WINDOWS = ["wtsconform.exe", "wtsconform-gtest.exe", "wtsapi32_mock.dll"]


@unittest.skipUnless(all((WINDOWS / "bin" / name).exists() for name in OF_WINDOWS),
                     f"{WINDOWS} lacks one of {', '.join(OF_WINDOWS)}")
class Windows(unittest.TestCase):
    """The same project, cross-built and run under Wine."""

    def test_a_cross_built_library_runs_under_the_emulator(self):
        install(WINDOWS, BOX / "windows")
        toolchain = ROOT / "mock/tests/consumers/find_package/mingw.cmake"
        emulator = f"sh;{ROOT}/cmake/scripts/wine.sh"
        options = [f"-DCMAKE_TOOLCHAIN_FILE={toolchain}", f"-DCMAKE_PREFIX_PATH={BOX / 'windows'}"]
        status, printed = project("windows-vendor", *options)
        self.assertNotEqual(status, 0)
        self.assertIn("set CMAKE_CROSSCOMPILING_EMULATOR", " ".join(printed.split()))
        build = built("windows-vendor", *options, f"-DCMAKE_CROSSCOMPILING_EMULATOR={emulator}")
        printed = must("ctest", "-R", "^vendor/(OPEN-1|OPEN-5|EX-1)$", cwd=build)
        self.assertEqual(results(printed), {"vendor/OPEN-1": "Passed", "vendor/OPEN-5": "Passed",
                                            "vendor/EX-1": "Skipped"})
        # CLOSE-6 has a thousand cases, each a process of Wine's; without the list this one fails too.
        status, _ = project("windows-vendor", *options, **{"EXPECT expect.toml": ""})
        self.assertEqual(status, 0)
        _, printed = run("ctest", "-R", "^vendor/OPEN-5$", "--output-on-failure", cwd=build)
        self.assertEqual(results(printed), {"vendor/OPEN-5": "Failed"})
        self.assertIn("DEVIATION open/failed-open-is-", printed)


class Mistakes(unittest.TestCase):
    """Each is refused when CMake configures, with what to write."""

    def refusal(self, old, new):
        status, printed = project("mistakes", **{old: new})
        self.assertNotEqual(status, 0, printed)
        text = " ".join(printed.split())
        self.assertRegex(text, r"CMakeLists\.txt:\d+ \(wtsconform_add_tests\)")
        return text

    def test_they_are_named_with_file_and_key(self):
        for old, new, said in [
            ("TARGET vendor", "TARGET vender", 'TARGET: there is no target "vender"'),
            ("TARGET vendor", "", "write one of TARGET (what you build), LIBRARY (a path) and PROFILE"),
            ("vendor MODULE", "vendor STATIC", "is of the type STATIC_LIBRARY"),
            ("EXPECT expect.toml", "EXPECT expected.toml", "EXPECT: there is no file"),
            ("EXPECT expect.toml", "EXPECT", "EXPECT has no value"),
            ("LEVELS robustness", "LEVELS robust", 'LEVELS: "robust" is no level: write some of required'),
            ("GRANULARITY case", "GRANULARITY row", 'GRANULARITY: "row" is none: write clause'),
            ("NAME vendor-robust", "NAME vendor", "NAME vendor is taken by another call"),
            ("LABELS nightly", "LABEL nightly", 'no key takes "LABEL;nightly"'),
            ("TARGET vendor", "PROFILE vendor.toml", "PROFILE: there is no file"),
            ("find_package(wtsconform REQUIRED COMPONENTS mock programs)",
             f"set(WTSCONFORM_PROGRAMS OFF)\nadd_subdirectory({ROOT} wtsconform)",
             'wtsconform::wtsconform is not there: install the component "programs"'),
        ]:
            with self.subTest(new):
                text = self.refusal(old, new)
                self.assertIn(said, text)
                self.assertIn("wtsconform_add_tests(NAME vendor", text)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as box:
        BOX = pathlib.Path(box)
        install(BUILD, BOX / "installed")
        unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)
