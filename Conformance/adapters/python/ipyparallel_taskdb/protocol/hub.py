"""What ipyparallel's Hub hands to a task database, and what it does with what comes back.

A session on a page has plain values: ``bytes`` for buffers and dates of ``timezone.utc``. The Hub has ``memoryview``
objects on the frames of its sockets, and dates that dateutil parsed. ``hand_over`` turns the ones into the others.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any, Dict, Optional, Sequence, Union

from .zones import tzlocal_in_utc, tzoffset, tzutc

BUFFER_KEYS = ("buffers", "result_buffers")
BYTES_TYPES = (bytes, bytearray, memoryview)
# The attribute of an exception that says what the Hub does to cause it.
_HINT = "_taskdb_hint"
# For each word in an exception's message, what the Hub does that may have caused it.
_HINTS = {
    "memoryview": "the Hub hands over buffers as memoryview objects; bytes(buffer) makes one that can be stored",
    "event loop": "the Hub calls the methods from a running event loop; a thread of your own can run another",
    "display_data": "the Hub also writes display_data, which is not one of the 23 keys of a record",
}
# The part of a frame before and after a buffer that is not the frame's only content.
_BEFORE, _AFTER = b"<frame>", b"</frame>"

# ipyparallel.controller.dictdb, which every controller imports, does the same: in the Hub's process, copy.deepcopy
# copies a memoryview. pickle refuses it there, too.
getattr(copy, "_deepcopy_dispatch").setdefault(memoryview, lambda buffer, memo: memoryview(buffer))


class Handover:
    """Hands over the arguments of one database's calls.

    The arguments are changed in place, so that a database that keeps an object of the session's is still found out.
    """

    def __init__(self) -> None:
        self._buffers = 0
        self._records = 0
        self._local = tzlocal_in_utc()

    def hand_over(self, method: str, arguments: Sequence[Any]) -> None:
        """Changes the arguments of a call to what the Hub would pass."""
        if method in ("add_record", "update_record"):
            if isinstance(arguments[1], dict):
                self._record(arguments[1])
        elif method in ("find_records", "drop_matching_records"):
            _parse_dates(arguments[0])

    def _record(self, record: Dict[str, Any]) -> None:
        self._records += 1
        for key in BUFFER_KEYS:
            buffers = record.get(key)
            if isinstance(buffers, list):
                buffers[:] = [self._buffer(item) if isinstance(item, (bytes, bytearray)) else item for item in buffers]
        # dateutil takes `started`, parsed from the engine's text, for a local time if the host is in UTC.
        started = self._local if self._records % 2 else tzutc()
        zones = {"submitted": tzutc(), "started": started, "completed": tzutc(), "received": timezone.utc}
        for key, value in record.items():
            if key in zones:
                record[key] = _in_zone(value, zones[key])
            elif key not in BUFFER_KEYS:
                _parse_dates(value)

    def _buffer(self, data: Union[bytes, bytearray]) -> memoryview:
        """A read-only view, every second time of a part of a larger frame."""
        self._buffers += 1
        if self._buffers % 2:
            return memoryview(bytes(data))
        return memoryview(_BEFORE + data + _AFTER)[len(_BEFORE) : len(_BEFORE) + len(data)]


def check_found(records: Any) -> None:
    """Raises ``TypeError`` if the Hub could not send the result of ``find_records`` to a client."""
    if not isinstance(records, list):
        raise TypeError("find_records returned %s; the Hub needs a list of dicts" % _article(records))
    for index, record in enumerate(records):
        if not isinstance(record, dict):
            raise TypeError("find_records returned %s at [%d]; the Hub needs dicts" % (_article(record), index))
        for key, value in record.items():
            _check_json(value, "[%d][%r]" % (index, key))


def view_buffers(result: Any) -> None:
    """Replaces the buffers of a record, or of a list of records, by views of them where they are of a type that has no
    equality with ``bytes``, such as ``mmap``. ZeroMQ sends anything with the buffer protocol."""
    for record in result if isinstance(result, list) else [result]:
        for key in BUFFER_KEYS if isinstance(record, dict) else ():
            buffers = record.get(key)
            if isinstance(buffers, list):
                buffers[:] = [item if isinstance(item, BYTES_TYPES) else _view(item) for item in buffers]


def _view(item: Any) -> Any:
    try:
        view = memoryview(item)
    except TypeError:
        return item
    try:
        return view.cast("B")
    except TypeError:  # a format that is not native, or a part of a larger array
        return memoryview(bytes(view))


def to_bytes(value: Any) -> Any:
    """Replaces every bytes-like object in a result with ``bytes``, in place; returns the result."""
    if isinstance(value, BYTES_TYPES):
        return value if type(value) is bytes else bytes(value)
    if isinstance(value, (list, dict)):
        items = enumerate(value) if isinstance(value, list) else list(value.items())
        for place, item in items:
            changed = to_bytes(item)
            if changed is not item:
                value[place] = changed
    return value


def with_bytes(value: Any) -> Any:
    """A copy of a value whose bytes-like objects are all ``bytes``."""
    if isinstance(value, BYTES_TYPES):
        return value if type(value) is bytes else bytes(value)
    if type(value) in (list, tuple):
        return type(value)(map(with_bytes, value))
    if type(value) is dict:
        return {key: with_bytes(item) for key, item in value.items()}
    return value


def add_hint(error: BaseException, hint: Optional[str] = None) -> None:
    """Notes on an exception what the Hub does that may have caused it. Without ``hint``, its message decides."""
    if hint is None:
        hint = next((hint for word, hint in _HINTS.items() if word in _text(error)), None)
    if hint is not None and not hasattr(error, _HINT):
        try:
            setattr(error, _HINT, hint)
        except AttributeError:
            pass  # an exception with __slots__


def message_of(error: BaseException) -> str:
    """The exception's message, with the hint in brackets after its first line; empty if its ``__str__`` fails."""
    hint = getattr(error, _HINT, None)
    first, end, rest = _text(error).partition("\n")
    return "%s (%s)%s%s" % (first, hint, end, rest) if hint else _text(error)


# Private functions.


def _text(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _in_zone(value: Any, zone: tzinfo) -> Any:
    """The same instant in a zone of the Hub's, if it is a date in UTC; a date in another zone keeps its offset."""
    if not isinstance(value, datetime):
        return value
    offset = _offset(value)
    if offset is None:
        return value
    if offset:
        return value.replace(tzinfo=tzoffset(None, offset.total_seconds()))
    changed = value.replace(tzinfo=zone)
    # The system may not know the local zone of a far year.
    return changed if _offset(changed) == offset else value.replace(tzinfo=tzutc())


def _offset(date: datetime) -> Optional[timedelta]:
    try:
        return date.utcoffset()
    except (OverflowError, OSError, ValueError):
        return None


def _parse_dates(value: Any) -> None:
    """Changes the dates in a list or dict, at any depth, to what the Hub reads from a message's text."""
    if isinstance(value, (list, dict)):
        for place, item in enumerate(value) if isinstance(value, list) else list(value.items()):
            if isinstance(item, datetime):
                value[place] = _in_zone(item, tzutc())
            elif isinstance(item, list) and any(isinstance(part, memoryview) for part in item):
                # The session compares with buffers that it added; no client's query has memoryview objects.
                value[place] = with_bytes(item)
            else:
                _parse_dates(item)


def _check_json(value: Any, place: str) -> None:
    if value is None or isinstance(value, (str, int, float, datetime) + BYTES_TYPES):
        return
    if isinstance(value, dict):
        for key, item in value.items():
            _check_json(item, "%s[%r]" % (place, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            _check_json(item, "%s[%d]" % (place, index))
    else:
        kind = "a dict" if isinstance(value, Mapping) else "a value for JSON"
        raise TypeError(
            "find_records returned %s at %s; the Hub sends records as JSON and needs %s" % (_article(value), place, kind)
        )


def _article(value: object) -> str:
    name = type(value).__name__
    return ("an " if name[:1].lower() in "aeiou" else "a ") + name
