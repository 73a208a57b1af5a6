"""Each script of the project tells what it does, and ends at invalid arguments before it does anything."""

import os
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(
    path for folder in ["Scripts", "Benchmarks"] for path in (ROOT / folder).iterdir()
    if path.is_file() and os.access(path, os.X_OK)
)
# Swift is not in PATH, so that nothing can be built; the time limit ends what is not refused.
OPTIONS = dict(
    capture_output=True, text=True, timeout=30, env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
)


class ScriptsTest(unittest.TestCase):
    def test_help_shows_the_head_of_the_script(self):
        for script in SCRIPTS:
            with self.subTest(script.name):
                run = subprocess.run([script, "--help"], cwd="/", **OPTIONS)
                self.assertEqual((run.returncode, run.stderr), (0, ""))
                first, second = script.read_text(encoding="utf-8").splitlines()[:2]
                if first.endswith("bash"):
                    self.assertEqual(run.stdout.splitlines()[0], second[2:])
                else:
                    self.assertIn("usage: ", run.stdout)

    def test_invalid_arguments_end_before_anything_is_built(self):
        for arguments in [
            "Scripts/fuzz pages", "Scripts/fuzz --merge pages", "Scripts/fuzz --all", "Scripts/sanitize",
            "Scripts/sanitize memory", "Scripts/setup --test", "Scripts/site -o", "Scripts/site --api -o",
            "Scripts/site-api", "Scripts/stage --all", "Scripts/package all", "Scripts/judge-peers dictdb",
        ]:
            with self.subTest(arguments):
                run = subprocess.run(arguments.split(), cwd=ROOT, **OPTIONS)
                self.assertEqual((run.returncode, run.stderr.count("\n")), (64, 1), run.stderr)
                self.assertTrue(run.stderr.startswith(arguments.split()[0] + ": "), run.stderr)


if __name__ == "__main__":
    unittest.main()
