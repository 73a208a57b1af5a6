"""Tests of what a class is handed, as the Hub hands it over: ``python3 -m unittest discover -s tests``."""

import copy
import importlib.util
import json
import os
import pickle
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime, timedelta, timezone

FOLDER = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, FOLDER)

from ipyparallel_taskdb.judge.judge import FAILED, PASSED, WARNED, Judge  # noqa: E402
from ipyparallel_taskdb.judge.suite import Suite  # noqa: E402
from ipyparallel_taskdb.protocol import zones  # noqa: E402
from ipyparallel_taskdb.protocol.construction import OptionError  # noqa: E402
from ipyparallel_taskdb.protocol.hub import Handover, add_hint, check_found, message_of, to_bytes, with_bytes  # noqa: E402

HAS_IPYPARALLEL = importlib.util.find_spec("ipyparallel") is not None
MOMENT = datetime(2012, 1, 18, 2, 27, 56, 123456, tzinfo=timezone.utc)

# What authors wrote on two storage libraries, without these: a class that pickles records when it stores them, and one
# with a column for each of the 23 keys.
STORES = '''
import copy, pickle
from collections import UserDict
class Copying:
    def __init__(self): self.records = {}
    def stored(self, record):
        return {key: [bytes(item) for item in value] if key.endswith("buffers") and value else copy.deepcopy(value)
                for key, value in record.items()}
    def add_record(self, msg_id, record):
        if msg_id in self.records: raise KeyError(msg_id)
        self.records[msg_id] = dict(self.stored(record), msg_id=msg_id)
    def get_record(self, msg_id): return copy.deepcopy(self.records[msg_id])
    def update_record(self, msg_id, record): self.records[msg_id].update(self.stored(record), msg_id=msg_id)
    def drop_record(self, msg_id): del self.records[msg_id]
    def drop_matching_records(self, check):
        for record in self.find_records(check): del self.records[record["msg_id"]]
    def find_records(self, check, keys=None):
        return [copy.deepcopy({key: value for key, value in record.items() if not keys or key in [*keys, "msg_id"]})
                for record in self.records.values() if all(record[key] == value for key, value in check.items())]
    def get_history(self): return sorted(self.records, key=lambda name: self.records[name]["submitted"])
class Pickling(Copying):
    def stored(self, record): return pickle.loads(pickle.dumps(record))
class Columns(Copying):
    def update_record(self, msg_id, record):
        for key in record:
            if key not in self.records[msg_id]: raise ValueError("no such column: " + key)
        super().update_record(msg_id, record)
class Keeping(Copying):
    def stored(self, record): return record
class Views(Copying):
    def stored(self, record): return copy.deepcopy(record)
    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        return {key: list(map(bytearray, value)) if key.endswith("buffers") and value else value
                for key, value in record.items()}
class Mappings(Copying):
    def find_records(self, check, keys=None): return [UserDict(record) for record in super().find_records(check, keys)]
'''
BASE_DB = '''
from traitlets import Unicode
from ipyparallel.controller.dictdb import BaseDB
class Own(BaseDB):
    path = Unicode("", config=True)
    def __init__(self, **keywords):
        super().__init__(**keywords)
        assert self.session and self.parent is not None and self.log is not None
        self.found = self.path
    def get_history(self): return [self.found]
    def get_record(self, *arguments): raise KeyError()
    add_record = update_record = drop_record = drop_matching_records = find_records = get_record
class Plain(Own):
    def __init__(self): super().__init__()
'''


class HandoverTest(unittest.TestCase):
    def setUp(self):
        self.handover = Handover()

    def handed(self, **fields):
        self.handover.hand_over("add_record", ("a", fields))
        return fields

    def test_buffers_are_read_only_views(self):
        buffers = [b"one", b"", b"two", bytearray(b"three")]
        handed = self.handed(buffers=buffers, result_buffers=None, label=b"label", content={"raw": b"raw"})
        self.assertIs(handed["buffers"], buffers)
        self.assertTrue(all(type(item) is memoryview and item.readonly for item in buffers))
        self.assertEqual([bytes(item) for item in buffers], [b"one", b"", b"two", b"three"])
        self.assertEqual({len(item.obj) > len(item) for item in buffers}, {False, True})
        self.assertEqual([handed["result_buffers"], handed["label"], handed["content"]], [None, b"label", {"raw": b"raw"}])

    def test_other_values_of_buffers_stay(self):
        self.assertEqual(self.handed(buffers=5, result_buffers=[1, "two", None]),
                         {"buffers": 5, "result_buffers": [1, "two", None]})

    def test_dates_keep_their_instant(self):
        east = timezone(timedelta(hours=5, minutes=30))
        for date in [MOMENT, datetime(1, 1, 1, tzinfo=timezone.utc), datetime(9999, 12, 31, 23, tzinfo=timezone.utc)]:
            for _ in range(2):
                handed = self.handed(submitted=date, started=date, completed=date, received=date, header={"date": date})
                dates = [*list(handed.values())[:4], handed["header"]["date"]]
                self.assertEqual(dates, [date] * 5)
                self.assertIs(handed["received"].tzinfo, timezone.utc)
                self.assertEqual([item.tzinfo for item in (dates[0], dates[2], dates[4])], [zones.tzutc()] * 3)
        self.assertEqual(self.handed(submitted=MOMENT.astimezone(east))["submitted"].isoformat(),
                         "2012-01-18T07:57:56.123456+05:30")
        self.assertEqual(self.handed(submitted="today", started=MOMENT.replace(tzinfo=None)),
                         {"submitted": "today", "started": MOMENT.replace(tzinfo=None)})

    def test_a_query_has_no_views(self):
        check = {"submitted": {"$in": [MOMENT, None]}, "buffers": {"$eq": [memoryview(b"x")]}}
        self.handover.hand_over("find_records", (check, None))
        self.assertEqual(check["submitted"]["$in"][0].tzinfo, zones.tzutc())
        self.assertIs(type(check["buffers"]["$eq"][0]), bytes)

    def test_deepcopy_copies_views_and_pickle_does_not(self):
        self.assertEqual(copy.deepcopy([memoryview(b"x")]), [b"x"])
        with self.assertRaisesRegex(TypeError, "memoryview"):
            pickle.dumps(memoryview(b"x"))


class ZonesTest(unittest.TestCase):
    """The package's own zones, which take the place of dateutil's."""

    def test_utc(self):
        self.assertEqual(MOMENT.astimezone(zones.UTC()).isoformat(), MOMENT.isoformat())
        self.assertEqual(pickle.loads(pickle.dumps(MOMENT.replace(tzinfo=zones.UTC()))), MOMENT)
        self.assertIsNot(MOMENT.replace(tzinfo=zones.UTC()).tzinfo, timezone.utc)

    def test_local(self):
        for zone in ["UTC", "Europe/Berlin", "America/New_York"]:
            script = (
                "import sys; sys.path.insert(0, %r)\n"
                "from datetime import datetime, timedelta, timezone\n"
                "from ipyparallel_taskdb.protocol.zones import Local\n"
                "for hours in range(0, 9000, 7):\n"
                "    date = datetime(2012, 1, 1, tzinfo=timezone.utc) + timedelta(hours=hours)\n"
                "    assert date.astimezone(Local()).timestamp() == date.timestamp(), date\n"
                "    assert date.astimezone(Local()).utcoffset() == date.astimezone().utcoffset(), date\n" % FOLDER
            )
            with self.subTest(zone):
                subprocess.run([sys.executable, "-c", script], check=True, env={**os.environ, "TZ": zone})


    def test_elsewhere(self):
        local = zones.tzlocal_in_utc()
        with zones.elsewhere():
            self.assertEqual(MOMENT.astimezone().utcoffset(), timedelta(hours=5, minutes=45))
            self.assertEqual(MOMENT.astimezone(local).isoformat(), MOMENT.isoformat())
            self.assertEqual(repr(local), "tzlocal()")
            ends = [datetime(2012, 10, 27, 20, minute, tzinfo=timezone.utc).astimezone() for minute in (14, 15)]
            self.assertEqual([end.utcoffset() for end in ends], [timedelta(hours=6, minutes=45), timedelta(hours=5, minutes=45)])
        self.assertEqual(MOMENT.replace(tzinfo=zones._LocalInUTC()), MOMENT)


class ResultTest(unittest.TestCase):
    def test_bytes_like_objects_become_bytes(self):
        value = {"buffers": [memoryview(b"one"), bytearray(b"two")], "label": "x"}
        shown = with_bytes(value)
        self.assertIs(type(value["buffers"][0]), memoryview)
        self.assertIs(to_bytes(value), value)
        self.assertEqual([value, shown], [{"buffers": [b"one", b"two"], "label": "x"}] * 2)
        self.assertEqual([type(item) for item in shown["buffers"]], [bytes, bytes])

    def test_what_the_hub_cannot_send(self):
        check_found([{"msg_id": "a", "buffers": [memoryview(b"x")], "submitted": MOMENT, "content": {"a": [1, None]}}])
        for found, message in [
            ((record for record in []), "find_records returned a generator; the Hub needs a list of dicts"),
            ([5], "find_records returned an int at [0]; the Hub needs dicts"),
            ([{"content": {"a": [{1}]}}],
             "find_records returned a set at [0]['content']['a'][0]; the Hub sends records as JSON and needs a value for "
             "JSON"),
        ]:
            with self.subTest(message), self.assertRaises(TypeError) as raised:
                check_found(found)
            self.assertEqual(str(raised.exception), message)

    def test_hints(self):
        error = ValueError("cannot store memoryview\n[SQL: insert]")
        add_hint(error)
        self.assertEqual(
            message_of(error),
            "cannot store memoryview (the Hub hands over buffers as memoryview objects; bytes(buffer) makes one that can "
            "be stored)\n[SQL: insert]",
        )
        error = KeyError("a")
        add_hint(error)
        self.assertEqual(message_of(error), "'a'")


class StoresTest(unittest.TestCase):
    """Authors' classes fail as they fail behind a controller, with a message that says why."""

    @classmethod
    def setUpClass(cls):
        cls.suite = Suite()
        cls.folder = tempfile.TemporaryDirectory()
        for name, text in [("stores.py", STORES), ("base_db.py", BASE_DB)]:
            with open(os.path.join(cls.folder.name, name), "w", encoding="utf-8") as file:
                file.write(text)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def result(self, spec, case, **options):
        file, _, name = spec.partition(":")
        judge = Judge(self.suite, os.path.join(self.folder.name, file + ".py") + ":" + name, options)
        return judge.run(self.suite.cases["parallel_db/" + case])

    def test_copied_buffers_pass(self):
        for name in ["Copying", "Views", "Keeping"]:
            for case in ["buffers-in-order", "update-with-result", "update-each-key", "update-argument-unchanged"]:
                with self.subTest(name + " " + case):
                    self.assertEqual(self.result("stores:" + name, case).outcome, PASSED)

    def test_pickled_records_fail(self):
        result = self.result("stores:Pickling", "buffers-in-order")
        self.assertEqual(result.outcome, FAILED)
        self.assertRegex(result.headline, r"raised TypeError: .*memoryview.* \(the Hub hands over buffers as memoryview")

    def test_kept_objects_are_found_out(self):
        for case in ["change-buffers-after-add", "change-nested-after-add"]:
            self.assertEqual(self.result("stores:Keeping", case).outcome, WARNED)
            self.assertEqual(self.result("stores:Copying", case).outcome, PASSED)

    def test_columns_for_23_keys_fail(self):
        result = self.result("stores:Columns", "update-other-key")
        self.assertEqual(result.outcome, FAILED)
        self.assertIn("no such column: display_data (the Hub also writes display_data", result.headline)
        self.assertEqual(self.result("stores:Columns", "other-key-kept").outcome, WARNED)
        self.assertEqual(self.result("stores:Copying", "other-key-kept").outcome, PASSED)

    def test_mappings_that_are_not_dicts_fail(self):
        result = self.result("stores:Mappings", "add-then-find")
        self.assertIn("find_records returned an UserDict at [0]; the Hub needs dicts", result.headline)

    def test_the_adapter_fails_in_the_same_way(self):
        record = {"msg_id": "a", "buffers": [{"$binary": {"base64": "b25l", "subType": "00"}}]}
        requests = [("open", {}), ("add_record", {"msg_id": "a", "record": record}), ("get_record", {"msg_id": "a"})]
        lines = "".join(
            json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"
            for number, (method, params) in enumerate(requests)
        )
        replies = {}
        for name in ["Pickling", "Copying", "Views"]:
            run = subprocess.run(
                [sys.executable, os.path.join(FOLDER, "taskdb_adapter.py"), "stores:" + name], input=lines,
                stdout=subprocess.PIPE, text=True, cwd=self.folder.name, timeout=60,
            )
            replies[name] = [json.loads(line) for line in run.stdout.splitlines()]
        self.assertIn("(the Hub hands over buffers as memoryview", replies["Pickling"][1]["error"]["message"])
        for name in ["Copying", "Views"]:
            self.assertEqual(replies[name][2]["result"], record)
            self.assertEqual([reply.get("changed") for reply in replies[name]], [None, None, None])

    @unittest.skipUnless(HAS_IPYPARALLEL, "needs ipyparallel")
    def test_a_base_db_is_made_as_by_the_controller(self):
        judge = Judge(self.suite, os.path.join(self.folder.name, "base_db.py:Own"), {"path": "/srv/tasks"})
        judge.backend.open({})
        self.assertEqual(judge.backend.call("get_history"), ["/srv/tasks"])
        judge.backend.close()
        path = os.path.join(self.folder.name, "base_db.py")
        with self.assertRaisesRegex(OptionError, "Own has no trait nosuch with config=True; the controller can set: path"):
            Judge(self.suite, path + ":Own", {"nosuch": 1})
        for name, options, message in [
            ("Own", {"path": 5}, "The 'path' trait of .* expected a unicode string"),
            ("Plain", {}, r"'parent' \(the controller makes it as Plain\(session=str, parent=application, "),
        ]:
            with self.subTest(message):
                self.assertRegex(Judge(self.suite, "%s:%s" % (path, name), options).error, message)


if __name__ == "__main__":
    unittest.main()
