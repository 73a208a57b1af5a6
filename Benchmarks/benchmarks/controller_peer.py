"""Starts controllers and measures them, as controller.py says: ``controller_peer.py FOLDER COMMAND…``."""

import json
import os
import shutil
import subprocess
import sys
import time

from peer import serve
from processes import cpu_seconds, family, proportional_bytes

CHANNELS = ("client", "engine")
LIMIT = 120
SETTLING = 3


class ControllerPeer:
    def __init__(self, folder, command):
        self.folder = folder
        self.command = command
        self.processes = []
        self.client = None

    def answer(self, words):
        return getattr(self, words[0])(*words[1:])

    def start(self, *options):
        """Starts a controller in place of the one before: the seconds until both connection files are there."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        begin = time.perf_counter()
        self._run([*self.command, "--profile-dir=" + self.folder, "--location=127.0.0.1", *options])
        while not all(map(self._has_file, CHANNELS)):
            if self.processes[0].poll() is not None or time.perf_counter() - begin > LIMIT:
                sys.exit("the controller did not start: " + self._log())
            time.sleep(0.001)
        return time.perf_counter() - begin, 0

    def memory(self):
        """The bytes of all processes of the controller. Shared memory is divided among those that share it."""
        # ipyparallel's starts processes for some time after its files are there.
        time.sleep(SETTLING)
        return 0, sum(map(proportional_bytes, family(self.processes[0].pid)))

    def cpu(self):
        """The seconds of processor time that all processes of the controller have used."""
        return sum(map(cpu_seconds, family(self.processes[0].pid))), 0

    def engines(self, count):
        """Starts engines of ipyparallel, and a client."""
        import ipyparallel

        begin = time.perf_counter()
        for _ in range(int(count)):
            self._run([
                sys.executable, "-m", "ipyparallel.engine", "--profile-dir=" + self.folder,
                "--IPEngine.enable_nanny=False"])
        self.client = ipyparallel.Client(self._file("client"), timeout=LIMIT)
        self.client.wait_for_engines(int(count), timeout=LIMIT)
        return time.perf_counter() - begin, len(self.client.ids)

    def tasks(self, count):
        """Runs load-balanced tasks that do nothing: the controller's processor time until it has nothing left to do."""
        begin, _ = self.cpu()
        done = self.client.load_balanced_view().map_sync(abs, range(int(count)), chunksize=1)
        # The Hub is behind the schedulers.
        before = None
        while before != (before := self.cpu()[0]):
            time.sleep(0.5)
        return before - begin, len(done)

    def end(self):
        if self.client is not None:
            self.client.close()
            self.client = None
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            process.wait()
        self.processes = []
        return 0, 0

    def _run(self, command):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("IPP_")}
        environment["IPYTHONDIR"] = self.folder
        with open(os.path.join(self.folder, "log.txt"), "ab") as log:
            self.processes.append(subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log))

    def _file(self, side):
        return os.path.join(self.folder, "security", "ipcontroller-%s.json" % side)

    def _has_file(self, side):
        try:
            with open(self._file(side), encoding="utf-8") as file:
                return bool(json.load(file))
        except (OSError, ValueError):
            return False

    def _log(self):
        with open(os.path.join(self.folder, "log.txt"), encoding="utf-8", errors="replace") as file:
            return file.read()[-1000:]


if __name__ == "__main__":
    controller = ControllerPeer(sys.argv[1], sys.argv[2:])
    try:
        serve(controller)
    finally:
        controller.end()
