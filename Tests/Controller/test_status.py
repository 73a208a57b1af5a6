"""The page that shows what a controller does, as browsers and others ask for it."""

import http.client
import json
import os
import resource
import socket
import sys
import time
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from controller_cluster import Cluster, recorded, wait_until  # noqa: E402


def ask(port, path="/", host="localhost", timeout=10, method="GET"):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
    try:
        connection.request(method, path, headers={"Host": host})
        response = connection.getresponse()
        return response.status, response.read().decode(), response.headers
    finally:
        connection.close()


class Status(unittest.TestCase):
    def test_the_page(self):
        with Cluster("--dictdb", "--status-port=27700", engines=1) as cluster:
            client = cluster.client()
            result = client[0].apply_async(pow, 2, 3)
            recorded(client, result.msg_ids)
            wait_until(lambda: result.msg_ids[0] in ask(27700)[1], "the task on the page")
            found = json.loads(ask(27700, "/status.json")[1])
            self.assertEqual((found["database"], found["completed"], found["in_flight"]), ("DictDB", 1, 0))
            self.assertEqual(found["engines"][0]["uuid"], client._engines[0])
            self.assertNotIn(cluster.info("client")["key"], json.dumps(found) + ask(27700)[1])
            self.assertEqual(ask(27700, "/nosuch")[0], 404)
            for host in ["localhost:27700", "127.0.0.1", "[::1]:27700"]:
                self.assertEqual(ask(27700, host=host)[0], 200, host)
            for host in ["example.org", "localhost.example.org", "127.0.0.1.nip.io", ""]:
                self.assertEqual(ask(27700, host=host)[0], 421, host)
            with socket.create_connection(("127.0.0.1", 27700), 10) as connection:
                for part in (b"GET / HT", b"TP/1.1\r\nHost: ", b"localhost\r\nHost: localhost\r\n", b"\r\n"):
                    connection.sendall(part)
                    time.sleep(0.05)
                self.assertIn(b" 421 ", connection.recv(4096))

    def test_what_browsers_are_asked_to_observe(self):
        with Cluster("--nodb", "--status-port=27701"):
            for path, host, method in [("/", "localhost", "GET"), ("/nosuch", "localhost", "GET"), ("/", "a.b", "HEAD")]:
                headers = ask(27701, path, host, method=method)[2]
                self.assertIn("default-src 'none'", headers["Content-Security-Policy"], path)
                self.assertIn("frame-ancestors 'none'", headers["Content-Security-Policy"], path)
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff", path)
            status, body, headers = ask(27701, method="HEAD")
            self.assertEqual((status, body), (200, ""))
            self.assertEqual(ask(27701, method="POST")[0], 405)

    def test_idle_and_slow_connections_keep_nobody_waiting(self):
        """There are never many, and each is closed in time."""
        with Cluster("--nodb", "--status-port=27702") as cluster:
            wait_until(lambda: ask(27702)[0] == 200, "the page")
            files = "/proc/%d/fd" % cluster.controller.pid
            before = len(os.listdir(files))
            idle = []
            try:
                for number in range(300):
                    connection = socket.create_connection(("127.0.0.1", 27702), 10)
                    idle.append(connection)
                    if number % 2:
                        connection.sendall(b"GET / HTTP/1.1\r\nHost: localh")
                    if number % 50 == 0:
                        start = time.monotonic()
                        self.assertEqual(ask(27702)[0], 200)
                        self.assertLess(time.monotonic() - start, 3)
                self.assertLess(len(os.listdir(files)), before + 100)
                wait_until(lambda: len(os.listdir(files)) < before + 10, "the end of the idle connections", 30)
            finally:
                for connection in idle:
                    connection.close()

    def test_it_waits_where_no_file_can_be_opened(self):
        with Cluster("--nodb", "--status-port=27703") as cluster:
            wait_until(lambda: ask(27703)[0] == 200, "the page")
            pid = cluster.controller.pid
            limits = resource.prlimit(pid, resource.RLIMIT_NOFILE)
            lowest = len(os.listdir("/proc/%d/fd" % pid))
            resource.prlimit(pid, resource.RLIMIT_NOFILE, (lowest, limits[1]))
            with socket.create_connection(("127.0.0.1", 27703), 10) as connection:
                connection.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                before = self.seconds(pid)
                time.sleep(1)
                self.assertLess(self.seconds(pid) - before, 0.3)
                resource.prlimit(pid, resource.RLIMIT_NOFILE, limits)
                self.assertIn(b"200 OK", connection.recv(4096))

    def seconds(self, pid):
        """The time that a process has kept processors busy."""
        with open("/proc/%d/stat" % pid, encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    unittest.main()
