"""Does with ipyparallel's SQLiteDB what a line of standard input says, as databasebench does with taskdb's.

    python sqlite_peer.py RECORDS FOLDER
"""

import base64
import json
import os
import sys
import time
import uuid
import warnings
from datetime import datetime

from ipyparallel.controller.sqlitedb import SQLiteDB

warnings.simplefilter("ignore")


def decoded(pairs):
    """An object of Extended JSON: the types that the records hold."""
    value = dict(pairs)
    if "$date" in value:
        return datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    if "$binary" in value:
        return base64.b64decode(value["$binary"]["base64"])
    return value


class Peer:
    def __init__(self, records, folder):
        with open(records, encoding="utf-8") as lines:
            self.records = [json.loads(line, object_pairs_hook=decoded) for line in lines]
        self.folder = folder
        self.begin()

    def begin(self):
        self.name = str(uuid.uuid4()) + ".db"
        self.database = SQLiteDB(location=self.folder, filename=self.name)

    def answer(self, words):
        if words[0] == "add":
            self.database.close()
            os.remove(os.path.join(self.folder, self.name))
            self.begin()
        start = time.perf_counter()
        result = getattr(self, words[0])(*words[1:])
        return time.perf_counter() - start, result

    def add(self, count, committed):
        """Adds with a commit after each, or, with 0, with one in the end."""
        for record in self.records[:int(count)]:
            self.database.add_record(record["msg_id"], record)
            if committed != "0":
                self.database._db.commit()
        self.database._db.commit()
        return count

    def get(self, count):
        for index in range(int(count)):
            self.database.get_record(self.records[index * 7919 % len(self.records)]["msg_id"])
        return count

    def find(self, name):
        records = self.records
        check = {
            "completed": lambda: {"completed": {"$ne": None}},
            "newest": lambda: {"submitted": {"$gte": records[len(records) - len(records) // 100]["submitted"]}},
            "engines": lambda: {"engine_uuid": {"$in": [records[3]["engine_uuid"], records[11]["engine_uuid"]]}},
            "msg_ids": lambda: {"msg_id": {"$in": [records[n * 97 % len(records)]["msg_id"] for n in range(100)]}},
            "ne": lambda: {"client_uuid": {"$ne": records[0]["client_uuid"]}},
        }[name]()
        return len(self.database.find_records(check))

    def size(self):
        self.database._db.commit()
        return os.path.getsize(os.path.join(self.folder, self.name))


def main():
    peer = Peer(*sys.argv[1:])
    for line in sys.stdin:
        print(*peer.answer(line.split()), flush=True)


if __name__ == "__main__":
    main()
