"""The site: time to render it and to render a change, size of the first page, time of a search."""

import gzip
import itertools
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import pages
from .figures import Figure
from .measuring import Failed, in_turn, median, run

QUERIES = ("kept", "get-unknown-1700", "record", "r", "what is record 55 good for", "must be handed out", "keyerror stdout")


def site(setting):
    """All figures of the site."""
    docs = setting.folder / "many"
    paths = pages.many_pages(docs)
    # In memory if possible: the time a disk takes for new files depends on earlier writes.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else setting.folder) as sites:
        output = Path(sites, "site")
        yield whole(setting, docs, output, paths)
        yield one_page(setting, docs, paths)
        yield first_page(setting)
        yield search(setting, output)


def whole(setting, docs, output, paths):
    """Rendering 1,000 pages of 10 KB, compared with one cmark that renders them all."""
    # Into a new folder each time: unchanged files are not written again.
    numbers = itertools.count()

    def rendered():
        folder = output if (number := next(numbers)) == 0 else output.with_name(f"{output.name}-{number}")
        return run([setting.taskdb, "docs", "render", "--docs", str(docs), "--output", str(folder)])

    rounds = in_turn(setting.rounds, rendered, lambda: run(["cmark", *paths]))
    ratio = median(ours.seconds / peer.seconds for ours, peer in rounds)
    ours, peer = (median(round[side].seconds for round in rounds) for side in (0, 1))
    return Figure(
        "a site of 1,000 pages, against cmark", f"{ours:.2f} s", f"{peer:.2f} s", f"× {ratio:.2f}", "≤ × 3", ratio <= 3)


def one_page(setting, docs, paths):
    """The served site after a change of one page, compared with its start."""
    start = time.perf_counter()
    server = subprocess.Popen([setting.taskdb, "docs", "serve", "--port", "0", "--docs", str(docs)],
                              stdout=subprocess.PIPE, text=True)
    try:
        server.stdout.readline()
        all_pages = time.perf_counter() - start
        changes = []
        for number in range(setting.rounds + 1):
            with open(paths[number], "a", encoding="utf-8") as page:
                page.write(f"\nOne more line, {number}.\n")
            change = re.search(r"after (\d+) ms", server.stdout.readline())
            if not change:
                raise Failed("the server does not report a change")
            changes.append(int(change.group(1)) / 1000)
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
    change = median(changes[1:])
    ratio = change / all_pages
    return Figure(
        "one page of them changed, against all", f"{1000 * change:.0f} ms", f"{1000 * all_pages:.0f} ms",
        f"× {ratio:.3f}", "≤ × 0.1", ratio <= 0.1)


def first_page(setting):
    """The size of all that a browser loads for the project's first page, compressed."""
    output = setting.folder / "own"
    reports = [word for report in sorted(Path(setting.root, "Conformance/reports").glob("*.json"))
               for word in ("--report", str(report))]
    run([setting.taskdb, "docs", "render", "--docs", str(setting.root / "Docs"), "--output", str(output), *reports])
    page = (output / "index.html").read_text(encoding="utf-8")
    files = {"index.html", *re.findall(r'(?:src|href)="((?:assets|diagrams)/[^"]*)"', page)}
    size = sum(len(gzip.compress((output / file).read_bytes())) for file in files) / 1000
    return Figure("the first page, compressed", f"{size:.1f} KB", "", "", "≤ 60 KB", size <= 60)


def search(setting, output):
    """The slowest of some searches on 1,000 pages, in Chromium."""
    sys.path.insert(0, str(setting.root / "Tests/Browser"))
    from chromium import Chromium

    browser = Chromium()
    try:
        with browser.tab() as tab:
            tab.open((output / "page0000.html").resolve().as_uri())
            tab.run("loadIndex().then(() => 0)")
            slowest = max(median(tab.run(MEASURE % query) for _ in range(15)) for query in QUERIES)
    finally:
        browser.close()
    return Figure("the slowest search on 1,000 pages", f"{slowest:.1f} ms", "", "", "≤ 16 ms", slowest <= 16)


MEASURE = "loadIndex().then((index) => { const start = performance.now(); index.find(%r); return performance.now() - start; })"
