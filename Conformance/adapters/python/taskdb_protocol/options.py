"""Options of a database as they are typed: ``name=value``."""

import json


def constructor_options(texts):
    """The options by name. Raises ``ValueError`` for a text that is not ``option=value``.

    ``profile`` and ``capabilities`` stay text: they are not for the constructor.
    """
    options = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not name or not equals:
            raise ValueError("%r is not option=value" % text)
        options[name] = value if name in ("profile", "capabilities") else option_value(value)
    return options


def option_value(value):
    """Text that reads as a JSON number, true, false or null is that; everything else stays as it is."""
    if not isinstance(value, str):
        return value
    try:
        parsed = json.loads(value, parse_constant=refuse_constant)
    except (ValueError, RecursionError):
        return value
    return value if isinstance(parsed, (str, list, dict)) else parsed


def refuse_constant(text):
    """For ``json.loads``, which would read ``NaN`` and ``Infinity``."""
    raise ValueError("%s is not JSON" % text)
