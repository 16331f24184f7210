"""record_test.py SOURCE_FOLDER BUILD_FOLDER: a world that is recorded is the same world.

The mock shows a world; `wtsconform record` writes what it sees; the mock shows that. Every function
that only reads must answer the same, byte for byte (mock/tests/answers.c).
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import tomllib
import unittest

ROOT, BUILD = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
# This computer, and the servers that answer the same however often they are asked.
WORLDS = {
    "empty-workstation": ["WORKSTATION"],
    "terminal-server": ["TERMSERV1"],
    "virtualization-host": ["ADMIN-PC", "VIRTHOST"],
    "flaky-farm": ["BROKER", "NODE-WELL"],
    "built-in": ["MOCKHOST", "FARM2", "VMHOST"],
}


def run(world, program, *words):
    environment = dict(os.environ, WTSMOCK_WORLD=str(world))
    return subprocess.run([BUILD / "bin" / program, *words], env=environment, timeout=100,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=True).stdout


def record(world, here, others, *options):
    servers = [word for name in others for word in ("--server", name)]
    return run(world, "wtsconform", "record", "mock", "--this-computer", here, *servers, *options)


def secrets(table):
    """What names somebody or something in a world: its texts but those of fixed choices."""
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in ("station", "state", "lock", "protocol", "kind", "time", "connected",
                           "disconnected", "last_input", "logged_on", "what", "function"):
                yield from secrets(value)
    elif isinstance(table, list):
        for each in table:
            yield from secrets(each)
    elif isinstance(table, str) and len(table) > 3 and not re.fullmatch(r"S-1-5-\d+|RDP-Tcp", table):
        yield table.split("{n}")[0]


class Record(unittest.TestCase):
    def test_what_is_recorded_answers_the_same(self):
        for name, (here, *others) in WORLDS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as box:
                world = ROOT / f"mock/worlds/{name}.toml"
                copy = pathlib.Path(box, "recorded.toml")
                copy.write_text(record(world, here, others), encoding="utf-8")
                answers = run(world, "wtsmock_answers", *others)
                self.assertGreater(answers.count("\n"), 100)
                self.assertEqual(run(copy, "wtsmock_answers", *others), answers)

    def test_an_anonymous_record_has_no_name(self):
        for name, (here, *others) in WORLDS.items():
            with self.subTest(name), tempfile.TemporaryDirectory() as box:
                world = ROOT / f"mock/worlds/{name}.toml"
                text = record(world, here, others, "--anonymize")
                known = set(secrets(tomllib.loads(world.read_text(encoding="utf-8"))))
                self.assertGreater(len(known), 1)
                texts = {value for row in tomllib.loads(text)["server"] for value in secrets(row)}
                self.assertEqual([each for each in known if any(each in value for value in texts)], [])
                copy = pathlib.Path(box, "recorded.toml")
                copy.write_text(text, encoding="utf-8")
                shape = re.compile(r"^session \d+ \d+ \d+", re.MULTILINE)
                self.assertEqual(shape.findall(run(copy, "wtsmock_answers")),
                                 shape.findall(run(world, "wtsmock_answers")))

    def test_a_server_that_does_not_answer_is_refused(self):
        done = subprocess.run([BUILD / "bin/wtsconform", "record", "mock", "--server", "NOSUCHHOST"],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=60)
        self.assertEqual(done.returncode, 2)
        self.assertIn('the sessions of "NOSUCHHOST" cannot be listed', done.stdout)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
