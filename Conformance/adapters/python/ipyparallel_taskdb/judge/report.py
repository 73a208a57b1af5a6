"""Reports on a class: ``taskdb-report/1`` for programs, text for people."""

from __future__ import annotations

import shlex
from collections import Counter
from typing import Any, Dict, Iterable, List, Optional, Sequence, Tuple

from ipyparallel_taskdb.judge import NAME, VERSION
from ipyparallel_taskdb.judge.judge import (
    FAILED, KNOWN_FAILURE, NOT_APPLICABLE, NOT_OPENED, NOT_RUN, PASSED, UNEXPECTED_PASS, WARNED,
    AnyJudge, Failure, Result,
)
from ipyparallel_taskdb.judge.suite import Case, Suite

CONFORMANT, NONCONFORMANT, INCONCLUSIVE = "conformant", "nonconformant", "inconclusive"
STATUS = {CONFORMANT: 0, NONCONFORMANT: 1, INCONCLUSIVE: 2}
# The most rules that are listed at the end: less than a screen.
MOST_RULES = 20
# An error that so many cases raise has one cause in the class, and is shown once, before all others.
MANY = 10
_WORDS = {
    PASSED: "passed", FAILED: "failed", WARNED: "warned", KNOWN_FAILURE: "failed as known",
    UNEXPECTED_PASS: "passed unexpectedly", NOT_APPLICABLE: "not applicable", NOT_RUN: "not run",
}


def verdict(results: Iterable[Result]) -> str:
    """Nonconformant if a **must** failed; otherwise inconclusive if a case did not run or none was selected."""
    outcomes = {result.outcome for result in results}
    if any(
        result.outcome == FAILED or result.outcome == KNOWN_FAILURE and result.case["level"] == "must"
        for result in results
    ):
        return NONCONFORMANT
    return CONFORMANT if outcomes - {NOT_APPLICABLE} and NOT_RUN not in outcomes else INCONCLUSIVE


def exit_status(results: Iterable[Result], is_strict: bool = False) -> int:
    """As the verdict says, except that a list of known failures forgives what it lists and nothing else, and that a
    warning counts as a failure if ``is_strict``."""
    outcomes = {result.outcome for result in results}
    if outcomes & {FAILED, UNEXPECTED_PASS} or is_strict and WARNED in outcomes:
        return STATUS[NONCONFORMANT]
    return STATUS[CONFORMANT] if outcomes - {NOT_APPLICABLE} and NOT_RUN not in outcomes else STATUS[INCONCLUSIVE]


def json_report(judge: AnyJudge, results: List[Result], seconds: float) -> Dict[str, Any]:
    """The report for ``json.dump``; its schema is Conformance/schemas/report.schema.json."""
    suite = judge.suite
    return {
        "format": "taskdb-report/1",
        "suite": {
            "version": suite.version, "digest": suite.digest, "rules": len(suite.rules), "cases": len(suite.cases),
        },
        "kit": {"name": NAME, "version": VERSION},
        "runs": [
            {
                "backend": _backend(judge),
                "verdict": verdict(results),
                "counts": _json_counts(results),
                "seconds": round(seconds, 6),
                "error": judge.error,
                "cases": [_case(result) for result in results],
            }
        ],
    }


def _backend(judge: AnyJudge) -> Dict[str, Any]:
    return {
        "spec": judge.title,
        "name": judge.name,
        "version": judge.version,
        "profile": judge.profile,
        "capabilities": judge.capabilities,
    }


def _counts(results: Iterable[Result]) -> Dict[str, int]:
    counts = dict.fromkeys(_WORDS, 0)
    for result in results:
        counts[result.outcome] += 1
    return counts


def _json_counts(results: Iterable[Result]) -> Dict[str, int]:
    counts = _counts(results)
    return {
        "passed": counts[PASSED], "failed": counts[FAILED] + counts[UNEXPECTED_PASS], "warned": counts[WARNED],
        "known": counts[KNOWN_FAILURE], "not_applicable": counts[NOT_APPLICABLE], "not_run": counts[NOT_RUN],
    }


def _case(result: Result) -> Dict[str, Any]:
    case = {
        "id": result.case["id"],
        "rules": result.case["proves"],
        "level": result.case["level"],
        "outcome": result.outcome,
        "source": {"file": result.file, "line": result.line},
        "message": result.message,
        "seconds": round(result.seconds, 6),
    }
    if result.failure is not None:
        case["failure"] = _failure(result.failure)
    return case


def _failure(failure: Failure) -> Dict[str, Any]:
    content: Dict[str, Any] = {
        "setup": failure.setup,
        "input": failure.input,
        "expected": failure.expected,
        "actual": failure.actual,
        "reason": failure.reason,
        "source": {"file": failure.file, "line": failure.line},
    }
    if failure.template is not None:
        content["template"] = {"file": failure.file, "line": failure.template}
    return content


# ----------------------------------------------------------------------------------------------------- Text


def told(suite: Suite, result: Result) -> List[str]:
    """The lines that describe a case that did not pass."""
    lines = ["%s:%d: %s" % (result.file, result.line, result.case["id"])]
    for name in result.case["proves"]:
        rule = suite.rules[name]
        lines += ["  %s %s" % (rule["level"], name), "    " + rule["text"].replace("\n", " ")]
    log = ["  the controller's log:"] + ["    " + line for line in result.log] if result.log else []
    failure = result.failure
    if failure is None:
        return lines + ["  " + str(result.reason)] + log
    if failure.setup:
        lines.append("  in the setup %s:" % failure.setup)
    elif failure.template is not None:
        lines.append("  in the template at %s:%d:" % (failure.file, failure.template))
    source = failure.input.split("\n")
    lines += ["  >>> " + source[0]] + ["  ... " + line for line in source[1:]]
    lines += ["  - " + line for line in (failure.expected or "(nothing)").split("\n")]
    lines += ["  + " + line for line in (failure.actual or "(nothing)").split("\n")]
    return lines + ["  " + failure.reason] + log


def text_report(judge: AnyJudge, results: List[Result], seconds: float, command: Sequence[str] = ()) -> str:
    """The cases that failed, warned or did not run, then the rules that they prove, and a summary.

    ``command`` is the command line of the run, without the options that select cases.
    """
    groups = _groups(results)
    _shorten_logs(groups)
    blocks = [_block(judge.suite, group) for group in groups]
    if judge.start_error is not None:
        blocks = [[judge.start_error]]
    else:
        # Where the database could not be opened, it was not asked.
        asked = [result for group in groups for result in (group if _error(group[0]) else group[:1])]
        blocks += _by_rule(judge.suite, [result for result in asked if result.outcome in (FAILED, WARNED)])
    failed = next((group[0].case["id"] for group in groups if group[0].outcome in (FAILED, WARNED)), None)
    if command and failed is not None and judge.start_error is None:
        alone = [command[0], "--run", failed, *command[1:]]
        blocks.append(["Run one case alone: " + " ".join(map(shlex.quote, alone))])
    tally = ", ".join("%d %s" % (count, _WORDS[outcome]) for outcome, count in _counts(results).items() if count)
    name = judge.name or judge.spec
    words = {CONFORMANT: " is conformant", NONCONFORMANT: " is not conformant", INCONCLUSIVE: ": inconclusive"}
    blocks.append(["%s%s: %s (%.1f s)" % (name, words[verdict(results)], tally or "nothing was selected", seconds)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _groups(results: Iterable[Result]) -> List[List[Result]]:
    """The results to be shown; those with one cause, which is not the case's own, together, and the largest first."""
    shown = [result for result in results if result.outcome in (FAILED, WARNED, NOT_RUN, UNEXPECTED_PASS)]
    errors = Counter((_error(result), result.outcome) for result in shown)
    groups: Dict[Any, List[Result]] = {}
    for result in shown:
        failure, error = result.failure, _error(result)
        cause: Any = result.reason if failure is None else result.case["id"]
        if failure is not None and failure.reason == NOT_OPENED:
            cause = failure.input, failure.actual
        elif error is not None and errors[error, result.outcome] >= MANY:
            cause = error, result.outcome
        groups.setdefault(cause, []).append(result)
    return sorted(groups.values(), key=lambda group: -len(group) if len(group) >= MANY else 0)


def _error(result: Result) -> Optional[str]:
    """The error that ended a case. A ``KeyError`` says only that some record is missing."""
    reason = "" if result.failure is None else result.failure.reason
    is_error = reason.startswith("raised ") and not reason.startswith("raised KeyError") and ": " in reason
    return reason if is_error else None


def _shorten_logs(groups: Iterable[List[Result]]) -> None:
    """Leaves a traceback that several cases have to the first of them. The line before it has the time."""
    seen: Dict[Tuple[str, ...], str] = {}
    for first, *_ in groups:
        traceback = tuple(first.log[1:])
        if traceback:
            earlier = seen.setdefault(traceback, first.case["id"])
            if earlier != first.case["id"]:
                first.log = ["%s, as in %s" % (traceback[-1], earlier)]


def _block(suite: Suite, group: List[Result]) -> List[str]:
    first = group[0]
    lines = told(suite, first)
    more = len(group) - 1
    if (first.reason or "").startswith("no end within "):
        lines.append("  --timeout SECONDS gives each case more time")
    return ["%s %s" % (_WORDS[first.outcome].upper(), lines[0]), *lines[1:]] + (
        ["  The same is true of %d more case%s." % (more, "s" if more > 1 else "")] if more else []
    )


def _by_rule(suite: Suite, results: List[Result]) -> List[List[str]]:
    """The rules that are not kept, those with the most cases first: a terminal shows the last screen. None if all can be
    seen anyway."""
    if len(results) < 2:
        return []
    cases: Dict[str, List[str]] = {}
    for result in results:
        for name in result.case["proves"]:
            cases.setdefault(name, []).append(result.case["id"])
    levels = ("must", "should", "may")
    rules = sorted(cases, key=lambda name: (levels.index(suite.rules[name]["level"]), -len(cases[name])))
    lines = ["Rules that are not kept:"]
    for name in rules[:MOST_RULES]:
        more = "" if len(cases[name]) == 1 else " and %d more" % (len(cases[name]) - 1)
        lines.append("  %s %s: %s%s" % (suite.rules[name]["level"], name, cases[name][0], more))
    return [lines + (["  and %d more rules" % (len(rules) - MOST_RULES)] if len(rules) > MOST_RULES else [])]
