"""Runs processes in turn, and measures their time and memory."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass


class Failed(Exception):
    """A measured command failed."""


def built(root, product):
    """Builds a program of the package for release. Returns its path."""
    build = [root / "Scripts" / "build", product]
    return subprocess.run(build, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@dataclass(frozen=True)
class Run:
    """The time and memory of one process."""

    seconds: float
    peak_bytes: int


def run(command, status=0):
    """Runs a command without its output. Another exit status than the expected one is an error."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, ended, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise Failed(f"exit status {process.returncode}, not {status}: {' '.join(command)}")
    return Run(seconds, usage.ru_maxrss * 1024)


def in_turn(count, *measures):
    """Calls each measure once to warm up, then all in turn `count` times. Returns a list of rounds."""
    for measure in measures:
        measure()
    return [tuple(measure() for measure in measures) for _ in range(count)]


def median(values):
    return statistics.median(values)
