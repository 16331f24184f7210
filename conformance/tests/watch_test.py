"""watch_test.py SOURCE_FOLDER BUILD_FOLDER COMPILER: `wtsconform watch` in front of the mock, WinPR and
FreeRDP, and of programs that find their functions by name.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

ROOT, BUILD = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
COMPILER = sys.argv[3]
BIN = BUILD / "bin"
MOCK = BUILD / "lib/libwtsapi32mock.so"
WATCHED = BIN / "watched"
FREE = "nf-wtsapi32-wtsfreememory"
FREE_EX = "nf-wtsapi32-wtsfreememoryexw"

# Of mock/tests/callers, the mistakes that can be seen from outside of any implementation, and which
# can go on after it; the mock itself names the same (mock/tests/callers_test.py).
MISTAKES = [
    ("freed-without-its-type", [FREE_EX]),
    ("buffer-left", [FREE] * 13),
    ("closed-twice", ["CLOSE-7"]),
    ("current-closed", ["CLOSE-3"]),
    ("used-in-a-second-thread", ["CLOSE-5"]),
    ("registration-left", ["WAIT-3"]),
    ("closed-before-unregistered", ["WAIT-4", "CLOSE-5"]),
    ("wait-without-flush", ["WAIT-1"]),
    ("channel-left", ["nf-wtsapi32-wtsvirtualchannelclose"]),
    ("token-left", ["nf-wtsapi32-wtsqueryusertoken"]),
    ("message-in-characters", ["nf-wtsapi32-wtssendmessagew"] * 2),
]

CTYPES = """
import ctypes, sys
wts = ctypes.CDLL(sys.argv[1])
wts.WTSOpenServerA.restype = ctypes.c_void_p
wts.WTSCloseServer.argtypes = [ctypes.c_void_p]
handle = wts.WTSOpenServerA(b"FARM2")
for each in range(int(sys.argv[2])):
    wts.WTSCloseServer(handle)
"""

# FreeRDP's servers are named by the address of a peer's context, which is the peer's first member.
FREERDP = """
#include <stdlib.h>
#include <string.h>
typedef void* HANDLE;
int WTSRegisterWtsApiFunctionTable(const void*);
const void* FreeRDP_InitWtsApi(void);
void* freerdp_peer_new(int);
int freerdp_peer_context_new(void*);
HANDLE WTSOpenServerA(const char*);
void WTSCloseServer(HANDLE);
int WTSQuerySessionInformationA(HANDLE, unsigned, int, char**, unsigned*);
void WTSFreeMemory(void*);
static void ask(HANDLE server) {
  char* text = 0;
  unsigned bytes = 0;
  if (WTSQuerySessionInformationA(server, 0, 4, &text, &bytes)) WTSFreeMemory(text);
}
int main(int argc, char** argv) {
  void* const peer = freerdp_peer_new(-1);
  WTSRegisterWtsApiFunctionTable(FreeRDP_InitWtsApi());
  if (!peer || !freerdp_peer_context_new(peer)) return 9;
  const HANDLE server = WTSOpenServerA(*(const char**)peer);
  ask(server);
  if (argc > 1 && strcmp(argv[1], "left") == 0) return 0;
  WTSCloseServer(server);
  if (argc > 1 && strcmp(argv[1], "used") == 0) ask(server);
  return 0;
}
"""


def run(*words, environment=None, **options):
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith(("WTSMOCK", "WTSCONFORM", "LD_PRELOAD"))}
    return subprocess.run([BIN / "wtsconform", "watch", *words], timeout=100, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, env={**clean, **(environment or {})}, **options)


class Watch(unittest.TestCase):
    def setUp(self):
        box = tempfile.TemporaryDirectory()
        self.addCleanup(box.cleanup)
        self.box = pathlib.Path(box.name)

    def report(self, *words, options=(), **more):
        """The end, and the report as JSON."""
        file = self.box / "report.json"
        done = run("--json", file, *options, "--", *words, **more)
        return done, json.loads(file.read_text(encoding="utf-8"))

    def clauses(self, *words, **more):
        done, report = self.report(*words, **more)
        return done.returncode, [each["clause"] for each in report["breaches"]]

    def compile(self, text, *options):
        program = self.box / "program"
        source = self.box / "program.c"
        source.write_text(text, encoding="utf-8")
        done = subprocess.run([COMPILER, "-o", program, source, *options], check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode != 0:
            self.skipTest(done.stdout)
        return program


class Mock(Watch):
    def test_each_mistake_is_seen_from_outside_and_its_correction_is_clean(self):
        for mistake, clauses in MISTAKES:
            with self.subTest(mistake):
                self.assertEqual(self.clauses(BIN / "wtsmock_callers", mistake), (1, clauses))
            with self.subTest(mistake + ", corrected"):
                self.assertEqual(self.clauses(BIN / "wtsmock_callers", mistake, "corrected"), (0, []))

    def test_what_a_failed_open_returned_may_be_closed_or_left(self):
        for variant in ("", "failed-open-null", "failed-open-minus-one", "open-fails-at-first-use"):
            for mode in (["after-a-failed-open"], ["after-a-failed-open", "corrected"]):
                with self.subTest(variant + " ".join(mode)):
                    status, clauses = self.clauses(BIN / "wtsmock_callers", *mode,
                                                   environment={"WTSMOCK": variant})
                    self.assertEqual((status, clauses), (0, []))

    def test_a_use_after_the_close_is_seen(self):
        self.assertEqual(self.clauses(WATCHED, "used-closed"), (1, ["CLOSE-5"]))

    def test_a_function_is_watched_however_it_was_looked_up(self):
        for way in ("program", "default", "next"):
            with self.subTest(way):
                self.assertEqual(self.clauses(WATCHED, "lookup", way), (1, ["CLOSE-4"]))
        self.assertEqual(run("--", WATCHED, "lookup", "version").returncode, 4)

    def test_what_is_not_there_is_not_found(self):
        program = self.compile("#define _GNU_SOURCE\n#include <dlfcn.h>\nint main(void) { return "
                               "dlsym(RTLD_DEFAULT, \"WTSOpenServerA\") != 0; }", "-ldl")
        self.assertEqual(run("--", program).returncode, 4)

    def test_stacks(self):
        done = run("--stacks", "--", BIN / "wtsmock_callers", "closed-twice")
        self.assertRegex(done.stderr, r"main\+0x")


class Ends(Watch):
    def test_a_clean_program(self):
        done, report = self.report(WATCHED, "clean")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual((report["calls"], report["breaches"], report["others"]), (4, [], []))
        self.assertEqual(report["program"], [str(WATCHED), "clean"])
        self.assertIn("4 calls, no breaches", done.stderr)

    def test_its_own_status_comes_first(self):
        done, report = self.report(WATCHED, "own-status")
        self.assertEqual((done.returncode, report["status"]), (3, 3))
        self.assertEqual(len(report["breaches"]), 1)

    def test_killed(self):
        done, report = self.report(WATCHED, "killed")
        self.assertEqual(done.returncode, 128 + 9)
        self.assertEqual([each["clause"] for each in report["breaches"]], ["CLOSE-7"])
        self.assertIn("did not report its end", done.stderr)
        done, report = self.report(WATCHED, "killed-clean")
        self.assertEqual((done.returncode, report["ended"]), (128 + 9, False))

    def test_ended_without_exit(self):
        for options in ([], ["--mock"]):
            with self.subTest(options):
                self.assertEqual(self.clauses(WATCHED, "_exit", options=options), (1, ["CLOSE-4"]))
                self.assertEqual(self.clauses(WATCHED, "_exit-clean", options=options), (0, []))

    def test_children_are_said_apart(self):
        for mode in ("fork", "fork-_exit"):
            with self.subTest(mode):
                done, report = self.report(WATCHED, mode)
                self.assertEqual(done.returncode, 1)
                self.assertEqual(report["breaches"], [])
                self.assertEqual([each["clause"] for each in report["others"][0]["breaches"]],
                                 ["CLOSE-7"])
        done, report = self.report("sh", "-c", f"{WATCHED} closed-twice; {WATCHED} clean")
        self.assertEqual((done.returncode, len(report["others"])), (1, 2))

    def test_a_program_in_its_place_leaves_something_unseen(self):
        done, report = self.report(WATCHED, "exec")
        self.assertEqual(done.returncode, 4, done.stderr)
        self.assertTrue(report["ended"])
        self.assertFalse(report["others"][0]["ended"])

    def test_abort(self):
        done = run("--abort", "--", WATCHED, "closed-twice")
        self.assertEqual(done.returncode, 128 + 6)
        self.assertIn("CLOSE-7", done.stderr)

    def test_no_call(self):
        done, report = self.report("true")
        self.assertEqual((done.returncode, report["status"]), (4, 4))
        self.assertIn("no call was seen", done.stderr)
        self.assertEqual(run("--", "sh", "-c", "exit 5").returncode, 5)

    def test_linked_statically(self):
        program = self.compile("int main(void) { return 0; }", "-static")
        done = run("--", program)
        self.assertEqual(done.returncode, 4)
        self.assertIn("it is linked statically", done.stderr)

    def test_refused(self):
        for words in ([], ["--"], ["true"], ["--world", "x.toml", "--", "true"],
                      ["--no-such-option", "--", "true"], ["--", "/no/such/program"],
                      ["--mock", "--world", "/no/such.toml", "--", "true"],
                      ["--json", "/no/such/folder/x.json", "--", "true"]):
            with self.subTest(words):
                done = run(*words)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertNotEqual(done.stderr, "")

    def test_in_and_out_are_the_program_s(self):
        done = subprocess.run([BIN / "wtsconform", "watch", "--", "cat"], input="a\n", text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60, check=False)
        self.assertEqual(done.stdout, "a\n")


class ForeignFunctions(Watch):
    def python(self, library, closes, **more):
        return self.clauses(sys.executable, "-c", CTYPES, library, str(closes), **more)

    def test_a_library_that_the_program_opens_is_watched(self):
        self.assertEqual(self.python(MOCK, 2), (1, ["CLOSE-7"]))
        self.assertEqual(self.python(MOCK, 1), (0, []))
        self.assertEqual(self.python(MOCK, 0), (1, ["CLOSE-4"]))

    def test_with_the_mock_under_it(self):
        for name in ("wtsapi32.dll", "libwinpr3.so.3", "libwinpr-nobody-has.so"):
            with self.subTest(name):
                self.assertEqual(self.python(name, 2, options=["--mock"]), (1, ["CLOSE-7"]))
                self.assertEqual(self.python(name, 1, options=["--mock"]), (0, []))

    def test_a_library_that_is_not_there_is_not_found_without_it(self):
        self.assertEqual(self.python("libwinpr-nobody-has.so", 1)[0], 1)

    def test_the_mock_s_world(self):
        lists = BIN / "wtsmock_who"
        done = run("--mock", "--world", ROOT / "mock/worlds/terminal-server.toml", "--", lists,
                   "desktops")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("200 sessions", done.stdout)


class Sample(Watch):
    """Those of the tests above that take the shortest, for every day."""

    def test_sample(self):
        self.assertEqual(self.clauses(WATCHED, "clean"), (0, []))
        self.assertEqual(self.clauses(WATCHED, "used-closed"), (1, ["CLOSE-5"]))
        self.assertEqual(self.clauses(WATCHED, "lookup", "default"), (1, ["CLOSE-4"]))
        self.assertEqual(self.clauses(WATCHED, "_exit"), (1, ["CLOSE-4"]))
        self.assertEqual(self.clauses(WATCHED, "closed-twice", options=["--mock"]), (1, ["CLOSE-7"]))
        self.assertEqual(self.clauses(WATCHED, "_exit-clean", options=["--mock"]), (0, []))
        self.assertEqual(run("--", WATCHED, "own-status").returncode, 3)
        self.assertEqual(run("--", "true").returncode, 4)
        self.assertEqual(run("--").returncode, 2)


class Real(Watch):
    def freerdp(self, *words):
        program = self.compile(FREERDP, "-l:libwinpr2.so.2", "-l:libfreerdp2.so.2")
        return self.report(program, *words, environment={"WLOG_LEVEL": "OFF"})

    def test_freerdp(self):
        done, report = self.freerdp()
        self.assertEqual((done.returncode, report["breaches"], report["calls"]), (0, [], 4), done.stderr)
        done, report = self.freerdp("left")
        self.assertEqual(done.returncode, 1)
        self.assertEqual([each["clause"] for each in report["breaches"]], ["CLOSE-4"])
        # It reads freed memory, and may not survive.
        done, report = self.freerdp("used")
        self.assertNotEqual(done.returncode, 0)
        self.assertEqual([each["clause"] for each in report["breaches"]][:1], ["CLOSE-5"])

    def test_winpr_in_front_of_the_mock_counts_a_call_once(self):
        if subprocess.run([sys.executable, "-c", "import ctypes; ctypes.CDLL('libwinpr2.so.2')"],
                          stderr=subprocess.DEVNULL, check=False).returncode:
            self.skipTest("no WinPR 2")
        for closes, clauses in ((1, []), (2, ["CLOSE-7"])):
            done, report = self.report(sys.executable, "-c", CTYPES, "libwinpr2.so.2", str(closes),
                                       environment={"WTSAPI_LIBRARY": str(MOCK), "WLOG_LEVEL": "OFF"})
            self.assertEqual([each["clause"] for each in report["breaches"]], clauses)
            self.assertEqual(report["calls"], 1 + closes)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1] + sys.argv[4:])
