"""What a comparison is made with, and what comes of it."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """One row of the table. `texts` are what is measured, ours, the peer's, and how they compare."""

    name: str
    ours: str
    peer: str
    comparison: str
    wanted: str
    is_met: bool


@dataclass(frozen=True)
class Setting:
    """What the comparisons are made with."""

    root: Path
    taskdb: str
    folder: Path
    rounds: int
