"""The page of all rules: `taskdb docs check` holds it against the program, and this against a reader's needs."""

import json
import re
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PAGE = (PROJECT / "Docs" / "rules.md").read_text(encoding="utf-8")


class RulesTests(unittest.TestCase):
    def test_each_rule_has_one_row_with_its_place_and_words(self):
        rules = json.loads((PROJECT / "Conformance" / "suite.json").read_text(encoding="utf-8"))["rules"]
        rows = re.findall(r"^\| \[([^\]]+)\]\(([\w.]+)#rule-([^)]+)\) \| (.+?) \| (must|should|may) \|", PAGE, re.MULTILINE)
        wanted = [(rule["id"].split("/")[1], Path(rule["source"]["file"]).name, rule["level"]) for rule in rules]
        self.assertEqual(sorted((name, page, level) for name, page, _, _, level in rows), sorted(wanted))
        self.assertEqual([name for name, _, anchor, _, _ in rows if name != anchor], [])

    def test_each_page_is_named_by_its_title(self):
        pages = re.findall(r"^## \[(.*)\]\(([\w.]+)\)$", PAGE, re.MULTILINE)
        self.assertGreater(len(pages), 10)
        for title, page in pages:
            with self.subTest(page):
                text = (PROJECT / "Docs" / page).read_text(encoding="utf-8")
                heading = re.search(r"^# (.+)$", text, re.MULTILINE).group(1)
                self.assertEqual(re.sub(r"[\\`]", "", title), heading.replace("`", ""))


if __name__ == "__main__":
    unittest.main()
