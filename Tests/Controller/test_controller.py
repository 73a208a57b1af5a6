"""Real clients and engines of ipyparallel with this package's controller."""

import os
import signal
import stat
import sys
import tempfile
import time
import unittest

import ipyparallel
import zmq
from jupyter_client.session import Session

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from controller_cluster import Cluster, recorded, run_controller, wait_until  # noqa: E402


class Tasks(unittest.TestCase):
    """One cluster with DictDB for all tests."""

    @classmethod
    def setUpClass(cls):
        cls.cluster = Cluster("--dictdb", engines=2)
        cls.cluster.__enter__()
        cls.addClassCleanup(cls.cluster.__exit__)

    def setUp(self):
        self.client = self.cluster.client()
        wait_until(lambda: len(self.client.ids) == 2, "the engines")
        self.view = self.client.load_balanced_view()

    def test_connection_files_are_private(self):
        for side in ("client", "engine"):
            self.assertEqual(stat.S_IMODE(os.stat(self.cluster.path(side)).st_mode), 0o600)
        self.assertEqual(stat.S_IMODE(os.stat(os.path.dirname(self.cluster.path("client"))).st_mode), 0o700)
        self.assertNotIn(self.cluster.info("client")["key"], self.cluster.log())

    def test_direct_balanced_and_broadcast_tasks(self):
        self.assertEqual(self.client[:].apply_sync(pow, 2, 10), [1024, 1024])
        self.assertEqual(self.view.map_sync(pow, range(50), [2] * 50), [n * n for n in range(50)])
        for coalescing in (False, True):
            view = self.client.broadcast_view(is_coalescing=coalescing)
            self.assertEqual(view.apply_sync(pow, 3, 2), [9, 9])

    def test_large_buffers_pass_unchanged(self):
        data = os.urandom(5_000_000)
        self.assertEqual(self.client[0].apply_sync(max, data, b""), data)

    def test_another_client_gets_results_and_errors(self):
        good, bad = self.view.apply_async(pow, 3, 2), self.view.apply_async(int, "x")
        recorded(self.client, good.msg_ids + bad.msg_ids)
        other = self.cluster.client()
        self.assertEqual(other.get_result(good.msg_ids).get(), [9])
        with self.assertRaisesRegex(ipyparallel.RemoteError, "ValueError"):
            other.get_result(bad.msg_ids[0]).get()
        with self.assertRaisesRegex(ipyparallel.RemoteError, "No such message: nosuch"):
            other.get_result("nosuch").get()

    def test_the_result_of_an_aborted_task_says_so(self):
        running = self.client[0].apply_async(time.sleep, 1)
        queued = self.client[0].apply_async(int)
        queued.abort()
        recorded(self.client, queued.msg_ids)
        with self.assertRaisesRegex(ipyparallel.RemoteError, "TaskAborted"):
            self.cluster.client().get_result(queued.msg_ids[0]).get()
        running.get()

    def test_a_broadcast_is_recorded(self):
        result = self.client.broadcast_view().apply_async(pow, 3, 2)
        result.get()
        query = {"queue": "broadcast", "client_uuid": self.client.session.session, "completed": {"$ne": None}}
        wait_until(lambda: len(self.client.db_query(query, keys="msg_id")) == 2, "the records of a broadcast")

    def test_a_task_that_fails_everywhere_ends(self):
        with self.view.temp_flags(retries=10):
            result = self.view.apply_async(int, "x")
        with self.assertRaisesRegex(ipyparallel.RemoteError, "ValueError"):
            result.get(timeout=20)
        wait_until(lambda: self.client.queue_status(0)["tasks"] == 0, "the end of the tasks")

    def test_text_that_is_not_unicode(self):
        """Python keeps the bytes of a file name that is not UTF-8 as surrogates, and Jupyter sends them as they are."""
        code = "print('caf\\udce9 seen', flush=True)\nraise ValueError('caf\\udce9.txt')"
        with self.view.temp_flags(label="caf\udce9"):
            result = self.view.apply_async(exec, code)
        self.assertRaises(ipyparallel.RemoteError, result.get, 20)
        recorded(self.client, result.msg_ids)
        other = self.cluster.client()
        wait_until(lambda: other.db_query({"msg_id": result.msg_ids[0]}, keys="stdout")[0]["stdout"], "the output")
        [record] = other.db_query({"msg_id": result.msg_ids[0]})
        self.assertEqual(record["label"], "caf\ufffd")
        self.assertEqual(record["stdout"], "caf\ufffd seen\n")
        self.assertEqual(record["result_content"]["evalue"], "caf\ufffd.txt")
        self.assertEqual(len(other.db_query({"label": "caf\udce9"})), 1)
        with self.assertRaisesRegex(ipyparallel.RemoteError, "ValueError"):
            other.get_result(result.msg_ids[0]).get(20)

    def test_a_running_task_has_started(self):
        result = self.client[0].apply_async(time.sleep, 3)
        wait_until(lambda: self.client.db_query({"msg_id": result.msg_ids[0], "started": {"$ne": None}}), "the start", 2)
        [record] = self.client.db_query({"msg_id": result.msg_ids[0]}, keys=["completed", "started"])
        self.assertIsNone(record["completed"])
        result.get(20)

    def test_a_resubmitted_task_keeps_its_label(self):
        with self.view.temp_flags(label="fit"):
            result = self.view.apply_async(pow, 3, 2)
        recorded(self.client, result.msg_ids)
        again = self.client.resubmit(result.msg_ids)
        self.assertEqual(again.get(), [9])
        [record] = self.client.db_query({"msg_id": again.msg_ids[0]}, keys="label")
        self.assertEqual(record["label"], "fit")

    def test_purging_by_engine(self):
        result = self.client[0].apply_async(int)
        recorded(self.client, result.msg_ids)
        self.client.purge_hub_results(targets=[0])
        self.assertEqual(self.client.db_query({"msg_id": result.msg_ids[0]}), [])


class Engines(unittest.TestCase):
    def test_an_engine_that_is_killed(self):
        """Its nanny says so at once; load-balanced tasks run elsewhere."""
        with Cluster("--dictdb", engines=2, nanny=True) as cluster:
            client = cluster.client()
            wait_until(lambda: len(client.ids) == 2, "the engines")
            pid = client[1].apply_sync(os.getpid)
            running = client[1].apply_async(time.sleep, 60)
            view = client.load_balanced_view()
            with view.temp_flags(retries=1):
                balanced = view.map_async(time.sleep, [1, 1], chunksize=1)
            wait_until(lambda: client.queue_status(1)["tasks"] == 1, "a task on engine 1")
            os.kill(pid, signal.SIGKILL)
            with self.assertRaisesRegex(ipyparallel.RemoteError, "EngineError: Engine 1 died while running"):
                running.get(timeout=20)
            self.assertEqual(list(balanced.get(timeout=20)), [None, None])
            self.assertEqual(sorted(map(str, client.queue_status())), ["0", "unassigned"])
            recorded(client, running.msg_ids)
            with self.assertRaisesRegex(ipyparallel.RemoteError, "EngineError"):
                cluster.client().get_result(running.msg_ids[0]).get()

    def test_an_engine_whose_heart_stops(self):
        with Cluster("--nodb", "--HeartMonitor.max_heartmonitor_misses=3", engines=1) as cluster:
            client = cluster.client()
            cluster.engines[0].send_signal(signal.SIGSTOP)
            wait_until(lambda: not client.ids, "the loss of the engine", 10)


    def test_an_engine_that_came_before_a_client_subscribed(self):
        """A client asks for the engines first, and subscribes to changes then."""
        with Cluster("--nodb", engines=1) as cluster, zmq.Context() as context:
            info = cluster.info("client")
            for _ in range(2):
                with context.socket(zmq.SUB) as changes:
                    changes.linger = 0
                    changes.subscribe(b"")
                    changes.connect("%s:%d" % (info["interface"], info["notification"]))
                    self.assertTrue(changes.poll(5000))
                    self.assertIn(b"registration_notification", b"".join(changes.recv_multipart()))


class Restarts(unittest.TestCase):
    def test_a_killed_controller_is_replaced(self):
        """Records, ports, key and engines stay."""
        with Cluster("--sqlitedb", "--restore", engines=1) as cluster:
            client = cluster.client()
            result = client[:].apply_async(pow, 3, 2)
            recorded(client, result.msg_ids)
            wait_until(lambda: os.path.exists(os.path.join(cluster.directory, "log", "engines.json")), "the engines' file")
            before = cluster.info("client")
            cluster.end(signal.SIGKILL)
            cluster.start()
            self.assertEqual(cluster.info("client"), before)
            client = cluster.client()
            self.assertEqual(client.get_result(result.msg_ids).get(), [9])
            wait_until(lambda: client.ids == [0], "the engine of before")
            self.assertEqual(client[0].apply_sync(pow, 2, 3), 8)

    def test_results_of_before_reach_their_client(self):
        """With the next task that it sends, which shows its connection to the new controller."""
        with Cluster("--nodb", "--restore", engines=1) as cluster:
            client, other = cluster.client(), cluster.client()
            view = client.load_balanced_view()
            direct, balanced = client[0].apply_async(time.sleep, 1), view.apply_async(pow, 2, 3)
            wait_until(lambda: client.queue_status(0)["tasks"] == 1, "a task of each kind on the engine")
            cluster.controller.kill()
            cluster.controller.wait()
            cluster.start()
            wait_until(
                lambda: cluster.log().count("of a task of a controller before") == 2, "the results of before")
            self.assertEqual(other[0].apply_sync(pow, 3, 2), 9)
            self.assertFalse(direct.ready() or balanced.ready())
            self.assertEqual(client[0].apply_sync(pow, 3, 2), 9)
            self.assertIsNone(direct.get(timeout=10))
            self.assertEqual(view.apply_sync(pow, 3, 2), 9)
            self.assertEqual(balanced.get(timeout=10), 8)

    def test_results_of_before_reach_no_other_client(self):
        """A reply goes to the name that the controller gave to a connection: another controller gives other names."""
        names = set()
        for _ in range(3):
            with Cluster("--nodb") as cluster, zmq.Context() as context:
                session = Session(key=cluster.info("client")["key"].encode())
                engine, client = context.socket(zmq.DEALER), context.socket(zmq.DEALER)
                engine.identity = b"engine"
                for peer, side in ((engine, "engine"), (client, "client")):
                    peer.linger = 0
                    peer.connect("%s:%d" % (cluster.info(side)["interface"], cluster.info(side)["mux"]))
                while not engine.poll(200):
                    session.send(client, "apply_request", ident=b"engine")
                names.add(engine.recv_multipart()[0])
                engine.close()
                client.close()
        self.assertEqual(len(names), 3, names)

    def test_a_signal_ends_it_cleanly(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number), Cluster("--nodb") as cluster:
                self.assertEqual(cluster.end(number), 0)
                self.assertFalse(os.path.exists(cluster.path("client")))

    def test_a_client_can_end_it(self):
        with Cluster("--nodb") as cluster:
            cluster.client().shutdown(hub=True)
            self.assertEqual(cluster.controller.wait(10), 0)

    def test_ports_are_used_in_order(self):
        with Cluster("--nodb", "--ports=27500-27599") as cluster:
            self.assertEqual(cluster.info("engine")["registration"], 27500)
            self.assertEqual(cluster.info("engine")["broadcast"], [27507, 27508])
            self.assertEqual(cluster.info("client")["broadcast"], 27514)


class Encryption(unittest.TestCase):
    def test_curve(self):
        with Cluster("--nodb", "--enable-curve", engines=1) as cluster:
            self.assertEqual(cluster.info("engine")["key"], "")
            self.assertEqual(len(cluster.info("engine")["curve_serverkey"]), 40)
            client = cluster.client()
            self.assertEqual(client[0].apply_sync(pow, 2, 3), 8)


class Configuration(unittest.TestCase):
    def test_mistakes_are_told_with_their_place(self):
        found = run_controller("--pign=5")
        self.assertEqual((found.returncode, found.stdout), (64, ""))
        self.assertIn("did you mean `--ping`?", found.stderr)
        found = run_controller(config="c = get_config()\nc.HeartMonitor.period = 'abc'\n")
        self.assertEqual(found.returncode, 64)
        self.assertIn("ipcontroller_config.py:2:25: error: `period` must be a whole number", found.stderr)

    def test_an_empty_key_is_refused(self):
        with tempfile.NamedTemporaryFile("w", suffix=".key") as key:
            key.write(" \n")
            key.flush()
            found = run_controller("--nodb", "--keyfile=" + key.name)
        self.assertEqual(found.returncode, 64)
        self.assertIn("is empty", found.stderr)

    def test_version_and_help(self):
        self.assertEqual(run_controller("--version").stdout, "9.2.0\n")
        self.assertIn("--ping=", run_controller("--help").stdout)

    def test_a_curve_key_that_is_none(self):
        for key in ["short", "x" * 41, "é" * 20]:
            found = run_controller("--enable-curve", "--IPController.curve_secretkey=" + key)
            self.assertEqual(found.returncode, 64)
            self.assertIn("not 40 characters of Z85", found.stderr)

    def test_a_port_that_is_taken(self):
        with Cluster("--nodb", "--ports=27600-27699"):
            found = run_controller("--nodb", "--ports=27600-27699")
        self.assertEqual(found.returncode, 64)
        self.assertIn("cannot bind tcp://127.0.0.1:27600: Address already in use", found.stderr)


if __name__ == "__main__":
    unittest.main()
