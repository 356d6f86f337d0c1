"""The page as slides: how it is cut, and a lecture by keys alone in headless Chromium."""

import re
from html.parser import HTMLParser

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests import test_site
from tests.test_notebooks import NOTEBOOKS, PANELS, each_notebook
from tests.test_project import ALL_ROWS
from tests.test_site import LIVE, PAINTING, START, in_the_browser
from tools.browser import Panel
from tools.handout import markdown
from web import search, slides
from web.site import Notebook, blocks_of

site, visit = test_site.site, test_site.visit


class Shown(HTMLParser):
    """What the marks of a page say: dict slide → its text. A summary stands above each part of what it opens."""

    def __init__(self, page):
        super().__init__()
        self.texts, self.open = {}, []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag not in slides.VOID:
            above = "summary" if tag == "summary" else self.open[-1] if self.open else None
            self.open.append(dict(attributes).get("data-slide", above))

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        self.open.pop()

    def handle_data(self, data):
        at = self.open[-1] if self.open else None
        self.texts[at] = self.texts.get(at, "") + data


def cut(path):
    """The blocks of a notebook's page, marked, and the titles of its slides."""
    blocks = blocks_of(Notebook(path), {})
    return blocks, slides.cut(blocks)


def slide_of(marked):
    return re.search(r'data-slide="([^"]+)"', marked)[1]


@each_notebook
def test_each_slide_shows_something_and_each_text_is_on_a_slide_or_a_note(path):
    blocks, titles = cut(path)
    shown = Shown("".join(block["html"] for block in blocks if block["kind"] == "text")).texts
    shown.pop("summary")
    assert not shown.pop(None).strip()
    noted = shown.pop(slides.NOWHERE)
    others = [*blocks, *(output for block in blocks for output in block.get("outputs", []))]
    numbers = {slide_of(other["mark"]) for other in others if "mark" in other} - {slides.NOWHERE}
    assert numbers | set(shown) == {str(at + 1) for at in range(len(titles))} and all(titles)
    assert "Try in class" in noted and not any("Try in class" in text for text in shown.values())


@each_notebook
def test_a_panel_is_on_the_slide_of_its_prediction_and_no_other_panel_is(path):
    blocks, _ = cut(path)
    panels, asked = [], None
    for block in blocks:
        if block["kind"] == "text":
            found = re.findall(r'<p data-slide="(\d+)"><strong>Predict\.', block["html"])
            asked = found[-1] if found else asked
        for output in block.get("outputs", []):
            if output["kind"] == "panel":
                panels.append(slide_of(output["mark"]))
                assert asked in (None, panels[-1])
                asked = None
    assert len(set(panels)) == len(panels) == sum(where == path for where, _ in PANELS)


PROSE = "<p>" + 8 * "A sentence of fifty letters, as such sentences are. " + "</p>\n"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("<h2>a</h2><p>b</p>", "11"),
        ("<h2>a</h2><h3>b</h3><p>c</p>", "111"),
        ("<p>a</p><p>Claim. b</p><p>By hand. c</p>", "123"),
        ("<p>a</p><p>Claims are many.</p>", "11"),
        (3 * PROSE, "112"),
        ("<p>Predict. a</p>" + 3 * PROSE, "1111"),
        (PROSE + PROSE.replace("</p>", "it is:</p>") + PROSE, "122"),
        (2 * PROSE + PROSE.replace("</p>", "it is:</p>") + "<ol>" + 6 * "<li>a</li>" + 2 * PROSE + "</ol>", "1122"),
        ("<ul>" + 4 * PROSE.replace("p>", "li>") + "</ul>", "1122"),
        (PROSE + "<p>The symbols.</p><table>" + 9 * "<tr></tr>" + "</table>", "122"),
        ("<p><div class='formula'><div>x</div></div></p><p>a</p>", "11"),
        ("<h2>a</h2><p>b</p><h2>c</h2>", "112"),
    ],
)
def test_where_a_slide_begins(text, expected):
    block = {"kind": "text", "html": text}
    slides.cut([block])
    assert "".join(re.findall(r'data-slide="(\d)"', block["html"])) == expected
    assert re.sub(r' data-slides?="[\d ]+"', "", block["html"]) == text


def test_the_rows_of_the_lecture_are_those_of_its_page():
    rows = slides.lecture()
    assert [f"L{number}" for number in rows] == ALL_ROWS
    assert {row["page"] for row in rows.values()} <= {f"{path.stem}.html" for path in NOTEBOOKS}
    assert rows["14"]["panel"] == "The painting at rank k" and rows["14"]["clicks"].startswith(
        "one colour block · exact"
    )
    assert f"{sum(row['minutes'] for row in rows.values())} minutes in all" in slides.LECTURE.read_text(
        encoding="utf-8"
    )


def test_each_row_of_the_lectures_page_leads_to_its_slide():
    page = slides.with_links(markdown(slides.LECTURE.read_text(encoding="utf-8")))
    found = re.findall(r'<td><a href="\.\./notebooks/(\w+\.html)\?present=(L\d+)">(L\d+)</a>', page)
    assert found == 2 * [(row["page"], f"L{number}", f"L{number}") for number, row in slides.lecture().items()]
    assert "MondrianSVD" in page and not re.search(r"<td>L\d", page)


# In the browser.

FRAMES = "() => new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(go))))"
# Of a slide, all at once: two frames later, in which a panel finds its size.
SHOWN = f"""async () => {{
    await ({FRAMES})();
    const main = document.querySelector('main'), figures = document.querySelectorAll('figure.on');
    const of = (box) => Math.max(box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth);
    const size = (box) => parseFloat(getComputedStyle(box).fontSize);
    const seen = (what) => [...document.querySelectorAll(what)].filter((box) => box.checkVisibility());
    const longest = (text) => Math.max(...text.split('\\n').map((line) => line.length));
    const code = seen('main .highlight code, main .editor textarea')
        .map((box) => [longest(box.value ?? box.textContent), size(box) / size(main)]);
    return {{said: document.querySelector('.present-said').innerText, beyond: Math.max(...[main, ...figures].map(of)),
             share: figures.length && figures[0].querySelector('img').getBoundingClientRect().width / innerWidth,
             ends: !seen('main .exercise').length || getComputedStyle(main).overflowY === 'auto',
             code, text: main.innerText.trim(), figures: figures.length, page: document.body.innerText}};
}}"""


WIDTH = "box => Math.floor(box.querySelector('img').getBoundingClientRect().width)"


def said(page):
    return page.locator(".present-said").inner_text()


def number(page):
    return int(said(page).split()[0])


@in_the_browser
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}")
def test_every_slide_is_whole_on_the_screen(visit, size):
    page = visit(f"{PAINTING}?present", size=size)
    last = int(said(page).split()[2])
    for at in range(1, last + 1):
        slide = page.evaluate(SHOWN)
        assert slide["said"].startswith(f"{at} of {last} ")
        assert slide["beyond"] <= 1, f"slide {slide['said']}"
        assert slide["text"] and slide["figures"] <= 1
        assert "Try in class" not in slide["page"]
        assert slide["share"] > 0.6 or not slide["figures"], f"a small picture on {slide['said']}"
        assert slide["ends"], f"what an exercise says may be cut off on {slide['said']}"
        for letters, size in slide["code"]:
            assert size > (0.8 if letters < 100 else 0.65), f"small code of {letters} letters on {slide['said']}"
        page.keyboard.press("PageDown")
    assert number(page) == last, "after the last slide comes none"
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    panel = Panel(page, page.locator("figure.on .panel"))
    panel.click("Commit")
    test_site.live(panel)
    assert panel.evaluate("box => box.querySelector('img').naturalWidth") >= panel.evaluate(WIDTH), "crisp"


@in_the_browser
def test_a_lecture_by_keys_alone(visit):
    page = visit(START)
    page.locator("#present").focus()
    page.keyboard.press("Enter")
    assert number(page) == 1
    for key, at in [("PageDown", 2), ("ArrowRight", 3), (" ", 4), ("PageUp", 3), ("ArrowLeft", 2), ("Home", 1)]:
        page.keyboard.press(key)
        assert number(page) == at, key
    page.keyboard.press("End")
    assert said(page).startswith(f"{number(page)} of {number(page)} ")
    # A row of another notebook, by its number; there a preset, by its digit, once the prediction is made.
    page.keyboard.type("4")
    page.keyboard.press("Enter")
    page.wait_for_url("**/01_*.html?present=*")
    page.locator("figure.on").wait_for()
    assert page.locator("figure.on .panel-rows").inner_text() == " · L4"
    page.evaluate(FRAMES)  # a browser hears no key before it has painted
    page.keyboard.type("L14")
    page.keyboard.press("Enter")
    panel = Panel(page, page.locator("figure.on .panel"))
    assert panel.box.get_attribute("data-title") == "The painting at rank k"
    page.keyboard.press("1")
    page.get_by_text("first commit to a guess", exact=True).wait_for()
    panel.box.locator(".commit:visible").focus()
    page.keyboard.press("Enter")
    test_site.live(panel)
    assert not Axe().run(page).response["violations"]
    before = panel.readout
    page.keyboard.press("Escape")
    page.keyboard.press("1")
    page.wait_for_function(
        "(was) => document.querySelector('figure.on .panel-readout').textContent !== was", arg=before
    )
    assert test_site.live(panel).readout != before
    # Back from the row to the one before it in the lecture, and on to the next.
    page.keyboard.type("13")
    page.keyboard.press("Enter")
    assert page.locator("figure.on .panel-rows").inner_text() == " · L13"
    page.keyboard.press("n")
    assert panel.box.get_attribute("data-title") == "The painting at rank k"
    page.keyboard.press("Escape")
    assert page.url.endswith("/01_svd_and_mondrian.html") and page.locator("header.site").is_visible()


@in_the_browser
def test_a_slider_keeps_its_arrows_and_a_remote_leads_on(visit):
    page = visit(f"{START}?present")
    while not page.locator("figure.on").count():
        page.keyboard.press("PageDown")
    at = number(page)
    handle = page.locator(f"figure.on {test_site.FREE}").first
    handle.focus()
    place = handle.input_value()
    page.keyboard.press("ArrowRight")
    assert number(page) == at and handle.input_value() != place
    page.keyboard.press("PageDown")
    assert number(page) == at + 1
    page.keyboard.press("ArrowLeft")
    assert number(page) == at, "the slider that was left has no key any more"
    page.reload()
    assert number(page) == at


@in_the_browser
def test_notes_are_for_the_speaker(visit):
    page = visit(f"{PAINTING}?present=L14")
    notes = page.locator(".present-notes")
    assert not notes.is_visible()
    page.keyboard.press("s")
    assert notes.is_visible()
    assert re.search(r"L14 .* about 8 minutes · one colour block · exact", notes.inner_text())
    assert "Try in class." in notes.inner_text() and "Answers" in notes.inner_text()
    assert "Try in class" not in page.locator("main").inner_text()
    with page.expect_popup() as opened:
        page.keyboard.press("w")
    page.keyboard.press("s")
    assert not notes.is_visible()
    other = opened.value
    other.locator(".present-notes").get_by_text("Try in class.").wait_for()
    at = number(page)
    page.keyboard.press("PageDown")
    other.wait_for_url(f"**?notes={at + 1}")
    other.keyboard.press("PageUp")
    page.wait_for_url(f"**?present={at}")


@in_the_browser
def test_printed_it_is_a_slide_a_page_with_its_pictures(visit):
    page = visit(f"{START}?present=3")
    paper = page.pdf(prefer_css_page_size=True)
    last = int(said(page).split()[2])
    assert len(re.findall(rb"/Type */Page\b", paper)) == last
    assert len(re.findall(rb"/Subtype */Image\b", paper)) >= sum(path.stem[:2] == "00" for path, _ in PANELS)
    assert b"/MediaBox [0 0 960 540" in paper or re.search(rb"/MediaBox \[0 0 9(59|60)[.\d]* 540", paper)


@in_the_browser
def test_full_screen_stays_on_the_way_to_another_page(visit):
    page = visit(f"{START}?present")
    page.keyboard.press("f")
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.type("14")
    page.keyboard.press("Enter")
    frame = page.frame_locator(".present-frame")
    frame.get_by_text("The painting at rank k").wait_for(timeout=LIVE)
    assert page.evaluate("() => Boolean(document.fullscreenElement)")


# Without a network.


@in_the_browser
def test_after_the_first_visit_all_works_without_a_network(visit):
    page = visit(START, service_workers="allow", expected="Failed to load")
    page.get_by_text("kept on this device").wait_for(timeout=LIVE)
    page.context.set_offline(True)
    page.context.route("**/*.wasm", lambda route: route.abort())  # which only the network has
    page.goto(page.url.replace(START, PAINTING))
    panel = test_site.first_free(page).show()
    panel.box.locator(test_site.FREE).first.focus()
    page.keyboard.press("Home")
    test_site.live(panel)
    page.goto(page.url.partition("notebooks/")[0])
    page.get_by_role("heading", level=1).wait_for()
    if search.available():
        page.get_by_role("searchbox").fill("painting at rank")
        page.locator(".found a").first.wait_for()
