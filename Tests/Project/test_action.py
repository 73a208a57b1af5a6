"""The composite action at the root, run as GitHub's runner runs it, with a program that stands for taskdb."""

import io
import os
import subprocess
import tarfile
import tempfile
import unittest
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
# Writes its arguments, one a line, and ends as the last says.
PROGRAM = b'#!/bin/sh\nprintf "%s\\n" "$@"\nexit 1\n'


class Action(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        with tarfile.open(self.folder / "taskdb.tar.xz", "w:xz") as archive:
            entry = tarfile.TarInfo("taskdb-1/bin/taskdb")
            entry.size, entry.mode = len(PROGRAM), 0o755
            archive.addfile(entry, io.BytesIO(PROGRAM))

    def judge(self, **inputs):
        """Runs the steps as the runner does; returns the exit status and the output of the last one."""
        action = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
        values = {name: given["default"] for name, given in action["inputs"].items() if "default" in given}
        values |= {"package": str(self.folder / "taskdb.tar.xz"), **inputs}
        for step in action["runs"]["steps"]:
            if "run" not in step:
                continue
            environment = {
                name: values[expression.removeprefix("${{ inputs.").removesuffix(" }}")]
                for name, expression in step["env"].items()
            }
            environment |= {"RUNNER_TEMP": str(self.folder), "GITHUB_STEP_SUMMARY": str(self.folder / "summary")}
            ended = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], cwd=self.folder,
                env=os.environ | environment, text=True, stdout=subprocess.PIPE, check=False)
            if ended.returncode:
                break
        return ended.returncode, ended.stdout

    def test_a_program_is_judged_with_its_arguments_and_its_status_is_the_steps(self):
        status, output = self.judge(command="./my-backend --name 'a b'", options="--strict --timeout 5")
        self.assertEqual(status, 1)
        self.assertTrue(output.endswith("json=conformance.json\n--strict\n--timeout\n5\n--\nsh\n-c\nexec ./my-backend --name 'a b'\n"), output)

    def test_a_class_is_judged(self):
        self.assertTrue(self.judge(backend="python:mydb:MyDB")[1].endswith("--backend\npython:mydb:MyDB\n"))

    def test_nothing_to_judge_is_an_error(self):
        self.assertEqual(self.judge()[0], 64)

    def test_a_missing_package_is_an_error(self):
        self.assertNotEqual(self.judge(package="nowhere.tar.xz", command="true")[0], 0)


if __name__ == "__main__":
    unittest.main()
