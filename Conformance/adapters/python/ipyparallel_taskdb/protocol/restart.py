"""Replaces this process with a new one. As after a kill, nothing is closed or flushed first; only the streams of the
protocol stay open."""

from __future__ import annotations

import base64
import json
import os
import sys
import tempfile
from typing import Any, Dict, Iterator, NoReturn, Optional

# The environment variable with the number of the open file that holds the previous process's state.
_VARIABLE = "TASKDB_ADAPTER_STATE"
# The command of this process; saved at the start, because the class under test may change sys.argv.
_COMMAND = [sys.executable, *getattr(sys, "orig_argv", [sys.executable, *sys.argv])[1:]]
# The class under test may change it.
START_DIRECTORY = os.getcwd()


class Streams:
    """The real standard input, line by line, and the real standard output."""

    def __init__(self, requests: int, replies: int, rest: bytes) -> None:
        self.requests = requests
        self.replies = replies
        self._rest = rest

    @classmethod
    def take_over(cls, state: Optional[Dict[str, Any]]) -> Streams:
        """Reserves the real streams for the protocol. From here on, printing goes to standard error and standard input
        is empty, for Python code and C libraries alike."""
        requests, replies = os.dup(0), os.dup(1)
        os.dup2(2, 1)
        sys.stdout = sys.stderr
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        sys.stdin = open(0, closefd=False)
        return cls(requests, replies, base64.b64decode(state["rest"]) if state else b"")

    def __iter__(self) -> Iterator[bytes]:
        parts = []
        while True:
            line, end, self._rest = self._rest.partition(b"\n")
            parts.append(line)
            if end:
                yield b"".join(parts)
                parts = []
                continue
            self._rest = os.read(self.requests, 1 << 16)
            if not self._rest:
                yield b"".join(parts)
                return

    def write(self, data: bytes) -> None:
        left = memoryview(data)
        while left:
            left = left[os.write(self.replies, left):]

    @property
    def rest(self) -> bytes:
        """The input that was read after the current line."""
        return self._rest


def restart(state: Dict[str, Any], streams: Streams, environment: Dict[str, str]) -> NoReturn:
    """Replaces this program with a new run of itself under the same process ID. Does not return."""
    file, path = tempfile.mkstemp(prefix="taskdb-")
    os.unlink(path)
    rest = base64.b64encode(streams.rest).decode("ascii")
    with os.fdopen(os.dup(file), "w", encoding="ascii") as text:
        json.dump({**state, "rest": rest}, text)
    os.lseek(file, 0, os.SEEK_SET)
    os.set_inheritable(file, True)
    os.dup2(streams.requests, 0)
    os.dup2(streams.replies, 1)
    os.chdir(START_DIRECTORY)
    os.execve(_COMMAND[0], _COMMAND, {**environment, _VARIABLE: str(file)})


def resumed() -> Optional[Dict[str, Any]]:
    """The state that the previous process left; None in the first process."""
    number = os.environ.pop(_VARIABLE, None)
    if number is None:
        return None
    with os.fdopen(int(number), encoding="ascii") as text:
        return json.load(text)
