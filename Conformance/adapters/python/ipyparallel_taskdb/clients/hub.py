"""The Hub as the judge uses it: new clients and an empty database for each case."""

from __future__ import annotations

import time
from typing import Any, Dict, List, Optional

import ipyparallel
from ipyparallel.error import RemoteError

from ipyparallel_taskdb.clients import DESCRIBE, FLUSH, RESET
from ipyparallel_taskdb.clients.settle import LostTaskError, Settle

# A client's connection to loopback needs no more; without a limit the client waits for ever.
CONNECT_SECONDS = 20


class HubError(Exception):
    """The Hub cannot be used for the next case."""


class NotEmptyError(Exception):
    """A new database has records."""

    def __init__(self, left: List[str]) -> None:
        super().__init__(left)
        self.left = left


class Hub:
    """Connects to a controller. One that is ``is_own`` answers the requests of ``clients.controller``."""

    def __init__(self, connection_file: str, engines: int, is_own: bool) -> None:
        self._file = connection_file
        self._engines = engines
        self._is_own = is_own
        self._is_fresh = True
        self._client = self._new_client()
        self._clients: List[ipyparallel.Client] = []
        self._settle: Optional[Settle] = None
        self._has_lost = False

    def _new_client(self) -> ipyparallel.Client:
        return ipyparallel.Client(self._file, timeout=CONNECT_SECONDS)

    def wait_for_engines(self) -> None:
        for client in [self._client, *self._clients]:
            while len(client.ids) < self._engines:
                time.sleep(0.02)

    def describe(self) -> Dict[str, Any]:
        """The name, the version, the profile and the capabilities, where the controller can say them."""
        if not self._is_own:
            return {}
        content = self._ask(DESCRIBE)
        return {name: content[name] for name in ("name", "version", "profile", "capabilities") if name in content}

    def new_clients(self) -> Dict[str, Any]:
        """The names of a new session; the database is empty. Raises ``NotEmptyError`` if a new one is not, and
        ``HubError`` if there is none."""
        self._clients = [self._new_client(), self._new_client()]
        self.wait_for_engines()
        self._settle = Settle(self._clients, self._flush, self._has_lost)
        self._empty()
        return {"rc": self._clients[0], "rc2": self._clients[1], "ipp": ipyparallel, "settle": self._settle}

    def end_clients(self) -> None:
        """Waits until the engines and the Hub have done all that the session asked for."""
        for client in self._clients:
            if client.outstanding:
                client.abort()
        if len(self._client.ids) < self._engines:
            raise HubError("an engine has ended")
        fence = Settle([self._client], self._flush, self._is_own)
        self._client[:].apply_sync(int)
        self._client.clear(block=True)
        assert self._settle is not None
        self._has_lost = self._has_lost or self._settle.has_lost
        # The reset flushes the Hub: short waits do.
        self._settle.has_lost = self._settle.has_lost or self._is_own
        try:
            self._settle()
            fence()
        except LostTaskError:
            if not self._is_own:
                raise
        for client in self._clients:
            client.close()
        self._client.history.clear()

    def _empty(self) -> None:
        if self._is_own:
            left = self._ask(RESET)["left"]
            if left:
                raise NotEmptyError(left)
        elif not self._is_fresh:
            self._client.purge_hub_results("all")
            self._check_empty()
        self._is_fresh = False

    def _check_empty(self) -> None:
        """A database that keeps nothing refuses both questions."""
        try:
            left = self._client.hub_history() or self._client.db_query({"msg_id": {"$ne": ""}}, keys=["msg_id"])
        except RemoteError:
            return
        if left:
            raise HubError("purge_hub_results('all') left %d records" % len(left))

    def _flush(self) -> None:
        if self._is_own:
            self._ask(FLUSH)

    def _ask(self, request: str) -> Dict[str, Any]:
        content = self._client._send_recv(self._client._query_stream, request)["content"]
        if content["status"] != "ok":
            raise HubError("%s: %s" % (content.get("ename"), content.get("evalue")))
        return content
