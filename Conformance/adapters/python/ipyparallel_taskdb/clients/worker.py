"""The process in which sessions run. A call that hangs is interrupted, and if need be the process is killed.

Reads one JSON request a line from standard input and answers each with one line on the standard output of its start.
What sessions and libraries print elsewhere goes to standard error. The requests:

    {"connect": FILE, "engines": 2, "seconds": 60, "is_own": true}
    {"run": [{"source": …, "expected": …, "line": …, "part": 0}, …], "seconds": 10}
"""

from __future__ import annotations

import json
import os
import sys
import warnings
from typing import Any, Callable, Dict, List, NoReturn, Optional

from ipyparallel_taskdb.clients.hub import Hub, HubError, NotEmptyError
from ipyparallel_taskdb.judge.expected import last_line
from ipyparallel_taskdb.judge.judge import compare
from ipyparallel_taskdb.protocol.limits import OutOfTime, time_limit
from ipyparallel_taskdb.judge.session import Console

GRACE = 5.0  # seconds for what is done around a session: new clients, an empty database, engines without names


class Worker:
    """Answers the requests of the judge."""

    def __init__(self, write: Callable[[Dict[str, Any]], None]) -> None:
        self._write = write
        self._hub: Optional[Hub] = None

    def answer(self, request: Dict[str, Any]) -> Dict[str, Any]:
        if "connect" in request:
            return self._connect(request)
        return self._run(request["run"], request["seconds"])

    def _connect(self, request: Dict[str, Any]) -> Dict[str, Any]:
        try:
            with time_limit(request["seconds"]):
                self._hub = Hub(request["connect"], request["engines"], request["is_own"])
                self._hub.wait_for_engines()
                return {"database": self._hub.describe()}
        except OutOfTime:
            reached = "the controller answers no client" if self._hub is None else "no %d engines" % request["engines"]
            return {"trouble": "%s within %g s" % (reached, request["seconds"])}
        except Exception as error:
            return {"trouble": "no client could connect: %s" % last_line(error)}

    def _run(self, examples: List[Dict[str, Any]], seconds: float) -> Dict[str, Any]:
        """The answer's ``found`` is the first example that differs, and ``hung`` the one that exceeded the limit. ``left``
        are the msg_ids in a new database; ``trouble`` says why the cluster is unusable for the next case."""
        assert self._hub is not None  # the first request connects
        try:
            with time_limit(seconds + GRACE):
                names = self._hub.new_clients()
        except OutOfTime:
            return {"unusable": "no clients with an empty database within %g s" % (seconds + GRACE)}
        except NotEmptyError as error:
            return {"left": error.left}
        except HubError as error:
            return {"unusable": str(error)}
        console = Console(dict(names, __name__="__main__"))
        answer: Dict[str, Any] = {}
        for number, example in enumerate(examples):
            self._write({"begun": number})
            try:
                with time_limit(seconds):
                    found = compare(console, example)
            except OutOfTime:
                return {"hung": number}
            if found is not None:
                answer["found"] = {"number": number, "actual": found[0], "reason": found[1]}
                break
        self._write({"begun": "end"})
        try:
            with time_limit(GRACE):
                self._hub.end_clients()
        except OutOfTime:
            answer["trouble"] = "tasks of the session still run"
        except Exception as error:
            answer["trouble"] = last_line(error)
        return answer


def main() -> NoReturn:
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    warnings.simplefilter("ignore")

    def write(message: Dict[str, Any]) -> None:
        replies.write(json.dumps(message) + "\n")
        replies.flush()

    worker = Worker(write)
    with os.fdopen(os.dup(0), encoding="utf-8") as requests:
        # Sessions that read from standard input find it at its end.
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        for line in requests:
            write(worker.answer(json.loads(line)))
    os._exit(0)  # the clients' threads are not waited for


if __name__ == "__main__":
    main()
