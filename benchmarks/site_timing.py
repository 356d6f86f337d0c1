"""How soon a page of the web edition lives, and what it takes: python -m benchmarks.site_timing [notebook …]

In one run on one machine, for each notebook's page in headless Chromium, beside JupyterLab and, where ``make lite`` has
written it, JupyterLite:

    readable    from the click on the link to the first text on screen; of JupyterLab, to a kernel that is ready
    live, cold  from the first touch of the first panel to its new picture, in a browser that has never seen the site;
                of JupyterLab and JupyterLite from Run All
    live, warm  the same on a second visit, with the site kept on the device
    key         from a key press on a slider to the new picture: the median over the first panels of a notebook, pressed
                in turn with the same panels in JupyterLab
    first visit bytes of the page and of Python, as a host serves them that compresses what the README says
    memory      of the page's process, the browser's own program, the worker with Python and the service worker in it:
                all that it has in memory (PSS: what n processes share counts 1/n), at rest after each panel was
                touched and the site was kept, with nothing collected by hand; in Jupyter without its kernel, in
                JupyterLite with it

and the time of ``make site`` with everything fetched and nothing built. docs/design.md has the bounds. A goal that is
missed is marked.
"""

import argparse
import contextlib
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from tools.browser import FLAGS, READY, RUN_ALL, SCREENS, JupyterLab, Panel, chromium
from web import pyodide, serve
from web.site import Notebook

ROOT = Path(__file__).parent.parent
GOALS = {"readable": 1.5, "cold": 5, "warm": 3, "visit": 14, "memory": 400, "build": 180}
KEY = 1.0  # times JupyterLab's
SLOW = 300_000  # ms: JupyterLite on a busy machine
WIDTH, HEIGHT, _ = SCREENS["laptop"]
FREE = ".panel-controls > .control input[type=range]:not(:disabled)"
# Milliseconds from the first touch to the frame after the first picture of Python's own.
FIRST = """box => {
    let touched = null;
    for (const kind of ['keydown', 'pointerdown']) {
        window.addEventListener(kind, (event) => { touched ??= event.timeStamp; }, {capture: true});
    }
    window.alive = new Promise((done) => {
        const look = async () => {
            const picture = box.querySelector('img');
            if (!picture.src.startsWith('blob:') && !box.querySelector('.panel-moved')?.dataset.frame) return;
            await picture.decode().catch(() => {});
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - touched)));
        };
        new MutationObserver(look).observe(box, {subtree: true, childList: true, attributes: true});
    });
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
KEPT = "() => document.querySelector('.kept')?.textContent.includes('kept on this device')"


def reader(folder):
    """The path of a Chromium, written into the folder, whose pages keep what a reader's page keeps.

    Under a driver a page keeps the answers of the network as well, to show them to developers: 27 MB of a first visit.
    """
    none = '"params":{"maxTotalBufferSize":0,"maxResourceBufferSize":0}'
    told = f"""sed -uz 's/"method":"Network.enable"/&,{none}/' <&3"""  # file 3: what Playwright says to the browser
    program = Path(folder, "chromium")
    program.write_text(f"""#!/bin/sh\n{told} | exec '{chromium(whole=True)}' "$@" 3<&0 0</dev/null\n""")
    program.chmod(0o700)
    return program


def memory():
    """MB of the page's process, at rest: of those that render, the browser's own pages among them, the largest."""
    # V8 collects what was made at the start when a page has done nothing for about 8 s, in several steps.
    time.sleep(20)
    started = psutil.Process().children(recursive=True)
    return max(one.memory_full_info().pss for one in started if "--type=renderer" in command(one)) / 1e6


def command(process):
    try:
        return process.cmdline()
    except psutil.Error:
        return []


def touch(panel):
    """Touch a panel as a reader does who wants to see it move; where it asks for a guess, commit to one."""
    commit = panel.box.get_by_role("button", name="Commit", exact=True)
    sliders = panel.box.locator(FREE)
    if commit.count() and commit.is_visible():
        commit.click()
    elif sliders.count():
        sliders.first.focus()
        panel.tab.keyboard.press(sliders.first.evaluate("h => h.value === h.max ? 'Home' : 'End'"))
    else:
        panel.box.locator("button:visible:not(:disabled)").first.click()
    return panel


def panels_of(page):
    """The panels of a page, from its top to its end."""
    return [Panel(page, box) for box in page.locator(".panel").all()]


# The web edition.


def visit(context, address):
    """Open a page as from a link and touch its first panel; returns (page, s until readable, s until it lived)."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(PAINTED)
    readable = page.evaluate(PAINTED) / 1000
    first = panels_of(page)[0].show()
    first.box.evaluate(FIRST)
    touch(first)
    return page, readable, page.evaluate("() => window.alive") / 1000


def measured(playwright, program, folder, address, notebook):
    """dict of what is measured of one notebook's page, in a browser of its own."""
    with tempfile.TemporaryDirectory() as profile:
        options = dict(executable_path=program, args=FLAGS, viewport={"width": WIDTH, "height": HEIGHT})
        context = playwright.chromium.launch_persistent_context(profile, **options)
        asked = set()
        context.on("request", lambda request: request.service_worker or asked.add(request.url.partition("?")[0]))
        page, readable, cold = visit(context, f"{address}/{notebook.address}")
        names = [url.removeprefix(f"{address}/") for url in asked if url.startswith(address)]
        size = sum(serve.size(folder, name) for name in names) / 1e6
        for panel in panels_of(page)[1:]:
            touch(panel.show()).settled(60_000)
        page.wait_for_function(KEPT, timeout=60_000)
        used = memory()
        page.close()
        context.new_page()  # or the browser ends
        page, again, warm = visit(context, f"{address}/{notebook.address}")
        context.close()
    return {"readable": max(readable, again), "cold": cold, "warm": warm, "visit": size, "memory": used}


# JupyterLab and JupyterLite.


def run(page, opened):
    """dict of a notebook that was opened at a time, once its first panel lives. page : Playwright's, being opened."""
    page.wait_for_function(READY, timeout=SLOW)
    readable, begin = time.monotonic() - opened, time.monotonic()
    page.evaluate(RUN_ALL)
    page.locator(".panel-live").first.wait_for(state="attached", timeout=SLOW)
    alive = time.monotonic() - begin
    page.wait_for_function(READY, timeout=SLOW)
    for panel in panels_of(page):
        touch(panel.show()).settled(SLOW)
    return {"readable": readable, "cold": alive, "memory": memory()}


def in_turn(ours, theirs, presses):
    """(ms in the web edition, ms in JupyterLab): the medians of key presses on the same panels, in turn."""
    times = [], []
    for pair in list(zip(panels_of(ours), panels_of(theirs)))[:3]:
        for panel in pair:
            touch(panel.show()).settled(60_000)
        for press in range(presses):
            for panel, took in zip(pair, times):
                handles = panel.show().free_handles()
                if handles:
                    took.append(panel.press("ArrowLeft" if press % 2 == 0 else "ArrowRight", handles[0]))
                    panel.settled(60_000)
    return [statistics.median(filter(None, took)) for took in times]


def beside_jupyter(playwright, program, address, notebook, presses):
    """(dict of JupyterLab, ms per key in the web edition)."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(notebook.path, folder)
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        with JupyterLab(folder, browser=browser) as lab:
            opened = time.monotonic()
            page = lab.open(notebook.path.name, screen="laptop").tab
            found = run(page, opened)
            ours = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
            ours.goto(f"{address}/{notebook.address}")
            here, found["key"] = in_turn(ours, page, presses)
            browser.close()
    return found, here


def lite(playwright, program, address, notebook):
    browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
    page, opened = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}), time.monotonic()
    page.goto(f"{address}/lite/notebooks/index.html?path=notebooks/{notebook.path.name}")
    found = run(page, opened)
    browser.close()
    return found


def build(folder):
    """Seconds of ``make site`` on this machine, with what is fetched at hand, and nothing that it builds itself."""
    with tempfile.TemporaryDirectory() as cache:
        (Path(cache) / "dog-or-cat").mkdir()
        for kept in pyodide.cache().iterdir():
            if not kept.name.startswith(("packed-", "described")):
                (Path(cache) / "dog-or-cat" / kept.name).symlink_to(kept)
        begin = time.monotonic()
        environment = os.environ | {"XDG_CACHE_HOME": cache}
        subprocess.run([sys.executable, "-m", "web.site", folder], cwd=ROOT, env=environment, check=True)
        return time.monotonic() - begin


def row(name, found):
    """A line of the table; what misses its goal is marked."""
    cells = [f"{name:24}"]
    for what, form in [("readable", "{:.1f} s"), ("cold", "{:.1f} s"), ("warm", "{:.1f} s"), ("key", "{:.0f} ms")] + [
        ("visit", "{:.1f} MB"),
        ("memory", "{:.0f} MB"),
    ]:
        late = "Jupyter" not in name and what in GOALS and found.get(what, 0) > GOALS[what]
        cells.append((form.format(found[what]) + (" (!)" if late else "")) if what in found else "")
    return f"| {' | '.join(cells)} |"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted((ROOT / "notebooks").glob("*.ipynb")))
    parser.add_argument("--site", type=Path, help="a site that is built; by default it is built, and that is timed")
    parser.add_argument("--beside", default="01", help="the notebook that is opened in JupyterLab as well")
    parser.add_argument("--presses", type=int, default=12, help="of a key, for each panel")
    options = parser.parse_args()
    notebooks = [Notebook(path.resolve()) for path in options.notebooks]
    missed = 0
    with contextlib.ExitStack() as stack:
        folder = options.site or Path(stack.enter_context(tempfile.TemporaryDirectory()), "site")
        if not options.site:
            took = build(folder)
            missed += took > GOALS["build"]
            print(f"make site: {took:.0f} s\n")
        address, running = serve.start(folder)
        stack.callback(running.server_close)
        stack.callback(running.shutdown)
        playwright = stack.enter_context(sync_playwright())
        program = reader(stack.enter_context(tempfile.TemporaryDirectory()))
        print("| page | readable | live, cold | live, warm | key | first visit | memory |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        for notebook in notebooks:
            found = measured(playwright, program, folder, address, notebook)
            missed += sum(found[what] > goal for what, goal in GOALS.items() if what in found)
            print(row(notebook.path.stem, found), flush=True)
        beside = next(Notebook(path) for path in (ROOT / "notebooks").glob(f"{options.beside}_*.ipynb"))
        theirs, key = beside_jupyter(playwright, program, address, beside, options.presses)
        print(row(f"{beside.number} in JupyterLab", theirs))
        if (ROOT / "site" / "lite").is_dir():
            near, served = serve.start(ROOT / "site")
            print(row(f"{beside.number} in JupyterLite", lite(playwright, program, near, beside)))
            served.shutdown()
            served.server_close()
    missed += key > KEY * theirs["key"]
    ratio = key / theirs["key"]
    print(f"\nkey to picture in {beside.number}: {key:.0f} ms, JupyterLab {theirs['key']:.0f} ms: {ratio:.2f} of it")
    return missed


if __name__ == "__main__":
    raise SystemExit(main() > 0)
