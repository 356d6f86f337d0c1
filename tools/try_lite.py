"""Try the JupyterLite edition in headless Chromium: python -m tools.try_lite [notebook, such as 01 …]

``make lite`` writes it into ``site/lite``. Each notebook is opened by its link and run from the first cell to the last:
no cell may end in an error, every panel must come alive, and a key on a slider must move the picture and nothing else,
also after the panel was scrolled away. In 00 an exercise is solved and looked up, and the kernel is restarted; in 01 a
picture is uploaded. Nothing may be asked of another host. Below the first one's figures stand JupyterLab's, with a
kernel of this machine.
"""

import contextlib
import http.server
import io
import re
import shutil
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import psutil
from PIL import Image
from playwright.sync_api import sync_playwright

from tools.browser import ALL_RUN, FLAGS, READY, RUN_ALL, JupyterLab, Panel, chromium
from web import serve

ROOT = Path(__file__).parent.parent
SITE = ROOT / "site"
SLOW = 300_000  # ms that a kernel may take on a busy machine
FREE = ".panel-controls > .control input[type=range]:not(:disabled)"
RIGHT = "import numpy as np\ndef accuracy(y, predicted):\n    return np.mean(np.asarray(y) == np.asarray(predicted))"
CHECK = "exercises.accuracy.check(accuracy)"
CODES = """() => Array.from(window.jupyterapp.shell.currentWidget.content.model.cells)
    .filter(cell => cell.type === 'code').map(cell => [cell.sharedModel.source, cell.sharedModel.getOutputs()])"""
# Puts a source in the place of a cell's, runs it, and hands back the texts that it shows.
RUN = """async ([before, source]) => {
    const book = window.jupyterapp.shell.currentWidget.content;
    book.activeCellIndex = Array.from(book.model.cells).findIndex(cell => cell.sharedModel.source.startsWith(before));
    const cell = book.activeCell.model.sharedModel;
    cell.setSource(source);
    await window.jupyterapp.commands.execute('notebook:run-cell');
    return cell.getOutputs().map(one => one.text ?? one.data?.['text/plain'] ?? one.ename).join('');
}"""
# What a key on a slider must leave alone: which cell is chosen, how many there are, and how many are folded.
NOTEBOOK = """() => {
    const book = window.jupyterapp.shell.currentWidget.content;
    const folded = book.widgets.filter(one => one.isHidden);
    return [book.activeCellIndex, book.mode, book.widgets.length, folded.length].join();
}"""


# What Chromium asks for itself, whatever it shows.
OWN = r"(http://)?(update|content-autofill)\.googleapis\.com|accounts\.google\.com"
CONTROLLER = "() => navigator.serviceWorker.controller?.scriptURL ?? ''"
WORKERS = "() => navigator.serviceWorker.getRegistrations().then(all => all.length)"


class Elsewhere(http.server.BaseHTTPRequestHandler):
    """Stands for every other host, and notes what is asked of it."""

    def _note(self):
        if not re.match(OWN, self.path):
            self.server.asked.append(self.path)
        self.send_error(502)

    do_GET = do_HEAD = do_POST = do_CONNECT = _note

    def log_message(self, *_):
        """Nothing is logged."""


class Counting(serve.Handler):
    """Serves the site, and counts the bytes."""

    sent = 0

    def copyfile(self, source, target):
        content = source.read()
        Counting.sent += len(content)
        target.write(content)


@contextlib.contextmanager
def running(handler, **options):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), lambda *a: handler(*a, **options))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def memory():
    """MB of all that this process has started, but for what drives the browser; shared pages are counted once."""
    started = [one for one in psutil.Process().children(recursive=True) if one.name() != "node"]
    return sum(one.memory_full_info().pss for one in started if one.status() != psutil.STATUS_ZOMBIE) / 1e6


def until_alive(page, begin):
    """Run All; returns the seconds from then on until the first panel lived and until the last cell had run."""
    page.wait_for_function(READY, timeout=SLOW)
    page.evaluate(RUN_ALL)
    page.locator(".panel-live").first.wait_for(state="attached", timeout=SLOW)
    alive = time.monotonic() - begin
    page.wait_for_function(ALL_RUN, timeout=SLOW)
    return alive, time.monotonic() - begin


def ran_well(page):
    """No cell has ended in an error or written a warning, and there is a live panel for each that was asked for."""
    codes = page.evaluate(CODES)
    for source, outputs in codes:
        for output in outputs:
            wrong = output["output_type"] == "error" or output.get("name") == "stderr"
            assert not wrong, f"{source}\n{output.get('ename')} {output.get('evalue') or output.get('text')}"
    wanted = sum(source.startswith("explore(") or "\nexplore(" in source for source, _ in codes)
    page.wait_for_function(f"() => document.querySelectorAll('.panel-live').length === {wanted}", timeout=SLOW)
    return wanted


def pressed(page):
    """A key on the first slider that may be moved, twice: ms until another picture was there."""
    if not page.locator(FREE).count():  # each waits for a guess
        page.get_by_role("button", name="Commit", exact=True).first.click()
        page.locator(FREE).first.wait_for(timeout=SLOW)
    panel = Panel(page, page.locator(f".panel:has({FREE})").first).show()
    handle = panel.free_handles()[0]
    panel.handles.nth(handle).focus()  # which chooses the panel's cell
    before, times = page.evaluate(NOTEBOOK), []
    for _ in range(2):
        shown = panel.settled(SLOW).picture
        key = "ArrowLeft" if panel.at_end(handle) else "ArrowRight"
        times.append(panel.press(key, handle))
        panel.settled(SLOW)
        assert times[-1] and panel.picture != shown, f"{key} did not move the picture"
        # Scrolled away and back again: the panel is still the one that lives.
        page.locator(".jp-Cell").last.evaluate("cell => cell.scrollIntoView()")
        page.wait_for_timeout(300)
        panel.show()
    assert page.evaluate(NOTEBOOK) == before, "the notebook took a key of the slider"
    return min(times)


def follow(page, address):
    """From the page of a notebook by its link, when the pages are kept on this device: their service worker stays."""
    page.goto(address)
    page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    assert page.evaluate(CONTROLLER).endswith("/sw.js")
    Counting.sent, begin = 0, time.monotonic()
    page.get_by_role("link", name="open as a notebook").click()
    page.wait_for_url("**/lite/notebooks/**")
    page.wait_for_function(f"() => window.jupyterapp && ({CONTROLLER})().includes('/lite/')", timeout=SLOW)
    assert page.evaluate(WORKERS) == 2, "the service worker of the pages, or that of JupyterLite, is gone"
    return begin


def exercise(page):
    """The first exercise of 00: an answer is right, and the tested code can be read."""
    said = page.evaluate(RUN, ["def accuracy", RIGHT]) + page.evaluate(RUN, [CHECK, CHECK])
    assert said.startswith("Right.") or "Right." in said, said
    said = page.evaluate(RUN, [CHECK, "print(exercises.accuracy.solution())"])
    assert "def accuracy(" in said and "return" in said, said


def restarted(page, panels):
    """The kernel is started again, and all cells run: every panel lives again."""
    page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.restartKernel()")
    page.evaluate("() => window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs')")
    page.wait_for_function("() => !document.querySelector('.panel')", timeout=SLOW)
    until_alive(page, time.monotonic())
    assert ran_well(page) == panels


def upload(page):
    content = io.BytesIO()
    Image.new("RGB", (90, 60)).save(content, "PNG")
    panel = Panel(page, page.locator(".panel:has(input[type=file]:not(:disabled))").first).show()
    chosen = panel.box.locator("input[type=file]")
    chosen.set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": content.getvalue()})
    page.wait_for_function("box => box.textContent.includes('60 × 90')", arg=panel.box.element_handle(), timeout=SLOW)


def in_lite(playwright, path):
    """One notebook as a reader meets it who follows the link: the figures of a row."""
    with running(Elsewhere) as elsewhere, running(Counting, directory=SITE) as here:
        elsewhere.asked, Counting.sent = [], 0
        proxy = {"server": f"http://127.0.0.1:{elsewhere.server_port}", "bypass": "127.0.0.1"}
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS, proxy=proxy)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        address, begin = f"http://127.0.0.1:{here.server_port}", time.monotonic()
        if path.stem.startswith("00"):
            begin = follow(page, f"{address}/notebooks/{path.stem}.html")
        else:
            page.goto(f"{address}/lite/notebooks/index.html?path=notebooks/{path.name}")
        alive, ran = until_alive(page, begin)
        sent, panels, key, used = Counting.sent, ran_well(page), pressed(page), memory()
        if path.stem.startswith("00"):
            exercise(page)
            restarted(page, panels)
        if path.stem.startswith("01"):
            upload(page)
        browser.close()
        assert not elsewhere.asked, f"asked elsewhere: {elsewhere.asked}"
    return sent / 1e6, panels, alive, ran, key, used


def in_jupyter(path):
    """The same in JupyterLab, with a server and a kernel of this machine."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(path, folder)
        with JupyterLab(folder, browser=None) as lab:
            begin = time.monotonic()
            page = lab.open(path.name).tab
            return *until_alive(page, begin), memory()


def main(names):
    paths = [path for name in names or [""] for path in sorted((ROOT / "notebooks").glob(f"{name}*.ipynb"))]
    failed = 0
    print(f"{'':24}MB  panels    alive     all  memory     key")
    for path in paths:
        try:
            with sync_playwright() as playwright:
                sent, panels, alive, ran, key, used = in_lite(playwright, path)
            print(
                f"{path.stem:22}{sent:4.0f} {panels:7} {alive:6.0f} s {ran:5.0f} s {used:4.0f} MB {key:4.0f} ms",
                flush=True,
            )
            if path == paths[0]:
                alive, ran, used = in_jupyter(path)
                print(f"{'in JupyterLab':34} {alive:6.0f} s {ran:5.0f} s {used:4.0f} MB", flush=True)
        except Exception:
            failed += 1
            print(f"{path.stem}: {traceback.format_exc()}", flush=True)
    print(f"{len(paths) - failed} passed, {failed} failed")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
