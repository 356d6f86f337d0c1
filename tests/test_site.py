"""The web edition as a reader meets it, in headless Chromium: without scripts, then live. One build for all tests.

The pages of 00 and 01 are made to live: they have a prediction, an upload, an exercise, and the longest way to a panel.
"""

import functools
import gzip
import html
import http.server
import io
import json
import os
import re
import threading
import time
import urllib.request
import zipfile
from pathlib import Path

import matplotlib
import nbformat
import numpy as np
import pytest
from matplotlib.ft2font import FT2Font
from PIL import Image

from tests import every_panel
from tests.test_notebooks import NOTEBOOKS, PANELS, each_notebook
from tools.handout import markdown
from web import editor, pyodide, search, serve
from web.site import ROOT, Links, Notebook, Site, address_of, blocks_of, tables

pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe

from tools.browser import Panel
from tools.firefox import Firefox, firefox


def in_the_browser(test):
    """The marks of a test that needs a Chromium."""
    quiet = ("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
    for mark in (pytest.mark.browser, *map(pytest.mark.filterwarnings, quiet)):
        test = mark(test)
    return test


LIVE = 60_000  # ms that a first panel may take on a busy machine
FIRST_VISIT = 14e6  # bytes, as a host serves them that compresses
LARGEST_PAGE = 0.95e6  # bytes of its pictures; 01, whose first visit is measured, has the most
TRIED = [path for path in NOTEBOOKS if path.stem[:2] in ("00", "01")]


# The pages as files.


@each_notebook
def test_a_page_has_everything_that_is_stored_in_its_notebook(path):
    pictures = {}
    blocks = blocks_of(Notebook(path), pictures)
    cells = nbformat.read(path, as_version=4).cells
    exercises = [block for block in blocks if block["kind"] == "exercise"]
    checks = [cell for cell in cells if re.search(r"\.check\(\w+\)$", cell.source)]
    assert len(exercises) == len(checks) > 0 and all("check" in block for block in exercises)
    assert len(blocks) == len(cells) - len(exercises)
    panels = [o for block in blocks for o in block.get("outputs", []) if o["kind"] == "panel"]
    assert len(panels) == sum(where == path for where, _ in PANELS) > 0
    for panel in panels:
        assert panel["readout"] and panel["alt"].endswith(html.unescape(panel["readout"]))
        assert f"notebooks/{panel['picture']}" in pictures and panel["width"] > 600
    assert sum(map(len, pictures.values())) < LARGEST_PAGE


@pytest.mark.parametrize(
    "name, address",
    [("README.md", "index.html"), ("notebooks/01_a.ipynb", "notebooks/01_a.html"), ("lib/svd.py", "lib/svd.py.html")]
    + [("docs/lecture.md", "docs/lecture.html"), ("docs/panel.png", "docs/panel.png")],
)
def test_where_a_file_is_on_the_site(name, address):
    assert address_of(name) == address


def test_links_lead_to_pages_and_are_noted():
    links = Links()
    page = (
        '<a href="../lib/svd.py#x">a</a> <a href="https://example.org">b</a> <a href="#c">c</a> <a href="no.md">d</a>'
    )
    turned = page.replace("../lib/svd.py#x", "../lib/svd.py.html#x")
    assert links.turn(page, "notebooks/01_svd_and_mondrian.ipynb") == turned and links.wanted == {"lib/svd.py"}


def test_a_table_has_no_header_without_a_name():
    page = tables(markdown("| | $\\varphi(r)$ | b |\n|-|-|-|\n| 1 | 2 | 3 |"))
    assert re.findall("<t[hd]\\b[^>]*>", page)[:3] == ["<td>", '<th aria-label="φ(r)">', "<th>"]
    assert page.startswith('<div class="wide" tabindex="0"')


# Where Pyodide comes from.


def test_another_file_than_that_of_the_release_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PYODIDE", str(tmp_path))
    with pytest.raises(FileNotFoundError, match=r"has no pyodide\.js: give PYODIDE a folder with Pyodide 0\.27\.7"):
        pyodide.distribution()
    (tmp_path / "pyodide.js").write_text("something else")
    with pytest.raises(FileNotFoundError, match=r"pyodide\.js is not that of Pyodide 0\.27\.7"):
        pyodide.distribution()


def test_letters_are_drawn_as_by_the_whole_font():
    """All that this series writes; the same pixels, the same distances."""
    used = {letter for path in (ROOT / "lib").rglob("*.py") for letter in path.read_text(encoding="utf-8")}
    for name in ("DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique", "DejaVuSansMono"):
        whole = Path(matplotlib.get_data_path(), "fonts", "ttf", f"{name}.ttf").read_bytes()
        fonts = [FT2Font(io.BytesIO(content)) for content in (whole, pyodide.fewer_letters(whole))]
        maps = [font.get_charmap() for font in fonts]
        assert len(maps[1]) < len(maps[0]) / 2
        text = "".join(sorted(letter for letter in used if ord(letter) in maps[0])) + "AVAToWaTe."
        drawn = []
        for font in fonts:
            font.set_size(20, 100)
            font.set_text(text)
            font.draw_glyphs_to_bitmap()
            drawn.append(font.get_image())
        assert np.array_equal(*drawn)


# In the browser.


class Address(str):
    """Where the site is served, and the folder that it is in."""

    def __new__(cls, address, folder):
        made = super().__new__(cls, address)
        made.folder = folder
        return made


def built(tmp_path_factory):
    """The folder of the site: one for all processes that test at the same time, built by the first that comes."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    folder, building = shared / "site", shared / "site-is-being-built"
    while not folder.exists():
        try:
            building.mkdir()
        except FileExistsError:
            time.sleep(0.5)
            continue
        try:
            Site(TRIED).write(shared / "site-so-far")
            (shared / "site-so-far").rename(folder)
        finally:
            building.rmdir()
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a server of the built site."""
    try:
        pyodide.distribution()
    except FileNotFoundError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Python for the browser: {missing}")
    folder = built(tmp_path_factory)
    address, running = serve.start(folder)
    yield Address(address, folder)
    running.shutdown()
    running.server_close()


@pytest.fixture
def visit(browser, site):
    """A function that opens a page as a new reader would; what it asks for elsewhere, or logs as an error, fails.

    prepare : called with the page before it is opened.
    """
    contexts, problems = [], []

    def leaves(address):
        return not address.startswith((site, "data:", "blob:"))

    def open_page(name, size=(1366, 768), prepare=None, expected="nothing", wait_until="load", **options):
        width, height = size
        # What is kept for a visit without a network would answer what a test takes away.
        options = {"service_workers": "block"} | options
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        context.on("request", lambda request: leaves(request.url) and problems.append(f"asked for {request.url}"))
        page.on("pageerror", lambda error: problems.append(str(error)))
        wrong = lambda message: message.type == "error" and not re.search(expected, message.text)  # noqa: E731
        page.on("console", lambda message: wrong(message) and problems.append(message.text))
        if prepare:
            prepare(page)
        page.goto(f"{site}/{name}", wait_until=wait_until)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems


def page_of(path):
    return f"notebooks/{path.stem}.html"


START, PAINTING = "notebooks/00_start_here.html", "notebooks/01_svd_and_mondrian.html"
FREE = ".panel-controls > .control input[type=range]:not(:disabled)"


def first_free(page):
    """The first panel that no prediction keeps at rest."""
    return Panel(page, page.locator(f".panel:has({FREE})").first)


def live(panel):
    """Wait until a panel shows a picture of Python's own, and is at rest. Not a frame is painted for the question."""
    own = "box => box.querySelector('img').src.startsWith('blob:')"
    panel.tab.wait_for_function(own, arg=panel.box.element_handle(), timeout=LIVE, polling=100)
    return panel.settled(LIVE)  # Python may have been started anew


@in_the_browser
@pytest.mark.parametrize("path", TRIED, ids=lambda path: path.stem)
def test_without_scripts_everything_is_there_to_read(visit, path):
    page = visit(page_of(path), java_script_enabled=False)
    assert page.locator("figure.panel-place img[alt]").count() == sum(where == path for where, _ in PANELS)
    assert page.locator("figcaption").first.inner_text() and page.locator("math").count() > 0
    assert page.locator(".exercise pre").first.is_visible()
    assert page.locator("noscript p").is_visible() and not page.locator(".search").is_visible()
    page.goto(page.url.partition("notebooks/")[0])
    assert page.locator("figure.panel-place img[alt]").count() == 1 and page.locator("noscript p").is_visible()


WATCH_SHIFTS = """() => {
    window.shift = 0;
    new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.shift += one.value; }))
        .observe({type: 'layout-shift'});
}"""


@in_the_browser
@pytest.mark.parametrize("name", ["index.html", PAINTING])
def test_the_first_touch_brings_a_panel_to_life_and_nothing_jumps(visit, site, name):
    asked = set()
    page = visit(name, prepare=lambda page: page.on("request", lambda request: asked.add(request.url)))
    panel = first_free(page).show()
    handle = panel.box.locator(FREE).first
    picture = panel.box.locator("img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert picture > 600 and panel.box.locator("button").first.is_visible(), "controls and picture are there at once"
    page.evaluate(WATCH_SHIFTS)
    handle.focus()
    end = handle.evaluate("h => h.value === h.max ? 'Home' : 'End'")
    page.keyboard.press(end)
    live(panel)
    assert handle.evaluate("(h, end) => h.value === (end === 'End' ? h.max : h.min)", end), (
        "the move that started Python is not lost"
    )
    assert page.evaluate("() => window.shift") < 0.02
    assert not Axe().run(page).response["violations"]
    assert not [*every_panel.problems_of(panel)]
    files = {url.partition("?")[0].removeprefix(f"{site}/") for url in asked if url.startswith(site)}
    assert any(name.endswith("python.zip.gz") for name in files), "what Python asks for is counted"
    assert sum(serve.size(site.folder, name) for name in files) < FIRST_VISIT


@in_the_browser
def test_a_finger_on_a_phone(visit):
    page = visit(START, size=(390, 844), has_touch=True, is_mobile=True, color_scheme="dark")
    panel = first_free(page).show()
    panel.box.locator(".preset").last.tap()
    live(panel)
    assert panel.box.locator(FREE).first.evaluate("h => h.value === h.max")


@in_the_browser
def test_a_prediction_is_committed_to(visit):
    page = visit(START)
    panel = Panel(page, page.locator(".panel:has(.commit)").first).show()
    assert panel.box.locator(FREE).count() == 0, "before the guess only the guess can be moved"
    panel.handles.first.focus()
    page.keyboard.press("ArrowRight")
    panel.click("Commit")
    live(panel)
    assert "guess" in panel.readout and panel.box.locator(FREE).count() > 0


@in_the_browser
def test_a_picture_of_the_learners_own(visit):
    page = visit(PAINTING)
    panel = Panel(page, page.locator(".panel:has(input[type=file])").first).show()
    content = io.BytesIO()
    Image.fromarray(np.zeros((60, 90, 3), np.uint8)).save(content, "PNG")
    chosen = panel.box.locator("input[type=file]")
    chosen.set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": content.getvalue()})
    live(panel)
    assert "60 × 90" in panel.readout
    chosen.set_input_files({"name": "own.png", "mimeType": "image/png", "buffer": b"no picture"})
    panel.box.locator(".panel-refusal:visible").wait_for()
    assert "60 × 90" in panel.settled().readout, "the panel stays as it was"
    # Nobody has to wait until Python hangs.
    page.locator(".python-stop").evaluate("button => button.click()")
    panel.press("ArrowLeft")
    assert "60 × 90" in panel.settled(LIVE).readout, "another Python is handed the picture again"


RIGHT = "import numpy as np\ndef accuracy(y, predicted):\n    return np.mean(np.asarray(y) == np.asarray(predicted))"
WRONG = RIGHT.replace("==", "!=")
UNKNOWN = RIGHT.replace("np.asarray(predicted)", "guessed")
ENDLESS = "def accuracy(y, predicted):\n    while True:\n        pass"
# What Python's memory has grown to, which never shrinks, and what is left of a file that is loaded.
HELD = f"""{RIGHT}
import os, pyodide_js, numpy._core._multiarray_umath as loaded
print("held", pyodide_js._module.HEAPU8.length, os.path.getsize(loaded.__file__))"""
HEAP = 70e6  # bytes with two panels: 63 MB. The next step of growth is 75 MB


def answered(page, source, button="check", seconds=0):
    """The verdict on an answer to the first exercise of a page. seconds : by which its clock is put on meanwhile."""
    exercise = page.locator(".exercise").first
    write(exercise, source)
    if seconds:
        page.clock.install()
    exercise.get_by_role("button", name=button, exact=True).click()
    if seconds:
        page.wait_for_timeout(500)  # Python is at it
        page.clock.fast_forward(1000 * seconds)
    free = "box => !box.querySelector('button').disabled"
    page.wait_for_function(free, arg=exercise.element_handle(), timeout=LIVE, polling=100)
    return exercise.locator(".verdict").inner_text()


EDITOR = "textarea, .cm-content"


def write(exercise, source):
    """Type an answer in the place of what is there; the first touch of the field brings the editor."""
    exercise.locator(EDITOR).focus()
    if editor.modules():
        exercise.locator(".cm-content").wait_for()
    exercise.locator(EDITOR).fill(source)


HAS = "([box, part]) => (box.querySelector('textarea')?.value ?? box.innerText).includes(part)"


def text_of(exercise):
    lines = exercise.locator(".cm-line").all_inner_texts()
    return "\n".join(line.rstrip("\n") for line in lines) if lines else exercise.locator("textarea").input_value()


@in_the_browser
def test_right_wrong_and_endless_answers(visit):
    page = visit(START)
    panel = first_free(page)
    panel.click("a network")
    before = live(panel).readout
    guessed = Panel(page, page.locator(".panel:has(.commit)").first)
    guessed.click("Commit")
    live(guessed).box.locator("input.value").last.fill("0.333")
    page.keyboard.press("Enter")
    assert "Right." in answered(page, RIGHT)
    assert "The smallest input that shows it" in answered(page, WRONG)
    assert "In your line\nreturn np.mean(np.asarray(y) == guessed)" in answered(page, UNKNOWN)
    assert "accuracy(1)\nTypeError" in answered(page, f"{RIGHT}\naccuracy(1)", "run")
    heap, left = map(int, re.search(r"held (\d+) (\d+)", answered(page, HELD, "run")).groups())
    assert heap < HEAP and left == 0
    assert "accuracy" in answered(page, WRONG, "solution")
    assert "expected ':'" in answered(page, RIGHT.replace(":", "", 1))
    assert "did not end within" in answered(page, ENDLESS, seconds=10)
    # Python is another one now; the panels go on from where they were.
    assert panel.readout == before
    panel.press("ArrowLeft")
    live(panel)
    assert panel.readout != before and not panel.box.locator(".panel-trouble").is_visible()
    guessed.click("eyes")
    guessed.settled()
    assert "feature='eyes', threshold=0.333" in guessed.box.locator(".panel-code").input_value()
    assert "guess" in guessed.readout, "the prediction is still answered"
    assert "Right." in answered(page, RIGHT)
    in_a_second_tab(page, panel)


def in_a_second_tab(page, panel):
    """Two live Pythons beside each other: each tab moves its own panel, and what is written last stands in both."""
    second, problems = page.context.new_page(), []
    second.on("pageerror", lambda error: problems.append(str(error)))
    second.goto(page.url)
    other = first_free(second)
    other.press("Home")
    moved = live(other).readout
    panel.press("End")
    assert live(panel).readout != moved == other.readout
    assert "The smallest input that shows it" in answered(second, WRONG)
    exercise = page.locator(".exercise").first
    page.wait_for_function(HAS, arg=[exercise.element_handle(), "!="])
    assert not exercise.locator(".verdict").inner_text(), "Right was said of another answer"
    assert "Right." in answered(page, RIGHT)
    assert second.locator(".exercise").first.locator(".verdict").inner_text() == ""
    assert other.readout == moved and "Right." in answered(second, RIGHT) and not problems
    second.close()


@in_the_browser
def test_answers_stay_and_travel_as_a_notebook(visit, tmp_path):
    page = visit(START)
    exercise = page.locator(".exercise").first
    write(exercise, RIGHT)
    page.reload()
    assert text_of(exercise) == RIGHT
    second = page.context.new_page()
    second.goto(page.url)
    for tab, source, other in ((second, WRONG, page), (page, RIGHT, second)):
        write(tab.locator(".exercise").first, source)
        other.wait_for_function(HAS, arg=[other.locator(".exercise").first.element_handle(), source.split()[-1]])
    second.close()
    with page.expect_download() as download:
        page.get_by_role("button", name="save my answers").click()
    download.value.save_as(tmp_path / "answers.ipynb")
    book = nbformat.read(tmp_path / "answers.ipynb", as_version=4)
    nbformat.validate(book)
    assert RIGHT in [cell.source for cell in book.cells]
    exercise.get_by_role("button", name="start over").click()
    assert text_of(exercise).endswith("...")
    page.locator("input[accept='.ipynb']").set_input_files(tmp_path / "answers.ipynb")
    page.get_by_text("1 answer was taken").wait_for()
    assert text_of(exercise) == RIGHT
    page.locator("input[accept='.ipynb']").set_input_files(__file__)
    page.get_by_text("is no notebook").wait_for()


@in_the_browser
def test_code_is_indented_and_the_editor_is_left_by_keyboard(visit):
    page = visit(START)
    exercise = page.locator(".exercise").first
    write(exercise, "")
    page.keyboard.type("def accuracy(y, predicted):")
    page.keyboard.press("Enter")
    page.keyboard.type("return 1")
    assert text_of(exercise) == "def accuracy(y, predicted):\n    return 1"
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    assert text_of(exercise).endswith("\n        return 1")
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "check"
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Control+Enter")
    wrong = "box => box.dataset.kind === 'wrong'"
    page.wait_for_function(wrong, arg=exercise.element_handle(), timeout=LIVE, polling=100)


def script(source):
    return lambda page: page.add_init_script(source)


def answer(name, **said):
    return lambda page: page.route(f"**/{name}*", lambda route: route.fulfill(**said))


NO_MEMORY = "WebAssembly.Memory = class { constructor() { throw new RangeError('could not allocate memory'); } };\n"
WORKER = NO_MEMORY + Path("web/static/worker.js").read_text(encoding="utf-8")
# What goes wrong, and the words that a reader is told.
WRONG_HERE = {
    "no WebAssembly": (script("delete window.WebAssembly"), "This browser lacks WebAssembly"),
    "no workers": (script("delete window.Worker"), "This browser lacks workers"),
    "workers refused": (
        script("Worker = class { constructor() { throw Error('no'); } }"),
        "allows no worker here: no.",
    ),
    "no memory": (answer("worker.js", body=WORKER, content_type="text/javascript"), "Close other tabs"),
    "half a file": (answer("packages.tar.gz", body=gzip.compress(os.urandom(9000))[:5000]), "Check the connection"),
    "no file": (answer("lib.tar.gz", status=404), "the server says 404. Check the connection"),
    "half a page": (answer("present.js", status=503), "What moves the sliders of this page has not been loaded"),
}


@in_the_browser
@pytest.mark.parametrize("what", WRONG_HERE)
def test_what_goes_wrong_is_said_and_the_page_stays(visit, what):
    prepare, words = WRONG_HERE[what]
    page = visit(START, prepare=prepare, expected="Failed to load resource")
    if what != "half a page":
        panel = first_free(page).show()
        stored = panel.readout
        panel.click("a network")
        panel.box.locator(".panel-trouble:visible").wait_for(timeout=LIVE)
        assert words in panel.box.locator(".panel-trouble").inner_text() and panel.readout == stored
    page.locator(".python:visible", has_text=words).wait_for()
    assert page.locator("figure.panel-place img").first.evaluate(
        "image => image.decode().then(() => image.naturalWidth)"
    )
    assert not Axe().run(page).response["violations"]


@in_the_browser
def test_a_network_that_stands_still_does_not_keep_the_text_back(visit):
    page = visit(START, prepare=lambda page: page.route("**/present.js*", lambda route: None), wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByType('paint').length", timeout=LIVE)


class Slow(serve.Handler):
    """20 Mbit/s for all that is under way together, 100 ms before each answer, and nothing compressed."""

    line, free = threading.Lock(), 0.0

    def copyfile(self, source, target):
        time.sleep(0.1)
        while part := source.read(50_000):
            with Slow.line:
                Slow.free = max(Slow.free, time.monotonic()) + len(part) * 8 / 20e6
                wait = Slow.free - time.monotonic()
            time.sleep(max(wait, 0))
            target.write(part)


SAID = """() => {
    window.said = [];
    const words = document.querySelector('.python-words');
    new MutationObserver(() => window.said.push(words.textContent)).observe(words, {childList: true});
}"""


@in_the_browser
def test_a_slow_network_is_told_of_and_gets_the_small_engine(browser, site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Slow, directory=site.folder))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    asked = set()
    page = browser.new_page(service_workers="block")
    page.on("requestfinished", lambda request: asked.add(request.url.split("/")[-1]))
    # Of this machine as well, but by a name that does not say so.
    page.goto(f"http://a.localhost:{server.server_port}/{START}")
    page.evaluate(SAID)
    panel = first_free(page).show()
    panel.click("a network")
    live(panel)
    shares = [int(said[1]) for words in page.evaluate("() => window.said") if (said := re.search(r"(\d+) % of", words))]
    page.context.close()
    server.shutdown()
    server.server_close()
    assert shares == sorted(shares) and len(set(shares)) > 10 and shares[-1] == 100
    assert "pyodide.asm.wasm.gz" in asked and "pyodide.asm.wasm" not in asked


BOX = f"document.querySelector('.panel:has({FREE})')"
ONE_LINE = "def accuracy(y, predicted): return sum(a == b for a, b in zip(y, predicted)) / len(y)"


@pytest.mark.browser
def test_firefox_as_well_moves_a_panel_and_checks_an_answer(site):
    if not firefox():
        if os.environ.get("CI"):
            pytest.fail("CI has no Firefox: .ci/run installs it")
        pytest.skip("no Firefox on this machine: the pages are tried in Chromium alone")
    with Firefox() as page:
        page.open(f"{site}/{START}")
        page.evaluate(f"{BOX}.querySelector('{FREE}').focus()")
        at_rest = f"{BOX}.querySelector('img').src.startsWith('blob:') && {BOX}.dataset.settled === 'true'"
        page.press("End")
        page.wait_for(at_rest, LIVE / 1000)
        readout = f"{BOX}.querySelector('.panel-readout').textContent"
        before = page.evaluate(readout)
        page.press("ArrowLeft")
        page.wait_for(f"{readout} !== {json.dumps(before)} && {at_rest}")
        page.evaluate("document.querySelector('.exercise :is(textarea, .cm-content)').focus()")
        field = "document.querySelector('.exercise textarea, .exercise .cm-content[contenteditable=true]')"
        page.wait_for(f"document.activeElement === {field}")
        page.evaluate(f"{field}.select?.() ?? getSelection().selectAllChildren({field})")
        page.type(ONE_LINE)
        page.evaluate("[...document.querySelectorAll('.exercise button')].find(b => b.textContent === 'check').click()")
        page.wait_for("document.querySelector('.exercise').dataset.kind", LIVE / 1000)
        assert page.evaluate("document.querySelector('.exercise').dataset.kind") == "right"


@in_the_browser
def test_python_that_does_not_arrive_is_named_and_may_be_tried_again(visit):
    cut = lambda page: page.route("**/packages.tar.gz", lambda route: route.abort())  # noqa: E731
    page = visit(START, prepare=cut, expected="Failed to load|ERR_FAILED")
    panel = first_free(page).show()
    panel.click("a network")
    panel.box.locator(".panel-trouble:visible").wait_for(timeout=LIVE)
    assert "Python could not be started" in panel.box.locator(".panel-trouble").inner_text()
    page.unroute("**/packages.tar.gz")
    panel.click("a painting")
    live(panel)
    assert not panel.box.locator(".panel-trouble").is_visible()


@in_the_browser
def test_storage_that_is_refused_costs_no_answer(visit):
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('refused'); }})"
    page = visit(START, prepare=lambda page: page.add_init_script(refuse))
    exercise = page.locator(".exercise").first
    write(exercise, RIGHT)
    assert text_of(exercise) == RIGHT
    exercise.get_by_text("This browser refuses to keep your answer").wait_for()


# The search.


@in_the_browser
def test_a_find_leads_to_the_very_place_by_keys_alone(visit):
    if not search.available():
        assert not os.environ.get("CI")
        pytest.skip("no Pagefind on this machine")
    asked = []
    page = visit(START, size=(390, 844))
    page.on("request", lambda request: asked.append(request.url))
    field = page.get_by_role("searchbox", name="Search the series")
    assert not any("pagefind" in address for address in asked), "it is loaded by who searches"
    field.focus()
    page.keyboard.type("painting at rank")
    page.get_by_role("link", name="The painting at rank k", exact=True).wait_for(timeout=LIVE)
    assert re.match(r"\d+ places|one place", page.locator(".found-said").inner_text())
    assert not Axe().run(page).response["violations"]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.keyboard.press("Enter")
    # Down and up from find to find, Escape back to the field, and once more to close.
    page.wait_for_function("() => document.activeElement === document.querySelector('.found a')")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => document.activeElement === document.querySelectorAll('.found a')[1]")
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement.type") == "search"
    page.keyboard.press("Escape")
    assert not page.locator(".found").is_visible()
    field.fill("")
    page.keyboard.type("The painting at rank k")
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.matches('.found a')")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{PAINTING}#nb01-*")
    panel = page.locator(".panel[data-title='The painting at rank k']")
    page.wait_for_function("box => Math.abs(box.getBoundingClientRect().top) < 60", arg=panel.element_handle())


@in_the_browser
def test_a_search_that_cannot_be_loaded_says_so(visit):
    if not search.available():
        pytest.skip("no Pagefind on this machine")
    cut = lambda page: page.route("**/pagefind/**", lambda route: route.abort())  # noqa: E731
    page = visit("index.html", prepare=cut, expected="Failed to load|ERR_FAILED")
    field = page.get_by_role("searchbox")
    field.fill("painting")
    page.get_by_text("The search could not be loaded").wait_for()
    page.unroute("**/pagefind/**")
    field.fill("painting at rank")
    page.locator(".found a").first.wait_for()


@in_the_browser
def test_on_paper_nothing_is_folded_and_a_panel_is_its_picture(visit):
    page = visit(PAINTING)
    page.evaluate(
        "() => onbeforeprint = () => { window.folded = document.querySelectorAll('details:not([open])').length }"
    )
    folded = page.locator("details:not([open])").count()
    paper = page.pdf(format="A4")
    assert page.evaluate("() => window.folded") == 0 and page.locator("details:not([open])").count() == folded > 0
    assert len(re.findall(rb"/Subtype */Image\b", paper)) >= sum(path.stem[:2] == "01" for path, _ in PANELS)
    page.emulate_media(media="print")
    panel = page.locator(".panel:has(.commit)").first
    assert panel.locator(".question").is_visible() and panel.locator("img").is_visible()
    assert not panel.locator("button:visible, input:visible").count()
    # The picture is as wide as the paper at most, whatever it was on the screen.
    page.add_style_tag(content=".panel-place { width: 300px !important; } .panel { --picture: 1200px !important; }")
    assert panel.locator("img").evaluate("image => image.getBoundingClientRect().width") <= 300


def test_the_whole_series_in_one_file(site):
    with (
        urllib.request.urlopen(f"{site}/dog-or-cat.zip") as answer,
        zipfile.ZipFile(io.BytesIO(answer.read())) as taken,
    ):
        names = taken.namelist()
    assert {"dog-or-cat/index.html", f"dog-or-cat/{START}", "dog-or-cat/sw.js"} <= set(names)


PAGES = [START, PAINTING, "index.html", "docs/lecture.html", "lib/svd.py.html"]


@in_the_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_no_violation_of_accessibility_and_no_scroll_sideways(visit, name, scheme):
    page = visit(name, size=(360, 740), color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert not [(one["id"], [node["html"][:120] for node in one["nodes"]][:3]) for one in found]
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 360


@in_the_browser
def test_every_link_within_the_site_leads_somewhere(visit, site):
    page, there = visit(START), {}
    for name in PAGES:
        page.goto(f"{site}/{name}")
        inside = {a for a in page.evaluate("() => [...document.links].map(a => a.href)") if a.startswith(site)}
        others = [f"notebooks/{path.stem}" for path in NOTEBOOKS if path not in TRIED]
        for address in sorted(inside):
            if not any(other in address for other in others):
                whole, _, part = address.partition("#")
                if whole not in there:
                    there[whole] = page.request.get(whole)
                    assert there[whole].ok, f"{name} leads to {address}"
                assert not part or f'id="{part}"' in there[whole].text(), f"{name} leads to {address}"
