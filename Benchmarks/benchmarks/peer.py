"""Shared by the programs that run the commands of databasebench with other databases."""

import base64
import json
import sys
from datetime import datetime


def decoded(pairs):
    """Decodes an object of Extended JSON, with the types that the records use."""
    value = dict(pairs)
    if "$date" in value:
        return datetime.fromisoformat(value["$date"].replace("Z", "+00:00"))
    if "$binary" in value:
        return base64.b64decode(value["$binary"]["base64"])
    return value


def read_records(path):
    """Reads the records of a file, one a line."""
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line, object_pairs_hook=decoded) for line in lines]


def serve(peer):
    """Runs each command of standard input. Prints the seconds it took and its result."""
    for line in sys.stdin:
        print(*peer.answer(line.split()), flush=True)
