"""The sessions of the guide, run by real clients with each of the controller's databases."""

import os
import subprocess
import sys
import unittest

from controller_cluster import ROOT, program
from cluster import mongodb

ADAPTER = os.path.join(ROOT, "Conformance", "adapters", "python")


class GuideTest(unittest.TestCase):
    def assert_conformant(self, database):
        judged = subprocess.run(
            [sys.executable, "-m", "ipyparallel_taskdb.suite_command", "--timeout", "60",
             "--controller", program(), "--database", database],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": ADAPTER})
        self.assertEqual(judged.returncode, 0, judged.stdout + judged.stderr)
        self.assertIn(" is conformant: ", judged.stdout)

    def test_dictdb(self):
        self.assert_conformant("dictdb")

    def test_nodb(self):
        self.assert_conformant("nodb")

    def test_sqlitedb(self):
        self.assert_conformant("sqlitedb")

    def test_mongodb(self):
        with mongodb() as uri:
            self.assert_conformant(uri)


if __name__ == "__main__":
    unittest.main()
