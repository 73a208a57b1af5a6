"""A console session, evaluated by the running Python."""

from __future__ import annotations

import ast
import builtins
import contextlib
import io
import sys
import warnings
from types import CodeType, ModuleType
from typing import Any, Callable, Dict, Iterable, Iterator, Optional, Sequence, Tuple, Union

from ipyparallel_taskdb.judge.expected import Outcome
from ipyparallel_taskdb.protocol.limits import PASSED_ON
from ipyparallel_taskdb.judge.other_process import OtherProcess
from ipyparallel_taskdb.protocol.backend import Backend, BackendError
from ipyparallel_taskdb.protocol.hub import to_bytes, with_bytes


class Database:
    """``db`` in a session. It passes the session's objects on without copying them, and by position, since
    implementations name parameters differently.

    The output of the class under test goes to standard error, so that it is not part of the session's output.
    """

    def __init__(self, backend: Union[Backend, OtherProcess]) -> None:
        self._backend = backend

    def add_record(self, msg_id: str, record: Dict[str, Any]) -> Any:
        return self._call("add_record", msg_id, record)

    def get_record(self, msg_id: str) -> Any:
        return self._call("get_record", msg_id)

    def update_record(self, msg_id: str, record: Dict[str, Any]) -> Any:
        return self._call("update_record", msg_id, record)

    def drop_record(self, msg_id: str) -> Any:
        return self._call("drop_record", msg_id)

    def drop_matching_records(self, check: Dict[str, Any]) -> Any:
        return self._call("drop_matching_records", check)

    def find_records(self, check: Dict[str, Any], keys: Any = None) -> Any:
        return self._call("find_records", check, keys)

    def get_history(self) -> Any:
        return self._call("get_history")

    def reopen(self) -> None:
        if isinstance(self._backend, Backend):
            raise BackendError("reopen needs the capability persistence")
        self._backend.reopen()

    def _call(self, method: str, *arguments: Any) -> Any:
        with contextlib.redirect_stdout(sys.stderr):
            return to_bytes(self._backend.call(method, *arguments))


class Console:
    """The namespace that examples share."""

    def __init__(self, names: Dict[str, Any]) -> None:
        self._names = names

    def run(self, source: str) -> Outcome:
        """The outcome of one example. Raises ``SyntaxError`` if it cannot be evaluated."""
        before, last = _compile(source)
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed), _showing_as_a_console():
                exec(before, self._names)
                value = None if last is None else eval(last, self._names)
        except PASSED_ON:
            raise
        except BaseException as error:
            return Outcome(printed.getvalue(), exception=error)
        return Outcome(printed.getvalue(), with_bytes(value))


class Session(Console):
    """A console that has ``db``, ``new_record`` and a ``datetime`` module with a fixed clock."""

    def __init__(
        self, backend: Union[Backend, OtherProcess], record_keys: Iterable[str], datetime_module: ModuleType
    ) -> None:
        super().__init__({
            "__name__": "__console__",
            "__builtins__": dict(vars(builtins), __import__=_importing(datetime_module)),
            "db": Database(backend),
            "new_record": _new_record(record_keys),
        })


def _compile(source: str) -> Tuple[CodeType, Optional[CodeType]]:
    """Compiles the source without its last expression, and that expression; None if the last statement is not one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        body = ast.parse(source, "<example>").body
        last = body[-1].value if body and isinstance(body[-1], ast.Expr) else None
        if last is not None:
            body.pop()
        before = compile(ast.Interactive(body), "<example>", "single", dont_inherit=True)
        return before, None if last is None else compile(ast.Expression(last), "<example>", "eval", dont_inherit=True)


@contextlib.contextmanager
def _showing_as_a_console() -> Iterator[None]:
    """Makes expressions inside a loop print their value, without setting ``_``."""
    previous, sys.displayhook = sys.displayhook, _show
    try:
        yield
    finally:
        sys.displayhook = previous


def _show(value: Any) -> None:
    if value is not None:
        print(repr(with_bytes(value)))


def _importing(datetime_module: ModuleType) -> Callable[..., ModuleType]:
    def import_module(
        name: str, globals: Any = None, locals: Any = None, fromlist: Sequence[str] = (), level: int = 0
    ) -> ModuleType:
        if name == "datetime" and level == 0:
            return datetime_module
        return builtins.__import__(name, globals, locals, fromlist, level)

    return import_module


def _new_record(record_keys: Iterable[str]) -> Callable[..., Dict[str, Any]]:
    def new_record(msg_id: str, **fields: Any) -> Dict[str, Any]:
        """A record with every key, as the Hub creates one."""
        if not isinstance(msg_id, str):
            raise TypeError("msg_id must be a str")
        record = dict.fromkeys(record_keys)
        record.update(msg_id=msg_id, stdout="", stderr="")
        for name, value in fields.items():
            if name not in record:
                raise TypeError("a record has no key '%s'" % name)
            record[name] = value
        return record

    return new_record
