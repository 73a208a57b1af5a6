"""Judges a Python task-database class by the suite, in this process and by this Python; or a controller with its
database, through real clients.

    taskdb-suite [options] MODULE:CLASS [option=value ...]
    taskdb-suite [options] --controller SPEC [--database SPEC | -- COMMAND ARG...]

Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage. Needs Python 3.8 or later and nothing else; with
--controller also ipyparallel 8 or later.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shlex
import sys
import time
from typing import Any, ContextManager, Dict, List, NoReturn, Optional, Sequence

from ipyparallel_taskdb.judge.judge import DEFAULT_TIMEOUT, AnyJudge, Judge
from ipyparallel_taskdb.judge.known_failures import KnownFailures, KnownFailuresError
from ipyparallel_taskdb.judge.report import exit_status, json_report, text_report
from ipyparallel_taskdb.judge.suite import DEFAULT_PATH, Suite, SuiteError
from ipyparallel_taskdb.protocol.options import constructor_options

USAGE_STATUS = 64
FAILED_STATUS = 70


class ArgumentParser(argparse.ArgumentParser):
    """Exits with status 64 on a usage error, like taskdb."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE_STATUS, "%s: %s\n" % (self.prog, message))


DESCRIPTION = """\
Judge a Python task-database class by the suite, in this process:

    taskdb-suite mydb:MyDB
    taskdb-suite ./mydb.py:MyDB record_limit=100

Or judge a controller with its database as users meet it: sessions of real clients, with two engines:

    taskdb-suite --controller ipyparallel --database python:mydb:MyDB
    taskdb-suite --controller ipyparallel -- ./my-backend
    taskdb-suite --controller /usr/bin/ipcontroller --database nodb
"""
EPILOG = """\
A SPEC of a database is dictdb, nodb, sqlitedb or mongodb:URI, which are the controller's own; or python:MODULE:CLASS,
a class with the seven methods or a BaseDB, with options as in python:mydb:MyDB?record_limit=100. After -- comes a
program that speaks the backend protocol.

In a PATTERN, * stands for anything but a slash and ** for anything; a pattern without a slash is matched against a
case's name, one with a slash against page/name.

Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage, 70 the report cannot be written.
"""


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="taskdb-suite", description=DESCRIPTION, epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        usage="taskdb-suite [options] MODULE:CLASS [option=value ...]\n"
        "       taskdb-suite [options] --controller SPEC [--database SPEC | -- COMMAND ARG ...]",
    )
    repeated: Dict[str, Any] = {"metavar": "PATTERN", "action": "append", "default": []}
    parser.add_argument("--suite", metavar="FILE", default=DEFAULT_PATH, help="default: the one of this version")
    parser.add_argument("--run", help="run only cases that match; repeatable", **repeated)
    parser.add_argument("--skip", help="leave out cases that match; repeatable", **repeated)
    parser.add_argument(
        "--known-failures", metavar="FILE", help="forgive the failures that a file lists, and only those"
    )
    parser.add_argument("--strict", action="store_true", help="a failed should fails the run")
    parser.add_argument("--json", metavar="FILE", help="also write a report in the format taskdb-report/1")
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_seconds, default=DEFAULT_TIMEOUT,
        help="the longest time for one case, or with --controller for one statement (default: %(default)g)",
    )
    parser.add_argument(
        "--controller", metavar="SPEC",
        help="judge a controller: ipyparallel (that of this Python), or a command line that takes ipcontroller's options",
    )
    parser.add_argument("--database", metavar="SPEC", help="the controller's database (default: dictdb)")
    parser.add_argument("spec", metavar="MODULE:CLASS", nargs="?", help="the class, or PATH.py:CLASS")
    parser.add_argument(
        "options", metavar="option=value", nargs="*", help="an option of its constructor, or profile or capabilities"
    )
    return parser


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0
    if not 0 < seconds < 1e6:
        raise argparse.ArgumentTypeError("%s is not a number of seconds" % text)
    return seconds


def main(arguments: List[str]) -> int:
    """Judges and reports; returns the exit status."""
    parser = _parser()
    command: Sequence[str] = ()
    if "--" in arguments:
        place = arguments.index("--")
        arguments, command = arguments[:place], arguments[place + 1:]
        if not command or not command[0]:
            parser.error("give a program after --")
    given = parser.parse_intermixed_args(arguments)
    try:
        suite = Suite(given.suite)
        is_class = given.controller is None
        judging = _class(given, suite, command) if is_class else _controller(given, suite, command)
        _check_report(given.json)
    except (ValueError, SuiteError) as error:
        parser.error(str(error))
    with judging as judge:
        return _judge(parser, given, suite, judge)


def _check_report(path: Optional[str]) -> None:
    """Raises ``ValueError`` if no report can be written to ``path``: better before judging than after it."""
    try:
        if path is not None:
            open(path, "a").close()
    except OSError as error:
        raise ValueError("cannot write the report: %s" % error) from None


def _class(given: argparse.Namespace, suite: Suite, command: Sequence[str]) -> ContextManager[AnyJudge]:
    if given.spec is None or given.database is not None or command:
        raise ValueError("give MODULE:CLASS, or --controller SPEC with its --database")
    options = constructor_options(given.options)
    sys.path.insert(0, os.getcwd())
    return contextlib.nullcontext(Judge(suite, given.spec, options, given.timeout))


def _controller(given: argparse.Namespace, suite: Suite, command: Sequence[str]) -> ContextManager[AnyJudge]:
    # Imported here, since judging a class must not need what this needs.
    from ipyparallel_taskdb.clients.databases import parse_database
    from ipyparallel_taskdb.clients.judge import ClientJudge

    if not shlex.split(given.controller):
        raise ValueError("give --controller a name or a command line")
    if given.spec is not None:
        raise ValueError("with --controller the class is given as --database python:%s" % given.spec)
    return ClientJudge(suite, given.controller, parse_database(given.database, command), given.timeout)


def _judge(parser: ArgumentParser, given: argparse.Namespace, suite: Suite, judge: AnyJudge) -> int:
    try:
        known = given.known_failures is not None and KnownFailures(given.known_failures, suite.cases, judge.titles)
    except KnownFailuresError as error:
        parser.error(str(error))
    start = time.perf_counter()
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
    return exit_status(results, given.strict)


def _printable(text: str) -> str:
    """Escapes the characters that standard output cannot encode."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def run() -> NoReturn:
    """The program `taskdb-suite`."""
    status = FAILED_STATUS
    try:
        status = main(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        pass  # nobody reads the output
    except OSError as error:
        print("taskdb-suite: %s" % error, file=sys.stderr)
    # Threads of the class under test do not keep the program from ending.
    sys.stderr.flush()
    os._exit(status)


if __name__ == "__main__":
    run()
