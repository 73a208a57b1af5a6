"""Objects that a session and a database have exchanged, and what becomes of them on either side.

Behind the protocol the two never see the same object. So the other side tells what its session has done to an object,
and it is done to the one that the database got or gave; and what the database has done to such an object is told back.
"""

from .extended_json import decode, encode

# Older ones are forgotten: each is looked at after every call.
MOST = 32


class SharedObjects:
    """Lists and dicts by the names that the protocol gives them, as in ``7/record`` and ``8/result``."""

    def __init__(self):
        self._held = {}

    def hold(self, name, value):
        """Keeps ``value``, if it is one that can change."""
        if isinstance(value, (dict, list)):
            self._held[name] = (value, _copy(value))
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def take(self, changed):
        """Does to the objects held what ``changed`` says was done to the session's."""
        for name, told in changed.items():
            if name in self._held:
                value, _ = self._held[name]
                _become(value, decode(told, name))
                self._held[name] = (value, _copy(value))

    def changes(self):
        """What the database has made of the objects held since this was asked last."""
        changed = {}
        for name, (value, copy) in self._held.items():
            if not _is_same(value, copy):
                changed[name] = _told(value)
                self._held[name] = (value, _copy(value))
        return changed


def _copy(value):
    """The structure of ``value`` with the same leaves."""
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    return value


def _is_same(value, copy):
    if value is copy:
        return True
    if isinstance(value, dict) and isinstance(copy, dict):
        return value.keys() == copy.keys() and all(_is_same(item, copy[key]) for key, item in value.items())
    if isinstance(value, list) and isinstance(copy, list):
        return len(value) == len(copy) and all(map(_is_same, value, copy))
    if type(value) is not type(copy):
        return False
    try:
        return bool(value == copy)
    except Exception:  # whatever compares like this is not the same
        return False


def _become(value, wanted):
    """Makes ``value`` hold what ``wanted`` holds, with as many of the objects in it as stay what they are."""
    if isinstance(value, dict):
        for key in [key for key in value if key not in wanted]:
            del value[key]
        for key, item in wanted.items():
            value[key] = _changed(value.get(key), item)
    else:
        left = list(value)
        kept = [_taken(left, item) for item in wanted]
        for place, item in enumerate(wanted):
            if kept[place] is None:
                old = left[place] if place < len(left) else None
                kept[place] = [_changed(old, item)]
        value[:] = [item for [item] in kept]


def _taken(left, wanted):
    """An item that is there already, out of those not taken yet; None if there is none."""
    for place, item in enumerate(left):
        if item is not None and _is_same(item, wanted):
            left[place] = None
            return [item]
    return None


def _changed(value, wanted):
    for kind in (dict, list):
        if isinstance(value, kind) and isinstance(wanted, kind):
            _become(value, wanted)
            return value
    return value if _is_same(value, wanted) else wanted


def _told(value):
    """``value`` for the protocol; where it cannot carry a part of it, that part's text."""
    try:
        return encode(value)
    except ValueError:
        pass
    if isinstance(value, dict):
        return {str(key): _told(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_told(item) for item in value]
    return repr(value)
