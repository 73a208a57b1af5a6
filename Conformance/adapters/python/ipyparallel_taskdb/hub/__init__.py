"""Task databases for an ipyparallel controller, each served by a child process over the backend protocol.

This package needs ipyparallel; the rest of ``ipyparallel_taskdb`` does not.
"""

from .databases import DictDB, MongoDB, NoDB, ProtocolDB, SQLiteDB
from .errors import BackendError

__all__ = ["BackendError", "DictDB", "MongoDB", "NoDB", "ProtocolDB", "SQLiteDB"]
