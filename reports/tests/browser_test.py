"""browser_test.py WTSCONFORM [TEST...]: pages in a real browser, driven through WebDriver: the one page
of a report, and the published site.

Exits 77 (skipped), loudly, where no Chromium with its driver is installed. With SCREENSHOTS=FOLDER
pictures at three widths are left there. accessibility.js says what a page must not have; with
AXE_CORE=axe.min.js (npm pack axe-core) axe-core says it too.
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
PUBLISHED = pathlib.Path(__file__).parent.parent / "published"
ACCESSIBILITY = pathlib.Path(__file__).with_name("accessibility.js")
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
            except urllib.error.HTTPError as refusal:  # it listens, and says what it lacks
                raise RuntimeError(refusal.read().decode()) from None
            except urllib.error.URLError:
                if attempt == 599:
                    raise
                time.sleep(0.1)
        self.address += "/" + session["sessionId"]
        self.post("/timeouts", {"script": 300000})

    def post(self, path, body):
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(),
                                         {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=300) as answer:
            return json.load(answer)["value"]

    def run(self, script):
        return self.post("/execute/sync", {"script": script, "args": []})

    def open(self, address):
        self.post("/url", {"url": "about:blank"})
        self.post("/url", {"url": address})

    def width(self, width):
        self.post("/window/rect", {"width": width, "height": 1400})

    def faults(self):
        """What keeps people from reading the page that is open, in both themes."""
        faults = []
        for theme in ("light", "dark"):
            self.run(f"document.documentElement.dataset.theme = '{theme}'")
            faults += self.run(ACCESSIBILITY.read_text(encoding="utf-8"))
            if "AXE_CORE" in os.environ:
                faults += self.faults_of_axe()
        self.run("delete document.documentElement.dataset.theme")
        return faults

    def faults_of_axe(self):
        self.run(pathlib.Path(os.environ["AXE_CORE"]).read_text(encoding="utf-8"))
        return self.post("/execute/async", {"args": [], "script": """
            const done = arguments[0];
            axe.run(document, {resultTypes: ['violations'], preload: false}).then(
              ({violations}) => done(violations.map(({id, nodes}) => `axe: ${id}: ${nodes[0].html}`)),
              (error) => done([String(error)]));"""})

    def errors(self):
        return [entry for entry in self.post("/se/log", {"type": "browser"})
                if entry["level"] == "SEVERE"]

    def picture(self, path):
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
        self.browser.open(self.page)

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
        for width in (360, 500, 820, 1280):
            self.browser.width(width)
            self.assertLessEqual(self.browser.run("return document.documentElement.scrollWidth"),
                                 self.browser.run("return innerWidth"), width)
            if pictures:
                self.browser.picture(pathlib.Path(pictures) / f"{width}.png")

    def test_paper_is_wide_enough(self):
        self.browser.post("/window/rect", {"width": 1060, "height": 1400})  # A4, landscape
        self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia",
                                                "params": {"media": "print"}})
        widths = self.browser.run("return [document.documentElement.scrollWidth, innerWidth]")
        self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setEmulatedMedia",
                                                "params": {"media": ""}})
        self.assertLessEqual(*widths)

    def test_nothing_keeps_people_from_reading_it(self):
        self.browser.run("document.querySelectorAll('details').forEach(e => { e.open = true; })")
        self.assertEqual(self.browser.faults(), [])


class SiteTest(unittest.TestCase):
    """The site in reports/published, from the disk."""
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        cls.pages = sorted(PUBLISHED.glob("*.html"))
        cls.browser = Browser(pathlib.Path(cls.folder.name) / "profile")

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.folder.cleanup()

    def tearDown(self):
        self.assertEqual(self.browser.errors(), [])

    def go_to(self, name):
        self.browser.open((PUBLISHED / name).as_uri())

    def shown(self, selector):
        return self.browser.run(f"return [...document.querySelectorAll({json.dumps(selector)})]"
                                ".filter(e => e.checkVisibility()).length")

    def test_nothing_keeps_people_from_reading_it(self):
        self.assertGreater(len(self.pages), 10)
        for page in self.pages:
            for width in (360, 1280):
                self.go_to(page.name)
                self.browser.width(width)
                with self.subTest(page=page.name, width=width):
                    self.assertEqual(self.browser.faults(), [])

    def test_what_would_keep_people_from_reading_is_found(self):
        self.go_to("mock.html")
        for markup, fault in (
                ("<p style='color: #999; background: #fff'>pale</p>", "contrast 2.85"),
                ("<p id='main'>again</p>", "an id twice"),
                ("<h6>deep</h6>", "a heading of level 6"),
                ("<a href='#nowhere'>away</a>", "leads nowhere"),
                ("<button></button>", "no name"),
                ("<input>", "no name"),
                ("<nav aria-label='Pages'></nav>", "two landmarks"),
                ("<ul><p>x</p></ul>", "no li"),
                ("<table><tr><th>x</th></tr></table>", "a header of nothing"),
                ("<div style='overflow: auto; width: 9px'>" + "x" * 99 + "</div>", "keyboard")):
            self.browser.run("document.querySelector('#bad')?.remove();"
                             "document.querySelector('main').insertAdjacentHTML('beforeend',"
                             f" {json.dumps('<div id=bad>' + markup + '</div>')})")
            self.assertIn(fault, "\n".join(self.browser.faults()))

    def test_no_width_needs_scrolling_sideways(self):
        pictures = os.environ.get("SCREENSHOTS")
        for page in self.pages:
            self.go_to(page.name)
            for width in (360, 500, 1280):
                self.browser.width(width)
                self.assertEqual(self.browser.run("return innerWidth"), width)
                self.assertLessEqual(
                    self.browser.run("return document.documentElement.scrollWidth"), width, page)
                if pictures:
                    self.browser.picture(pathlib.Path(pictures) / f"{page.stem}-{width}.png")

    def test_it_is_read_without_script(self):
        self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setScriptExecutionDisabled",
                                                "params": {"value": True}})
        try:
            self.go_to("index.html")
            text = self.browser.run("return document.body.innerText")
        finally:
            self.browser.post("/goog/cdp/execute", {"cmd": "Emulation.setScriptExecutionDisabled",
                                                    "params": {"value": False}})
        for word in ("freerdp", "winpr", "wine", "CLOSE-6", "The search needs a script"):
            self.assertIn(word, text)
        self.assertEqual(self.shown("form"), 0)

    def test_the_search_leads_to_findings_on_other_pages(self):
        self.go_to("index.html")
        self.assertEqual(self.shown("#found li"), 0)
        self.browser.run("const e = document.querySelector('#find input'); e.value = 'sigsegv wtscloseserver';"
                         "e.dispatchEvent(new Event('input', {bubbles: true}))")
        self.assertLess(0, self.shown("#found li"))
        address = self.browser.run("return document.querySelector('#found a').href")
        self.assertIn("freerdp", address)
        self.browser.run("document.querySelector('#found a').click()")
        time.sleep(0.5)
        self.assertEqual(self.browser.run("return location.href"), address)
        self.assertEqual(self.shown("article:target details[open] pre.trace"), 1)
        self.go_to("index.html")
        self.browser.run("const e = document.querySelector('#find input'); e.value = 'no such thing';"
                         "e.dispatchEvent(new Event('input', {bubbles: true}))")
        self.assertEqual(self.shown("#found li"), 0)
        self.assertEqual(self.browser.run("return document.querySelector('#find output').value"), "0 found")

    def test_a_cell_leads_to_its_trace_on_another_page(self):
        self.go_to("index.html")
        self.browser.run("document.querySelector('a.cell.crash').click()")
        time.sleep(0.5)
        self.assertNotIn("index.html", self.browser.run("return location.pathname"))
        self.assertEqual(self.shown("article:target details[open]"), 1)


if __name__ == "__main__":
    if not shutil.which("chromium") or not shutil.which("chromedriver"):
        print("SKIPPED: THERE IS NO CHROMIUM WITH ITS DRIVER HERE, SO NO PAGE WAS LOOKED AT")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
