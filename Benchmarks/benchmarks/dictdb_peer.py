"""Does with ipyparallel's DictDB what a line of standard input says, as databasebench does with taskdb's.

    python dictdb_peer.py
"""

import json
import os
import random
import sys
import time

from ipyparallel.controller.dictdb import DictDB

from peer import decoded, serve


class Peer:
    def answer(self, words):
        return getattr(self, words[0])(*words[1:])

    def load(self, count):
        """Adds to an empty database; the result is the bytes of memory taken for each record."""
        self.database = DictDB(record_limit=sys.maxsize, size_limit=sys.maxsize)
        count, spent, before = int(count), 0, resident_bytes()
        for start in range(0, count, 1000):
            batch = [read_document() for _ in range(start, min(start + 1000, count))]
            begin = time.perf_counter()
            for record in batch:
                self.database.add_record(record["msg_id"], record)
            spent += time.perf_counter() - begin
        taken = resident_bytes() - before
        self.ids = self.database.get_history()
        return spent, taken // count

    def replies(self, count):
        self.all_replies = [read_document() for _ in range(int(count))]
        return 0, count

    def get(self, count):
        return self.in_random_order(count, lambda name, reply: self.database.get_record(name))

    def update(self, count):
        return self.in_random_order(count, self.database.update_record)

    def drop(self, count):
        return self.in_random_order(count, lambda name, reply: self.database.drop_record(name))

    def in_random_order(self, count, act):
        """Does something with so many of the records, each once if there are enough."""
        order, replies = random.sample(range(len(self.ids)), len(self.ids)), self.all_replies
        start = time.perf_counter()
        for index in range(int(count)):
            number = order[index % len(order)]
            act(self.ids[number], replies[number % len(replies)])
        return time.perf_counter() - start, count

    def history(self, times):
        return self.repeated(times, self.database.get_history)

    def find(self, name, times):
        ids, value = self.ids, self.value
        check, keys = {
            "pending": lambda: ({"completed": None}, ["submitted", "engine_uuid"]),
            "newest": lambda: ({"submitted": {"$gte": value("submitted", len(ids) - len(ids) // 100)}}, None),
            "engines": lambda: (
                {"engine_uuid": {"$in": [value("engine_uuid", 3), value("engine_uuid", 11)]}}, ["completed"]),
            "msg_ids": lambda: ({"msg_id": {"$in": [ids[n * 97 % len(ids)] for n in range(100)]}}, None),
            "ne": lambda: ({"client_uuid": {"$ne": value("client_uuid", 0)}}, None),
        }[name]()
        return self.repeated(times, lambda: self.database.find_records(check, keys))

    def repeated(self, times, act):
        start = time.perf_counter()
        for _ in range(int(times)):
            result = len(act())
        return time.perf_counter() - start, result

    def value(self, key, number):
        return self.database.get_record(self.ids[number])[key]


def read_document():
    return json.loads(sys.stdin.readline(), object_pairs_hook=decoded)


def resident_bytes():
    """The memory that is in use and belongs to no file."""
    with open("/proc/self/statm", encoding="ascii") as file:
        _, resident, shared, *_ = map(int, file.read().split())
    return (resident - shared) * os.sysconf("SC_PAGESIZE")


if __name__ == "__main__":
    serve(Peer())
