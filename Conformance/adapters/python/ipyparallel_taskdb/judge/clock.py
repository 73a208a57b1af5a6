"""A ``datetime`` module with a fixed clock, for sessions."""

import datetime as real
import types


def standing_at(moment):
    """Returns a module like ``datetime`` whose ``now``, ``utcnow`` and ``today`` always return ``moment``.

    ``moment`` is an aware datetime. The classes of the module create real dates, and every real date is an instance of
    them.
    """
    utc = moment.astimezone(real.timezone.utc)
    naive = utc.replace(tzinfo=None)

    class datetime(real.datetime, metaclass=_standing_in_for(real.datetime)):
        def __new__(cls, *arguments, **keywords):
            return real.datetime(*arguments, **keywords)

        @classmethod
        def now(cls, tz=None):
            return naive if tz is None else utc.astimezone(tz)

        @classmethod
        def utcnow(cls):
            return naive

        @classmethod
        def today(cls):
            return naive

        @classmethod
        def fromtimestamp(cls, timestamp, tz=None):
            # Without a zone, use UTC rather than the zone of this machine.
            at = real.datetime.fromtimestamp(timestamp, real.timezone.utc if tz is None else tz)
            return at.replace(tzinfo=None) if tz is None else at

    class date(real.date, metaclass=_standing_in_for(real.date)):
        def __new__(cls, *arguments, **keywords):
            return real.date(*arguments, **keywords)

        @classmethod
        def today(cls):
            return naive.date()

    module = types.ModuleType("datetime", real.__doc__)
    module.__dict__.update((name, value) for name, value in vars(real).items() if not name.startswith("_"))
    module.datetime = datetime
    module.date = date
    return module


def _standing_in_for(original):
    """A metaclass whose classes compare equal to ``original`` and accept its instances."""

    class StandIn(type):
        def __instancecheck__(cls, instance):
            return isinstance(instance, original)

        def __subclasscheck__(cls, subclass):
            return subclass is cls or issubclass(subclass, original)

        def __eq__(cls, other):
            return other is cls or other is original

        def __hash__(cls):
            return hash(original)

        def __repr__(cls):
            return repr(original)

    return StandIn
