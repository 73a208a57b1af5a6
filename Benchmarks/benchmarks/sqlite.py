"""Compares SQLiteDB with ipyparallel's and with SQLite's C API, on the same records."""

import base64
import hashlib
import json
import subprocess
from datetime import datetime, timedelta, timezone
from pathlib import Path

from .figures import Figure
from .measuring import Failed, built, median

HERE = Path(__file__).resolve().parent
START = datetime(2012, 1, 18, tzinfo=timezone.utc)
FINDS = {
    "completed": "those completed", "newest": "the newest 1 %", "engines": "two engines of 16",
    "msg_ids": "100 msg_ids", "ne": "$ne a client of 4",
}
IN_FLIGHT = 256


def write_records(path, count):
    """Realistic records in Extended JSON, the same every time: all keys, half of them completed."""
    with open(path, "w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write(json.dumps(record(number)) + "\n")


def record(number):
    """A record as the Hub makes it; every second one is completed."""
    return pending(number) | (reply(number) if number % 2 == 0 else {})


def pending(number):
    """A record whose task has been submitted."""
    client, engine = identity("client", number % 4), identity("engine", number % 16)
    name = "%s_%d_%d" % (client, 4000 + number % 4, number)
    submitted = START + timedelta(seconds=number / 7)
    return {
        "msg_id": name, "header": header(name, "apply_request", client, submitted),
        "metadata": {"after": [], "follow": [], "timeout": 0.0, "targets": [], "retries": 0, "label": None},
        "content": {}, "buffers": [binary(number)], "submitted": date(submitted), "client_uuid": client,
        "engine_uuid": engine, "started": None, "completed": None, "resubmitted": None, "received": None,
        "result_header": None, "result_metadata": None, "result_content": None, "result_buffers": [],
        "queue": "task", "execute_input": None, "execute_result": None, "error": None, "stdout": "", "stderr": "",
        "label": None,
    }


def reply(number):
    """What the Hub sets when the task ends."""
    engine = identity("engine", number % 16)
    submitted = START + timedelta(seconds=number / 7)
    started, completed = submitted + timedelta(milliseconds=13), submitted + timedelta(milliseconds=217)
    name = "%s_%d_%d" % (engine, 5000 + number % 16, number)
    return {
        "engine_uuid": engine, "started": date(started), "completed": date(completed),
        "received": date(completed + timedelta(microseconds=777)),
        "result_header": header(name, "apply_reply", engine, completed),
        "result_metadata": {
            "started": date(started)["$date"], "dependencies_met": True, "engine": engine,
            "is_broadcast": False, "is_coalescing": False, "original_msg_id": "", "status": "ok"},
        "result_content": {"status": "ok"}, "result_buffers": [binary(number + 1)]}


def header(name, kind, session, when):
    return {"msg_id": name, "msg_type": kind, "username": "ada", "session": session, "date": date(when),
            "version": "5.3"}


def identity(kind, number):
    digits = hashlib.sha256(("%s %d" % (kind, number)).encode()).hexdigest()
    return digits[:8] + "-" + digits[8:32]


def date(when):
    return {"$date": when.isoformat(timespec="microseconds").replace("+00:00", "Z")}


def binary(number):
    content = hashlib.sha512(str(number).encode()).digest() * 2
    return {"$binary": {"base64": base64.b64encode(content[:100]).decode(), "subType": "00"}}


class Driver:
    """A program that runs commands and reports the time of each."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            [str(word) for word in command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __call__(self, *words, lines=()):
        """The lines are what the program reads after the command."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.writelines(lines)
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise Failed("the program ended: " + " ".join(map(str, self.process.args)))
        seconds, result = line.split()
        return float(seconds), int(result)

    def end(self):
        self.process.stdin.close()
        self.process.wait()


def sqlite(setting):
    program = built(setting.root, "databasebench")
    adds = setting.folder / "sqlite_adds"
    subprocess.run(["cc", "-O2", HERE.parent / "sqlite_adds.c", "-lsqlite3", "-o", adds], check=True)
    for count in (10_000, 100_000):
        yield from compared(setting, count, program, adds)


def compared(setting, count, program, adds):
    records = setting.folder / ("records-%d" % count)
    write_records(records, count)
    ours = Driver(program, records, setting.folder)
    peer = Driver(setting.root / ".venv-peer/bin/python", HERE / "sqlite_peer.py", records, setting.folder)
    rounds = max(1, setting.rounds // 2) if count > 10_000 else setting.rounds
    label = "%d,000: " % (count // 1000)
    yield from added(label, count, rounds, ours, peer)
    yield from held_against_c(label, count, rounds, ours, adds, setting)
    # The gets and finds below use all records.
    ours("add", count, IN_FLIGHT)
    peer("add", count, 0)
    yield rate(label + "gets a second", 2000, pairs(rounds, lambda: ours("get", 2000), lambda: peer("get", 2000)), 5)
    for name, title in FINDS.items():
        yield duration(label + "find " + title, pairs(rounds, lambda: ours("find", name), lambda: peer("find", name)))
    yield sizes(label, ours("size")[1], peer("size")[1])
    ours.end()
    peer.end()


def added(label, count, rounds, ours, peer):
    few = min(count, 1000)
    # A commit takes the peer milliseconds, so some of the records are enough.
    durable = pairs(rounds, lambda: ours("add", count, IN_FLIGHT), lambda: peer("add", few, 1), counts=(count, few))
    yield rate(label + "durable adds a second, %d at a time" % IN_FLIGHT, 1, durable, 10)
    alone = pairs(rounds, lambda: ours("add", few, 1), lambda: peer("add", few, 1), counts=(few, few))
    yield rate(label + "durable adds a second, one at a time", 1, alone, None)
    lazy = pairs(
        rounds, lambda: ours("add", count, IN_FLIGHT), lambda: peer("add", count, 0), counts=(count, count))
    yield rate(label + "the same, the peer without commits", 1, lazy, 1)


def held_against_c(label, count, rounds, ours, adds, setting):
    """The C API adds the rows of a file that SQLiteDB wrote, so that the rows are the same."""
    ours("add", count, IN_FLIGHT)
    source = setting.folder / "source.db"
    ours("size")
    newest = max(setting.folder.glob("*-*-*-*-*.db"), key=lambda path: path.stat().st_mtime_ns)
    source.write_bytes(newest.read_bytes())

    def bare(rows, rows_a_commit):
        target = setting.folder / "bare.db"
        done = subprocess.run(
            [adds, source, target, str(rows), str(rows_a_commit)], check=True, capture_output=True, text=True)
        for path in setting.folder.glob("bare.db*"):
            path.unlink()
        return float(done.stdout), rows

    few = 1000
    alone = pairs(rounds, lambda: ours("add", few, 1), lambda: bare(few, 1), counts=(few, few))
    yield rate(label + "against C, a commit each", 1, alone, 0.5)
    together = pairs(
        rounds, lambda: ours("add", count, IN_FLIGHT), lambda: bare(count, IN_FLIGHT), counts=(count, count))
    yield rate(label + "against C, %d a commit" % IN_FLIGHT, 1, together, 0.5)


def pairs(rounds, ours, peer, counts=(1, 1)):
    """Seconds for one of what is counted, ours and the peer's, round by round."""
    measured = []
    for _ in range(rounds):
        (seconds, result), (others, same) = ours(), peer()
        if counts == (1, 1) and result != same:
            raise Failed("%d is not %d: the answers differ" % (result, same))
        measured.append((seconds / counts[0], others / counts[1]))
    return measured


def rate(name, count, measured, wanted):
    ratio = median(other / own for own, other in measured)
    own, other = (count / median(pair[side] for pair in measured) for side in (0, 1))
    return Figure(
        name, "%s" % format(own, ",.0f"), "%s" % format(other, ",.0f"), "× %.2f" % ratio,
        "" if wanted is None else "≥ × %g" % wanted, wanted is None or ratio >= wanted)


def duration(name, measured):
    ratio = median(other / own for own, other in measured)
    own, other = (1000 * median(pair[side] for pair in measured) for side in (0, 1))
    return Figure(name, "%.1f ms" % own, "%.1f ms" % other, "× %.1f" % ratio, "≥ × 5", ratio >= 5)


def sizes(label, own, other):
    return Figure(
        label + "file", "%.1f MB" % (own / 1e6), "%.1f MB" % (other / 1e6), "× %.2f" % (own / other), "≤ × 1",
        own <= other)
