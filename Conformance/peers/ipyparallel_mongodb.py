"""Runs ipyparallel's MongoDB backend under the adapter, with a new database for each `open`.

    TASKDB_MONGODB=mongodb://127.0.0.1:27017 \
        taskdb test --backend 'python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence&package=ipyparallel'

The database is named after the profile's directory, which is a new one for each `open`, and is dropped by `close`. One failure
is hidden: `get_record` adds a key `_id` with an ObjectId, which the protocol cannot carry. Nearly every case would fail
because of it.
"""

import os

import ipyparallel
import pymongo
from ipyparallel.controller import mongodb

__version__ = ipyparallel.__version__

URI = os.environ.get("TASKDB_MONGODB", "mongodb://localhost:27017")


class MongoDB(mongodb.MongoDB):
    client = None

    def __init__(self, **options):
        if MongoDB.client is None:
            MongoDB.client = pymongo.MongoClient(URI)
        self.own_name = "taskdb-" + os.path.basename(options["parent"].profile_dir.location)
        super().__init__(_connection=MongoDB.client, database=self.own_name, **options)

    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        del record["_id"]
        return record

    def close(self):
        MongoDB.client.drop_database(self.own_name)
