"""Errors of the protocol as Python exceptions."""

from __future__ import annotations

import ast
import builtins
from typing import Any, Dict, Iterable, Optional, Type


def described_exception(error: Dict[str, Any], other: Type[Exception]) -> Exception:
    """Returns the exception that a JSON-RPC error describes.

    A type that Python has, such as ``KeyError``, is that type. Any other keeps its name and is derived from the first
    of its base classes that Python has, or from ``other``: ``except KeyError`` catches a backend's own
    ``NoData(KeyError)``.
    """
    message = error.get("message")
    message = message if isinstance(message, str) else "the backend gave no message"
    data = error.get("data")
    data = data if isinstance(data, dict) else {}
    name = data.get("type")
    if not isinstance(name, str) or not name.isidentifier():
        return other(message)
    mro = data.get("mro")
    base = _first_builtin([name, *(mro if isinstance(mro, list) else [])]) or other
    cls = base if base.__name__ == name else type(name, (base,), {"__module__": __name__})
    # str() of a KeyError is the repr of its argument, and that is the message.
    return cls(_literal(message) if issubclass(cls, KeyError) else message)


# Types that say nothing, or whose constructor takes more than a message.
_UNSUITABLE = (UnicodeError, StopIteration, StopAsyncIteration, getattr(builtins, "BaseExceptionGroup", UnicodeError))


def _first_builtin(names: Iterable[Any]) -> Optional[Type[Exception]]:
    for name in names:
        cls = getattr(builtins, name, None) if isinstance(name, str) else None
        if isinstance(cls, type) and issubclass(cls, Exception) and cls is not Exception:
            if not issubclass(cls, _UNSUITABLE):
                return cls
    return None


def _literal(message: str) -> str:
    try:
        value = ast.literal_eval(message)
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        return message
    return value if isinstance(value, str) else message
