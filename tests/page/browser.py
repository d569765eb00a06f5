# SPDX-License-Identifier: GPL-3.0-or-later
"""Chromium without a window, spoken to over a pipe: no network, no packages.

    with Browser() as browser:
        page = browser.open(path, width=1280)
        page.run("document.title")

The pipe is that of --remote-debugging-pipe: JSON messages with a NUL behind each, read by
the browser from descriptor 3 and written to 4. A page collects what the browser tells of
it: requests, console messages, breaches of its policy.
"""
import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

ARGUMENTS = ("--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run "
             "--disable-background-networking --disable-component-update --disable-sync "
             "--disable-extensions --disable-dev-shm-usage --disable-default-apps --mute-audio "
             "--hide-scrollbars --force-color-profile=srgb --remote-debugging-pipe").split()
SECONDS = 60


class Failed(Exception):
    """The browser or a script in it did not do what it was asked."""


class Browser:
    def __init__(self, program="chromium"):
        self.directory = Path(tempfile.mkdtemp(prefix="outturn-page-"))
        to_read, self.to_browser = os.pipe()
        self.from_browser, to_write = os.pipe()
        environment = {**os.environ, "HOME": str(self.directory), "LC_ALL": "C.UTF-8", "TZ": "UTC"}
        # The shell puts the two ends where the browser looks for them.
        script = f'exec 3<&{to_read} 4>&{to_write}; exec "$0" "$@"'
        self.process = subprocess.Popen(
            ["bash", "-c", script, program, *ARGUMENTS,
             f"--user-data-dir={self.directory / 'profile'}", "about:blank"],
            pass_fds=(to_read, to_write), env=environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_read)
        os.close(to_write)
        self.number = 0
        self.rest = b""
        self.events = []

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        try:
            self.call("Browser.close")
        except (Failed, OSError):
            pass
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.to_browser)
        os.close(self.from_browser)
        shutil.rmtree(self.directory, ignore_errors=True)

    def message(self, deadline):
        """The next message, or None when the time is up."""
        while b"\0" not in self.rest:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self.from_browser], [], [], left)[0]:
                return None
            more = os.read(self.from_browser, 1 << 20)
            if not more:
                raise Failed("the browser has ended")
            self.rest += more
        text, self.rest = self.rest.split(b"\0", 1)
        return json.loads(text)

    def call(self, method, session=None, **parameters):
        self.number += 1
        sent = {"id": self.number, "method": method, "params": parameters}
        if session:
            sent["sessionId"] = session
        data = json.dumps(sent).encode() + b"\0"
        while data:
            data = data[os.write(self.to_browser, data):]
        deadline = time.monotonic() + SECONDS
        while True:
            got = self.message(deadline)
            if got is None:
                raise Failed(f"{method}: no answer in {SECONDS} seconds")
            if got.get("id") == self.number:
                if "error" in got:
                    raise Failed(f"{method}: {got['error']['message']}")
                return got["result"]
            if "method" in got:
                self.events.append(got)

    def open(self, path, **options):
        return Page(self, path, **options)


class Page:
    """A file shown in a tab of its own."""

    def __init__(self, browser, path, width=1280, height=900, dark=False, scripts=True,
                 reduced=False):
        self.browser = browser
        target = browser.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = browser.call("Target.attachToTarget", targetId=target,
                                    flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log", "Audits"):
            self.call(f"{domain}.enable")
        self.call("Performance.enable", timeDomain="threadTicks")
        self.resize(width, height)
        self.call("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce" if reduced else "no-preference"}])
        if not scripts:
            self.call("Emulation.setScriptExecutionDisabled", value=True)
        self.url = Path(path).resolve().as_uri()
        self.call("Page.navigate", url=self.url)
        self.wait("document.readyState === 'complete'")

    def call(self, method, **parameters):
        return self.browser.call(method, self.session, **parameters)

    def resize(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=width < 500)

    def run(self, script):
        """The value of an expression in the page."""
        got = self.call("Runtime.evaluate", expression=script, returnByValue=True,
                        awaitPromise=True)
        if "exceptionDetails" in got:
            told = got["exceptionDetails"]
            raise Failed(told.get("exception", {}).get("description", told["text"]))
        return got["result"].get("value")

    def wait(self, script, seconds=SECONDS):
        deadline = time.monotonic() + seconds
        while not self.run(script):
            if time.monotonic() > deadline:
                raise Failed(f"still not: {script}")
            time.sleep(0.02)

    def key(self, name, text=None):
        """A key pressed and let go: "Tab", "Enter", "ArrowDown", "a"."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32, "ArrowLeft": 37, "ArrowUp": 38,
                 "ArrowRight": 39, "ArrowDown": 40}
        code = codes.get(name, ord(name.upper()) if len(name) == 1 else 0)
        if name == "Enter":
            text = "\r"
        elif len(name) == 1:
            text = name
        down = {"type": "keyDown" if text else "rawKeyDown", "key": name,
                "windowsVirtualKeyCode": code}
        if text:
            down["text"] = text
        self.call("Input.dispatchKeyEvent", **down)
        self.call("Input.dispatchKeyEvent", type="keyUp", key=name, windowsVirtualKeyCode=code)

    def write(self, text):
        for letter in text:
            self.key(letter)

    def told(self, *methods):
        """What was told of this page by events of these names."""
        self.run("0")
        return [event["params"] for event in self.browser.events
                if event.get("sessionId") == self.session and event["method"] in methods]

    def requests(self):
        return [event["request"]["url"] for event in self.told("Network.requestWillBeSent")]

    def complaints(self):
        """Errors and warnings of the console, exceptions, and breaches of the policy."""
        found = [event["entry"]["text"] for event in self.told("Log.entryAdded")
                 if event["entry"]["level"] in ("error", "warning")]
        found += [event["exceptionDetails"]["text"] for event in
                  self.told("Runtime.exceptionThrown")]
        found += [str(event["args"]) for event in self.told("Runtime.consoleAPICalled")
                  if event["type"] in ("error", "warning", "assert")]
        found += [event["issue"]["code"] for event in self.told("Audits.issueAdded")
                  if event["issue"]["code"] == "ContentSecurityPolicyIssue"]
        return found

    def busy(self):
        """Seconds of a processor that the page has taken, whatever else the machine does."""
        metrics = self.call("Performance.getMetrics")["metrics"]
        return next(m["value"] for m in metrics if m["name"] == "TaskDuration")

    def picture(self, path, full=True):
        got = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=full)
        Path(path).write_bytes(base64.b64decode(got["data"]))

    def pdf(self, path=None):
        got = self.call("Page.printToPDF", preferCSSPageSize=True, printBackground=True)
        data = base64.b64decode(got["data"])
        if path:
            Path(path).write_bytes(data)
        return data
