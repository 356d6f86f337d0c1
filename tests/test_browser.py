"""Each notebook in JupyterLab in headless Chromium: Run All, then a slider by keyboard, as a learner would.

What a test that failed saw last is in screenshots/.
"""

import contextlib
import io
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.test_notebooks import NOTEBOOKS, PANELS

playwright = pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe  # noqa: E402

from tools.browser import JupyterLab  # noqa: E402

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def lab(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notebooks")
    for path in NOTEBOOKS:
        shutil.copy(path, folder)
    with JupyterLab(folder, browser=browser) as running:
        yield running


@pytest.fixture(scope="module")
def windows():
    kept = []
    yield kept
    for page in kept:
        page.close()


@pytest.fixture
def window(lab, windows, path):
    """A notebook, not yet run: one window of JupyterLab for one notebook after another, on the smallest screen where a
    panel has to be whole."""
    if windows:
        windows[0].turn_to(path.name)
    else:
        windows.append(lab.open(path.name, screen="laptop, in a window"))
    return windows[0]


# The height of what is seen of a notebook.
ROOM = "() => document.querySelector('.jp-WindowedPanel-outer').clientHeight"


def cells_of(page):
    return page.tab.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")


@contextlib.contextmanager
def a_picture_of_what_failed(tab, name):
    try:
        yield
    except Exception:
        (ROOT / "screenshots").mkdir(exist_ok=True)
        tab.screenshot(path=ROOT / "screenshots" / f"{name}.png")
        raise


def use_theme(page, theme):
    page.tab.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    light = "light => document.body.dataset.jpThemeLight === light"
    page.tab.wait_for_function(light, arg=str("Light" in theme).lower())


def run_and_move(page, path):
    """Run the notebook that is open, and move every slider of every panel by keyboard."""
    titles = [title for where, title in PANELS if where == path]
    # Opened and not yet run, the notebook shows its stored pictures.
    page.tab.wait_for_function(
        "count => document.querySelectorAll('.jp-OutputArea-output img').length >= count", arg=len(titles), polling=100
    )
    cells = cells_of(page)
    seconds = page.run_all()
    assert seconds < 60, f"Run All took {seconds:.0f} s"
    assert page.tab.locator(".jp-OutputArea-output .jp-RenderedText[data-mime-type*=stderr]").count() == 0
    for title in titles:
        panel = page.panel(title).show().settled()
        assert panel.evaluate("box => box.offsetHeight") <= page.tab.evaluate(ROOM), (
            f"{title}: controls and picture are not on one screen"
        )
        if panel.evaluate("box => Boolean(box.querySelector('.commit'))"):
            panel.click("Commit")
            panel.box.get_by_role("button", name="Guess again", exact=True).wait_for()
            panel.settled()
        before, words = panel.picture, panel.readout
        for handle in panel.free_handles():
            # A slider at its end has nowhere to go, and waiting for its picture takes seconds.
            keys = ("ArrowLeft", "Home") if panel.at_end(handle) else ("ArrowRight", "End")
            assert any(panel.press(key, handle) is not None for key in keys), f"{title}, slider {handle}"
            panel.settled()
        assert panel.picture != before and panel.readout != words, title
        assert not panel.evaluate("box => box.querySelector('.panel-trouble').checkVisibility()")
        assert panel.evaluate("box => box.querySelector('img').alt").endswith(panel.readout)
    assert cells_of(page) == cells, "no key went to the notebook"
    for theme in ("JupyterLab Dark", "JupyterLab Light"):  # the last one is that of the next notebook
        use_theme(page, theme)
        found = Axe().run(page.tab, context=".panel").response["violations"]
        assert not found, (theme, [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found])


def png(size, colour):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return {"name": "a.png", "mimeType": "image/png", "buffer": content.getvalue()}


def choose_pictures(page, title, tmp_path):
    """Hand pictures of the learner's own to the panel with this title, also such as cannot be taken."""
    panel = page.panel(title).show().settled()

    def choose(file):
        with page.tab.expect_file_chooser() as chooser:
            panel.box.locator(".upload").click()
        chooser.value.set_files(file)

    before = panel.readout
    choose({"name": "a.png", "mimeType": "image/png", "buffer": b"no picture at all"})
    panel.box.locator(".panel-refusal:visible").wait_for()
    assert "not a PNG or JPEG" in panel.box.locator(".panel-refusal").inner_text() and panel.readout == before
    for size in ((1, 1), (900, 300), (30, 40)):
        choose(png(size, "teal"))
        rows, columns = (round(side * min(1, 384 / max(size))) for side in size[::-1])
        page.tab.wait_for_function(
            "([box, words]) => box.querySelector('.panel-readout').innerText.includes(words)",
            arg=[panel.box.element_handle(), f"{rows} × {columns} pixels"],
        )
    assert panel.box.locator(".panel-refusal:visible").count() == 0
    # A file over the limit is refused before a byte of it is sent; on disk this one takes no room.
    with open(tmp_path / "scan.png", "wb") as file:
        file.truncate(101_000_000)
    before = panel.readout
    choose(tmp_path / "scan.png")
    panel.box.locator(".panel-refusal:visible").wait_for()
    said = panel.box.locator(".panel-refusal").inner_text()
    assert said == "Sorry: scan.png has 101 MB; at most 100 MB can be taken." and panel.readout == before
    assert panel.box.get_attribute("data-settled") == "true", "nothing was sent"
    assert panel.press("ArrowRight") is not None, "the panel goes on working"
    # A photograph of 12 megabytes: a websocket takes messages of 10, and so it goes in parts.
    noise = np.random.default_rng(0).integers(0, 256, (2000, 2000, 3), dtype=np.uint8)
    content = io.BytesIO()
    Image.fromarray(noise).save(content, "PNG", compress_level=0)
    choose({"name": "b.png", "mimeType": "image/png", "buffer": content.getvalue()})
    page.tab.wait_for_function(
        "box => box.querySelector('.panel-readout').innerText.includes('384 × 384 pixels')",
        arg=panel.box.element_handle(),
    )


# What a reader sees of the first panel: its pictures, stored or live, and what Jupyter says instead.
SEEN = """() => ({
    live: document.querySelectorAll('.panel-live').length,
    stored: [...document.querySelectorAll('.jp-OutputArea-output img')]
        .filter(i => !i.closest('.panel') && i.offsetHeight).length,
    captions: [...document.querySelectorAll('.panel-stored')].filter(p => p.offsetHeight).length,
    words: document.body.innerText.includes('model not found') || document.body.innerText.includes('Loading widget'),
})"""


# A machine so slow that no model of anywidget is ready in the two seconds after which it hears nothing any more.
SLOW = """() => {
    const timeout = AbortSignal.timeout;
    window.late = 0;
    AbortSignal.timeout = (ms) => {
        if (ms !== 2000) return timeout.call(AbortSignal, ms);
        const over = new AbortController();
        queueMicrotask(() => { window.late += 1; over.abort(); });
        return over.signal;
    };
}"""


@pytest.mark.parametrize("app", ["jupyterlab", "notebook"])
def test_saved_closed_and_opened_again_the_stored_picture_is_shown(browser, app, tmp_path):
    """Untrusted and never run; run; saved, and opened with another kernel, trusted then; run again, slowly."""
    name = NOTEBOOKS[0].name
    titles = [title for where, title in PANELS if where == NOTEBOOKS[0]]
    shutil.copy(NOTEBOOKS[0], tmp_path)
    stored = {"live": 0, "stored": len(titles), "captions": len(titles), "words": False}
    live = {"live": len(titles), "stored": 0, "captions": 0, "words": False}
    with JupyterLab(tmp_path, app, browser) as server:

        def is_seen(page, wanted):
            try:
                page.tab.wait_for_function(
                    f"wanted => JSON.stringify(({SEEN})()) === wanted",
                    arg=json.dumps(wanted, separators=(",", ":")),
                    timeout=20_000,
                    polling=100,
                )
            except playwright.TimeoutError:
                assert page.tab.evaluate(SEEN) == wanted

        page = None
        for slowly in (False, True):
            page = server.open(name, after=page)
            is_seen(page, stored)
            if slowly:
                page.tab.evaluate(SLOW)
            page.run_all()
            is_seen(page, live)
            assert not slowly or page.tab.evaluate("() => window.late") >= len(titles)
            panel = page.panel(titles[0]).show().settled()
            cells = cells_of(page)
            before = panel.readout
            panel.press("ArrowRight")
            for key in ("x", " ", "d", "d"):
                page.tab.keyboard.press(key)
            assert panel.settled().readout != before and cells_of(page) == cells
            page.save()
            page.tab.wait_for_timeout(1000)
            page.tab.close()
            server.stop_kernels()
        page.close()


OWN_PICTURE = "Your own picture at rank k"


class TestNotebooks:
    """In one process, one after the other: what takes longest is to open JupyterLab."""

    @pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
    def test_runs_and_moves(self, window, path, tmp_path):
        with a_picture_of_what_failed(window.tab, path.stem):
            run_and_move(window, path)
            if (path, OWN_PICTURE) in PANELS:
                choose_pictures(window, OWN_PICTURE, tmp_path)

    def test_one_of_them_takes_a_picture(self):
        assert any(title == OWN_PICTURE for _, title in PANELS)
