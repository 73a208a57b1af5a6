"""Each script of the project tells what it does, and does nothing else when asked for that."""

import os
import subprocess
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = sorted(
    path for folder in ["Scripts", "Benchmarks"] for path in (ROOT / folder).iterdir()
    if path.is_file() and os.access(path, os.X_OK)
)


class ScriptsTest(unittest.TestCase):
    def test_help_tells_what_the_script_does(self):
        for script in SCRIPTS:
            with self.subTest(script.name):
                # Nothing is in PATH that could build, install or start anything.
                run = subprocess.run(
                    [script, "--help"], cwd="/", capture_output=True, text=True, timeout=30,
                    env={"PATH": "/usr/bin:/bin", "HOME": "/nonexistent"},
                )
                self.assertEqual((run.returncode, run.stderr), (0, ""))
                self.assertGreater(len(run.stdout), 40)

    def test_mistaken_arguments_are_refused_before_anything_is_built(self):
        for arguments in [["Scripts/fuzz", "pages"], ["Scripts/sanitize"], ["Scripts/sanitize", "memory"]]:
            with self.subTest(arguments=arguments):
                run = subprocess.run(arguments, cwd=ROOT, capture_output=True, text=True, timeout=30)
                self.assertEqual((run.returncode, run.stderr.count("\n")), (64, 1), run.stderr)


if __name__ == "__main__":
    unittest.main()
