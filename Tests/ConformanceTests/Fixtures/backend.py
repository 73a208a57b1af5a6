"""A backend that answers every request properly, until it is told not to.

    python3 backend.py TROUBLE START END TOKEN

TROUBLE is Python code to run in place of the answer to a request about the msg_id `trouble`, START before the first
request is read, END in place of the answer to `shutdown`. In each, `reply(result)` sends a proper answer, `write(bytes)`
writes to standard output, `start_child()` starts a process that outlives this one, and `request` is the request. TOKEN
is a word to find these processes by.
"""

import json
import os
import signal
import subprocess
import sys
import time

INFO = {"protocol": 1, "name": "Fixture", "version": "1", "profile": "recording", "capabilities": []}
trouble, start, end, token = sys.argv[1:]


def write(data):
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def start_child():
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(1000)", token])


def reply(result):
    write(json.dumps({"jsonrpc": "2.0", "id": request["id"], "result": result}).encode() + b"\n")


exec(start)
for line in sys.stdin.buffer:
    request = json.loads(line)
    if request["method"] == "shutdown":
        exec(end or "reply(None)")
        break
    if request["params"].get("msg_id") == "trouble":
        exec(trouble)
    else:
        reply(INFO if request["method"] == "initialize" else None)
