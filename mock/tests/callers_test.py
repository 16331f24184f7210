"""callers_test.py PROGRAM MOCK_FOLDER SANITIZERS: each mistake of callers/ is named, by the ledger or
by what looks after the heap, and its correction is accused of nothing.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

PROGRAM, MOCK, SANITIZERS = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
FREE = "nf-wtsapi32-wtsfreememory"
FREE_EX = "nf-wtsapi32-wtsfreememoryexw"

# The mistake, the clauses that the ledger names, and the world that it needs, if any.
NAMED = [
    ("freed-by-its-middle", [FREE, FREE], None),  # and so it is never freed
    ("freed-without-its-type", [FREE_EX], None),
    ("freed-with-another-count", [FREE_EX, FREE], None),
    ("freed-as-another-type", [FREE_EX], None),
    ("freed-twice", [FREE], None),
    ("left-by-a-quick-exit", [FREE], None),
    ("buffer-left", [FREE] * 13, None),
    ("stale-after-an-error", [FREE], "worlds/third-call-fails.toml"),
    ("closed-twice", ["CLOSE-7"], None),
    ("closed-by-close-handle", ["nf-wtsapi32-wtsqueryusertoken", "CLOSE-4"], None),
    ("current-closed", ["CLOSE-3"], None),
    ("lost-by-an-error", ["CLOSE-4"], "tests/callers/third-list-fails.toml"),
    ("used-in-a-second-thread", ["CLOSE-5"], None),
    ("registration-left", ["WAIT-3"], None),
    ("unregistered-twice", ["WAIT-5"], None),
    ("closed-before-unregistered", ["WAIT-4", "CLOSE-5"], None),
    ("wait-without-flush", ["WAIT-1"], None),
    ("channel-left", ["nf-wtsapi32-wtsvirtualchannelclose"], None),
    ("token-left", ["nf-wtsapi32-wtsqueryusertoken"], None),
    ("message-in-characters", ["nf-wtsapi32-wtssendmessagew"] * 2, None),
    ("message-of-its-array", ["nf-wtsapi32-wtssendmessagew"], None),
]

# A start with a sanitizer takes so long that only those that have something for it to see are run.
if SANITIZERS:
    NAMED = [each for each in NAMED
             if each[0] in ("used-in-a-second-thread", "wait-without-flush", "stale-after-an-error")]
VARIANTS = ["failed-open-null"]
if not SANITIZERS:
    VARIANTS += ["", "failed-open-minus-one", "open-fails-at-first-use"]


def run(*arguments, at=None, program=PROGRAM, **variables):
    """The program's end, with nothing of the mock in the environment but `variables`."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("WTSMOCK")}
    # What the ledger is asked for here is not LeakSanitizer's to say.
    environment["ASAN_OPTIONS"] = environment.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    environment.update({name: value for name, value in variables.items() if value})
    return subprocess.run([program, *arguments], cwd=at, env=environment, timeout=60, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, errors="replace")


def world(name):
    return str(MOCK / name) if name else None


class Ledger(unittest.TestCase):
    def report(self, *arguments, **variables):
        """The program's end, and its report as JSON."""
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder, "report.json")
            done = run(*arguments, WTSMOCK_REPORT=str(file), **variables)
            return done, json.loads(file.read_text(encoding="utf-8"))

    def test_each_mistake_is_named_and_its_correction_is_not(self):
        for mistake, clauses, needed in NAMED:
            with self.subTest(mistake):
                done, report = self.report(mistake, WTSMOCK_WORLD=world(needed))
                self.assertEqual([each["clause"] for each in report["breaches"]], clauses)
                self.assertEqual(done.returncode, 1, "it would have ended with 0")
            with self.subTest(mistake + ", corrected"):
                done, report = self.report(mistake, "corrected", WTSMOCK_WORLD=world(needed))
                self.assertEqual(report["breaches"], [])
                self.assertEqual(done.returncode, 0)

    def test_what_a_failed_open_returned_may_be_closed_or_left(self):
        for variant in VARIANTS:
            for how, closed in (("leave", 0), ("corrected", 1)):
                with self.subTest(variant=variant, how=how):
                    done, report = self.report("after-a-failed-open", how, WTSMOCK=variant)
                    self.assertEqual(report["breaches"], [])
                    self.assertEqual(report["unreachable"]["closed"], closed)
                    self.assertEqual(len(report["unreachable"]["left"]), 1 - closed)
                    self.assertEqual(done.returncode, 0)

    def test_a_status_that_is_not_0_stays(self):
        done, report = self.report("is-remote-of-four-bytes",
                                   WTSMOCK_WORLD=world("worlds/one-byte.toml"))
        self.assertEqual((done.returncode, report["breaches"]), (1, []))
        done, report = self.report("no-such-mistake")
        self.assertEqual((done.returncode, report["calls"]), (64, 0))

    def test_abort_ends_at_the_first_breach(self):
        done = run("closed-twice", WTSMOCK_REPORT="abort")
        self.assertIn("CLOSE-7", done.stderr)
        self.assertNotIn(done.returncode, (0, 1))
        self.assertEqual(run("closed-twice", "corrected", WTSMOCK_REPORT="abort").returncode, 0)

    def test_a_quick_exit_keeps_a_status_of_no_breach(self):
        done = run("left-by-a-quick-exit", "corrected", WTSMOCK_REPORT="stderr")
        self.assertEqual(done.returncode, 0)
        self.assertIn("2 calls, no breaches", done.stderr)

    def test_what_was_given_to_the_wrong_function_is_named(self):
        done = run("closed-by-close-handle", WTSMOCK_REPORT="stderr")
        self.assertIn("it is an open server handle, which WTSCloseServer closes", done.stderr)

    def test_a_word_names_a_stream_and_no_file(self):
        for word in ("stderr", "stdout"):
            with tempfile.TemporaryDirectory() as folder:
                done = run("closed-twice", at=folder, WTSMOCK_REPORT=word)
                self.assertIn("CLOSE-7", getattr(done, word))
                self.assertIn("1 breach\n", getattr(done, word))
                self.assertNotIn("CLOSE-7", done.stderr if word == "stdout" else done.stdout)
                self.assertEqual(done.returncode, 1)
                self.assertEqual(list(pathlib.Path(folder).iterdir()), [])

    def test_stacks_have_the_program_s_functions(self):
        done = run("closed-twice", WTSMOCK_REPORT="stderr", WTSMOCK_STACKS="1")
        self.assertRegex(done.stderr, r"\n +main\+0x")

    @unittest.skipIf("address" in SANITIZERS, "clang's lines are not addr2line's to read")
    @unittest.skipUnless(shutil.which("addr2line"), "addr2line is missing")
    def test_addr2line_knows_the_places_of_stacks(self):
        for program in (PROGRAM, f"{PROGRAM}_fixed"):
            if not os.path.exists(program):
                continue
            with self.subTest(program):
                done = run("closed-twice", program=program, WTSMOCK_REPORT="stderr", WTSMOCK_STACKS="1")
                places = re.findall(rf"\b{os.path.basename(program)}(\+0x[0-9a-f]+)", done.stderr)
                lines = subprocess.run(["addr2line", "-s", "-e", program, *places], check=True,
                                       text=True, stdout=subprocess.PIPE).stdout
                self.assertRegex(lines, r"^handles\.c:[0-9]+")
                self.assertRegex(lines, r"\nmain\.c:[0-9]+")

    def test_a_relative_file_is_where_the_program_began(self):
        with tempfile.TemporaryDirectory() as folder:
            run("token-left", at=folder, WTSMOCK_REPORT="report.json")
            report = json.loads(pathlib.Path(folder, "report.json").read_text(encoding="utf-8"))
            self.assertEqual(len(report["breaches"]), 1)

    def test_each_process_has_its_own_file(self):
        with tempfile.TemporaryDirectory() as folder:
            pattern = pathlib.Path(folder, "100%%-%p.json")
            for mistake in ("token-left", "closed-twice"):
                run(mistake, WTSMOCK_REPORT=str(pattern))
            files = list(pathlib.Path(folder).iterdir())
            for file in files:
                self.assertRegex(file.name, r"^100%-[0-9]+\.json$")
            clauses = [json.loads(file.read_text(encoding="utf-8"))["breaches"][0]["clause"]
                       for file in files]
            self.assertEqual(sorted(clauses), ["CLOSE-7", "nf-wtsapi32-wtsqueryusertoken"])

    def test_a_file_that_cannot_be_written_is_refused(self):
        done = run("closed-twice", WTSMOCK_REPORT="no/such/folder/report")
        self.assertEqual(done.returncode, 2)
        self.assertIn("WTSMOCK_REPORT=no/such/folder/report", done.stderr)


class Heap(unittest.TestCase):
    """What needs no ledger: the C library, or a sanitizer, sees it."""

    @unittest.skipIf("thread" in SANITIZERS, "ThreadSanitizer's heap says nothing of one")
    def test_a_wrong_release_ends_the_program(self):
        for mistake in ("freed-with-free", "freed-twice", "freed-by-its-middle"):
            with self.subTest(mistake):
                self.assertNotEqual(run(mistake).returncode, 0)
                self.assertEqual(run(mistake, "corrected").returncode, 0)

    @unittest.skipUnless("address" in SANITIZERS, "needs AddressSanitizer")
    def test_reads_behind_a_buffer_are_seen(self):
        for mistake in ("protocol-as-int", "read-after-its-end", "read-behind-the-last",
                        "read-as-the-other-level"):
            with self.subTest(mistake):
                self.assertIn("AddressSanitizer", run(mistake).stderr)
                self.assertEqual(run(mistake, "corrected").returncode, 0)

    @unittest.skipUnless("address" in SANITIZERS, "needs LeakSanitizer")
    def test_a_lost_buffer_is_a_leak(self):
        on = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=1"
        self.assertIn("LeakSanitizer", run("buffer-left", ASAN_OPTIONS=on).stderr)
        self.assertEqual(run("buffer-left", "corrected", ASAN_OPTIONS=on).returncode, 0)


class World(unittest.TestCase):
    """What a world, a variant or an event shows to a program."""

    def test_one_byte_or_four(self):
        one_byte = world("worlds/one-byte.toml")
        for variables, status in (({}, 0), ({"WTSMOCK_WORLD": one_byte}, 1)):
            self.assertEqual(run("is-remote-of-four-bytes", **variables).returncode, status)
            self.assertEqual(run("is-remote-of-four-bytes", "corrected", **variables).returncode, 0)

    def test_an_empty_name_may_fail(self):
        self.assertEqual(run("empty-name").returncode, 0)
        self.assertEqual(run("empty-name", WTSMOCK="empty-name-fails").returncode, 1)
        self.assertEqual(run("empty-name", "corrected", WTSMOCK="empty-name-fails").returncode, 0)

    def test_registering_before_the_services_are_up(self):
        early = world("tests/callers/services-start-late.toml")
        done = run("registered-too-early", WTSMOCK_WORLD=early)
        self.assertEqual((done.returncode, done.stdout), (1, "error 1702\n"))
        self.assertEqual(run("registered-too-early", "corrected", WTSMOCK_WORLD=early).returncode, 0)

    def test_a_name_beyond_ascii_is_utf_8_in_the_a_form(self):
        self.assertEqual(run("wide-as-narrow", "corrected").stdout, "J\u00fcrgen \U0001F98A, 13 bytes\n")
        self.assertNotIn("rgen", run("wide-as-narrow").stdout)

    def test_clients_with_every_kind_of_address(self):
        lines = run("address-always-ipv4", "corrected").stdout.splitlines()
        self.assertIn("192.0.2.10", lines)
        self.assertIn("family 23", lines)
        self.assertIn("family 0", lines)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
