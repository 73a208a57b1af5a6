"""The expected output of an example, and its comparison with the outcome."""

from __future__ import annotations

from typing import Any, List, Optional, Tuple

from ipyparallel_taskdb.judge.values import NotLiteral, difference, parse_literal
from ipyparallel_taskdb.protocol.hub import message_of

HEADER = "Traceback (most recent call last):"
# The line that stands for a blank line, as in Python's doctest.
BLANK_LINE = "<BLANKLINE>"
NOTHING, VALUE, TEXT, TRACEBACK = "nothing", "value", "text", "traceback"


class Outcome:
    """The outcome of an example: the text it printed, and then a value other than None, an exception, or neither."""

    def __init__(self, printed: str = "", value: Any = None, exception: Optional[BaseException] = None) -> None:
        self.printed = printed
        self.value = value
        self.exception = exception

    @property
    def text(self) -> str:
        """The output as a console shows it, without the final line break."""
        text = self.printed
        if self.exception is not None:
            text += "%s\n    ...\n%s" % (HEADER, last_line(self.exception))
        elif self.value is not None:
            text += repr(self.value)
        return text[:-1] if text.endswith("\n") else text


class Expected:
    """The output shown below an example."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.value: Any = None
        self.raised: Optional[Tuple[str, Optional[str]]] = None
        lines = text.split("\n") if text else []
        if not lines:
            self.kind = NOTHING
            return
        if lines[0] == HEADER:
            self.raised = _raised(lines)
        if self.raised is not None:
            self.kind = TRACEBACK
            return
        self.text = "\n".join("" if line == BLANK_LINE else line for line in lines)
        try:
            self.value = parse_literal(self.text)
            self.kind = VALUE
        except NotLiteral:
            self.kind = TEXT

    def mismatch(self, outcome: Outcome) -> Optional[str]:
        """Describes in one line how the outcome differs; None if it matches."""
        if self.kind == TRACEBACK:
            return self._traceback_mismatch(outcome)
        if outcome.exception is not None:
            return "raised " + last_line(outcome.exception)
        if self.kind == NOTHING:
            return "no output was expected" if outcome.text.strip("\n") else None
        if not self.text:
            return None if outcome.printed and not outcome.text else "a blank line was expected"
        if self.kind == TEXT:
            return None if wildcard_matches(self.text, self._shown(outcome)) else "the text differs"
        return self._value_mismatch(outcome)

    def _shown(self, outcome: Outcome) -> str:
        """The output to compare: blank lines at its end count only if the expected text has some."""
        return outcome.text if self.text.endswith("\n") else outcome.text.rstrip("\n")

    def _traceback_mismatch(self, outcome: Outcome) -> Optional[str]:
        assert self.raised is not None  # as the kind is TRACEBACK
        wanted, message = self.raised
        if outcome.exception is None:
            return "no exception was raised"
        if outcome.printed:
            return "text was printed before the exception"
        kind = type(outcome.exception)
        if wanted.split(".")[-1] not in [base.__name__ for base in kind.__mro__ if base is not object]:
            return "raised %s, which is not and does not derive from %s" % (kind.__name__, wanted)
        if message is not None and not wildcard_matches(message, message_of(outcome.exception)):
            return "the exception's message differs"
        return None

    def _value_mismatch(self, outcome: Outcome) -> Optional[str]:
        if outcome.value is not None and not outcome.printed:
            return difference(self.value, outcome.value)
        actual = self._shown(outcome)
        if not actual:
            return "nothing was shown"
        if actual == self.text:
            return None
        try:
            return difference(self.value, parse_literal(actual))
        except NotLiteral:
            return "the text differs"


def last_line(exception: BaseException) -> str:
    """The last line of the exception's traceback, without the module of its type."""
    message = message_of(exception)
    return "%s: %s" % (type(exception).__name__, message) if message else type(exception).__name__


def wildcard_matches(pattern: str, text: str) -> bool:
    """Whether a text matches a pattern, in which ``...`` matches any text, including line breaks."""
    first, *middle = pattern.split("...")
    if not middle:
        return first == text
    last = middle.pop()
    if len(text) < len(first) + len(last) or not text.startswith(first) or not text.endswith(last):
        return False
    start, end = len(first), len(text) - len(last)
    for segment in middle:
        place = text.find(segment, start, end)
        if place < 0:
            return False
        start = place + len(segment)
    return True


def _raised(lines: List[str]) -> Optional[Tuple[str, Optional[str]]]:
    """The type and the message (or None) on a traceback's first line that is not indented; None if there is none."""
    index = next((index for index, line in enumerate(lines) if index and not _is_detail(line)), None)
    if index is None:
        return None
    name, colon, message = lines[index].partition(":")
    more = lines[index + 1 :]
    if not all(part.isidentifier() for part in name.split(".")) or (message and not message.startswith(" ")):
        return None
    if not colon:
        return None if more else (name, None)
    return name, "\n".join([message[1:]] + more)


def _is_detail(line: str) -> bool:
    return not line or line[0] in " \t" or line == "..."
