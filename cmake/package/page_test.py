"""page_test.py SOURCE_FOLDER BUILD_FOLDER CLASS: does what a page of docs/ says, as it says it.

A block ```LANGUAGE FILE is a file of the reader's project; the lines of a block ```sh are commands, run in
the project's folder, each of which must end well; the lines of a block ```text must stand in what the
commands before it printed, in that order ("..." stands for anything). In in-your-build.md each `## section`
is a project of its own, and the sources that the page takes for granted are those of the projects of
strangers in the tests; testing-your-program.md is one project.
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
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SOURCES = [ROOT / "mock/tests/consumers" / name for name in ("sessions.c", "sessions.h", "sessions_test.cpp")]
SOURCES.append(ROOT / "conformance/tests/vendor/vendor.c")


# The same that the other pages are compared with; nothing is written next to it.
sys.dont_write_bytecode = True
sys.path.insert(0, str(ROOT / "mock/tests"))
from readme_test import misses  # noqa: E402


def stripped(text):
    return [line.strip() for line in text.splitlines()]


def sections(text):
    return [BLOCK.findall(part) for part in re.split(r"^## ", text, flags=re.MULTILINE)]


class Commands(unittest.TestCase):
    def run_commands(self, text, folder, box):
        for here, there in (("/opt/wtsconform", box / "opt"), ("build/release", BUILD),
                            ("/src/wtsconform", ROOT)):
            text = text.replace(here, str(there))
        clean = {name: value for name, value in os.environ.items()
                 if not name.startswith(("WTSMOCK", "CMAKE_", "PKG_CONFIG"))}
        done = subprocess.run(["sh", "-ex"], input=text, cwd=folder, text=True, timeout=3000, env=clean,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.assertEqual(done.returncode, 0, done.stdout)
        print(done.stdout)
        return done.stdout

    def run_blocks(self, blocks, folder, box):
        """Files, commands and what they print."""
        folder.mkdir(exist_ok=True)
        printed = ""
        for language, file, text in blocks:
            if language == "sh":
                printed = self.run_commands(text, folder, box)
            elif language == "text":
                self.assertIsNone(misses(stripped(text), "\n".join(stripped(printed))), printed)
            else:
                (folder / file).parent.mkdir(exist_ok=True)
                (folder / file).write_text(text, encoding="utf-8")

    def test_a_command_that_fails_is_noticed(self):
        with self.assertRaises(AssertionError):
            self.run_commands("true\nfalse\ntrue\n", ROOT, ROOT)

    def test_what_is_not_printed_is_noticed(self):
        self.run_blocks([("sh", "", "echo a; echo b\n"), ("text", "", "a\nb\n")], ROOT, ROOT)
        with self.assertRaises(AssertionError):
            self.run_blocks([("sh", "", "echo a; echo b\n"), ("text", "", "b\na\n")], ROOT, ROOT)


class InYourBuild(Commands):
    def test_the_page_works(self):
        parts = sections((ROOT / "docs/in-your-build.md").read_text(encoding="utf-8"))
        self.assertEqual([bool(part) for part in parts], [True, True, True])
        with tempfile.TemporaryDirectory() as name:
            box = pathlib.Path(name)
            for number, blocks in enumerate(parts):
                folder = box / str(number)
                folder.mkdir()
                for source in SOURCES:
                    shutil.copy(source, folder)
                self.run_blocks(blocks, folder, box)


class Tutorial(Commands):
    def test_the_page_works(self):
        text = (ROOT / "docs/testing-your-program.md").read_text(encoding="utf-8")
        blocks = sum(sections(text), [])
        self.assertGreater(len(blocks), 15)
        self.assertEqual(len(blocks) * 2, len(re.findall(r"^```", text, re.MULTILINE)))
        with tempfile.TemporaryDirectory() as name:
            self.run_blocks(blocks, pathlib.Path(name) / "who", pathlib.Path(name))


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
