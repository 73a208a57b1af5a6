"""Tests of the pytest plugin, which need pytest, and of ``compare_runs.py``."""

import copy
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import unittest

TESTS = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.dirname(TESTS)

DATABASE = '''
class Forgetful:
    """Records nothing; get_history returns a list instead of raising KeyError."""
    profile = "non-recording"
    def add_record(self, *_): pass
    def update_record(self, *_): pass
    def drop_record(self, *_): pass
    def drop_matching_records(self, *_): pass
    def get_record(self, *_): raise KeyError("no record")
    def find_records(self, *_): raise KeyError("no record")
    def get_history(self): return []
'''

STUCK = """
class Stuck(Forgetful):
    def update_record(self, *_):
        import time
        while True:
            try:
                while True:
                    try: time.sleep(60)
                    except BaseException: pass
            except BaseException: pass
"""


def _run(folder, *arguments):
    # Where the package was installed from this checkout, pytest finds the plugin by itself, too.
    environment = dict(
        os.environ, PYTHONPATH=FOLDER, PYTHONDONTWRITEBYTECODE="1", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1", COLUMNS="200")
    command = [sys.executable] + list(arguments)
    ended = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return ended.returncode, ended.stdout.decode("utf-8")


@unittest.skipUnless(importlib.util.find_spec("pytest"), "needs pytest")
class PluginTest(unittest.TestCase):
    def pytest(self, *arguments):
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "forgetful.py"), "w", encoding="utf-8") as file:
                file.write(DATABASE + STUCK)
            return _run(folder, "-m", "pytest", "-p", "ipyparallel_taskdb.pytest_plugin", "-p", "no:cacheprovider", *arguments)

    def test_each_case_is_a_test(self):
        status, text = self.pytest("--taskdb-class", "forgetful:Forgetful", "-v", "-rsf")
        self.assertEqual(status, 1, text)
        self.assertRegex(text, r"Docs/sessions\.md::writing_pages/clock PASSED")
        self.assertRegex(text, r"Docs/writes\.md::parallel_db/add-two SKIPPED")
        self.assertRegex(text, r"SKIPPED \[\d+\] Docs/writes\.md: for recording backends")
        self.assertRegex(text, r"FAILED Docs/nodb\.md::parallel_db/\S+ - no exception was raised")
        self.assertRegex(text, r"Docs/nodb\.md:\d+: parallel_db/")
        self.assertIn(">>> db.get_history()", text)

    def test_a_class_that_catches_interruptions_ends_the_run(self):
        status, text = self.pytest("--taskdb-class", "forgetful:Stuck", "--taskdb-timeout", "0.3", "-k", "nodb-update")
        self.assertEqual(status, 2, text)
        self.assertRegex(text, r"parallel_db/nodb-update.*: no end within 0.3 s, and the class catches each interruption")

    def test_cases_are_selected_by_name(self):
        status, text = self.pytest("--taskdb-class", "forgetful:Forgetful", "-k", "writing_pages/clock")
        self.assertEqual(status, 0, text)
        self.assertRegex(text, r"\b1 passed, \d+ deselected")

    def test_known_failures_are_expected_and_strict(self):
        with tempfile.TemporaryDirectory() as folder:
            known = os.path.join(folder, "known.txt")
            with open(known, "w", encoding="utf-8") as file:
                file.write("parallel_db/nodb-history: no exception was raised\nwriting_pages/clock\n")
            status, text = self.pytest(
                "--taskdb-class", "forgetful:Forgetful", "--taskdb-known-failures", known,
                "-k", "parallel_db/nodb-history or writing_pages/clock", "-rxf",
            )
        self.assertEqual(status, 1, text)
        self.assertRegex(text, r"XFAIL \S*Docs/nodb\.md::parallel_db/nodb-history - no exception was raised")
        self.assertRegex(text, r"FAILED \S*Docs/sessions\.md::writing_pages/clock - passes, but ")

    def test_without_a_class_there_are_no_cases(self):
        status, text = self.pytest()
        self.assertEqual(status, 5, text)

    def test_a_class_that_does_not_load_is_a_usage_error(self):
        status, text = self.pytest("--taskdb-class", "forgetful:Nowhere")
        self.assertEqual(status, 4, text)
        self.assertIn("forgetful has no class Nowhere", text)


class CompareRunsTest(unittest.TestCase):
    CASES = [{"id": name, "rules": [name], "outcome": "passed", "message": None} for name in ("p/a", "p/b")]

    def compare(self, change, digest="1"):
        one = copy.deepcopy(self.CASES)
        other = copy.deepcopy(one)
        change(other)
        with tempfile.TemporaryDirectory() as folder:
            for name, cases, digest in (("one", one, "1"), ("other", other, digest)):
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    json.dump({"suite": {"digest": digest}, "runs": [{"cases": cases}]}, file)
            return _run(folder, os.path.join(TESTS, "compare_runs.py"), "one", "other")

    def test_any_difference_gives_status_1(self):
        for name, change, status in [
            ("none", lambda cases: None, 0),
            ("an outcome", lambda cases: cases[0].update(outcome="failed", message="x"), 1),
            ("missing", lambda cases: cases.pop(), 1),
        ]:
            with self.subTest(name):
                self.assertEqual(self.compare(change)[0], status)

    def test_reports_of_different_suites_cannot_be_compared(self):
        self.assertEqual(self.compare(lambda cases: None, digest="2")[0], 64)


if __name__ == "__main__":
    unittest.main()
