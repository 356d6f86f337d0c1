"""What the search over the pages looks through, and where a find leads; test_site.py searches as a reader does."""

import re

import pytest

from tests.test_notebooks import each_notebook
from tools.handout import markdown
from web import search
from web.search import Anchors, of_text
from web.site import Notebook, blocks_of


@pytest.mark.parametrize(
    "title, name",
    [("In the browser", "in-the-browser"), ("1. What is `Ax`?", "1-what-is-ax"), ("4 · Noise", "4--noise")]
    + [("The term $x$, it ends", "the-term-x-it-ends"), ("Why? Straße_2", "why-straße_2")],
)
def test_a_heading_has_the_address_that_github_gives_it(title, name):
    page = Anchors().on(markdown(f"## {title}\n\ntext\n\n### {title}"))
    assert re.findall(r'<(h\d) id="([^"]+)">', page) == [("h2", name), ("h3", f"{name}-1")]


@pytest.mark.parametrize(
    "text, said",
    [
        ("The score $w_1 x + b$ is $x^2$.", "The score w_1x+b is x^2."),
        (r"It is $\frac{a}{b}$, the $\mathbf{x}$.", "It is …, the x."),
        ("Before\n\n$$y = x \\qquad z = x$$\n\nafter", "Before after"),
        ("Before\n\n```python\nx = 1\n```\n\nafter `f(x)`", "Before after f(x)"),
        ("Before\n<details><summary>Notice</summary>\n\nIt is 7.\n</details>\n\nafter", "Before after"),
    ],
)
def test_excerpts_have_no_code_no_formula_and_nothing_folded(text, said):
    assert " ".join(search.plain(of_text(markdown(text))).split()) == said


@each_notebook
def test_every_section_panel_and_exercise_is_found_and_nothing_gives_an_answer_away(path):
    notebook = Notebook(path)
    blocks, anchors = blocks_of(notebook, {}), Anchors()
    for block in blocks:
        if block["kind"] == "text":
            block["html"] = anchors.on(block["html"])
    panels = {str(block.get("place")): {"title": f"Panel {block['id']}"} for block in blocks if "place" in block}
    page = search.of_notebook(notebook.number, blocks, panels)
    led = re.findall(r'<h[1-4] id="([^"]+)"', page)
    shown = [block["id"] for block in blocks if any(o["kind"] == "panel" for o in block.get("outputs", []))]
    asked = [block["id"] for block in blocks if block["kind"] == "exercise"]
    assert {*shown, *asked} <= set(led) and len(led) == len(set(led)) > len(shown) + len(asked)
    assert not re.search(r"<details|<pre|<math|open it after your guess", page)
