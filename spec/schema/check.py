"""check.py SOURCE_FOLDER RESULTS SELFTEST: holds the project's files against the published schemas.

An independent validator (python3-jsonschema) reads them; tables in TOML are read by Python's own
reader. Of each schema it is also shown that it refuses something.
"""
import copy
import json
import pathlib
import sys
import tomllib
import unittest

import jsonschema

ROOT = pathlib.Path(sys.argv[1])
RESULTS, SELFTEST = (pathlib.Path(name) for name in sys.argv[2:])


def validator(path):
    schema = json.loads((ROOT / path).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def toml(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


CASES = validator("spec/schema/cases-1.schema.json")
CLAUSES = validator("spec/schema/clauses-1.schema.json")
FUNCTIONS = validator("spec/schema/functions-1.schema.json")
PROFILE = validator("spec/schema/profile-1.schema.json")
EXPECTATIONS = validator("spec/schema/expectations-1.schema.json")
WORLD = validator("spec/schema/world-1.schema.json")
RESULTS_SCHEMA = validator("reports/formats/schema/results-1.schema.json")
GOALS = validator("reports/formats/schema/goals-1.schema.json")
COMPARISON = validator("reports/formats/schema/comparison-1.schema.json")
SIDE_BY_SIDE = validator("reports/formats/schema/side-by-side-1.schema.json")
SELFTEST_SCHEMA = validator("reports/formats/schema/selftest-1.schema.json")
MEASURED = ROOT / "reports/tests/measured.json"
COMPARED = ROOT / "reports/tests/compared.json"
BESIDE = ROOT / "reports/tests/beside.json"


class SchemaTest(unittest.TestCase):
    def accept(self, schema, files):
        self.assertTrue(files, "there is nothing to check")
        for file in files:
            document = toml(file) if file.suffix == ".toml" else json.loads(file.read_text())
            for error in schema.iter_errors(document):
                self.fail(f"{file.name}: {error.json_path}: {error.message[:300]}")

    def refuse(self, schema, document, *changes):
        self.assertTrue(schema.is_valid(document))
        for change in changes:
            broken = copy.deepcopy(document)
            change(broken)
            self.assertFalse(schema.is_valid(broken), broken)

    def test_the_tables_are_as_described(self):
        self.accept(CASES, sorted((ROOT / "spec/cases").glob("*.toml")))
        self.accept(CLAUSES, [ROOT / "spec/clauses.toml"])
        self.accept(FUNCTIONS, [ROOT / "spec/functions.toml"])

    def test_the_profiles_are_as_described(self):
        self.accept(PROFILE, sorted((ROOT / "conformance/implementations").glob("*.toml")))

    def test_the_worlds_are_as_described(self):
        self.accept(WORLD, sorted((ROOT / "mock/worlds").glob("*.toml")))

    def test_a_wrong_world_is_refused(self):
        self.refuse(WORLD, {"server": [{"name": "A", "session": [{"id": 3, "user": "u"}]}],
                            "fault": [{"nth": 3, "error": 5, "class": "WTSUserName"}],
                            "event": [{"what": "log off", "session": 3, "at_call": 1}]},
                    lambda w: w.pop("server"),
                    lambda w: w["server"][0].pop("name"),
                    lambda w: w["server"][0].update(sessions=[]),
                    lambda w: w["server"][0]["session"][0].update(state="gone"),
                    lambda w: w["server"][0]["session"][0].update(id=-1),
                    lambda w: w["fault"][0].update({"from": 2}),
                    lambda w: w["fault"][0].pop("error"),
                    lambda w: w["fault"][0].update(nth=0),
                    lambda w: w["fault"][0].update(empty=True),
                    lambda w: w["fault"][0].update({"class": "WTSUser"}),
                    lambda w: w["event"][0].update(what="leave"),
                    lambda w: w["event"][0].pop("at_call"),
                    lambda w: w["event"][0].pop("session"),
                    lambda w: w["event"][0].update(process=4),
                    lambda w: w["event"][0].update(at_call=0),
                    lambda w: w.update(time="never"),
                    lambda w: w.update(time="noon"))

    def test_results_are_as_described(self):
        published = [file for file in sorted((ROOT / "reports/published").glob("*.json"))
                     if not file.name.startswith("bench-")]
        self.accept(RESULTS_SCHEMA, [*published, RESULTS])

    def test_a_selftest_is_as_described(self):
        self.accept(SELFTEST_SCHEMA, [SELFTEST])
        self.refuse(SELFTEST_SCHEMA, json.loads(SELFTEST.read_text()),
                    lambda s: s.pop("complete"),
                    lambda s: s["defects"][0].update(level="must"),
                    lambda s: s["defects"][0].update(clauses={"USE-1": {}}))

    def test_measurements_are_as_described(self):
        published = sorted((ROOT / "reports/published").glob("bench-*.json"))
        for key, schema, example in (("goals", GOALS, MEASURED), ("itself", COMPARISON, COMPARED),
                                     ("noise", SIDE_BY_SIDE, BESIDE)):
            self.accept(schema, [example] + [file for file in published
                                             if key in json.loads(file.read_text())])

    def test_wrong_measurements_are_refused(self):
        self.refuse(GOALS, json.loads(MEASURED.read_text()),
                    lambda m: m.pop("goals"),
                    lambda m: m["goals"][0].update(verdict="MISSED"),
                    lambda m: m["goals"][0].pop("mean"),
                    lambda m: m["goals"][0].update(at_least=1))
        self.refuse(COMPARISON, json.loads(COMPARED.read_text()),
                    lambda c: c.update(complete=False),
                    lambda c: c.pop("itself"),
                    lambda c: c["benchmarks"][0].update(finding="better"),
                    lambda c: c["benchmarks"][0].update(low=-1))
        self.refuse(SIDE_BY_SIDE, json.loads(BESIDE.read_text()),
                    lambda b: b.update(complete=False),
                    lambda b: b["sides"][0].pop("floor_pair"),
                    lambda b: b["benchmarks"][0]["rows"][0].update(kind="missing"),
                    lambda b: b["benchmarks"][0]["rows"][0].update(kind="fast"),
                    lambda b: b["benchmarks"][0]["rows"][0].pop("low"))

    def test_a_wrong_case_is_refused(self):
        case = {"case": [{"id": "a/b", "clause": "USE-1", "title": "t",
                          "steps": [{"open": "h", "by": "WTSOpenServerW", "server": "reachable"}]}]}
        step = case["case"][0]["steps"][0]
        self.assertIn("open", step)
        self.refuse(CASES, case,
                    lambda c: c["case"][0].pop("clause"),
                    lambda c: c["case"][0].update(clauses="USE-2"),
                    lambda c: c["case"][0].update(steps=[]),
                    lambda c: c["case"][0]["steps"][0].update(close="h"),
                    lambda c: c["case"][0]["steps"][0].pop("open"),
                    lambda c: c["case"][0]["steps"][0].update(sleeps=1),
                    lambda c: c.update(cases=[]))

    def test_a_wrong_clause_is_refused(self):
        clause = {"clause": [{"id": "USE-1", "level": "required", "evidence": "documented",
                              "text": "t"}]}
        self.refuse(CLAUSES, clause,
                    lambda c: c["clause"][0].update(level="must"),
                    lambda c: c["clause"][0].update(evidence="assumed"),
                    lambda c: c["clause"][0].update(level="informative"),
                    lambda c: c["clause"][0].update(id="use 1"))

    def test_a_wrong_function_is_refused(self):
        function = {"function": [{"name": "WTSCloseServer", "role": "closer", "tier": "T1"}]}
        self.refuse(FUNCTIONS, function,
                    lambda f: f["function"][0].update(tier="T9"),
                    lambda f: f["function"][0].pop("name"),
                    lambda f: f["function"][0].update(arguments=[]))

    def test_a_wrong_profile_is_refused(self):
        profile = {"name": "vendor", "library": ["a.so"],
                   "expect": [{"case": "*", "verdict": "crash", "reason": "r"}]}
        self.refuse(PROFILE, profile,
                    lambda p: p.pop("library"),
                    lambda p: p.update(loader="magic"),
                    lambda p: p.update(max_handles=1),
                    lambda p: p["expect"][0].pop("reason"),
                    lambda p: p["expect"][0].update(verdict=["crash", "hang"]))
        self.refuse(EXPECTATIONS, {"expect": profile["expect"]},
                    lambda e: e["expect"][0].update(verdict="harness-error"),
                    lambda e: e.update(name="vendor"))

    def test_wrong_results_are_refused(self):
        self.refuse(RESULTS_SCHEMA, json.loads(RESULTS.read_text()),
                    lambda r: r.pop("complete"),
                    lambda r: r["cases"][0].update(verdict="ok"),
                    lambda r: r["summary"]["required"].pop("pass"),
                    lambda r: r["host"].update(processors=2))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
