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


class YourLibrary(Commands):
    """And what the files that `init` writes tell a CI to do."""

    def steps(self, folder):
        """The command lines of each job."""
        text = {name: (folder / name).read_text(encoding="utf-8")
                for name in ("github-actions.yml", "gitlab-ci.yml", "Jenkinsfile")}
        found = (re.findall(r"^ *- run: (.*)$", text["github-actions.yml"], re.MULTILINE),
                 re.findall(r"^ *- (wtsconform .*)$", text["gitlab-ci.yml"], re.MULTILINE),
                 re.findall(r"sh \'\'\'(.*?)\'\'\'", text["Jenkinsfile"], re.DOTALL))
        self.assertEqual([len(each) for each in found], [2, 1, 1])
        return sum(found, [])

    def test_the_page_and_its_jobs_work(self):
        text = (ROOT / "docs/your-library.md").read_text(encoding="utf-8")
        blocks = [each for each in BLOCK.findall(text) if each[0] != "toml"]
        self.assertEqual(len(blocks), 9)
        with tempfile.TemporaryDirectory() as name:
            box = pathlib.Path(name)
            folder = box / "project"
            folder.mkdir()
            subprocess.run(["cc", "-shared", "-fPIC", f"-I{ROOT}/spec", SOURCES[-1], "-o", folder / "libvendor.so"],
                           check=True)
            os.environ["PATH"] = f"{box}/opt/bin:{os.environ['PATH']}"
            os.environ["GITHUB_STEP_SUMMARY"] = str(box / "summary.md")
            self.run_blocks(blocks, folder, box)
            self.assertIn("## Reproducer", (folder / "bug.md").read_text(encoding="utf-8"))
            for line in self.steps(folder / "wtsconform"):
                self.run_commands(line, folder, box)
            self.assertIn("Conformance", (box / "summary.md").read_text(encoding="utf-8"))
            self.assertIn("<testsuites", (folder / "wtsconform.xml").read_text(encoding="utf-8"))
            self.run_commands("cmake -S wtsconform -B b -DCMAKE_PREFIX_PATH=/opt/wtsconform\n"
                              "ctest --test-dir b -R '/(OPEN-5|CLOSE-9)$'\n", folder, box)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
