"""What keeps a controller from running is a sentence that names the file or the address, and a status."""

import os
import socket
import sys
import tempfile
import unittest

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from controller_cluster import run_controller  # noqa: E402


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

    def test_a_server_that_is_gone(self):
        """It may come back, so the configuration is not to blame."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            port = server.getsockname()[1]
        found = run_controller(
            "--mongodb", "--MongoDB.connection_args=['127.0.0.1', %d]" % port,
            "--MongoDB.connection_kwargs={'serverSelectionTimeoutMS': 300}")
        self.assertEqual(found.returncode, 70, found.stderr)
        self.assertIn("ipcontroller: MongoDB: ", found.stderr)

if __name__ == "__main__":
    unittest.main()
