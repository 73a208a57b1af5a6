"""A controller of this package with real engines and clients, for tests."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "Conformance", "adapters", "python", "tests"))

from cluster import LIMIT, kill_group, wait_until  # noqa: E402


def program():
    """The path of the program: in the environment variable IPCONTROLLER, or where `swift build` puts it."""
    path = os.environ.get("IPCONTROLLER") or os.path.join(ROOT, ".build", "debug", "ipcontroller")
    if not os.path.isfile(path):
        raise RuntimeError("these tests need %s: `swift build --product ipcontroller`, or set IPCONTROLLER" % path)
    return path


def run_controller(*options, config="", environment=None):
    """Runs a controller that ends by itself, with a profile of its own, and returns its status and its output."""
    with tempfile.TemporaryDirectory() as directory:
        with open(os.path.join(directory, "ipcontroller_config.py"), "w", encoding="utf-8") as file:
            file.write(config)
        return subprocess.run(
            [program(), "--profile-dir=" + directory, *options], capture_output=True, text=True, timeout=30,
            stdin=subprocess.DEVNULL, env={**os.environ, **(environment or {})})


class Cluster:
    """A profile's directory with a controller and engines. Use it in a ``with`` statement."""

    def __init__(self, *options, engines=0, nanny=False):
        self.options = list(options)
        self.directory = tempfile.mkdtemp(prefix="taskdb-controller-")
        self.engines = []
        self.controller = None
        self._nanny = nanny
        self._count = engines
        self._clients = []

    def __enter__(self):
        try:
            self.start()
            self.add_engines(self._count)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for client in self._clients:
            client.close()
        for process in [*self.engines, self.controller]:
            if process is not None:
                kill_group(process)
        shutil.rmtree(self.directory, ignore_errors=True)

    def path(self, side):
        return os.path.join(self.directory, "security", "ipcontroller-%s.json" % side)

    def info(self, side):
        with open(self.path(side), encoding="utf-8") as file:
            return json.load(file)

    def start(self, *options):
        """Starts the controller, and waits for its connection files."""
        self.controller = self._run(
            [program(), "--profile-dir=" + self.directory, "--ping=200", "--location=127.0.0.1", *self.options, *options],
            "controller.log")
        wait_until(self._has_files, "the start of the controller")

    def _has_files(self):
        if self.controller.poll() is not None:
            raise AssertionError("the controller ended with status %d:\n%s" % (self.controller.returncode, self.log()))
        # A controller before may have left its files.
        return os.path.exists(self.path("engine")) and "Heartmonitor beating" in self.log()

    def add_engines(self, count):
        """Starts engines, and waits until they are registered."""
        if count == 0:
            return
        for _ in range(count):
            command = [sys.executable, "-m", "ipyparallel.engine", "--profile-dir=" + self.directory]
            if not self._nanny:
                command.append("--IPEngine.enable_nanny=False")
            self.engines.append(self._run(command, "engines.log"))
        client = self.client()
        expected = len(client.ids) + count
        wait_until(lambda: len(client.ids) >= expected, "the registration of %d engines" % count)

    def client(self):
        import ipyparallel

        client = ipyparallel.Client(self.path("client"), timeout=LIMIT)
        self._clients.append(client)
        return client

    def end(self, number=signal.SIGTERM):
        """Ends the controller by a signal, and returns its status."""
        while self._clients:
            self._clients.pop().close()
        self.controller.send_signal(number)
        return self.controller.wait(LIMIT)

    def log(self):
        with open(os.path.join(self.directory, "controller.log"), encoding="utf-8", errors="replace") as file:
            return file.read()

    def _run(self, command, log_name):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("IPP_")}
        environment["IPYTHONDIR"] = os.path.join(self.directory, "ipython")
        path = os.path.join(self.directory, log_name)
        # A log that says something of a controller before would be read as that of the new one.
        with open(path, "wb" if log_name == "controller.log" else "ab") as log:
            return subprocess.Popen(
                command, cwd=self.directory, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True)


def recorded(client, msg_ids):
    """Waits until the Hub has recorded the results of tasks."""
    wait_until(
        lambda: len(client.db_query({"msg_id": {"$in": msg_ids}, "completed": {"$ne": None}}, keys="msg_id"))
        == len(msg_ids),
        "the records of %d tasks" % len(msg_ids))
