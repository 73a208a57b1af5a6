"""The page that shows what a controller does, as browsers and others ask for it."""

import http.client
import json
import os
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

if __name__ == "__main__":
    unittest.main()
