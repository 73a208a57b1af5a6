"""MongoDB Extended JSON v2, relaxed: the values of the backend protocol.

``encode`` converts a backend's value for ``json.dumps``, ``decode`` converts a value from ``json.loads`` for a backend.
Both raise ``ValueError``, which names the place, for a value that cannot be represented without loss.
"""

from __future__ import annotations

import base64
import binascii
import math
import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, Tuple, Union

INT64_MIN, INT64_MAX = -(2**63), 2**63 - 1
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
# A value's place in error messages: text, or the place of its container and its key.
Place = Union[str, Tuple["Place", Union[str, int]]]

_DATE = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d):?(\d\d))", re.ASCII
)
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
_INTEGER = re.compile(r"-?\d{1,19}", re.ASCII)
_NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}


# ---------------------------------------------------------------------------------------------- Python to JSON


def encode(value: Any, path: Place = "the result") -> Any:
    """Converts ``value`` for ``json.dumps``; ``path`` is its place in error messages.

    The place of an item is a pair, its container's place and its key: text for each would double the time.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, int):
        return _within_int64(int(value), path)
    if isinstance(value, float):
        return _encode_float(float(value))
    if isinstance(value, datetime):
        return {"$date": _date_text(value, path)}
    if isinstance(value, (bytes, bytearray, memoryview)):
        return {"$binary": {"base64": base64.b64encode(bytes(value)).decode("ascii"), "subType": "00"}}
    if isinstance(value, list):
        return [encode(item, (path, index)) for index, item in enumerate(value)]
    if isinstance(value, Mapping):
        return _encode_mapping(value, path)
    raise ValueError("%s is of type %s, which the protocol cannot carry" % (_shown(path), _type_name(value)))


def _encode_mapping(mapping: Mapping[Any, Any], path: Place) -> Dict[str, Any]:
    encoded = {}
    for key, item in mapping.items():
        if not isinstance(key, str):
            raise ValueError("%s has the key %r; the protocol carries text keys only" % (_shown(path), key))
        if key in _WRAPPERS:
            # The reader would decode it as a date, bytes or a number.
            raise ValueError("%s has the key %r, which is reserved in Extended JSON" % (_shown(path), key))
        encoded[str(key)] = encode(item, (path, key))
    return encoded


def _encode_float(value: float) -> Union[float, Dict[str, str]]:
    if math.isnan(value):
        return {"$numberDouble": "NaN"}
    if math.isinf(value):
        return {"$numberDouble": "Infinity" if value > 0 else "-Infinity"}
    return value


def _date_text(value: datetime, path: Place) -> str:
    """The instant in UTC with 0, 3 or 6 digits of fraction."""
    if value.utcoffset() is None:
        # Python cannot compare it with the dates of other records.
        raise ValueError("%s is %r, a date without a zone" % (_shown(path), value))
    try:
        utc = value.astimezone(timezone.utc)
    except OverflowError:
        raise ValueError("%s is %s, which is outside the years 1 to 9999 in UTC" % (_shown(path), value)) from None
    if utc.microsecond == 0:
        precision = "seconds"
    elif utc.microsecond % 1000 == 0:
        precision = "milliseconds"
    else:
        precision = "microseconds"
    return utc.replace(tzinfo=None).isoformat(timespec=precision) + "Z"


# ---------------------------------------------------------------------------------------------- JSON to Python


def decode(value: Any, path: Place = "params") -> Any:
    """Converts ``value``, as ``json.loads`` returned it, to its Python value."""
    if isinstance(value, list):
        return [decode(item, (path, index)) for index, item in enumerate(value)]
    if isinstance(value, dict):
        wrapped = [key for key in value if key in _WRAPPERS]
        if not wrapped:
            return {key: decode(item, (path, key)) for key, item in value.items()}
        if len(value) > 1:
            raise ValueError("%s has %s beside other keys" % (_shown(path), wrapped[0]))
        return _WRAPPERS[wrapped[0]](value[wrapped[0]], path)
    if isinstance(value, int) and not isinstance(value, bool):
        return _within_int64(value, path)
    return value


def _decode_date(value: Any, path: Place) -> datetime:
    if isinstance(value, dict) and list(value) == ["$numberLong"]:
        try:
            return EPOCH + timedelta(milliseconds=_decode_integer(value["$numberLong"], path))
        except OverflowError:
            raise ValueError("%s: the date is outside the years 1 to 9999" % _shown(path)) from None
    match = _DATE.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("%s: %r is not a date" % (_shown(path), value))
    year, month, day, hour, minute, second = (int(part) for part in match.group(1, 2, 3, 4, 5, 6))
    fraction, sign, offset_hours, offset_minutes = match.group(7, 8, 9, 10)
    zone = timezone.utc
    try:
        if sign is not None:
            offset = timedelta(hours=int(offset_hours), minutes=int(offset_minutes))
            zone = timezone(offset if sign == "+" else -offset)
        microsecond = int((fraction or "").ljust(6, "0"))
        return datetime(year, month, day, hour, minute, second, microsecond, zone)
    except (ValueError, OverflowError) as error:
        raise ValueError("%s: %r is not a date (%s)" % (_shown(path), value, error)) from None


def _decode_binary(value: Any, path: Place) -> bytes:
    if not isinstance(value, dict) or set(value) != {"base64", "subType"} or not isinstance(value["base64"], str):
        raise ValueError("%s: $binary needs base64 and subType" % _shown(path))
    try:
        return base64.b64decode(value["base64"], validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("%s: %s" % (_shown(path), error)) from None


def _decode_integer(value: Any, path: Place) -> int:
    if not isinstance(value, str) or _INTEGER.fullmatch(value) is None:
        raise ValueError("%s: %r is not an integer" % (_shown(path), value))
    return _within_int64(int(value), path)


def _decode_double(value: Any, path: Place) -> float:
    if isinstance(value, str) and value in _NOT_FINITE:
        return _NOT_FINITE[value]
    if not isinstance(value, str) or _NUMBER.fullmatch(value) is None:
        raise ValueError("%s: %r is not a number" % (_shown(path), value))
    return float(value)


_WRAPPERS: Dict[str, Callable[[Any, Place], Any]] = {
    "$date": _decode_date,
    "$binary": _decode_binary,
    "$numberInt": _decode_integer,
    "$numberLong": _decode_integer,
    "$numberDouble": _decode_double,
}


def _within_int64(value: int, path: Place) -> int:
    if not INT64_MIN <= value <= INT64_MAX:
        raise ValueError("%s is %d, which does not fit into 64 bits" % (_shown(path), value))
    return value


def _shown(path: Place) -> str:
    return "%s[%r]" % (_shown(path[0]), path[1]) if isinstance(path, tuple) else path


def _type_name(value: object) -> str:
    kind = type(value)
    return kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__qualname__)
