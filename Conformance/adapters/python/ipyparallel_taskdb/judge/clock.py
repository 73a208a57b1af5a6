"""A ``datetime`` module with a fixed clock, for sessions."""

from __future__ import annotations

import datetime as real
import types
from typing import Any, Optional


def standing_at(moment: real.datetime) -> types.ModuleType:
    """Returns a module like ``datetime`` whose ``now``, ``utcnow`` and ``today`` always return ``moment``.

    ``moment`` is an aware datetime. The classes of the module create real dates, and every real date is an instance of
    them.
    """
    utc = moment.astimezone(real.timezone.utc)
    naive = utc.replace(tzinfo=None)

    datetime_like: Any = _standing_in_for(real.datetime)
    date_like: Any = _standing_in_for(real.date)

    class datetime(real.datetime, metaclass=datetime_like):
        def __new__(cls, *arguments: Any, **keywords: Any) -> Any:
            return real.datetime(*arguments, **keywords)

        @classmethod
        def now(cls, tz: Optional[real.tzinfo] = None) -> Any:
            return naive if tz is None else utc.astimezone(tz)

        @classmethod
        def utcnow(cls) -> Any:
            return naive

        @classmethod
        def today(cls) -> Any:
            return naive

        @classmethod
        def fromtimestamp(cls, timestamp: float, tz: Optional[real.tzinfo] = None) -> Any:
            # Without a zone, use UTC rather than the zone of this machine.
            at = real.datetime.fromtimestamp(timestamp, real.timezone.utc if tz is None else tz)
            return at.replace(tzinfo=None) if tz is None else at

    class date(real.date, metaclass=date_like):
        def __new__(cls, *arguments: Any, **keywords: Any) -> Any:
            return real.date(*arguments, **keywords)

        @classmethod
        def today(cls) -> Any:
            return naive.date()

    module = types.ModuleType("datetime", real.__doc__)
    module.__dict__.update((name, value) for name, value in vars(real).items() if not name.startswith("_"))
    module.__dict__.update(datetime=datetime, date=date)
    return module


def _standing_in_for(original: type) -> Any:
    """A metaclass whose classes compare equal to ``original`` and accept its instances."""

    class StandIn(type):
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, original)

        def __subclasscheck__(cls, subclass: type) -> bool:
            return subclass is cls or issubclass(subclass, original)

        def __eq__(cls, other: object) -> bool:
            return other is cls or other is original

        def __hash__(cls) -> int:
            return hash(original)

        def __repr__(cls) -> str:
            return repr(original)

    return StandIn
