"""Small task databases that keep every **must**, for tests: `taskdb-suite ./memory_database.py:MemoryDB`."""

import copy
import fnmatch
import operator
import os
import pickle
from datetime import date


def _copy(value):
    """A copy that shares nothing; the Hub's buffers are memoryviews, which ``deepcopy`` refuses."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return bytes(value) if isinstance(value, memoryview) else copy.deepcopy(value)


def _kind(value):
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float
    return date if isinstance(value, date) else type(value)


def _equal(one, other):
    return _kind(one) is _kind(other) and one == other


def _ordered(compare):
    ordered = (float, str, date)
    return lambda value, bound: _kind(value) in ordered and _kind(value) is _kind(bound) and compare(value, bound)


def _glob(value, pattern):
    return isinstance(value, str) and isinstance(pattern, str) and fnmatch.fnmatchcase(value, pattern)


OPERATORS = {
    "$eq": _equal,
    "$ne": lambda value, other: not _equal(value, other),
    "$in": lambda value, others: any(_equal(value, other) for other in others),
    "$nin": lambda value, others: not any(_equal(value, other) for other in others),
    "$lt": _ordered(operator.lt), "$lte": _ordered(operator.le),
    "$gt": _ordered(operator.gt), "$gte": _ordered(operator.ge),
    "$glob": _glob,
}


class MemoryDB:
    capabilities = ("glob",)

    def __init__(self):
        self.records = {}

    def add_record(self, msg_id, record):
        if msg_id in self.records:
            raise KeyError("the msg_id %r is taken" % msg_id)
        self.records[msg_id] = dict(self._checked(record), msg_id=msg_id)

    def get_record(self, msg_id):
        return _copy(self.records[msg_id])

    def update_record(self, msg_id, record):
        self.records[msg_id].update(dict(self._checked(record), msg_id=msg_id))

    def drop_record(self, msg_id):
        del self.records[msg_id]

    def drop_matching_records(self, check):
        for record in self._matching(check):
            del self.records[record["msg_id"]]

    def find_records(self, check, keys=None):
        wanted = {"msg_id", *keys} if keys else None
        return [
            {key: _copy(value) for key, value in record.items() if wanted is None or key in wanted}
            for record in self._matching(check)
        ]

    def get_history(self):
        submitted = [record for record in self.records.values() if record["submitted"] is not None]
        return [record["msg_id"] for record in sorted(submitted, key=lambda record: record["submitted"])]

    def _checked(self, record):
        for key in ("submitted", "started", "completed", "received"):
            if record.get(key) is not None and not isinstance(record[key], date):
                raise ValueError("%s is no date" % key)
        return _copy(record)

    def _matching(self, check):
        tests = []
        for key, test in check.items():
            is_operators = isinstance(test, dict) and any(name.startswith("$") for name in test)
            for name, operand in (test if is_operators else {"$eq": test}).items():
                tests.append((key, OPERATORS[name], operand))
        return [r for r in self.records.values() if all(test(r.get(key), operand) for key, test, operand in tests)]


class FileDB(MemoryDB):
    """Persistent: writes all records to a file at each change."""

    capabilities = ("persistence", "glob")

    def __init__(self, location):
        super().__init__()
        self.path = os.path.join(location, "records")
        if os.path.exists(self.path):
            with open(self.path, "rb") as file:
                self.records = pickle.load(file)

    def write(self):
        with open(self.path + ".new", "wb") as file:
            pickle.dump(self.records, file)
        os.replace(self.path + ".new", self.path)

    def changed(self):
        self.write()

    def add_record(self, msg_id, record):
        super().add_record(msg_id, record)
        self.changed()

    def update_record(self, msg_id, record):
        super().update_record(msg_id, record)
        self.changed()

    def drop_record(self, msg_id):
        super().drop_record(msg_id)
        self.changed()

    def drop_matching_records(self, check):
        super().drop_matching_records(check)
        self.changed()
