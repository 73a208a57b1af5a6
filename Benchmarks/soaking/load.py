"""A process with clients that come and go: ``python -m soaking.load CONNECTION FOLDER SEED``.

Journals each task before it is sent and after its end, one a line of JSON, until its standard input is closed.
"""

import json
import os
import random
import sys
import threading
import time

import ipyparallel

# Seconds. A result that takes longer counts as lost.
LIMIT = 120


def work(token, folder):
    """The task: notes that it was executed."""
    import os
    descriptor = os.open(os.path.join(folder, "executed-%d" % os.getpid()), os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(descriptor, (token + "\n").encode())
    os.close(descriptor)
    return token


class Load:
    def __init__(self, connection, folder, seed):
        self.connection = connection
        self.folder = folder
        self.random = random.Random(seed)
        self.prefix = "%d-%d" % (seed, os.getpid())
        self.count = 0
        self.journal = open(os.path.join(folder, "journal-%s.jsonl" % self.prefix), "w", encoding="utf-8")
        self.is_ending = threading.Event()

    def note(self, **what):
        self.journal.write(json.dumps(dict(what, time=time.time())) + "\n")
        self.journal.flush()

    def run(self):
        threading.Thread(target=self.wait_for_end, daemon=True).start()
        while not self.is_ending.is_set():
            client = ipyparallel.Client(self.connection, timeout=LIMIT)
            try:
                for _ in range(self.random.randint(2, 8)):
                    if not self.is_ending.is_set():
                        self.batch(client, self.random.randint(1, 40))
                if self.random.random() < 0.3 and not self.is_ending.is_set():
                    # Leaves while tasks are on their way: nobody waits for them, but they must be done and recorded.
                    self.send(client, self.random.randint(1, 40), is_left=True)
                    time.sleep(0.2)
            finally:
                client.close()

    def batch(self, client, size):
        tasks = self.send(client, size)
        for token, task in tasks:
            try:
                result = task.get(LIMIT)
                self.note(done=token, right=result == token)
            except ipyparallel.error.TimeoutError:
                self.note(lost=token)
            except ipyparallel.error.RemoteError as error:
                self.note(failed=token, error=error.ename)
            except Exception as error:
                self.note(failed=token, error=type(error).__name__)

    def send(self, client, size, is_left=False):
        view = client.load_balanced_view()
        tasks = []
        for _ in range(size):
            token = "%s-%d" % (self.prefix, self.count)
            self.count += 1
            task = view.apply_async(work, token, self.folder)
            self.note(sent=token, msg_id=task.msg_ids[0], left=is_left)
            tasks.append((token, task))
        return tasks

    def wait_for_end(self):
        sys.stdin.read()
        self.is_ending.set()


if __name__ == "__main__":
    Load(sys.argv[1], sys.argv[2], int(sys.argv[3])).run()
