"""Runs whole processes in turn and keeps what each took."""

import os
import statistics
import subprocess
import time
from dataclasses import dataclass


class Failed(Exception):
    """A command that was to be measured did not do its work."""


def built(root, product):
    """A program of the package built for release, brought up to date; its path."""
    build = [root / "Scripts" / "build", product]
    return subprocess.run(build, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


@dataclass(frozen=True)
class Run:
    """One process from its start to its end."""

    seconds: float
    peak_bytes: int


def run(command, status=0):
    """Runs a command, its output thrown away; anything but the expected exit status is an error."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    _, ended, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(ended)
    if process.returncode != status:
        raise Failed(f"exit status {process.returncode}, not {status}: {' '.join(command)}")
    return Run(seconds, usage.ru_maxrss * 1024)


def in_turn(count, *measures):
    """Calls each measure once to warm up, then all of them in turn `count` times; a list of rounds."""
    for measure in measures:
        measure()
    return [tuple(measure() for measure in measures) for _ in range(count)]


def median(values):
    return statistics.median(values)
