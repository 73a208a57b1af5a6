"""Peers with and without the key send what they should not. The controller must serve others all the same."""

import json
import os
import random
import re
import sys
import time
import unittest

import zmq
from jupyter_client.session import Session

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from controller_cluster import Cluster, wait_until  # noqa: E402

DELIMITER = b"<IDS|MSG>"


class Hostile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster("--dictdb", engines=1)
        cls.cluster.__enter__()
        cls.addClassCleanup(cls.cluster.__exit__)
        cls.context = zmq.Context()
        cls.addClassCleanup(lambda: cls.context.destroy(linger=0))

    def setUp(self):
        self.client = self.cluster.client()
        self.client.wait_for_engines(1, timeout=30)
        self.session = Session(key=self.cluster.info("client")["key"].encode())

    def tearDown(self):
        """Whatever was sent, others are served."""
        self.assertIsNone(self.cluster.controller.poll(), self.cluster.log())
        self.assertEqual(self.client[0].apply_sync(pow, 2, 3), 8)
        self.assertEqual(self.client.load_balanced_view().apply_sync(pow, 2, 3), 8)
        self.assertEqual(self.client.broadcast_view().apply_sync(pow, 2, 3), [8])
        self.assertEqual(len(self.client.ids), 1)

    def channels(self):
        """The address and the kind of a socket for each channel that receives."""
        for side, names in (
            ("client", ["registration", "control", "mux", "task", "broadcast"]),
            ("engine", ["control", "mux", "task", "iopub", "hb_pong", "broadcast"]),
        ):
            info = self.cluster.info(side)
            for name in names:
                ports = info[name] if isinstance(info[name], list) else [info[name]]
                for port in ports:
                    yield "%s/%s" % (side, name), "%s:%d" % (info["interface"], port), (
                        zmq.XPUB if name == "iopub" else zmq.DEALER)

    def socket(self, address, kind):
        socket = self.context.socket(kind)
        socket.linger = 1000
        socket.connect(address)
        if kind == zmq.XPUB:
            # What is published before the controller's subscription arrives is lost.
            self.assertTrue(socket.poll(10_000))
            socket.recv()
        return socket

    def frames(self, msg_type="apply_request", content=None, metadata=None, key=None):
        session = self.session if key is None else Session(key=key)
        message = session.msg(msg_type, content=content or {}, metadata=metadata)
        return session.serialize(message)

    def test_messages_that_are_none(self):
        random.seed(1)
        messages = [
            [b""], [b"", b""], [DELIMITER], [DELIMITER, b"", b"", b"", b""], [b"x"] * 300, [b"\xff" * 70000],
            [b"id", DELIMITER, b"sig", b"{", b"[", b"null", b"\xff"],
            [b"id", DELIMITER, b"0" * 64, b"{}", b"{}", b"{}", b"{}"],
            [random.randbytes(random.randrange(40)) for _ in range(12)],
            [b"id", b"id2", DELIMITER] + [b"[" * 5000] * 5,
        ]
        for name, address, kind in self.channels():
            with self.subTest(name):
                socket = self.socket(address, kind)
                for message in messages * 3:
                    socket.send_multipart(message)
                socket.close()

    def test_a_wrong_key(self):
        engine = self.client._engines[0].encode()
        for name, address, kind in self.channels():
            with self.subTest(name):
                socket = self.socket(address, kind)
                for msg_type in ("apply_request", "shutdown_request", "unregistration_request", "shutdown_reply"):
                    frames = self.frames(msg_type, {"id": 0}, key=b"wrong")
                    socket.send_multipart(frames)
                    socket.send_multipart([engine] + frames)
                socket.close()

    def test_signed_nonsense(self):
        """A peer with the key may be faulty."""
        engine = self.client._engines[0].encode()
        contents = [{}, {"uuid": 5}, {"id": "x"}, {"query": 5}, {"msg_ids": {}}, {"msg_ids": [1]}, {"targets": [[]]}]
        types = ["registration", "queue", "db", "result", "purge", "resubmit", "history", "load", "foo"]
        metadata = {"targets": "x", "after": {"dependencies": 5}, "retries": -1, "timeout": "x", "is_coalescing": []}
        for name, address, kind in self.channels():
            if name == "client/control":
                continue  # the engine itself would get it
            with self.subTest(name):
                socket = self.socket(address, kind)
                for msg_type in types:
                    for content in contents:
                        socket.send_multipart(self.frames(msg_type + "_request", content, metadata))
                        if name != "client/mux":
                            socket.send_multipart([engine] + self.frames(msg_type + "_request", content, metadata))
                socket.close()

    def test_a_message_that_was_recorded_has_no_effect(self):
        info = self.cluster.info("client")
        socket = self.socket("%s:%d" % (info["interface"], info["registration"]), zmq.DEALER)
        frames = self.frames("connection_request")
        socket.send_multipart(frames)
        self.assertTrue(socket.poll(10_000))
        reply = socket.recv_multipart()
        self.assertEqual(json.loads(reply[2])["msg_type"], "connection_reply")
        socket.send_multipart(frames)
        self.assertFalse(socket.poll(500))
        socket.send_multipart(self.frames("connection_request"))
        self.assertTrue(socket.poll(10_000))
        socket.close()

    def test_output_that_is_sent_again_reaches_no_client(self):
        info = self.cluster.info("engine")
        socket = self.socket("%s:%d" % (info["interface"], info["iopub"]), zmq.XPUB)
        frames = [b"engine.0.stdout"] + self.frames("stream", {"name": "stdout", "text": "x"})
        listener = self.context.socket(zmq.SUB)
        client_info = self.cluster.info("client")
        listener.connect("%s:%d" % (client_info["interface"], client_info["iopub"]))
        listener.subscribe(b"engine.0.stdout")
        # The listener's subscription takes a moment, too.
        deadline = time.monotonic() + 10
        while not listener.poll(100):
            self.assertLess(time.monotonic(), deadline)
            frames = [b"engine.0.stdout"] + self.frames("stream", {"name": "stdout", "text": "x"})
            socket.send_multipart(frames)
        while listener.poll(500):
            listener.recv_multipart()
        for _ in range(3):
            socket.send_multipart(frames)
        self.assertFalse(listener.poll(500))
        listener.close()
        socket.close()

    def test_errors_are_logged_now_and_then(self):
        before = len(self.cluster.log())
        info = self.cluster.info("client")
        socket = self.socket("%s:%d" % (info["interface"], info["task"]), zmq.DEALER)

        def is_logged():
            socket.send_multipart(self.frames(key=b"wrong"))
            return re.search(r"task::.*invalid signature \(and \d+ more like it\)", self.cluster.log()[before:])

        for _ in range(6000):
            socket.send_multipart(self.frames(key=b"wrong"))
        # One is logged in five seconds.
        wait_until(is_logged, "the error, with the number of those left out")
        socket.close()
        self.assertLess(len(self.cluster.log()) - before, 2000)

    def test_a_frame_that_is_too_large_disconnects(self):
        info = self.cluster.info("engine")
        socket = self.socket("%s:%d" % (info["interface"], info["hb_pong"]), zmq.DEALER)
        monitor = socket.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        socket.send(b"x" * 8192)
        self.assertTrue(monitor.poll(10_000))
        socket.disable_monitor()
        monitor.close()
        socket.close()


if __name__ == "__main__":
    unittest.main()
