"""Headless Chromium, controlled by its DevTools protocol over two pipes: it needs no port and no driver."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

DEADLINE = 15


class BrowserError(Exception):
    """The browser returned an error, ended, or did not answer in time."""


class Chromium:
    """One browser for all tests; each test opens its own tab."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="taskdb-chromium-")
        read_in, self._out = os.pipe()
        self._in, write_out = os.pipe()
        # The browser reads its commands from 3 and writes to 4.
        for low, end in ((3, read_in), (4, write_out)):
            os.set_inheritable(end, True)
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", f'exec "$0" "$@" 3<&{read_in} 4>&{write_out}', program(), *FLAGS,
             f"--user-data-dir={self._profile}"],
            pass_fds=(read_in, write_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(read_in)
        os.close(write_out)
        self._buffer = b""
        self._next = 0
        self._events = []

    def close(self):
        try:
            self.send("Browser.close")
            self._process.wait(timeout=10)
        except (BrowserError, OSError, subprocess.TimeoutExpired):
            self._process.kill()
            self._process.wait()
        for end in (self._in, self._out):
            os.close(end)
        shutil.rmtree(self._profile, ignore_errors=True)

    def send(self, method, session=None, **params):
        """Sends a command and returns its result; events that arrive before it are kept."""
        self._next += 1
        message = {"id": self._next, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        end = time.monotonic() + DEADLINE
        while True:
            reply = self._receive(end)
            if reply.get("id") == self._next:
                if "error" in reply:
                    raise BrowserError(f"{method}: {reply['error']['message']}")
                return reply["result"]
            self._events.append(reply)

    def wait_for(self, method, session):
        """Waits for the next event with a name and returns its parameters."""
        end = time.monotonic() + DEADLINE
        while True:
            for number, event in enumerate(self._events):
                if event.get("method") == method and event.get("sessionId") == session:
                    return self._events.pop(number)["params"]
            self._events.append(self._receive(end))

    def events(self, method, session):
        """Removes the events with a name that have arrived, and returns their parameters."""
        while select.select([self._in], [], [], 0)[0]:
            self._events.append(self._receive(time.monotonic() + 1))
        taken = [event for event in self._events if event.get("method") == method and event.get("sessionId") == session]
        self._events = [event for event in self._events if event not in taken]
        return [event["params"] for event in taken]

    def forget(self, session):
        self._events = [event for event in self._events if event.get("sessionId") != session]

    def _receive(self, end):
        while b"\0" not in self._buffer:
            if not select.select([self._in], [], [], max(0, end - time.monotonic()))[0]:
                raise BrowserError("no answer in time")
            data = os.read(self._in, 1 << 20)
            if not data:
                raise BrowserError("the browser ended")
            self._buffer += data
        message, self._buffer = self._buffer.split(b"\0", 1)
        return json.loads(message)

    def tab(self, **options):
        return Tab(self, **options)


class Tab:
    """A tab with its own window size, cookies and local storage."""

    def __init__(self, browser, width=1280, height=800, theme="light", scripts=True):
        self._browser = browser
        context = browser.send("Target.createBrowserContext")["browserContextId"]
        target = browser.send("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        self._context = context
        self._session = browser.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.send(f"{domain}.enable")
        self.resize(width, height)
        self.prefer(theme)
        if not scripts:
            self.send("Emulation.setScriptExecutionDisabled", value=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._browser.send("Target.disposeBrowserContext", browserContextId=self._context)
        self._browser.forget(self._session)

    def send(self, method, **params):
        return self._browser.send(method, self._session, **params)

    def resize(self, width, height=800):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, theme, media=""):
        features = [{"name": "prefers-color-scheme", "value": theme}, {"name": "prefers-reduced-motion", "value": "reduce"}]
        self.send("Emulation.setEmulatedMedia", media=media, features=features)

    def allow(self, *permissions):
        self._browser.send("Browser.grantPermissions", browserContextId=self._context, permissions=permissions)

    def open(self, url):
        self._browser.events("Page.loadEventFired", self._session)
        self.send("Page.navigate", url=url)
        self._browser.wait_for("Page.loadEventFired", self._session)

    def reload(self):
        self._browser.events("Page.loadEventFired", self._session)
        self.send("Page.reload")
        self._browser.wait_for("Page.loadEventFired", self._session)

    def run(self, expression):
        """Evaluates an expression on the page and returns its value; waits for a promise."""
        reply = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in reply:
            details = reply["exceptionDetails"]
            raise BrowserError(details.get("exception", {}).get("description") or details["text"])
        return reply["result"].get("value")

    def _holds(self, expression):
        try:
            return self.run(expression)
        except BrowserError as error:
            # The page is being replaced; the next page can evaluate the expression.
            if "navigated" in str(error) or "context" in str(error):
                return False
            raise

    def wait_until(self, expression):
        end = time.monotonic() + DEADLINE
        while not self._holds(expression):
            if time.monotonic() > end:
                raise BrowserError(f"not true in time: {expression}")
            time.sleep(0.01)

    def press(self, key, text=None, modifiers=0):
        code = KEYS.get(key, 0)
        common = {"key": key, "windowsVirtualKeyCode": code, "modifiers": modifiers}
        self.send("Input.dispatchKeyEvent", type="keyDown" if text or key == "Enter" else "rawKeyDown",
                  **({"text": text or "\r"} if text or key == "Enter" else {}), **common)
        self.send("Input.dispatchKeyEvent", type="keyUp", **common)

    def type(self, text):
        for letter in text:
            self.press(letter, text=letter)

    def problems(self):
        """The errors and warnings of the console and the log, including failed requests."""
        found = [event["args"] for event in self._browser.events("Runtime.consoleAPICalled", self._session)
                if event["type"] in ("error", "warning", "assert")]
        found += [event["exceptionDetails"] for event in self._browser.events("Runtime.exceptionThrown", self._session)]
        found += [event["entry"] for event in self._browser.events("Log.entryAdded", self._session)
                 if event["entry"]["level"] in ("error", "warning")]
        return found

    def requests(self):
        return [event["request"]["url"] for event in self._browser.events("Network.requestWillBeSent", self._session)]

    def screenshot(self, path, full=False):
        data = self.send("Page.captureScreenshot", format="png", captureBeyondViewport=full)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))

    def print(self, path):
        data = self.send("Page.printToPDF", printBackground=True)["data"]
        with open(path, "wb") as file:
            file.write(base64.b64decode(data))


KEYS = {"Backspace": 8, "Enter": 13, "Escape": 27, "ArrowUp": 38, "ArrowDown": 40, "Tab": 9}

FLAGS = [
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-default-browser-check",
    "--disable-dev-shm-usage", "--hide-scrollbars", "--disable-features=Translate,OptimizationHints,MediaRouter",
]


def program():
    for name in ("chromium", "chromium-browser", "google-chrome"):
        path = shutil.which(name)
        if path:
            return path
    raise BrowserError("Chromium is not installed; install it with Scripts/setup --tests")
