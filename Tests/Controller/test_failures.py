"""What keeps a controller from running is a sentence that names the file or the address, and a status."""

import json
import os
import signal
import socket
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from controller_cluster import Cluster, run_controller, wait_until  # noqa: E402


class Failures(unittest.TestCase):
    def check(self, expected, *options, **more):
        found = run_controller("--nodb", *options, **more)
        self.assertEqual(found.returncode, 64, found.stderr)
        self.assertIn(expected, found.stderr)
        for word in ("Error Domain", "NSUnderlyingError", "Error("):
            self.assertNotIn(word, found.stderr)
        self.assertEqual(found.stdout, "")

    def test_files_and_directories(self):
        with tempfile.NamedTemporaryFile(suffix=".py") as file:
            file.write(b"c = \xff")
            file.flush()
            for expected, options in [
                ("read the configuration file /nosuch.py: there is no such file", ["--config=/nosuch.py"]),
                ("read the configuration file /tmp: it is a folder", ["--config=/tmp"]),
                ("configuration file %s: it is not UTF-8" % file.name, ["--config=" + file.name]),
                ("change to the directory /nosuch: there is no such", ["--work-dir=/nosuch"]),
                ("directory %s: it is a file" % file.name, ["--profile-dir=" + file.name]),
                ("directory %s/x: a part of its path is not a folder" % file.name, ["--profile-dir=%s/x" % file.name]),
                ("create the profile's directory /proc/taskdb: ", ["--profile-dir=/proc/taskdb"]),
                ("`cluster_id` must be a name without `/`", ["--cluster-id=a/b"]),
                ("its name is too long", ["--cluster-id=" + "x" * 300]),
                ("its name is too long; leave out --log-to-file", ["--log-to-file", "--cluster-id=" + "x" * 300]),
                ("/security/no/x.json: there is no such folder", ["--IPController.client_json_file=no/x.json"]),
                ("read the key file /nosuch: there is no such file", ["--keyfile=/nosuch"]),
                ("/proc/taskdb/tasks.db cannot be opened: its directory", ["--sqlitedb", "--SQLiteDB.location=/proc/taskdb"]),
            ]:
                with self.subTest(options):
                    self.check(expected, *options)
        self.check("`cluster_id` must be a name without `/`", environment={"IPP_CLUSTER_ID": "a/b"})

    def test_addresses(self):
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
            for expected, options in [
                ("nosuch.invalid: it is neither an IPv4 address nor the name of a host", ["--ip=nosuch.invalid"]),
                ("192.0.2.1:*: Cannot assign requested address; no network interface has", ["--ip=192.0.2.1"]),
                ("cannot listen at ::1: only IPv4 is supported", ["--IPController.engine_ip=::1"]),
                ("127.0.0.1:%d: Address already in use; another program" % port, ["--ports=%d" % port]),
                ("the status page on port %d: Address already in use" % port, ["--status-port=%d" % port]),
            ]:
                with self.subTest(options):
                    self.check(expected, *options)

    def test_names_of_addresses(self):
        for name in ("localhost", "lo"):
            with self.subTest(name), Cluster("--nodb", "--ip=" + name) as cluster:
                self.assertEqual(cluster.info("client")["interface"], "tcp://127.0.0.1")
                self.assertEqual(cluster.client().ids, [])

    def test_a_server_that_is_gone(self):
        """It may come back, so the configuration is not to blame."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        found = run_controller(
            "--mongodb", "--MongoDB.connection_args=['127.0.0.1', %d]" % port,
            "--MongoDB.connection_kwargs={'serverSelectionTimeoutMS': 300}")
        self.assertEqual(found.returncode, 70, found.stderr)
        self.assertIn("ipcontroller: MongoDB: ", found.stderr)

    def test_secrets_are_not_shown(self):
        for config in ("c.Session.key = b'hunter2' + 1", "c.Session.key = ['hunter2']"):
            found = run_controller(config="c = get_config()\n" + config)
            self.assertEqual(found.returncode, 64)
            self.assertIn("ipcontroller_config.py:2:", found.stderr)
            self.assertNotIn("hunter2", found.stderr)


class Files(unittest.TestCase):
    def test_those_of_a_running_controller_stay(self):
        with Cluster("--nodb") as cluster:
            before = cluster.info("client")
            found = run_controller("--nodb", "--profile-dir=" + cluster.directory)
            self.assertEqual(found.returncode, 64)
            self.assertIn(
                "%s belongs to a controller that is running, process %d"
                % (cluster.path("client"), cluster.controller.pid), found.stderr)
            self.assertEqual(cluster.info("client"), before)
            # After a crash there is nobody to whom they belong.
            cluster.end(signal.SIGKILL)
            cluster.start()
            self.assertNotEqual(cluster.info("client")["key"], before["key"])
            cluster.end()
            self.assertEqual(os.listdir(os.path.join(cluster.directory, "pid")), [])

    def test_engines_are_saved_at_once(self):
        with Cluster("--nodb", "--ping=60000") as cluster:
            path = os.path.join(cluster.directory, "log", "engines.json")

            def engines():
                with open(path, encoding="utf-8") as file:
                    return json.load(file)["engines"]

            self.assertEqual(engines(), {})
            cluster.add_engines(1)
            uuid = cluster.client()._engines[0]
            wait_until(lambda: engines() == {"0": uuid}, "the engine in the file", 3)

    def test_json_overrides_python(self):
        """Of two files in a directory, as with traitlets; so do those that --config names."""
        with tempfile.TemporaryDirectory() as directory:
            for name, text in [
                ("extra.py", "c.IPController.db_class = 'SQLiteDB'"),
                ("extra.json", '{"IPController": {"db_class": "NoDB"}}'),
            ]:
                with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
                    file.write(text)
            for name in ("extra.py", "extra.json"):
                with Cluster("--config=" + os.path.join(directory, name)) as cluster:
                    self.assertIn("DB backend: NoDB", cluster.log())
            with open(os.path.join(directory, "extra.json"), "w", encoding="utf-8") as file:
                file.write('{"HeartMonitor": {\n  "period": "soon"}}')
            found = run_controller("--config=" + os.path.join(directory, "extra.py"))
            self.assertEqual(found.returncode, 64)
            self.assertIn("extra.json:2:13: error: `period` must be a whole number", found.stderr)


if __name__ == "__main__":
    unittest.main()
