"""DictDB beside ipyparallel's, on the same records in one run."""

import itertools
import json

from .figures import Figure
from .measuring import Failed, built, median
from .sqlite import HERE, Driver, pending, reply

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
REPLIES = 10_000
# How many times as fast as the peer.
WANTED = {"add": 2, "get": 10, "update": 3, "drop": 2}
FINDS = {
    "pending": ("those pending, two keys", 50), "newest": ("the newest 1 %", 200),
    "engines": ("two engines of 16, one key", 50), "msg_ids": ("100 msg_ids", 500), "ne": ("$ne a client of 4", 50),
}
MOST_BYTES = 2000
TASKS = 64


def dictdb(setting):
    """All counts, then how the rates of the largest compare with those of 10,000."""
    records, replies = setting.folder / "pending", setting.folder / "replies"
    write(records, (pending(number) for number in range(max(COUNTS))))
    write(replies, (reply(number) for number in range(REPLIES)))
    program = built(setting.root, "databasebench")
    rates = {}
    for count in COUNTS:
        rates[count] = {}
        ours = Driver(program, "dictdb")
        peer = Driver(setting.root / ".venv-peer/bin/python", HERE / "dictdb_peer.py")
        rounds = 1 if count > 10_000 else setting.rounds
        yield from compared(count, rounds, records, replies, ours, peer, rates[count])
        ours.end()
        peer.end()
    for name, largest in rates[max(COUNTS)].items():
        part = largest / rates[10_000][name]
        yield Figure(
            "%s a second, 1,000,000 against 10,000" % name, format(largest, ",.0f"),
            format(rates[10_000][name], ",.0f"), "× %.2f" % part, "≥ × 0.5", part >= 0.5)


def compared(count, rounds, records, replies, ours, peer, rates):
    label = format(count, ",") + ": "
    for driver in (ours, peer):
        with open(replies, encoding="utf-8") as lines:
            driver("replies", REPLIES, lines=lines)
    measured = {name: [] for name in (*WANTED, *FINDS, "history")}
    for number in range(rounds):
        loads = [load(driver, records, count) for driver in (ours, peer)]
        measured["add"].append([seconds / count for seconds, _ in loads])
        if number == 0:
            # Later ones take memory that the first one left.
            sizes = [size for _, size in loads]
        measured["get"].append(
            [driver("get", gets)[0] / gets for driver, gets in ((ours, max(count, 10_000)), (peer, 1000))])
        # One half of the tasks ends: the other is found as pending.
        measured["update"].append([driver("update", count // 2)[0] / (count // 2) for driver in (ours, peer)])
        for name in FINDS:
            measured[name].append(answers(("find", name), ours, peer))
        measured["history"].append(answers(("history",), ours, peer))
        if number == 0:
            together = [[ours("tasks", tasks, 20_000)[0] / 40_000 for tasks in (TASKS, 1)] for _ in range(9)]
        measured["drop"].append([driver("drop", count)[0] / count for driver in (ours, peer)])
    for name, wanted in WANTED.items():
        yield rate(label + name + "s a second", measured[name], wanted)
        rates[name] = 1 / median(own for own, _ in measured[name])
    yield rate(label + "histories a second", measured["history"], 10)
    for name, (title, wanted) in FINDS.items():
        yield rate(label + "finds of %s a second" % title, measured[name], wanted)
    yield rate(label + "gets and updates of %d tasks against one" % TASKS, together, 1)
    # What a process takes once and for all is much for a thousand records.
    is_judged = count > 1_000
    yield Figure(
        label + "bytes a record", format(sizes[0], ","), format(sizes[1], ","), "× %.2f" % (sizes[0] / sizes[1]),
        "≤ %d" % MOST_BYTES if is_judged else "", sizes[0] <= MOST_BYTES or not is_judged)


def load(driver, records, count):
    with open(records, encoding="utf-8") as lines:
        return driver("load", count, lines=itertools.islice(lines, count))


def answers(words, ours, peer):
    """Seconds for one, ours and the peer's."""
    (seconds, result), (others, same) = asked(ours, words), asked(peer, words)
    if result != same:
        raise Failed("%d is not %d: the answers differ" % (result, same))
    return [seconds, others]


def asked(driver, words):
    """What is answered fast is asked again, as often as takes a fifth of a second."""
    seconds, result = driver(*words, 1)
    times = int(0.2 / seconds)
    return (driver(*words, times)[0] / times if times > 1 else seconds), result


def rate(name, measured, wanted):
    ratio = median(other / own for own, other in measured)
    own, other = (1 / median(pair[side] for pair in measured) for side in (0, 1))
    return Figure(name, figures(own), figures(other), "× %.2f" % ratio, "≥ × %d" % wanted, ratio >= wanted)


def figures(number):
    return format(number, ",.0f" if number >= 100 else ".3g")


def write(path, records):
    with open(path, "w", encoding="utf-8") as lines:
        for record in records:
            lines.write(json.dumps(record) + "\n")
