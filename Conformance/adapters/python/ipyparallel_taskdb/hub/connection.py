"""A connection to a backend that is a child process: requests, replies, and new children for dead ones."""

from __future__ import annotations

import atexit
import json
import time
import weakref
from typing import Any, Dict, List, Optional

from ..protocol.extended_json import decode, encode
from .child import Child, ChildDied, ChildFailure, Log, shown
from .errors import BackendError, BackendFailure, BackendUnavailable, exception

PROTOCOL = 1
READS = {"get_record", "find_records", "get_history"}
# After so many failures in a short time, calls fail at once for a pause in seconds. Then one more child is tried.
MOST_FAILURES = 3
PAUSE = 30.0


class Connection:
    """Calls the methods of a backend, one at a time.

    A child that dies or hangs is an error in the log, and the next call starts another one. A request that a dead child
    cannot have read is repeated once, and so is a read; a write under way is not, since it may have been done.

    - ``options`` are those of ``open``. A backend with the capability ``persistence`` gets ``reopen`` instead, which
      keeps its records.
    - ``title`` stands for the command in messages.
    - ``timeout`` is the most seconds for one call.
    """

    def __init__(
        self, command: List[str], name: str, log: Log, options: Optional[Dict[str, Any]] = None,
        title: Optional[str] = None, timeout: float = 30.0,
    ) -> None:
        self.command = command
        self.name = name
        self.title = title or shown(command)
        self.timeout = timeout
        self._options = options or {}
        self._log = log
        # What the program said of itself: the result of `initialize`.
        self.about: Dict[str, Any] = {}
        self._child: Optional[Child] = None
        self._last_id = 0
        self._is_closed = False
        # The times of the latest failures, the oldest first.
        self._failures: List[float] = []
        _open.add(self)

    def start(self) -> bool:
        """Starts the child and opens its database. Returns whether it has the records of the child before.

        Raises ``BackendError`` or what the backend raised, and ``OSError`` if the program cannot be started.
        """
        self._child = Child(self.command, self.name, self._log)
        try:
            about = self._exchange(_Request("initialize", {"protocol": PROTOCOL}))
            if not isinstance(about, dict) or about.get("protocol") != PROTOCOL:
                raise BackendError("`%s` does not speak protocol %d: %.200r" % (self.title, PROTOCOL, about))
            self.about = about
            capabilities = about.get("capabilities")
            keeps = "persistence" in (capabilities if isinstance(capabilities, list) else [])
            if keeps:
                self._exchange(_Request("reopen", {}))
            else:
                self._exchange(_Request("open", {"options": self._options}))
        except ChildFailure as error:
            self._drop_child()
            raise BackendError("`%s` %s" % (self.title, error)) from None
        except BaseException:
            self._drop_child()
            raise
        self._log.info(
            "%s: `%s` serves %s %s as process %d", self.name, self.title, about.get("name"), about.get("version"),
            self._child.pid)
        return keeps

    def call(self, method: str, **parameters: Any) -> Any:
        """Returns the result of a method. Raises what the backend raised, or ``BackendError``."""
        return self._perform(_Request(method, parameters))

    def close(self) -> None:
        """Ends the child. Later calls raise ``BackendError``."""
        self._is_closed = True
        child, self._child = self._child, None
        if child is not None:
            child.end(self._line("shutdown", {}))

    @property
    def pid(self) -> Optional[int]:
        """The process ID of the child; None if none runs."""
        return None if self._child is None else self._child.pid

    # Requests, and what becomes of them.

    def _perform(self, request: _Request) -> Any:
        try:
            return self._attempt(request)
        except ChildDied as error:
            if error.was_asked and not request.is_read:
                raise self._failure(request, error) from None
        except ChildFailure as error:
            raise self._failure(request, error) from None
        try:
            return self._attempt(request)
        except ChildFailure as error:
            raise self._failure(request, error) from None

    def _attempt(self, request: _Request) -> Any:
        if self._is_closed:
            raise BackendError("%s is closed" % self.name)
        if self._child is None:
            self._restart()
        try:
            return self._exchange(request)
        except ChildFailure as error:
            self._note_failure("`%s` %s, asked for %s" % (self.title, error, request.method))
            raise

    def _failure(self, request: _Request, error: ChildFailure) -> BackendFailure:
        loss = "" if request.is_read else ": the change may be lost"
        return BackendFailure("`%s` %s, asked for %s%s" % (self.title, error, request, loss))

    # Children.

    def _restart(self) -> None:
        self._check_pause()
        try:
            keeps = self.start()
        except Exception as error:
            message = "`%s` could not be started again: %s" % (self.title, error)
            self._note_failure(message)
            # Not the error itself: a KeyError would mean that a record is unknown.
            raise BackendFailure(message) from error
        if not keeps:
            self._log.warning("%s: the records of the process before are lost", self.name)

    def _check_pause(self) -> None:
        if len(self._failures) < MOST_FAILURES:
            return
        left = self._failures[-1] + PAUSE - time.monotonic()
        if left > 0:
            raise BackendUnavailable(
                "`%s` failed %d times in a short time; it can be started again in %.0f seconds (the log has the "
                "reasons)" % (self.title, len(self._failures), left))

    def _note_failure(self, message: str) -> None:
        now = time.monotonic()
        # A hang takes a whole timeout: three of them must count as well.
        recent = now - MOST_FAILURES * (self.timeout + PAUSE)
        self._failures = [earlier for earlier in self._failures if earlier > recent][1 - MOST_FAILURES:] + [now]
        self._log.error("%s: %s", self.name, message)
        self._drop_child()

    def _drop_child(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()

    # Lines.

    def _exchange(self, request: _Request) -> Any:
        """The result. Raises ``ChildFailure`` if the child is unusable, or what the backend raised."""
        assert self._child is not None
        line = self._child.exchange(self._line(request.method, request.params), self.timeout)
        try:
            message = json.loads(line)
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict) or message.get("jsonrpc") != "2.0":
            raise ChildFailure("wrote a line that is no reply of the protocol: %.200r" % line)
        if message.get("id") != self._last_id:
            raise ChildFailure("answered request %d with id %.200r" % (self._last_id, message.get("id")))
        if isinstance(message.get("error"), dict):
            raise exception(message["error"])
        if "result" not in message:
            raise ChildFailure("wrote a reply without a result: %.200r" % line)
        try:
            return decode(message["result"], "the result")
        except (ValueError, RecursionError) as error:
            reason = "nested too deeply" if isinstance(error, RecursionError) else error
            raise ChildFailure("wrote a result that is not Extended JSON: %s" % reason) from None

    def _line(self, method: str, params: Dict[str, Any]) -> bytes:
        self._last_id += 1
        request = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}
        return json.dumps(request, separators=(",", ":")).encode("ascii")


class _Request:
    """A method and its parameters, converted for the protocol. Raises ``ValueError`` if that is impossible."""

    def __init__(self, method: str, parameters: Dict[str, Any]) -> None:
        self.method = method
        self.params = {name: encode(value, name) for name, value in parameters.items()}

    @property
    def is_read(self) -> bool:
        return self.method in READS

    def __str__(self) -> str:
        return "%s of %r" % (self.method, self.params["msg_id"]) if "msg_id" in self.params else self.method


_open: weakref.WeakSet[Connection] = weakref.WeakSet()


@atexit.register
def _close_all() -> None:
    # ipyparallel's controller does not close its database.
    for connection in list(_open):
        connection.close()
