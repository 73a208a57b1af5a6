"""Objects that a session and a database have exchanged, and what becomes of them on either side.

Behind the protocol the two never see the same object. So the other side tells what its session has done to an object,
and it is done to the one that the database got or gave; and what the database has done to such an object is told back.
"""

from .extended_json import decode, encode

# Lists and dicts that are held at most; older ones are forgotten, since each is looked at after every call.
MOST = 100


class SharedObjects:
    """Lists and dicts by the names that the protocol gives them.

    What was exchanged is named as in ``7/record`` and ``8/result``; a list or dict in it by its place in that, counted
    from 0: the fifth item of a record is ``7/record/4``.
    """

    def __init__(self):
        # Each with its items when it was last looked at.
        self._held = {}

    def hold(self, name, value):
        """Keeps ``value`` and the lists and dicts in it."""
        held = dict(_containers(name, value))
        if len(held) <= MOST:
            self._held.update((name, (value, _items(value))) for name, value in held.items())
            while len(self._held) > MOST:
                del self._held[next(iter(self._held))]

    def take(self, changed):
        """Does to the objects held what ``changed`` says was done to the session's."""
        for name, told in changed.items():
            if name in self._held:
                value, _ = self._held[name]
                _refill(value, decode(told, name))
                self._held[name] = (value, _items(value))

    def changes(self):
        """What the database has made of the objects held since this was asked last: those whose own items are others, the
        inner ones first."""
        changed = {}
        for name, (value, items) in reversed(list(self._held.items())):
            if not _are_same(_items(value), items):
                changed[name] = _told(value)
                self._held[name] = (value, _items(value))
        return changed


def _containers(name, value):
    """The lists and dicts in ``value``, itself included, with their names; each before those in it."""
    if isinstance(value, (dict, list)):
        yield name, value
        for place, item in enumerate(value.values() if isinstance(value, dict) else value):
            yield from _containers("%s/%d" % (name, place), item)


def _items(value):
    return dict(value) if isinstance(value, dict) else list(value)


def _are_same(items, others):
    """Whether the items are the same: of lists and dicts, the same objects."""
    if isinstance(items, dict):
        return items.keys() == others.keys() and all(_is_same(item, others[key]) for key, item in items.items())
    return len(items) == len(others) and all(map(_is_same, items, others))


def _is_same(item, other):
    if item is other:
        return True
    return not isinstance(item, (dict, list)) and _is_equal(item, other)


def _is_equal(value, other):
    """Whether the two hold the same, of the same types."""
    if isinstance(value, dict) and isinstance(other, dict):
        return value.keys() == other.keys() and all(_is_equal(item, other[key]) for key, item in value.items())
    if isinstance(value, list) and isinstance(other, list):
        return len(value) == len(other) and all(map(_is_equal, value, other))
    if type(value) is not type(other):
        return False
    try:
        return bool(value == other)
    except Exception:  # whatever compares like this is not the same
        return False


def _refill(value, wanted):
    """Makes ``value`` hold what ``wanted`` holds; an item that is there already stays the object it is."""
    if isinstance(value, dict):
        for key in [key for key in value if key not in wanted]:
            del value[key]
        for key, item in wanted.items():
            if key not in value or not _is_equal(value[key], item):
                value[key] = item
    else:
        left = list(value)
        value[:] = [_taken(left, item) for item in wanted]


def _taken(left, wanted):
    """The first item that holds what is wanted, which is taken; what is wanted itself if there is none."""
    for place, item in enumerate(left):
        if _is_equal(item, wanted):
            return left.pop(place)
    return wanted


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
