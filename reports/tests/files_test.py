"""files_test.py WTSCONFORM XSD: what `report` writes for machines, read by other programs."""
import csv
import json
import pathlib
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree

from results import BESIDE, COMPARED, MEASURED, hostile, results

PROGRAM, XSD = sys.argv[1:3]


def valid_junit(path):
    return subprocess.run(["xmllint", "--noout", "--schema", XSD, path],
                          capture_output=True).returncode == 0


class FilesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = pathlib.Path(cls.folder.name)
        files = []
        for name, whole in (("plain.json", results()), ("hostile.json", hostile())):
            files.append(cls.path / name)
            files[-1].write_text(json.dumps(whole), encoding="utf-8")
        subprocess.run([PROGRAM, "report", *files, MEASURED, COMPARED, BESIDE, "-o", cls.path / "out"],
                       check=True, stdout=subprocess.DEVNULL)
        cls.out = cls.path / "out"

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_junit_is_what_its_consumers_read(self):
        files = list(self.out.glob("*.junit.xml"))
        self.assertEqual(len(files), 2)
        for file in files:
            self.assertTrue(valid_junit(file), file)

    def test_the_schema_of_junit_refuses_what_is_wrong(self):
        text = (self.out / "plain.junit.xml").read_text(encoding="utf-8")
        self.assertIn("<skipped ", text)
        for old, new in (("classname=", "class="), ("<skipped ", "<ignored "),
                         ("tests=\"", "tests=\"-"), ("<failure type=", "<failure kind=")):
            broken = self.path / "broken.xml"
            broken.write_text(text.replace(old, new).replace("</skipped>", "</ignored>")
                              if "ignored" in new else text.replace(old, new), encoding="utf-8")
            self.assertFalse(valid_junit(broken), new)

    def test_pictures_are_well_formed(self):
        files = list(self.out.glob("*.svg"))
        self.assertEqual({file.name for file in files if not file.name.endswith(".badge.svg")},
                         {"matrix.svg", "measured.strips.svg", "measured.threads.svg",
                          "measured.handles.svg", "compared.changes.svg"})
        for file in files:
            xml.etree.ElementTree.parse(file)

    def test_badges_are_shields_endpoints(self):
        for file in self.out.glob("*.badge.json"):
            badge = json.loads(file.read_text(encoding="utf-8"))
            self.assertEqual(sorted(badge), ["color", "label", "message", "schemaVersion"])
            self.assertEqual((badge["schemaVersion"], badge["color"]), (1, "red"))

    def test_the_summary_tells_goals_and_noise(self):
        text = (self.out / "report.md").read_text(encoding="utf-8")
        goals = json.loads(MEASURED.read_text(encoding="utf-8"))["goals"]
        for goal in goals:
            self.assertIn(f"| {goal['name']} | ", text)
        self.assertIn("| pair/WTSOpenServerA | 1.27 | 870 | 2.9 (calls alone) | – |", text)
        self.assertIn("Compared with itself, mock was called different in ", text)

    def test_csv_has_every_case(self):
        with open(self.out / "cases.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        expected = results()["cases"] + hostile()["cases"]
        self.assertEqual([row["case"] for row in rows], [case["id"] for case in expected])
        self.assertEqual({len(row) for row in rows}, {11})

    def test_annotations_are_commands_only(self):
        lines = (self.out / "annotations.txt").read_text(encoding="utf-8").splitlines()
        self.assertTrue(all(line.startswith(("::error title=", "::notice title="))
                            for line in lines))
        self.assertEqual(sum(line.startswith("::notice") for line in lines), 2)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
