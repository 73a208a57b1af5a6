"""The zones of the dates that the Hub parses: dateutil's or, where it is not installed, classes that behave alike."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, nullcontext
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, ContextManager, Iterator, Optional

_NOTHING = timedelta(0)
# BackendSpec.swift has the same zone; Tests/Project/test_zones.py compares them.
_ELSEWHERE = "NPT-05:45NPST-06:45,M3.5.0,M10.5.0/3"


class UTC(tzinfo):
    """Like ``dateutil.tz.tzutc``: UTC, and not the object ``datetime.timezone.utc``. As it defines ``__eq__`` alone, it
    has no hash."""

    def utcoffset(self, date: Optional[datetime]) -> timedelta:
        return _NOTHING

    dst = utcoffset

    def tzname(self, date: Optional[datetime]) -> str:
        return "UTC"

    def fromutc(self, date: datetime) -> datetime:
        return date

    def __eq__(self, other: object) -> bool:
        return isinstance(other, UTC)

    def __repr__(self) -> str:
        return "tzutc()"


class Local(tzinfo):
    """Like ``dateutil.tz.tzlocal``: the zone of this machine. It has no hash either."""

    def utcoffset(self, date: Any) -> Any:
        return self._local(date).utcoffset()

    def dst(self, date: Any) -> timedelta:
        return self.utcoffset(date) - timedelta(seconds=-time.timezone)

    def tzname(self, date: Any) -> Optional[str]:
        return self._local(date).tzname()

    def fromutc(self, date: datetime) -> datetime:
        return date.replace(tzinfo=timezone.utc).astimezone().replace(tzinfo=self)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Local)

    def __repr__(self) -> str:
        return "tzlocal()"

    @staticmethod
    def _local(date: datetime) -> datetime:
        """The date in the fixed zone that the system has at that time."""
        try:
            return date.replace(tzinfo=None).astimezone()
        except (OverflowError, OSError, ValueError):  # at the ends of the years 1 to 9999
            return date.replace(tzinfo=timezone(timedelta(seconds=-time.timezone)))


class _LocalInUTC(Local):
    def utcoffset(self, date: Any) -> timedelta:
        return _NOTHING

    dst = utcoffset

    def tzname(self, date: Any) -> str:
        return "UTC"

    def fromutc(self, date: datetime) -> datetime:
        return date


def tzlocal_in_utc() -> tzinfo:
    """The zone that ``tzlocal()`` makes on a machine that is in UTC all year, wherever this one is."""
    if tzlocal is Local:
        return _LocalInUTC()
    if hasattr(time, "tzset"):
        with _in_zone("UTC0"):
            return tzlocal()
    return tzlocal() if time.timezone == 0 and not time.daylight else tzutc()


def elsewhere() -> ContextManager[None]:
    """Puts this machine into a zone three quarters of an hour off, where the system lets a process do that. A class that
    takes dates for those of this machine works where that is in UTC, and nowhere else. Summer time ends there at
    2012-10-27 20:15 UTC: a class that keeps dates of this machine mixes up the hours around it."""
    return _in_zone(_ELSEWHERE) if hasattr(time, "tzset") else nullcontext()


@contextmanager
def _in_zone(name: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    _set_zone(name)
    try:
        yield
    finally:
        _set_zone(before)


def _set_zone(name: Optional[str]) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    time.tzset()


def _fixed(name: Optional[str], seconds: float) -> tzinfo:
    return timezone(timedelta(seconds=seconds))


try:
    from dateutil.tz import tzlocal, tzoffset, tzutc
except ImportError:
    tzlocal, tzoffset, tzutc = Local, _fixed, UTC
