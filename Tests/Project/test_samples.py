"""The changes of the samples a token at a time: what is excused, and that a change is noticed."""

import sys
import unittest
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT / "Conformance"))

import mutate_samples  # noqa: E402


class SampleTests(unittest.TestCase):
    samples = mutate_samples.samples("taskdb")

    def test_each_excused_change_is_one(self):
        changes = {(file, line) for sample in self.samples.values() for file, line, _ in sample.mutants()}
        self.assertGreater(len(changes), 150)
        self.assertEqual(mutate_samples.known_survivors() - changes, set())

    def test_the_python_sample_passes_and_a_wrong_one_does_not(self):
        sample = self.samples["python"]
        [(name, _, wrong)] = [mutant for mutant in sample.mutants() if '"$ne": lambda' in mutant[1]]
        self.assertEqual((sample.passes(), sample.passes(name, wrong)), (True, False))


if __name__ == "__main__":
    unittest.main()
