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
        return self.utcoffset(date) - timedelta(seconds=-time.timezone)

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
        try:
            return date.replace(tzinfo=None).astimezone()
        except (OverflowError, OSError, ValueError):  # at the ends of the years 1 to 9999
            return date.replace(tzinfo=timezone(timedelta(seconds=-time.timezone)))


def is_in_utc():
    """Whether the zone of this machine is UTC all year."""
    return time.timezone == 0 and not time.daylight


def _fixed(name, seconds):
    return timezone(timedelta(seconds=seconds))


try:
    from dateutil.tz import tzlocal, tzoffset, tzutc
except ImportError:
    tzlocal, tzoffset, tzutc = Local, _fixed, UTC
