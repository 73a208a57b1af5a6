"""What the READMEs show: failures are where the pages have them, verdicts those of the reports."""

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


class Verdicts(unittest.TestCase):
    def test_the_table_of_backends_is_that_of_the_reports(self):
        text = (ROOT / "README.md").read_text("utf-8")
        rows = re.findall(r"^\| (\w+) \| ((?:not )?conformant) ((?:\| \d+ ){4})\|$", text, re.MULTILINE)
        self.assertEqual([name for name, _, _ in rows], ["NoDB", "DictDB", "SQLiteDB", "MongoDB"])
        for name, verdict, numbers in rows:
            report = ROOT / "Conformance/reports" / f"ipyparallel-{name.lower()}.json"
            run, = json.loads(report.read_text("utf-8"))["runs"]
            outcomes = [case["outcome"] for case in run["cases"]]
            expected = [outcomes.count(outcome) for outcome in ("passed", "failed", "warned", "not-run")]
            self.assertEqual([int(number) for number in re.findall(r"\d+", numbers)], expected, name)
            self.assertEqual(verdict, "not conformant" if expected[1] else "conformant", name)


if __name__ == "__main__":
    unittest.main()
