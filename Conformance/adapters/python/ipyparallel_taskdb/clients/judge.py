"""Runs the cases of a controller with its database, one after the other, on one cluster."""

from __future__ import annotations

import contextlib
import json
import os
import select
import shlex
import subprocess
import sys
import time
from typing import IO, Any, Dict, List, Optional, Set, Tuple

from ipyparallel_taskdb.clients.cluster import ENGINES, Cluster, ClusterError, environment
from ipyparallel_taskdb.clients.databases import Database
from ipyparallel_taskdb.clients.processes import Child
from ipyparallel_taskdb.clients.signals import Signals
from ipyparallel_taskdb.judge.judge import (
    DEFAULT_TIMEOUT, NOT_RUN, AnyJudge, Failure, Result, not_empty,
)
from ipyparallel_taskdb.judge.suite import Case, Suite, inapplicability

IPYPARALLEL = "ipyparallel"
# A part of a case, the name of its setup, and an example of it.
PlacedExample = Tuple[Case, Optional[str], Dict[str, Any]]
# How much longer than a statement the start of a cluster may take.
START_FACTOR = 6
# The clients' process interrupts a statement itself; after this many seconds more it is killed.
KILL_AFTER = 8.0


class ClientJudge(AnyJudge):
    """Judges one controller with one database. A context: at its end no process and no file is left."""

    def __init__(
        self, suite: Suite, controller: str, database: Database, timeout: float = DEFAULT_TIMEOUT,
        logs: Optional[str] = None,
    ) -> None:
        """``logs`` is the directory in which the logs of all processes are kept."""
        title = "%s + %s" % (controller, database.spec)
        super().__init__(suite, title, title, timeout)
        self.profile = database.profile
        self.capabilities = ["clients", *(database.capabilities or ())]
        self._controller, self._database = controller, database
        self._set_name(database.name)
        self._logs = logs
        self._clusters = 0
        self._signals = Signals()
        self._clients: Optional[Child] = None
        self._cluster: Optional[Cluster] = None
        self._received = b""

    def _set_name(self, database: str) -> None:
        program = IPYPARALLEL
        if self._controller != IPYPARALLEL:
            program = os.path.basename(shlex.split(self._controller)[0])
        self.name = "%s + %s" % (program, database)

    @property
    def titles(self) -> Set[str]:
        return {self.title, self.name}

    # Judging.

    def __enter__(self) -> ClientJudge:
        """Starts the cluster, so that the profile of the database is known. An error becomes the reason why no case
        runs."""
        self._signals.__enter__()
        try:
            self._start()
        except ClusterError as error:
            self.error = str(error)
            self.start_error = "The cluster did not start: %s" % error
            self._stop()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: object) -> None:
        try:
            self._stop()
        finally:
            self._signals.__exit__()

    def inapplicability(self, case: Case) -> Optional[str]:
        """The reason why a case does not apply; None if it applies."""
        if "clients" not in case["requires"]:
            return "judges a database without clients"
        if case["open"]:
            return "sets options of the database"
        profile = self.profile or case["profile"]
        return inapplicability(case, profile, self.capabilities)

    # Private methods.

    def _judged(self, case: Case) -> Result:
        try:
            result, is_damaged = self._attempted(case)
            if is_damaged and result.failure is not None:
                # An engine may have ended by accident: see whether the case fails on a new cluster, too.
                result, _ = self._attempted(case)
            return result
        except ClusterError as error:
            self._stop()
            return Result(case, NOT_RUN, reason=self._note_hang(str(error)))

    def _attempted(self, case: Case) -> Tuple[Result, bool]:
        """The result, and whether the case damaged the cluster. A damaged one is stopped, and the next case gets a new
        one; a session may end an engine on purpose."""
        parts = self.suite.parts(case)
        examples = [(part, setup, example) for part, setup in parts for example in part["examples"]]
        start = 0 if self._cluster is None else self._cluster.log_size
        before = self._cluster
        answer = self._answer([example for _, _, example in examples])
        assert self._cluster is not None
        log = self._cluster.last_error(start if self._cluster is before else 0)
        is_damaged = "hung" in answer or "trouble" in answer or self._cluster.trouble is not None
        trouble = self._cluster.trouble
        if is_damaged:
            self._stop()
        if "left" in answer:
            self.fault = self.error = not_empty(answer["left"])
            return self._faulty(case), is_damaged
        if "hung" in answer:
            source = examples[answer["hung"]][2]["source"].split("\n")[0]
            reason = "no end within %g s: %s" % (self.timeout, source) + ("; %s" % trouble if trouble else "")
            result = Result(case, NOT_RUN, reason=self._note_hang(reason))
        else:
            self._hung_in_a_row = 0
            result = self._result(case, _failure(examples, answer.get("found")))
        result.log = log
        return result, is_damaged

    def _answer(self, examples: List[Dict[str, Any]]) -> Dict[str, Any]:
        """What the clients' process says of a session, on a new cluster if there is none or the old one is unusable."""
        request = {"run": examples, "seconds": self.timeout}
        is_new = self._cluster is None
        if is_new:
            self._start()
        answer = self._ask(request, self.timeout + KILL_AFTER)
        if "unusable" in answer and not is_new:
            self._stop()
            self._start()
            answer = self._ask(request, self.timeout + KILL_AFTER)
        if "unusable" in answer:
            raise ClusterError(answer["unusable"])
        return answer

    # The processes.

    def _start(self) -> None:
        command = [] if self._controller == IPYPARALLEL else shlex.split(self._controller)
        seconds = self.timeout * START_FACTOR
        with self._signals.held():
            self._clusters += 1
            logs = None if self._logs is None else os.path.join(self._logs, "%d-" % self._clusters)
            self._cluster = Cluster(command, self._database, logs)
            self._cluster.start_controller()
            self._received = b""
            self._clients = Child(
                [sys.executable, "-m", "ipyparallel_taskdb.clients.worker"], self._cluster.log("clients"),
                environment(self._cluster.folder), self._cluster.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )
        self._cluster.wait_for_files(seconds)
        with self._signals.held():
            self._cluster.start_engines()
        request = {
            "connect": self._cluster.connection_file("client"), "engines": ENGINES, "seconds": seconds,
            "is_own": self._cluster.is_own,
        }
        answer = self._ask(request, seconds + KILL_AFTER)
        if "trouble" in answer:
            raise ClusterError(answer["trouble"])
        described = answer["database"]
        self._set_name(described.get("name", self._database.name))
        self.version = described.get("version", self.version)
        self.profile = self.profile or described.get("profile", "recording")
        if self._database.capabilities is None:
            self.capabilities = ["clients", *described.get("capabilities", [])]

    def _stop(self) -> None:
        with self._signals.held():
            if self._clients is not None:
                self._clients.kill()
                for stream in _pipes(self._clients):
                    with contextlib.suppress(OSError):  # a request that could not be sent
                        stream.close()
                self._clients = None
            if self._cluster is not None:
                self._cluster.stop()
                self._cluster = None

    def _ask(self, request: Dict[str, Any], seconds: float) -> Dict[str, Any]:
        """The answer of the clients' process. ``seconds`` is the longest time between two of its lines."""
        assert self._clients is not None
        requests, _ = _pipes(self._clients)
        is_start = "connect" in request
        try:
            requests.write(json.dumps(request).encode() + b"\n")
            requests.flush()
        except BrokenPipeError:
            pass  # its end is found below
        begun = 0
        while True:
            line = self._line(seconds, is_start)
            if line is None:
                return {"hung": begun if isinstance(begun, int) else 0}
            message = json.loads(line)
            if "begun" not in message:
                return message
            begun = message["begun"]

    def _line(self, seconds: float, is_start: bool) -> Optional[bytes]:
        """The next line; None if none came in time. Raises ``ClusterError`` if a process that it needs has ended."""
        assert self._clients is not None and self._cluster is not None
        output = _pipes(self._clients)[1].fileno()
        limit = time.monotonic() + seconds
        while b"\n" not in self._received:
            if time.monotonic() > limit:
                if is_start:
                    raise ClusterError("the clients' process did not answer within %g s" % seconds)
                return None
            if select.select([output], [], [], 0.1)[0]:
                data = os.read(output, 65536)
                if not data:
                    self._clients.process.wait()
                    raise ClusterError("the clients' process " + self._clients.end)
                self._received += data
            elif is_start and self._cluster.trouble is not None:
                raise ClusterError(self._cluster.trouble)
        line, _, self._received = self._received.partition(b"\n")
        return line


def _failure(examples: List[PlacedExample], found: Optional[Dict[str, Any]]) -> Optional[Failure]:
    """The failure that the clients' process found; None if it found none."""
    if found is None:
        return None
    part, setup, example = examples[found["number"]]
    return Failure(
        part["source"]["file"], example["line"], setup, example["source"], example["expected"], found["actual"],
        found["reason"], example.get("template"),
    )


def _pipes(clients: Child) -> Tuple[IO[bytes], IO[bytes]]:
    """The standard input and the standard output of the clients' process."""
    assert clients.process.stdin is not None and clients.process.stdout is not None
    return clients.process.stdin, clients.process.stdout
