"""gtest_test.py BUILD_FOLDER [CLASS]: wtsconform-gtest from outside, as a person's tools use it.

Its XML and JSON are read by Python's parsers; each verdict must be that of `wtsconform run`.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree

BIN = pathlib.Path(sys.argv[1]).resolve() / "bin"
FEW = "CLOSE_6.use_after_close/WTSOpenServerW/WTSEnumerate*"
FEW_IDS = "close/use-after-close/WTSOpenServerW/WTSEnumerate*"
ONE = "OPEN_5.failed_open_is_not_null/WTSOpenServerA"
ONE_ID = "open/failed-open-is-not-null/WTSOpenServerA"
NULL = {"WTSMOCK": "failed-open-null"}  # the defect with which ONE deviates


def call(program, *words, variables=None):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(("GTEST_", "TEST_", "WTSMOCK"))}
    return subprocess.run([BIN / program, *words], env=environment | (variables or {}), text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600)


def gtest(*words, **variables):
    return call("wtsconform-gtest", *words, variables=variables)


class Test:
    """A test as the XML has it."""

    def __init__(self, element):
        self.name = element.get("classname") + "." + element.get("name")
        self.ran = element.get("status") == "run" and element.get("result") != "suppressed"
        self.properties = {each.get("name"): each.get("value") for each in element.iter("property")}
        self.failure = "".join(each.text for each in element.iter("failure"))
        self.skip = "".join(each.get("message") or each.text for each in element.iter("skipped"))


class Program(unittest.TestCase):
    def setUp(self):
        box = tempfile.TemporaryDirectory()
        self.addCleanup(box.cleanup)
        self.box = pathlib.Path(box.name)

    def run_tests(self, *words, status=0, **variables):
        """The tests that ran, by name."""
        file = self.box / "out.xml"
        self.end = gtest(*words, f"--gtest_output=xml:{file}", **variables)
        self.assertEqual(self.end.returncode, status, self.end.stdout + self.end.stderr)
        tests = [Test(each) for each in ElementTree.parse(file).iter("testcase") if each.get("classname")]
        return {each.name: each for each in tests if each.ran}

    def list_of(self, **entry):
        file = self.box / "list.toml"
        file.write_text("[[expect]]\n" + "".join(f'{key} = "{value}"\n' for key, value in entry.items()),
                        encoding="utf-8")
        return str(file)


class Listing(Program):
    def names(self, *words):
        suite, names = "", []
        for line in gtest(*words, "--gtest_list_tests").stdout.splitlines():
            if line.startswith("  "):
                names.append(suite + line.strip())
            elif line.endswith("."):
                suite = line
        return names

    def test_it_needs_no_library_and_has_every_case(self):
        names = self.names()
        self.assertEqual(len(names), len(call("wtsconform", "list").stdout.splitlines()))
        self.assertEqual(len(names), len(set(names)))
        self.assertTrue(all(each.startswith("OPEN_5.") for each in self.names("--gtest_filter=OPEN_5.*")))
        for name in names[::1500]:
            self.assertEqual(self.names(f"--gtest_filter={name}"), [name])

    def test_help_is_both_helps(self):
        help_text = gtest("--help").stdout
        for each in ("--library FILE", "--expect FILE", "--gtest_filter=", "--gtest_shuffle"):
            self.assertIn(each, help_text)


class Running(Program):
    def test_the_xml_says_which_clause_level_and_page(self):
        tests = self.run_tests("mock", f"--gtest_filter={FEW}")
        self.assertEqual(len(tests), 10)
        test = tests["CLOSE_6.use_after_close/WTSOpenServerW/WTSEnumerateSessionsW"]
        expected = {"case": "close/use-after-close/WTSOpenServerW/WTSEnumerateSessionsW",
                    "clause": "CLOSE-6", "level": "required", "page": "nf-wtsapi32-wtscloseserver",
                    "verdict": "pass"}
        self.assertEqual(test.properties | expected, test.properties)

    def test_the_shards_are_all_of_it_by_bazels_names_too(self):
        whole = set(self.run_tests("mock", f"--gtest_filter={FEW}"))
        shards = []
        for index, prefix in enumerate(["GTEST", "TEST", "TEST"]):
            status = self.box / f"status{index}"
            shards.append(set(self.run_tests(
                "mock", f"--gtest_filter={FEW}",
                **{f"{prefix}_TOTAL_SHARDS": "3", f"{prefix}_SHARD_INDEX": str(index),
                   f"{prefix}_SHARD_STATUS_FILE": str(status)})))
            self.assertTrue(status.exists())
        self.assertEqual(sum(map(len, shards)), len(whole))
        self.assertEqual(set.union(*shards), whole)

    def test_bazels_filter_and_file(self):
        file = self.box / "bazel.xml"
        end = gtest("mock", TESTBRIDGE_TEST_ONLY=ONE, XML_OUTPUT_FILE=str(file))
        self.assertEqual(end.returncode, 0, end.stdout)
        self.assertEqual(len(list(ElementTree.parse(file).iter("testcase"))), 1)

    def test_nothing_run_is_no_success(self):
        for words, variables in ((["--gtest_filter=CLOSE_99.*"], {}), (["--gtest_repeat=0"], {}),
                                 ([], {"GTEST_FILTER": "-*"}),
                                 (["--gtest_filter=x"], {"GTEST_TOTAL_SHARDS": "2", "GTEST_SHARD_INDEX": "0"})):
            end = gtest("mock", *words, **variables)
            self.assertEqual(end.returncode, 2, end.stdout)
            self.assertIn("no test was run", end.stderr)
        # The tests may be fewer than the shards.
        end = gtest("mock", f"--gtest_filter={ONE}", GTEST_TOTAL_SHARDS="2", GTEST_SHARD_INDEX="1")
        self.assertEqual(end.returncode, 0, end.stderr)

    def test_repeated_and_shuffled(self):
        end = gtest("mock", f"--gtest_filter={FEW}", "--gtest_repeat=2", "--gtest_shuffle", "--gtest_brief=1")
        self.assertEqual(end.returncode, 0, end.stdout)
        self.assertEqual(end.stdout.count("[  PASSED  ] 10 tests."), 2)

    def test_a_failure_is_the_block_of_run(self):
        words = ["mock", "--expect", self.list_of(case="close/*", verdict="crash", reason="another")]
        test = self.run_tests(*words, f"--gtest_filter={ONE}", status=1, **NULL)[ONE]
        run = call("wtsconform", "run", *words, "--filter", ONE_ID, variables=NULL)
        self.assertEqual(run.returncode, 1)
        block = run.stdout[:run.stdout.index("\n\n")]
        self.assertIn("reproduce: wtsconform run mock", block)
        self.assertIn(block, test.failure)
        self.assertIn("spec/cases/open.toml:", test.failure)

    def test_the_first_failure_ends_it(self):
        tests = self.run_tests("mock", "--gtest_filter=OPEN_5.*", "--gtest_fail_fast", status=1, **NULL)
        first, *others = tests.values()
        self.assertTrue(first.failure)
        self.assertEqual([each.properties for each in others], [{}] * 15)

    def test_a_listed_deviation_is_a_skip_that_says_so(self):
        file = self.list_of(case=ONE_ID, verdict="deviation", reason="an old bug", link="bug/1")
        test = self.run_tests("mock", "--expect", file, f"--gtest_filter={ONE}", **NULL)[ONE]
        self.assertIn("expected deviation: ", self.end.stdout)
        self.assertIn("an old bug (bug/1)", self.end.stdout)
        self.assertIn("an old bug (bug/1)", test.skip)
        self.assertEqual(test.properties["verdict"], "deviation")

    def test_a_listed_deviation_that_did_not_happen_fails(self):
        file = self.list_of(case=ONE_ID, verdict="deviation", reason="an old bug")
        test = self.run_tests("mock", "--expect", file, f"--gtest_filter={ONE}", status=1)[ONE]
        self.assertIn("is listed as deviation, but came out as pass", test.failure)

    def test_a_run_that_could_decide_nothing_fails(self):
        library = BIN.parent / "lib/libwtsapi32mock.so"
        words = ["--library", str(library), f"--gtest_filter={FEW}", "--server"]
        tests = self.run_tests(*words, "NOSUCH", status=4)
        self.assertTrue(all(each.skip for each in tests.values()))
        self.assertIn("no case that needs an opened handle could be decided", self.end.stdout)
        self.assertEqual(len(self.run_tests(*words, "MOCKHOST")), 10)

    def test_json(self):
        file = self.box / "out.json"
        gtest("mock", f"--gtest_filter={ONE}", f"--gtest_output=json:{file}")
        test = json.loads(file.read_text(encoding="utf-8"))["testsuites"][0]["testsuite"][0]
        self.assertEqual((test["case"], test["clause"]), (ONE_ID, "OPEN-5"))


class Refusing(Program):
    def test_as_run_refuses(self):
        for words in (["mokc"], ["/nowhere/lib.so"], ["mock", "--level", "high"]):
            end, run = gtest(*words), call("wtsconform", "run", *words)
            self.assertEqual((end.returncode, run.returncode), (2, 2), end.stderr)
            first = end.stderr.splitlines()[0]
            self.assertEqual(first, run.stderr.splitlines()[0].replace("wtsconform:", "wtsconform-gtest:", 1))
            self.assertEqual(end.stdout, "")

    def test_what_only_this_program_is_given(self):
        for words, why in (([], "name what is to be judged"), (["--library", "mock"], "without --library"),
                           (["--library", "x.toml"], "--profile"), (["--profile", "x.so"], ".toml"),
                           (["mock", "--library", "x.so"], "one implementation"),
                           (["mock", "--gtest_fliter=x"], "no flag of GoogleTest"), (["mock", "more"], "more")):
            end = gtest(*words)
            self.assertEqual(end.returncode, 2, words)
            self.assertIn(why, end.stderr)


class Parity(Program):
    """The verdicts are those of `run`."""

    def check(self, implementation, pattern, ids):
        file = self.box / "run.json"
        run = call("wtsconform", "run", implementation, "--filter", ids, "--json", str(file))
        if run.returncode == 2:
            self.skipTest(run.stderr)
        tests = self.run_tests(implementation, f"--gtest_filter={pattern}", status=run.returncode)
        verdicts = {each["id"]: each["verdict"]
                    for each in json.loads(file.read_text(encoding="utf-8"))["cases"]}
        self.assertGreater(len(verdicts), 3)
        self.assertEqual({each.properties["case"]: each.properties["verdict"] for each in tests.values()},
                         verdicts)

    def test_mock(self):
        self.check("mock", FEW, FEW_IDS)

    def test_freerdp(self):
        self.check("freerdp", FEW, FEW_IDS)


class WholeParity(Parity):
    """Of every case, and of more; for the long tests."""

    def check(self, implementation, pattern, ids):
        super().check(implementation, "*", "*")

    def test_winpr(self):
        self.check("winpr", "*", "*")

    def test_what_a_runner_loads(self):
        self.check("wine", "*", "*")
        Parity.check(self, "wine", FEW, FEW_IDS)  # which are given by their names


if __name__ == "__main__":
    wanted = sys.argv[2:] or ["Listing", "Running", "Refusing", "Parity"]
    unittest.main(argv=[sys.argv[0], *wanted])
