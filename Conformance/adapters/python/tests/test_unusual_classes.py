"""Classes that keep every rule, in ways that few authors choose: none may be accused."""

import os
import subprocess
import sys
import tempfile
import unittest

FOLDER = os.path.dirname(os.path.abspath(__file__))
CLASSES = '''
import array, ctypes, mmap, os, pickle, time
from memory_database import FileDB, MemoryDB

class Viewed(MemoryDB):
    def view(self, data):
        return data
    def viewed(self, record):
        for key in ("buffers", "result_buffers"):
            if record.get(key) is not None:
                record[key] = [self.view(bytes(data)) for data in record[key]]
        return record
    def get_record(self, msg_id):
        return self.viewed(super().get_record(msg_id))
    def find_records(self, check, keys=None):
        return [self.viewed(record) for record in super().find_records(check, keys)]

class Arrays(Viewed):
    def view(self, data):
        return array.array("B", data)

class Shared(Viewed):
    def view(self, data):
        view = mmap.mmap(-1, len(data) or 1)
        view[:len(data)] = data
        return view if data else b""

class Structures(Viewed):
    def view(self, data):
        return (ctypes.c_ubyte * len(data)).from_buffer_copy(data)

class Pickled(Viewed):
    def view(self, data):
        return pickle.PickleBuffer(data)

class Delegating:
    def __init__(self):
        self.database = MemoryDB()
    def __getattr__(self, name):
        return getattr(self.database, name)

class Assigned:
    def __init__(self):
        database = MemoryDB()
        for name in ("add_record", "get_record", "update_record", "drop_record", "drop_matching_records",
                     "find_records", "get_history"):
            setattr(self, name, getattr(database, name))

class Moving(FileDB):
    """No longer in the directory where the program began."""
    def __init__(self, location):
        super().__init__(location)
        os.chdir("/")

class Slow(MemoryDB):
    """As if each write waited for a disk."""
    def add_record(self, msg_id, record):
        super().add_record(msg_id, record)
        time.sleep(0.002)

class Incomplete:
    def __init__(self, wanted):
        pass
    def add_record(self, msg_id, record):
        pass
'''


class UnusualClassTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.folder.cleanup)
        with open(os.path.join(cls.folder.name, "unusual.py"), "w", encoding="utf-8") as file:
            file.write(CLASSES)

    def judged(self, name, *options):
        paths = os.pathsep.join([os.path.dirname(FOLDER), FOLDER])
        return subprocess.run(
            [sys.executable, "-m", "ipyparallel_taskdb.suite_command", *options, "./unusual.py:" + name],
            cwd=self.folder.name, env=dict(os.environ, PYTHONPATH=paths), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)

    def test_they_are_conformant(self):
        buffers = ("--run", "*buffers*", "--run", "value-*", "--run", "isolation-*", "--run", "persist-*")
        for name in ("Arrays", "Shared", "Structures", "Pickled", "Delegating", "Assigned", "Moving"):
            with self.subTest(name):
                judged = self.judged(name, *buffers)
                self.assertEqual(judged.returncode, 0, judged.stdout + judged.stderr)

    def test_many_writes_may_take_longer_than_another_case(self):
        judged = self.judged("Slow", "--timeout", "1", "--run", "size-many-records")
        self.assertEqual(judged.returncode, 0, judged.stdout + judged.stderr)

    def test_a_class_without_the_methods_is_named(self):
        judged = self.judged("Incomplete")
        self.assertEqual(judged.returncode, 2)
        self.assertIn("Incomplete is not a task database: it has no get_record, ", judged.stdout)


if __name__ == "__main__":
    unittest.main()
