"""ipyparallel's controller with one request more, which gives the Hub a new, empty database.

    python -m ipyparallel_taskdb.clients.controller [options of ipcontroller]

It empties the database without asking the database to, so that a database with wrong drop methods is judged from an
empty one in each case, too.
"""

from __future__ import annotations

import os
import sys
import tempfile
import uuid
from typing import Any, Callable, Dict

import ipyparallel
from ipyparallel.controller.app import IPController

from ipyparallel_taskdb.clients import DESCRIBE, RESET
from ipyparallel_taskdb.clients.class_database import ClassDB
from ipyparallel_taskdb.hub.databases import ChildProcessDB
from ipyparallel_taskdb.protocol.backend import Backend

DESCRIBED = ("name", "version", "profile", "capabilities")


class Controller(IPController):
    """Answers ``RESET`` and ``DESCRIBE``; in all else it is ipyparallel's."""

    db: Any

    def init_hub(self) -> None:
        super().init_hub()
        self.hub.query_handlers[RESET] = self._answering(self._reset)
        self.hub.query_handlers[DESCRIBE] = self._answering(self._describe)

    def _answering(self, answer: Callable[[], Dict[str, Any]]) -> Callable[[Any, Dict[str, Any]], None]:
        def handle(client_id: Any, msg: Dict[str, Any]) -> None:
            content = dict(status="ok", **answer())
            self.hub.session.send(self.hub.query, "taskdb_reply", content=content, parent=msg, ident=client_id)

        return handle

    def _reset(self) -> Dict[str, Any]:
        hub = self.hub
        hub.monitor.flush()  # what the Hub has not read yet belongs to the records of before
        self._discard(self.db)
        if hasattr(self.db_class, "location"):
            self.config[self.db_class.__name__].location = tempfile.mkdtemp(dir=self.profile_dir.location)
        if hasattr(self.db_class, "connection_args"):
            self.config[self.db_class.__name__].database = "taskdb-" + uuid.uuid4().hex[:12]
        self.db = hub.db = self.db_class(session=self.session.session, parent=self, log=self.log)
        if isinstance(self.db, ChildProcessDB):
            self.db.renew()
        for known in (hub.pending, hub.all_completed, hub.unassigned):
            known.clear()
        for by_engine in (hub.queues, hub.tasks, hub.completed):
            for engine in by_engine:
                by_engine[engine] = type(by_engine[engine])()
        return {}

    def _discard(self, db: Any) -> None:
        """Closes a database and removes what it keeps outside this cluster's directory."""
        if hasattr(db, "connection_args"):
            db._connection.drop_database(db.database)
        close = getattr(db, "close", None)
        if close is not None:
            try:
                close()
            except Exception:
                self.log.exception("closing the database failed")

    def _describe(self) -> Dict[str, Any]:
        if isinstance(self.db, ChildProcessDB):
            return {name: self.db.about[name] for name in DESCRIBED if name in self.db.about}
        if not isinstance(self.db, ClassDB):
            return {"version": ipyparallel.__version__}
        backend = Backend(self.db.spec, self.db.backend.options)
        backend.profile_option = self.db.backend.profile_option
        backend.capabilities_option = self.db.backend.capabilities_option
        return {
            "version": backend.version, "profile": backend.profile, "capabilities": backend.capabilities(),
        }

    def start(self) -> None:
        try:
            super().start()
        finally:
            self._discard(self.db)


def main() -> None:
    sys.path.insert(0, os.getcwd())
    Controller.launch_instance()


if __name__ == "__main__":
    main()
