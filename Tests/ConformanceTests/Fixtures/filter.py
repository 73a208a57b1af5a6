"""A program that speaks the protocol as another does, but for one fault.

    python3 filter.py CODE PROGRAM ARGUMENTS…

CODE is Python code that is run for each request: `request` and `reply` are the two messages as objects, and may be
changed; `line` is the reply's line, written as it is if it is set. `ends` is code for the end, after `shutdown`.
"""

import json
import subprocess
import sys

code = compile(sys.argv[1], "fault", "exec")
program = subprocess.Popen(sys.argv[2:], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
names = {"status": 0}
for asked in sys.stdin.buffer:
    program.stdin.write(asked)
    program.stdin.flush()
    names.update(request=json.loads(asked), reply=json.loads(program.stdout.readline()), line=None)
    exec(code, names)
    line = names["line"] or json.dumps(names["reply"])
    sys.stdout.buffer.write(line.encode() + b"\n")
    sys.stdout.buffer.flush()
    if names["request"].get("method") == "shutdown":
        break
sys.exit(names["status"])
