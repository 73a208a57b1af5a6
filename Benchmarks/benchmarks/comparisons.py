"""The comparisons, and the bar of each."""

import json
import subprocess
import sys
from pathlib import Path

from . import pages
from .controller import controller
from .dictdb import dictdb
from .figures import Figure, Setting
from .hub import hub
from .measuring import in_turn, median, run
from .mongodb import mongodb
from .site import site
from .sqlite import sqlite

HERE = Path(__file__).resolve().parent


def cases(setting):
    """Cases a second, compared with CPython's doctest; includes the start of both processes."""
    count = 2000
    folder, page = pages.isolated_cases(setting.folder / "cases", count)
    rounds = in_turn(
        setting.rounds,
        lambda: run([setting.taskdb, "test", "--docs", folder, "--backend", "dictdb"]),
        lambda: run([sys.executable, str(HERE / "doctest_cases.py"), page]),
    )
    ratio = median(peer.seconds / ours.seconds for ours, peer in rounds)
    ours, peer = (count / median(round[side].seconds for round in rounds) for side in (0, 1))
    yield Figure(
        "cases a second, against doctest", f"{ours:,.0f}", f"{peer:,.0f}", f"× {ratio:.2f}", "≥ × 5", ratio >= 5
    )


def extraction(setting):
    """Checking 10 MB of Markdown with all its examples, compared with cmark writing the page's tree as XML."""
    folder, page = pages.large_page(setting.folder / "large")
    rounds = in_turn(
        setting.rounds,
        lambda: run([setting.taskdb, "docs", "check", "--docs", folder]),
        lambda: run(["cmark", "-t", "xml", page]),
    )
    ratio = median(ours.seconds / peer.seconds for ours, peer in rounds)
    ours, peer = (median(round[side].seconds for round in rounds) for side in (0, 1))
    yield Figure(
        "10 MB of Markdown, against cmark -t xml", f"{ours:.2f} s", f"{peer:.2f} s", f"× {ratio:.2f}", "≤ × 2.5",
        ratio <= 2.5,
    )
    ratio = median(ours.peak_bytes / peer.peak_bytes for ours, peer in rounds)
    ours, peer = (median(round[side].peak_bytes for round in rounds) / 1e6 for side in (0, 1))
    yield Figure(
        "the same, peak memory", f"{ours:.0f} MB", f"{peer:.0f} MB", f"× {ratio:.2f}", "≤ × 2.5", ratio <= 2.5
    )


def suite(setting):
    """Judging DictDB and NoDB by the whole suite, compared with cmark rendering its pages; includes both starts."""
    rounds = in_turn(
        setting.rounds,
        lambda: run([setting.taskdb, "test"]),
        lambda: run(["cmark", *pages.project_pages(setting.root)]),
    )
    more = 1000 * median(ours.seconds - peer.seconds for ours, peer in rounds)
    ours, peer = (1000 * median(round[side].seconds for round in rounds) for side in (0, 1))
    yield Figure(
        "the whole suite, against cmark", f"{ours:.0f} ms", f"{peer:.0f} ms", f"+ {more:.0f} ms", "≤ + 100 ms",
        more <= 100,
    )


def requests(setting):
    """A request for a full record over the protocol, compared with the same number of bytes through pipes."""
    count = 20000
    idle, _ = pages.requests(setting.folder / "idle", 0)
    busy, _ = pages.requests(setting.folder / "busy", count)
    echo = str(setting.folder / "echo")
    subprocess.run(["swiftc", "-O", str(HERE.parent / "echo.swift"), "-o", echo], check=True)
    sizes = [str(size) for size in exchange_sizes(setting)]

    def judged(folder):
        return run([setting.taskdb, "test", "--docs", folder, "--", setting.taskdb, "host", "dictdb"])

    rounds = in_turn(
        setting.rounds,
        lambda: judged(busy).seconds - judged(idle).seconds,
        lambda: run([echo, "parent", str(count), *sizes]).seconds - run([echo, "parent", "0", *sizes]).seconds,
    )
    ratio = median(ours / peer for ours, peer in rounds)
    ours, peer = (1e6 * median(round[side] for round in rounds) / count for side in (0, 1))
    yield Figure(
        "a request, against a bare echo", f"{ours:.1f} µs", f"{peer:.1f} µs", f"× {ratio:.2f}", "≤ × 3", ratio <= 3
    )


def exchange_sizes(setting):
    """The sizes in bytes, with line ends, of a real request and its reply."""
    folder, _ = pages.requests(setting.folder / "recorded", 1)
    recorded = setting.folder / "recorded" / "lines"
    recorder = f'tee -a "{recorded}.in" | "{setting.taskdb}" host dictdb | tee -a "{recorded}.out"'
    run([setting.taskdb, "test", "--docs", folder, "--", "sh", "-c", recorder])
    lines = Path(f"{recorded}.in").read_bytes().splitlines(keepends=True)
    replies = Path(f"{recorded}.out").read_bytes().splitlines(keepends=True)
    asked = [index for index, line in enumerate(lines) if json.loads(line)["method"] == "get_record"]
    return len(lines[asked[0]]), len(replies[asked[0]])


ALL = {
    "cases": cases,
    "extraction": extraction,
    "suite": suite,
    "requests": requests,
    "dictdb": dictdb,
    "sqlite": sqlite,
    "mongodb": mongodb,
    "hub": hub,
    "controller": controller,
    "site": site,
}
