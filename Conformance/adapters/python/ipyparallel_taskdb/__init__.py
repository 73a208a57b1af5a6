"""Task databases of IPython's parallel computing: judges them, and gives an ipyparallel controller those of taskdb.

``taskdb-suite MODULE:CLASS`` judges a class, the pytest plugin makes each case a test, and ``taskdb-adapter`` serves a
class over the protocol that ``taskdb test`` speaks. ``c.IPController.db_class = 'ipyparallel_taskdb.SQLiteDB'`` chooses a
database for a controller; so do ``DictDB``, ``NoDB``, ``MongoDB`` and ``ProtocolDB``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, List

__version__ = "0.1.0"

_DATABASES = ("DictDB", "MongoDB", "NoDB", "ProtocolDB", "SQLiteDB")

if TYPE_CHECKING:
    from .hub import DictDB as DictDB, MongoDB as MongoDB, NoDB as NoDB, ProtocolDB as ProtocolDB, SQLiteDB as SQLiteDB
else:

    def __getattr__(name: str) -> Any:
        # Only the classes for a controller need ipyparallel.
        if name in _DATABASES:
            from . import hub

            return getattr(hub, name)
        raise AttributeError("module %r has no attribute %r" % (__name__, name))


def __dir__() -> List[str]:
    return sorted([*globals(), *_DATABASES])
