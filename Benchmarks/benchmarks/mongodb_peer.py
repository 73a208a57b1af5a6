"""Does with pymongo what a line of standard input says, as databasebench does with taskdb's MongoDB.

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
        """A collection with the indexes and the durability that taskdb's has."""
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
            # insert_one puts an _id into what it is given.
            self.collection.insert_one(dict(record))
        return count

    def get(self, count):
        for index in range(count):
            name = self.records[index * 7919 % len(self.records)]["msg_id"]
            assert self.collection.find_one({"msg_id": name})["msg_id"] == name
        return count


if __name__ == "__main__":
    serve(Peer(*sys.argv[1:]))
