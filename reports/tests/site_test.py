"""site_test.py FOLDER: the site in it, as a reader without script and without a network finds it."""
import html.parser
import json
import pathlib
import re
import sys
import unittest
import urllib.parse

FOLDER = pathlib.Path(sys.argv[1])


class Page(html.parser.HTMLParser):
    """The addresses, ids and text of a page."""

    def __init__(self, path):
        super().__init__()
        self.ids, self.links, self.loads, self.hidden, self.words = set(), set(), [], [], []
        self.inside = None
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a":
            self.links.add(attributes["href"])
        elif tag == "link" and attributes["rel"] == "stylesheet":
            self.loads.append(attributes["href"])
        if "src" in attributes:
            self.loads.append(attributes["src"])
        if "hidden" in attributes:
            self.hidden.append(tag)
        self.inside = tag

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside not in ("script", "style"):
            self.words.append(data)


def is_elsewhere(address):
    return urllib.parse.urlsplit(address).scheme != ""


class SiteTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.pages = {path.name: Page(path) for path in FOLDER.glob("*.html")}
        cls.results = [path for path in FOLDER.glob("*.json") if not path.name.startswith("bench-")]

    def test_each_result_has_a_page(self):
        self.assertGreater(len(self.results), 5)
        for path in self.results:
            text = path.read_text(encoding="utf-8")
            implementation = json.loads(re.search(r'"implementation": ({.*}),', text)[1])
            words = " ".join(self.pages[f"{implementation['name']}.html"].words)
            self.assertIn(implementation["sha256"], words)
            self.assertIn(implementation["version"], words)
        self.assertLessEqual({"index.html", "comparison.html", "benchmarks.html"}, set(self.pages))

    def test_the_first_page_is_small_and_none_is_large(self):
        self.assertLess((FOLDER / "index.html").stat().st_size, 500_000)
        for name in self.pages:
            self.assertLess((FOLDER / name).stat().st_size, 1_000_000, name)

    def test_each_link_resolves(self):
        links = 0
        for name, page in self.pages.items():
            for link in page.links:
                if is_elsewhere(link):
                    self.assertTrue(link.startswith("https://"), link)
                    continue
                target, _, anchor = link.partition("#")
                target = urllib.parse.unquote(target) or name
                self.assertIn(target, self.pages, f"{name}: {link}")
                if anchor:
                    ids = self.pages[target].ids
                    self.assertIn(urllib.parse.unquote(anchor), ids, f"{name}: {link}")
                links += 1
        self.assertGreater(links, 1000)

    def test_each_page_is_reached_from_the_first(self):
        reached = {link.partition("#")[0] for link in self.pages["index.html"].links}
        self.assertLessEqual(set(self.pages) - {"index.html"}, reached)

    def test_it_loads_its_own_files_only(self):
        for name, page in self.pages.items():
            for address in page.loads:
                self.assertIn(address, ("style.css", "script.js", "search.js"), name)
                self.assertTrue((FOLDER / address).is_file(), address)
        self.assertNotRegex((FOLDER / "style.css").read_text(encoding="utf-8"), r"url\(|@import")
        self.assertNotRegex((FOLDER / "script.js").read_text(encoding="utf-8"),
                            r"fetch\(|XMLHttpRequest|import\(|WebSocket|https?:")

    def test_it_is_read_without_script(self):
        for name, page in self.pages.items():
            # What only a script can use: the filter and the search, the theme, "nothing matches".
            self.assertLessEqual(set(page.hidden), {"form", "button", "p"}, name)
            self.assertLessEqual(len(page.hidden), 4, name)
            self.assertGreater(len(" ".join(page.words)), 1000, name)
        traces = "".join(self.pages["freerdp.html"].words)
        self.assertIn("did not return", traces)

    def test_the_search_finds_places_that_are_there(self):
        script = (FOLDER / "search.js").read_text(encoding="utf-8")
        index = json.loads(script.partition("=")[2].rstrip().rstrip(";"))
        for title, _, places in index["entries"]:
            for page, anchor in places:
                name = index["pages"][page][0]
                self.assertTrue(not anchor or anchor in self.pages[name].ids, f"{title}: {name}#{anchor}")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
