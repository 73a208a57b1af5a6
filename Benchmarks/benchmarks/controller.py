"""Our ipcontroller beside ipyparallel's."""

from .figures import Figure
from .measuring import Failed, built, median
from .sqlite import HERE, Driver, pairs

TASKS = 2000
ENGINES = 16
CROWD = 500
MANY = 1_000_000
# What has to be in memory anyway is there after so many tasks: the latest 1,024 records with their results.
FEW = 20_000


def controller(setting):
    """Start, memory, processor time a task, throughput, growth, and many engines at once."""
    python = setting.root / ".venv-peer/bin/python"
    program = built(setting.root, "ipcontroller")
    bench = built(setting.root, "clusterbench")
    ours = Driver(python, HERE / "controller_peer.py", setting.folder / "ours", program)
    peer = Driver(python, HERE / "controller_peer.py", setting.folder / "peer", python, "-m", "ipyparallel.controller")
    yield from started(setting, ours, peer)
    for database in "--nodb", "--dictdb":
        yield from worked(setting, database, ours, peer)
    peer("end")
    yield from throughput(setting, bench, ours)
    yield from crowd(setting, bench, ours)
    ours.end()
    peer.end()


def started(setting, ours, peer):
    for driver in ours, peer:
        driver("start")
    sizes, times = [], []
    for _ in range(setting.rounds):
        times.append([driver("start")[0] for driver in (ours, peer)])
        sizes.append([driver("memory")[1] for driver in (ours, peer)])
    own, other = sides(times)
    ratio = median(other / own for own, other in times)
    yield Figure("controller: until the connection files are there", "%.0f ms" % (1000 * own), "%.0f ms" % (1000 * other),
                 "× %.2f" % ratio, "≥ × 5", ratio >= 5)
    own, other = sides(sizes)
    ratio = median(own / other for own, other in sizes)
    yield Figure("controller: memory at its start", "%.1f MB" % (own / 1e6), "%.1f MB" % (other / 1e6),
                 "× %.3f" % ratio, "≤ × 0.2", ratio <= 0.2)


def worked(setting, database, ours, peer):
    for driver in ours, peer:
        driver("start", database)
        driver("engines", 2)
        driver("tasks", TASKS // 10)
    rounds = pairs(
        setting.rounds, lambda: ours("tasks", TASKS), lambda: peer("tasks", TASKS), counts=(TASKS, TASKS))
    own, other = sides(rounds)
    ratio = median(own / other for own, other in rounds)
    yield Figure("controller: processor time a task, " + database, "%.0f µs" % (1e6 * own), "%.0f µs" % (1e6 * other),
                 "× %.3f" % ratio, "≤ × 0.1", ratio <= 0.1)


def throughput(setting, bench, ours):
    for database in "--nodb", "--dictdb":
        ours("start", database)
        engines = Driver(bench, setting.folder / "ours" / "security")
        engines("engines", ENGINES)
        engines("tasks", FEW, 1000)
        before = ours("memory")[1]
        seconds, results = engines("tasks", MANY, 1000)
        growth = ours("memory")[1] - before
        engines.end()
        if results != MANY:
            raise Failed("%d results of %d tasks" % (results, MANY))
        rate = MANY / seconds
        yield Figure("controller: tasks a second, engines of no cost, " + database, format(rate, ",.0f"), "", "",
                     "≥ 20,000", rate >= 20_000)
        yield Figure("controller: growth over 1,000,000 tasks, " + database, "%.2f MB" % (growth / 1e6), "", "",
                     "≤ 2 MB", growth <= 2e6)


def crowd(setting, bench, ours):
    times = []
    for _ in range(setting.rounds):
        ours("start", "--nodb")
        engines = Driver(bench, setting.folder / "ours" / "security")
        seconds, count = engines("engines", CROWD)
        engines.end()
        if count != CROWD:
            raise Failed("%d of %d engines are registered" % (count, CROWD))
        times.append(seconds)
    yield Figure("controller: %d engines at once are registered" % CROWD, "%.2f s" % median(times), "", "", "≤ 5 s",
                 median(times) <= 5)


def sides(rounds):
    return [median(pair[side] for pair in rounds) for side in (0, 1)]
