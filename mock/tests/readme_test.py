"""readme_test.py SOURCE_FOLDER BUILD_FOLDER PAGE...: runs the commands of pages as they show them.

In a block of lines that are indented by four blanks, "$ COMMAND" is run by a shell in the source
folder, with build/release standing for the build folder; the lines after it must stand in what it
prints, in that order. "..." stands for anything.
"""
import os
import pathlib
import subprocess
import sys
import unittest

ROOT, BUILD = (pathlib.Path(name).resolve() for name in sys.argv[1:3])


def examples(text):
    """(command, lines that it prints), in the order of the page."""
    found = []
    inside = False
    for line in text.splitlines():
        if line.startswith("    $ "):
            found.append((line[6:], []))
        elif inside and line.startswith("    "):
            found[-1][1].append(line[4:].rstrip())
        inside = line.startswith("    $ ") or (inside and line.startswith("    "))
    return found


def misses(lines, output):
    """The first line that is not in the output after those before it; None where all are."""
    rest = output.splitlines()
    for line in lines:
        if line == "...":
            continue
        if line not in rest:
            return line
        rest = rest[rest.index(line) + 1:]
    return None


class Readme(unittest.TestCase):
    def test_the_commands_print_what_the_page_shows(self):
        pages = [examples((ROOT / page).read_text(encoding="utf-8")) for page in sys.argv[3:]]
        self.assertTrue(pages and all(pages), "each has commands")
        found = sum(pages, [])
        for command, lines in found:
            with self.subTest(command):
                done = subprocess.run(["sh", "-c", command.replace("build/release", str(BUILD))],
                                      cwd=ROOT, text=True, timeout=60, stdout=subprocess.PIPE,
                                      stderr=subprocess.STDOUT,
                                      env={name: value for name, value in os.environ.items()
                                           if not name.startswith("WTSMOCK")})
                self.assertIsNone(misses(lines, done.stdout), done.stdout)

    def test_what_is_not_printed_is_missed(self):
        self.assertEqual(misses(["a", "b"], "b\na\n"), "b")
        self.assertIsNone(misses(["a", "...", "c"], "a\nb\nc\n"))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
