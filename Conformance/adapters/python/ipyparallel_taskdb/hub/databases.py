"""The classes for ``c.IPController.db_class``."""

from __future__ import annotations

import os
import shlex
import shutil
import typing  # traitlets has a Dict and a List of its own
from typing import Any, Iterable, Optional, Type, TypeVar

from ipyparallel.controller.dictdb import BaseDB
from traitlets import Dict, Enum, Float, Integer, List, TraitError, Unicode, Union, default, validate

from ..protocol.backend import RECORD_KEYS
from .connection import Connection
from .errors import BackendFailure, RecordUnavailable

Expected = TypeVar("Expected")

_EMPTY_RECORD = dict(dict.fromkeys(RECORD_KEYS), stdout="", stderr="")
# The longest `timeout`: what every platform can wait.
MOST_SECONDS = 1e6
_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


class ChildProcessDB(BaseDB):
    """A task database in a child process. Subclasses say which program that is."""

    timeout = Float(
        30.0, config=True,
        help="""The most seconds that the Hub waits for one answer. After that the child process is killed, the call
        fails, and the next call starts another one. While it waits, the Hub answers nobody; tasks and their results go
        on.""",
    )

    @validate("timeout")
    def _check_timeout(self, proposal: Any) -> float:
        if not 0 < proposal.value <= MOST_SECONDS:
            raise TraitError(
                "%s.timeout must be a positive number of seconds up to a million, not %r" % (type(self).__name__, proposal.value))
        return proposal.value

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._connection = Connection(
            self._command(), type(self).__name__, self.log, options=self._open_options(), title=self._title(),
            timeout=self.timeout)
        try:
            self._connection.start()
        except Exception as error:
            self._connection.close()
            # The controller shows a TraitError as one line, and any other error with a traceback.
            raise TraitError("%s cannot be used: %s" % (type(self).__name__, _text(error))) from error

    def _command(self) -> typing.List[str]:
        """The program and its arguments, as a list."""
        raise NotImplementedError

    def _title(self) -> Optional[str]:
        """The command in messages; None for the whole command."""
        return None

    def _open_options(self) -> typing.Dict[str, Any]:
        """The options of a database that keeps nothing from one process to the next."""
        return {}

    def add_record(self, msg_id: str, rec: typing.Dict[str, Any]) -> None:
        """Adds a record."""
        self._connection.call("add_record", msg_id=msg_id, record=rec)

    def get_record(self, msg_id: str) -> typing.Dict[str, Any]:
        """Returns a record with all keys.

        Raises ``KeyError`` if there is none, and ``RecordUnavailable`` if the backend died or hung.
        """
        try:
            record = _checked(dict, self._connection.call("get_record", msg_id=msg_id), "get_record")
        except BackendFailure as error:
            raise RecordUnavailable(str(error)) from error
        return _whole(record)

    def update_record(self, msg_id: str, rec: typing.Dict[str, Any]) -> None:
        """Merges keys into a record."""
        self._connection.call("update_record", msg_id=msg_id, record=rec)

    def drop_record(self, msg_id: str) -> None:
        """Drops a record."""
        self._connection.call("drop_record", msg_id=msg_id)

    def drop_matching_records(self, check: typing.Dict[str, Any]) -> None:
        """Drops all records that match."""
        self._connection.call("drop_matching_records", check=check)

    def find_records(
        self, check: typing.Dict[str, Any], keys: Optional[Iterable[str]] = None
    ) -> typing.List[typing.Dict[str, Any]]:
        """Returns a list of all records that match, with all keys or with ``keys`` and ``msg_id``."""
        keys = list(keys) if keys else None
        records = _checked(list, self._connection.call("find_records", check=check, keys=keys), "find_records")
        for record in records:
            _checked(dict, record, "find_records")
        return records if keys else [_whole(record) for record in records]

    def get_history(self) -> typing.List[str]:
        """Returns the list of all msg_ids, the task submitted first comes first."""
        return _checked(list, self._connection.call("get_history"), "get_history")

    @property
    def about(self) -> typing.Dict[str, Any]:
        """What the program said of itself: its name, version, profile and capabilities."""
        return self._connection.about

    def renew(self) -> None:
        """Replaces the database with a new, empty one, also if the program keeps records from one process to the next."""
        self._connection.call("open", options=self._open_options())

    def close(self) -> None:
        """Ends the child process. ipyparallel does not call this: the child also ends with the controller."""
        self._connection.close()


class HostedDB(ChildProcessDB):
    """A database of the program ``taskdb``, which serves it in a child process."""

    program = Unicode(
        config=True,
        help="""The path of the program taskdb, or its name in PATH. By default the one that this package carries, or
        else taskdb in PATH.""",
    )

    @default("program")
    def _default_program(self) -> str:
        carried = os.path.join(_PACKAGE, "bin", "taskdb")
        return carried if os.path.isfile(carried) else "taskdb"

    def _command(self) -> typing.List[str]:
        name = type(self).__name__
        program = shutil.which(self.program)
        if program is None:
            raise TraitError(
                "%s needs the program taskdb, and %r is not an executable file or a program in PATH. Install taskdb, "
                "or set c.%s.program = '/path/to/taskdb' in ipcontroller_config.py" % (name, self.program, name))
        return [os.path.abspath(program), "host", self._spec()]

    def _title(self) -> str:
        # The spec may hold the password of a server.
        return "taskdb host " + self._spec().partition(":")[0].partition("?")[0]

    def _spec(self) -> str:
        """The database, as ``taskdb host`` takes it."""
        raise NotImplementedError


class DictDB(HostedDB):
    """Keeps records in memory; drops the oldest when there are too many."""

    record_limit = Integer(
        1024, min=0, config=True,
        help="The most records that are kept. Above it, the oldest are dropped, finished ones first.",
    )
    size_limit = Integer(
        1024**3, min=0, config=True,
        help="The most bytes of buffers that are kept. Above it, the oldest records are dropped, finished ones first.",
    )
    cull_fraction = Float(
        0.1, min=0, max=1, config=True,
        help="The part of a limit that is freed when it is exceeded, from 0 to 1.",
    )

    def _spec(self) -> str:
        return "dictdb"

    def _open_options(self) -> typing.Dict[str, Any]:
        return {
            "record_limit": self.record_limit, "size_limit": self.size_limit, "cull_fraction": self.cull_fraction,
        }


class NoDB(HostedDB):
    """Keeps no records: requests for records or results of other clients fail with ``KeyError``."""

    def _spec(self) -> str:
        return "nodb"


class SQLiteDB(HostedDB):
    """Keeps records in an SQLite file, across restarts of the controller."""

    filename = Unicode("tasks.db", config=True, help="The name of the file.")
    location = Unicode(
        "", config=True, help="The directory of the file. By default the directory of the controller's profile.")
    table = Unicode(
        "ipython-tasks", config=True,
        help="""The table in the file. Controllers that use the same table see each other's tasks. If empty, each start
        of the controller begins with a new table.""",
    )
    synchronous = Enum(
        ["full", "normal", "off"], "normal", config=True,
        help="""Which writes a power loss can undo: none with 'full', the last ones with 'normal'; with 'off' it can
        damage the file. All writes survive the end of the process, however it ends.""",
    )

    busy_timeout = Float(
        5.0, min=0, max=86400, config=True,
        help="""The most seconds that a write waits while another process writes to the file. It should be less than
        ``timeout``.""",
    )

    def _spec(self) -> str:
        table = self.table or "_" + self.session.replace("-", "_")
        return "sqlitedb?" + _options(
            self, path=self._path(), table=table, synchronous=self.synchronous, busy_timeout="%g" % self.busy_timeout)

    def _path(self) -> str:
        if not self.filename:
            raise TraitError("c.SQLiteDB.filename must not be empty")
        return os.path.abspath(os.path.join(self.location or _profile_directory(), self.filename))


class MongoDB(HostedDB):
    """Keeps records on a MongoDB server."""

    uri = Unicode(
        "mongodb://localhost:27017", config=True,
        help="""The URI of the server, with options for the connection if need be, such as
        mongodb://db.example.org/?serverSelectionTimeoutMS=5000. It is an argument of the child process: other users of
        the machine can read a password in it.""",
    )
    database = Unicode(
        "", config=True,
        help="The database on the server. By default the one that the URI names, or else ipython-tasks.")
    collection = Unicode("", config=True, help="The collection in the database. By default task_records.")

    def _spec(self) -> str:
        if not self.uri.startswith(("mongodb://", "mongodb+srv://")):
            raise TraitError("c.MongoDB.uri must begin with mongodb:// or mongodb+srv://, not %r" % self.uri)
        names = {"database": self.database, "collection": self.collection}
        given = {name: value for name, value in names.items() if value}
        spec = "mongodb:" + self.uri
        return spec + ("&" if "?" in spec else "?") + _options(self, **given) if given else spec


class ProtocolDB(ChildProcessDB):
    """A database in any language: a program that speaks the backend protocol."""

    command = Union(
        [Unicode(), List(Unicode())], config=True,
        help="""The program and its arguments: a list, or a string that is split as a shell would. The program reads
        requests of the backend protocol from standard input and writes replies to standard output. If it has the
        capability persistence, the database is opened with `reopen`, else with `open`.""",
    )
    options = Dict(
        config=True, help="The options of `open`, for a program without the capability persistence.")

    def _command(self) -> typing.List[str]:
        try:
            words = shlex.split(self.command) if isinstance(self.command, str) else list(self.command)
        except ValueError as error:
            raise TraitError("c.ProtocolDB.command is not a command: %s: %r" % (error, self.command)) from None
        if not words:
            raise TraitError("ProtocolDB needs a program: set c.ProtocolDB.command in ipcontroller_config.py")
        return words

    def _open_options(self) -> typing.Dict[str, Any]:
        return self.options


def _checked(expected: Type[Expected], result: Any, method: str) -> Expected:
    if not isinstance(result, expected):
        raise BackendFailure("%s returned %.200r, which is no %s" % (method, result, expected.__name__))
    return result


def _whole(record: typing.Dict[str, Any]) -> typing.Dict[str, Any]:
    return {**_EMPTY_RECORD, **record}


def _options(owner: HostedDB, /, **values: str) -> str:
    """Options as ``taskdb host`` takes them: it knows no escapes."""
    for name, value in values.items():
        if "&" in value or "\0" in value:
            raise TraitError("%s: the %s %r contains a character that taskdb cannot take" % (
                type(owner).__name__, name, value))
    return "&".join("%s=%s" % pair for pair in values.items())


def _profile_directory() -> str:
    from IPython.core.application import BaseIPythonApplication

    if BaseIPythonApplication.initialized():
        profile = BaseIPythonApplication.instance().profile_dir
        if profile is not None:
            return profile.location
    return "."


def _text(error: Exception) -> str:
    return str(error) if isinstance(error, (RuntimeError, OSError)) else "%s: %s" % (type(error).__name__, error)
