"""Judges a Python task-database class by the suite, in this process and by this Python.

    taskdb-suite [--suite FILE] [--run PATTERN] [--skip PATTERN] [--json FILE]
                 MODULE:CLASS [option=value ...]

Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage. Needs Python 3.8 or later and nothing else.
"""

import argparse
import json
import os
import sys
import time

from ipyparallel_taskdb.judge.judge import DEFAULT_TIMEOUT, Judge
from ipyparallel_taskdb.judge.known_failures import KnownFailures, KnownFailuresError
from ipyparallel_taskdb.judge.report import exit_status, json_report, text_report
from ipyparallel_taskdb.judge.suite import DEFAULT_PATH, Suite, SuiteError
from ipyparallel_taskdb.protocol.options import constructor_options

USAGE_STATUS = 64


class ArgumentParser(argparse.ArgumentParser):
    """Exits with status 64 on a usage error, like taskdb."""

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(USAGE_STATUS, "%s: %s\n" % (self.prog, message))


def _parser():
    parser = ArgumentParser(
        prog="taskdb-suite",
        description="Judge a Python task-database class by the suite, in this process.",
        epilog="In a PATTERN, * stands for anything but a slash and ** for anything; a pattern without a slash is "
        "matched against a case's name, one with a slash against page/name. "
        "Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage.",
    )
    repeated = {"metavar": "PATTERN", "action": "append", "default": []}
    parser.add_argument("--suite", metavar="FILE", default=DEFAULT_PATH, help="default: the one of this version")
    parser.add_argument("--run", help="run only cases that match; repeatable", **repeated)
    parser.add_argument("--skip", help="leave out cases that match; repeatable", **repeated)
    parser.add_argument(
        "--known-failures", metavar="FILE", help="forgive the failures that a file lists, and only those"
    )
    parser.add_argument("--json", metavar="FILE", help="also write a report in the format taskdb-report/1")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_seconds, default=DEFAULT_TIMEOUT,
        help="the longest time for one case (default: %(default)g)",
    )
    parser.add_argument("spec", metavar="MODULE:CLASS", help="the class, or PATH.py:CLASS")
    parser.add_argument(
        "options", metavar="option=value", nargs="*", help="an option of its constructor, or profile or capabilities"
    )
    return parser


def _seconds(text):
    seconds = float(text)
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError("%s is not a number of seconds" % text)
    return seconds


def main(arguments):
    """Judges and reports; returns the exit status."""
    parser = _parser()
    given = parser.parse_intermixed_args(arguments)
    try:
        options = constructor_options(given.options)
        suite = Suite(given.suite)
    except (ValueError, SuiteError) as error:
        parser.error(str(error))
    sys.path.insert(0, os.getcwd())
    start = time.perf_counter()
    judge = Judge(suite, given.spec, options, given.timeout)
    try:
        known = given.known_failures and KnownFailures(given.known_failures, suite.cases, judge.titles)
    except KnownFailuresError as error:
        parser.error(str(error))
    results = [judge.run(case) for case in suite.select(given.run, given.skip)]
    if known:
        for result in results:
            result.compare_with(known.entry(result.case["id"]))
    seconds = time.perf_counter() - start
    sys.stdout.write(_printable(text_report(judge, results, seconds)))
    if given.json is not None:
        with open(given.json, "w", encoding="utf-8") as file:
            json.dump(json_report(judge, results, seconds), file, indent=2)
            file.write("\n")
    return exit_status(results)


def _printable(text):
    """Escapes the characters that standard output cannot encode."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def run():
    """The program `taskdb-suite`."""
    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    run()
