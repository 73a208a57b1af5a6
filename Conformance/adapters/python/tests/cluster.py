"""A controller with a database of ``ipyparallel_taskdb``, engines and clients, for tests."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

TESTS = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.dirname(TESTS)
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(FOLDER)))
# Seconds. Machines of CI are slow.
LIMIT = 120


def program():
    """The path of the program taskdb: in the environment variable TASKDB, or where `swift build` puts it."""
    path = os.environ.get("TASKDB") or os.path.join(ROOT, ".build", "debug", "taskdb")
    if not os.path.isfile(path):
        raise RuntimeError("these tests need %s: `swift build --product taskdb`, or set TASKDB" % path)
    return path


@contextmanager
def mongodb():
    """A new, empty MongoDB server. Yields its URI."""
    server = subprocess.Popen(
        [os.path.join(ROOT, "Scripts", "with-mongodb"), "sh", "-c", 'echo "$TASKDB_MONGODB"; exec cat'],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, universal_newlines=True)
    try:
        uri = server.stdout.readline().strip()
        if not uri:
            raise RuntimeError("no MongoDB server: Scripts/setup --tests installs one")
        yield uri
    finally:
        server.stdin.close()
        server.wait()
        server.stdout.close()


def wait_until(condition, what, seconds=LIMIT):
    """Returns the first true result of ``condition()``."""
    deadline = time.monotonic() + seconds
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > deadline:
            raise AssertionError("%s: not within %d seconds" % (what, seconds))
        time.sleep(0.02)


def kill_group(process):
    """Kills a process and its group, and waits for its end."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    process.wait()


def runs(pid):
    """Whether a process runs; a zombie does not."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


def _is_json(path):
    """Whether a file is there and complete."""
    try:
        with open(path, encoding="utf-8") as file:
            json.load(file)
    except (OSError, ValueError):
        return False
    return True


class Cluster:
    """A profile's directory; a controller and engines in it. Use it in a ``with`` statement."""

    def __init__(self, config, engines=1):
        self.config = config
        self.engines = engines
        self.directory = tempfile.mkdtemp(prefix="taskdb-cluster-")
        self.controller = None
        self._log_path = None
        self._processes = []
        self._clients = []
        self._children = []
        self._starts = 0

    def __enter__(self):
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()
        for process in self._processes:
            kill_group(process)
        # The children of the databases are in no group of ours: they must end by themselves.
        for pid in self.children():
            wait_until(lambda: not runs(pid), "the end of the database's process %d" % pid)
        shutil.rmtree(self.directory, ignore_errors=True)

    def start(self):
        """Starts a controller and engines, and waits until they work together."""
        with open(os.path.join(self.directory, "ipcontroller_config.py"), "w", encoding="utf-8") as file:
            file.write("c = get_config()\nimport sys; sys.path[:0] = %r\n" % [FOLDER, TESTS] + self.config)
        connection = os.path.join(self.directory, "security", "ipcontroller-client.json")
        if os.path.exists(connection):
            os.unlink(connection)
        self._starts += 1
        self._log_path = os.path.join(self.directory, "controller-%d.log" % self._starts)
        self.controller = self._run("ipyparallel.controller", self._log_path)
        wait_until(lambda: _is_json(connection) or self._fail_if_ended(), "the start of the controller")
        for _ in range(self.engines):
            self._run("ipyparallel.engine", os.path.join(self.directory, "engines.log"))
        client = self.client()
        wait_until(lambda: len(client.ids) == self.engines, "the registration of the engines")

    def client(self):
        import ipyparallel

        path = os.path.join(self.directory, "security", "ipcontroller-client.json")
        client = ipyparallel.Client(path, timeout=LIMIT)
        self._clients.append(client)
        return client

    def stop(self, number=signal.SIGTERM):
        """Ends the controller, and nothing else, by a signal."""
        self.children()
        while self._clients:
            self._clients.pop().close()
        self.controller.send_signal(number)
        self.controller.wait(LIMIT)

    def log(self):
        with open(self._log_path, encoding="utf-8", errors="replace") as file:
            return file.read()

    def children(self):
        """The process IDs of the databases that were started so far, the oldest first."""
        if self._log_path and os.path.exists(self._log_path):
            for pid in map(int, re.findall(r"serves .* as process (\d+)", self.log())):
                if pid not in self._children:
                    self._children.append(pid)
        return self._children

    def kill_database(self):
        pid = self.children()[-1]
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not runs(pid), "the end of a killed process")

    def _run(self, module, log_path):
        environment = dict(os.environ, IPYTHONDIR=os.path.join(self.directory, "ipython"))
        environment.pop("PYTHONPATH", None)
        with open(log_path, "ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", module, "--profile-dir=" + self.directory], cwd=self.directory, env=environment,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True)
        self._processes.append(process)
        return process

    def _fail_if_ended(self):
        if self.controller.poll() is not None:
            raise AssertionError("the controller ended with status %d:\n%s" % (self.controller.returncode, self.log()))


def recorded(client, msg_ids):
    """Waits until the Hub has recorded the results of some tasks."""
    def are_completed():
        records = client.db_query({"msg_id": {"$in": list(msg_ids)}, "completed": {"$ne": None}}, keys=["msg_id"])
        return len(records) == len(msg_ids)

    wait_until(are_completed, "the records of %d tasks" % len(msg_ids))
