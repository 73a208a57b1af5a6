"""Literals on pages, and the comparison of values."""

from __future__ import annotations

import ast
import datetime
import math
import operator
from typing import Any, Callable, Dict, List, Optional, Sequence, Type

_CONSTANTS = {"nan": math.nan, "inf": math.inf}
_UNARY: Dict[Type[ast.unaryop], Callable[[Any], Any]] = {
    ast.UAdd: operator.pos, ast.USub: operator.neg, ast.Invert: operator.invert, ast.Not: operator.not_,
}
_DATE_TYPES = ("datetime", "date", "time", "timedelta", "timezone")
# The types that values are compared by; a value of a derived class counts as its nearest base among these.
_KNOWN_TYPES = frozenset(
    [type(None), bool, int, float, str, bytes, list, tuple, dict, set, frozenset]
    + [getattr(datetime, name) for name in _DATE_TYPES]
)


class NotLiteral(Exception):
    """The text is not an expression, or one that only a session can evaluate."""


# --------------------------------------------------------------------------------------------------- Literals


def parse_literal(text: str) -> Any:
    """The value of a literal or of a constructor call. Raises ``NotLiteral`` for any other text."""
    try:
        return _evaluate(ast.parse(text.strip(" \t\n"), mode="eval").body)
    except NotLiteral:
        raise
    except Exception as error:  # a syntax error, too much nesting, or invalid arguments of a constructor
        raise NotLiteral(str(error)) from None


def _evaluate(node: Optional[ast.AST]) -> Any:
    if isinstance(node, ast.Constant):
        if node.value is Ellipsis or isinstance(node.value, complex):
            raise NotLiteral("%r" % (node.value,))
        return node.value
    if isinstance(node, ast.List):
        return [_evaluate(item) for item in node.elts]
    if isinstance(node, ast.Tuple):
        return tuple(_evaluate(item) for item in node.elts)
    if isinstance(node, ast.Set):
        return {_evaluate(item) for item in node.elts}
    if isinstance(node, ast.Dict):
        return {_evaluate(key): _evaluate(value) for key, value in zip(node.keys, node.values)}
    if isinstance(node, ast.UnaryOp):
        return _UNARY[type(node.op)](_evaluate(node.operand))
    if isinstance(node, ast.Name) and node.id in _CONSTANTS:
        return _CONSTANTS[node.id]
    if isinstance(node, ast.Call):
        return _call(node)
    if isinstance(node, ast.Attribute):
        path = _path(node)
        if path[-2:] == ["timezone", "utc"] or path == ["datetime", "UTC"]:
            return datetime.timezone.utc
    raise NotLiteral(type(node).__name__)


def _path(node: ast.AST) -> List[str]:
    """The names in ``a.b.c``."""
    if isinstance(node, ast.Attribute):
        return _path(node.value) + [node.attr]
    if isinstance(node, ast.Name):
        return [node.id]
    raise NotLiteral(type(node).__name__)


def _call(node: ast.Call) -> Any:
    positional = [_evaluate(argument) for argument in node.args]
    given = [(keyword.arg, _evaluate(keyword.value)) for keyword in node.keywords]
    keywords = {name: value for name, value in given if name is not None}
    if len(keywords) < len(given):
        raise NotLiteral("unpacked keywords")
    path = _path(node.func)
    name = path.pop()
    if not path and not keywords:
        if name in ("set", "frozenset") and not positional:
            return set() if name == "set" else frozenset()
        if name == "frozenset" and len(positional) == 1 and isinstance(positional[0], (set, frozenset, list)):
            return frozenset(positional[0])
        if name == "float" and len(positional) == 1 and isinstance(positional[0], str):
            return float(positional[0])
    if path in ([], ["datetime"]) and name in _DATE_TYPES:
        return getattr(datetime, name)(*positional, **keywords)
    raise NotLiteral(name)


# --------------------------------------------------------------------------------------------------- Equality


def difference(expected: Any, actual: Any) -> Optional[str]:
    """Describes in one line how two values differ; None if they are equal.

    Types are compared too, at any depth: ``1``, ``1.0`` and ``True`` differ. A NaN equals a NaN, aware datetimes are
    compared as instants, and the order of a dict does not matter.
    """
    try:
        return _difference(expected, actual, "")
    except RecursionError:
        return "cannot be compared: nested too deeply"
    except Exception as error:  # raised by the values' own comparison
        return "cannot be compared: %s: %s" % (type(error).__name__, error)


def _difference(expected: Any, actual: Any, path: str) -> Optional[str]:
    place = "at %s: " % path if path else ""
    kind = _kind(expected)
    if kind is not _kind(actual):
        return "%sexpected %s, got %s" % (place, _with_article(expected), _with_article(actual))
    if kind in (list, tuple):
        return _sequences(expected, actual, path)
    if kind is dict:
        return _dicts(expected, actual, path)
    if kind in (set, frozenset):
        return None if _sets_equal(expected, actual) else place + "the sets differ"
    if kind is float and math.isnan(expected) and math.isnan(actual):
        return None
    return None if expected == actual else place + "the values differ"


def _sequences(expected: Sequence[Any], actual: Sequence[Any], path: str) -> Optional[str]:
    if len(expected) != len(actual):
        plural = "" if len(expected) == 1 else "s"
        place = "at %s: " % path if path else ""
        return "%sexpected %d item%s, got %d" % (place, len(expected), plural, len(actual))
    for index, (one, other) in enumerate(zip(expected, actual)):
        found = _difference(one, other, "%s[%d]" % (path, index))
        if found is not None:
            return found
    return None


def _dicts(expected: Dict[Any, Any], actual: Dict[Any, Any], path: str) -> Optional[str]:
    """Compares keys by type as well: ``1`` and ``True`` are the same key in Python, but differ here."""
    place = "at %s: " % path if path else ""
    for key in actual:
        if key not in expected:
            return "%sunexpected key %s" % (place, _short(key))
    names = {key: key for key in actual}
    for key, value in expected.items():
        if key not in names:
            return "%smissing key %s" % (place, _short(key))
        found = _difference(key, names[key], path)
        if found is not None:
            return "%sthe keys %s and %s differ: %s" % (place, _short(key), _short(names[key]), found)
        found = _difference(value, actual[key], "%s[%s]" % (path, _short(key)))
        if found is not None:
            return found
    return None


def _sets_equal(expected: Any, actual: Any) -> bool:
    names = {member: member for member in actual}
    return len(expected) == len(actual) and all(
        member in names and _difference(member, names[member], "") is None for member in expected
    )


def _kind(value: object) -> type:
    return next((kind for kind in type(value).__mro__ if kind in _KNOWN_TYPES), type(value))


def _with_article(value: object) -> str:
    kind = _kind(value)
    if kind is type(None):
        return "None"
    name = kind.__qualname__ if kind.__module__ == "builtins" else "%s.%s" % (kind.__module__, kind.__qualname__)
    return ("an " if name[0] in "aeiou" else "a ") + name


def _short(value: object) -> str:
    text = repr(value).replace("\n", " ")
    return text if len(text) <= 40 else text[:37] + "..."
