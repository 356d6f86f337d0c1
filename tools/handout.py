"""Notebooks as pages to read without a kernel and without a network: python -m tools.handout [notebook …]

For each notebook one HTML file and one PDF for paper, in handout/. What is stored in the notebook is taken as it is:
each panel is its picture, with the stored text for those who cannot see it and the readout below it. Formulas are
MathML, which browsers draw themselves; notices are open; long lines of code are wrapped.

Without the PDF the same page comes from nbconvert:

    jupyter nbconvert --to tools.handout.Handout notebooks/01_svd_and_mondrian.ipynb
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
from jinja2 import pass_context
from latex2mathml.converter import convert
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from pygments.formatters import HtmlFormatter
from traitlets import default

from lib.front.jupyter import WIDGET_VIEW
from tools.browser import FLAGS, chromium

HERE = Path(__file__).parent / "page"
ROOT = HERE.parent.parent


# TeX as we write it → as latex2mathml understands it: without braces it takes the index of a norm for one of its last
# bar, which then stands below the line, and letters of another alphabet for italics; columns it has in an array alone.
CLEARER = [
    (r"\\(mathsf|mathcal|mathbb|mathbf) (\w)", r"\\\1{\2}"),
    (r"(?<!\\)(?<!left)(?<!right)\|([^|]+?)(?<!\\)(?<!left)(?<!right)\|", r"{\\lvert \1\\rvert}"),
    (r"\\(log|tanh) *(?=[\w\\])(?!_)", r"\\\1\\,"),
    (r"\\lVert(.+?)\\rVert", r"{\\lVert\1\\rVert}"),
    (r"\\begin\{aligned\}(.+?)\\end\{aligned\}", r"\\begin{array}{rl}\1\\end{array}"),
]


def mathml(tex, display="inline"):
    """A formula as MathML."""
    for written, clearer in CLEARER:
        tex = re.sub(written, clearer, tex, flags=re.DOTALL)
    formula = convert(tex.strip(), display=display)
    # Of the old attribute browsers take no notice.
    formula = re.sub(r'columnalign="(left|right)"', r'style="text-align: \1"', formula)
    # The bars of a norm are as high as the line, on both sides of a sum alike.
    return re.sub(r"<mo>(?=&#x0007C;|&#x02016;)", '<mo stretchy="false">', formula)


def in_parts(tex):
    """What stands side by side in a displayed formula: its parts between spaces outside of braces."""
    parts, depth = [""], 0
    for token in re.split(r"(\\q?quad|\\begin|\\end|\\left(?![a-z])|\\right(?![a-z])|\\[{}]|[{}])", tex):
        depth += {"{": 1, "}": -1, "\\begin": 1, "\\end": -1, "\\left": 1, "\\right": -1}.get(token, 0)
        if token in ("\\quad", "\\qquad") and depth == 0:
            parts.append("")
        else:
            parts[-1] += token
    return [part for part in parts if part.strip()]


class Renderer(IPythonRenderer):
    """Markdown whose formulas become MathML."""

    def block_math(self, body):
        # Browsers do not break a formula: on a phone and on paper its parts go below each other.
        parts = "".join(f"<div>{mathml(part, 'block')}</div>" for part in in_parts(body))
        return f'<div class="formula">{parts}</div>'

    def inline_math(self, body):
        return mathml(body)


def markdown(text):
    """Markdown as HTML. Headings get no link to themselves: without words it would be a link around the page."""
    return MarkdownWithMath(renderer=Renderer(escape=False, exclude_anchor_links=True)).render(text)


class Handout(HTMLExporter):
    """A notebook as one page that loads nothing."""

    raw_template = (HERE / "page.html.j2").read_text(encoding="utf-8")

    @default("template_name")
    def _template_name_default(self):
        return "base"

    def from_notebook_node(self, nb, resources=None, **options):
        nb = nb.copy()
        nb.cells = [_as_pictures(cell) for cell in nb.cells]
        page, resources = super().from_notebook_node(nb, resources, **options)
        page = re.sub(r"<details(?![^>]*\bopen\b)", "<details open", page)
        # To the next notebook's page, which lies beside this one.
        page = re.sub(r'(href="\d\d_\w+)\.ipynb', r"\1.html", page)
        return page, resources

    @pass_context
    def markdown2html(self, context, source):
        return markdown(source)

    def default_filters(self):
        yield from super().default_filters()
        yield "markdown2html", self.markdown2html

    def _init_resources(self, resources):
        resources = super()._init_resources(resources)
        highlighting = HtmlFormatter(style="tango").get_style_defs(".highlight")
        resources["style"] = (HERE / "page.css").read_text(encoding="utf-8") + highlighting
        return resources


def _as_pictures(cell):
    """The cell, each of its panels as one picture with its readout as a caption."""
    if cell.cell_type != "code":
        return cell
    cell, outputs = cell.copy(), []
    for output in cell.outputs:
        data = output.get("data", {})
        readout = re.match(r'<p class="panel-stored">(.*?)</p>', data.get("text/html", ""), re.S)
        if readout:
            outputs[-1] = {**outputs[-1], "metadata": {"caption": readout[1]}}
        elif WIDGET_VIEW not in data:
            outputs.append(output)
    cell.outputs = [nbformat.from_dict(output) for output in outputs]
    return cell


def write(path, folder):
    """Write the page and the PDF of the notebook at ``path`` into ``folder``; returns their paths.

    Raises ``FileNotFoundError`` without a Chromium, which prints.
    """
    if not chromium():
        raise FileNotFoundError("no Chromium on this machine; set CHROMIUM to the path of one, or of Chrome")
    folder.mkdir(parents=True, exist_ok=True)
    page, _ = Handout().from_notebook_node(nbformat.read(path, as_version=4), {"metadata": {"name": path.stem}})
    html, pdf = (folder / f"{path.stem}.{kind}" for kind in ("html", "pdf"))
    html.write_text(page, encoding="utf-8")
    command = [chromium(), "--headless", *FLAGS, "--no-pdf-header-footer", f"--print-to-pdf={pdf}"]
    subprocess.run([*command, html.resolve().as_uri()], check=True, capture_output=True, timeout=120)
    return html, pdf


def main(paths):
    for path in paths:
        for file in write(path, ROOT / "handout"):
            print(f"wrote {file.relative_to(ROOT)}")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or sorted((ROOT / "notebooks").glob("*.ipynb")))
