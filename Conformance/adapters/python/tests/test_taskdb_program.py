"""Tests of the program ``taskdb-suite``: files that it cannot use, how it ends, and what it prints at the end."""

import io
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import redirect_stderr

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTS = os.path.join(FOLDER, "tests")
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.clients.cluster import last_traceback  # noqa: E402
from ipyparallel_taskdb.judge.judge import Failure, Judge, Result  # noqa: E402
from ipyparallel_taskdb.judge.report import text_report  # noqa: E402
from ipyparallel_taskdb.judge.suite import Suite  # noqa: E402
from ipyparallel_taskdb.suite_command import _without_selection, main  # noqa: E402

STUBBORN = '''
import os, time
from memory_database import MemoryDB
class InAdd(MemoryDB):
    def __init__(self, location):
        super().__init__()
        self.location = location
    def add_record(self, *arguments):
        self.hang()
    def hang(self):
        open(os.path.join(self.location, "stuck"), "w").close()
        while True:
            try:
                while True:
                    try: time.sleep(60)
                    except BaseException: pass
            except BaseException: pass
class InGet(InAdd):
    def add_record(self, *arguments): MemoryDB.add_record(self, *arguments)
    def get_record(self, *arguments): self.hang()
class InConstructor(InAdd):
    def __init__(self, location):
        self.location = location
        self.hang()
'''


class MalformedFilesTest(unittest.TestCase):
    """A file that cannot be used is one error that says why, and exit status 64."""

    @classmethod
    def setUpClass(cls):
        with open(os.path.join(FOLDER, "..", "..", "suite.json"), encoding="utf-8") as file:
            cls.suite = json.load(file)

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def error(self, option, content):
        """The error of a run with a file of this content (bytes, or a value for JSON), and its exit status."""
        path = os.path.join(self.folder, "file")
        if content is not None:
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else json.dumps(content).encode())
        errors = io.StringIO()
        with self.assertRaises(SystemExit) as ended, redirect_stderr(errors):
            main([option, path, os.path.join(TESTS, "memory_database.py:MemoryDB")])
        self.assertEqual(ended.exception.code, 64)
        self.assertNotIn("Traceback", errors.getvalue())
        return errors.getvalue().partition("taskdb-suite: ")[2].replace(path, "FILE").strip()

    def changed(self, kind, changes, remove=()):
        item = {name: value for name, value in dict(self.suite[kind][0], **changes).items() if name not in remove}
        return dict(self.suite, **{kind: [item] + self.suite[kind][1:]})

    def test_there_is_no_file(self):
        self.assertTrue(self.error("--suite", None).startswith("cannot read the suite: [Errno 2]"))

    def test_suites(self):
        whole = json.dumps(self.suite).encode()
        case = self.suite["cases"][0]["id"]
        first = min(case["id"] for case in self.suite["cases"])
        not_a_suite = "FILE is not in the format taskdb-suite/1"
        unusable = "FILE is not a suite that taskdb wrote: "
        for content, error in [
            (whole[: len(whole) // 2], "cannot read the suite: "),
            (b"", "cannot read the suite: Expecting value"),
            (whole.replace(b'"rules"', b'"ru\0les"', 1), "cannot read the suite: Invalid control character"),
            (b"\0" * 100, "cannot read the suite: "),
            (whole.replace(b"records", b"\xff\xfe", 1), "cannot read the suite: 'utf-8' codec can't decode"),
            (b"[" * 100000, "cannot read the suite: "),
            (b'{"format":' + b"9" * 5000 + b"}", ""),
            ([self.suite], not_a_suite), (5, not_a_suite),
            (dict(self.suite, format="taskdb-suite/2"), not_a_suite), (dict(self.suite, format=["x"]), not_a_suite),
            (dict(self.suite, rules={}), unusable + "rules is not a list"),
            (dict(self.suite, rules=[5]), unusable + "rules[0] is not an object"),
            (dict(self.suite, clock="0001-01-01T00:00:00+14:00"), unusable + "clock is not a date"),
            (dict(self.suite, cases=self.suite["cases"] * 2), unusable + "the case %s stands twice" % first),
            (self.changed("cases", {}, ["id"]), unusable + "cases[0].id is missing"),
            (self.changed("cases", {"id": None}), unusable + "cases[0].id is not a text"),
            (self.changed("cases", {"source": "Docs"}), unusable + "cases[0].source is not an object"),
            (self.changed("cases", {"source": {"file": "x", "line": "1"}}), unusable + "cases[0].source.line is not a"),
            (self.changed("cases", {"level": "shall"}), unusable + "cases[0].level is none of must, should, may"),
            (self.changed("cases", {"level": ["must"]}), unusable + "cases[0].level is none of must, should, may"),
            (self.changed("cases", {"examples": None}), unusable + "cases[0].examples is not a list"),
            (self.changed("cases", {"proves": ["x/y"]}), unusable + case + " names an unknown rule, x/y"),
            (self.changed("cases", {"proves": [5]}), unusable + "cases[0].proves is not a list of texts"),
            (self.changed("rules", {"level": "shall"}), unusable + "rules[0].level is none of must, should, may"),
        ]:
            with self.subTest(error):
                self.assertEqual(self.error("--suite", content)[: len(error)], error)

    def test_a_folder_is_no_file(self):
        os.mkdir(os.path.join(self.folder, "file"))
        self.assertIn("Is a directory", self.error("--suite", None))
        self.assertIn("Is a directory", self.error("--known-failures", None))

    def test_known_failures(self):
        for content, error in [
            (None, "cannot read the known failures: [Errno 2]"),
            (b"parallel_db/get-unknown\n\xff", "cannot read the known failures: 'utf-8' codec can't decode"),
            (b"\0\0", "FILE:1: there is no case \0\0"),
            (b"parallel_db/nosuch\n", "FILE:1: there is no case parallel_db/nosuch"),
            (b"[python:mydb", "FILE:1: a database is named as in [python:mydb:MyDB]"),
            (b"parallel_db/get-unknown\n\nparallel_db/get-unknown: x\n", "FILE:3: parallel_db/get-unknown is listed before"),
        ]:
            with self.subTest(error):
                self.assertEqual(self.error("--known-failures", content)[: len(error)], error)


class ProgramTest(unittest.TestCase):
    """What only the end of the process ends."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        self.temporary = os.path.join(self.folder, "tmp")
        os.mkdir(self.temporary)
        with open(os.path.join(self.folder, "stubborn.py"), "w", encoding="utf-8") as file:
            file.write(STUBBORN)

    def start(self, *arguments, module="ipyparallel_taskdb.suite_command"):
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, cwd=self.folder, universal_newlines=True,
            env=dict(os.environ, PYTHONPATH=os.pathsep.join([FOLDER, TESTS]), TMPDIR=self.temporary),
        )

    def test_a_class_that_catches_interruptions_is_one_outcome(self):
        report = os.path.join(self.folder, "report.json")
        process = self.start("--timeout", "0.5", "--json", report, "stubborn:InGet")
        text, errors = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 2, text + errors)
        self.assertEqual(text.count("no end within 0.5 s, and the class catches each interruption"), 1)
        # The case that hung, and the next one, which stands for all others.
        self.assertEqual(text.count("NOT RUN "), 2, text)
        with open(report, encoding="utf-8") as file:
            run = json.load(file)["runs"][0]
        self.assertEqual((run["verdict"], len(run["cases"])), ("inconclusive", len(Suite().cases)))
        self.assertEqual(os.listdir(self.temporary), [])

    def test_a_constructor_that_catches_interruptions(self):
        process = self.start("--timeout", "0.5", "stubborn:InConstructor")
        text, errors = process.communicate(timeout=60)
        self.assertEqual((process.returncode, text), (2, ""))
        self.assertIn("loading: no end within 0.5 s, and the class catches each interruption", errors)
        self.assertEqual(os.listdir(self.temporary), [])

    def test_a_signal_leaves_nothing(self):
        requests = '{"jsonrpc": "2.0", "id": 1, "method": "open", "params": {}}\n'
        requests += '{"jsonrpc": "2.0", "id": 2, "method": "add_record", "params": {"msg_id": "a", "record": {}}}\n'
        for module, number in [
            ("ipyparallel_taskdb.suite_command", signal.SIGTERM), ("ipyparallel_taskdb.suite_command", signal.SIGINT),
            ("ipyparallel_taskdb.adapter", signal.SIGTERM),
        ]:
            with self.subTest("%s %s" % (module, number)):
                process = self.start("stubborn:InAdd", module=module)
                process.stdin.write(requests)
                process.stdin.flush()
                limit = time.monotonic() + 60
                while "stuck" not in [name for _, _, names in os.walk(self.temporary) for name in names]:
                    self.assertLess(time.monotonic(), limit)
                    time.sleep(0.02)
                process.send_signal(number)
                text, errors = process.communicate(timeout=60)
                self.assertEqual((process.returncode, os.listdir(self.temporary)), (128 + number, []), text + errors)


class TextReportTest(unittest.TestCase):
    def test_the_last_traceback_of_a_log(self):
        text = """\
2026-11-26 10:00:00.000 [Controller] ERROR | DB Error adding record 'a'
Traceback (most recent call last):
  File "one.py", line 1
KeyError: 1
2026-11-26 10:00:01.000 [Controller] ERROR | DB Error updating record 'a'
Traceback (most recent call last):
  File "two.py", line 1
ValueError: of
two lines
2026-11-26 10:00:02.000 [Controller] task done
"""
        lines = text.split("\n")
        self.assertEqual(last_traceback(lines), lines[4:9])
        self.assertEqual(last_traceback(lines[9:]), [])

    def test_the_end_lists_rules_and_how_to_run_one_case(self):
        suite = Suite()
        names = ["parallel_db/get-unknown", "parallel_db/get-unknown-among-others", "parallel_db/add-duplicate"]
        judge = Judge(suite, os.path.join(TESTS, "memory_database.py:MemoryDB"), {})
        results = [Result(suite.cases[name], "failed", reason=name) for name in names]
        text = text_report(judge, results, 1, ["taskdb-suite", "./my db.py:MyDB", "limit=5"])
        self.assertTrue(text.endswith("""\
Rules that are not kept:
  must parallel_db/get-unknown-keyerror: parallel_db/get-unknown and 1 more
  must parallel_db/add-duplicate-refused: parallel_db/add-duplicate

Run one case alone: taskdb-suite --run parallel_db/get-unknown './my db.py:MyDB' limit=5

MemoryDB is not conformant: 3 failed (1.0 s)
"""), text)

    def test_an_error_that_many_cases_raise_is_shown_once_and_first(self):
        suite = Suite()
        names = [name for name in suite.cases if name.startswith("parallel_db/")][:12]
        judge = Judge(suite, os.path.join(TESTS, "memory_database.py:MemoryDB"), {})

        def failed(name, reason):
            return Result(suite.cases[name], "failed", Failure("a.md", 1, None, "db.x()", "", "y", reason))

        for reason, count in (("raised TypeError: no bytes", 12), ("raised KeyError: 'a'", 1), ("the values differ", 1)):
            results = [failed(names[0], "the values differ")] + [failed(name, reason) for name in names[1:]]
            text = text_report(judge, results, 1)
            with self.subTest(reason):
                self.assertEqual(text.count(reason), 1 if count > 1 else 12 if reason == "the values differ" else 11)
                self.assertEqual("The same is true of 10 more cases." in text, count > 1)
                self.assertEqual(text.index("FAILED"), 0)
                self.assertEqual(text.startswith("FAILED a.md:1: " + names[1]), count > 1)
                self.assertEqual(text.count("Rules that are not kept:"), 1)
        warned = [failed(name, "raised TypeError: no bytes") for name in names]
        for result in warned[:3]:
            result.outcome = "warned"
        text = text_report(judge, warned, 1)
        self.assertNotIn("The same is true", text.partition("Rules that")[0], "there are 3 and 9")

    def test_options_that_select_are_left_out(self):
        arguments = ["--run", "x", "--timeout", "5", "--json=y", "--strict", "mydb:MyDB", "--skip=z", "a=b"]
        self.assertEqual(_without_selection(arguments), ["--timeout", "5", "mydb:MyDB", "a=b"])


if __name__ == "__main__":
    unittest.main()
