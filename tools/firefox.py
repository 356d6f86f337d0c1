"""Drive Firefox without a screen, by its own WebDriver BiDi: no driver and no package of npm stands between.

with Firefox() as firefox:
    firefox.open(address)
    firefox.press("ArrowRight")
    firefox.evaluate("document.title")
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from itertools import count

import websocket

KEYS = {"ArrowLeft": "\ue012", "ArrowRight": "\ue014", "End": "\ue010", "Home": "\ue011"}


def firefox():
    """The path of a Firefox on this machine, or ``None``; the variable FIREFOX goes first."""
    return os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One page in a Firefox with a profile of its own."""

    def __enter__(self):
        self._closing = contextlib.ExitStack()
        profile = self._closing.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        said = self._closing.enter_context(open(f"{profile}/said", "w+", encoding="utf-8"))
        command = [firefox(), "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"]
        environment = os.environ | {"HOME": profile, "MOZ_CRASHREPORTER_DISABLE": "1"}
        running = subprocess.Popen([*command, "about:blank"], env=environment, stdout=said, stderr=said)
        self._closing.callback(running.wait, 20)
        self._closing.callback(running.terminate)
        try:
            self._socket = websocket.create_connection(
                f"{self._address(said)}/session", timeout=120, suppress_origin=True
            )
            self._closing.callback(self._socket.close)
            self._numbers = count(1)
            self.ask("session.new", capabilities={})
            self._tab = self.ask("browsingContext.getTree")["contexts"][0]["context"]
        except BaseException:
            self._closing.close()
            raise
        return self

    def __exit__(self, *_):
        self._closing.close()

    def _address(self, said, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            said.seek(0)
            if found := re.search(r"listening on (ws://\S+)", said.read()):
                return found[1]
            time.sleep(0.2)
        raise RuntimeError("Firefox did not start")

    def ask(self, method, **params):
        """What Firefox answers to a command of WebDriver BiDi. Raises ``RuntimeError`` with its words."""
        number = next(self._numbers)
        self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        while (answer := json.loads(self._socket.recv())).get("id") != number:
            pass
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address):
        self.ask("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def evaluate(self, expression):
        """The value of an expression of JavaScript, or of its promise, by way of JSON."""
        said = self.ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({expression})) ?? null))()",
            target={"context": self._tab},
            awaitPromise=True,
        )
        if said["type"] == "exception":
            raise RuntimeError(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    def wait_for(self, expression, seconds=60):
        """Wait until an expression is true."""
        until = time.monotonic() + seconds
        while not (value := self.evaluate(expression)):
            if time.monotonic() > until:
                raise TimeoutError(f"{expression} has not come true in {seconds} s")
            time.sleep(0.1)
        return value

    def press(self, key):
        self.type(KEYS[key])

    def type(self, text):
        """Press the keys of a text one after the other."""
        keys = [{"type": kind, "value": letter} for letter in text for kind in ("keyDown", "keyUp")]
        self.ask("input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": keys}])
