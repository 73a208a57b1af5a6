"""What each operation costs as records, pages and messages grow, for the page about performance."""

import itertools
import statistics

from . import pages
from .dictdb import REPLIES, load, write
from .measuring import built, run
from .sqlite import HERE, IN_FLIGHT, Driver, pending, reply, write_records

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
DICTDB_FINDS = ("pending", "newest", "engines", "msg_ids", "ne")
SQLITE_FINDS = ("newest", "client", "engines", "msg_ids", "completed")
# A peer is not asked again with ten times as many records where one answer took so many seconds.
LONGEST = 5
FEW = 200


class Costs:
    """Seconds of one operation, by its name and the number of records: ours, the peer's."""

    def __init__(self):
        self.all = {}

    def note(self, operation, count, side, seconds):
        pair = self.all.setdefault(operation, {}).setdefault(str(count), [None, None])
        pair[side] = seconds

    def is_slow(self, operation, side):
        """Whether the peer's last answer took so long that the next is not worth waiting for."""
        seconds = [pair[side] for pair in self.all.get(operation, {}).values() if pair[side] is not None]
        return side == 1 and (bool(seconds) and seconds[-1] > LONGEST)


def databases(setting, counts=COUNTS, progress=print):
    """Returns the costs of DictDB and of SQLiteDB."""
    program = built(setting.root, "databasebench")
    return {
        "DictDB": dictdb(setting, program, counts, progress),
        "SQLiteDB": sqlitedb(setting, program, counts, progress),
    }


def dictdb(setting, program, counts, progress):
    costs = Costs()
    records, replies = setting.folder / "pending", setting.folder / "replies"
    write(records, (pending(number) for number in range(max(counts))))
    write(replies, (reply(number) for number in range(REPLIES)))
    drivers = (Driver(program, "dictdb"),
               Driver(setting.root / ".venv-peer/bin/python", HERE / "dictdb_peer.py"))
    for driver in drivers:
        with open(replies, encoding="utf-8") as lines:
            driver("replies", REPLIES, lines=lines)
    for count, (side, driver) in itertools.product(counts, enumerate(drivers)):
        progress("DictDB: %s records, %s" % (format(count, ","), ("taskdb", "ipyparallel")[side]))
        seconds, size = load(driver, records, count)
        costs.note("add_record", count, side, seconds / count)
        costs.note("bytes", count, side, size)
        gets = 10_000 if side == 0 else 1_000
        costs.note("get_record", count, side, driver("get", gets)[0] / gets)
        costs.note("update_record", count, side, driver("update", count // 2)[0] / (count // 2))
        for name in DICTDB_FINDS:
            costs.note("find " + name, count, side, often(driver, "find", name))
        costs.note("get_history", count, side, often(driver, "history"))
        costs.note("drop_record", count, side, driver("drop", count)[0] / count)
    for driver in drivers:
        driver.end()
    return costs.all


def sqlitedb(setting, program, counts, progress):
    costs = Costs()
    for count in counts:
        records = setting.folder / ("records-%d" % count)
        write_records(records, count)
        drivers = (Driver(program, records, setting.folder),
                   Driver(setting.root / ".venv-peer/bin/python", HERE / "sqlite_peer.py", records, setting.folder))
        for side, driver in enumerate(drivers):
            if costs.is_slow("find completed", side) and count > 100_000:
                continue
            progress("SQLiteDB: %s records, %s" % (format(count, ","), ("taskdb", "ipyparallel")[side]))
            few = min(FEW, count)
            # What a Hub waits for: a record that is on the disk.
            costs.note("add_record", count, side, driver("add", few, 1)[0] / few)
            costs.note("add_record, many at once", count, side, driver("add", count, (IN_FLIGHT, 0)[side])[0] / count)
            costs.note("get_record", count, side, driver("get", few)[0] / few)
            costs.note("update_record", count, side, driver("update", few)[0] / few)
            for name in SQLITE_FINDS:
                if not costs.is_slow("find " + name, side):
                    costs.note("find " + name, count, side, driver("find", name)[0])
            costs.note("get_history", count, side, driver("history")[0])
            costs.note("drop_record", count, side, driver("drop", few)[0] / few)
            costs.note("bytes", count, side, driver("size")[1] / count)
        for driver in drivers:
            driver.end()
        records.unlink()
    return costs.all


def often(driver, *words):
    seconds, _ = driver(*words, 1)
    times = int(0.2 / max(seconds, 1e-6))
    return driver(*words, times)[0] / times if times > 1 else seconds


def parsers(setting):
    """Seconds for inputs of growing size: a page is checked, a session is run, requests are answered."""
    sizes = (1, 2, 4, 8)
    kinds = {
        "a page of so many MB is checked": lambda size: checked(setting, size),
        "so many thousand cases are run": lambda size: judged(setting, size),
        "so many thousand requests are answered by a program": lambda size: answered(setting, size),
    }
    return {name: {str(size): statistics.median(measure(size) for _ in range(3)) for size in sizes}
            for name, measure in kinds.items()}


def checked(setting, megabytes):
    folder, _ = pages.large_page(setting.folder / ("large-%d" % megabytes), megabytes * 1_000_000)
    return run([setting.taskdb, "docs", "check", "--docs", folder]).seconds


def judged(setting, thousands):
    folder, _ = pages.isolated_cases(setting.folder / ("cases-%d" % thousands), thousands * 1000)
    return run([setting.taskdb, "test", "--docs", folder, "--backend", "dictdb"]).seconds


def answered(setting, thousands):
    folder, _ = pages.requests(setting.folder / ("requests-%d" % thousands), thousands * 1000)
    return run([setting.taskdb, "test", "--docs", folder, "--", setting.taskdb, "host", "dictdb"]).seconds
