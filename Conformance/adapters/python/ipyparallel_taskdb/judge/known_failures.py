"""A list of the cases that a database is known to fail, as `taskdb test --known-failures` reads it.

    # Why they fail, for people.
    parallel_db/find-two-fields: expected 1 item, got 0
    parallel_db/find-greater
    [python:mydb:MyDB]
    parallel_db/limit-by-size: no end within ...

A line names a case and, after a colon, the reason of its failure, in which ``...`` stands for anything; without one, any
failure will do. Lines below a line in brackets apply to that database alone. The list is strict: a listed case that
passes, or that fails for another reason, is a failure.
"""

from __future__ import annotations

from typing import Container, Dict, Optional, Set, Tuple

from ipyparallel_taskdb.judge.expected import wildcard_matches
from ipyparallel_taskdb.judge.judge import FAILED, WARNED, Result


class KnownFailuresError(Exception):
    """The list cannot be read, or says what cannot be. The message has a line for each error, with its place."""


class Entry:
    """One line of the list."""

    def __init__(self, case: str, message: Optional[str], place: str) -> None:
        self.case = case
        self.message = message
        self.place = place

    def matches(self, result: Result) -> bool:
        """Whether the case failed as the line says. A case that was not run is matched only by a line with a reason."""
        if self.message is None:
            return result.outcome in (FAILED, WARNED)
        return wildcard_matches(self.message, result.headline)


class KnownFailures:
    """The entries that apply to one database, by case."""

    def __init__(self, path: str, cases: Container[str], titles: Container[str]) -> None:
        """``cases`` are the IDs of all cases of the suite; ``titles`` are what a section may call the database."""
        self._entries: Dict[str, Entry] = {}
        try:
            with open(path, encoding="utf-8-sig") as file:
                lines = file.read().splitlines()
        except (OSError, ValueError) as error:
            raise KnownFailuresError("cannot read the known failures: %s" % error) from None
        errors = []
        applies, is_own = True, False
        section = ""  # the line of the section, if there is one
        seen: Set[Tuple[str, str]] = set()
        for number, text in enumerate(lines, 1):
            line = text.strip(" \t")
            place = "%s:%d" % (path, number)
            if not line or line.startswith("#"):
                continue
            if line.startswith("["):
                if len(line) < 3 or not line.endswith("]"):
                    errors.append("%s: a database is named as in [python:mydb:MyDB]" % place)
                    continue
                applies, is_own = line[1:-1] in titles, True
                section = line
                continue
            name, _, message = (part.strip(" \t") for part in line.partition(":"))
            if name not in cases:
                errors.append("%s: there is no case %s" % (place, name))
            elif (section, name) in seen:
                errors.append("%s: %s is listed before" % (place, name))
            elif applies and (is_own or name not in self._entries):
                self._entries[name] = Entry(name, message or None, place)
            seen.add((section, name))
        if errors:
            raise KnownFailuresError("\n".join(errors))

    def entry(self, case: str) -> Optional[Entry]:
        """The entry for a case; None if it is not listed."""
        return self._entries.get(case)
