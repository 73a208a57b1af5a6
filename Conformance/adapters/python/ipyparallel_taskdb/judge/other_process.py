"""A database in a process of its own, which is killed to see what survives."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import weakref
from typing import IO, Any, Dict, Mapping, NoReturn, Optional

from ipyparallel_taskdb.adapter import DATABASE_METHODS, Adapter, serve
from ipyparallel_taskdb.protocol.limits import Ended
from ipyparallel_taskdb.protocol.backend import Backend, remove_directories, remove_directory
from ipyparallel_taskdb.protocol.errors import described_exception
from ipyparallel_taskdb.protocol.extended_json import decode, encode
from ipyparallel_taskdb.protocol.restart import START_DIRECTORY, Streams

_PROGRAM = """
import json, sys
spec, sys.path[:] = json.loads(sys.argv.pop())
from ipyparallel_taskdb.judge.other_process import main
main(spec)
"""
CAN_FORK = hasattr(os, "fork")
_INTERVAL = 0.1  # seconds, after which an interruption is raised that could not end the waiting


_all: weakref.WeakSet[OtherProcess] = weakref.WeakSet()


class DatabaseError(RuntimeError):
    """What the database raised has no base class that Python has."""


class OtherProcess:
    """Opens the database of a ``Backend`` in another process, and talks to it as ``taskdb test`` does.

    It has the methods of ``Backend`` that a session needs. ``reopen`` kills the process, so that nothing is closed or
    flushed, and opens the same store in a new one.
    """

    def __init__(self, spec: str, backend: Backend) -> None:
        self._spec = spec
        self._backend = backend
        self._state: Dict[str, Any] = {}
        self._process: Optional[subprocess.Popen[bytes]] = None
        self._lines: queue.Queue[Optional[bytes]] = queue.Queue()
        # The one of its processes that has the database open.
        self._pid: Optional[int] = None
        self._last_id = 0
        _all.add(self)

    def open(self, options: Mapping[str, Any]) -> None:
        """Opens a new, empty database. What the constructor raises is raised here."""
        self._remove_directory()
        self._state = self._backend.new_state(options)
        if self._process is None:
            self._start()
        self._ask("resume", self._state)

    def reopen(self) -> None:
        if self._pid is not None and CAN_FORK:
            os.kill(self._pid, signal.SIGKILL)
            self._wait_for_start()
        else:
            self.kill()
            self._start()
        self._ask("resume", self._state)

    def call(self, method: str, *arguments: Any) -> Any:
        names, _ = DATABASE_METHODS[method]
        return self._ask(method, dict(zip(names, arguments)))

    def close(self) -> None:
        """Closes the database and removes its directory. The process waits for the next database."""
        try:
            if self._process is not None:
                self._ask("close", {})
        finally:
            self._remove_directory()

    def kill(self) -> None:
        process, self._process, self._pid = self._process, None, None
        if process is None:
            return
        if CAN_FORK:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except (ProcessLookupError, PermissionError):
                pass  # none runs
        else:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                stream.close()

    # Private methods.

    def _remove_directory(self) -> None:
        directory = self._state.pop("directory", None)
        if directory is not None:
            remove_directory(directory)

    def _start(self) -> None:
        command = [sys.executable, "-c", _PROGRAM, json.dumps([self._spec, sys.path])]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=CAN_FORK, cwd=START_DIRECTORY
        )
        self._lines = queue.Queue()
        assert self._process.stdout is not None
        threading.Thread(target=_read_lines, args=(self._process.stdout, self._lines), daemon=True).start()
        self._wait_for_start()

    def _wait_for_start(self) -> None:
        self._pid = None
        while self._pid is None:
            self._pid = self._message().get("pid")

    def _ask(self, method: str, params: Mapping[str, Any]) -> Any:
        """The result of a request. Raises what the database raised, and ``Ended`` if the process ends instead."""
        self._last_id += 1
        params = {name: encode(value, name) for name, value in params.items()}
        request = {"jsonrpc": "2.0", "id": self._last_id, "method": method, "params": params}
        try:
            self._send(json.dumps(request).encode("ascii") + b"\n")
            reply = self._message()
            if "ended" in reply:
                raise Ended("the process of the database %s" % _end(reply["ended"]))
        except BaseException:  # its answer would be taken for that of a later request
            self.kill()
            raise
        if "error" in reply:
            raise described_exception(reply["error"], DatabaseError)
        return decode(reply["result"], "the result")

    def _send(self, line: bytes) -> None:
        assert self._process is not None and self._process.stdin is not None
        try:
            self._process.stdin.write(line)
            self._process.stdin.flush()
        except OSError:
            pass  # its end is found when its answer is read

    def _message(self) -> Dict[str, Any]:
        """The next message; that of the end of all processes if there is none."""
        assert self._process is not None
        while True:
            try:
                line = self._lines.get(timeout=_INTERVAL)
            except queue.Empty:
                continue
            if line is None:
                return {"ended": self._process.wait(), "pid": 0}
            if line.strip():
                return json.loads(line)


def _end(status: int) -> str:
    return "was killed by signal %d" % -status if status < 0 else "ended with status %d" % status


def leave_nothing() -> None:
    """Kills the processes and removes the directories of all databases, before this process is ended at once."""
    for process in list(_all):
        process.kill()
    remove_directories()


def _read_lines(stream: IO[bytes], lines: queue.Queue[Optional[bytes]]) -> None:
    try:
        for line in stream:
            lines.put(line)
    except (OSError, ValueError):  # closed with the process
        pass
    lines.put(None)


class _StoreAdapter(Adapter):
    """An adapter that opens the store it is given. Its process is killed instead of restarted."""

    def _answer(self, method: str, params: Any, identifier: Any) -> Any:
        if method != "resume":
            return super()._answer(method, params, identifier)
        backend = self._loaded()
        backend.close()
        backend.resume(decode(params))
        backend.directory = None  # the judge removes it
        return None


def main(spec: str) -> NoReturn:
    """The other process.

    It forks itself for each database and does not load the class, so that all of the class is new in the fork: importing
    this package again would take four times as long.
    """
    streams = Streams.take_over(None)
    while CAN_FORK:
        pid = os.fork()
        if pid == 0:
            break
        _write(streams, {"pid": pid})
        _, status = os.waitpid(pid, 0)
        if status == 0:  # the judge has ended
            sys.exit()
        _write(streams, {"ended": -os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)})
    if not CAN_FORK:
        _write(streams, {"pid": os.getpid()})
    serve(_StoreAdapter(spec, {}, _refuse), streams)
    sys.exit()


def _write(streams: Streams, message: Dict[str, int]) -> None:
    # A process that was killed may have written a part of a line.
    streams.write(b"\n" + json.dumps(message).encode("ascii") + b"\n")


def _refuse(state: Dict[str, Any]) -> NoReturn:
    raise NotImplementedError
