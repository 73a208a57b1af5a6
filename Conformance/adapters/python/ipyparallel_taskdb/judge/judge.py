"""Runs cases, each in a new database, and returns their outcomes."""

from __future__ import annotations

import os
import sys
import time
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, Any, Callable, Dict, List, NoReturn, Optional, Set, Tuple, Union

from ipyparallel_taskdb.judge.clock import standing_at
from ipyparallel_taskdb.judge.expected import Expected, last_line
from ipyparallel_taskdb.protocol.limits import PASSED_ON, Ended, OutOfTime, time_limit
from ipyparallel_taskdb.judge.other_process import OtherProcess, leave_nothing
from ipyparallel_taskdb.judge.session import Console, Session
from ipyparallel_taskdb.judge.suite import Case, Suite, inapplicability
from ipyparallel_taskdb.protocol.backend import DIRECTORY, Backend, BackendError
from ipyparallel_taskdb.protocol.construction import OptionError
from ipyparallel_taskdb.protocol.extended_json import decode
from ipyparallel_taskdb.protocol.zones import elsewhere

if TYPE_CHECKING:
    from ipyparallel_taskdb.judge.known_failures import Entry

PASSED, FAILED, WARNED, NOT_APPLICABLE, NOT_RUN = "passed", "failed", "warned", "not-applicable", "not-run"
KNOWN_FAILURE, UNEXPECTED_PASS = "known-failure", "unexpected-pass"
DEFAULT_TIMEOUT = 10.0
# A case of many or large records may take so many times as long: a write to a disk takes milliseconds.
SIZE_FACTOR = 6
# The reason of a failure whose cause is not the case's own.
NOT_OPENED = "no database could be opened"
# How many cases may exceed the time limit before the remaining ones are skipped.
PATIENCE_IN_A_ROW, PATIENCE_ALTOGETHER = 3, 10
# Capabilities whose cases restart the database.
RESTARTING = frozenset(("persistence", "durability"))


class Failure:
    """The first example of a case whose outcome differs from its page."""

    def __init__(
        self, file: str, line: int, setup: Optional[str], source: str, expected: str, actual: str, reason: str,
        template: Optional[int] = None,
    ) -> None:
        self.file = file
        self.line = line
        self.setup = setup
        self.input = source
        self.expected = expected
        self.actual = actual
        self.reason = reason
        # The line of the template that the example is from, if the case is in a table.
        self.template = template

    @property
    def message(self) -> str:
        place = "in the setup %s: " % self.setup if self.setup else ""
        return "%s%s\nexpected: %s\nactual: %s" % (place, self.reason, self.expected, self.actual)


class Result:
    """One case's outcome."""

    def __init__(
        self, case: Case, outcome: str, failure: Optional[Failure] = None, reason: Optional[str] = None,
        seconds: float = 0.0,
    ) -> None:
        self.case = case
        self.outcome = outcome
        self.failure = failure
        self.reason = reason
        self.seconds = seconds
        # The last traceback in the controller's log, where there is a controller.
        self.log: List[str] = []

    @property
    def file(self) -> str:
        return self.failure.file if self.failure else self.case["source"]["file"]

    @property
    def line(self) -> int:
        return self.failure.line if self.failure else self.case["source"]["line"]

    @property
    def message(self) -> Optional[str]:
        return self.failure.message if self.failure else self.reason

    @property
    def headline(self) -> str:
        """What happened, in one line."""
        reason = self.failure.reason if self.failure else self.reason
        return " ".join((reason or self.outcome).split("\n"))

    def compare_with(self, entry: Optional[Entry]) -> None:
        """Changes the outcome to what a list of known failures makes of it. ``entry`` is the case's, or None."""
        if entry is None or self.outcome == NOT_APPLICABLE:
            return
        if self.outcome == PASSED:
            self.outcome, self.reason = UNEXPECTED_PASS, "%s lists it as failing" % entry.place
        elif entry.matches(self):
            self.outcome = KNOWN_FAILURE
        elif self.outcome != NOT_RUN:
            # Even a broken **should** is more than the list allows.
            self.outcome, self.reason = FAILED, "%s lists another failure" % entry.place


class AnyJudge:
    """A judge of a class or of a controller: what both do, and what reports and lists of known failures ask of either.

    ``error`` is the first error of what is judged itself (loading, or a time limit), or None; ``start_error`` says why no
    case could run at all; ``fault`` why every case fails.
    """

    def __init__(self, suite: Suite, spec: str, title: str, timeout: float) -> None:
        self.suite = suite
        self.spec = spec
        # As reports name what is judged.
        self.title = title
        self.timeout = timeout
        self.name = self.version = ""
        self.profile: Optional[str] = None
        self.capabilities: List[str] = []
        self.error: Optional[str] = None
        self.start_error: Optional[str] = None
        self.fault: Optional[str] = None
        # What reports and ends the process when a case cannot be ended.
        self.when_stuck: Optional[Callable[[], NoReturn]] = None
        self._hung = self._hung_in_a_row = 0

    @property
    def titles(self) -> Set[str]:
        """What a section of a list of known failures may call what is judged."""
        raise NotImplementedError

    def run(self, case: Case) -> Result:
        """The outcome of one case."""
        start = time.perf_counter()
        result = self._run(case)
        result.seconds = time.perf_counter() - start
        return result

    def inapplicability(self, case: Case) -> Optional[str]:
        """The reason why a case does not apply; None if it applies."""
        raise NotImplementedError

    # For the kinds of judges.

    def _find_fault(self) -> None:
        """Sets ``fault`` before the first case, if that is possible then."""

    def _judged(self, case: Case) -> Result:
        """The outcome of a case that applies and can run."""
        raise NotImplementedError

    def _result(self, case: Case, failure: Optional[Failure]) -> Result:
        """The outcome of a case that ran to its end, or to its first failure."""
        if failure is None:
            return Result(case, PASSED)
        return Result(case, FAILED if case["level"] == "must" else WARNED, failure)

    def _note_hang(self, reason: str) -> str:
        self._hung += 1
        self._hung_in_a_row += 1
        self.error = self.error or reason
        return reason

    # Private methods.

    def _run(self, case: Case) -> Result:
        reason = self.inapplicability(case)
        if reason is not None:
            return Result(case, NOT_APPLICABLE, reason=reason)
        reason = self._reason_not_to_run()
        if reason is not None:
            return Result(case, NOT_RUN, reason=reason)
        self._find_fault()
        if self.fault is not None:
            return self._faulty(case)
        return self._judged(case)

    def _faulty(self, case: Case) -> Result:
        return Result(case, FAILED if case["level"] == "must" else WARNED, reason=self.fault)

    def _reason_not_to_run(self) -> Optional[str]:
        if self.start_error is not None:
            return self.start_error
        if self._hung_in_a_row < PATIENCE_IN_A_ROW and self._hung < PATIENCE_ALTOGETHER:
            return None
        return "given up after %d cases without end, the first: %s" % (self._hung, self.error)


class Judge(AnyJudge):
    """Judges one class."""

    def __init__(self, suite: Suite, spec: str, options: Dict[str, Any], timeout: float = DEFAULT_TIMEOUT) -> None:
        # The class and its options, as `taskdb test --backend` takes them.
        query = "&".join("%s=%s" % item for item in options.items())
        super().__init__(suite, spec, "python:" + spec + ("?" + query if query else ""), timeout)
        self.options = options
        self.backend: Optional[Backend] = None
        self._is_tried = False
        self._other_process: Optional[OtherProcess] = None
        self._datetime = standing_at(decode({"$date": suite.clock}))
        self._start()

    def __enter__(self) -> Judge:
        return self

    def __exit__(self, *exception: object) -> None:
        leave_nothing()

    @property
    def titles(self) -> Set[str]:
        """Its spec with and without options, or its name."""
        return {self.title, "python:" + self.spec, self.name or self.title}

    def inapplicability(self, case: Case) -> Optional[str]:
        """The reason why a case does not apply to this class; None if it applies."""
        if self.backend is not None:
            reason = inapplicability(case, self.profile, self.capabilities)
            if reason is not None:
                return reason
        return None if case["language"] == "pycon" else "judges only the reference"

    # Private methods.

    def _start(self) -> None:
        """Loads the class and tries its constructor. Raises ``OptionError`` for an option that it does not have."""
        try:
            with elsewhere(), time_limit(self.timeout, self._end_at_start), redirect_stdout(sys.stderr):
                backend = Backend(self.spec, self.options)
                name, version, profile = backend.name, backend.version, backend.profile
                backend.check()
                # The class gets the session's dates with their offsets.
                capabilities = sorted({"offsets", *backend.capabilities()})
        except OutOfTime:
            self.error = "loading: " + self._no_end
        except (KeyboardInterrupt, OptionError):
            raise
        except BaseException as error:
            self.error = str(error) if isinstance(error, BackendError) else last_line(error)
        else:
            self.backend, self.name, self.version = backend, name, version
            self.profile, self.capabilities = profile, capabilities
            return
        self.start_error = "The class cannot be judged: %s" % self.error

    def _end_at_start(self) -> NoReturn:
        print("loading: %s, and the class catches each interruption" % self._no_end, file=sys.__stderr__, flush=True)
        leave_nothing()
        os._exit(2)

    def _find_fault(self) -> None:
        """Every case would fail because of this, and most in a way that does not say why."""
        backend = self.backend
        if self._is_tried or backend is None:
            return
        self._is_tried = True
        try:
            with time_limit(self.timeout, self.when_stuck), redirect_stdout(sys.stderr):
                left = backend.left_in_a_new_database()
                backend.try_buffers()
        except OutOfTime:
            self._close()
            return  # the cases will show what is wrong
        if left:
            self.fault = self.error = not_empty(left)

    def _judged(self, case: Case) -> Result:
        streams = sys.stdout, sys.displayhook
        hung = self._hung
        limit = self.timeout * (SIZE_FACTOR if case["id"].partition("/")[2].startswith("size-") else 1)
        try:
            with elsewhere(), time_limit(limit, self.when_stuck):
                failure = self._failure(case)
        except OutOfTime:
            return Result(case, NOT_RUN, reason=self._note_hang("no end within %g s" % limit))
        except Ended as error:
            self.error = self.error or str(error)
            return Result(case, NOT_RUN, reason=str(error))
        finally:
            # The alarm may have interrupted the code that restores these.
            sys.stdout, sys.displayhook = streams
            self._close()
        if hung == self._hung:
            self._hung_in_a_row = 0
        return self._result(case, failure)

    @property
    def _no_end(self) -> str:
        return "no end within %g s" % self.timeout

    def _database(self, case: Case) -> Union[Backend, OtherProcess]:
        """Where the case runs: only another process can be killed to see what survives."""
        assert self.backend is not None  # else no case is run
        if not RESTARTING.intersection(case["requires"]):
            return self.backend
        if self._other_process is None:
            self._other_process = OtherProcess(self.spec, self.backend)
        return self._other_process

    def _failure(self, case: Case) -> Optional[Failure]:
        if case["after"] is not None:
            # That case only has to run first, in another database; its outcome does not matter here.
            self._failure(self.suite.cases[case["after"]])
            self._close()
        database = self._database(case)
        try:
            with redirect_stdout(sys.stderr):
                database.open(case["open"])
        except PASSED_ON:
            raise
        except BaseException as error:
            return _refusal(case, error)
        session = Session(database, self.suite.record_keys, self._datetime)
        for part, setup in self.suite.parts(case):
            for example in part["examples"]:
                found = compare(session, example)
                if found is not None:
                    actual, reason = found
                    file = part["source"]["file"]
                    return Failure(
                        file, example["line"], setup, example["source"], example["expected"], actual, reason,
                        example.get("template"),
                    )
        return None

    def _close(self) -> None:
        """Closes the databases. An error in closing is only printed, so that it does not affect the next case."""
        for database in (self.backend, self._other_process):
            if database is None:
                continue
            try:
                with time_limit(self.timeout, self.when_stuck), redirect_stdout(sys.stderr):
                    database.close()
            except KeyboardInterrupt:
                raise
            except BaseException as error:
                if isinstance(error, OutOfTime):
                    self._note_hang(self._no_end)
                print("closing failed: %s" % last_line(error), file=sys.stderr)


def not_empty(left: List[str]) -> str:
    """What is wrong with a database that has these msg_ids when it is new."""
    records = "1 record" if len(left) == 1 else "%d records" % len(left)
    return (
        "a new database is not empty: it has %s, such as %r; a database that is kept in a file or a folder can get a new "
        "one by an option whose value contains %s" % (records, left[0], DIRECTORY)
    )


def compare(session: Console, example: Dict[str, Any]) -> Optional[Tuple[str, str]]:
    """The actual output of an example and how it differs; None if it is as expected."""
    try:
        outcome = session.run(example["source"])
    except (SyntaxError, ValueError, RecursionError) as error:
        return str(error), "the example cannot be evaluated: %s" % error
    try:
        reason = Expected(example["expected"]).mismatch(outcome)
        return None if reason is None else (outcome.text, reason)
    except Exception as error:  # the value's repr failed
        return last_line(error), "the output cannot be shown"


def _refusal(case: Case, error: BaseException) -> Failure:
    options = ",".join("%s:%s" % (name, _option_text(value)) for name, value in case["open"].items())
    source = case["source"]
    return Failure(
        source["file"], source["line"], None, "open " + options, "a fresh database",
        last_line(error), NOT_OPENED,
    )


def _option_text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
