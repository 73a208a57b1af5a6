"""What the programs share that answer for other databases, as databasebench answers for taskdb's."""

import base64
import json
import sys
from datetime import datetime


def decoded(pairs):
    """An object of Extended JSON: the types that the records hold."""
    value = dict(pairs)
    if "$date" in value:
        return datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    if "$binary" in value:
        return base64.b64decode(value["$binary"]["base64"])
    return value


def read_records(path):
    """The records of a file, one a line."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line, object_pairs_hook=decoded) for line in lines]


def serve(peer):
    """Answers each line of standard input with the seconds it took and what came of it."""
    for line in sys.stdin:
        print(*peer.answer(line.split()), flush=True)
