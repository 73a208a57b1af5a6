"""Tests of how a class is made and called: as ipyparallel's controller does it."""

import importlib.util
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
import warnings
from contextlib import redirect_stderr

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TESTS = os.path.join(FOLDER, "tests")
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.judge.judge import FAILED, PASSED, Judge  # noqa: E402
from ipyparallel_taskdb.judge.suite import Suite  # noqa: E402
from ipyparallel_taskdb.protocol.handed_out import BufferChangedError, HandedOut  # noqa: E402
from ipyparallel_taskdb.protocol.hub_loop import HubLoop  # noqa: E402

HAS_IPYPARALLEL = importlib.util.find_spec("ipyparallel") is not None
# Authors' classes: on a library with coroutines, and on one that hands out views of its pages.
DATABASES = '''
import asyncio
from memory_database import MemoryDB
class RunsInMethods(MemoryDB):
    def add_record(self, *arguments): asyncio.run(self.add(*arguments))
    async def add(self, *arguments): MemoryDB.add_record(self, *arguments)
class RunsInConstructor(MemoryDB):
    def __init__(self):
        asyncio.run(asyncio.sleep(0))
        super().__init__()
    def add_record(self, *arguments):
        asyncio.get_running_loop()
        super().add_record(*arguments)
class Leaving(MemoryDB):
    """Leaves tasks in the loop."""
    def add_record(self, *arguments):
        asyncio.get_running_loop().create_task(asyncio.sleep(1000))
        super().add_record(*arguments)
class Page(MemoryDB):
    """Hands out views of a page that is written to again."""
    def __init__(self):
        super().__init__()
        self.page = bytearray(b"page")
    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        return dict(record, buffers=[memoryview(self.page)[:2]])
    def update_record(self, msg_id, changes):
        super().update_record(msg_id, changes)
        self.page[:] = b"ages"
class Pages(MemoryDB):
    """Hands out views of pages, each of which is used again after two more writes, as with LMDB."""
    def __init__(self):
        super().__init__()
        self.views, self.old = {}, []
    def stored(self, msg_id, record):
        for key in ("buffers", "result_buffers"):
            if record.get(key):
                pages = [bytearray(item) for item in record[key]]
                self.old.append(self.views.get((msg_id, key), []))
                self.views[msg_id, key] = pages
        for pages in self.old[:-2]:
            for page in pages: page[:] = bytes(len(page))
    def add_record(self, msg_id, record):
        super().add_record(msg_id, record)
        self.stored(msg_id, record)
    def update_record(self, msg_id, record):
        super().update_record(msg_id, record)
        self.stored(msg_id, record)
    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        for key in ("buffers", "result_buffers"):
            if record.get(key): record[key] = list(map(memoryview, self.views[msg_id, key]))
        return record
'''
BASE_DB = '''
import os
from traitlets import Unicode
from IPython.core.application import BaseIPythonApplication
from ipyparallel.controller.app import IPController
from ipyparallel.controller.dictdb import DictDB
places = []
class Own(DictDB):
    location = Unicode("", config=True)
    def __init__(self, **keywords):
        super().__init__(**keywords)
        assert isinstance(self.parent, IPController)
        assert BaseIPythonApplication.instance() is self.parent
        self.folder = self.parent.profile_dir.location
        assert os.listdir(self.folder) and self.folder not in places
        places.append(self.folder)
    def get_record(self, msg_id): return {"location": self.location, "folder": self.folder}
'''


class LoopTest(unittest.TestCase):
    def test_a_method_finds_a_running_loop_and_a_constructor_does_not(self):
        import asyncio

        loop = HubLoop()
        loop.open()
        self.addCleanup(loop.close)
        self.assertTrue(loop.call(lambda: asyncio.get_running_loop().is_running(), []))
        self.assertIs(loop.call(asyncio.get_running_loop, []), asyncio.get_event_loop())
        with self.assertRaises(RuntimeError):
            asyncio.get_running_loop()
        with self.assertRaises(ZeroDivisionError):
            loop.call(divmod, [1, 0])

    def test_inside_a_running_loop(self):
        import asyncio

        async def judging():
            loop = HubLoop()
            return loop.call(max, [1, 2]), loop.call(asyncio.get_running_loop, []) is asyncio.get_running_loop()

        self.assertEqual(asyncio.run(judging()), (2, True))


class HandedOutTest(unittest.TestCase):
    def test_bytes_that_change_are_found(self):
        for change, is_found in [(lambda page: page.__setitem__(0, 0), True), (lambda page: None, False)]:
            for make in (memoryview, lambda page: page):
                page = bytearray(b"page")
                handed_out = HandedOut()
                handed_out.hold("find_records", [{"msg_id": "a", "result_buffers": [make(page), b"x"], "buffers": None}])
                handed_out.check("add_record")
                change(page)
                if is_found:
                    with self.assertRaisesRegex(BufferChangedError, "^update_record changed the bytes of a .* find_rec"):
                        handed_out.check("update_record")
                handed_out.check("update_record")

    def test_a_released_view_is_found(self):
        view = memoryview(b"page")
        handed_out = HandedOut()
        handed_out.hold("get_record", {"buffers": [view]})
        view.release()
        self.assertRaises(BufferChangedError, handed_out.check, "drop_record")

    def test_nothing_is_held_after_clear(self):
        page = bytearray(b"page")
        handed_out = HandedOut()
        handed_out.hold("get_record", {"buffers": [memoryview(page)]})
        handed_out.clear()
        page.clear()  # impossible while a view has it


class ControllerTest(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name
        for name, text in [("classes.py", DATABASES), ("base_db.py", BASE_DB)]:
            with open(os.path.join(self.folder, name), "w", encoding="utf-8") as file:
                file.write(text)
        sys.path.insert(0, TESTS)
        self.addCleanup(sys.path.remove, TESTS)

    def judge(self, spec, **options):
        with redirect_stderr(io.StringIO()):
            return Judge(Suite(), os.path.join(self.folder, spec), options)

    def result(self, name, case):
        judge = self.judge("classes.py:" + name)
        with redirect_stderr(io.StringIO()):
            return judge.run(judge.suite.cases["parallel_db/" + case])

    def replies(self, spec, *requests, options=()):
        lines = "".join(
            json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"
            for number, (method, params) in enumerate(requests)
        )
        run = subprocess.run(
            [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), spec, *options], input=lines,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, universal_newlines=True, cwd=self.folder, timeout=60,
            env=dict(os.environ, PYTHONPATH=TESTS),
        )
        return [json.loads(line) for line in run.stdout.splitlines()]

    OPEN = ("open", {"options": {}})
    ADD = ("add_record", {"msg_id": "a", "record": {"msg_id": "a", "submitted": None}})

    def test_methods_are_called_in_a_running_loop(self):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # a coroutine that was never awaited
            result = self.result("RunsInMethods", "add-two")
        self.assertEqual(result.outcome, FAILED)
        self.assertRegex(result.headline, r"running event loop \(the Hub calls the methods from a running event loop; ")
        for name in ["RunsInConstructor", "Leaving"]:
            self.assertEqual(self.result(name, "add-two").outcome, PASSED)
        reply = self.replies("classes:RunsInMethods", self.OPEN, self.ADD)[1]
        self.assertIn("running event loop (the Hub", reply["error"]["message"])
        self.assertIsNone(self.replies("classes:RunsInConstructor", self.OPEN, self.ADD)[1]["result"])

    def test_pages_that_are_written_again_later_are_found_in_a_trial(self):
        result = self.result("Pages", "buffers-in-order")
        self.assertEqual(result.outcome, FAILED)
        self.assertRegex(result.headline, "BufferChangedError: .* changed the bytes of a memoryview that get_record had")
        self.assertEqual(self.result("Pages", "add-two").outcome, PASSED)
        record = {"msg_id": "a", "buffers": [{"$binary": {"base64": "eA==", "subType": "00"}}]}
        replies = self.replies(
            "classes:Pages", ("initialize", {"protocol": 1}), self.OPEN,
            ("add_record", {"msg_id": "a", "record": record}), ("get_record", {"msg_id": "a"}),
        )
        self.assertIn("changed the bytes of a memoryview", replies[3]["error"]["message"])

    def test_buffers_that_change_are_a_failure(self):
        update, get = ("update_record", {"msg_id": "a", "record": {"label": "x"}}), ("get_record", {"msg_id": "a"})
        replies = self.replies("classes:Page", self.OPEN, self.ADD, get, update)
        self.assertRegex(replies[3]["error"]["message"], "^update_record changed the bytes of a memoryview that get_record")
        result = self.result("Page", "snapshot-stays")
        self.assertEqual(result.outcome, FAILED)
        self.assertIn("update_record changed the bytes of a memoryview that get_record had returned", result.headline)

    @unittest.skipUnless(HAS_IPYPARALLEL, "needs ipyparallel")
    def test_a_base_db_has_a_controller_with_a_profile_and_no_location(self):
        judge = self.judge("base_db.py:Own")
        self.assertIsNone(judge.error)
        places = []
        for _ in range(2):
            judge.backend.open({})
            found = judge.backend.call("get_record", "a")
            self.assertEqual((found["location"], os.path.isdir(found["folder"])), ("", True))
            places.append(found["folder"])
        judge.backend.close()
        self.assertNotEqual(*places)
        self.assertEqual(list(filter(os.path.exists, places)), [])
        requests = [self.OPEN, ("get_record", {"msg_id": "a"})]
        self.assertEqual(self.replies("base_db:Own", *requests)[1]["result"]["location"], "")
        found = self.replies("base_db:Own", *requests, options=["location={directory}/x"])[1]["result"]
        self.assertEqual(found["location"], found["folder"] + "/x")

    @unittest.skipUnless(HAS_IPYPARALLEL, "needs ipyparallel")
    def test_sqlitedb_of_ipyparallel_keeps_its_file_in_the_profile(self):
        before = os.getcwd()
        os.chdir(self.folder)
        self.addCleanup(os.chdir, before)
        with redirect_stderr(io.StringIO()):
            judge = Judge(Suite(), "ipyparallel.controller.sqlitedb:SQLiteDB", {})
        judge.backend.open({})
        self.assertTrue(os.path.exists(os.path.join(judge.backend.directory, "tasks.db")))
        judge.backend.close()
        self.assertFalse(os.path.exists("tasks.db"))


if __name__ == "__main__":
    unittest.main()
