"""What became of each task: from the journals of the clients, what the engines noted, and the Hub's records."""

import json
from collections import Counter
from pathlib import Path

# Seconds.
GRACE = 30


class Tasks:
    def __init__(self, folder):
        self.sent, self.done, self.failed, self.lost, self.wrong = {}, set(), {}, set(), set()
        for journal in Path(folder).glob("journal-*.jsonl"):
            for line in journal.read_text().splitlines():
                self._read(json.loads(line))
        self.executed = Counter(
            token for file in Path(folder).glob("executed-*") for token in file.read_text().split())

    def _read(self, note):
        if "sent" in note:
            self.sent[note["sent"]] = note
        elif "done" in note:
            (self.done if note["right"] else self.wrong).add(note["done"])
        elif "failed" in note:
            self.failed[note["failed"]] = note["error"]
        else:
            self.lost.add(note["lost"])

    def findings(self, records, faults):
        """Sentences about what must not be.

        `records` are the Hub's, by msg_id, or None where the database keeps none or forgets; `faults` are the times, from
        and to, in which the database could not write."""
        left = {token for token, note in self.sent.items() if note["left"]}
        waited = self.sent.keys() - left
        unanswered = waited - self.done - self.failed.keys()
        yield from sentence("tasks without an answer within two minutes", self.lost)
        yield from sentence("tasks that their client never heard of", unanswered - self.lost)
        yield from sentence("tasks with another task's result", self.wrong)
        yield from sentence("tasks that were executed twice", [t for t, count in self.executed.items() if count > 1])
        yield from sentence("tasks with a result that no engine has executed", self.done - self.executed.keys())
        strange = {error for error in self.failed.values()} - {"EngineError"}
        yield from sentence("errors other than that of an engine that died", strange)
        if records is None:
            return
        missing, unfinished = [], []
        for token, note in self.sent.items():
            # What was sent before the fault can end during it.
            if any(start - GRACE <= note["time"] <= end for start, end in faults):
                continue
            record = records.get(note["msg_id"])
            if record is None:
                missing.append(token)
            elif record["completed"] is None:
                unfinished.append(token)
        yield from sentence("tasks without a record", missing)
        yield from sentence("tasks whose record never ended", unfinished)

    def summary(self):
        left = sum(note["left"] for note in self.sent.values())
        return "%d tasks sent: %d with their result, %d of engines that died, %d of clients that left" % (
            len(self.sent), len(self.done), len(self.failed), left)


def sentence(what, found):
    found = sorted(found)
    if found:
        yield "%d %s: %s" % (len(found), what, ", ".join(map(str, found[:5])))
