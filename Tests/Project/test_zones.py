"""Python classes are judged in one time zone, by taskdb and by taskdb-suite."""

import re
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = ["Sources/Backends/BackendSpec.swift", "Conformance/adapters/python/ipyparallel_taskdb/protocol/zones.py"]


class ZonesTest(unittest.TestCase):
    def test_both_judges_have_the_same_zone(self):
        zones = [re.findall(r'"(NPT[^"]*)"', (ROOT / path).read_text(encoding="utf-8")) for path in FILES]
        self.assertEqual([len(found) for found in zones], [1, 1])
        self.assertEqual(*zones)


if __name__ == "__main__":
    unittest.main()
