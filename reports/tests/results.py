"""Results that the tests of this folder make reports from, hostile and long."""
import pathlib

# A part of what wtsbench --goals and wtsbench compare wrote, on a machine that was busy.
MEASURED = pathlib.Path(__file__).with_name("measured.json")
COMPARED = pathlib.Path(__file__).with_name("compared.json")
# In the same form, made up.
BESIDE = pathlib.Path(__file__).with_name("beside.json")

LEVELS = ["required", "robustness", "observed"]
VERDICTS = {
    "required": ["pass", "deviation", "crash", "hang", "untestable", "unsupported", "inconclusive",
                 "harness-error"],
    "robustness": ["pass", "deviation", "crash", "hang", "harm", "untestable", "unsupported",
                   "inconclusive", "harness-error"],
    "observed": ["crash", "hang", "untestable", "unsupported", "inconclusive", "observed",
                 "harness-error"],
}
ATTACK = "</script><script>window.hacked=1</script>\"'<img src=x onerror='window.hacked=1'>&]]>"


def results(name="plain", text="expected: it fails; observed: it returned 1"):
    """One case of each verdict at each level."""
    cases = []
    for level in LEVELS:
        for number, verdict in enumerate(VERDICTS[level]):
            cases.append({
                "id": f"{level}/{verdict}/WTSOpenServerW/WTSEnumerateSessionsA",
                "clause": f"{'GAP' if level == 'observed' else 'CLOSE'}-{number + 1}",
                "level": level, "verdict": verdict, "expected": False,
                "detail": "" if verdict == "pass" else text,
                "signature": "" if verdict == "pass" else "WTSEnumerateSessionsA succeeded",
                "trace": [] if verdict == "pass" else ["WTSOpenServerW(\"A\") = 0x1", text],
                "seconds": 0.25,
            })
    summary = {level: {verdict: 1 for verdict in VERDICTS[level]} for level in LEVELS}
    return {
        "schema": "wtsconform-results/1",
        "tool": {"version": "0.1.0", "revision": "abc"},
        "implementation": {"name": name, "version": "1.0", "library": "lib.so",
                           "sha256": "0" * 64, "loader": "plain"},
        "host": {"system": "Linux"}, "cases": cases, "summary": summary, "complete": True,
    }


def hostile():
    whole = results(ATTACK, ATTACK)
    for case in whole["cases"]:
        case["id"] = ATTACK + case["id"]
        case["clause"] = ATTACK + case["clause"]
        case["signature"] = ATTACK
    for part in ("tool", "implementation", "host"):
        whole[part] = {key: ATTACK for key in whole[part]}
    return whole
