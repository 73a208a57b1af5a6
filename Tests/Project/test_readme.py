"""The failures that the READMEs show as samples are where the pages have them."""

import json
import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "Conformance/adapters/python/README.md")
# As `taskdb test` and as `taskdb-suite` name a failure.
FORMS = (r"FAILED (?P<case>\w+/[\w.-]+)  (?P<file>Docs/\w+\.md):(?P<line>\d+)",
         r"FAILED (?P<file>Docs/\w+\.md):(?P<line>\d+): (?P<case>\w+/[\w.-]+)")


class Samples(unittest.TestCase):
    def test_each_is_an_example_of_its_case(self):
        suite = json.loads((ROOT / "Conformance/suite.json").read_text("utf-8"))
        cases = {case["id"]: case for case in suite["cases"]}
        for readme in READMES:
            text = (ROOT / readme).read_text("utf-8")
            samples = [match for form in FORMS for match in re.finditer(form, text)]
            self.assertTrue(samples, f"{readme} shows no failure")
            for sample in samples:
                case = cases[sample["case"]]
                self.assertEqual(case["source"]["file"], sample["file"])
                self.assertIn(int(sample["line"]), [example["line"] for example in case["examples"]], readme)


if __name__ == "__main__":
    unittest.main()
