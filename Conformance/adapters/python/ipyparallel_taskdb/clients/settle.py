"""Waiting until the Hub has recorded what clients have done."""

from __future__ import annotations

import time
from collections import defaultdict
from typing import Any, Callable, DefaultDict, Dict, List, Optional, Set

from ipyparallel.error import RemoteError

KEYS = [
    "completed", "engine_uuid", "resubmitted", "stdout", "stderr", "execute_input", "execute_result", "error",
]
INTERVAL = 0.01
# How long the Hub may take to record the output of a task whose result it has.
OUTPUT_SECONDS = 3.0
# How long the Hub may take to learn of a task whose result its client has. Where it has lost one it will lose more.
HUB_SECONDS, NEXT_HUB_SECONDS = 6.0, 0.5


class LostTaskError(RuntimeError):
    """The Hub does not know a task that has ended: its database raised when it was asked for the task."""


class Settle:
    """``settle()`` in a session.

    It waits for the Hub, never for the database: a record that the database has lost is not waited for, so that the
    session itself shows the loss. ``flush()`` returns when the Hub has dealt with what has reached it, where a
    controller can be asked for that.
    """

    def __init__(self, clients: List[Any], flush: Callable[[], object], has_lost: bool = False) -> None:
        self._clients = clients
        self._flush = flush
        # Whether the Hub has lost a task, in this session or in one before.
        self.has_lost = has_lost
        for client in clients:
            client.metadata = _Metadata(client.metadata)

    def __call__(self, running: Any = ()) -> None:
        """Returns when all tasks of the clients have ended and the Hub has recorded them. Raises ``LostTaskError`` if it
        does not learn of one.

        The tasks in ``running``, an AsyncResult or a list of msg_ids, need only run: they are recorded, on an engine.
        """
        still = set(getattr(running, "msg_ids", running))
        for client in self._clients:
            if client._closed:
                continue
            sent = set(client.history) - _broadcasts(client)
            self._wait_for_results(client, sent - still)
            known = self._wait_for_hub(client, sent, still)
            self._wait_for_output(client, known - still)
            self._wait_for_engines(client, still & sent)

    def _wait_for_results(self, client: Any, sent: Set[str]) -> None:
        """Waits until the client itself has all results, and the output of its tasks."""
        while sent & client.outstanding:
            time.sleep(INTERVAL)
        limit = time.monotonic() + OUTPUT_SECONDS  # an engine that has ended sends no more
        while sent & set(client._output_futures) and time.monotonic() < limit:
            time.sleep(INTERVAL)

    def _wait_for_hub(self, client: Any, sent: Set[str], still: Set[str]) -> Set[str]:
        """Waits until the Hub knows all tasks, and that those not in ``still`` have ended. Returns their msg_ids with
        those that they were resubmitted as."""
        known: Set[str] = set()
        new = set(sent)
        while new:
            limit = time.monotonic() + (NEXT_HUB_SECONDS if self.has_lost else HUB_SECONDS)
            while not _hub_has(client, new, still):
                if time.monotonic() > limit:
                    self.has_lost = True
                    raise LostTaskError("the Hub has not recorded a task that has ended: %s" % sorted(new)[0])
                self._flush()
                time.sleep(INTERVAL)
            known |= new
            new = {record["resubmitted"] for record in _records(client, new) if record["resubmitted"]} - known
        return known

    def _wait_for_output(self, client: Any, known: Set[str]) -> None:
        """Waits until the records of the database have the output that the client itself has."""
        limit = time.monotonic() + OUTPUT_SECONDS
        waits = True
        while waits and time.monotonic() < limit:
            waits = any(
                record["completed"] and not _has_output(record, client.metadata.all.get(record["msg_id"]))
                for record in _records(client, known)
            )
            if waits:
                time.sleep(INTERVAL)

    def _wait_for_engines(self, client: Any, running: Set[str]) -> None:
        """Waits until the records of running tasks say where they run."""
        limit = time.monotonic() + OUTPUT_SECONDS
        while time.monotonic() < limit:
            if all(record["engine_uuid"] for record in _records(client, running)):
                return
            time.sleep(INTERVAL)


class _Metadata(defaultdict):
    """A client's metadata; ``all`` also has what the client has dropped since."""

    def __init__(self, metadata: DefaultDict[str, Any]) -> None:
        super().__init__(metadata.default_factory, metadata)
        self.all = dict(metadata)

    def __missing__(self, key: str) -> Any:
        value = super().__missing__(key)
        return self.all.setdefault(key, value)


def _broadcasts(client: Any) -> Set[str]:
    """The msg_ids of broadcasts, which the Hub never records and the client keeps as outstanding for ever."""
    parts = [msg_id.rpartition("_")[0] for msg_id in list(client.metadata.all)]
    return set(client.history).intersection(parts)


def _hub_has(client: Any, msg_ids: Set[str], still: Set[str]) -> bool:
    """Whether the Hub's memory has all tasks, and as ended except those in ``still``. Asks neither the client's cache
    nor the database."""
    content = {"msg_ids": sorted(msg_ids), "status_only": True}
    status = client._send_recv(client._query_stream, "result_request", content=content)["content"]
    return status["status"] == "ok" and still.issuperset(status["pending"])


def _records(client: Any, msg_ids: Set[str]) -> List[Dict[str, Any]]:
    """The records of the database; none if the database refuses to say."""
    if not msg_ids:
        return []
    try:
        return client.db_query({"msg_id": {"$in": sorted(msg_ids)}}, keys=KEYS)
    except RemoteError:
        return []


def _has_output(record: Dict[str, Any], metadata: Optional[Dict[str, Any]]) -> bool:
    if metadata is None:
        return True
    is_equal = all(record[key] == metadata[key] for key in ("stdout", "stderr"))
    return is_equal and all(
        record[key] or not metadata[key] for key in ("execute_input", "execute_result", "error")
    )
