"""Each notebook in JupyterLab in headless Chromium: Run All, then a slider by keyboard, as a learner would.

The screenshots are in screenshots/, to be looked at.
"""

import io
import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.test_notebooks import NOTEBOOKS, PANELS

playwright = pytest.importorskip("playwright.sync_api")
from tools.browser import JupyterLab, chromium  # noqa: E402

ROOT = Path(__file__).parent.parent
pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    if not chromium():
        if os.environ.get("CI"):
            pytest.fail("CI has no Chromium: .ci/run installs it")
        pytest.skip("no Chromium on this machine: the notebooks are not tried in a browser")
    folder = tmp_path_factory.mktemp("notebooks")
    for path in NOTEBOOKS:
        shutil.copy(path, folder)
    with JupyterLab(folder) as running:
        yield running


# The height of what is seen of a notebook.
ROOM = "() => document.querySelector('.jp-WindowedPanel-outer').clientHeight"


def cells_of(page):
    return page.tab.evaluate("() => window.jupyterapp.shell.currentWidget.content.model.cells.length")


def shoot(tab, name):
    (ROOT / "screenshots").mkdir(exist_ok=True)
    tab.screenshot(path=ROOT / "screenshots" / f"{name}.png")


def run_and_move(lab, path):
    """Open a notebook, run it, move every slider of every panel by keyboard, and take pictures."""
    page = lab.open(path.name)
    try:
        titles = [title for where, title in PANELS if where == path]
        # Opened and not yet run, the notebook shows its stored pictures.
        page.tab.wait_for_function(
            "count => document.querySelectorAll('.jp-OutputArea-output img').length >= count", arg=len(titles)
        )
        cells = cells_of(page)
        seconds = page.run_all()
        assert seconds < 60, f"Run All took {seconds:.0f} s"
        assert page.tab.locator(".jp-OutputArea-output .jp-RenderedText[data-mime-type*=stderr]").count() == 0
        for title in titles:
            panel = page.panel(title).show().settled()
            room = page.tab.evaluate(ROOM)
            assert panel.box.bounding_box()["height"] <= room, f"{title}: controls and picture are not on one screen"
            if panel.box.get_by_role("button", name="Commit", exact=True).count():
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
            assert panel.box.locator(".panel-trouble:visible").count() == 0
            assert panel.box.locator("img").get_attribute("alt").endswith(panel.readout)
            shoot(page.tab, f"{path.stem}-{titles.index(title):02d}")
        assert cells_of(page) == cells, "no key went to the notebook"
    finally:
        page.close()


def png(size, colour):
    content = io.BytesIO()
    Image.new("RGB", size, colour).save(content, "PNG")
    return {"name": "a.png", "mimeType": "image/png", "buffer": content.getvalue()}


def test_a_picture_of_the_learners_own(lab):
    page = lab.open("01_svd_and_mondrian.ipynb")
    try:
        page.run_all()
        panel = page.panel("Your own picture at rank k").show().settled()

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
        assert panel.press("ArrowRight") is not None, "the panel goes on working"
        # A photograph of 12 megabytes, larger than what a websocket takes unless it is told to.
        noise = np.random.default_rng(0).integers(0, 256, (2000, 2000, 3), dtype=np.uint8)
        content = io.BytesIO()
        Image.fromarray(noise).save(content, "PNG", compress_level=0)
        choose({"name": "b.png", "mimeType": "image/png", "buffer": content.getvalue()})
        page.tab.wait_for_function(
            "box => box.querySelector('.panel-readout').innerText.includes('384 × 384 pixels')",
            arg=panel.box.element_handle(),
        )
        shoot(page.tab, "own-picture")
    finally:
        page.close()


class OfANotebook:
    """A class a notebook: pytest-xdist shares them out."""

    def test_runs_and_moves(self, lab):
        run_and_move(lab, self.path)


for path in NOTEBOOKS:
    globals()[f"Test_{path.stem}"] = type(f"Test_{path.stem}", (OfANotebook,), {"path": path})
