"""Pictures a second while a slider is dragged through a slow line: python -m benchmarks.slow_line [notebook …]

As on a JupyterHub that a lecture hall shares: between browser and server stands a line with 60 ms there and back and
10 Mbit/s each way. The slider of each panel that has most values is dragged from end to end in three seconds.
"""

import argparse
import asyncio
import contextlib
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path

from tools.browser import JupyterLab

DELAY = 0.03  # s, one way
RATE = 10e6 / 8  # bytes a second
SECONDS = 3
PICTURES, KILOBYTES = 8, 60  # at least, at most; a slider with few values cannot show more pictures than it has
COUNT = """() => {
    window.frames_seen = []; window.sizes = [];
    const bitmap = window.createImageBitmap;
    window.createImageBitmap = (blob) => { window.sizes.push(blob.size); return bitmap(blob); };
    new MutationObserver(changes => changes.forEach(change => {
        if (change.target.classList.contains("panel-moved")) window.frames_seen.push(performance.now());
    })).observe(document, {subtree: true, attributes: true, attributeFilter: ["data-frame"]});
}"""


class Line:
    """Hands bytes on between a port of its own and another one: at once, or late and slowly where ``slow`` is set."""

    def __init__(self, port):
        self.slow, self._to, self._free = False, port, {"there": 0.0, "back": 0.0}
        self._ready = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True).start()
        self._ready.wait()

    async def _serve(self):
        server = await asyncio.start_server(self._connect, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await server.serve_forever()

    async def _connect(self, reader, writer):
        other_reader, other_writer = await asyncio.open_connection("127.0.0.1", self._to)
        with contextlib.suppress(ConnectionError):  # a page was closed
            await asyncio.gather(self._pump("there", reader, other_writer), self._pump("back", other_reader, writer))

    async def _pump(self, way, reader, writer):
        waiting = asyncio.Queue()
        sender = asyncio.create_task(self._send(waiting, writer))
        while data := await reader.read(4096):
            due = time.monotonic()
            if self.slow:
                self._free[way] = max(self._free[way], due) + len(data) / RATE
                due = self._free[way] + DELAY
            waiting.put_nowait((due, data))
        waiting.put_nowait((0, None))
        await sender

    async def _send(self, waiting, writer):
        while (packet := await waiting.get())[1] is not None:
            await asyncio.sleep(max(packet[0] - time.monotonic(), 0))
            writer.write(packet[1])
            await writer.drain()
        writer.close()


def at_rest(panel, handle):
    """Where a slider is, once what is above it has found its size."""
    seen = []
    while len(seen) < 5 or any(box != seen[-1] for box in seen[-5:]):
        panel.show()
        panel.tab.wait_for_timeout(300)
        seen.append(panel.handles.nth(handle).bounding_box())
    return seen[-1]


def drag(panel, handle):
    """Drag from end to end; returns (pictures a second, median kilobytes of one, ms until the last is crisp)."""
    box = at_rest(panel, handle)
    middle, left, right = box["y"] + box["height"] / 2, box["x"] + 10, box["x"] + box["width"] - 10
    mouse = panel.tab.mouse
    mouse.move(left, middle)
    mouse.down()
    panel.tab.wait_for_timeout(400)
    assert panel.evaluate("box => box.contains(document.activeElement)"), "the slider was not reached"
    panel.tab.evaluate("() => { window.frames_seen = []; window.sizes = []; }")
    begin = time.monotonic()
    while (share := (time.monotonic() - begin) / SECONDS) < 1:
        mouse.move(left + share * (right - left), middle)
        panel.tab.wait_for_timeout(12)
    seen, sizes = panel.tab.evaluate("() => [window.frames_seen.length, window.sizes]")
    end = time.monotonic()
    mouse.up()
    panel.settled(20_000)
    last = panel.handles.nth(handle).evaluate("h => h.getAttribute('aria-valuetext')")
    shown = panel.box.locator("input.value").nth(handle).input_value()
    assert last == shown, f"the last position is {last}, and {shown} is shown"
    return seen / (end - begin), statistics.median(sizes or [0]) / 1000, 1000 * (time.monotonic() - end)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted(Path("notebooks").glob("*.ipynb")))
    missed, all_sizes = 0, []
    print("| panel | pictures a second | KB a picture | ms until the last is crisp |\n| --- | --- | --- | --- |")
    for notebook in parser.parse_args().notebooks:
        with tempfile.TemporaryDirectory() as folder:
            shutil.copy(notebook, folder)
            with JupyterLab(folder) as lab:
                line = Line(int(lab.address.rpartition(":")[2]))
                lab.address = f"http://127.0.0.1:{line.port}"
                page = lab.open(notebook.name)
                # JupyterLab itself is there; a panel learns how slow its line is from its first picture.
                line.slow = True
                page.run_all()
                page.tab.evaluate(COUNT)
                for title in page.tab.locator(".panel").evaluate_all("all => all.map(one => one.dataset.title)"):
                    panel = page.panel(title).show().settled(20_000)
                    if panel.box.get_by_role("button", name="Commit", exact=True).is_visible():
                        panel.click("Commit")
                        panel.settled(20_000)
                    steps = {h: panel.handles.nth(h).evaluate("h => Number(h.max)") for h in panel.free_handles()}
                    for handle in sorted(steps, key=steps.get)[-1:]:
                        pictures, size, crisp = drag(panel, handle)
                        most = steps[handle] / SECONDS
                        few = pictures < min(PICTURES, 0.7 * most)
                        missed += few
                        all_sizes.append(size)
                        mark = f" of {most:.1f}" if most < 1.2 * PICTURES else ""
                        mark += " too few" * few
                        print(f"| {title} | {pictures:.1f}{mark} | {size:.0f} | {crisp:.0f} |", flush=True)
                page.close()
    median = statistics.median(all_sizes)
    print(f"\nmedian {median:.0f} KB a picture; fewer than {PICTURES} pictures a second: {missed} of {len(all_sizes)}")
    return missed or median > KILOBYTES


if __name__ == "__main__":
    raise SystemExit(main() > 0)
