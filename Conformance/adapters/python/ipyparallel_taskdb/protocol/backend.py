"""The class under test: loading it, finding out its capabilities, and its open instance."""

from __future__ import annotations

import importlib
import importlib.util
import os
import shutil
import sys
import tempfile
from types import ModuleType
from typing import Any, Dict, Iterable, List, Mapping, Optional, Set, Tuple, Type, Union

from .construction import accepts, new_instance, new_session
from .hub import Handover, add_hint, check_found

METHODS = (
    "add_record", "get_record", "update_record", "drop_record",
    "drop_matching_records", "find_records", "get_history",
)
RECORD_KEYS = (
    "msg_id", "header", "metadata", "content", "buffers", "submitted", "client_uuid", "engine_uuid", "started",
    "completed", "resubmitted", "received", "result_header", "result_metadata", "result_content", "result_buffers",
    "queue", "execute_input", "execute_result", "error", "stdout", "stderr", "label",
)
PROFILES = ("recording", "non-recording")
# For each optional operator, checks that a database with the operator can answer. One answer is enough.
PROBES: Dict[str, List[Dict[str, Any]]] = {
    "glob": [{"label": {"$glob": "*"}}],
    "exists": [{"label": {"$exists": True}}],
    "all": [{"buffers": {"$all": [b"probe"]}}, {"label": {"$all": ["probe"]}}],
    "mod": [{"queue": {"$mod": [2, 0]}}],
}


class BackendError(Exception):
    """The class cannot be loaded or is not a task database, or no database is open."""


class Backend:
    """A task-database class, and at most one open instance of it.

    ``spec`` is ``MODULE:CLASS`` or ``PATH.py:CLASS``. ``options`` are passed to the constructor, except ``profile``
    and ``capabilities``, which the adapter announces.
    """

    def __init__(self, spec: str, options: Mapping[str, Any]) -> None:
        self.options = dict(options)
        self.profile_option = self.options.pop("profile", None)
        self.capabilities_option = self.options.pop("capabilities", None)
        self.module, self.cls = _load(spec)
        self.instance: Any = None
        self.arguments: Optional[Dict[str, Any]] = None
        self.directory: Optional[str] = None
        self._handover = Handover()

    # The properties that are announced.

    @property
    def name(self) -> str:
        return self.cls.__name__

    @property
    def version(self) -> str:
        """The module's ``__version__``, its package's, or that of the installed distribution."""
        package = sys.modules.get(self.module.__name__.partition(".")[0])
        for module in (self.module, package):
            version = getattr(module, "__version__", None)
            if isinstance(version, str):
                return version
        try:
            from importlib import metadata

            return metadata.version(self.module.__name__.partition(".")[0])
        except Exception:  # not an installed distribution, or one whose metadata is broken
            return "unknown"

    @property
    def profile(self) -> str:
        declared = getattr(self.cls, "profile", PROFILES[0]) if self.profile_option is None else self.profile_option
        if declared not in PROFILES:
            raise BackendError("the profile is recording or non-recording, not %r" % (declared,))
        return declared

    def capabilities(self) -> List[str]:
        """The capabilities from the option or, without one, from the class; if neither declares any, a temporary
        instance is probed. An option that begins with a plus adds to those of the class or of the probe."""
        option = self.capabilities_option or ""
        added = _names(option) if option.startswith("+") else []
        declared = getattr(self.cls, "capabilities", None)
        if self.capabilities_option is not None and not added:
            declared = self.capabilities_option
        return sorted({*added, *(self._probed() if declared is None else _names(declared))})

    def _probed(self) -> List[str]:
        if self.profile != "recording":
            return []
        found = ["culling"] if accepts(self.cls, "record_limit") else []
        return sorted(found + self._known_operators())

    # The open database.

    def open(self, options: Mapping[str, Any]) -> None:
        """Closes the open database and opens a new, empty one. A class with a ``location`` gets a new, empty directory,
        which is removed when the database is closed."""
        self.close()
        arguments = dict(self.options)
        arguments.update(options)
        if "location" not in arguments and accepts(self.cls, "location"):
            self.directory = tempfile.mkdtemp(prefix="taskdb-")
            arguments["location"] = self.directory
        self.arguments = arguments
        self._handover = Handover()
        self.instance = self._new_instance()

    def reopen(self) -> None:
        """Opens the same store with a new instance in this process."""
        state = self.state
        self._close_instance()
        self.resume(state)

    @property
    def state(self) -> Dict[str, Any]:
        """What another process needs to open the same store. Before any ``open`` that is the store of the options, unless
        the class would get a temporary directory."""
        if self.arguments is not None:
            return {"arguments": self.arguments, "directory": self.directory}
        if "location" not in self.options and accepts(self.cls, "location"):
            raise BackendError("no database is open")
        return {"arguments": self.options, "directory": None}

    def resume(self, state: Dict[str, Any]) -> None:
        """Opens the store that ``state`` describes. The process that had it open must have ended."""
        self.arguments, self.directory = state["arguments"], state["directory"]
        self.instance = self._new_instance()

    def close(self) -> None:
        try:
            self._close_instance()
        finally:
            self.arguments = None
            directory, self.directory = self.directory, None
            if directory is not None:
                shutil.rmtree(directory, ignore_errors=True)

    def call(self, method: str, *arguments: Any) -> Any:
        """Calls ``method`` with what the Hub would pass, into which the arguments are changed. They are passed by
        position, since implementations name them differently."""
        if self.instance is None:
            raise BackendError("no database is open")
        self._handover.hand_over(method, arguments)
        try:
            result = getattr(self.instance, method)(*arguments)
        except Exception as error:
            add_hint(error)
            raise
        if method == "find_records":
            check_found(result)
        return result

    # Private methods.

    def _new_instance(self) -> Any:
        """Creates an instance with a new session, as a starting controller does."""
        assert self.arguments is not None
        arguments = dict(self.arguments)
        if "session" not in arguments and accepts(self.cls, "session"):
            arguments["session"] = new_session()
        return new_instance(self.cls, arguments)

    def _close_instance(self) -> None:
        instance, self.instance = self.instance, None
        close = getattr(instance, "close", None)
        if callable(close):
            close()

    def _known_operators(self) -> List[str]:
        record = dict.fromkeys(RECORD_KEYS)
        record.update(msg_id="probe", label="probe", queue=4, buffers=[b"probe"], stdout="", stderr="")
        try:
            self.open({})
            self.instance.add_record("probe", record)
            if self._answers({"label": {"$nosuch": 1}}):
                return []  # it accepts any operator, so probing is no use
            return [name for name, checks in PROBES.items() if any(map(self._answers, checks))]
        except Exception as error:  # the cases will show what is wrong
            print("could not find out which operators %s knows: %s" % (self.name, error), file=sys.stderr)
            return []
        finally:
            self.close()

    def _answers(self, check: Dict[str, Any]) -> bool:
        try:
            self.instance.find_records(check)
            return True
        except Exception:
            return False


def _names(names: Union[str, Iterable[Any]]) -> Set[str]:
    """The set of capabilities in a list, or in text that separates them by plus or comma."""
    if isinstance(names, str):
        names = names.replace("+", ",").split(",")
    return {str(name).strip() for name in names} - {""}


def _load(spec: str) -> Tuple[ModuleType, Type[Any]]:
    """The module and the class that ``MODULE:CLASS`` names."""
    module_name, _, class_name = spec.rpartition(":")
    if not module_name or not class_name:
        raise BackendError("%r is not MODULE:CLASS" % spec)
    try:
        module = _import_path(module_name) if module_name.endswith(".py") else importlib.import_module(module_name)
    except BackendError:
        raise
    except Exception as error:
        raise BackendError("cannot import %s: %s: %s" % (module_name, type(error).__name__, error)) from error
    cls = getattr(module, class_name, None)
    if not isinstance(cls, type):
        raise BackendError("%s has no class %s" % (module_name, class_name))
    missing = [method for method in METHODS if not callable(getattr(cls, method, None))]
    if missing:
        raise BackendError("%s is not a task database: it has no %s" % (class_name, ", ".join(missing)))
    return module, cls


def _import_path(path: str) -> ModuleType:
    """Imports a file as a module. Its folder is added to ``sys.path``, so that it can import its neighbours."""
    if not os.path.isfile(path):
        raise BackendError("there is no file %s" % path)
    folder, file = os.path.split(os.path.abspath(path))
    name = file[: -len(".py")]
    sys.path.insert(0, folder)
    module_spec = importlib.util.spec_from_file_location(name, os.path.join(folder, file))
    assert module_spec is not None and module_spec.loader is not None  # the name ends in .py
    module = importlib.util.module_from_spec(module_spec)
    sys.modules[name] = module
    module_spec.loader.exec_module(module)
    return module
