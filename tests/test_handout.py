"""tools.handout: a notebook as a page and on paper, complete without a kernel and without a network."""

import html
import re
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import nbformat
import pytest

from tests.test_notebooks import NOTEBOOKS, PANELS
from tools import handout
from tools.browser import FLAGS, chromium


class Page(HTMLParser):
    """What is looked for in a page: its tags, and its words outside of code and style."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words, self.captions, self._within = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag in ("pre", "code", "style", "figcaption"):
            self._within.append(tag)

    def handle_endtag(self, tag):
        if self._within and self._within[-1] == tag:
            self._within.pop()

    def handle_data(self, data):
        if "figcaption" in self._within:
            self.captions.append(data)
        elif not self._within:
            self.words.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


def stored(path):
    """The texts that are stored of a notebook's panels."""
    cells = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    return [o.data["text/plain"] for o in outputs if "image/png" in o.get("data", {})]


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def both(request):
    """A notebook's path, and its page."""
    book = nbformat.read(request.param, as_version=4)
    before = nbformat.writes(book)
    text, _ = handout.Handout().from_notebook_node(book)
    assert nbformat.writes(book) == before, "the notebook stays as it is"
    return request.param, text


def test_nothing_is_loaded(both):
    page = Page(both[1])
    assert not page.all("script") and not page.all("link") and not page.all("iframe")
    assert all(image["src"].startswith("data:image/") for image in page.all("img"))
    assert not re.search(r"url\(|@import", both[1].partition("</style>")[0])


def test_every_panel_has_a_picture_an_alt_text_and_its_readout(both):
    path, text = both
    page, texts = Page(text), stored(path)
    assert len(texts) == sum(where == path for where, _ in PANELS) and len(texts) > 0
    assert [image["alt"] for image in page.all("img")] == texts
    captions = [caption for caption in page.captions if caption.strip()]
    assert len(captions) == len(texts)
    for caption, words in zip(captions, texts):
        described = words.removesuffix(caption)
        assert described != words and described.endswith(". "), "the caption is the readout, and no more"
    assert "No description has been provided" not in text


def test_formulas_are_drawn_and_none_is_left_as_it_was_typed(both):
    path, text = both
    words = "".join(Page(text).words)
    assert not re.search(r"\\[A-Za-z]+|\$", words)
    assert not re.search(r"<mi>(&amp;|&)</mi>", text), "columns of an environment that the converter does not know"
    # An alphabet is a matter of characters: browsers take no notice of the old attribute.
    assert set(re.findall('mathvariant="(.*?)"', text)) <= {"normal", "monospace"}
    typed = "".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "markdown")
    assert len(Page(text).all("math")) > 0 or "$" not in typed


def test_formulas_keep_their_meaning():
    norm = handout.mathml(r"\lVert x\rVert_p")
    assert re.search(
        r"<msub><mrow><mo[^>]*>&#x02016;</mo><mi>x</mi><mo[^>]*>&#x02016;</mo></mrow><mi>p</mi></msub>", norm
    )
    assert "<msup><mrow>" in handout.mathml("|x_i|^p"), "the power of the absolute value, not of its last bar"
    assert "ℒ" in html.unescape(handout.mathml(r"\mathcal L")) and "𝖳" in html.unescape(handout.mathml(r"\mathsf T"))
    assert "𝐱" in html.unescape(handout.mathml(r"\mathbf x"))
    assert handout.in_parts(r"a=\{b\},\qquad \left(c \qquad d\right) \qquad \text{e \qquad f}") == [
        r"a=\{b\},",
        r" \left(c \qquad d\right) ",
        r" \text{e \qquad f}",
    ]


def test_notices_are_open_and_links_lead_to_the_other_pages(both):
    page = Page(both[1])
    assert all("open" in details for details in page.all("details"))
    assert not [a for a in page.all("a") if a.get("href", "").endswith(".ipynb")]


def test_a_page_on_paper(tmp_path):
    if not chromium():
        pytest.skip("no Chromium on this machine: no PDF is printed")
    page, pdf = handout.write(NOTEBOOKS[7], tmp_path)
    assert pdf.read_bytes().startswith(b"%PDF") and pdf.stat().st_size > 200_000
    # With the rules for paper, at its width, nothing sticks out: code is wrapped, formulas are in parts.
    ask = "<script>document.title = document.documentElement.scrollWidth + ' wide'</script></body>"
    look = page.read_text(encoding="utf-8").replace("@media print", "@media screen").replace("</body>", ask)
    page.write_text(look, encoding="utf-8")
    command = [chromium(), "--headless", *FLAGS, "--window-size=672,900", "--dump-dom", page.as_uri()]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert int(re.search(r"<title>(\d+) wide", shown)[1]) <= 672


def test_without_chromium_it_says_so(monkeypatch, tmp_path):
    monkeypatch.setattr(handout, "chromium", lambda: None)
    with pytest.raises(FileNotFoundError, match="no Chromium on this machine; set CHROMIUM"):
        handout.write(NOTEBOOKS[0], tmp_path)


def test_nbconvert_finds_the_page(tmp_path):
    """jupyter nbconvert --to tools.handout.Handout"""
    from nbconvert.exporters import get_exporter

    assert get_exporter("tools.handout.Handout") is handout.Handout
    assert Path(handout.__file__).parent.joinpath("page", "page.css").exists()
