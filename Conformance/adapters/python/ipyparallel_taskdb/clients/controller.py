"""ipyparallel's controller with requests more, one of which gives the Hub a new, empty database.

    python -m ipyparallel_taskdb.clients.controller [options of ipcontroller]

It empties the database without asking the database to, so that a database with wrong drop methods is judged from an
empty one in each case, too.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import uuid
from typing import Any, Callable, Dict, List

import ipyparallel
from IPython.core.profiledir import ProfileDir
from ipyparallel.controller.app import IPController

from ipyparallel_taskdb.clients import DESCRIBE, FLUSH, RESET
from ipyparallel_taskdb.clients.class_database import ClassDB
from ipyparallel_taskdb.hub.databases import ChildProcessDB
from ipyparallel_taskdb.protocol.backend import Backend, held_ids

DESCRIBED = ("name", "version", "profile", "capabilities")


class Controller(IPController):
    """Answers ``RESET``, ``FLUSH`` and ``DESCRIBE``; in all else it is ipyparallel's."""

    db: Any
    _first_profile_dir: Any = None
    _start_loop: Any = None

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._replies: List[Callable[[], None]] = []

    def init_hub(self) -> None:
        self._first_profile_dir = self.profile_dir
        super().init_hub()
        self.hub.query_handlers[RESET] = self._answering(self._reset)
        self.hub.query_handlers[FLUSH] = self._flush
        self.hub.query_handlers[DESCRIBE] = self._answering(self._describe)

    def _answering(self, answer: Callable[[], Dict[str, Any]]) -> Callable[[Any, Dict[str, Any]], None]:
        """A handler that stops the loop, so that a database is made while none runs, as at the start."""

        def handle(client_id: Any, msg: Dict[str, Any]) -> None:
            self._replies.append(lambda: self._reply(client_id, msg, answer))
            self.loop.stop()

        return handle

    def _reply(self, client_id: Any, msg: Dict[str, Any], answer: Callable[[], Dict[str, Any]]) -> None:
        try:
            content = dict(status="ok", **answer())
        except Exception as error:
            self.log.exception("DB Error opening a new database")
            content = {"status": "error", "ename": type(error).__name__, "evalue": str(error)}
        self.hub.session.send(self.hub.query, "taskdb_reply", content=content, parent=msg, ident=client_id)

    def _flush(self, client_id: Any, msg: Dict[str, Any]) -> None:
        """Answers when the Hub has dealt with all that has reached it."""
        self.hub.monitor.flush()
        self._reply(client_id, msg, dict)

    def _run_loop(self) -> None:
        self._start_loop()
        while self._replies:
            asyncio.set_event_loop(self.loop.asyncio_loop)
            self._replies.pop(0)()
            self._start_loop()

    def _reset(self) -> Dict[str, Any]:
        hub = self.hub
        hub.monitor.flush()  # what the Hub has not read yet belongs to the records of before
        self._discard(self.db)
        # A database that keeps its files in the profile finds a new one.
        self.profile_dir = ProfileDir(location=tempfile.mkdtemp(dir=self._first_profile_dir.location))
        if hasattr(self.db_class, "location"):
            self.config[self.db_class.__name__].location = self.profile_dir.location
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
        return {"left": held_ids(lambda method, *arguments: getattr(self.db, method)(*arguments))}

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
        backend = Backend(self.db.spec, self.db.backend.options, self)
        backend.profile_option = self.db.backend.profile_option
        backend.capabilities_option = self.db.backend.capabilities_option
        return {
            "version": backend.version, "profile": backend.profile, "capabilities": backend.capabilities(),
        }

    def cleanup_connection_files(self) -> None:
        self.profile_dir = self._first_profile_dir
        super().cleanup_connection_files()

    def start(self) -> None:
        self._start_loop, self.loop.start = self.loop.start, self._run_loop
        try:
            super().start()
        finally:
            self._discard(self.db)


def main() -> None:
    sys.path.insert(0, os.getcwd())
    Controller.launch_instance()


if __name__ == "__main__":
    main()
