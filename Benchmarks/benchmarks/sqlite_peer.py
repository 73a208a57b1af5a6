"""Runs the commands of databasebench, read from standard input, with ipyparallel's SQLiteDB.

    python sqlite_peer.py RECORDS FOLDER
"""

import os
import sys
import time
import uuid
import warnings

from ipyparallel.controller.sqlitedb import SQLiteDB

from peer import read_records, serve

warnings.simplefilter("ignore")


class Peer:
    def __init__(self, records, folder):
        self.records = read_records(records)
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
        """Adds with a commit after each record, or, with 0, one at the end."""
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

    def update(self, count):
        """Commits after each change."""
        changes = {"completed": self.records[0]["submitted"], "result_content": {"status": "ok"}}
        for index in range(int(count)):
            self.database.update_record(self.records[index * 7919 % len(self.records)]["msg_id"], dict(changes))
            self.database._db.commit()
        return count

    def drop(self, count):
        """Commits after each record."""
        for record in self.records[:int(count)]:
            self.database.drop_record(record["msg_id"])
            self.database._db.commit()
        return count

    def history(self):
        return len(self.database.get_history())

    def find(self, name):
        records = self.records
        check = {
            "completed": lambda: {"completed": {"$ne": None}},
            "newest": lambda: {"submitted": {"$gte": records[len(records) - len(records) // 100]["submitted"]}},
            "engines": lambda: {"engine_uuid": {"$in": [records[3]["engine_uuid"], records[11]["engine_uuid"]]}},
            "msg_ids": lambda: {"msg_id": {"$in": [records[n * 97 % len(records)]["msg_id"] for n in range(100)]}},
            "client": lambda: {
                "client_uuid": records[0]["client_uuid"],
                "submitted": {"$gte": records[len(records) - len(records) // 100]["submitted"]}},
            "ne": lambda: {"client_uuid": {"$ne": records[0]["client_uuid"]}},
        }[name]()
        return len(self.database.find_records(check))

    def size(self):
        self.database._db.commit()
        return os.path.getsize(os.path.join(self.folder, self.name))


if __name__ == "__main__":
    serve(Peer(*sys.argv[1:]))
