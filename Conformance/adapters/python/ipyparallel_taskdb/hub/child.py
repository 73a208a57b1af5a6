"""A child process that answers lines with lines."""

from __future__ import annotations

import logging
import os
import select
import shlex
import signal
import subprocess
import threading
import time
import weakref
from collections import deque
from typing import IO, Deque, Iterable, Sequence, Tuple, Union

# The longest time in seconds that a child gets to end after `shutdown`.
GRACE = 5.0
# The longest line in bytes that is read: more than any record a database here can hold.
LONGEST_LINE = 1 << 30
_CHUNK = 1 << 16

# What logs: traitlets' classes have either.
Log = Union[logging.Logger, logging.LoggerAdapter]


class ChildFailure(Exception):
    """The child is unusable."""


class ChildDied(ChildFailure):
    """The child ended, or closed its standard output. ``was_asked`` says whether it can have read the request."""

    def __init__(self, message: str, was_asked: bool) -> None:
        super().__init__(message)
        self.was_asked = was_asked


class ChildHung(ChildFailure):
    """The child did not answer in time."""


class Child:
    """A running program. Its standard error is logged line by line, at the level INFO.

    It runs in a session of its own: Ctrl-C in the controller's terminal does not reach it. It can tell the controller's
    end by the end of its standard input, whatever ended the controller.
    """

    def __init__(self, command: Sequence[str], name: str, log: Log) -> None:
        """Starts the program. Raises ``OSError`` if that is impossible."""
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0,
            start_new_session=True,
        )
        self._rest = b""
        self._last_lines: Deque[str] = deque(maxlen=10)
        self._input, self._replies, self._errors = _pipes(self._process)
        for pipe in (self._input, self._replies):
            os.set_blocking(pipe.fileno(), False)
        self._logger = threading.Thread(
            target=_log_lines, args=(self._errors, name, log, self._last_lines), daemon=True)
        self._logger.start()
        _running.add(self)

    @property
    def pid(self) -> int:
        return self._process.pid

    # Lines.

    def exchange(self, line: bytes, seconds: float) -> bytes:
        """Sends a line, and returns the line that comes back without its end.

        Raises ``ChildDied``, or ``ChildHung`` after ``seconds``. The child is killed by then.
        """
        deadline = time.monotonic() + seconds
        try:
            self._send(line + b"\n", deadline)
            return self._receive(deadline)
        except _TimeIsUp:
            self.kill()
            raise ChildHung("did not answer within %g seconds" % seconds) from None
        except (BrokenPipeError, EOFError) as error:
            # The end of a line never arrived at a broken pipe.
            raise ChildDied(self._end_after_death(), isinstance(error, EOFError)) from None

    def _send(self, data: bytes, deadline: float) -> None:
        left = memoryview(data)
        pipe = self._input.fileno()
        while left:
            try:
                left = left[os.write(pipe, left):]
            except BlockingIOError:
                _wait(pipe, select.POLLOUT, deadline)

    def _receive(self, deadline: float) -> bytes:
        pipe = self._replies.fileno()
        parts = []
        size = 0
        chunk = self._rest
        while True:
            line, end, rest = chunk.partition(b"\n")
            parts.append(line)
            if end:
                self._rest = rest
                return b"".join(parts)
            size += len(line)
            if size > LONGEST_LINE:
                self.kill()
                raise ChildFailure("wrote a line of more than %d bytes" % LONGEST_LINE)
            _wait(pipe, select.POLLIN, deadline)
            chunk = os.read(pipe, _CHUNK)
            if not chunk:
                raise EOFError

    # The end.

    def _end_after_death(self) -> str:
        """Returns how the child ended, with the last lines of its standard error; kills it if it has not."""
        try:
            status = self._process.wait(1)
        except subprocess.TimeoutExpired:
            self.kill()
            return "closed its standard output" + self._output()
        self._kill_group()
        self._close_pipes()
        if status >= 0:
            return "ended with status %d" % status + self._output()
        return "was killed by %s" % _signal_name(-status) + self._output()

    def _output(self) -> str:
        self._logger.join(1)
        lines = list(self._last_lines)
        return "; its standard error ends with:\n    " + "\n    ".join(lines) if lines else ""

    def kill(self) -> None:
        """Ends the program, and what it started, at once."""
        self._kill_group()
        self._process.wait()
        self._close_pipes()

    def _kill_group(self) -> None:
        # A group keeps its number as long as a process of it runs, even after its leader has been waited for.
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass  # none runs

    def end(self, last_line: bytes) -> None:
        """Sends a last line and closes the child's standard input; kills it if it does not end within ``GRACE``."""
        if self._process.poll() is None:
            try:
                self._send(last_line + b"\n", time.monotonic() + GRACE)
                self._input.close()
                self._process.wait(GRACE)
            except (OSError, ValueError, _TimeIsUp, subprocess.TimeoutExpired):
                pass  # it is killed
        self.kill()

    def _close_pipes(self) -> None:
        # The thread closes standard error, after its last line.
        self._input.close()
        self._replies.close()

    def disown(self) -> None:
        """Closes the copies of the pipes in a forked process: with them, the child would outlive the controller."""
        for pipe in (self._input, self._replies, self._errors):
            pipe.close()


def _pipes(process: subprocess.Popen[bytes]) -> Tuple[IO[bytes], IO[bytes], IO[bytes]]:
    assert process.stdin is not None and process.stdout is not None and process.stderr is not None
    return process.stdin, process.stdout, process.stderr


class _TimeIsUp(Exception):
    """The deadline has passed."""


def _wait(pipe: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(pipe, event)
    left = deadline - time.monotonic()
    if left <= 0 or not poll.poll(left * 1000):
        raise _TimeIsUp


def _log_lines(pipe: IO[bytes], name: str, log: Log, last_lines: Deque[str]) -> None:
    rest = b""
    while True:
        chunk = os.read(pipe.fileno(), _CHUNK)
        *lines, rest = (rest + chunk).split(b"\n")
        if rest and (not chunk or len(rest) > _CHUNK):
            lines, rest = [*lines, rest], b""
        for line in lines:
            text = line.decode("utf-8", "replace").rstrip()
            last_lines.append(text)
            log.info("%s: %s", name, text)
        if not chunk:
            pipe.close()
            return


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return "signal %d" % number


def shown(command: Iterable[str]) -> str:
    """The command as typed in a shell."""
    return " ".join(map(shlex.quote, command))


# The children that this process has to end.
_running: weakref.WeakSet[Child] = weakref.WeakSet()


def _disown_all() -> None:
    for child in list(_running):
        child.disown()
    _running.clear()


# The controller forks its schedulers after it has opened the database.
os.register_at_fork(after_in_child=_disown_all)
