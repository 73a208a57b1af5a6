"""Waiting until the Hub has recorded what clients have done."""

import time
from collections import defaultdict

from ipyparallel.error import RemoteError

KEYS = [
    "completed", "engine_uuid", "resubmitted", "stdout", "stderr", "execute_input", "execute_result", "error",
]
INTERVAL = 0.01
# How long the Hub may take to record the output of a task whose result it has.
OUTPUT_SECONDS = 3.0


class Settle:
    """``settle()`` in a session.

    It waits for the Hub, never for the database: a record that the database has lost is not waited for, so that the
    session itself shows the loss.
    """

    def __init__(self, clients):
        self._clients = clients
        for client in clients:
            client.metadata = _Metadata(client.metadata)

    def __call__(self, running=()):
        """Returns when all tasks of the clients have ended and the Hub has recorded them.

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

    def _wait_for_results(self, client, sent):
        """Waits until the client itself has all results, and the output of its tasks."""
        while sent & client.outstanding:
            time.sleep(INTERVAL)
        limit = time.monotonic() + OUTPUT_SECONDS  # an engine that has ended sends no more
        while sent & set(client._output_futures) and time.monotonic() < limit:
            time.sleep(INTERVAL)

    def _wait_for_hub(self, client, sent, still):
        """Waits until the Hub knows all tasks, and that those not in ``still`` have ended. Returns their msg_ids with
        those that they were resubmitted as."""
        known, new = set(), set(sent)
        while new:
            while not _hub_has(client, new, still):
                time.sleep(INTERVAL)
            known |= new
            new = {record["resubmitted"] for record in _records(client, new) if record["resubmitted"]} - known
        return known

    def _wait_for_output(self, client, known):
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

    def _wait_for_engines(self, client, running):
        """Waits until the records of running tasks say where they run."""
        limit = time.monotonic() + OUTPUT_SECONDS
        while time.monotonic() < limit:
            if all(record["engine_uuid"] for record in _records(client, running)):
                return
            time.sleep(INTERVAL)


class _Metadata(defaultdict):
    """A client's metadata; ``all`` also has what the client has dropped since."""

    def __init__(self, metadata):
        super().__init__(metadata.default_factory, metadata)
        self.all = dict(metadata)

    def __missing__(self, key):
        value = super().__missing__(key)
        return self.all.setdefault(key, value)


def _broadcasts(client):
    """The msg_ids of broadcasts, which the Hub never records and the client keeps as outstanding for ever."""
    parts = [msg_id.rpartition("_")[0] for msg_id in list(client.metadata.all)]
    return set(client.history).intersection(parts)


def _hub_has(client, msg_ids, still):
    """Whether the Hub's memory has all tasks, and as ended except those in ``still``. Asks neither the client's cache
    nor the database."""
    content = {"msg_ids": sorted(msg_ids), "status_only": True}
    status = client._send_recv(client._query_stream, "result_request", content=content)["content"]
    return status["status"] == "ok" and still.issuperset(status["pending"])


def _records(client, msg_ids):
    """The records of the database; none if the database refuses to say."""
    if not msg_ids:
        return []
    try:
        return client.db_query({"msg_id": {"$in": sorted(msg_ids)}}, keys=KEYS)
    except RemoteError:
        return []


def _has_output(record, metadata):
    if metadata is None:
        return True
    is_equal = all(record[key] == metadata[key] for key in ("stdout", "stderr"))
    return is_equal and all(
        record[key] or not metadata[key] for key in ("execute_input", "execute_result", "error")
    )
