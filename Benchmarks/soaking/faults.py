"""What goes wrong while the load runs. Each is a context in which the fault lasts."""

import os
import resource
import signal
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path


class SmallDisk:
    """A file system of so many bytes in memory, which can be filled. Needs root."""

    def __init__(self, folder, size):
        self.folder = Path(folder)
        self.folder.mkdir()
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=%d" % size, "tmpfs", str(self.folder)], check=True)

    @contextmanager
    def full(self):
        filler = self.folder / "filler"
        try:
            with open(filler, "wb", buffering=0) as file:
                try:
                    while True:
                        file.write(bytes(4096))
                except OSError:
                    pass
            yield
        finally:
            filler.unlink(missing_ok=True)

    def close(self):
        subprocess.run(["umount", "-l", str(self.folder)], check=True)


@contextmanager
def without_descriptors(pid):
    """The process cannot open any more files, nor accept connections."""
    before = resource.prlimit(pid, resource.RLIMIT_NOFILE)
    used = 1 + max(map(int, os.listdir("/proc/%d/fd" % pid)))
    resource.prlimit(pid, resource.RLIMIT_NOFILE, (used, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_NOFILE, before)


class MongoServer:
    """A MongoDB server that can be stopped and started with what it stored."""

    def __init__(self, program, folder, port):
        self.command = [
            str(program), "--host", "127.0.0.1", "--port", str(port), "--storage-path", str(folder / "mongodb"),
            "--log-level", "ERROR"]
        self.uri = "mongodb://127.0.0.1:%d/soak?serverSelectionTimeoutMS=60000" % port
        self.folder = folder
        self.start()

    def start(self):
        with open(self.folder / "mongodb.log", "ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    @contextmanager
    def down(self):
        self.stop()
        try:
            yield
        finally:
            self.start()
            time.sleep(2)
