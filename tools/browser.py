"""Drive JupyterLab in headless Chromium, for the tests and the benchmark: a learner's hands, and a camera.

with JupyterLab(folder) as lab:
    page = lab.open("01_svd_and_mondrian.ipynb")
    page.run_all()
    page.panel("The painting at rank k").press("ArrowRight")
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

# What Chromium needs in a container without a screen, and what keeps it from calling home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SCREEN = {"width": 1920, "height": 1080}
# What students have: width, height and pixel ratio.
SCREENS = {
    "laptop, in a window": (1366, 625, 1),
    "laptop": (1366, 768, 1),
    "Mac, in a window": (1440, 764, 2),
    "Mac": (1440, 900, 2),
    "projector": (1920, 1080, 1),
    "phone": (390, 844, 3),
}

READY = """() => {
    const shown = window.jupyterapp?.shell.currentWidget;
    const kernel = shown?.sessionContext?.session?.kernel;
    return kernel?.connectionStatus === 'connected' && kernel.status === 'idle';
}"""
SHOWN = "path => window.jupyterapp.shell.currentWidget?.context?.path === path"
CLOSE = """async () => {
    const shown = window.jupyterapp.shell.currentWidget;
    await shown.sessionContext.shutdown();
    shown.context.model.dirty = false;
    shown.close();
}"""
RUN_ALL = "() => { window.jupyterapp.commands.execute('notebook:run-all-cells') }"
ALL_RUN = """() => {
    const cells = window.jupyterapp.shell.currentWidget.content.model.cells;
    const codes = Array.from(cells).filter(cell => cell.type === 'code' && cell.sharedModel.source.trim());
    return codes.every(cell => cell.executionCount > 0 && cell.executionState !== 'running');
}"""
# Milliseconds from the next key press to the frame after the one in which a new picture is on screen; and, of a panel,
# the picture at rest.
WATCH = """box => {
    let pressed = null;
    const picture = () => box.querySelector('img');
    const told = done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - pressed)));
    window.latency = new Promise(done => {
        const painted = () => box.querySelector('.panel-moved')?.dataset.frame;
        const before = picture()?.src;
        const first = painted();
        // On the window: panels let no key come as far as the document.
        window.addEventListener('keydown', e => { pressed ??= e.timeStamp }, {capture: true, once: true});
        const observer = new MutationObserver(async () => {
            const now = picture();
            if (!now || now.src === before && painted() === first) return;
            observer.disconnect();
            if (painted() === first) await now.decode().catch(() => {});
            told(done);
        });
        observer.observe(box, {subtree: true, childList: true, attributes: true});
        setTimeout(() => { observer.disconnect(); done(null) }, 5000);
    });
    window.crisp = new Promise(done => {
        const still = picture(), before = still?.src;
        const observer = new MutationObserver(async () => {
            if (still.src === before) return;
            observer.disconnect();
            await still.decode().catch(() => {});
            told(done);
        });
        if (still) observer.observe(still, {attributes: true, attributeFilter: ['src']});
        setTimeout(() => { observer.disconnect(); done(null) }, 5000);
    });
}"""
# Asked once: to look for a panel again and again takes long in a notebook of 20,000 elements. A first picture may take
# longer.
SETTLED = """(box, patience) => new Promise((done, fail) => {
    let seen = null;
    const began = performance.now();
    const look = () => {
        const now = performance.now();
        if (box.querySelector('img')?.checkVisibility({visibilityProperty: true})) seen ??= now;
        if (seen !== null && box.getAttribute('aria-busy') !== 'true' && box.dataset.settled === 'true') done();
        else if (seen === null ? now - began > 30000 : now - seen > patience) fail(Error('the panel is not at rest'));
        else setTimeout(look, 30);
    };
    look();
})"""

# The sliders of a panel, and of the bare ipywidgets that the benchmark measures beside it.
HANDLES = "input[type=range], .noUi-handle"
SEEN = f"[...box.querySelectorAll('{HANDLES}')].filter(h => h.matches('input') || h.checkVisibility())"
FREE = f"box => {SEEN}.flatMap((h, i) => h.disabled || h.closest('[disabled]') ? [] : [i])"
OF_HANDLE = f"(box, number) => {{ const h = {SEEN}[number]; return %s; }}"


def chromium(whole=False):
    """The path of a Chromium or Chrome on this machine, or ``None``; the variable CHROMIUM goes first.

    whole : as people have it, for what is measured. Else the one without windows goes first, where it is installed: it
    runs the same pages with a third less of the processor.
    """
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    names = names if whole else ("chromium-headless-shell", "chrome-headless-shell", *names)
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


class JupyterLab:
    """A server on ``folder`` with its own empty settings, and a browser. app : "jupyterlab", or "notebook" (7).

    browser : one that runs already, of Playwright; by default a whole one is started.
    """

    def __init__(self, folder, app="jupyterlab", browser=None):
        self.folder, self.app, self._browser, self._playwright = Path(folder), app, browser, None

    def __enter__(self):
        self._settings = tempfile.TemporaryDirectory()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"http://127.0.0.1:{free.getsockname()[1]}"
        own = {f"JUPYTER_{kind}_DIR": f"{self._settings.name}/{kind.lower()}" for kind in ("CONFIG", "DATA", "RUNTIME")}
        self._log = open(f"{self._settings.name}/log", "w+")
        self._server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                self.app,
                "--no-browser",
                "--allow-root",
                "--expose-app-in-browser",
                f"--port={self.address.rpartition(':')[2]}",
                "--ServerApp.port_retries=0",
                "--IdentityProvider.token=",
                "--ServerApp.disable_check_xsrf=True",
                f"--ServerApp.root_dir={self.folder}",
            ],
            env={
                **os.environ,
                **own,
                "IPYTHONDIR": f"{self._settings.name}/ipython",
                "JUPYTERLAB_SETTINGS_DIR": own["JUPYTER_CONFIG_DIR"],
            },
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait()
        if self._browser is None:
            from playwright.sync_api import sync_playwright  # here: to print, or to write the pages, it is not needed

            self._playwright = sync_playwright().start()
            self._browser = self._playwright.chromium.launch(executable_path=chromium(whole=True), args=FLAGS)
        return self

    def __exit__(self, *_):
        if self._playwright:
            self._browser.close()
            self._playwright.stop()
        self._server.terminate()
        self._server.wait(20)
        self._log.close()
        self._settings.cleanup()

    def _wait(self, seconds=60):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                return urllib.request.urlopen(f"{self.address}/api", timeout=5)
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        self._log.seek(0)
        raise RuntimeError(f"JupyterLab did not start:\n{self._log.read()[-2000:]}")

    def stop_kernels(self):
        with urllib.request.urlopen(f"{self.address}/api/kernels") as answer:
            kernels = json.load(answer)
        for kernel in kernels:
            address = f"{self.address}/api/kernels/{kernel['id']}"
            urllib.request.urlopen(urllib.request.Request(address, method="DELETE")).close()

    def open(self, notebook, dark=False, screen="projector", after=None):
        """Open a notebook and wait for its kernel; returns a :class:`Page`. screen : one of ``SCREENS``.

        after : a page, in the browser of which this one is another tab; by default a new reader comes.
        """
        width, height, ratio = SCREENS[screen]
        size = {"viewport": {"width": width, "height": height}, "device_scale_factor": ratio}
        page = (after.tab.context if after else self._browser.new_context(**size)).new_page()
        where = f"lab/tree/{notebook}?reset" if self.app == "jupyterlab" else f"notebooks/{notebook}"
        page.goto(f"{self.address}/{where}")
        page.wait_for_function(READY, timeout=60_000, polling=100)
        if dark:
            page.evaluate(
                "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
            )
        if self.app == "jupyterlab":  # the notebook has the whole width, as on a projector
            page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        return Page(page)


class Page:
    """A notebook that is open in the browser; ``tab`` is Playwright's page."""

    def __init__(self, tab):
        self.tab = tab

    def run_all(self, seconds=120):
        """Run All; returns the seconds until the last cell had run."""
        start = time.monotonic()
        self.tab.evaluate(RUN_ALL)
        self.tab.wait_for_function(ALL_RUN, timeout=seconds * 1000, polling=100)
        self.tab.wait_for_function(READY, timeout=seconds * 1000, polling=100)
        return time.monotonic() - start

    def turn_to(self, notebook):
        """Close this notebook unsaved, with its kernel, and open another one in the same window of JupyterLab."""
        self.tab.evaluate(CLOSE)
        self.tab.evaluate("path => { window.jupyterapp.commands.execute('docmanager:open', {path}) }", notebook)
        self.tab.wait_for_function(SHOWN, arg=notebook, timeout=60_000, polling=100)
        self.tab.wait_for_function(READY, timeout=60_000, polling=100)

    def save(self):
        self.tab.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")

    def panel(self, title):
        """The live panel with this title."""
        return Panel(self.tab, self.tab.locator(f'.panel[data-title="{title}"]').first)

    def close(self):
        self.tab.context.close()


class Panel:
    """One panel on the page. ``box`` is its locator, for what a test looks for in it.

    What is asked again and again is asked of the element: a locator looks through the whole page each time, for 20 to
    30 ms in a notebook of 20,000 elements.
    """

    def __init__(self, tab, box):
        self.tab, self.box, self._element = tab, box, None

    def evaluate(self, script, argument=None):
        """What ``script``, a function of the panel's element, answers."""
        if self._element is None or not self._element.evaluate("box => box.isConnected"):
            self._element = self.box.element_handle()
        return self._element.evaluate(script, argument)

    @property
    def picture(self):
        return self.evaluate("box => box.querySelector('img').getAttribute('src')")

    @property
    def readout(self):
        return self.evaluate("box => box.querySelector('.panel-readout').innerText")

    @property
    def handles(self):
        return self.box.locator(HANDLES)

    def free_handles(self):
        """The numbers of the handles that can be moved; that of a guess which has been committed cannot."""
        return self.evaluate(FREE)

    def at_end(self, handle):
        """Whether a slider is at its greatest value."""
        return self.evaluate(OF_HANDLE % "h.valueAsNumber >= Number(h.max)", handle)

    def at_start(self, handle):
        """Whether a slider is at its least value."""
        return self.evaluate(OF_HANDLE % "h.valueAsNumber <= Number(h.min)", handle)

    def settled(self, milliseconds=5000):
        """Wait until the panel has its crisp picture, and no question of its own is under way; returns the panel."""
        self.evaluate(SETTLED, milliseconds)
        return self

    def show(self):
        """Scroll to the panel's top; returns the panel."""
        self.evaluate("box => box.scrollIntoView({block: 'start'})")
        return self

    def click(self, name):
        self.box.get_by_role("button", name=name, exact=True).click()

    def press(self, key, handle=0):
        """Press a key; returns the milliseconds until the new picture is on screen, ``None`` if none came."""
        self.evaluate(OF_HANDLE % "h.focus()", handle)
        self.evaluate(WATCH)
        self.tab.keyboard.press(key)
        return self.tab.evaluate("() => window.latency")
