"""A pytest plugin: each case of the suite is a test of a Python task-database class.

    pytest --taskdb-class MODULE:CLASS [--taskdb-option name=value ...] [--taskdb-known-failures FILE]

Each case that judges a database is a test, in addition to those that pytest collects:
`Docs/parallel_db.md::parallel_db/get-unknown`. A broken case of a **must** rule fails. A broken case of a **should** or
**may** rule warns with a ``ConformanceWarning``, which
`-W error::ipyparallel_taskdb.pytest_plugin.ConformanceWarning` makes a failure. A case that does not apply to the database
is skipped. A known failure is expected to fail, strictly: it fails the run if it passes, or fails for another reason.
"""

from __future__ import annotations

import os
import sys
from typing import Any, Dict, List, NoReturn, Optional, Tuple

import pytest

from ipyparallel_taskdb.judge.judge import DEFAULT_TIMEOUT, KNOWN_FAILURE, PASSED, UNEXPECTED_PASS, WARNED, Judge
from ipyparallel_taskdb.judge.known_failures import Entry, KnownFailures, KnownFailuresError
from ipyparallel_taskdb.judge.other_process import leave_nothing
from ipyparallel_taskdb.judge.report import told
from ipyparallel_taskdb.judge.suite import DEFAULT_PATH, Case, Suite, SuiteError
from ipyparallel_taskdb.protocol.options import constructor_options


class ConformanceWarning(pytest.PytestWarning):
    """A case of a **should** or **may** rule did not pass."""


class CaseFailed(Exception):
    """A case of a **must** rule did not pass. The message is shown without a traceback."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("taskdb", "judging a task-database class")
    group.addoption("--taskdb-class", metavar="MODULE:CLASS", help="the class to judge, or PATH.py:CLASS")
    group.addoption(
        "--taskdb-option", metavar="NAME=VALUE", action="append", default=[],
        help="an option of its constructor, or profile or capabilities; repeatable",
    )
    group.addoption(
        "--taskdb-known-failures", metavar="FILE", help="cases that are expected to fail, one a line, with the reason"
    )
    group.addoption("--taskdb-suite", metavar="FILE", default=DEFAULT_PATH, help="default: the one of this version")
    group.addoption(
        "--taskdb-timeout", metavar="SECONDS", type=float, default=DEFAULT_TIMEOUT,
        help="the longest time for one case (default: %(default)s)",
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: List[pytest.Item]) -> None:
    """Adds the cases before -k and -m select tests."""
    if config.option.taskdb_class is not None:
        judge = _judge(config)
        known = _known_failures(config, judge)
        pages: Dict[str, PageCollector] = {}
        for case in judge.suite.cases.values():
            if case["language"] == "pycon":
                name = case["source"]["file"]
                if name not in pages:
                    pages[name] = PageCollector.from_parent(
                        session, name=name, nodeid=name, judge=judge, known=known
                    )
                pages[name].cases.append(case)
        for page in pages.values():
            found = page.collect()
            config.hook.pytest_collectreport(report=pytest.CollectReport(page.nodeid, "passed", None, [*found]))
            items.extend(found)


def _judge(config: pytest.Config) -> Judge:
    option = config.option
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    if option.taskdb_timeout <= 0:
        raise pytest.UsageError("--taskdb-timeout must be more than 0")
    try:
        suite = Suite(option.taskdb_suite)
        judge = Judge(suite, option.taskdb_class, constructor_options(option.taskdb_option), option.taskdb_timeout)
    except (SuiteError, ValueError) as error:
        raise pytest.UsageError(str(error)) from None
    config.add_cleanup(leave_nothing)
    judge.when_stuck = lambda: _end_at_once(config, judge)
    if judge.backend is None:
        raise pytest.UsageError("--taskdb-class: %s" % judge.error)
    return judge


def _end_at_once(config: pytest.Config, judge: Judge) -> NoReturn:
    """Ends pytest when a case cannot be ended in another way."""
    capture = config.pluginmanager.get_plugin("capturemanager")
    if capture is not None:
        capture.suspend_global_capture(in_=True)
    text = "no end within %g s, and the class catches each interruption" % judge.timeout
    print("\n%s: %s" % (os.environ.get("PYTEST_CURRENT_TEST", "taskdb"), text), file=sys.__stderr__, flush=True)
    leave_nothing()
    os._exit(pytest.ExitCode.INTERRUPTED)


def _known_failures(config: pytest.Config, judge: Judge) -> Optional[KnownFailures]:
    path = config.option.taskdb_known_failures
    try:
        return None if path is None else KnownFailures(path, judge.suite.cases, judge.titles)
    except KnownFailuresError as error:
        raise pytest.UsageError("--taskdb-known-failures: %s" % error) from None


class PageCollector(pytest.Collector):
    """A page of the specification."""

    def __init__(self, judge: Judge, known: Optional[KnownFailures], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.judge = judge
        self.known = known
        self.cases: List[Case] = []

    def collect(self) -> List[CaseItem]:
        return [
            CaseItem.from_parent(
                self, name=case["id"], judge=self.judge, case=case, entry=self.known and self.known.entry(case["id"])
            )
            for case in self.cases
        ]


class CaseItem(pytest.Item):
    """A case."""

    def __init__(self, judge: Judge, case: Case, entry: Optional[Entry], **keywords: Any) -> None:
        super().__init__(**keywords)
        self.judge = judge
        self.case = case
        self.entry = entry
        self.user_properties += [("rule", rule) for rule in case["proves"]]
        reason = judge.inapplicability(case)
        if reason is not None:
            self.add_marker(pytest.mark.skip(reason=reason))

    def runtest(self) -> None:
        result = self.judge.run(self.case)
        result.compare_with(self.entry)
        if result.outcome == PASSED:
            return
        if result.outcome == UNEXPECTED_PASS:
            raise CaseFailed("passes, but %s" % result.reason)
        if result.outcome == KNOWN_FAILURE:
            pytest.xfail(result.headline)
        # pytest's summary shows only the first line.
        headline = (result.message or "").partition("\n")[0]
        text = "\n".join([headline] + told(self.judge.suite, result))
        if result.outcome == WARNED:
            self.warn(ConformanceWarning(text))
        else:
            raise CaseFailed(text)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        if isinstance(excinfo.value, (CaseFailed, ConformanceWarning)):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Tuple[str, int, str]:
        source = self.case["source"]
        return source["file"], source["line"] - 1, self.name
