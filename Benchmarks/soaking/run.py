"""The soak: ``python -m soaking.run IPCONTROLLER OUTPUT MINUTES DATABASE``."""

import json
import os
import random
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import ipyparallel

from benchmarks.plots import Plot, Series
from benchmarks.processes import cpu_seconds

from .faults import MongoServer, SmallDisk, without_descriptors
from .verdict import Tasks

ROOT = Path(__file__).resolve().parent.parent.parent
ENGINES = 4
LOADS = 3
# Seconds between the deaths of engines, and between samples.
LIFE = 20
SAMPLE = 2
# How long each fault lasts, in seconds.
FAULT = 20
# More than half an hour of tasks takes on a fast machine.
DISK = 2 << 30
# Megabytes by which memory may grow from the second tenth of the run to the last.
MOST_GROWTH = 8
# Bytes of the log for each minute.
MOST_LOG = 20_000


class Soak:
    def __init__(self, program, output, minutes, database):
        self.output = Path(output)
        self.seconds = minutes * 60
        self.database = database
        self.folder = Path(tempfile.mkdtemp(prefix="soak-"))
        self.random = random.Random(1)
        self.disk = self.mongodb = None
        self.engines, self.loads, self.samples, self.faults = [], [], [], []
        self.deaths = 0
        self.controller = self.start_controller(program)

    def start_controller(self, program):
        profile = self.folder / "profile"
        options = ["--" + self.database]
        if self.database == "sqlitedb":
            self.disk = SmallDisk(profile, DISK)
        else:
            profile.mkdir()
        if self.database == "mongodb":
            self.mongodb = MongoServer(Path(sys.executable).parent / "secantusd-py", self.folder, free_port())
            options.append("--MongoDB.connection_args=" + self.mongodb.uri)
        self.profile = profile
        self.log = self.folder / "controller.log"
        with open(self.log, "wb") as log:
            return subprocess.Popen(
                [program, "--profile-dir=%s" % profile, "--location=127.0.0.1", "--ping=2000", *options],
                cwd=self.folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def run(self):
        self.wait_for_files()
        for _ in range(ENGINES):
            self.add_engine()
        self.client = ipyparallel.Client(str(self.connection), timeout=120)
        self.client.wait_for_engines(ENGINES, timeout=120)
        for seed in range(LOADS):
            self.loads.append(self.start([sys.executable, "-m", "soaking.load", self.connection, self.folder, str(seed)],
                                         "loads.log", Path(__file__).resolve().parent.parent, subprocess.PIPE))
        self.begin = time.time()
        self.watch()
        for load in self.loads:
            load.stdin.close()
        for load in self.loads:
            load.wait(300)
        self.wait_until_idle()
        self.sample()

    def watch(self):
        planned = self.planned_faults()
        death = LIFE
        while (now := time.time() - self.begin) < self.seconds:
            if self.controller.poll() is not None:
                raise SystemExit("soak: the controller ended with status %d: %s" % (
                    self.controller.returncode, self.log.read_text(errors="replace")[-4000:]))
            if planned and now >= planned[0][0]:
                _, name, fault = planned.pop(0)
                self.endure(name, fault)
            if now >= death:
                self.replace_engine()
                death += LIFE
            self.sample()
            time.sleep(SAMPLE)

    def planned_faults(self):
        """The faults with their times: in the third and the fifth eighth of the run."""
        faults = [("no descriptors", without_descriptors(self.controller.pid))]
        if self.disk:
            faults.append(("disk full", self.disk.full()))
        if self.mongodb:
            faults.append(("server down", self.mongodb.down()))
        return [(self.seconds * (2 * index + 2) / 8, *fault) for index, fault in enumerate(faults)]

    def endure(self, name, fault):
        start = time.time()
        progress("%s for %d s" % (name, FAULT))
        with fault:
            while time.time() - start < FAULT:
                self.sample()
                time.sleep(SAMPLE)
        self.faults.append((name, start, time.time()))

    def replace_engine(self):
        engine = self.engines.pop(self.random.randrange(len(self.engines)))
        engine.kill()
        engine.wait()
        self.deaths += 1
        self.add_engine()

    def add_engine(self):
        self.engines.append(self.start(
            [sys.executable, "-m", "ipyparallel.engine", "--profile-dir=%s" % self.profile], "engines.log", self.folder,
            subprocess.DEVNULL))

    def start(self, command, log_name, folder, stdin):
        environment = dict(os.environ, IPYTHONDIR=str(self.folder / "ipython"))
        with open(self.folder / log_name, "ab") as log:
            return subprocess.Popen(
                list(map(str, command)), cwd=folder, env=environment, stdin=stdin, stdout=log, stderr=log)

    @property
    def connection(self):
        return self.profile / "security" / "ipcontroller-client.json"

    def wait_for_files(self):
        deadline = time.time() + 60
        while not (self.profile / "security" / "ipcontroller-engine.json").exists():
            if time.time() > deadline or self.controller.poll() is not None:
                raise SystemExit("soak: the controller did not start: " + self.log.read_text(errors="replace")[-2000:])
            time.sleep(0.05)

    def wait_until_idle(self):
        """What was left behind must end, too."""
        deadline = time.time() + 120
        while time.time() < deadline:
            status = self.client.queue_status()
            waiting = [entry["queue"] + entry["tasks"] for engine, entry in status.items() if engine != "unassigned"]
            if not any(waiting) and not status["unassigned"]:
                return
            time.sleep(0.5)

    def sample(self):
        with open("/proc/%d/statm" % self.controller.pid, encoding="ascii") as file:
            resident = int(file.read().split()[1]) * resource.getpagesize()
        done = sum(
            file.read_bytes().count(b'{"done"') for file in self.folder.glob("journal-*.jsonl"))
        self.samples.append({
            "time": time.time() - self.begin, "resident": resident, "done": done,
            "cpu": cpu_seconds(self.controller.pid), "log": self.log.stat().st_size})

    def records(self):
        if self.database not in ("sqlitedb", "mongodb"):
            return None
        found = self.client.db_query({"msg_id": {"$ne": None}}, keys=["msg_id", "completed"])
        return {record["msg_id"]: record for record in found}

    def findings(self):
        tasks = Tasks(self.folder)
        progress(tasks.summary())
        unwritten = [(start, end + 5) for name, start, end in self.faults]
        yield from tasks.findings(self.records(), unwritten)
        residents = [sample["resident"] / 1e6 for sample in self.samples]
        tenth = max(1, len(residents) // 10)
        growth = statistics.median(residents[-tenth:]) - statistics.median(residents[tenth:2 * tenth])
        progress("memory: %.1f MB at the start, %.1f MB at most, %+.1f MB from the second tenth to the last" % (
            residents[0], max(residents), growth))
        if growth > MOST_GROWTH:
            yield "memory grew by %.1f MB" % growth
        log = self.samples[-1]["log"]
        progress("log: %.1f KB" % (log / 1e3))
        if log > MOST_LOG * max(self.seconds / 60, 1):
            yield "the log has %.1f KB" % (log / 1e3)
        yield from self.unrecovered()

    def unrecovered(self):
        for name, _, end in self.faults:
            after = [sample for sample in self.samples if sample["time"] > end - self.begin + 10]
            if len(after) > 1 and after[-1]["done"] == after[0]["done"]:
                yield "no task was done after: " + name

    def plot(self):
        times = [sample["time"] / 60 for sample in self.samples]
        rates = [0] + [
            (after["done"] - before["done"]) / max(after["time"] - before["time"], 0.001)
            for before, after in zip(self.samples, self.samples[1:])]
        shades = [(name, (start - self.begin) / 60, (end - self.begin) / 60) for name, start, end in self.faults]
        memory = [sample["resident"] / 1e6 for sample in self.samples]
        for name, label, values in (("memory", "MB resident", memory), ("tasks", "tasks a second", smooth(rates))):
            plot = Plot("minutes", label, [Series("", list(zip(times, values)))], shades=shades)
            (self.output / ("soak-%s-%s.svg" % (self.database, name))).write_text(plot.svg(), encoding="utf-8")

    def end(self):
        for process in [*self.engines, *self.loads, self.controller]:
            process.kill()
            process.wait()
        if self.mongodb:
            self.mongodb.stop()
        if self.disk:
            self.disk.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def smooth(values, width=15):
    return [statistics.mean(values[max(0, index - width):index + 1]) for index in range(len(values))]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def progress(line):
    print(line, flush=True)


def main():
    program, output, minutes, database = sys.argv[1:]
    soak = Soak(program, output, float(minutes), database)
    try:
        soak.run()
        findings = list(soak.findings())
        progress("engines that died: %d; processor time: %.1f s" % (soak.deaths, soak.samples[-1]["cpu"]))
        soak.plot()
        (Path(output) / ("soak-%s.json" % database)).write_text(json.dumps(soak.samples))
        shutil.copy(soak.log, Path(output) / ("soak-%s.log" % database))
    finally:
        soak.end()
    for finding in findings:
        progress("FOUND: " + finding)
    sys.exit(1 if findings else 0)


if __name__ == "__main__":
    main()
