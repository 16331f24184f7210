"""browser_test.py WTSCONFORM: the page in a real browser, driven through WebDriver.

Exits 77 (skipped), loudly, where no Chromium with its driver is installed. With SCREENSHOTS=FOLDER
pictures at three widths are left there.
"""
import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

from results import BESIDE, COMPARED, MEASURED, hostile, results

PROGRAM = sys.argv[1]
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync"]


class Browser:
    """The few commands of WebDriver that the test needs."""

    def __init__(self, profile):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.driver = subprocess.Popen(["chromedriver", f"--port={port}"],
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.address = f"http://127.0.0.1:{port}/session"
        capabilities = {"goog:loggingPrefs": {"browser": "ALL"},
                        "goog:chromeOptions": {
                            "binary": shutil.which("chromium"),
                            "args": ARGUMENTS + [f"--user-data-dir={profile}"]}}
        for attempt in range(600):  # until the driver listens
            try:
                session = self.post("", {"capabilities": {"alwaysMatch": capabilities}})
                break
            except urllib.error.URLError:
                if attempt == 599:
                    raise
                time.sleep(0.1)
        self.address += "/" + session["sessionId"]

    def post(self, path, body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.post("/execute/sync", {"script": script, "args": []})

    def errors(self):
        return [entry for entry in self.post("/se/log", {"type": "browser"})
                if entry["level"] == "SEVERE"]

    def picture(self, path, width):
        self.post("/window/rect", {"width": width, "height": 1400})
        with urllib.request.urlopen(self.address + "/screenshot", timeout=300) as answer:
            path.write_bytes(base64.b64decode(json.load(answer)["value"]))

    def close(self):
        try:
            urllib.request.urlopen(urllib.request.Request(self.address, method="DELETE"),
                                   timeout=60)
        finally:
            self.driver.terminate()
            self.driver.wait()


class PageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        path = pathlib.Path(cls.folder.name)
        files = []
        for name, whole in (("plain.json", results()), ("hostile.json", hostile()),
                            ("second.json", results("second"))):
            files.append(path / name)
            files[-1].write_text(json.dumps(whole), encoding="utf-8")
        subprocess.run([PROGRAM, "report", *files, MEASURED, COMPARED, BESIDE, "-o", path / "out"],
                       check=True, stdout=subprocess.DEVNULL)
        cls.page = (path / "out" / "index.html").as_uri()
        cls.browser = Browser(path / "profile")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def setUp(self):
        self.browser.post("/url", {"url": "about:blank"})
        self.browser.post("/url", {"url": self.page})

    def tearDown(self):
        self.assertEqual(self.browser.errors(), [])

    def shown(self, selector):
        return self.browser.run(f"return [...document.querySelectorAll({json.dumps(selector)})]"
                                ".filter(e => e.checkVisibility()).length")

    def choose(self, name, value):
        self.browser.run("const e = document.getElementById('filter').elements"
                         f"[{json.dumps(name)}]; e.value = {json.dumps(value)};"
                         "e.dispatchEvent(new Event('input', {bubbles: true}))")

    def test_a_cell_leads_to_its_trace(self):
        self.assertEqual(self.shown("pre.trace"), 0)
        self.browser.run("document.querySelector('a.cell.deviation').click()")
        time.sleep(0.2)
        self.assertEqual(self.shown("pre.trace"), 1)
        self.assertIn("WTSOpenServerW", self.browser.run(
            "return document.querySelector('article:target pre.trace').innerText"))
        self.assertTrue(self.browser.run(
            "const r = document.querySelector('article:target').getBoundingClientRect();"
            "return r.top >= 0 && r.top < innerHeight"))

    def test_the_filter_leaves_what_matches(self):
        rows = self.shown(".matrix tr[data-clause]")
        self.choose("verdict", "hang")
        self.assertLess(0, self.shown(".matrix tr[data-clause]"))
        self.assertLess(self.shown(".matrix tr[data-clause]"), rows)
        self.assertEqual(self.shown("details.cause.crash"), 0)
        self.assertLess(0, self.shown("details.cause.hang"))
        self.choose("verdict", "")
        columns = self.shown(".matrix thead th")
        self.choose("implementation", "second")
        self.assertEqual(self.shown(".matrix thead th"), 2)
        self.choose("implementation", "")
        self.assertEqual(self.shown(".matrix thead th"), columns)
        self.choose("text", "no such thing")
        self.assertEqual(self.shown(".matrix tr[data-clause]"), 0)
        self.assertEqual(self.shown(".empty"), 1)
        self.choose("text", "wtsenumeratesessionsa")
        self.assertEqual(self.shown(".matrix tr[data-clause]"), rows)

    def test_the_theme_changes_and_stays(self):
        colour = "return getComputedStyle(document.body).backgroundColor"
        before = self.browser.run(colour)
        self.browser.run("document.getElementById('theme').click()")
        after = self.browser.run(colour)
        self.assertNotEqual(before, after)
        self.setUp()
        self.assertEqual(self.browser.run(colour), after)
        self.browser.run("document.getElementById('theme').click(); localStorage.clear()")

    def test_markup_of_an_implementation_is_text(self):
        self.assertIsNone(self.browser.run("return window.hacked || null"))
        self.assertEqual(self.browser.run("return document.images.length"), 0)
        self.assertIn("<img src=x", self.browser.run("return document.body.innerText"))

    def test_goals_and_noise_are_told(self):
        text = self.browser.run("return document.getElementById('benchmarks').innerText")
        for goal in json.loads(MEASURED.read_text(encoding="utf-8"))["goals"]:
            self.assertIn(goal["name"], text)
        self.assertIn("are noise here", text)
        self.assertEqual(self.shown("#benchmarks figure > svg"), 4)

    def test_implementations_are_side_by_side(self):
        beside = json.loads(BESIDE.read_text(encoding="utf-8"))
        rows = [row for each in beside["benchmarks"] for row in each["rows"]]
        missing = [row for row in rows if row["kind"] == "missing"]
        self.assertEqual(self.shown("#benchmarks .beside tbody tr"), len(rows))
        self.assertEqual(self.shown("#benchmarks .beside .why"), len(missing))
        text = self.browser.run("return document.getElementById('benchmarks').innerText")
        self.assertIn("not measurable here: " + missing[0]["why"], text)
        # A point lies in its cell, whatever the width.
        self.assertEqual(self.browser.run("""
            return [...document.querySelectorAll('.beside circle')].filter(point => {
              const [at, cell] = [point, point.closest('td')].map(e => e.getBoundingClientRect());
              return at.left < cell.left - 1 || at.right > cell.right + 1; }).length"""), 0)

    def test_no_width_needs_scrolling_sideways(self):
        pictures = os.environ.get("SCREENSHOTS")
        for width in (500, 820, 1280):
            self.browser.post("/window/rect", {"width": width, "height": 1400})
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"),
                                 self.browser.run("return innerWidth"), width)
            if pictures:
                self.browser.picture(pathlib.Path(pictures) / f"{width}.png", width)

    def test_paper_is_wide_enough(self):
        self.browser.post("/window/rect", {"width": 1060, "height": 1400})  # A4, landscape
        self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia",
                                                "params": {"media": "print"}})
        widths = self.browser.run("return [document.documentElement.scrollWidth, innerWidth]")
        self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia",
                                                "params": {"media": ""}})
        self.assertLessEqual(*widths)

    def test_it_can_be_read_by_machines_that_read_aloud(self):
        self.assertEqual(self.browser.run("""
            const levels = [...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1]);
            const skips = levels.some((level, i) => i > 0 && level > levels[i - 1] + 1);
            const bare = [...document.querySelectorAll('table th')].filter(th => !th.scope).length;
            const nameless = [...document.querySelectorAll('input,select,button')].filter(
                e => !e.labels?.length && !e.textContent.trim()).length;
            return [levels.filter(level => level === 1).length, skips, bare, nameless]"""),
                         [1, False, 0, 0])


if __name__ == "__main__":
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        print("SKIPPED: THERE IS NO CHROMIUM WITH ITS DRIVER HERE, SO NO PAGE WAS LOOKED AT")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1])
