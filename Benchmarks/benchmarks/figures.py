"""The input and the output of a comparison."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One row of the table."""

    name: str
    ours: str
    peer: str
    comparison: str
    wanted: str
    is_met: bool


@dataclass(frozen=True)
class Setting:
    """The input of a comparison."""

    root: Path
    taskdb: str
    folder: Path
    rounds: int
