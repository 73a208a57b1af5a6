"""Tests of the databases for a controller, without a controller."""

import logging
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
import unittest
from datetime import datetime, timedelta, timezone
from unittest import mock

TESTS = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.dirname(TESTS), TESTS]

from cluster import FOLDER, program, runs, wait_until  # noqa: E402
from traitlets import TraitError  # noqa: E402

import ipyparallel_taskdb  # noqa: E402
from ipyparallel_taskdb.hub import child, connection  # noqa: E402
from ipyparallel_taskdb.hub.errors import (  # noqa: E402
    BackendError, BackendFailure, BackendUnavailable, RecordUnavailable,
)
from ipyparallel_taskdb.protocol.backend import RECORD_KEYS  # noqa: E402

NOW = datetime(2026, 1, 2, 3, 4, 5, 678901, timezone(timedelta(hours=2)))
LOG = logging.getLogger("tests.hub")
LOG.setLevel(logging.INFO)


class DatabaseTestCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        # Every test logs; a test that looks at the log uses assertLogs.
        quiet = mock.patch.object(LOG, "propagate", False)
        quiet.start()
        self.addCleanup(quiet.stop)
        handler = logging.NullHandler()
        LOG.addHandler(handler)
        self.addCleanup(LOG.removeHandler, handler)

    def open(self, name, **settings):
        database = getattr(ipyparallel_taskdb, name)(session="ab-1", log=LOG, **settings)
        self.addCleanup(database.close)
        return database

    def sqlite(self, **settings):
        return self.open("SQLiteDB", **{"program": program(), "location": self.folder, **settings})

    def hostile(self, how, **settings):
        command = [sys.executable, os.path.join(TESTS, "hostile_backend.py"), how]
        return self.open("ProtocolDB", command=command, **settings)

    def kill(self, database):
        """Kills the child; returns once it has ended."""
        child = database._connection._child
        os.kill(child.pid, 9)
        child._process.wait()


class RecordTest(DatabaseTestCase):
    """What the Hub hands over comes back as the Hub uses it."""

    def test_values(self):
        for database in self.sqlite(), self.open("DictDB", program=program()):
            with self.subTest(type(database).__name__):
                database.add_record("a", dict.fromkeys(RECORD_KEYS, None))
                buffer = bytes(range(256))
                database.update_record("a", {
                    "buffers": [memoryview(buffer), bytearray(b"x"), b""], "submitted": NOW,
                    "display_data": {"n": [1.5]},
                    "header": {"date": NOW, "$odd": None},
                })
                record = database.get_record("a")
                self.assertEqual(record["buffers"], [buffer, b"x", b""])
                self.assertEqual(record["submitted"], NOW)
                self.assertEqual(record["submitted"].utcoffset(), timedelta(0))
                self.assertEqual(record["header"], {"date": NOW, "$odd": None})
                self.assertEqual(record["display_data"], {"n": [1.5]})
                self.assertLessEqual(set(RECORD_KEYS), set(record))
                # The Hub takes buffers out of the records that it gets.
                [found] = database.find_records({"submitted": {"$lte": NOW}})
                found.pop("buffers")
                found["header"]["date"] = None
                self.assertEqual(database.get_record("a"), record)
                self.assertEqual(database.find_records({}, keys=("queue",)), [{"msg_id": "a", "queue": None}])
                self.assertEqual(database.get_history(), ["a"])

    def test_a_record_with_few_keys_is_handed_out_with_all(self):
        database = self.sqlite()
        database.add_record("a", {"msg_id": "a", "submitted": NOW})
        self.assertEqual(set(database.get_record("a")), set(RECORD_KEYS))
        [found] = database.find_records({}, keys=[])
        self.assertEqual((found["stdout"], found["error"]), ("", None))

    def test_dropping(self):
        database = self.sqlite()
        for name in "a", "b", "c":
            database.add_record(name, {"msg_id": name, "submitted": NOW})
        database.drop_record("a")
        database.drop_matching_records({"msg_id": {"$in": ["b"]}})
        self.assertEqual(database.get_history(), ["c"])

    def test_a_value_that_the_protocol_cannot_carry(self):
        database = self.sqlite()
        with self.assertRaisesRegex(ValueError, r"record\['label'\] is of type object"):
            database.add_record("a", {"label": object()})
        self.assertEqual(database.get_history(), [])

    def test_large_buffers(self):
        database = self.sqlite()
        buffer = os.urandom(5_000_000)
        database.add_record("a", {"msg_id": "a", "submitted": NOW, "buffers": [memoryview(buffer)] * 2})
        self.assertEqual(database.get_record("a")["buffers"], [buffer] * 2)


class ErrorTest(DatabaseTestCase):
    def test_an_unknown_id_is_exactly_a_key_error(self):
        for database in self.sqlite(), self.open("DictDB", program=program()), self.open("NoDB", program=program()):
            with self.subTest(type(database).__name__):
                with self.assertRaises(KeyError) as raised:
                    database.get_record("nope")
                self.assertIs(type(raised.exception), KeyError)
                self.assertNotIn('"\'', str(raised.exception.args[0]))

    def test_types(self):
        database = self.hostile("friendly")
        for msg_id, name, base in (
            ("subclass", "NoData", KeyError), ("unknown", "Odd", BackendError), ("exit", "SystemExit", BackendError),
            ("builtin", "OSError", OSError), ("unsuitable", "UnicodeDecodeError", ValueError),
            ("typeless", "BackendError", BackendError),
        ):
            with self.subTest(msg_id):
                with self.assertRaises(base) as raised:
                    database.get_record(msg_id)
                self.assertEqual(type(raised.exception).__name__, name)
                self.assertEqual(str(raised.exception), "'no record'" if base is KeyError else "went wrong")

    def test_a_write_with_an_error(self):
        database = self.sqlite()
        database.add_record("a", {"msg_id": "a"})
        with self.assertRaises(KeyError):
            database.add_record("a", {"msg_id": "a"})
        with self.assertRaises(ValueError):
            database.update_record("a", {"submitted": "yesterday"})

    def test_a_result_of_the_wrong_type(self):
        with self.assertRaisesRegex(BackendError, "find_records"):
            self.hostile("friendly").find_records({})


class ChildTest(DatabaseTestCase):
    def test_a_killed_child_is_replaced(self):
        database = self.sqlite()
        database.add_record("a", {"msg_id": "a", "submitted": NOW})
        self.kill(database)
        with self.assertLogs(LOG, "ERROR") as logs:
            database.add_record("b", {"msg_id": "b", "submitted": NOW + timedelta(1)})
        message = logs.records[0].getMessage()
        self.assertEqual(message, "SQLiteDB: `taskdb host sqlitedb` was killed by SIGKILL, asked for add_record")
        self.assertEqual(database.get_history(), ["a", "b"])

    def test_records_in_memory_are_lost(self):
        database = self.open("DictDB", program=program(), record_limit=1)
        database.add_record("a", {"msg_id": "a", "submitted": NOW})
        self.kill(database)
        with self.assertLogs(LOG, "WARNING") as logs:
            self.assertEqual(database.get_history(), [])
        self.assertIn("the records of the process before are lost", logs.output[-1])
        for name in "a", "b":
            database.add_record(name, {"msg_id": name, "submitted": NOW})
        self.assertEqual(len(database.get_history()), 1)

    def test_a_child_that_dies_while_it_is_asked(self):
        database = self.hostile("die-in-history")
        with self.assertLogs(LOG, "ERROR") as logs, self.assertRaises(BackendError) as raised:
            database.get_history()
        self.assertIn("ended with status 3; its standard error ends with:\n    last words", str(raised.exception))
        self.assertEqual(len(logs.records), 2, "a read is tried twice")

    def test_a_write_under_way_is_not_repeated(self):
        database = self.hostile("hang-in-add", timeout=0.5)
        pid = database._connection.pid
        message = "did not answer .*, asked for add_record of 'a': the change may be lost"
        with self.assertRaisesRegex(BackendError, message):
            database.add_record("a", {})
        self.assertFalse(runs(pid))
        self.assertEqual(database.get_history(), ["hang-in-add"])

    def test_the_last_write_is_done_before_the_end(self):
        database = self.sqlite()
        database.add_record("a", {"msg_id": "a", "submitted": NOW})
        database.close()
        self.assertEqual(self.sqlite().get_history(), ["a"])

    def test_calls_fail_at_once_after_three_deaths_and_then_try_again(self):
        database = self.sqlite()
        with mock.patch.object(connection, "PAUSE", 3600):
            for _ in range(2):
                self.kill(database)
                database.get_history()
            self.kill(database)
            for _ in range(2):
                with self.assertRaisesRegex(BackendUnavailable, "failed 3 times in a short time"):
                    database.get_history()
        with mock.patch.object(connection, "PAUSE", 0):
            self.assertEqual(database.get_history(), [])

    def test_a_child_that_cannot_be_started_again(self):
        os.mkdir(os.path.join(self.folder, "inner"))
        database = self.sqlite(location=os.path.join(self.folder, "inner"))
        self.kill(database)
        for file in os.listdir(os.path.join(self.folder, "inner")):
            os.unlink(os.path.join(self.folder, "inner", file))
        os.rmdir(os.path.join(self.folder, "inner"))
        with self.assertRaisesRegex(BackendFailure, "could not be started again: .*directory does not exist"):
            database.get_history()
        # The Hub goes on with a task whose record cannot be read.
        with self.assertRaisesRegex(RecordUnavailable, "could not be started again") as raised:
            database.get_record("a")
        self.assertIsInstance(raised.exception, KeyError)

    def test_a_line_without_end_is_ended(self):
        database = self.hostile("endless-line")
        with mock.patch.object(child, "LONGEST_LINE", 1 << 20), self.assertRaisesRegex(BackendFailure, "more than 1048576"):
            database.get_history()

    def test_a_result_that_is_not_extended_json(self):
        with self.assertRaisesRegex(BackendFailure, "'yesterday' is not a date"):
            self.hostile("odd-date").get_history()

    def test_a_record_that_is_none_is_unavailable(self):
        with self.assertRaises(RecordUnavailable):
            self.hostile("odd-record").get_record("a")

    def test_what_a_dead_child_started_is_ended(self):
        with self.assertRaises(BackendFailure) as caught:
            self.hostile("leave-a-child").get_history()
        left = int(re.findall(r"^    ([0-9]+)", str(caught.exception), re.MULTILINE)[-1])
        wait_until(lambda: not runs(left), "the end of what the child started")

    def test_noise(self):
        with self.assertRaisesRegex(TraitError, "wrote a line that is no reply of the protocol: b'Hostile backend"):
            self.hostile("banner")
        with self.assertRaisesRegex(BackendError, "wrote a line that is no reply of the protocol: b''"):
            self.hostile("noise").get_history()

    def test_standard_error_is_logged(self):
        database = self.hostile("flood")
        with self.assertLogs(LOG, "INFO") as logs:
            self.assertEqual(database.get_history(), ["flood"])
            wait_until(lambda: len(logs.records) == 100000, "all lines")
        self.assertEqual(logs.records[-1].getMessage(), "ProtocolDB: words")

    def test_close_ends_the_child(self):
        database = self.sqlite()
        pid = database._connection.pid
        database.close()
        self.assertFalse(runs(pid))
        with self.assertRaisesRegex(BackendError, "closed"):
            database.get_history()
        database.close()

    def test_opening(self):
        for how, method in ("record-opening", "open"), ("persistent", "reopen"):
            with self.subTest(how), self.assertLogs(LOG, "INFO") as logs:
                command = "%s %s record-opening %s" % (sys.executable, os.path.join(TESTS, "hostile_backend.py"), how)
                self.open("ProtocolDB", command=command, options={"limit": 3})
                wait_until(lambda: [line for line in logs.output if '"method"' in line], "the request")
                [request] = [line for line in logs.output if '"method"' in line]
                self.assertIn('"method":"%s"' % method, request)
                self.assertEqual('{"options":{"limit":3}}' in request, method == "open")


class SettingTest(DatabaseTestCase):
    def test_importing_the_package_does_not_import_ipyparallel(self):
        code = "import sys, ipyparallel_taskdb as t; assert not {'ipyparallel', 'traitlets'} & set(sys.modules); t.nope"
        ended = subprocess.run(
            [sys.executable, "-c", code], cwd=FOLDER, stderr=subprocess.PIPE, universal_newlines=True)
        self.assertIn("AttributeError: module 'ipyparallel_taskdb' has no attribute 'nope'", ended.stderr)

    def test_a_write_waits_for_another_process_as_long_as_busy_timeout_says(self):
        database = self.sqlite(busy_timeout=0.2)
        other = sqlite3.connect(os.path.join(self.folder, "tasks.db"))
        self.addCleanup(other.close)
        other.execute("BEGIN IMMEDIATE")
        start = time.monotonic()
        self.assertRaisesRegex(OSError, "lock", database.add_record, "a", dict.fromkeys(RECORD_KEYS))
        self.assertLess(time.monotonic() - start, 4, "the default is 5 seconds")
        other.rollback()
        self.assertEqual(database.get_history(), [])
        self.assertEqual(database.find_records({}), [])

    def test_invalid_settings(self):
        for name, settings, message in (
            ("SQLiteDB", {"filename": ""}, "c.SQLiteDB.filename must not be empty"),
            ("SQLiteDB", {"table": "a&b"}, "contains a character that taskdb cannot take"),
            ("SQLiteDB", {"table": "sqlite_x"}, "SQLiteDB cannot be used: "),
            ("SQLiteDB", {"location": "/nowhere"}, "its directory does not exist"),
            ("SQLiteDB", {"synchronous": "never"}, "'full', 'normal', 'off'"),
            ("SQLiteDB", {"busy_timeout": -1}, "busy_timeout"),
            ("SQLiteDB", {"timeout": 0}, "positive number of seconds"),
            ("SQLiteDB", {"timeout": float("nan")}, "positive number of seconds"),
            ("DictDB", {"record_limit": -1}, "record_limit"),
            ("DictDB", {"record_limit": "many"}, "record_limit"),
            ("DictDB", {"cull_fraction": 1.5}, "cull_fraction"),
            ("MongoDB", {"uri": "localhost"}, "must begin with mongodb://"),
            ("NoDB", {"program": "/nowhere/taskdb"}, r"Install taskdb, or set c.NoDB.program = "),
            ("ProtocolDB", {}, "set c.ProtocolDB.command"),
            ("ProtocolDB", {"command": "db 'x"}, "is not a command: No closing quotation"),
            ("ProtocolDB", {"command": 5}, "command"),
            ("ProtocolDB", {"command": "/nowhere/db"}, "No such file"),
            ("ProtocolDB", {"command": "true"}, "ProtocolDB cannot be used: `true` ended with status 0"),
        ):
            with self.subTest(name=name, **settings), self.assertRaisesRegex(TraitError, message):
                if name not in ("ProtocolDB", "NoDB"):
                    settings["program"] = program()
                self.open(name, **settings)

    def test_every_setting_has_a_help_text(self):
        for name in ipyparallel_taskdb._DATABASES:
            cls = getattr(ipyparallel_taskdb, name)
            for trait in cls.class_own_traits(config=True).values():
                self.assertTrue(trait.help, trait.name)

    def test_a_file_of_ipyparallel_is_left_alone(self):
        from ipyparallel.controller.sqlitedb import SQLiteDB

        with mock.patch("ipyparallel.controller.sqlitedb.ioloop.PeriodicCallback"):
            SQLiteDB(location=self.folder).close()
        with self.assertRaisesRegex(TraitError, "taskdb import"):
            self.sqlite()

    def test_tables(self):
        first = self.sqlite(table="odd ?=%name")
        first.add_record("a", {"msg_id": "a", "submitted": NOW})
        self.assertEqual(self.sqlite(table="").get_history(), [])
        self.assertEqual(self.sqlite(table="odd ?=%name").get_history(), ["a"])


if __name__ == "__main__":
    unittest.main()
