"""A cluster of ipyparallel that runs the commands of hub.py: ``hub_peer.py TESTS`` and the lines of a configuration."""

import sys
import time

sys.path.insert(0, sys.argv[1])
from cluster import Cluster, wait_until  # noqa: E402
from peer import serve  # noqa: E402


class HubPeer:
    def __init__(self, cluster):
        self.client = cluster.client()
        self.view = self.client.load_balanced_view()
        self.count = 0

    def answer(self, words):
        """`run COUNT`: the seconds until the Hub has recorded the results of so many tasks, and their number."""
        count = int(words[1])
        self.count += count
        start = time.perf_counter()
        tasks = self.view.map_async(abs, range(count), chunksize=1, ordered=False)
        wait_until(lambda: self.completed() == self.count, "the results")
        seconds = time.perf_counter() - start
        tasks.wait()
        recorded = self.client.db_query({"completed": {"$ne": None}}, keys=["msg_id"])
        if len(recorded) != self.count:
            sys.exit("%d of %d tasks are recorded" % (len(recorded), self.count))
        return seconds, count

    def completed(self):
        engines = self.client.queue_status(self.client.ids)
        return sum(status["completed"] for engine, status in engines.items() if engine != "unassigned")


with Cluster("\n".join(sys.argv[2:]) + "\n", engines=2) as cluster:
    serve(HubPeer(cluster))
