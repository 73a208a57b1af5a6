"""A Python class as the database of ipyparallel's controller."""

import json

from ipyparallel.controller.dictdb import BaseDB
from traitlets import Unicode

from ipyparallel_taskdb.protocol.backend import Backend
from ipyparallel_taskdb.protocol.construction import accepts


class ClassDB(BaseDB):
    """Passes each call on to an instance of the class, which is a BaseDB or just has the seven methods."""

    spec = Unicode("", config=True, help="MODULE:CLASS or PATH.py:CLASS")
    options = Unicode("{}", config=True, help="options of its constructor, as a JSON object")

    def __init__(self, **keywords):
        super().__init__(**keywords)
        self.backend = Backend(self.spec, json.loads(self.options))
        self.backend.open({"session": self.session} if accepts(self.backend.cls, "session") else {})
        # Called without the backend's help: what the Hub hands over needs no preparation.
        self.instance = self.backend.instance

    def close(self):
        self.backend.close()

    def add_record(self, msg_id, rec):
        return self.instance.add_record(msg_id, rec)

    def get_record(self, msg_id):
        return self.instance.get_record(msg_id)

    def update_record(self, msg_id, rec):
        return self.instance.update_record(msg_id, rec)

    def drop_record(self, msg_id):
        return self.instance.drop_record(msg_id)

    def drop_matching_records(self, check):
        return self.instance.drop_matching_records(check)

    def find_records(self, check, keys=None):
        return self.instance.find_records(check, keys)

    def get_history(self):
        return self.instance.get_history()
