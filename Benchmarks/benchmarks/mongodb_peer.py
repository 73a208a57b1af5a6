"""Runs the commands of databasebench, read from standard input, with pymongo.

    python mongodb_peer.py RECORDS URI
"""

import sys
import time
import uuid

from pymongo import MongoClient, WriteConcern

from peer import read_records, serve


class Peer:
    def __init__(self, records, uri):
        self.records = read_records(records)
        self.client = MongoClient(uri, tz_aware=True)
        self.begin()

    def begin(self):
        """Makes a collection with the indexes and the durability of taskdb's."""
        concern = WriteConcern(w="majority", j=True)
        self.collection = self.client[str(uuid.uuid4())].get_collection("records", write_concern=concern)
        self.collection.create_index("msg_id", unique=True)
        self.collection.create_index("submitted")

    def answer(self, words):
        if words[0] == "add":
            self.begin()
        start = time.perf_counter()
        result = getattr(self, words[0])(int(words[1]))
        return time.perf_counter() - start, result

    def add(self, count):
        for record in self.records[:count]:
            # insert_one adds an _id to its argument.
            self.collection.insert_one(dict(record))
        return count

    def get(self, count):
        for index in range(count):
            name = self.records[index * 7919 % len(self.records)]["msg_id"]
            assert self.collection.find_one({"msg_id": name})["msg_id"] == name
        return count


if __name__ == "__main__":
    serve(Peer(*sys.argv[1:]))
