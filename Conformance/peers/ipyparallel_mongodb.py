"""ipyparallel's MongoDB backend as a peer to be judged: a database of its own for each that is opened.

    TASKDB_MONGODB=mongodb://127.0.0.1:27017 \
        taskdb test --backend 'python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence&package=ipyparallel'

The class is told which database to use, one for each directory it is given, and the database is dropped when it is
closed. One thing is forgiven: its `get_record` adds a key `_id` with an ObjectId, which no other language could be told
of; nearly every case would fail for it.
"""

import os

import ipyparallel
import pymongo
from ipyparallel.controller import mongodb

__version__ = ipyparallel.__version__

URI = os.environ.get("TASKDB_MONGODB", "mongodb://localhost:27017")


class MongoDB(mongodb.MongoDB):
    # What makes the adapter hand over a directory, a new one for each database and the same one to open it again.
    location = None
    client = None

    def __init__(self, location=None, **options):
        if MongoDB.client is None:
            MongoDB.client = pymongo.MongoClient(URI)
        self.own_name = "taskdb-" + os.path.basename(location)
        super().__init__(_connection=MongoDB.client, database=self.own_name, **options)

    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        del record["_id"]
        return record

    def close(self):
        MongoDB.client.drop_database(self.own_name)
