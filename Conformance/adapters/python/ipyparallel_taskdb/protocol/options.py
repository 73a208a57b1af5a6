"""Database options on a command line: ``name=value``."""

from __future__ import annotations

import json
from typing import Any, Dict, Iterable, NoReturn


def constructor_options(texts: Iterable[str]) -> Dict[str, Any]:
    """Parses options into a dict. Raises ``ValueError`` for text that is not ``option=value``.

    ``profile`` and ``capabilities`` stay text: the adapter uses them itself.
    """
    options: Dict[str, Any] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise ValueError("%r is not option=value" % text)
        options[name] = value if name in ("profile", "capabilities") else option_value(value)
    return options


def option_value(value: Any) -> Any:
    """Converts text that is a JSON number, true, false or null; returns anything else unchanged."""
    if not isinstance(value, str):
        return value
    try:
        parsed = json.loads(value, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return value
    return value if isinstance(parsed, (str, list, dict)) else parsed


def refuse_constant(text: str) -> NoReturn:
    """Makes ``json.loads`` refuse ``NaN`` and ``Infinity``, which it accepts by default."""
    raise ValueError("%s is not JSON" % text)
