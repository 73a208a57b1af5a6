"""Ending what does not end by itself."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import threading
import time
from types import FrameType
from typing import Callable, ContextManager, Iterator, List, NoReturn, Optional, Type

_REPEAT = 1.0  # seconds; the class under test may have caught the first interruption


class OutOfTime(BaseException):
    """Not an ``Exception``, so that code that catches those lets it pass."""


class Ended(BaseException):
    """The process that runs the code under test has ended. Not an ``Exception``, like ``OutOfTime``."""


# What code under test may not keep to itself; any other exception of its is its result.
PASSED_ON = (OutOfTime, Ended, KeyboardInterrupt)
# The code under test may catch so many interruptions; then nothing but the end of the process ends it.
MOST_INTERRUPTIONS = 5


def time_limit(seconds: float, when_stuck: Optional[Callable[[], NoReturn]] = None) -> ContextManager[None]:
    """A context that raises ``OutOfTime`` in its block once the time is over.

    If the block catches ``MOST_INTERRUPTIONS`` of them, ``when_stuck`` is called, which must end the process.

    A call into C that does not return cannot be ended. On the main thread of a POSIX system a signal interrupts even
    ``time.sleep``; elsewhere the interruption waits until Python code runs again.
    """
    if hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread():
        return _limit_by_signal(seconds, when_stuck)
    return _limit_by_thread(seconds, when_stuck)


@contextlib.contextmanager
def _limit_by_signal(seconds: float, when_stuck: Optional[Callable[[], NoReturn]]) -> Iterator[None]:
    is_over = False
    interruptions = 0

    def ring(number: int, frame: Optional[FrameType]) -> None:
        nonlocal interruptions
        if is_over:
            return
        interruptions += 1
        if interruptions > MOST_INTERRUPTIONS and when_stuck is not None:
            when_stuck()
        raise OutOfTime()

    start = time.monotonic()
    handler = signal.signal(signal.SIGALRM, ring)
    remaining, interval = signal.setitimer(signal.ITIMER_REAL, seconds, _REPEAT)
    try:
        try:
            yield
        finally:
            is_over = True  # an alarm just before this still finds the outer block
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if remaining:
            # Somebody else's alarm was set, such as that of pytest-timeout.
            signal.setitimer(signal.ITIMER_REAL, max(remaining - (time.monotonic() - start), 0.001), interval)


@contextlib.contextmanager
def _limit_by_thread(seconds: float, when_stuck: Optional[Callable[[], NoReturn]]) -> Iterator[None]:
    limit = _Limit(threading.get_ident(), time.monotonic() + seconds, when_stuck)
    _Watcher.shared().add(limit)
    try:
        limit.begin()
        yield
    finally:
        while True:
            try:
                limit.end()
                break
            except OutOfTime:
                pass  # it came in these lines; the block itself has ended


class _Limit:
    """Interrupts one thread from a deadline on, again and again until it is ended."""

    def __init__(self, thread: int, deadline: float, when_stuck: Optional[Callable[[], NoReturn]]) -> None:
        self.deadline = deadline
        self._when_stuck = when_stuck
        self._interruptions = 0
        self._thread = thread
        self._lock = threading.Lock()
        self._is_on = False
        self.has_ended = False

    def begin(self) -> None:
        self._is_on = True

    def end(self) -> None:
        with self._lock:
            self.has_ended = True
            # An interruption that was sent and not yet raised must not reach the code after the block.
            _raise_in(self._thread, None)

    def interrupt(self) -> None:
        with self._lock:
            if self._is_on and not self.has_ended:
                self._interruptions += 1
                if self._interruptions > MOST_INTERRUPTIONS and self._when_stuck is not None:
                    self._when_stuck()
                _raise_in(self._thread, OutOfTime)
        self.deadline = time.monotonic() + _REPEAT


class _Watcher:
    """One thread that waits for all deadlines.

    A thread for each limit would not do: until a new thread runs, CPython takes it for the one that started it, and
    an interruption would reach either.
    """

    _shared: Optional[_Watcher] = None
    _making = threading.Lock()

    @classmethod
    def shared(cls) -> _Watcher:
        with cls._making:
            if cls._shared is None:
                cls._shared = cls()
            return cls._shared

    def __init__(self) -> None:
        self._limits: List[_Limit] = []
        self._changed = threading.Condition()
        threading.Thread(target=self._watch, name="taskdb-time-limits", daemon=True).start()

    def add(self, limit: _Limit) -> None:
        with self._changed:
            self._limits.append(limit)
            self._changed.notify()

    def _watch(self) -> None:
        while True:
            with self._changed:
                self._limits = [limit for limit in self._limits if not limit.has_ended]
                next_deadline = min((limit.deadline for limit in self._limits), default=None)
                if next_deadline is None or next_deadline > time.monotonic():
                    self._changed.wait(None if next_deadline is None else next_deadline - time.monotonic())
                due = [limit for limit in self._limits if limit.deadline <= time.monotonic()]
            for limit in due:
                limit.interrupt()


def _raise_in(thread: int, exception: Optional[Type[BaseException]]) -> None:
    """Raises an exception in a thread as soon as it runs Python code; None takes a pending one back."""
    value = None if exception is None else ctypes.py_object(exception)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), value)
