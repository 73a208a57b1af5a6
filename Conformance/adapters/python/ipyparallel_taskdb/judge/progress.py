"""The progress of a run, for a person at a terminal."""

from __future__ import annotations

import shutil
import sys
import time

_SECONDS_BETWEEN = 0.1


class Progress:
    """A line on standard error that says which case is run; nothing if standard error is no terminal."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        # The class under test may replace sys.stderr.
        self._stream = sys.__stderr__
        self._is_shown = self._stream is not None and self._stream.isatty()
        self._next_time = 0.0
        self._shown = 0

    def begin(self, case_id: str) -> None:
        """Shows the case that is about to be run."""
        self._done += 1
        now = time.monotonic()
        if now >= self._next_time:
            self._next_time = now + _SECONDS_BETWEEN
            self._replace("%d/%d %s" % (self._done, self._total, case_id))

    def clear(self) -> None:
        self._replace("")

    def _replace(self, line: str) -> None:
        if not self._is_shown or self._stream is None:
            return
        # A line as long as the terminal is wide would be continued on the next one, and stay.
        line = line[:shutil.get_terminal_size().columns - 1]
        # Spaces over what was longer: an old Windows console knows no escape sequence for it.
        blank = " " * (self._shown - len(line))
        self._shown = len(line)
        try:
            self._stream.write("\r" + line + blank + "\b" * len(blank))
            self._stream.flush()
        except OSError:
            self._is_shown = False
