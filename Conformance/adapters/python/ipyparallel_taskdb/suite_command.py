"""Judges a Python task-database class by the suite, in this process and by this Python; or a controller with its
database, through real clients.

    taskdb-suite [options] MODULE:CLASS [option=value ...]
    taskdb-suite [options] --controller SPEC [--database SPEC | -- COMMAND ARG...]

Exit status: 0 conformant, 1 not conformant, 2 inconclusive, 64 usage. Needs Python 3.8 or later and nothing else; with
--controller also ipyparallel 8 or later.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import signal
import sys
import time
from types import FrameType
from typing import Any, ContextManager, Dict, List, NoReturn, Optional, Sequence

from ipyparallel_taskdb.clients.signals import NUMBERS
from ipyparallel_taskdb.judge.judge import DEFAULT_TIMEOUT, NOT_APPLICABLE, NOT_RUN, AnyJudge, Judge, Result
from ipyparallel_taskdb.judge.known_failures import KnownFailures, KnownFailuresError
from ipyparallel_taskdb.judge.other_process import leave_nothing
from ipyparallel_taskdb.judge.progress import Progress
from ipyparallel_taskdb.judge.report import exit_status, json_report, text_report
from ipyparallel_taskdb.judge.suite import DEFAULT_PATH, Case, Suite, SuiteError
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
        help="the longest time for one case, six times that for a case named size-*, or with --controller for one "
        "statement (default: %(default)g)",
    )
    parser.add_argument(
        "--controller", metavar="SPEC",
        help="judge a controller: ipyparallel (that of this Python), or a command line that takes ipcontroller's options",
    )
    parser.add_argument("--database", metavar="SPEC", help="the controller's database (default: dictdb)")
    parser.add_argument(
        "--keep-logs", metavar="DIR", help="with --controller: keep the logs of its processes in this directory"
    )
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
    again = _without_selection(arguments) + (["--", *command] if command else [])
    try:
        suite = Suite(given.suite)
        is_class = given.controller is None
        judging = _class(given, suite, command) if is_class else _controller(given, suite, command)
        _check_report(given.json)
    except (ValueError, SuiteError) as error:
        parser.error(str(error))
    with judging as judge:
        return _judge(parser, given, suite, judge, ["taskdb-suite", *again])


def _without_selection(arguments: List[str]) -> List[str]:
    """The arguments that choose what is judged, and not which cases, nor what is done with the outcomes."""
    left, is_value = [], False
    for argument in arguments:
        name, equals, _ = argument.partition("=")
        is_dropped = is_value or name in ("--run", "--skip", "--known-failures", "--json", "--strict")
        is_value = not is_value and is_dropped and not equals and name != "--strict"
        if not is_dropped:
            left.append(argument)
    return left


def _check_report(path: Optional[str]) -> None:
    """Raises ``ValueError`` if no report can be written to ``path``: better before judging than after it."""
    try:
        if path is not None:
            open(path, "a").close()
    except OSError as error:
        raise ValueError("cannot write the report: %s" % error) from None


def _class(given: argparse.Namespace, suite: Suite, command: Sequence[str]) -> ContextManager[AnyJudge]:
    if given.keep_logs is not None:
        raise ValueError("--keep-logs needs --controller")
    if given.spec is None or given.database is not None or command:
        raise ValueError("give MODULE:CLASS, or --controller SPEC with its --database")
    options = constructor_options(given.options)
    sys.path.insert(0, os.getcwd())
    for number in NUMBERS:
        signal.signal(number, _end_by_signal)
    return Judge(suite, given.spec, options, given.timeout)


def _end_by_signal(number: int, frame: Optional[FrameType]) -> NoReturn:
    """The class under test could catch an exception."""
    leave_nothing()
    os._exit(128 + number)


def _controller(given: argparse.Namespace, suite: Suite, command: Sequence[str]) -> ContextManager[AnyJudge]:
    # Imported here, since judging a class must not need what this needs.
    from ipyparallel_taskdb.clients.databases import parse_database
    from ipyparallel_taskdb.clients.judge import ClientJudge

    if not shlex.split(given.controller):
        raise ValueError("give --controller a name or a command line")
    if given.spec is not None:
        raise ValueError("with --controller the class is given as --database python:%s" % given.spec)
    database = parse_database(given.database, command)
    if given.keep_logs is not None:
        try:
            os.makedirs(given.keep_logs, exist_ok=True)
        except OSError as error:
            raise ValueError("cannot keep logs: %s" % error) from None
    return ClientJudge(suite, given.controller, database, given.timeout, given.keep_logs)


def _judge(
    parser: ArgumentParser, given: argparse.Namespace, suite: Suite, judge: AnyJudge, command: Sequence[str]
) -> int:
    try:
        path = given.known_failures
        known = None if path is None else KnownFailures(path, suite.cases, judge.titles)
    except KnownFailuresError as error:
        parser.error(str(error))
    run = Run(given, judge, known, command)
    judge.when_stuck = run.end_at_once
    run.judge_all(suite.select(given.run, given.skip))
    return run.report()


class Run:
    """The judging of some cases, and the report on it."""

    def __init__(
        self, given: argparse.Namespace, judge: AnyJudge, known: Optional[KnownFailures], command: Sequence[str]
    ) -> None:
        self._given, self._judge, self._known, self._command = given, judge, known, command
        self._start = time.perf_counter()
        self._left: List[Case] = []
        self._progress = Progress(0)
        self._results: List[Result] = []

    def judge_all(self, cases: List[Case]) -> None:
        self._left = list(cases)
        self._progress = Progress(len(cases))
        while self._left:
            self._progress.begin(self._left[0]["id"])
            self._add(self._judge.run(self._left[0]))
            del self._left[0]

    def report(self) -> int:
        """Writes the reports and returns the exit status."""
        self._progress.clear()
        seconds = time.perf_counter() - self._start
        text = _printable(text_report(self._judge, self._results, seconds, self._command))
        # The class under test may have replaced sys.stdout, or be interrupted within.
        output = sys.__stdout__ or sys.stdout
        output.write(text)
        output.flush()
        if self._given.json is not None:
            with open(self._given.json, "w", encoding="utf-8") as file:
                json.dump(json_report(self._judge, self._results, seconds), file, indent=2)
                file.write("\n")
        return exit_status(self._results, self._given.strict)

    def end_at_once(self) -> NoReturn:
        """Reports and ends the process, when the case under way cannot be ended in another way."""
        status = FAILED_STATUS
        try:
            hung, *left = self._left
            reason = "no end within %g s, and the class catches each interruption" % self._given.timeout
            self._judge.error = self._judge.error or reason
            self._add(Result(hung, NOT_RUN, reason=reason))
            for case in left:
                why_not = self._judge.inapplicability(case)
                self._add(
                    Result(case, NOT_APPLICABLE, reason=why_not) if why_not is not None
                    else Result(case, NOT_RUN, reason="%s could not be ended" % hung["id"])
                )
            status = self.report()
        finally:
            leave_nothing()
            os._exit(status)

    def _add(self, result: Result) -> None:
        if self._known is not None:
            result.compare_with(self._known.entry(result.case["id"]))
        self._results.append(result)


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
