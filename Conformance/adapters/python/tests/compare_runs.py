#!/usr/bin/env python3
"""Compares what `taskdb test` and `taskdb_suite.py` made of the same class.

    python3 compare_runs.py TASKDB_REPORT.json PYTHON_REPORT.json

Prints each case whose outcome differs. Behind the protocol every object is a copy, so only a run in process can show
that a class shares its objects with its callers: the cases of the isolation rules may differ. Exit status: 0 if no
other case differs, 1 if one does, 64 if the reports cannot be compared.
"""

import json
import sys

ISOLATION_RULES = {
    "parallel_db/isolation-in",
    "parallel_db/isolation-out",
    "parallel_db/isolation-arguments",
}


def _run(path):
    """The digest of the suite and the cases by their IDs."""
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    (run,) = report["runs"]
    return report["suite"]["digest"], {case["id"]: case for case in run["cases"]}


def _may_differ(case):
    return bool(ISOLATION_RULES & set(case["rules"]))


def compare(one, other):
    """The IDs of the cases that differ though they must not; prints all that differ."""
    unexplained = []
    for name in sorted(one.keys() | other.keys()):
        pair = [cases.get(name) for cases in (one, other)]
        outcomes = [case["outcome"] if case else "(missing)" for case in pair]
        if outcomes[0] == outcomes[1]:
            continue
        is_explained = all(case is not None and _may_differ(case) for case in pair)
        if not is_explained:
            unexplained.append(name)
        print("%s: %s, in process %s%s" % (name, *outcomes, " (isolation)" if is_explained else ""))
        for case in pair:
            if case and case["message"]:
                print("    " + case["message"].replace("\n", "\n    "))
    return unexplained


def main(arguments):
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 64
    try:
        (digest, one), (other_digest, other) = map(_run, arguments)
    except (OSError, ValueError, KeyError, TypeError) as error:
        print("cannot compare: %s: %s" % (type(error).__name__, error), file=sys.stderr)
        return 64
    if digest != other_digest:
        print("cannot compare: the reports are of different suites", file=sys.stderr)
        return 64
    unexplained = compare(one, other)
    print("%d cases, %d of them differ without a reason" % (len(one), len(unexplained)))
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
