"""A controller and two engines, in a directory of their own, on the loopback interface."""

import os
import shutil
import sys
import tempfile

from ipyparallel_taskdb.clients.processes import Child

ENGINES = 2
PACKAGE_FOLDER = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
# The heartbeat in milliseconds. An engine is registered with its first one, and ipyparallel's default is 3000.
PERIOD = 500
SECONDS_TO_END = 3


class Cluster:
    """The processes of one cluster. ``start`` does not wait until they are ready: the clients' process does."""

    def __init__(self, controller, database):
        """``controller`` is a command line; an empty one stands for ipyparallel's controller."""
        self.is_own = not controller
        self._command = controller or [sys.executable, "-m", "ipyparallel_taskdb.clients.controller"]
        self._database = database
        self.controller = None
        self.engines = []
        self.folder = None

    def start(self):
        """Raises ``OSError`` if the controller's program cannot be started."""
        self.folder = tempfile.mkdtemp(prefix="taskdb-clients-")
        profile = os.path.join(self.folder, "profile")
        store = os.path.join(self.folder, "store")
        os.mkdir(store)
        os.mkdir(profile)  # an engine may look for it before the controller does
        options = ["--profile-dir=" + profile, "--ip=127.0.0.1", "--location=127.0.0.1", "--ping=%d" % PERIOD]
        command = self._command + options + self._database.arguments(store)
        self.controller = Child(command, self._log("controller"), environment(self.folder), os.getcwd())
        engine = [
            sys.executable, "-m", "ipyparallel.engine", "--profile-dir=" + profile, "--IPEngine.enable_nanny=False",
        ]
        for number in range(ENGINES):
            log = self._log("engine-%d" % number)
            self.engines.append(Child(engine, log, environment(self.folder), self.folder))

    @property
    def connection_file(self):
        return os.path.join(self.folder, "profile", "security", "ipcontroller-client.json")

    @property
    def trouble(self):
        """What ended before its time; None if all processes run."""
        if self.controller.status is not None:
            return "the controller " + self.controller.end
        ended = [engine for engine in self.engines if engine.status is not None]
        return "an engine " + ended[0].end if ended else None

    def stop(self):
        """Ends all processes and removes the directory."""
        for engine in self.engines:
            engine.kill()
        if self.controller is not None:
            self.controller.terminate(SECONDS_TO_END)
        self.engines, self.controller = [], None
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder = None

    def _log(self, name):
        return os.path.join(self.folder, name + ".log")


def environment(folder):
    """The environment of the processes: this package can be imported, and no other cluster or profile is found."""
    found = {name: value for name, value in os.environ.items() if not name.startswith("IPP_")}
    paths = [PACKAGE_FOLDER, os.getcwd(), found.get("PYTHONPATH", "")]
    found.update(IPYTHONDIR=os.path.join(folder, "ipython"), PYTHONPATH=os.pathsep.join(filter(None, paths)))
    return found
