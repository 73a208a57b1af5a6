"""Tests of databases that persist, judged by ``taskdb-suite``: what only ``close()`` or a flush would write is lost."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import redirect_stderr

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTS = os.path.join(FOLDER, "tests")
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.judge.judge import FAILED, NOT_RUN, PASSED, Judge  # noqa: E402
from ipyparallel_taskdb.judge.other_process import OtherProcess  # noqa: E402
from ipyparallel_taskdb.judge.suite import Suite  # noqa: E402
from ipyparallel_taskdb.protocol.backend import Backend  # noqa: E402

DATABASES = '''
import atexit, os, sys, time
from memory_database import FileDB
class AtOnce(FileDB):
    pass
class AtClose(AtOnce):
    def changed(self): pass
    def close(self): self.write()
class AtExit(AtOnce):
    def __init__(self, location):
        super().__init__(location)
        atexit.register(lambda: os.path.isdir(location) and self.write())
    def changed(self): pass
class InModule(AtOnce):
    held = {}
    def __init__(self, location): self.records = self.held.setdefault(location, {})
    def changed(self): pass
class Dying(AtOnce):
    def update_record(self, *arguments): os._exit(3)
class Stuck(AtOnce):
    def update_record(self, *arguments):
        while True:
            try: time.sleep(60)
            except BaseException: pass
class Lock(AtOnce):
    """Only one process can have the store open, as with LMDB or a lock file that the system releases."""
    def __init__(self, location):
        import fcntl
        super().__init__(location)
        self.lock = open(os.path.join(location, "lock"), "w")
        fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    def close(self): self.lock.close()
'''


class RestartTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.suite = Suite()
        cls.cases = [case for case in cls.suite.cases.values() if case["requires"] == ["persistence"]]

    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        self.path = os.path.join(self.folder, "stores.py")
        with open(self.path, "w", encoding="utf-8") as file:
            file.write(DATABASES)
        sys.path.insert(0, TESTS)
        self.addCleanup(sys.path.remove, TESTS)

    def judge(self, name, names, timeout=20.0):
        with redirect_stderr(io.StringIO()), Judge(self.suite, "%s:%s" % (self.path, name), {}, timeout) as judge:
            results = [judge.run(self.suite.cases["parallel_db/" + name]) for name in names]
        return judge, results

    def outcomes(self, name, names=("persist-get",), **options):
        return [result.outcome for result in self.judge(name, names, **options)[1]]

    def test_what_is_written_at_once_survives(self):
        names = [case["id"].partition("/")[2] for case in self.cases]
        _, results = self.judge("AtOnce", names)
        self.assertEqual([result.message for result in results if result.outcome != PASSED], [])
        self.assertEqual(self.outcomes("Lock", ["persist-get", "persist-again"]), [PASSED] * 2)

    def test_what_is_not_written_at_once_is_lost(self):
        for name in ["AtClose", "AtExit", "InModule"]:
            with self.subTest(name):
                self.assertEqual(self.outcomes(name), [FAILED])

    def test_a_process_that_ends_or_hangs_ends_no_other_case(self):
        judge, results = self.judge("Dying", ["persist-update", "persist-history"])
        self.assertEqual([result.outcome for result in results], [NOT_RUN, PASSED])
        self.assertEqual(judge.error, "the process of the database ended with status 3")
        start = time.monotonic()
        self.assertEqual(self.outcomes("Stuck", ["persist-update", "persist-history"], timeout=2), [NOT_RUN, PASSED])
        self.assertLess(time.monotonic() - start, 20)

    def test_much_is_handed_over(self):
        buffers = [bytes([number]) * (1 << 20) for number in range(24)]
        backend = Backend(self.path + ":AtOnce", {})
        other = OtherProcess(self.path + ":AtOnce", backend)
        self.addCleanup(other.kill)
        other.open({})
        directory = other._state["directory"]
        for number, data in enumerate(buffers):
            other.call("add_record", "a%d" % number, {"msg_id": "a%d" % number, "result_buffers": [data], "submitted": None})
        other.reopen()
        found = other.call("find_records", {}, ["msg_id", "result_buffers"])
        self.assertEqual([record["result_buffers"] for record in found], [[data] for data in buffers])
        other.close()
        self.assertFalse(os.path.exists(directory))

    def test_a_database_that_does_not_persist_needs_no_process(self):
        judge = Judge(self.suite, os.path.join(TESTS, "memory_database.py:MemoryDB"), {})
        self.assertEqual(judge.run(self.suite.cases["parallel_db/get-has-every-key"]).outcome, PASSED)
        self.assertIsNone(judge._other_process)

    def test_the_adapter_agrees(self):
        steps = [
            ("open", {"options": {}}), ("add_record", {"msg_id": "a", "record": {"msg_id": "a", "submitted": None}}),
            ("reopen", {}), ("find_records", {"check": {}}),
        ]
        lines = "".join(
            json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"
            for number, (method, params) in enumerate(steps)
        )
        for name, count in [("AtOnce", 1), ("AtClose", 0), ("AtExit", 0), ("InModule", 0), ("Lock", 1)]:
            with self.subTest(name):
                run = subprocess.run(
                    [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), "stores:" + name], input=lines,
                    stdout=subprocess.PIPE, universal_newlines=True, cwd=self.folder, timeout=60,
                    env=dict(os.environ, PYTHONPATH=TESTS),
                )
                self.assertEqual(len(json.loads(run.stdout.splitlines()[-1])["result"]), count)


if __name__ == "__main__":
    unittest.main()
