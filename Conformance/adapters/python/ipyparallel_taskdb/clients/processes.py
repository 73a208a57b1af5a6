"""Child processes that leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from typing import Any, Dict, List, Optional


class Child:
    """A process in a session of its own, so that a signal to its group reaches its children too, and the terminal's
    interrupt does not. Its output goes to a file."""

    def __init__(
        self, command: List[str], log: str, environment: Dict[str, str], directory: str, **streams: Any
    ) -> None:
        self.log = log
        self.command = command
        with open(log, "ab") as file:
            streams = dict({"stdin": subprocess.DEVNULL, "stdout": file}, **streams)
            self.process: subprocess.Popen[bytes] = subprocess.Popen(
                command, stderr=file, env=environment, cwd=directory, start_new_session=True, **streams
            )

    @property
    def status(self) -> Optional[int]:
        """The exit status, negative for a signal; None while the process runs."""
        return self.process.poll()

    @property
    def end(self) -> str:
        """Says how the process ended, with the last lines of its output."""
        lines = self.last_lines(3)
        status = self.status
        assert status is not None  # it has ended
        how = "was killed by signal %d" % -status if status < 0 else "ended with status %d" % status
        return how + ("".join("\n  " + line for line in lines) if lines else " and no message")

    def last_lines(self, count: int) -> List[str]:
        with open(self.log, encoding="utf-8", errors="replace") as file:
            lines = [line.rstrip() for line in file if line.strip()]
        return lines[-count:]

    def terminate(self, seconds: float) -> None:
        """Asks the process to end, waits, and then kills what is left of its group."""
        if self.status is None:
            self.process.terminate()
            try:
                self.process.wait(seconds)
            except subprocess.TimeoutExpired:
                pass
        self.kill()

    def kill(self) -> None:
        """Kills the process and its children, and waits until all have ended."""
        group = self.process.pid
        _signal_group(group, signal.SIGKILL)
        self.process.wait()
        limit = time.monotonic() + 10
        while _signal_group(group, 0) and time.monotonic() < limit:
            time.sleep(0.01)


def _signal_group(group: int, number: int) -> bool:
    """Whether the group had a process to send the signal to."""
    try:
        os.killpg(group, number)
    except (ProcessLookupError, PermissionError):
        return False
    return True
