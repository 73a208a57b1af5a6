"""The class under test: finding out its capabilities, and its open instance."""

from __future__ import annotations

import shutil
import sys
import tempfile
import traceback
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, Optional, Set, Union

from .construction import OptionError, accepts, check_options, is_base_db, new_instance, new_session
from .handed_out import BufferChangedError, HandedOut
from .hub import Handover, add_hint, check_found, message_of, view_buffers
from .hub_loop import HubLoop
from .loading import BackendError, check_methods, load

if TYPE_CHECKING:
    from ipyparallel.controller.app import IPController

RECORD_KEYS = (
    "msg_id", "header", "metadata", "content", "buffers", "submitted", "client_uuid", "engine_uuid", "started",
    "completed", "resubmitted", "received", "result_header", "result_metadata", "result_content", "result_buffers",
    "queue", "execute_input", "execute_result", "error", "stdout", "stderr", "label",
)
PROFILES = ("recording", "non-recording")
WRITES = ("add_record", "update_record", "drop_record", "drop_matching_records")
TRIAL_WRITES = 8
# In the value of an option, the path of a new, empty directory for each database.
DIRECTORY = "{directory}"
# For each optional operator, checks that a database with the operator can answer. One answer is enough.
PROBES: Dict[str, List[Dict[str, Any]]] = {
    "glob": [{"label": {"$glob": "*"}}],
    "exists": [{"label": {"$exists": True}}],
    "all": [{"buffers": {"$all": [b"probe"]}}, {"label": {"$all": ["probe"]}}],
    "mod": [{"queue": {"$mod": [2, 0]}}],
}


# The temporary directories that this process has to remove.
_directories: Set[str] = set()


class OpenError(BackendError):
    """No database can be opened: the constructor raised."""


class Backend:
    """A task-database class, and at most one open instance of it.

    ``spec`` is ``MODULE:CLASS`` or ``PATH.py:CLASS``. ``options`` are passed to the constructor, except ``profile``
    and ``capabilities``, which the adapter announces. A subclass of ``BaseDB`` gets ``controller`` as its parent, or
    without one a controller that is not started.
    """

    def __init__(self, spec: str, options: Mapping[str, Any], controller: Optional[IPController] = None) -> None:
        self.options = dict(options)
        self.profile_option = self.options.pop("profile", None)
        self.capabilities_option = self.options.pop("capabilities", None)
        self.module, self.cls = load(spec)
        self.instance: Any = None
        self.arguments: Optional[Dict[str, Any]] = None
        self.directory: Optional[str] = None
        self._controller = controller
        self._handover = Handover()
        self._handed_out = HandedOut()
        self._loop = HubLoop()
        # How buffers that the class hands out change later, if a trial has shown it.
        self._changing: Optional[str] = None

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

    def check(self) -> None:
        """Opens a database and closes it. Raises ``OptionError`` if the class has no such option, and ``OpenError``
        with the place in the code if its constructor fails."""
        check_options(self.cls, self.options)
        try:
            self.open({})
        except (OptionError, BackendError):
            raise
        except Exception as error:
            text = "%s: %s" % (type(error).__name__, message_of(error))
            raise OpenError("no database can be opened: %s%s" % (text, self._place(error))) from error
        finally:
            self._close_quietly()

    def left_in_a_new_database(self) -> List[str]:
        """The msg_ids in a database that should be empty: what an earlier program left, or an earlier instance."""
        try:
            self.open({})
            left = self._held()
            if not left:
                self._loop.call(self.instance.add_record, ["probe", _probe()])
                self._close_quietly()
                self.open({})
                left = self._held()
                self._drop_probe()
            return left
        except Exception:
            return []  # the cases will show what is wrong
        finally:
            self._close_quietly()

    def try_buffers(self) -> None:
        """Finds out whether buffers change after they were handed out: only several writes overwrite a page of a file,
        and few cases make so many. From then on each call that hands out such a buffer is an error."""
        try:
            self.open({})
            self.call("add_record", "probe", _probe())
            self.call("get_record", "probe")
            self.call("find_records", {"msg_id": "probe"}, None)
            for number in range(0 if self._handed_out.is_empty else TRIAL_WRITES):
                name = "probe-%d" % number
                self.call("add_record", name, dict(_probe(), msg_id=name, buffers=[b"%d" % number * 2000]))
                self.call("update_record", "probe", {"buffers": [b"%d" % number * 2000], "result_buffers": [b"other"]})
                self.call("drop_record", name)
        except BufferChangedError as error:
            self._changing = str(error)
        except Exception:
            pass  # the cases will show what is wrong
        finally:
            self._drop_probe()
            self._close_quietly()

    def open(self, options: Mapping[str, Any]) -> None:
        """Closes the open database and opens a new, empty one. A class with a ``location`` gets a new, empty directory,
        which is removed when the database is closed; a subclass of ``BaseDB`` has it as the controller's profile."""
        self.close()
        self.resume(self.new_state(options))

    def new_state(self, options: Mapping[str, Any]) -> Dict[str, Any]:
        """What a process needs to open a new database; ``state`` of the one in which it is opened."""
        arguments = dict(self.options)
        arguments.update(options)
        directory = None
        if self._is_given_a_store or is_base_db(self.cls) and self._controller is None:
            folder = None if self._controller is None else self._controller.profile_dir.location
            directory = tempfile.mkdtemp(prefix="taskdb-", dir=folder)
            _directories.add(directory)
            for name, value in arguments.items():
                if isinstance(value, str):
                    arguments[name] = value.replace(DIRECTORY, directory)
            if self._takes_location:
                arguments["location"] = directory
        return {"arguments": arguments, "directory": directory, "changing": self._changing}

    @property
    def state(self) -> Dict[str, Any]:
        """What another process needs to open the same store. Before any ``open`` that is the store that the options name."""
        if self.arguments is not None:
            return {"arguments": self.arguments, "directory": self.directory, "changing": self._changing}
        if self.has_new_stores:
            raise BackendError("no database is open")
        return self.new_state({})

    @property
    def has_new_stores(self) -> bool:
        """Whether no process can open a store of one before without its ``state``."""
        return self._is_given_a_store or is_base_db(self.cls) and not self.options

    @property
    def _is_given_a_store(self) -> bool:
        """Whether the options name no place that stays the same from one database to the next."""
        values = self.options.values()
        return self._takes_location or any(isinstance(value, str) and DIRECTORY in value for value in values)

    @property
    def _takes_location(self) -> bool:
        """A controller sets no trait that its configuration does not name."""
        return "location" not in self.options and not is_base_db(self.cls) and accepts(self.cls, "location")

    def resume(self, state: Mapping[str, Any]) -> None:
        """Opens the store that ``state`` describes. The process that had it open must have ended."""
        self.arguments, self.directory = state["arguments"], state["directory"]
        self._changing = state["changing"]
        self._handover = Handover()
        if self._controller is None:
            self._loop.open()
        self.instance = self._new_instance()

    def take_over(self, state: Mapping[str, Any]) -> None:
        """Opens the store of a process that has ended, and removes its directory in the end."""
        if state["directory"] is not None:
            _directories.add(state["directory"])
        self.resume(state)

    def close(self) -> None:
        try:
            self._close_instance()
        finally:
            self._loop.close()
            self.arguments = None
            directory, self.directory = self.directory, None
            if directory is not None:
                remove_directory(directory)

    def call(self, method: str, *arguments: Any) -> Any:
        """Calls ``method`` as the Hub does, with what the Hub would pass, into which the arguments are changed. They are
        passed by position, since implementations name them differently."""
        if self.instance is None:
            raise BackendError("no database is open")
        self._handover.hand_over(method, arguments)
        try:
            result = self._loop.call(getattr(self.instance, method), arguments)
        except Exception as error:
            add_hint(error)
            raise
        view_buffers(result)
        if method == "find_records":
            check_found(result)
        if method in WRITES:
            self._handed_out.check(method)
        else:
            self._handed_out.hold(method, result)
            if self._changing is not None and not self._handed_out.is_empty:
                raise BufferChangedError(self._changing)
        return result

    # Private methods.

    def _new_instance(self) -> Any:
        """Creates an instance with a new session, as a starting controller does."""
        assert self.arguments is not None
        arguments = dict(self.arguments)
        if "session" not in arguments and accepts(self.cls, "session"):
            arguments["session"] = new_session()
        try:
            instance = new_instance(self.cls, arguments, self.directory, self._controller)
        except Exception:
            check_methods(self.cls, self.name)
            raise
        check_methods(instance, self.name)
        return instance

    def _close_instance(self) -> None:
        self._handed_out.clear()
        instance, self.instance = self.instance, None
        close = getattr(instance, "close", None)
        if callable(close):
            close()

    def _close_quietly(self) -> None:
        try:
            self.close()
        except Exception as error:
            print("closing failed: %s: %s" % (type(error).__name__, error), file=sys.stderr)

    def _known_operators(self) -> List[str]:
        try:
            self.open({})
            self._loop.call(self.instance.add_record, ["probe", _probe()])
            if self._answers({"label": {"$nosuch": 1}}):
                return []  # it accepts any operator, so probing is no use
            return [name for name, checks in PROBES.items() if any(map(self._answers, checks))]
        except Exception as error:  # the cases will show what is wrong
            print("could not find out which operators %s knows: %s" % (self.name, error), file=sys.stderr)
            return []
        finally:
            self._drop_probe()
            self._close_quietly()

    def _answers(self, check: Dict[str, Any]) -> bool:
        try:
            self._loop.call(self.instance.find_records, [check])
            return True
        except Exception:
            return False

    def _drop_probe(self) -> None:
        """A store that the options name keeps what is written to it."""
        try:
            self._loop.call(self.instance.drop_record, ["probe"])
        except Exception:
            pass  # the cases will show what is wrong

    def _place(self, error: BaseException) -> str:
        """The innermost line of the class's module that raised the error, in brackets; empty if there is none."""
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == getattr(self.module, "__file__", None)]
        return " (%s, line %d)" % (self.module.__file__, lines[-1] or 0) if lines else ""

    def _held(self) -> List[str]:
        return held_ids(lambda method, *arguments: self._loop.call(getattr(self.instance, method), list(arguments)))


def held_ids(call: Callable[..., Any]) -> List[str]:
    """The msg_ids in a database's history, or of all its records if it has none: it leaves out those without a date. A
    database that raises holds none; its cases will show what is wrong.

    ``call`` takes the name of a method and its arguments.
    """
    for asked in (("get_history",), ("find_records", {"msg_id": {"$ne": ""}}, ["msg_id"])):
        try:
            found = call(*asked)
            if found:
                return [item["msg_id"] if isinstance(item, dict) else item for item in found]
        except Exception:
            pass
    return []


def remove_directory(directory: str) -> None:
    shutil.rmtree(directory, ignore_errors=True)
    _directories.discard(directory)


def remove_directories() -> None:
    """Removes the temporary directories of all databases, before the process is ended in the midst of a call."""
    for directory in list(_directories):
        remove_directory(directory)


def _probe() -> Dict[str, Any]:
    record: Dict[str, Any] = dict.fromkeys(RECORD_KEYS)
    record.update(
        msg_id="probe", label="probe", queue=4, buffers=[b"probe"], result_buffers=[b"probe" * 1000], stdout="", stderr=""
    )
    return record


def _names(names: Union[str, Iterable[Any]]) -> Set[str]:
    """The set of capabilities in a list, or in text that separates them by plus or comma."""
    if isinstance(names, str):
        names = names.replace("+", ",").split(",")
    return {str(name).strip() for name in names} - {""}
