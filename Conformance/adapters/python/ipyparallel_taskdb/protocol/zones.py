"""The zones of the dates that the Hub parses: dateutil's or, where it is not installed, classes that behave alike."""

import time
from datetime import timedelta, timezone, tzinfo

_NOTHING = timedelta(0)


class UTC(tzinfo):
    """Like ``dateutil.tz.tzutc``: UTC, and not the object ``datetime.timezone.utc``."""

    def utcoffset(self, date):
        return _NOTHING

    dst = utcoffset

    def tzname(self, date):
        return "UTC"

    def fromutc(self, date):
        return date

    def __eq__(self, other):
        return isinstance(other, UTC)

    __hash__ = None

    def __repr__(self):
        return "tzutc()"


class Local(tzinfo):
    """Like ``dateutil.tz.tzlocal``: the zone of this machine."""

    def utcoffset(self, date):
        return self._local(date).utcoffset()

    def dst(self, date):
        return timedelta(hours=1) if time.localtime(self._local(date).timestamp()).tm_isdst > 0 else _NOTHING

    def tzname(self, date):
        return self._local(date).tzname()

    def fromutc(self, date):
        return date.replace(tzinfo=timezone.utc).astimezone().replace(tzinfo=self)

    def __eq__(self, other):
        return isinstance(other, Local)

    __hash__ = None

    def __repr__(self):
        return "tzlocal()"

    @staticmethod
    def _local(date):
        """The date in the fixed zone that the system has at that time."""
        return date.replace(tzinfo=None).astimezone()


def is_in_utc():
    """Whether the zone of this machine is UTC all year."""
    return time.timezone == 0 and not time.daylight


def _fixed(name, seconds):
    return timezone(timedelta(seconds=seconds))


try:
    from dateutil.tz import tzlocal, tzoffset, tzutc
except ImportError:
    tzlocal, tzoffset, tzutc = Local, _fixed, UTC
