"""Tests of the adapter: ``python3 -m unittest discover -s Conformance/adapters/python/tests``."""

import json
import os
import subprocess
import sys
import tempfile
import textwrap
import unittest

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.protocol.sharing import SharedObjects  # noqa: E402

STORES = """
    import atexit, json, os
    class Store:
        capabilities = ["persistence"]
        flushes = True
        def __init__(self, location, keep=True):
            self.location, self.keep = location, keep
            self.path = os.path.join(location, "names")
            self.names = open(self.path).read().split() if os.path.exists(self.path) else []
            self.file = open(self.path, "a")
            atexit.register(self.close)
        def add_record(self, msg_id, record):
            self.names.append(msg_id)
            self.file.write(msg_id + "\\n")
            if self.flushes:
                self.file.flush()
        def get_history(self):
            return [*self.names, self.keep, os.path.basename(os.getcwd())]
        def close(self):
            self.file.close()
        def get_record(self, *arguments): raise KeyError()
        update_record = drop_record = drop_matching_records = find_records = get_record
    class Buffered(Store):
        flushes = False
    class Module(Store):
        held = []
        def __init__(self, location): self.names = Module.held
        def add_record(self, msg_id, record): self.names.append(msg_id)
        def get_history(self): return self.names
        def close(self): pass
    class Raising(Store):
        def __init__(self, location): raise OSError("no disk")
    class Stubborn(Store):
        def __init__(self, location, keep=True):
            if os.path.exists(os.path.join(location, "names")): raise OSError("no second time")
            super().__init__(location, keep)
"""


class RestartTest(unittest.TestCase):
    """``reopen`` keeps what was written and loses what was only in memory."""

    def ask(self, name, *requests, options=()):
        """Sends all requests at once and returns the replies."""
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "stores.py"), "w") as file:
                file.write(textwrap.dedent(STORES))
            lines = [
                json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params})
                for number, (method, params) in enumerate(requests)
            ]
            self.folder = os.path.basename(folder)
            run = subprocess.run(
                [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), "stores:" + name, *options],
                input="\n".join(lines) + "\n", stdout=subprocess.PIPE, text=True, cwd=folder, timeout=60,
                env={**os.environ, "TMPDIR": folder},
            )
            self.left = [entry for entry in os.listdir(folder) if entry.startswith("taskdb-")]
        self.assertEqual(run.returncode, 0)
        return [json.loads(line) for line in run.stdout.splitlines()]

    ADD = ("add_record", {"msg_id": "a", "record": {}})
    OPEN = ("open", {"options": {}})
    REOPEN = ("reopen", {})
    HISTORY = ("get_history", {})

    def test_written_records_survive_a_restart(self):
        replies = self.ask(
            "Store", self.OPEN, self.ADD, self.REOPEN, self.ADD, self.REOPEN, self.HISTORY, ("shutdown", {}),
            options=["keep=false"],
        )
        self.assertEqual(replies[5]["result"], ["a", "a", False, self.folder])
        self.assertEqual([reply["id"] for reply in replies], list(range(7)))
        self.assertEqual(self.left, [])

    def test_buffered_records_are_lost_in_a_restart(self):
        replies = self.ask("Buffered", self.OPEN, self.ADD, self.REOPEN, self.HISTORY)
        self.assertEqual(replies[3]["result"], [True, self.folder])
        self.assertEqual(self.left, [])

    def test_module_state_is_lost_in_a_restart(self):
        replies = self.ask("Module", self.OPEN, self.ADD, self.REOPEN, self.HISTORY)
        self.assertEqual(replies[3]["result"], [])

    def test_an_error_in_reopening_is_reported(self):
        replies = self.ask("Stubborn", self.OPEN, self.REOPEN, self.HISTORY, self.OPEN, self.HISTORY)
        self.assertEqual(replies[1]["error"]["message"], "no second time")
        self.assertEqual(replies[2]["error"]["data"]["type"], "BackendError")
        self.assertEqual(replies[4]["result"], [True, self.folder])

    def test_reopen_without_a_database_is_an_error(self):
        replies = self.ask("Store", self.REOPEN, self.OPEN)
        self.assertEqual(replies[0]["error"]["message"], "no database is open")
        self.assertEqual(replies[1]["result"], None)


class StartTest(unittest.TestCase):
    """A class that cannot be made is one error, in the reply to ``initialize``, and exit status 2."""

    def test_a_class_that_cannot_be_made(self):
        initialize = '{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocol": 1}}\n'
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, "stores.py"), "w") as file:
                file.write(textwrap.dedent(STORES))
            path = os.path.join(folder, "stores.py")
            for arguments, message in [
                (["stores:Raising"], "no database can be opened: OSError: no disk (%s, line " % path),
                (["stores:Store", "nosuch=1"], "Store has no option nosuch; its constructor takes: location, keep"),
            ]:
                with self.subTest(message):
                    run = subprocess.run(
                        [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), *arguments], input=initialize,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True, cwd=folder, timeout=60,
                        env={**os.environ, "TMPDIR": folder},
                    )
                    self.assertEqual(run.returncode, 2)
                    self.assertIn(message, json.loads(run.stdout)["error"]["message"])
                    self.assertIn("taskdb-adapter: " + message, run.stderr)
                    self.assertEqual([name for name in os.listdir(folder) if name.startswith("taskdb-")], [])


class SharedObjectsTest(unittest.TestCase):
    def setUp(self):
        self.shared = SharedObjects()
        self.record = {"header": {"user": {"name": "ada"}}, "buffers": [b"one"], "label": "kept"}
        self.shared.hold("1/record", self.record)

    def test_changes_of_the_session_are_applied(self):
        header, user, buffers = self.record["header"], self.record["header"]["user"], self.record["buffers"]
        one = {"$binary": {"base64": "b25l", "subType": "00"}}
        self.shared.take({
            "1/record/0/0": {"name": "eve"}, "1/record/0": {"user": {"name": "eve"}, "more": 1}, "1/record/1": [one, one],
        })
        self.assertEqual(self.record["header"], {"user": {"name": "eve"}, "more": 1})
        self.assertEqual(self.record["buffers"], [b"one", b"one"])
        self.assertIs(self.record["header"], header)
        self.assertIs(self.record["header"]["user"], user)
        self.assertIs(self.record["buffers"], buffers)
        self.assertEqual(self.shared.changes(), {})

    def test_replacing_an_object_does_not_change_it(self):
        header = self.record["header"]
        self.shared.take({"1/record": {"header": {"other": 1}, "buffers": [], "label": "kept"}})
        self.assertEqual(self.record["header"], {"other": 1})
        self.assertEqual(header, {"user": {"name": "ada"}})

    def test_items_keep_their_identity(self):
        first, second = {"msg_id": "a"}, {"msg_id": "b"}
        found = [first, second]
        self.shared.hold("2/result", found)
        self.shared.take({"2/result": [{"msg_id": "b"}]})
        self.assertIs(found[0], second)
        self.assertEqual(first, {"msg_id": "a"})

    def test_equal_items_stay_separate_objects(self):
        lists = [[], []]
        self.shared.hold("2/result", lists)
        self.shared.take({"2/result": [[], [], []]})
        self.assertEqual(len({id(item) for item in lists}), 3)

    def test_changes_of_the_database_are_reported_once(self):
        self.record["header"]["user"]["name"] = "eve"
        self.record["_id"] = object
        changed = self.shared.changes()
        self.assertEqual(list(changed), ["1/record/0/0", "1/record"])
        self.assertEqual(changed["1/record/0/0"], {"name": "eve"})
        self.assertEqual(changed["1/record"]["_id"], repr(object))
        self.assertEqual(self.shared.changes(), {})

    def test_a_change_of_type_is_a_change(self):
        self.record["label"] = 1
        self.shared.changes()
        self.record["label"] = True
        self.assertEqual(list(self.shared.changes()), ["1/record"])

    def test_the_oldest_objects_are_dropped(self):
        for number in range(500):
            self.shared.hold("%d/check" % (number + 2), {"label": {}})
        self.shared.hold("1000/result", [{}] * 1000)
        self.record["label"] = "changed"
        self.assertEqual(self.shared.changes(), {})
        self.shared.take({"1/record": {}})
        self.assertEqual(self.record["label"], "changed")


if __name__ == "__main__":
    unittest.main()
