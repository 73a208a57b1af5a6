"""`taskdb docs serve` where no file can be opened: it waits, and goes on once one can."""

import os
import re
import resource
import select
import socket
import subprocess
import time
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("TASKDB", str(PROJECT / ".build" / "debug" / "taskdb"))
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


class ServeTests(unittest.TestCase):
    def setUp(self):
        self.server = subprocess.Popen(
            [PROGRAM, "docs", "serve", "--docs", str(PROJECT / "Docs"), "--port", "0"], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.server.wait)
        self.addCleanup(self.server.kill)
        self.addCleanup(self.server.stdout.close)
        self.assertTrue(select.select([self.server.stdout], [], [], 30)[0], "it says nothing")
        address = re.search(r":(\d+)/", self.server.stdout.readline())
        self.assertIsNotNone(address, "it names no address")
        self.address = ("127.0.0.1", int(address.group(1)))

    def ask(self):
        with socket.create_connection(self.address, 10) as connection:
            connection.sendall(REQUEST)
            return connection.recv(4096)

    def seconds(self):
        """The time that the server has kept processors busy."""
        fields = Path("/proc/%d/stat" % self.server.pid).read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def test_it_does_not_spin_without_descriptors(self):
        self.assertIn(b"200 OK", self.ask())
        time.sleep(2)
        limits = resource.prlimit(self.server.pid, resource.RLIMIT_NOFILE)
        used = max(map(int, os.listdir("/proc/%d/fd" % self.server.pid))) + 1
        resource.prlimit(self.server.pid, resource.RLIMIT_NOFILE, (used, limits[1]))
        waiting = [socket.create_connection(self.address, 10) for _ in range(20)]
        try:
            for connection in waiting:
                connection.sendall(REQUEST)
            before = self.seconds()
            time.sleep(2)
            # It looks at the pages five times a second, too.
            self.assertLess(self.seconds() - before, 1)
        finally:
            for connection in waiting:
                connection.close()
        resource.prlimit(self.server.pid, resource.RLIMIT_NOFILE, limits)
        deadline = time.monotonic() + 20
        while True:
            try:
                answer = self.ask()
            except OSError as error:
                answer = str(error).encode()
            if b"200 OK" in answer or time.monotonic() > deadline:
                break
            time.sleep(0.2)
        self.assertIn(b"200 OK", answer)
        self.assertIsNone(self.server.poll())


if __name__ == "__main__":
    unittest.main()
