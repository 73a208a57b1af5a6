"""Ending in order when the program is interrupted."""

from __future__ import annotations

import contextlib
import signal
import threading
from types import FrameType
from typing import Any, Dict, Iterator, NoReturn, Optional

NUMBERS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


class Signals:
    """Turns a signal that asks the program to end into ``SystemExit`` with the status that shells expect.

    A context: ``SystemExit`` is raised inside it, so that what holds processes can end them.
    """

    def __init__(self) -> None:
        self._handlers: Dict[signal.Signals, Any] = {}
        self._holds = 0
        self._received: Optional[int] = None

    def __enter__(self) -> Signals:
        if threading.current_thread() is threading.main_thread():
            self._handlers = {number: signal.signal(number, self._receive) for number in NUMBERS}
        return self

    def __exit__(self, *exception: object) -> None:
        for number, handler in self._handlers.items():
            signal.signal(number, signal.SIG_DFL if handler is None else handler)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Delays signals to the end of the block: a process that starts or ends in it is never forgotten."""
        self._holds += 1
        try:
            yield
        finally:
            self._holds -= 1
        if self._received is not None and not self._holds:
            self._raise()

    def _receive(self, number: int, frame: Optional[FrameType]) -> None:
        self._received = number
        if not self._holds:
            self._raise()

    def _raise(self) -> NoReturn:
        number, self._received = self._received, None
        assert number is not None
        raise SystemExit(128 + number)
