"""Ending what does not end by itself."""

import contextlib
import signal
import threading
import time

_REPEAT = 1.0  # seconds; the class under test may have swallowed the first alarm


class OutOfTime(BaseException):
    """Not an ``Exception``, so that what catches those lets it pass."""


@contextlib.contextmanager
def time_limit(seconds):
    """Raises ``OutOfTime`` in the block once the time is over.

    Where the system has no such alarm (Windows), and in any thread but the main one, there is no limit. A call into C
    that does not return cannot be ended.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    is_over = False

    def ring(number, frame):
        if not is_over:
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
