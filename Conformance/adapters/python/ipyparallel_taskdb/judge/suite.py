"""The suite of ``Conformance/suite.json``, and the selection of its cases."""

from __future__ import annotations

import json
import os
import re
from typing import Any, Container, Dict, Iterable, List, Optional, Tuple

from .suite_format import problem_with

FORMAT = "taskdb-suite/1"

# A case or a setup, as the suite's schema describes it.
Case = Dict[str, Any]


def _default_path() -> str:
    """The suite inside the package; in a checkout, where it is not copied, Conformance/suite.json."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "suite.json")
    return inside if os.path.isfile(inside) else os.path.normpath(os.path.join(package, "../../../suite.json"))


DEFAULT_PATH = _default_path()


class SuiteError(Exception):
    """The suite cannot be read."""


class Suite:
    """The rules, setups and cases of a suite file: dicts, by their IDs."""

    def __init__(self, path: str = DEFAULT_PATH) -> None:
        try:
            with open(path, encoding="utf-8") as file:
                content = json.load(file)
        except (OSError, ValueError, RecursionError) as error:
            hint = ""
            if path == DEFAULT_PATH and isinstance(error, FileNotFoundError):
                hint = " (the package has no suite: install it with pip, or name a suite with --suite, in pytest --taskdb-suite)"
            raise SuiteError("cannot read the suite: %s%s" % (error, hint)) from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise SuiteError("%s is not in the format %s" % (path, FORMAT))
        problem = problem_with(content)
        if problem is not None:
            raise SuiteError("%s is not a suite that taskdb wrote: %s" % (path, problem))
        self.version: str = content["version"]
        self.digest: str = content["digest"]
        self.clock: str = content["clock"]
        self.record_keys: List[str] = content["record_keys"]
        self.rules: Dict[str, Dict[str, Any]] = {rule["id"]: rule for rule in content["rules"]}
        self.setups: Dict[str, Case] = {setup["id"]: setup for setup in content["setups"]}
        self.cases: Dict[str, Case] = {case["id"]: case for case in content["cases"]}

    def parts(self, case: Case) -> List[Tuple[Case, Optional[str]]]:
        """The sessions of a case in order, each with the name of its setup: its setups first, then its own (None)."""
        setups = [self.setups[name] for name in case["uses"]]
        return [(setup, setup["id"].partition("/")[2]) for setup in setups if setup["language"] == "pycon"] + [
            (case, None)
        ]

    def select(self, run: Iterable[str] = (), skip: Iterable[str] = ()) -> List[Case]:
        """The cases that match a pattern of ``run`` (or all, if it is empty) and no pattern of ``skip``."""
        runs, skips = [Pattern(text) for text in run], [Pattern(text) for text in skip]
        return [
            case
            for case in self.cases.values()
            if (not runs or any(pattern.matches(case) for pattern in runs))
            and not any(pattern.matches(case) for pattern in skips)
        ]


class Pattern:
    """A pattern for names: ``*`` matches any characters except ``/``, ``**`` any characters. A pattern with a ``/`` is
    matched against ``page/ID``, one without against the ID alone."""

    def __init__(self, text: str) -> None:
        self._is_full = "/" in text
        runs = {"*": "[^/]*", "": ""}
        parts = [runs.get(part, ".*") if set(part) <= {"*"} else re.escape(part) for part in re.split(r"(\*+)", text)]
        self._expression = re.compile("".join(parts), re.DOTALL)

    def matches(self, case: Case) -> bool:
        name = case["id"] if self._is_full else case["id"].partition("/")[2]
        return self._expression.fullmatch(name) is not None


def inapplicability(case: Case, profile: Optional[str], capabilities: Container[str]) -> Optional[str]:
    """The reason why a case does not apply to a database; None if it applies."""
    if case["profile"] != "any" and case["profile"] != profile:
        return "for %s backends" % case["profile"]
    missing = [name for name in case["requires"] if name not in capabilities]
    return "needs the capability " + ", ".join(missing) if missing else None
