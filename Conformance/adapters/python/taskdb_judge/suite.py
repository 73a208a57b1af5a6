"""The suite as ``Conformance/suite.json`` holds it, and which of its cases to run."""

import json
import os
import re

FORMAT = "taskdb-suite/1"
DEFAULT_PATH = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../../suite.json"))


class SuiteError(Exception):
    """The suite cannot be read."""


class Suite:
    """Rules, setups and cases as the file has them: dicts, by their IDs."""

    def __init__(self, path=DEFAULT_PATH):
        try:
            with open(path, encoding="utf-8") as file:
                content = json.load(file)
        except (OSError, ValueError) as error:
            raise SuiteError("cannot read the suite: %s" % error) from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise SuiteError("%s is no %s" % (path, FORMAT))
        self.version = content["version"]
        self.digest = content["digest"]
        self.clock = content["clock"]
        self.record_keys = content["record_keys"]
        self.rules = {rule["id"]: rule for rule in content["rules"]}
        self.setups = {setup["id"]: setup for setup in content["setups"]}
        self.cases = {case["id"]: case for case in content["cases"]}

    def parts(self, case):
        """What a case runs, in order, each with the name of its setup: its setups' sessions, then its own."""
        setups = [self.setups[name] for name in case["uses"]]
        return [(setup, setup["id"].partition("/")[2]) for setup in setups if setup["language"] == "pycon"] + [
            (case, None)
        ]

    def select(self, run=(), skip=()):
        """The cases that match one of the patterns to run, or any where there are none, and none of those to skip."""
        runs, skips = [Pattern(text) for text in run], [Pattern(text) for text in skip]
        return [
            case
            for case in self.cases.values()
            if (not runs or any(pattern.matches(case) for pattern in runs))
            and not any(pattern.matches(case) for pattern in skips)
        ]


class Pattern:
    """``*`` stands for any run of characters but ``/``, ``**`` for any run at all. A pattern with a ``/`` is held
    against the full name ``page/ID``, one without against the ID alone."""

    def __init__(self, text):
        self._is_full = "/" in text
        runs = {"*": "[^/]*", "": ""}
        parts = [runs.get(part, ".*") if set(part) <= {"*"} else re.escape(part) for part in re.split(r"(\*+)", text)]
        self._expression = re.compile("".join(parts), re.DOTALL)

    def matches(self, case):
        name = case["id"] if self._is_full else case["id"].partition("/")[2]
        return self._expression.fullmatch(name) is not None


def inapplicability(case, profile, capabilities):
    """Why a case says nothing about a database; None if it does."""
    if case["profile"] != "any" and case["profile"] != profile:
        return "for %s backends" % case["profile"]
    missing = [name for name in case["requires"] if name not in capabilities]
    return "needs the capability " + ", ".join(missing) if missing else None
