"""Tests of ``taskdb-suite --controller``, with real controllers, engines and clients.

They need ipyparallel, and fail without it. Each starts a cluster, which takes seconds, and much longer on a busy machine.
"""

import glob
import json
import os
import shlex
import signal
import subprocess
import sys
import tempfile
import time
import unittest

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.clients.databases import parse_database  # noqa: E402

TESTS = os.path.join(FOLDER, "tests")
MEMORY_DATABASE = os.path.join(TESTS, "memory_database.py:MemoryDB")
SUITE = os.path.join(FOLDER, "..", "..", "suite.json")
with open(SUITE, encoding="utf-8") as suite_file:
    GUIDE = [case for case in json.load(suite_file)["cases"] if "clients" in case["requires"]]
SECONDS = 180  # the longest time for one run; none should come near it

DATABASES = '''
import asyncio
from memory_database import MemoryDB

print("printed by the module")


class Good(MemoryDB):
    def add_record(self, msg_id, record):
        print("printed by the class")
        super().add_record(msg_id, record)


class LosesUpdates(Good):
    def update_record(self, msg_id, changes):
        pass


class KeepsAll(Good):
    def drop_matching_records(self, check):
        pass


class Raises(Good):
    def get_record(self, *arguments):
        raise OSError("no disk at " + __name__)

    add_record = update_record = drop_record = drop_matching_records = find_records = get_history = get_record


class Coroutines(Good):
    def __init__(self):
        asyncio.run(asyncio.sleep(0))
        super().__init__()

    def add_record(self, msg_id, record):
        asyncio.get_running_loop()
        super().add_record(msg_id, record)


class Shared(Good):
    held = {}

    def __init__(self):
        self.records = self.held


class NeverOpens(Good):
    def __init__(self):
        while True:
            pass
'''

LAUNCHER = """\
#!/bin/sh
[ $# = 2 ] && [ "$2" = "it's last" ] && exec %s -m ipyparallel_taskdb.adapter "$1"
echo "wrong arguments: $*" >&2
exit 7
"""

# A BaseDB that keeps its records where the controller's profile is.
IN_PROFILE = '''
import os
from ipyparallel.controller.app import IPController
from ipyparallel.controller.dictdb import DictDB
from traitlets import Unicode


class InProfile(DictDB):
    location = Unicode("", config=True)

    def __init__(self, **settings):
        super().__init__(**settings)
        assert isinstance(self.parent, IPController) and not self.location
        self.path = os.path.join(self.parent.profile_dir.location, "names")
        self.names = open(self.path).read().split() if os.path.exists(self.path) else []

    def add_record(self, msg_id, record):
        super().add_record(msg_id, record)
        with open(self.path, "a") as file:
            file.write(msg_id + "\\n")

    def get_history(self):
        return self.names + super().get_history()
'''

HISTORY = [(">>> rc2.hub_history()", "[]"), (">>> rc[0].apply_sync(pow, 2, 3)", "8"), (">>> settle()", "")]
RESULT = HISTORY[:1] + [
    (">>> ar = rc.load_balanced_view().apply_async(print, 'out')", ""), (">>> settle()", ""),
    (">>> rc2.get_result(ar.msg_ids[0]).get()", ""),
    (">>> [[r['stdout'], r['completed'] is None] for r in rc2.db_query({'queue': 'task'})]", r"[['out\n', False]]"),
]
REFUSED = [
    (">>> rc[0].apply_sync(pow, 2, 3)", "8"),
    (">>> rc.hub_history()", "Traceback (most recent call last):\n    ...\nRemoteError"),
]


def case(name, examples, profile="recording", requires=("clients",)):
    return {
        "id": "guide/" + name, "language": "pycon", "profile": profile, "open": {}, "uses": [], "level": "must",
        "requires": list(requires), "proves": ["guide/rule"], "selects": None, "after": None, "digest": "0",
        "source": {"file": "Docs/guide.md", "line": 1},
        "examples": [{"source": s[4:], "expected": e, "line": n} for n, (s, e) in enumerate(examples, 2)],
    }


class ClientsTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = os.path.realpath(holder.name)
        # All temporary files of the run lie here, so that what is left is found.
        self.temporary = os.path.join(self.folder, "tmp")
        os.mkdir(self.temporary)
        self.environment = dict(os.environ, PYTHONPATH=os.pathsep.join([FOLDER, TESTS]), TMPDIR=self.temporary)
        self.module = os.path.join(self.folder, "judged.py")
        with open(self.module, "w", encoding="utf-8") as file:
            file.write(DATABASES)

    def start(self, cases, arguments):
        suite = os.path.join(self.folder, "suite.json")
        rule = {"id": "guide/rule", "level": "must", "text": "It must work."}
        content = {
            "format": "taskdb-suite/1", "version": "1", "digest": "0", "clock": "2012-01-18T02:27:56Z",
            "record_keys": [], "rules": [rule], "setups": [], "cases": cases,
        }
        with open(suite, "w", encoding="utf-8") as file:
            json.dump(content, file)
        self.report = os.path.join(self.folder, "report.json")
        command = [sys.executable, "-m", "ipyparallel_taskdb.suite_command", "--suite", suite, "--json", self.report]
        return subprocess.Popen(
            command + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=self.folder,
            env=self.environment,
        )

    def judge(self, cases, *arguments, database="python:judged:Good", controller="ipyparallel"):
        """The exit status, the run of the report, and the text."""
        process = self.start(cases, ["--controller", controller, "--database", database, *arguments])
        try:
            text, errors = process.communicate(timeout=SECONDS)
        finally:
            process.kill()
        self.assert_nothing_is_left()
        self.assertTrue(os.path.exists(self.report), errors.decode())
        with open(self.report, encoding="utf-8") as file:
            run = json.load(file)["runs"][0]
        return process.returncode, run, text.decode()

    def assert_nothing_is_left(self):
        self.assertEqual(os.listdir(self.temporary), [])
        self.assertEqual(self.processes(), [])

    def processes(self):
        """The processes that were started with temporary files in this test's directory."""
        found = []
        for path in glob.glob("/proc/[0-9]*/environ"):
            try:
                with open(path, "rb") as file:
                    environment = file.read()
            except OSError:
                continue  # it has ended, or is somebody else's
            if self.temporary.encode() in environment:
                found.append(path)
        return found

    def outcomes(self, run):
        return [case["outcome"] for case in run["cases"]]

    def test_a_good_class_is_conformant(self):
        cases = [
            case("history", HISTORY), case("result", RESULT), case("again", HISTORY),
            case("nodb", REFUSED, profile="non-recording"), case("plain", HISTORY, requires=()),
        ]
        status, run, text = self.judge(cases)
        self.assertEqual((status, run["verdict"]), (0, "conformant"), text)
        self.assertEqual(self.outcomes(run), ["passed"] * 3 + ["not-applicable"] * 2)
        self.assertEqual(run["backend"]["name"], "ipyparallel + Good")
        self.assertEqual(run["backend"]["spec"], "ipyparallel + python:judged:Good")
        self.assertTrue(text.startswith("ipyparallel + Good is conformant: 3 passed"), text)

    def test_a_class_that_loses_updates_is_not_conformant(self):
        status, run, text = self.judge([case("result", RESULT)], database="python:judged:LosesUpdates")
        self.assertEqual((status, run["verdict"]), (1, "nonconformant"), text)
        self.assertIn(self.outcomes(run), [["failed"]])

    def test_a_class_that_drops_nothing_is_judged_from_an_empty_database(self):
        status, run, text = self.judge(
            [case("one", HISTORY), case("two", HISTORY)], database="python:./judged.py:KeepsAll"
        )
        self.assertEqual((status, self.outcomes(run)), (0, ["passed"] * 2), text)

    def test_a_class_that_raises_is_not_conformant_and_the_log_says_why(self):
        kept = os.path.join(self.folder, "kept", "logs")
        status, run, text = self.judge(
            [case("history", HISTORY), case("result", RESULT), case("again", HISTORY)], "--keep-logs", kept,
            database="python:judged:Raises",
        )
        self.assertEqual((status, run["verdict"], self.outcomes(run)), (1, "nonconformant", ["failed"] * 3), text)
        self.assertRegex(text, r"the controller's log:\n.* ERROR \| .*\n    Traceback \(most recent call last\):\n")
        self.assertEqual(text.count("    OSError: no disk at judged\n"), text.count("    Traceback"), text)
        self.assertIn(", as in guide/", text)
        with open(os.path.join(kept, "1-controller.log"), encoding="utf-8") as file:
            self.assertIn("no disk at judged", file.read())

    def test_a_new_database_that_is_not_empty_is_one_failure(self):
        cases = [case("one", HISTORY), case("two", HISTORY), case("three", HISTORY)]
        status, run, text = self.judge(cases, database="python:judged:Shared")
        self.assertEqual((status, self.outcomes(run)), (1, ["passed", "failed", "failed"]), text)
        self.assertEqual(text.count("a new database is not empty: it has "), 1, text)

    def test_a_constructor_runs_before_the_loop(self):
        status, run, text = self.judge(
            [case("one", HISTORY), case("two", HISTORY)], database="python:judged:Coroutines"
        )
        self.assertEqual((status, self.outcomes(run)), (0, ["passed"] * 2), text)

    def test_a_base_db_finds_a_new_profile_of_the_controller(self):
        with open(os.path.join(self.folder, "in_profile.py"), "w", encoding="utf-8") as file:
            file.write(IN_PROFILE)
        status, run, text = self.judge(
            [case("one", HISTORY), case("two", HISTORY)], database="python:in_profile:InProfile"
        )
        self.assertEqual((status, self.outcomes(run)), (0, ["passed"] * 2), text)

    def test_a_base_db_is_judged(self):
        status, run, text = self.judge(
            [case("one", HISTORY), case("two", RESULT)], database="python:ipyparallel.controller.dictdb:DictDB"
        )
        self.assertEqual((status, self.outcomes(run)), (0, ["passed"] * 2), text)

    def test_a_program_is_judged(self):
        # Blanks and quotes in its name and its arguments reach it as they are.
        launcher = os.path.join(self.folder, "my adapter")
        with open(launcher, "w", encoding="utf-8") as file:
            file.write(LAUNCHER % shlex.quote(sys.executable))
        os.chmod(launcher, 0o700)
        program = ["./my adapter", MEMORY_DATABASE, "it's last"]
        process = self.start(
            [case("one", HISTORY), case("two", RESULT, requires=("clients", "glob"))],
            ["--controller", "ipyparallel", "--", *program],
        )
        text, errors = process.communicate(timeout=SECONDS)
        self.assertEqual(process.returncode, 0, text.decode() + errors.decode())
        self.assertIn(b"ipyparallel + MemoryDB is conformant: 2 passed", text)
        self.assert_nothing_is_left()

    def test_nodb_has_cases_of_its_own(self):
        cases = [case("history", HISTORY), case("nodb", REFUSED, profile="non-recording")]
        status, run, text = self.judge(cases, database="nodb")
        self.assertEqual((status, self.outcomes(run)), (0, ["not-applicable", "passed"]), text)

    def test_a_command_line_is_a_controller(self):
        controller = sys.executable + " -m ipyparallel.controller"
        status, run, text = self.judge(
            [case("one", HISTORY), case("two", RESULT)], database="dictdb", controller=controller
        )
        self.assertEqual((status, self.outcomes(run)), (0, ["passed"] * 2), text)

    def test_a_controller_that_does_not_start(self):
        for controller, database, reason in [
            (sys.executable + " -c \"print('noise'); raise SystemExit(3)\"", "dictdb", "ended with status 3\n  noise"),
            ("./nowhere", "dictdb", "cannot be started"),
            ("ipyparallel", "python:judged:Nowhere", "judged has no class Nowhere"),
        ]:
            with self.subTest(reason):
                status, run, text = self.judge([case("history", HISTORY)], database=database, controller=controller)
                self.assertEqual((status, run["verdict"], self.outcomes(run)), (2, "inconclusive", ["not-run"]))
                self.assertIn(reason, run["error"])
                self.assertTrue(text.startswith("The cluster did not start: "), text)

    def test_a_controller_that_hangs(self):
        for controller, database in [
            (sys.executable + " -c 'while True: pass'", "dictdb"), ("ipyparallel", "python:judged:NeverOpens"),
        ]:
            with self.subTest(controller):
                status, run, text = self.judge(
                    [case("history", HISTORY)], "--timeout", "0.5", controller=controller, database=database
                )
                self.assertEqual((status, self.outcomes(run)), (2, ["not-run"]), text)
                self.assertIn("within 3 s", run["error"])

    def test_a_statement_that_hangs_ends_no_other_case(self):
        stuck = "import ctypes; ctypes.PyDLL(None).sleep(1000)"  # no signal handler of Python runs meanwhile
        cases = [
            case("poll", HISTORY + [(">>> rc2.get_result(rc.history[0]).result()", "8")]), case("stuck", [(">>> " + stuck, "")]),
            case("busy", [(">>> import time; ar = rc[:].apply_async(time.sleep, 1000)", "")]),
            case("exit", [(">>> import os; os._exit(7)", "")]), case("one", HISTORY),
        ]
        status, run, text = self.judge(cases, "--timeout", "3")
        self.assertEqual((status, run["verdict"]), (2, "inconclusive"), text)
        self.assertEqual(self.outcomes(run), ["not-run", "not-run", "passed", "not-run", "passed"], text)
        messages = [case["message"] for case in run["cases"]]
        self.assertEqual(messages[0], "no end within 3 s: rc2.get_result(rc.history[0]).result()")
        self.assertEqual(messages[1], "no end within 3 s: " + stuck)
        self.assertIn("the clients' process ended with status 7", messages[3])

    def test_an_engine_that_ends_ends_no_other_case(self):
        kill = ">>> import os, signal; rc[0].apply_async(lambda: __import__('os').kill(__import__('os').getpid(), 9)).get()"
        status, run, text = self.judge([case("killed", [(kill, "1")]), case("one", HISTORY)], "--timeout", "30")
        self.assertEqual(self.outcomes(run), ["failed", "passed"], text)
        self.assertIn("EngineError", run["cases"][0]["message"])
        self.assertEqual(status, 1)

    def test_an_interrupt_leaves_nothing(self):
        begun = os.path.join(self.folder, "begun")
        waiting = [(">>> _ = open(%r, 'w')" % begun, ""), (">>> import time; time.sleep(1000)", "")]
        for number, moment in [(signal.SIGINT, begun), (signal.SIGTERM, begun), (signal.SIGTERM, None)]:
            with self.subTest("%s %s" % (number, moment)):
                process = self.start(
                    [case("waiting", waiting)], ["--controller", "ipyparallel", "--timeout", str(SECONDS)]
                )
                limit = time.monotonic() + SECONDS
                while not (os.path.exists(begun) if moment else os.listdir(self.temporary)):
                    self.assertLess(time.monotonic(), limit)
                    self.assertIsNone(process.poll())
                    time.sleep(0.02)
                process.send_signal(number)
                _, errors = process.communicate(timeout=SECONDS)
                self.assertEqual(process.returncode, 128 + number, errors.decode())
                self.assertNotIn(b"Traceback", errors)
                self.assert_nothing_is_left()
                if moment:
                    os.remove(begun)

    def judge_by_the_guide(self, database, *options):
        """The text of a run of the guide's cases, which must end with status 0."""
        command = [sys.executable, "-m", "ipyparallel_taskdb.suite_command", "--suite", SUITE, "--timeout", "60"]
        ended = subprocess.run(
            command + ["--controller", "ipyparallel", "--database", database, *options],
            cwd=os.path.join(FOLDER, "tests"), env=self.environment, stdout=subprocess.PIPE, timeout=2 * SECONDS,
        )
        text = ended.stdout.decode()
        self.assertEqual(ended.returncode, 0, text)
        self.assert_nothing_is_left()
        return text

    @unittest.skipUnless(GUIDE, "the suite has no case for clients")
    def test_the_guide_is_right(self):
        for database, profile in [("python:memory_database:MemoryDB", "recording"), ("nodb", "non-recording")]:
            with self.subTest(database):
                text = self.judge_by_the_guide(database, "--strict")
                count = len([case for case in GUIDE if case["profile"] in ("any", profile)])
                self.assertIn(" %d passed" % count, text)

    @unittest.skipUnless(GUIDE, "the suite has no case for clients")
    def test_databases_of_ipyparallel_fail_as_known(self):
        known = os.path.join(FOLDER, "..", "..", "known-failures", "ipyparallel-clients.txt")
        for database in ("dictdb", "sqlitedb"):
            with self.subTest(database):
                self.assertIn(" 5 failed as known", self.judge_by_the_guide(database, "--known-failures", known))

    def test_passwords_are_not_shown(self):
        for spec, shown in [
            ("mongodb://ada:se:cret@host/x", "mongodb://ada:***@host/x"), ("mongodb://host:27017", "mongodb://host:27017"),
            ("python:mydb:MyDB?password=1&table=x", "python:mydb:MyDB?password=***&table=x"),
        ]:
            self.assertEqual(parse_database(spec).spec, shown)

    def test_usage_errors(self):
        for arguments in [
            ["--controller", "ipyparallel", "--database", "nosuch"], ["--database", "nodb", "judged:Good"],
            ["--controller", "ipyparallel", "judged:Good"], [], ["judged:Good", "--", "x"],
            ["--controller", "ipyparallel", "--database", "nodb", "--", "x"],
            ["--controller", "ipyparallel", "--database", "python:judged"], ["--keep-logs", "logs", "judged:Good"],
            ["--controller", "ipyparallel", "--keep-logs", "judged.py"],
        ]:
            with self.subTest(arguments):
                process = self.start([], arguments)
                text, errors = process.communicate(timeout=SECONDS)
                self.assertEqual((process.returncode, text), (64, b""), errors.decode())


if __name__ == "__main__":
    unittest.main()
