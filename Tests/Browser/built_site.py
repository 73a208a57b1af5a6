"""The site of the project's pages with all reports, as it is published, built once, and a server for it."""

import functools
import http.server
import os
import pathlib
import subprocess
import tempfile
import threading

PROJECT = pathlib.Path(__file__).resolve().parents[2]
TASKDB = os.environ.get("TASKDB", str(PROJECT / ".build/debug/taskdb"))


class Server:
    """Serves a folder on this machine, on a free port."""

    def __init__(self, folder):
        handler = functools.partial(_QuietHandler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.address = f"http://127.0.0.1:{self._server.server_port}/"
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


class BuiltSite:
    """The rendered site in a temporary folder, and a server for it."""

    def __init__(self):
        self._folder = tempfile.TemporaryDirectory(prefix="taskdb-site-")
        self.path = pathlib.Path(self._folder.name)
        subprocess.run([PROJECT / "Scripts/site", self.path], check=True, env={**os.environ, "TASKDB": TASKDB},
                       stdout=subprocess.DEVNULL)
        self.pages = sorted(str(page.relative_to(self.path)) for page in self.path.rglob("*.html"))
        self.server = Server(self.path)
        self.address = self.server.address

    def close(self):
        self.server.close()
        self._folder.cleanup()
