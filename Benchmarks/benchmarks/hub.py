"""Compares ipyparallel's Hub with taskdb's SQLiteDB and with its own, under the same load."""

from .sqlite import Driver, HERE, pairs, rate

COUNT = 1000


def hub(setting):
    """Tasks a second, until the Hub has recorded all results."""
    tests = setting.root / "Conformance/adapters/python/tests"

    def cluster(*lines):
        return Driver(setting.root / ".venv-peer/bin/python", HERE / "hub_peer.py", tests, *lines)

    ours = cluster(
        "c.IPController.db_class = 'ipyparallel_taskdb.SQLiteDB'", f"c.SQLiteDB.program = {setting.taskdb!r}")
    peer = cluster("c.IPController.db_class = 'SQLiteDB'")
    for warm_up in ours, peer:
        warm_up("run", COUNT // 10)
    rounds = pairs(setting.rounds, lambda: ours("run", COUNT), lambda: peer("run", COUNT), (COUNT, COUNT))
    yield rate("tasks a second that a Hub records in SQLite", 1, rounds, 1)
    ours.end()
    peer.end()
