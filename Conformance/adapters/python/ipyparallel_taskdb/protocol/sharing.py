"""Objects that a session and a database share.

Over the protocol, each side has its own copy of an object. The kit sends the changes that a session makes to its copy,
and the adapter applies them to the database's copy. The adapter sends back the changes that the database makes.
"""

from __future__ import annotations

from typing import Any, Dict, Iterator, List, Mapping, Tuple, Union

from .extended_json import decode, encode
from .hub import BYTES_TYPES

# The most lists and dicts that are held. The oldest are dropped, since each one is compared after every call.
MOST = 100

Container = Union[Dict[Any, Any], List[Any]]


class SharedObjects:
    """The shared lists and dicts, by their names in the protocol.

    An argument or result is named ``7/record`` or ``8/result``, with the request's id. A list or dict inside it adds
    its index: the fifth value of that record is ``7/record/4``.
    """

    def __init__(self) -> None:
        # Each name maps to the object and its items when it was last compared.
        self._held: Dict[str, Tuple[Container, Container]] = {}

    def hold(self, name: str, value: Any) -> None:
        """Adds ``value`` and the lists and dicts in it."""
        held = dict(_containers(name, value))
        if len(held) <= MOST:
            self._held.update((name, (value, _items(value))) for name, value in held.items())
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def take(self, changed: Mapping[str, Any]) -> None:
        """Applies the session's changes to the database's objects."""
        for name, items in changed.items():
            if name in self._held:
                value, _ = self._held[name]
                _refill(value, decode(items, name))
                self._held[name] = (value, _items(value))

    def changes(self) -> Dict[str, Any]:
        """The objects whose items the database has changed since the last call, the innermost first."""
        changed = {}
        for name, (value, items) in reversed(list(self._held.items())):
            if not _are_same(_items(value), items):
                changed[name] = _encoded(value)
                self._held[name] = (value, _items(value))
        return changed


def _containers(name: str, value: Any) -> Iterator[Tuple[str, Container]]:
    """Yields ``value`` and the lists and dicts in it with their names, the outermost first."""
    if isinstance(value, (dict, list)):
        yield name, value
        for place, item in enumerate(value.values() if isinstance(value, dict) else value):
            yield from _containers("%s/%d" % (name, place), item)


def _items(value: Container) -> Container:
    return dict(value) if isinstance(value, dict) else list(value)


def _are_same(items: Container, others: Any) -> bool:
    """Whether the items are equal; lists and dicts must be the same objects."""
    if isinstance(items, dict):
        return items.keys() == others.keys() and all(_is_same(item, others[key]) for key, item in items.items())
    return len(items) == len(others) and all(map(_is_same, items, others))


def _is_same(item: Any, other: Any) -> bool:
    if item is other:
        return True
    return not isinstance(item, (dict, list)) and _is_equal(item, other)


def _is_equal(value: Any, other: Any) -> bool:
    """Whether two values are equal, with equal types. All bytes-like objects count as one type."""
    if isinstance(value, BYTES_TYPES) and isinstance(other, BYTES_TYPES):
        return bytes(value) == bytes(other)
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(_is_equal(item, other[key]) for key, item in value.items())
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(_is_equal, value, other))
    if type(value) is not type(other):
        return False
    try:
        return bool(value == other)
    except Exception:  # values whose comparison fails are not equal
        return False


def _refill(value: Container, wanted: Any) -> None:
    """Gives ``value`` the items of ``wanted``; an equal item that it already has is kept as the same object."""
    if isinstance(value, dict):
        for key in [key for key in value if key not in wanted]:
            del value[key]
        for key, item in wanted.items():
            if key not in value or not _is_equal(value[key], item):
                value[key] = item
    else:
        left = list(value)
        value[:] = [_take_equal(left, item) for item in wanted]


def _take_equal(left: List[Any], wanted: Any) -> Any:
    """Removes and returns the first item that equals ``wanted``; returns ``wanted`` if there is none."""
    for place, item in enumerate(left):
        if _is_equal(item, wanted):
            return left.pop(place)
    return wanted


def _encoded(value: Any) -> Any:
    """Encodes ``value``; a part that the protocol cannot carry becomes its ``repr``."""
    try:
        return encode(value)
    except ValueError:
        pass
    if isinstance(value, dict):
        return {str(key): _encoded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_encoded(item) for item in value]
    return repr(value)
