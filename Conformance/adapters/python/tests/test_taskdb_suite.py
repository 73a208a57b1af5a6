"""Tests of ``taskdb_suite.py``: ``python3 -m unittest discover -s Conformance/adapters/python/tests``."""

import datetime
import io
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from contextlib import redirect_stderr
from unittest import mock

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.judge.clock import standing_at  # noqa: E402
from ipyparallel_taskdb.judge.expected import Expected, Outcome, wildcard_matches  # noqa: E402
from ipyparallel_taskdb.judge.judge import Judge, Result  # noqa: E402
from ipyparallel_taskdb.judge.known_failures import KnownFailures, KnownFailuresError  # noqa: E402
from ipyparallel_taskdb.protocol.limits import OutOfTime, time_limit  # noqa: E402
from ipyparallel_taskdb.judge.report import json_report, text_report, verdict  # noqa: E402
from ipyparallel_taskdb.judge.session import Session  # noqa: E402
from ipyparallel_taskdb.judge.suite import Pattern, Suite, SuiteError  # noqa: E402
from ipyparallel_taskdb.judge.suite_format import problem_with  # noqa: E402
from ipyparallel_taskdb.judge.values import NotLiteral, difference, parse_literal  # noqa: E402
from ipyparallel_taskdb.protocol.construction import OptionError  # noqa: E402

UTC = datetime.timezone.utc
MOMENT = datetime.datetime(2012, 1, 18, 2, 27, 56, tzinfo=UTC)

DATABASES = '''
class Refusing:
    """A correct non-recording database; the option trouble makes it hang or fail."""
    profile = "non-recording"
    calls = opened = 0
    def __init__(self, trouble=None):
        self.trouble = trouble
        print("printed by the class")
        type(self).opened += 1
        while trouble == "never opens" or trouble == "stuck" and self.opened > 4:
            pass
    def add_record(self, name, value): pass
    def update_record(self, name, value):
        type(self).calls += 1
        while self.trouble == "endless" and type(self).calls == 1:
            pass
    def drop_record(self, name): pass
    def drop_matching_records(self, query): pass
    def get_record(self, name): raise KeyError("no record")
    def find_records(self, query, subset): raise KeyError("no record")
    def get_history(self): raise KeyError("no record")
    def close(self):
        if self.trouble == "close": raise OSError("cannot close")
class Answering(Refusing):
    def get_history(self): return []
class Broken(Refusing):
    def __init__(self): raise OSError("no disk")
class Shared(Refusing):
    profile = "recording"
    capabilities = ()
    records = {}
    def add_record(self, name, value): self.records[name] = value
    def get_history(self): return list(self.records)
class Kept(Shared):
    def __init__(self, path="records.txt"): self.path = path
    def add_record(self, name, value):
        with open(self.path, "a") as file: file.write(name + "\\n")
    def get_history(self):
        try:
            with open(self.path) as file: return file.read().split()
        except FileNotFoundError: return []
'''

class ValuesTest(unittest.TestCase):
    def test_literals_are_values(self):
        for text, value in [
            ("[1, -2.5, 'é', b'\\xff', None, True, (), {1}]", [1, -2.5, "é", b"\xff", None, True, (), {1}]),
            ("{'a': {1: ()}}", {"a": {1: ()}}),
            ("datetime.datetime(2012, 1, 18, 2, 27, 56, tzinfo=datetime.timezone.utc)", MOMENT),
            ("timedelta(hours=1)", datetime.timedelta(hours=1)),
            ("frozenset([1])", frozenset([1])),
            ("set()", set()),
            ("float('inf')", float("inf")),
        ]:
            with self.subTest(text):
                self.assertEqual(parse_literal(text), value)

    def test_other_texts_are_not_literals(self):
        for text in ["", "[1, ...]", "...", "f(1)", "x", "1 + 2", "1j", "{**a}", "{[]: 1}", "datetime(0, 0, 0)", "a b",
                     "set([1])", "f'x'", "[*a]", "(" * 500, "open('x')", "datetime.now()"]:
            with self.subTest(text), self.assertRaises(NotLiteral):
                parse_literal(text)

    def test_differences_are_described(self):
        east = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
        for expected, actual, found in [
            (1, True, "expected an int, got a bool"),
            (1, 1.0, "expected an int, got a float"),
            ([], (), "expected a list, got a tuple"),
            ("é", "e\u0301", "the values differ"),
            (b"x", "x", "expected a bytes, got a str"),
            ([1, 2], [1], "expected 2 items, got 1"),
            ([1], [1, 2], "expected 1 item, got 2"),
            ({"a": [1]}, {"a": [2]}, "at ['a'][0]: the values differ"),
            ({"a": 1}, {}, "missing key 'a'"),
            ({}, {"a": 1}, "unexpected key 'a'"),
            ({1: 0}, {True: 0}, "the keys 1 and True differ: expected an int, got a bool"),
            ({1}, {True}, "the sets differ"),
            (None, [], "expected None, got a list"),
            (MOMENT, MOMENT.replace(tzinfo=None), "the values differ"),
            (MOMENT, "x", "expected a datetime.datetime, got a str"),
            (MOMENT, MOMENT.astimezone(east), None),
            (float("nan"), float("nan"), None),
            ({"a": 1, "b": 2}, {"b": 2, "a": 1}, None),
        ]:
            with self.subTest("%r %r" % (expected, actual)):
                self.assertEqual(difference(expected, actual), found)

    def test_values_that_contain_themselves_cannot_be_compared(self):
        one, other = [], []
        one.append(one)
        other.append(other)
        self.assertIn("cannot be compared", difference(one, other))


class ExpectedTest(unittest.TestCase):
    def test_wildcards(self):
        for pattern, text, matches in [
            ("a...c", "abc", True), ("a...c", "ac", True), ("a...a", "a", False), ("...", "", True),
            ("a...b...c", "a\nb\nc", True), ("a...b...c", "acb", False), ("abc", "abcd", False),
            ("...b...", "abc", True), ("a......c", "ac", True), ("ab...bc", "abc", False),
        ]:
            with self.subTest(pattern + " " + text):
                self.assertEqual(wildcard_matches(pattern, text), matches)

    def test_mismatches_are_described(self):
        traceback = "Traceback (most recent call last):\n    ...\n"
        key_error = Outcome(exception=KeyError("x"))
        for text, outcome, found in [
            ("", Outcome(), None),
            ("", Outcome(value=1), "no output was expected"),
            ("", Outcome("\n"), None),
            ("", Outcome(" \n"), "no output was expected"),
            ("<BLANKLINE>", Outcome("\n"), None),
            ("<BLANKLINE>", Outcome(), "a blank line was expected"),
            ("<BLANKLINE>", Outcome("\n\n"), "a blank line was expected"),
            ("a", Outcome("a\n\n"), None),
            ("a\n<BLANKLINE>", Outcome("a\n\n"), None),
            ("a\n<BLANKLINE>", Outcome("a\n"), "the text differs"),
            ("a\n<BLANKLINE>\nb", Outcome("a\n\nb\n"), None),
            ("", key_error, "raised KeyError: 'x'"),
            ("1", Outcome(value=1), None),
            ("1", Outcome(value=True), "expected an int, got a bool"),
            ("1", Outcome(), "nothing was shown"),
            ("1", Outcome("1\n"), None),
            ("{'a': 1, 'b': 2}", Outcome("{'b': 2, 'a': 1}\n"), None),
            ("1", Outcome("one\n"), "the text differs"),
            ("a ... c", Outcome("a b c\n"), None),
            ("<class ...>", Outcome(value=int), None),
            (traceback + "KeyError", key_error, None),
            (traceback + "KeyError: 'x'", key_error, None),
            (traceback + "KeyError: 'y'", key_error, "the exception's message differs"),
            (traceback + "KeyError:", key_error, "the exception's message differs"),
            (traceback + "errors.LookupError: ...x...", key_error, None),
            (traceback + "ValueError", key_error, "raised KeyError, which is not and does not derive from ValueError"),
            (traceback + "KeyError", Outcome("x\n", exception=KeyError()), "text was printed before the exception"),
            (traceback + "KeyError", Outcome(value=1), "no exception was raised"),
            (traceback + "object", key_error, "raised KeyError, which is not and does not derive from object"),
            (traceback + "not a type", Outcome("x"), "the text differs"),
            (traceback + "ValueError: one\ntwo", Outcome(exception=ValueError("one\ntwo")), None),
        ]:
            with self.subTest(text + " | " + outcome.text):
                self.assertEqual(Expected(text).mismatch(outcome), found)


class SessionTest(unittest.TestCase):
    def setUp(self):
        self.session = Session(None, ["msg_id", "label", "stdout", "stderr"], standing_at(MOMENT))

    def test_output_of_examples(self):
        for source, text in [
            ("1; 2", "1\n2"), ("None", ""), ("x = 1", ""), ("x", "1"), ("for n in 'ab':\n    n", "'a'\n'b'"),
            ("print('a', end=''); 5", "a5"), ("(y := 2)", "2"), ("[x for n in 'a']", "[1]"), ("# nothing", ""),
            ("new_record('a', label=2)", "{'msg_id': 'a', 'label': 2, 'stdout': '', 'stderr': ''}"),
        ]:
            with self.subTest(source):
                self.assertEqual(self.session.run(source).text, text)

    def test_exceptions_of_examples(self):
        for source, kind in [
            ("1 / 0", ZeroDivisionError), ("_", NameError), ("self", NameError), ("db.nosuch", AttributeError),
            ("new_record(1)", TypeError), ("new_record('a', nosuch=1)", TypeError), ("raise SystemExit", SystemExit),
        ]:
            with self.subTest(source):
                self.assertIsInstance(self.session.run(source).exception, kind)

    def test_a_syntax_error_is_not_an_outcome(self):
        with self.assertRaises(SyntaxError):
            self.session.run("1 +")


class ClockTest(unittest.TestCase):
    def test_it_stands_still(self):
        module = standing_at(MOMENT)
        self.assertEqual(module.datetime.now(UTC), MOMENT)
        for moment in (module.datetime.now(), module.datetime.utcnow(), module.datetime.today()):
            self.assertEqual(moment, MOMENT.replace(tzinfo=None))
        self.assertEqual(module.date.today(), datetime.date(2012, 1, 18))
        self.assertEqual(module.datetime.fromtimestamp(0), datetime.datetime(1970, 1, 1))

    def test_its_dates_have_the_real_types(self):
        module = standing_at(MOMENT)
        for moment in (
            module.datetime(2012, 1, 18, tzinfo=UTC), module.datetime.now(UTC), module.datetime.min, MOMENT,
            module.datetime.fromisoformat("2012-01-18"), module.datetime.strptime("2012", "%Y"),
            module.datetime.combine(module.date.today(), datetime.time()),
        ):
            self.assertIs(type(moment), datetime.datetime)
            self.assertIsInstance(moment, module.datetime)
            self.assertEqual(type(moment), module.datetime)
        self.assertIs(type(module.date(2012, 1, 18)), datetime.date)
        self.assertNotIsInstance(module.date.today(), module.datetime)
        self.assertEqual(repr(module.datetime), "<class 'datetime.datetime'>")

    def test_only_sessions_use_it(self):
        session = Session(None, [], standing_at(MOMENT))
        outcome = session.run("import datetime as d; from datetime import datetime; [d.datetime.now(), datetime.now()]")
        self.assertEqual(outcome.value, [MOMENT.replace(tzinfo=None)] * 2)
        self.assertIs(sys.modules["datetime"], datetime)


class TimeLimitTest(unittest.TestCase):
    def test_it_ends_code_that_catches_the_first_alarm(self):
        start = time.monotonic()
        with self.assertRaises(OutOfTime), time_limit(0.05):
            try:
                while True:
                    sum(range(10))
            except BaseException:
                pass
            while True:
                sum(range(10))
        self.assertLess(time.monotonic() - start, 5)

    def test_it_restores_the_signal_handler(self):
        handler = signal.getsignal(signal.SIGALRM)
        with time_limit(5):
            pass
        self.assertEqual(signal.getitimer(signal.ITIMER_REAL), (0.0, 0.0))
        self.assertEqual(signal.getsignal(signal.SIGALRM), handler)

    def test_it_restores_an_earlier_alarm(self):
        signal.setitimer(signal.ITIMER_REAL, 60)
        try:
            with time_limit(5):
                pass
            self.assertTrue(50 < signal.getitimer(signal.ITIMER_REAL)[0] <= 60)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


class PatternTest(unittest.TestCase):
    def test_patterns_match_names(self):
        for pattern, name, matches in [
            ("get-*", "parallel_db/get-unknown", True), ("get", "parallel_db/get-unknown", False),
            ("parallel_db/*", "parallel_db/get-unknown", True), ("*/get-*", "parallel_db/get-unknown", True),
            ("parallel*unknown", "parallel_db/get-unknown", False), ("p**/g*n", "parallel_db/get-unknown", True),
            ("get.unknown", "parallel_db/get-unknown", False), ("**", "parallel_db/get-unknown", True),
        ]:
            with self.subTest(pattern):
                self.assertEqual(Pattern(pattern).matches({"id": name}), matches)


class JudgeTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite()
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = os.path.join(cls.folder.name, "judged_databases.py")
        with open(cls.path, "w", encoding="utf-8") as file:
            file.write(DATABASES)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def judge(self, name, timeout=5.0, cases=(), **options):
        """The judge and the results of the selected cases."""
        with redirect_stderr(io.StringIO()):
            judge = Judge(self.suite, "%s:%s" % (self.path, name), options, timeout)
            return judge, [judge.run(case) for case in self.suite.select(cases)]

    def test_a_correct_class_is_conformant(self):
        judge, results = self.judge("Refusing")
        self.assertEqual(verdict(results), "conformant")
        self.assertEqual([r.case["id"] for r in results if r.outcome not in ("passed", "not-applicable")], [])
        self.assertEqual(len(results), len(self.suite.cases))
        self.assertEqual(json_report(judge, results, 1)["runs"][0]["counts"]["not_run"], 0)

    def test_a_class_that_takes_dates_for_those_of_this_machine_is_found_out(self):
        path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "local_database.py")
        before = os.environ.get("TZ"), time.timezone
        with redirect_stderr(io.StringIO()):
            judge = Judge(self.suite, path + ":LocalDB", {}, 5.0)
            results = [judge.run(case) for case in self.suite.select(["dates-*"])]
        self.assertEqual(verdict(results), "nonconformant")
        self.assertEqual((os.environ.get("TZ"), time.timezone), before)

    def test_cases_without_database_calls(self):
        _, results = self.judge("Refusing", cases=["writing_pages/*"])
        self.assertEqual({r.outcome for r in results if r.case["language"] == "pycon"}, {"passed"})

    def test_a_class_with_a_wrong_answer_is_nonconformant(self):
        _, results = self.judge("Answering")
        self.assertEqual(verdict(results), "nonconformant")
        self.assertIn("no exception was raised", [r.failure.reason for r in results if r.failure])

    def test_a_failure_in_a_table_names_the_line_of_the_template(self):
        name = next(
            case["id"] for case in self.suite.cases.values()
            if case["profile"] == "non-recording" and "db.get_history()" in case["text"])
        for example in self.suite.cases[name]["examples"]:
            example["template"] = 7
        self.addCleanup(lambda: [example.pop("template") for example in self.suite.cases[name]["examples"]])
        judge, results = self.judge("Answering", cases=[name])
        file = self.suite.cases[name]["source"]["file"]
        self.assertIn("\n  in the template at %s:7:\n  >>> " % file, text_report(judge, results, 1))
        report = json_report(judge, results, 1)["runs"][0]["cases"][0]
        self.assertEqual(report["failure"]["template"], {"file": file, "line": 7})

    def test_a_class_that_does_not_load_is_inconclusive(self):
        judge, results = self.judge("Nowhere")
        self.assertEqual(verdict(results), "inconclusive")
        self.assertEqual({r.outcome for r in results}, {"not-run", "not-applicable"})
        self.assertEqual(json_report(judge, results, 1)["runs"][0]["backend"]["profile"], None)

    def test_a_constructor_that_fails_is_one_error(self):
        for name, options, message in [
            ("Broken", {}, "no database can be opened: OSError: no disk (%s, line %d)" % (
                self.path, 2 + DATABASES[:DATABASES.index("class Broken")].count("\n"))),
            ("Refusing", {"trouble": "never opens"}, "loading: no end within 0.2 s"),
        ]:
            with self.subTest(name):
                judge, results = self.judge(name, timeout=0.2, **options)
                self.assertEqual((judge.error, verdict(results)), (message, "inconclusive"))
                self.assertEqual(text_report(judge, results, 1).count(message), 1)
                self.assertEqual(text_report(judge, results, 1).count("parallel_db/"), 0)

    def test_an_unknown_option_is_a_usage_error(self):
        with self.assertRaises(OptionError) as raised:
            self.judge("Refusing", nosuch=1)
        self.assertEqual(str(raised.exception), "Refusing has no option nosuch; its constructor takes: trouble")

    def test_a_new_database_that_is_not_empty_is_one_failure(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "records")
            for name, options in [("Shared", {}), ("Kept", {"path": path})]:
                with self.subTest(name):
                    judge, results = self.judge(name, **options)
                    self.assertEqual(verdict(results), "nonconformant")
                    self.assertEqual({r.outcome for r in results}, {"failed", "warned", "not-applicable"})
                    text = text_report(judge, results, 1)
                    self.assertEqual(text.count("a new database is not empty: it has 1 record, such as 'probe'"), 1)
                    self.assertLess(text.count("\n"), 20, text)
            self.assertIsNone(self.judge("Kept", path="{directory}/records", cases=["add-two"])[0].fault)

    def test_a_hanging_case_affects_no_other_case(self):
        before = sys.stdout, sys.displayhook, signal.getsignal(signal.SIGALRM)
        judge, results = self.judge("Refusing", timeout=0.2, trouble="endless")
        outcomes = [r.outcome for r in results if r.outcome != "not-applicable"]
        self.assertEqual((outcomes.count("not-run"), set(outcomes)), (1, {"not-run", "passed"}))
        self.assertEqual((verdict(results), judge.error), ("inconclusive", "no end within 0.2 s"))
        self.assertEqual((sys.stdout, sys.displayhook, signal.getsignal(signal.SIGALRM)), before)

    def test_judging_ends_after_three_hanging_cases(self):
        start = time.monotonic()
        _, results = self.judge("Refusing", timeout=0.1, trouble="stuck")
        self.assertLess(time.monotonic() - start, 10)
        self.assertTrue(any((r.reason or "").startswith("given up after 3 cases") for r in results))

    def test_an_error_in_close_does_not_fail_a_case(self):
        _, results = self.judge("Refusing", trouble="close")
        self.assertEqual(verdict(results), "conformant")

    def test_exit_status_of_the_program(self):
        for arguments, status in [
            ([self.path + ":Refusing"], 0), ([self.path + ":Answering"], 1), ([self.path + ":Nowhere"], 2),
            ([self.path + ":Broken"], 2), ([self.path + ":Refusing", "nosuch=1"], 64),
            (["--run", "nosuch", self.path + ":Refusing"], 2), ([self.path + ":Refusing", "x"], 64), ([], 64),
            (["--suite", self.path, self.path + ":Refusing"], 64), (["--timeout", "0", self.path + ":Refusing"], 64),
            ([self.path + ":Refusing", "--"], 64), ([self.path + ":Refusing", "profile=odd"], 2),
            (["--json", "/nowhere/report.json", self.path + ":Refusing"], 64), (["--controller", " "], 64),
        ]:
            with self.subTest(arguments):
                report = os.path.join(self.folder.name, "report.json")
                command = [sys.executable, "-m", "ipyparallel_taskdb.suite_command", "--json", report]
                ended = subprocess.run(
                    command + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                    env=dict(os.environ, PYTHONPATH=FOLDER),
                )
                self.assertEqual(ended.returncode, status)
                self.assertNotIn(b"printed by the class", ended.stdout)
                if status < 64:
                    with open(report, encoding="utf-8") as file:
                        self.assertEqual(json.load(file)["format"], "taskdb-report/1")

    def test_progress_is_shown_on_a_terminal_alone(self):
        command = [sys.executable, "-m", "ipyparallel_taskdb.suite_command", self.path + ":Refusing"]
        environment = dict(os.environ, PYTHONPATH=FOLDER)
        ended = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment)
        self.assertNotIn(b"\r", ended.stderr)
        leader, follower = os.openpty()
        self.addCleanup(os.close, leader)
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=follower, env=environment) as program:
            os.close(follower)
            shown = b""
            while program.poll() is None or select.select([leader], [], [], 0)[0]:
                try:
                    shown += os.read(leader, 1000)
                except OSError:  # the program has ended
                    break
        self.assertRegex(shown, rb"\r1/\d+ [a-z_]+/")


class SuiteFileTest(unittest.TestCase):
    """Files that are no suite: an error that says where, and no traceback that looks like a verdict."""

    @classmethod
    def setUpClass(cls):
        with open(os.path.join(FOLDER, "..", "..", "suite.json"), encoding="utf-8") as file:
            cls.content = json.load(file)

    def problem(self, change):
        content = dict(self.content, cases=[dict(case) for case in self.content["cases"][:3]], setups=[])
        for case in content["cases"]:
            case["uses"] = []
        change(content)
        return problem_with(content)

    def test_a_suite_has_no_problem(self):
        self.assertIsNone(problem_with(self.content))

    def test_problems_have_a_place(self):
        def case(**changes):
            return lambda content: content["cases"][1].update(changes)

        name = self.content["cases"][1]["id"]
        for change, problem in (
            (lambda content: content.pop("rules"), "rules is missing"),
            (lambda content: content.update(cases={}), "cases is not a list"),
            (lambda content: content.update(record_keys=None), "record_keys is not a list of texts"),
            (lambda content: content.update(clock="yesterday"), "clock is not a date"),
            (
                lambda content: content["cases"].append(content["cases"][0]),
                "the case %s stands twice" % self.content["cases"][0]["id"],
            ),
            (case(examples=[{}]), "cases[1].examples[0].source is missing"),
            (case(open=[]), "cases[1].open is not an object"),
            (case(profile=5), "cases[1].profile is none of recording, non-recording, any"),
            (case(uses=["x/y"]), name + " names an unknown setup, x/y"),
            (case(after=name), name + " comes after itself"),
            (case(after="x/y"), name + " comes after an unknown case, x/y"),
        ):
            with self.subTest(problem):
                self.assertEqual(self.problem(change), problem)

    def test_a_deep_file(self):
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            file.write("[" * 200000)
            file.flush()
            self.assertRaises(SuiteError, Suite, file.name)

    def test_a_package_without_its_suite_says_what_to_do(self):
        missing = os.path.join(FOLDER, "nosuch", "suite.json")
        with mock.patch("ipyparallel_taskdb.judge.suite.DEFAULT_PATH", missing):
            self.assertRaisesRegex(SuiteError, "with --suite", Suite, missing)


class LimitTest(unittest.TestCase):
    """A limit works in any thread, where there are no signals."""

    def in_thread(self, function):
        result = []
        thread = threading.Thread(target=lambda: result.append(function()))
        thread.start()
        thread.join(20)
        self.assertTrue(result, "the thread did not end")
        return result[0]

    def test_a_loop_without_end_is_ended(self):
        def function():
            start = time.monotonic()
            with self.assertRaises(OutOfTime):
                with time_limit(0.2):
                    while True:
                        pass
            return time.monotonic() - start

        self.assertLess(self.in_thread(function), 10)

    def test_nothing_is_interrupted_after_the_block(self):
        def function():
            for _ in range(300):
                try:
                    with time_limit(0.0005):
                        sum(range(2000))
                except OutOfTime:
                    pass
                sum(range(2000))
            return True

        self.assertTrue(self.in_thread(function))


class KnownFailuresTest(unittest.TestCase):
    CASES = {"p/one", "p/two", "p/three"}

    def read(self, text, titles=("python:mydb:MyDB",)):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "known.txt")
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            try:
                return KnownFailures(path, self.CASES, titles)
            except KnownFailuresError as error:
                return str(error).replace(path, "known.txt")

    def outcome(self, known, name, outcome, reason=None):
        result = Result({"id": name, "level": "must"}, outcome, reason=reason)
        result.compare_with(known.entry(name))
        return result.outcome

    def test_a_listed_failure_is_known_and_nothing_else(self):
        known = self.read("# why\np/one: raised ... at once\np/two\n")
        self.assertEqual(self.outcome(known, "p/one", "failed", "raised KeyError at once"), "known-failure")
        self.assertEqual(self.outcome(known, "p/one", "failed", "something else"), "failed")
        self.assertEqual(self.outcome(known, "p/one", "passed"), "unexpected-pass")
        self.assertEqual(self.outcome(known, "p/two", "warned", "anything"), "known-failure")
        self.assertEqual(self.outcome(known, "p/two", "not-run", "it hangs"), "not-run")
        self.assertEqual(self.outcome(known, "p/three", "failed", "anything"), "failed")

    def test_a_section_is_for_one_database(self):
        text = "p/one: for all\n[python:mydb:MyDB]\np/one: for mine\n[dictdb]\np/two\n"
        self.assertEqual(self.read(text).entry("p/one").message, "for mine")
        self.assertIsNone(self.read(text).entry("p/two"))
        self.assertEqual(self.read(text, ("dictdb",)).entry("p/one").message, "for all")

    def test_errors_name_their_lines(self):
        text = self.read("p/one\np/one\np/nowhere\n[\n")
        self.assertEqual(text.split("\n"), [
            "known.txt:2: p/one is listed before", "known.txt:3: there is no case p/nowhere",
            "known.txt:4: a database is named as in [python:mydb:MyDB]",
        ])


if __name__ == "__main__":
    unittest.main()
