"""A controller and two engines, in a directory of their own, on the loopback interface."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
import time
from typing import Dict, List, Optional

from ipyparallel_taskdb.clients.databases import Database
from ipyparallel_taskdb.clients.processes import Child

ENGINES = 2
PACKAGE_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The heartbeat in milliseconds. An engine is registered with its first one, and ipyparallel's default is 3000.
PERIOD = 500
SECONDS_TO_END = 3
# The most lines of a log that are shown.
MOST_LINES = 40
_TRACEBACK = "Traceback (most recent call last):"
# How a message in the controller's log begins.
_LOGGED = re.compile(r"\d{4}-\d\d-\d\d |\[\w+\] |WARNING:|ERROR:")


class ClusterError(Exception):
    """The cluster did not start, or is unusable."""


class Cluster:
    """The processes of one cluster: the controller first, and the engines once its connection files are there."""

    def __init__(self, controller: List[str], database: Database, logs: Optional[str] = None) -> None:
        """``controller`` is a command line; an empty one stands for ipyparallel's controller. ``logs`` is the beginning of
        the paths that the logs are kept at."""
        self._logs = logs
        self.is_own = not controller
        self._command = controller or [sys.executable, "-m", "ipyparallel_taskdb.clients.controller"]
        self._database = database
        self.controller: Optional[Child] = None
        self.engines: List[Child] = []
        self.folder = tempfile.mkdtemp(prefix="taskdb-clients-")
        self._profile = os.path.join(self.folder, "profile")

    def start_controller(self) -> None:
        """Raises ``ClusterError`` if there is no such program."""
        store = os.path.join(self.folder, "store")
        os.mkdir(store)
        options = ["--profile-dir=" + self._profile, "--ip=127.0.0.1", "--location=127.0.0.1", "--ping=%d" % PERIOD]
        command = self._command + options + self._database.arguments(store)
        try:
            self.controller = Child(command, self.log("controller"), environment(self.folder), os.getcwd())
        except OSError as error:
            raise ClusterError("the controller cannot be started: %s" % error) from None

    def wait_for_files(self, seconds: float) -> None:
        """Waits until both connection files are complete: who finds half a file does not try again."""
        limit = time.monotonic() + seconds
        for side in ("client", "engine"):
            while not _is_json(self.connection_file(side)):
                if self.trouble is not None:
                    raise ClusterError(self.trouble)
                if time.monotonic() > limit:
                    raise ClusterError("the controller wrote no connection file within %g s" % seconds)
                time.sleep(0.02)

    def start_engines(self) -> None:
        engine = [
            sys.executable, "-m", "ipyparallel.engine", "--profile-dir=" + self._profile,
            "--IPEngine.enable_nanny=False",
        ]
        for number in range(ENGINES):
            log = self.log("engine-%d" % number)
            self.engines.append(Child(engine, log, environment(self.folder), self.folder))

    def connection_file(self, side: str) -> str:
        return os.path.join(self._profile, "security", "ipcontroller-%s.json" % side)

    def log(self, name: str) -> str:
        return os.path.join(self.folder, name + ".log")

    @property
    def log_size(self) -> int:
        """How much the controller has logged."""
        return os.path.getsize(self.log("controller"))

    def last_error(self, start: int) -> List[str]:
        """The lines of the last traceback that the controller has logged since ``start``, with the line before it."""
        with open(self.log("controller"), "rb") as file:
            file.seek(start)
            return last_traceback(file.read().decode("utf-8", "replace").split("\n"))

    @property
    def trouble(self) -> Optional[str]:
        """What ended before its time; None if all processes run."""
        assert self.controller is not None
        if self.controller.status is not None:
            return "the controller " + self.controller.end
        ended = [engine for engine in self.engines if engine.status is not None]
        return "an engine " + ended[0].end if ended else None

    def stop(self) -> None:
        """Ends all processes and removes the directory."""
        for engine in self.engines:
            engine.kill()
        if self.controller is not None:
            self.controller.terminate(SECONDS_TO_END)
        if self._logs is not None:
            for name in os.listdir(self.folder):
                if name.endswith(".log"):
                    shutil.copyfile(os.path.join(self.folder, name), self._logs + name)
        shutil.rmtree(self.folder, ignore_errors=True)


def last_traceback(lines: List[str]) -> List[str]:
    """The last traceback in a log, with the line before it, which says what failed. Empty if there is none."""
    starts = [number for number, line in enumerate(lines) if line.strip() == _TRACEBACK]
    if not starts:
        return []
    end = starts[-1] + 1
    while end < len(lines) and (lines[end][:1] in (" ", "") or not _LOGGED.match(lines[end])):
        end += 1
    return [line for line in lines[max(starts[-1] - 1, 0) : end] if line.strip()][:MOST_LINES]


def _is_json(path: str) -> bool:
    try:
        with open(path, encoding="utf-8") as file:
            return isinstance(json.load(file), dict)
    except (OSError, ValueError):
        return False


def environment(folder: str) -> Dict[str, str]:
    """The environment of the processes: this package can be imported, and no other cluster or profile is found."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("IPP_")}
    paths = [PACKAGE_FOLDER, os.getcwd(), found.get("PYTHONPATH", "")]
    found.update(IPYTHONDIR=os.path.join(folder, "ipython"), PYTHONPATH=os.pathsep.join(filter(None, paths)))
    return found
