"""A database in Python that keeps its records in a file."""

import copyreg
import os
import pickle

from ipyparallel.controller.dictdb import DictDB
from traitlets import Unicode

copyreg.pickle(memoryview, lambda buffer: (bytes, (buffer.tobytes(),)))


class KeptDB(DictDB):
    capabilities = ["persistence"]
    location = Unicode(config=True)

    def __init__(self, **settings):
        super().__init__(**settings)
        self.path = os.path.join(self.location, "records")
        if os.path.exists(self.path):
            with open(self.path, "rb") as file:
                self._records = pickle.load(file)

    def add_record(self, msg_id, rec):
        super().add_record(msg_id, rec)
        self.write()

    def update_record(self, msg_id, rec):
        super().update_record(msg_id, rec)
        self.write()

    def write(self):
        with open(self.path, "wb") as file:
            pickle.dump(self._records, file)
