"""Serves a Python task-database class over the taskdb backend protocol 1.

    taskdb-adapter MODULE:CLASS [option=value ...]

Reads one JSON-RPC 2.0 request per line from standard input and writes one reply per line to standard output.
Whatever the class under test prints goes to standard error. Needs Python 3.8 or later and nothing else.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from types import FrameType
from typing import Any, Callable, Dict, List, NoReturn, Optional, Sequence, Tuple

from ipyparallel_taskdb.protocol.backend import Backend, BackendError, remove_directories
from ipyparallel_taskdb.protocol.construction import OptionError
from ipyparallel_taskdb.protocol.extended_json import decode, encode
from ipyparallel_taskdb.protocol.hub import message_of
from ipyparallel_taskdb.protocol.limits import OutOfTime, time_limit
from ipyparallel_taskdb.protocol.options import constructor_options, option_value, refuse_constant
from ipyparallel_taskdb.protocol.restart import Streams, restart, resumed
from ipyparallel_taskdb.protocol.sharing import SharedObjects

PROTOCOL = 1
PARSE_ERROR, INVALID_REQUEST, METHOD_NOT_FOUND, INVALID_PARAMS, BACKEND_ERROR = -32700, -32600, -32601, -32602, -32000
# Well below the time limit of a request, whose default is 10 seconds.
TRIAL_SECONDS = 2.0
USAGE = "usage: taskdb-adapter MODULE:CLASS [option=value ...]"

# Each method of the database: its parameters in order, and how many of them must be given.
DATABASE_METHODS: Dict[str, Tuple[Tuple[str, ...], int]] = {
    "add_record": (("msg_id", "record"), 2),
    "get_record": (("msg_id",), 1),
    "update_record": (("msg_id", "record"), 2),
    "drop_record": (("msg_id",), 1),
    "drop_matching_records": (("check",), 1),
    "find_records": (("check", "keys"), 1),
    "get_history": ((), 0),
}


class ProtocolError(Exception):
    """An invalid request; it is answered with an error of JSON-RPC."""

    def __init__(self, code: int, message: str) -> None:
        super().__init__(message)
        self.code = code


class Adapter:
    """Answers requests. ``status`` is the exit status of the process.

    ``restart(state)`` replaces this process with a new one, which calls ``resume(state)``. It does not return.
    """

    def __init__(self, spec: str, options: Dict[str, Any], restart: Callable[[Dict[str, Any]], NoReturn]) -> None:
        self.spec = spec
        self.options = options
        self.restart = restart
        self.backend: Optional[Backend] = None
        self.status = 0
        self.finished = False
        self._capabilities: Optional[List[str]] = None
        self._shared = SharedObjects()

    def reply(self, line: bytes) -> Optional[Dict[str, Any]]:
        """The reply to one line, or None if the request has no id and so expects no reply."""
        identifier = None
        reply: Dict[str, Any]
        try:
            request = _parse(line)
            identifier = request.get("id")
            self._shared.take(_changed(request))
            reply = {"result": encode(self._answer(request["method"], request.get("params", {}), identifier))}
            if "id" not in request:
                return None
        except ProtocolError as error:
            reply = {"error": {"code": error.code, "message": str(error)}}
        except (Exception, SystemExit) as error:
            reply = {"error": {"code": BACKEND_ERROR, "message": _message(error), "data": _describe(error)}}
        changed = self._shared.changes()
        if changed:
            reply["changed"] = changed
        return dict(jsonrpc="2.0", id=identifier, **reply)

    def resume(self, state: Dict[str, Any]) -> Dict[str, Any]:
        """The reply to the ``reopen`` request that the previous process received."""
        reply: Dict[str, Any]
        try:
            self._capabilities = state["capabilities"]
            self._loaded().take_over(state["store"])
            reply = {"result": None}
        except Exception as error:
            reply = {"error": {"code": BACKEND_ERROR, "message": _message(error), "data": _describe(error)}}
        return dict(jsonrpc="2.0", id=state["id"], **reply)

    def close(self) -> None:
        """Closes the database and removes its temporary directory."""
        try:
            if self.backend is not None:
                self.backend.close()
        except Exception as error:
            print("closing failed: %s: %s" % (type(error).__name__, error), file=sys.stderr)

    # Private methods.

    def _answer(self, method: str, params: Any, identifier: Any) -> Any:
        if not isinstance(params, dict):
            raise ProtocolError(INVALID_PARAMS, "params must be an object")
        if method in DATABASE_METHODS:
            names, required = DATABASE_METHODS[method]
            arguments = _arguments(params, names, required)
            for name, argument in zip(names, arguments):
                self._shared.hold("%s/%s" % (identifier, name), argument)
            result = self._loaded().call(method, *arguments)
            self._shared.hold("%s/result" % identifier, result)
            return result
        lifecycle: Dict[str, Callable[[Dict[str, Any]], Any]] = {
            "initialize": self._initialize, "open": self._open, "close": self._close, "shutdown": self._shutdown,
            "reopen": lambda params: self._reopen(params, identifier),
        }
        if method not in lifecycle:
            raise ProtocolError(METHOD_NOT_FOUND, "there is no method %r" % method)
        return lifecycle[method](params)

    def _initialize(self, params: Dict[str, Any]) -> Dict[str, Any]:
        (protocol,) = _arguments(params, ("protocol",), 1)
        if protocol != PROTOCOL:
            raise ProtocolError(INVALID_PARAMS, "protocol %r is not supported, only %d" % (protocol, PROTOCOL))
        backend = self._loaded()
        if backend.instance is None:
            self._check(backend)
        return {
            "protocol": PROTOCOL,
            "name": backend.name,
            "version": backend.version,
            "profile": backend.profile,
            "capabilities": self._known_capabilities(),
        }

    def _check(self, backend: Backend) -> None:
        """Opens a database and closes it, so that a wrong option is one error reply, and not one in each case."""
        self.status = 2
        try:
            backend.check()
            if backend.has_new_stores or "persistence" not in self._known_capabilities():
                self._try_buffers(backend)  # it does not write to a store that a controller uses
        except (BackendError, OptionError) as error:
            print("taskdb-adapter: %s" % error, file=sys.stderr)
            raise
        self.status = 0

    def _try_buffers(self, backend: Backend) -> None:
        """Ends a trial that hangs: then the first case shows which call does not return."""
        try:
            with time_limit(TRIAL_SECONDS):
                backend.try_buffers()
        except OutOfTime:
            pass

    def _open(self, params: Dict[str, Any]) -> None:
        (options,) = _arguments(params, ("options",), 0)
        if not isinstance(options, (dict, type(None))):
            raise ProtocolError(INVALID_PARAMS, "options must be an object")
        options = {name: option_value(value) for name, value in (options or {}).items()}
        self._shared = SharedObjects()
        self._loaded().open(options)

    def _close(self, params: Dict[str, Any]) -> None:
        _arguments(params, (), 0)
        self._loaded().close()

    def _reopen(self, params: Dict[str, Any], identifier: Any) -> NoReturn:
        """Restarts without closing the database: every write that returned must survive."""
        _arguments(params, (), 0)
        capabilities = self._known_capabilities()
        if "persistence" not in capabilities:
            raise ProtocolError(METHOD_NOT_FOUND, "reopen needs the capability persistence")
        self.restart({"id": identifier, "capabilities": capabilities, "store": self._loaded().state})

    def _shutdown(self, params: Dict[str, Any]) -> None:
        _arguments(params, (), 0)
        self.finished = True
        self.close()

    def _loaded(self) -> Backend:
        """The backend. The class is imported on first use, so that an import error becomes an error reply."""
        if self.backend is None:
            self.status = 2
            try:
                self.backend = Backend(self.spec, self.options)
            except BackendError as error:
                print("taskdb-adapter: %s" % error, file=sys.stderr)
                raise
            self.status = 0
        return self.backend

    def _known_capabilities(self) -> List[str]:
        if self._capabilities is None:
            backend = self._loaded()
            if backend.instance is not None:
                # Probing opens an instance, which must not replace the open one.
                backend = Backend(self.spec, self.options)
            # The adapter itself supports dates with an offset and shared objects, whatever the class does with them.
            self._capabilities = sorted({"objects", "offsets", *backend.capabilities()})
        return self._capabilities


def _parse(line: bytes) -> Dict[str, Any]:
    try:
        request = json.loads(line.decode("utf-8"), parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        raise ProtocolError(PARSE_ERROR, "not JSON: %s" % error) from None
    if not isinstance(request, dict) or not isinstance(request.get("method"), str):
        raise ProtocolError(INVALID_REQUEST, "a request is an object with a method")
    return request


def _changed(request: Dict[str, Any]) -> Dict[str, Any]:
    changed = request.get("changed") or {}
    if not isinstance(changed, dict):
        raise ProtocolError(INVALID_REQUEST, "changed must be an object")
    return changed


def _arguments(params: Dict[str, Any], names: Sequence[str], required: int) -> List[Any]:
    """The values of ``params`` in the order of ``names``; missing optional ones are None."""
    unknown = [name for name in params if name not in names]
    missing = [name for name in names[:required] if name not in params]
    if unknown or missing:
        problems = ["missing " + name for name in missing] + ["unknown " + name for name in unknown]
        raise ProtocolError(INVALID_PARAMS, "params: " + ", ".join(problems))
    try:
        return [decode(params.get(name), name) for name in names]
    except ValueError as error:
        raise ProtocolError(INVALID_PARAMS, str(error)) from None


def _describe(error: BaseException) -> Dict[str, Any]:
    kind = type(error)
    return {"type": kind.__name__, "mro": [c.__name__ for c in kind.__mro__ if c not in (object, BaseException)]}


def _message(error: BaseException) -> str:
    try:
        str(error)
    except Exception:  # an exception whose own __str__ fails still has to be reported
        return type(error).__name__
    return message_of(error)


def _command_line(arguments: List[str]) -> Tuple[str, Dict[str, Any]]:
    """The class specification and the options. Raises ``ValueError`` with a usage message."""
    if not arguments or arguments[0].startswith("-"):
        raise ValueError(USAGE)
    try:
        return arguments[0], constructor_options(arguments[1:])
    except ValueError as error:
        raise ValueError("%s\n%s" % (error, USAGE)) from None


def _line(reply: Dict[str, Any]) -> bytes:
    return json.dumps(reply, allow_nan=False).encode("ascii") + b"\n"


def main(arguments: List[str]) -> int:
    """Serves until ``shutdown`` or the end of the input; returns the exit status."""
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    try:
        spec, options = _command_line(arguments)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    environment = dict(os.environ)
    state = resumed()
    streams = Streams.take_over(state)
    sys.path.insert(0, os.getcwd())
    adapter = Adapter(spec, options, lambda state: restart(state, streams, environment))
    signal.signal(signal.SIGTERM, _end_at_once)
    if state is not None:
        streams.write(_line(adapter.resume(state)))
    serve(adapter, streams)
    return adapter.status


def _end_at_once(number: int, frame: Optional[FrameType]) -> NoReturn:
    """Ends the process whatever the class under test does, without its temporary directory."""
    remove_directories()
    os._exit(128 + number)


def serve(adapter: Adapter, streams: Streams) -> None:
    """Answers requests until ``shutdown`` or the end of the input, and then closes the database."""
    try:
        for line in streams:
            reply = adapter.reply(line) if line.strip() else None
            if reply is not None:
                streams.write(_line(reply))
            if adapter.finished:
                break
    except BrokenPipeError:
        pass  # the reader of the replies has ended
    finally:
        adapter.close()


def run() -> NoReturn:
    """The program `taskdb-adapter`."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
