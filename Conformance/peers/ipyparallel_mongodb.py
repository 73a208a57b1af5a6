"""ipyparallel's MongoDB backend as a peer to be judged: a database of its own for each that is opened.

    TASKDB_MONGODB=mongodb://127.0.0.1:27017 \
        taskdb test --backend 'python:Conformance/peers/ipyparallel_mongodb.py:MongoDB?capabilities=+persistence&package=ipyparallel'

The class is told which database to use, and the databases are dropped in the end. One thing is forgiven: its `get_record`
adds a key `_id` with an ObjectId, which no other language could be told of; nearly every case would fail for it.
"""

import atexit
import os
import uuid

import ipyparallel
import pymongo
from ipyparallel.controller import mongodb

__version__ = ipyparallel.__version__

URI = os.environ.get("TASKDB_MONGODB", "mongodb://localhost:27017")


class MongoDB(mongodb.MongoDB):
    # What makes the adapter hand over a directory, a new one for each database and the same one to open it again.
    location = None
    client = None
    databases = {}

    def __init__(self, location=None, **options):
        if MongoDB.client is None:
            MongoDB.client = pymongo.MongoClient(URI)
            atexit.register(MongoDB.drop_databases)
        if location not in MongoDB.databases:
            MongoDB.drop_databases()
            MongoDB.databases[location] = "taskdb-" + str(uuid.uuid4())
        super().__init__(_connection=MongoDB.client, database=MongoDB.databases[location], **options)

    def get_record(self, msg_id):
        record = super().get_record(msg_id)
        del record["_id"]
        return record

    @classmethod
    def drop_databases(cls):
        while cls.databases:
            cls.client.drop_database(cls.databases.popitem()[1])
