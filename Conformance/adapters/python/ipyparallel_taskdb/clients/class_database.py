"""A Python class as the database of ipyparallel's controller."""

from __future__ import annotations

import json
from typing import Any, Dict, List, Optional

from ipyparallel.controller.dictdb import BaseDB
from traitlets import Unicode

from ipyparallel_taskdb.protocol.backend import Backend
from ipyparallel_taskdb.protocol.construction import accepts


class ClassDB(BaseDB):
    """Passes each call on to an instance of the class, which is a BaseDB or just has the seven methods."""

    spec = Unicode("", config=True, help="MODULE:CLASS or PATH.py:CLASS")
    options = Unicode("{}", config=True, help="options of its constructor, as a JSON object")

    def __init__(self, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.backend = Backend(self.spec, json.loads(self.options), self.parent)
        self.backend.open({"session": self.session} if accepts(self.backend.cls, "session") else {})
        # Called without the backend's help: what the Hub hands over needs no preparation.
        self.instance = self.backend.instance

    def close(self) -> None:
        self.backend.close()

    def add_record(self, msg_id: str, rec: Dict[str, Any]) -> Any:
        return self.instance.add_record(msg_id, rec)

    def get_record(self, msg_id: str) -> Any:
        return self.instance.get_record(msg_id)

    def update_record(self, msg_id: str, rec: Dict[str, Any]) -> Any:
        return self.instance.update_record(msg_id, rec)

    def drop_record(self, msg_id: str) -> Any:
        return self.instance.drop_record(msg_id)

    def drop_matching_records(self, check: Dict[str, Any]) -> Any:
        return self.instance.drop_matching_records(check)

    def find_records(self, check: Dict[str, Any], keys: Optional[List[str]] = None) -> Any:
        return self.instance.find_records(check, keys)

    def get_history(self) -> Any:
        return self.instance.get_history()
