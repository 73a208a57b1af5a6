"""What a suite file must hold: enough of Conformance/schemas/suite.schema.json that reading the suite cannot fail."""

from __future__ import annotations

from collections import Counter
from datetime import timezone
from typing import Any, Dict, Optional

from ..protocol.extended_json import decode

_TEXT, _TEXTS = "a text", "a list of texts"
_EXAMPLE = {"source": _TEXT, "expected": _TEXT, "line": int}
_PLACE = {"file": _TEXT, "line": int}
_SESSION: Dict[str, Any] = {"id": _TEXT, "language": _TEXT, "source": _PLACE, "examples": [_EXAMPLE]}
_SHAPE: Dict[str, Any] = {
    "version": _TEXT,
    "digest": _TEXT,
    "clock": _TEXT,
    "record_keys": _TEXTS,
    "rules": [{"id": _TEXT, "level": _TEXT, "text": _TEXT}],
    "setups": [_SESSION],
    "cases": [
        dict(
            _SESSION, profile=_TEXT, open=dict, uses=_TEXTS, requires=_TEXTS, proves=_TEXTS, level=_TEXT, after=(_TEXT, None)
        )
    ],
}
_NAMES = {int: "a number", dict: "an object"}
_ALLOWED = {
    "profile": ("recording", "non-recording", "any"),
    "level": ("must", "should", "may"),
    "language": ("pycon", "json", "console", "python", "swift"),
}


def problem_with(content: Dict[str, Any]) -> Optional[str]:
    """What is wrong with the content of a suite file, with its place; None if nothing is."""
    problem = _shape_problem(content, _SHAPE, "")
    if problem is None:
        problem = _clock_problem(content["clock"]) or _reference_problem(content)
    return problem


def _shape_problem(value: Any, shape: Any, place: str) -> Optional[str]:
    if isinstance(shape, tuple):
        return None if value is None else _shape_problem(value, shape[0], place)
    if shape is _TEXT:
        return None if isinstance(value, str) else "%s is not a text" % place
    if shape is _TEXTS:
        is_right = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if is_right else "%s is not a list of texts" % place
    if isinstance(shape, list):
        if not isinstance(value, list):
            return "%s is not a list" % place
        items = (_shape_problem(item, shape[0], "%s[%d]" % (place, index)) for index, item in enumerate(value))
        return next(filter(None, items), None)
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return "%s is not an object" % place
        members = (_member_problem(value, name, part, place) for name, part in shape.items())
        return next(filter(None, members), None)
    return None if type(value) is shape else "%s is not %s" % (place, _NAMES[shape])


def _member_problem(value: Dict[str, Any], name: str, shape: Any, place: str) -> Optional[str]:
    full = "%s.%s" % (place, name) if place else name
    if name not in value:
        return "%s is missing" % full
    if name in _ALLOWED and value[name] not in _ALLOWED[name]:
        return "%s is none of %s" % (full, ", ".join(_ALLOWED[name]))
    return _shape_problem(value[name], shape, full)


def _clock_problem(clock: Any) -> Optional[str]:
    try:
        decode({"$date": clock}).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return "clock is not a date"
    return None


def _reference_problem(content: Dict[str, Any]) -> Optional[str]:
    rules, setups, cases = ([item["id"] for item in content[name]] for name in ("rules", "setups", "cases"))
    for kind, names in (("rule", rules), ("setup", setups), ("case", cases)):
        twice = sorted(name for name, count in Counter(names).items() if count > 1)
        if twice:
            return "the %s %s stands twice" % (kind, twice[0])
    for case in content["cases"]:
        for kind, names, known in (("setup", case["uses"], setups), ("rule", case["proves"], rules)):
            unknown = sorted(set(names) - set(known))
            if unknown:
                return "%s names an unknown %s, %s" % (case["id"], kind, unknown[0])
    return _order_problem({case["id"]: case["after"] for case in content["cases"]})


def _order_problem(after: Dict[str, Optional[str]]) -> Optional[str]:
    for case in after:
        seen = {case}
        earlier = after[case]
        while earlier is not None:
            if earlier not in after:
                return "%s comes after an unknown case, %s" % (case, earlier)
            if earlier in seen:
                return "%s comes after itself" % case
            seen.add(earlier)
            earlier = after[earlier]
    return None
