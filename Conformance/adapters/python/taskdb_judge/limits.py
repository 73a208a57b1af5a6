"""A time limit for code that may hang."""

import contextlib
import signal
import threading
import time

_REPEAT = 1.0  # seconds; the class under test may have caught the first alarm


class OutOfTime(BaseException):
    """The time limit was exceeded. Not an ``Exception``, so that ``except Exception`` does not catch it."""


@contextlib.contextmanager
def time_limit(seconds):
    """Raises ``OutOfTime`` in the block once the time is over.

    There is no limit on Windows, which has no such alarm, and outside the main thread. A call into C that does not
    return cannot be interrupted.
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
            is_over = True  # an alarm just before this is caught by the outer block
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, signal.SIG_DFL if handler is None else handler)
        if remaining:
            # Restore another alarm, such as that of pytest-timeout.
            signal.setitimer(signal.ITIMER_REAL, max(remaining - (time.monotonic() - start), 0.001), interval)
