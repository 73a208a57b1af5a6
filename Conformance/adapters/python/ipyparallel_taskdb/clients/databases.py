"""What ``--database`` names, and the controller's options that choose it."""

from __future__ import annotations

import json
import os
import re
import shlex
import uuid
from typing import Callable, List, Optional, Sequence

from ipyparallel_taskdb.protocol.options import constructor_options

RECORDING, NON_RECORDING = "recording", "non-recording"
OPERATORS = ("glob", "exists", "all", "mod")


class DatabaseError(ValueError):
    """``--database`` names no database."""


class Database:
    """A database of a controller.

    ``profile`` and ``capabilities`` are None where only the running controller can say them. ``arguments(folder)``
    returns the controller's options that choose the database; ``folder`` is a new directory for its files.
    """

    def __init__(
        self, spec: str, name: str, arguments: Callable[[str], List[str]], profile: Optional[str] = RECORDING,
        capabilities: Optional[Sequence[str]] = (),
    ) -> None:
        self.spec = _without_passwords(spec)
        self.name = name
        self.arguments = arguments
        self.profile = profile
        self.capabilities = capabilities


def parse_database(spec: Optional[str], command: Sequence[str] = ()) -> Database:
    """The database that ``--database SPEC`` or ``-- COMMAND ARG...`` names. Raises ``DatabaseError``."""
    if command:
        if spec is not None:
            raise DatabaseError("either --database or -- COMMAND, not both")
        return _program(command)
    spec = "dictdb" if spec is None else spec
    kind, colon, rest = spec.partition(":")
    if kind in _OWN and not colon:
        return _OWN[kind](spec)
    if kind == "mongodb" and rest:
        return _mongodb(spec)
    if kind == "python" and rest:
        return _python_class(spec, rest)
    raise DatabaseError(
        "invalid database '%s'; give dictdb, nodb, sqlitedb, mongodb:URI, python:MODULE:CLASS or -- COMMAND" % spec
    )


def _dictdb(spec: str) -> Database:
    return Database(spec, "DictDB", lambda folder: ["--dictdb"], capabilities=("culling",) + OPERATORS)


def _nodb(spec: str) -> Database:
    return Database(spec, "NoDB", lambda folder: ["--nodb"], profile=NON_RECORDING)


def _sqlitedb(spec: str) -> Database:
    return Database(
        spec, "SQLiteDB", lambda folder: ["--sqlitedb", "--SQLiteDB.location=" + folder], capabilities=("glob",)
    )


def _mongodb(spec: str) -> Database:
    """A database of a name of its own on the server; a controller with the reset request drops it at the end."""
    uri = spec if spec.startswith(("mongodb://", "mongodb+srv://")) else spec.partition(":")[2]
    name = "taskdb-" + uuid.uuid4().hex[:12]
    options = ["--mongodb", "--MongoDB.connection_args=" + uri, "--MongoDB.database=" + name]
    return Database(spec, "MongoDB", lambda folder: options, capabilities=OPERATORS)


def _python_class(spec: str, rest: str) -> Database:
    """A class of seven methods, or a BaseDB; ``ClassDB`` stands between it and the controller."""
    class_spec, _, query = rest.partition("?")
    try:
        options = constructor_options([text for text in query.split("&") if text])
    except ValueError as error:
        raise DatabaseError(str(error)) from None
    name = class_spec.rpartition(":")[2]
    if not name or name == class_spec:
        raise DatabaseError("'%s' is not python:MODULE:CLASS" % spec)
    module = class_spec.rpartition(":")[0]
    if module.endswith(".py"):
        class_spec = "%s:%s" % (os.path.abspath(module), name)
    arguments = [
        "--IPController.db_class=ipyparallel_taskdb.clients.class_database.ClassDB",
        "--ClassDB.spec=" + class_spec,
        "--ClassDB.options=" + json.dumps(options),
    ]
    profile = options.get("profile")
    if profile not in (None, RECORDING, NON_RECORDING):
        raise DatabaseError("the profile is recording or non-recording, not '%s'" % profile)
    return Database(spec, name, lambda folder: arguments, profile=profile, capabilities=None)


def _program(command: Sequence[str]) -> Database:
    """A program that speaks protocol 1; ``ProtocolDB`` stands between it and the controller."""
    text = " ".join(shlex.quote(word) for word in command)
    # traitlets takes quotes away that a value begins and ends with; a shell's `exec` stands before them.
    value = text if text == " ".join(command) else shlex.join(["sh", "-c", "exec " + text]) + " "
    arguments = ["--IPController.db_class=ipyparallel_taskdb.ProtocolDB", "--ProtocolDB.command=" + value]
    name = os.path.basename(command[0])
    return Database("-- " + text, name, lambda folder: arguments, profile=None, capabilities=None)


def _without_passwords(spec: str) -> str:
    """Reports are shown to others."""
    spec = re.sub(r"(//[^/:@]*:)[^@]*@", r"\1***@", spec)
    return re.sub(r"(?i)([?&][^=&]*password[^=&]*=)[^&]*", r"\1***", spec)


_OWN = {"dictdb": _dictdb, "nodb": _nodb, "sqlitedb": _sqlitedb}
