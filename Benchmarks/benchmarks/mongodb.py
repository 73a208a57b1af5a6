"""Compares MongoDB with pymongo: same server, records and write concern."""

import subprocess

from .measuring import Failed, built
from .sqlite import Driver, HERE, pairs, rate, write_records

COUNT = 2000


def mongodb(setting):
    """Adds and gets, on a server started for it."""
    records = setting.folder / "records-mongodb"
    write_records(records, COUNT)
    program = built(setting.root, "databasebench")
    server = subprocess.Popen(
        [setting.root / "Scripts/with-mongodb", "sh", "-c", 'echo "$TASKDB_MONGODB"; exec cat'],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        uri = server.stdout.readline().strip()
        if not uri:
            raise Failed("no MongoDB server: Scripts/setup --tests installs one")
        ours = Driver(program, records, uri)
        peer = Driver(setting.root / ".venv-peer/bin/python", HERE / "mongodb_peer.py", records, uri)
        alone = pairs(setting.rounds, lambda: ours("add", COUNT, 1), lambda: peer("add", COUNT), (COUNT, COUNT))
        yield rate("MongoDB: adds a second, against pymongo", 1, alone, 1)
        gets = pairs(setting.rounds, lambda: ours("get", COUNT), lambda: peer("get", COUNT))
        yield rate("MongoDB: gets a second, against pymongo", COUNT, gets, 1)
        ours.end()
        peer.end()
    finally:
        server.stdin.close()
        server.wait()
