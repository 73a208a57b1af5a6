#!/usr/bin/env python3
"""Compares the reports of `taskdb test` and `taskdb_suite.py` on the same class.

    python3 compare_runs.py TASKDB_REPORT.json PYTHON_REPORT.json

Prints each case whose outcome differs. Exit status: 0 if none does, 1 if one does, 64 if the reports cannot be
compared.
"""

import json
import sys


def _run(path):
    """The digest of a report's suite, and its cases by their IDs."""
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    (run,) = report["runs"]
    return report["suite"]["digest"], {case["id"]: case for case in run["cases"]}


def compare(one, other):
    """Prints the cases whose outcomes differ and returns their IDs."""
    differing = []
    for name in sorted(one.keys() | other.keys()):
        pair = [cases.get(name) for cases in (one, other)]
        outcomes = [case["outcome"] if case else "(missing)" for case in pair]
        if outcomes[0] == outcomes[1]:
            continue
        differing.append(name)
        print("%s: %s, in process %s" % (name, *outcomes))
        for case in pair:
            if case and case["message"]:
                print("    " + case["message"].replace("\n", "\n    "))
    return differing


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
    differing = compare(one, other)
    print("%d cases, %d of them differ" % (len(one), len(differing)))
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
