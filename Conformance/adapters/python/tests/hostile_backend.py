"""A backend that misbehaves: ``hostile_backend.py HOW``. It keeps no records."""

import json
import os
import subprocess
import sys
import time

HOW = sys.argv[1]


def reply(request):
    method = request["method"]
    if HOW == "hang-in-add" and method == "add_record":
        time.sleep(3600)
    if method == "initialize":
        capabilities = ["persistence"] if "persistent" in sys.argv else []
        return {"result": {
            "protocol": 1, "name": "Hostile", "version": "1", "profile": "recording", "capabilities": capabilities}}
    if method == "get_history":
        if HOW == "die-in-history":
            print("last words", file=sys.stderr, flush=True)
            os._exit(3)
        if HOW == "noise":
            return None
        if HOW == "endless-line":
            while True:
                sys.stdout.write("x" * 65536)
        if HOW == "odd-date":
            return {"result": [{"$date": "yesterday"}]}
        if HOW == "leave-a-child":
            child = subprocess.Popen(["sleep", "3600"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            print(child.pid, file=sys.stderr, flush=True)
            os._exit(3)
        if HOW == "flood":
            sys.stderr.write("words\n" * 100000)
        return {"result": [HOW]}
    if method == "get_record":
        if HOW == "odd-record":
            return {"result": 5}
        kinds = {
            "subclass": ["NoData", "KeyError"], "unknown": ["Odd"], "exit": ["SystemExit"], "builtin": ["OSError"],
            "unsuitable": ["UnicodeDecodeError", "UnicodeError", "ValueError"], "typeless": [None],
        }
        mro = kinds.get(request["params"]["msg_id"], ["KeyError", "LookupError"])
        message = "'no record'" if "KeyError" in mro else "went wrong"
        return {"error": {"code": -32000, "message": message, "data": {"type": mro[0], "mro": mro}}}
    if method == "find_records":
        return {"result": {"not": "a list"}}
    return {"result": None}


if HOW == "banner":
    print("Hostile backend, version 1", flush=True)
for line in sys.stdin:
    request = json.loads(line)
    if HOW == "record-opening" and request["method"] in ("open", "reopen"):
        print(line.strip(), file=sys.stderr, flush=True)
    answer = reply(request)
    if answer is None:
        print(flush=True)
        continue
    print(json.dumps(dict(jsonrpc="2.0", id=request["id"], **answer)), flush=True)
    if request["method"] == "shutdown":
        break
