"""Write the web edition: python -m web.site [folder] [notebook …]

Plain files that any static host serves from any path, with no request to another host: a page for each notebook, the
lecture page, a start page, and every file of this repository that one of them links to. Panels and exercises on them
come alive in the reader's browser (``static/page.js``), by Python in a worker (``static/worker.js``, ``session.py``).

What a reader sees before anything has come alive is what is stored in the notebooks.
"""

import ast
import base64
import functools
import hashlib
import html
import io
import json
import posixpath
import re
import shutil
import sys
import zipfile
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import jinja2
import nbformat
from PIL import Image
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from lib.front.jupyter import WIDGET_VIEW
from tools.handout import markdown
from web import editor, needs, pyodide, search, slides

ROOT = Path(__file__).parent.parent
HERE = Path(__file__).parent
ZIP = "dog-or-cat.zip"
FIRST = "notebooks/00_start_here.ipynb"
LITE = "lite"  # the folder in which web/lite.py writes its edition


# What a page is made of.


@dataclass(frozen=True)
class Notebook:
    """A notebook: its address on the site, its cells of code, and where each of them has its names from."""

    path: Path

    @property
    def address(self):
        return address_of(self.path.relative_to(ROOT).as_posix())

    @property
    def number(self):
        return self.path.stem[:2]

    def read(self):
        return nbformat.read(self.path, as_version=4)

    @property
    def title(self):
        return re.match(r"# (.+)", self.read().cells[0].source)[1]

    def codes(self):
        """The cells of code, as the browser's Python gets them."""
        cells = [cell for cell in self.read().cells if cell.cell_type == "code"]
        plans = needs.plan([cell.source for cell in cells])
        return [{"id": cell.id, "source": cell.source, "needs": plan} for cell, plan in zip(cells, plans)]


def address_of(name):
    """Where a file of the repository is on the site: pages for what is read, the file itself for the rest."""
    if name in ("README.md", "index.html"):
        return "index.html"
    stem, dot, kind = name.rpartition(".")
    return f"{stem}.html" if kind in ("ipynb", "md") else f"{name}.html" if kind == "py" else name


def coloured(code):
    """Code in colours, as HTML that says how long its longest line is: present.css lets it fill the slide's width."""
    letters = max(map(len, code.splitlines()), default=0)
    return highlight(code, PythonLexer(), HtmlFormatter(wrapcode=True, cssstyles=f"--letters: {letters}"))


class Links:
    """Turns the links of a page from the repository's files to those of the site, and notes which files are wanted."""

    def __init__(self):
        self.wanted = set()

    def turn(self, page, origin):
        """page : HTML of the repository's file ``origin``."""
        return re.sub(r'\b(href|src)="([^"]+)"', lambda found: self._turn(found, origin), page)

    def _turn(self, found, origin):
        link, hash, part = html.unescape(found[2]).partition("#")
        if re.match(r"[a-z]+:", link) or not link:
            return found[0]
        name = posixpath.normpath(posixpath.join(posixpath.dirname(origin), link))
        if not (ROOT / name).is_file():
            return found[0]
        self.wanted.add(name)
        if name == "README.md":  # whose sections are not on the start page
            hash = part = ""
        base = posixpath.dirname(address_of(origin)) or "."
        return f'{found[1]}="{posixpath.relpath(address_of(name), base)}{hash}{part}"'


# A notebook's page.


def blocks_of(notebook, pictures):
    """What stands on the page, from top to bottom. pictures : dict, to which the stored ones are added by address."""
    blocks, place = [], -1
    cells = notebook.read().cells
    waiting = None  # the stub of an exercise, whose check comes next
    for cell in cells:
        if cell.cell_type == "markdown":
            blocks.append({"kind": "text", "html": markdown(cell.source)})
            continue
        place += 1
        block = {"kind": "code", "place": place, "id": cell.id, "html": coloured(cell.source)}
        if name := stub(cell.source):
            waiting = block | {"kind": "exercise", "name": name}
            blocks.append(waiting)
            continue
        if waiting and checked(cell.source) == waiting["name"]:
            waiting["check"], waiting = place, None
            continue
        block["outputs"] = list(outputs_of(cell, notebook, pictures))
        block["folded"] = any(output["kind"] == "panel" for output in block["outputs"])
        blocks.append(block)
    return blocks


def stub(source):
    """The name of the function that a learner is to finish: a cell with it alone, whose body is ``...``."""
    body = ast.parse(source).body
    if len(body) != 1 or not isinstance(body[0], ast.FunctionDef):
        return None
    last = body[0].body[-1]
    unfinished = isinstance(last, ast.Expr) and isinstance(last.value, ast.Constant) and last.value.value is ...
    return body[0].name if unfinished else None


def checked(source):
    """The name of the function that a cell checks: exercises.<name>.check(<name>)."""
    found = re.fullmatch(r"\s*\w+\.\w+\.check\((\w+)\)\s*", source)
    return found and found[1]


def outputs_of(cell, notebook, pictures):
    for output in cell.outputs:
        data = output.get("data", {})
        readout = re.match(r'<p class="panel-stored">(.*?)</p>', data.get("text/html", ""), re.S)
        if "image/png" in data:
            content = smaller(base64.b64decode(data["image/png"]))
            name = f"{notebook.path.stem}-{hashlib.sha256(content).hexdigest()[:12]}.webp"
            pictures[f"notebooks/pictures/{name}"] = content
            size = output.metadata["image/png"]
            panel = {"kind": "panel", "picture": f"pictures/{name}", "alt": data["text/plain"], **size}
        elif readout:
            yield panel | {"readout": readout[1]}
        elif "text/html" in data:
            yield {"kind": "html", "html": data["text/html"]}
        elif WIDGET_VIEW not in data:
            yield {"kind": "text", "text": output.get("text") or data["text/plain"]}


@functools.cache
def smaller(png):
    """The same picture to the last pixel as WebP, in two thirds of the bytes. Made once: no step takes longer."""
    written = io.BytesIO()
    Image.open(io.BytesIO(png)).save(written, "WEBP", lossless=True, method=2, quality=50)
    return written.getvalue()


def described(notebook):
    """dict place → what ``Panel.describe`` says of the panel of that cell, by running what it needs.

    It is kept in the user's cache, as long as the notebook, ``lib`` and ``data`` are as they were.
    """
    files = [notebook.path, *sorted((ROOT / "lib").rglob("*.*")), *sorted((ROOT / "data").rglob("*.*")), Path(__file__)]
    key = hashlib.sha256()
    for path in files:
        if path.is_file() and "__pycache__" not in path.parts:
            key.update(path.as_posix().encode() + path.read_bytes())
    kept = pyodide.cache() / "described" / f"{notebook.path.stem}-{key.hexdigest()[:16]}.json"
    if kept.exists():
        return json.loads(kept.read_text(encoding="utf-8"))
    from web.session import Session

    session, panels = Session(notebook.codes()), {}
    for place, cell in enumerate(session.cells):
        if "explore(" in cell["source"]:
            panels[str(place)] = session.panel(place).describe()
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps(panels, ensure_ascii=False), encoding="utf-8")
    return panels


# The site.


class Site:
    """All files of the site. notebooks : paths; by default all."""

    def __init__(self, notebooks=()):
        paths = [Path(path).resolve() for path in notebooks] or sorted((ROOT / "notebooks").glob("*.ipynb"))
        self.notebooks = [Notebook(path) for path in paths]
        self.links, self.files = Links(), {}
        self.lite = False  # whether the JupyterLite edition is beside it
        self.searched = {}  # address → what is looked through of that page
        self.first = None  # the first panel of the series, which the start page shows
        loader = jinja2.FileSystemLoader(HERE / "templates")
        self.templates = jinja2.Environment(loader=loader, trim_blocks=True, undefined=jinja2.StrictUndefined)

    def write(self, folder):
        """Write all files into ``folder``, anew; returns their number of bytes."""
        self.lite = (folder / LITE).is_dir()
        self._assets()
        with ProcessPoolExecutor() as processes:
            for notebook, panels in zip(self.notebooks, processes.map(described, self.notebooks)):
                self._notebook(notebook, panels)
        self._start()
        self._document("docs/lecture.md")
        self._linked()
        if self.searching:
            self.files |= search.index(self.searched)
        self._kept()
        self.files[ZIP] = self._zip()
        clear(folder)
        for name, content in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return sum(map(len, self.files.values()))

    def _zip(self):
        """All files in one, to take along: unpacked, they are shown by ``python -m http.server`` in their folder."""
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(self.files.items()):
                content = without_lite(content) if name.endswith(".html") else content
                archive.writestr(zipfile.ZipInfo(f"dog-or-cat/{name}"), content)
        return written.getvalue()

    def _assets(self):
        static = {f"assets/{path.name}": path.read_bytes() for path in (HERE / "static").iterdir()}
        for name in ("panel.js", "panel.css"):
            static[f"assets/{name}"] = (ROOT / "lib" / "front" / name).read_bytes()
        static["assets/site.css"] += colours().encode()
        imports = {}  # where the browser finds what a module imports by name
        for name, text in editor.modules().items():
            address = f"assets/editor/{name.replace('/', '.')}.js"
            static[address], imports[name] = text.encode(), f"../{address}"
        self.imports = json.dumps({"imports": imports})
        self.searching = search.available()
        self.runtime = runtime()
        self.version = hashlib.sha256(repr(sorted({**static, **self.runtime}.items())).encode()).hexdigest()[:12]
        # A name for each build: what a browser has kept of an older one is never mixed with this one.
        self.files |= static | {f"assets/python-{self.version}/{name}": c for name, c in self.runtime.items()}

    def _notebook(self, notebook, panels):
        pictures = {}
        origin = notebook.path.relative_to(ROOT).as_posix()
        blocks = blocks_of(notebook, pictures)
        anchors = search.Anchors()
        for block in blocks:
            if block["kind"] == "text":
                block["html"] = anchors.on(block["html"])
        self.searched[notebook.address] = search.of_notebook(notebook.number, blocks, panels)
        built = {posixpath.basename(one.address) for one in self.notebooks}
        titles = slides.cut(blocks)
        rows = {number: row for number, row in slides.lecture().items() if row["page"] in built}
        data = self._data(notebook, panels, slides=titles, rows=rows, editor="editor" in self.imports)
        parts = {"blocks": blocks, "data": data, "notebook": origin, "imports": self.imports}
        self.first = self.first or (notebook, panels, next(block for block in blocks if block.get("folded")))
        page = self._page("notebook.html.j2", origin, notebook.title, **parts)
        self.files |= pictures | {notebook.address: page, origin: notebook.path.read_bytes()}

    def _data(self, notebook, panels, **more):
        """What a page with panels is told, as JSON."""
        data = {
            "name": notebook.path.stem,
            "cells": notebook.codes(),
            "panels": panels,
            "python": f"python-{self.version}",
            "sizes": {name: len(c) for name, c in self.runtime.items() if name.endswith(".gz")},
        }
        return json.dumps(data | more, ensure_ascii=False).replace("</", "<\\/")

    def _start(self):
        """The start page: what the README says, with the first panel of the series in the place of its picture."""
        notebook, panels, block = self.first
        lead, rest = (search.Anchors().on(markdown(part)) for part in start_page())
        output = next(output for output in block["outputs"] if output["kind"] == "panel") | {"mark": ""}
        place = str(block["place"])
        data = self._data(notebook, {place: panels[place]})
        parts = {"lead": lead, "rest": rest, "block": block, "output": output, "folder": "notebooks/", "data": data}
        self.searched["index.html"] = search.of_text(lead + rest)
        self.files["index.html"] = self._page("start.html.j2", "README.md", "Dog or cat?", **parts)

    def _document(self, name):
        """A file of the repository as a page: Markdown, or a source with its colours."""
        source = (ROOT / name).read_text(encoding="utf-8")
        if name.endswith(".py"):
            title, body = name, f"<h1>{name}</h1>\n{coloured(source)}"
        else:
            title, body = re.search(r"^# (.+)", source, re.M)[1], search.Anchors().on(markdown(source))
        if name == "docs/lecture.md":
            self.searched[address_of(name)] = search.of_text(body)
            body = slides.with_links(body)
        self.files[address_of(name)] = self._page("base.html.j2", name, title, body=f"<section>{body}</section>")

    def _page(self, template, origin, title, **parts):
        address = address_of(origin)
        up = "../" * address.count("/")
        lite = f"{up}{LITE}/notebooks/index.html?path={origin if origin.endswith('.ipynb') else FIRST}"
        page = self.templates.get_template(template).render(
            title=title,
            lite=f'<a class="lite" href="{lite}">open as a notebook</a>' if self.lite else "",
            address=address,
            up=up,
            version=self.version,
            searching=self.searching,
            series=self.notebooks,
            **parts,
        )
        head, tag, rest = page.partition("<main>")
        main, end, foot = rest.partition("</main>")
        return head + tag + tables(self.links.turn(main, origin)) + end + foot

    def _linked(self):
        """Whatever is linked to, and what that links to."""
        done = set()
        while waiting := self.links.wanted - done:
            for name in sorted(waiting):
                done.add(name)
                if address_of(name) in self.files:
                    continue
                if name.endswith((".md", ".py")):
                    self._document(name)
                elif not name.endswith(".ipynb"):
                    self.files[name] = (ROOT / name).read_bytes()

    def _kept(self):
        """What keeps the site on a reader's device: ``sw.js``, in the folder that it answers for."""
        # Of a notebook its page is kept, and of the engine what is packed.
        kept = {name: part for name, part in sorted(self.files.items()) if not name.endswith((".ipynb", ".wasm"))}
        version = hashlib.sha256()
        for name, content in kept.items():
            content = content if isinstance(content, bytes) else content.encode()
            version.update(name.encode() + hashlib.sha256(content).digest())
        worker = (HERE / "sw.js").read_text(encoding="utf-8")
        for empty, value in {'VERSION = ""': version.hexdigest()[:12], "FILES = []": list(kept)}.items():
            worker = worker.replace(empty, f"{empty.split()[0]} = {json.dumps(value)}")
        self.files["sw.js"] = worker


def clear(folder):
    """Take away all that an older site has left, but for the JupyterLite edition."""
    for path in folder.iterdir() if folder.is_dir() else []:
        if path.is_file():
            path.unlink()
        elif path.name != LITE:
            shutil.rmtree(path)


def without_lite(page):
    """A page whose site has no JupyterLite edition beside it."""
    return re.sub(r'<a class="lite".*?</a>', "", page)


def tables(page):
    """The page with tables that scroll where they are wider than a phone, and headers that are named."""
    page = page.replace("<th></th>", "<td></td>")
    # A formula alone is no name to every reader of screens.
    page = re.sub(r"<th>(?=<math(.*?)</math></th>)", lambda found: f'<th aria-label="{_words(found[1])}">', page)
    scrolls = r'<div class="wide" tabindex="0" role="group" aria-label="a table">\g<0></div>'
    return re.sub(r"<table.*?</table>", scrolls, page, flags=re.S)


def _words(formula):
    return html.escape(search.plain(f"<math{formula}"))


def start_page():
    """What stands above the panel of the start page and below it: what the README says of the series."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    lead = readme.partition("\n## ")[0]
    above, picture, uses = re.split(r"(\n!\[.*\n)", lead)
    table = re.search(r"## What is where\n\n(\|.*?\n)\n(.*?)\n\n", readme, re.S)
    # The question is what a reader clicks.
    questions = re.sub(r"^\| \[(\d\d)\]\(([^)]+)\) \| ([^|?]+\?)", r"| \1 | [\3](\2)", table[1], flags=re.M)
    touch = "**Drag the slider, or press a button**: each place is one notebook, and one question."
    take = (
        f"[The whole series as one file]({ZIP}), to take along: unpack it, say `python -m http.server` in its folder."
    )
    return f"{above}\n{touch}\n", f"{questions}\n{uses}\n{table[2]}\n\n{take}\n"


def colours():
    """The colours of code, on light and on dark."""
    light, dark = (HtmlFormatter(style=style).get_style_defs(".highlight") for style in ("xcode", "github-dark"))
    light, dark = ("\n".join(re.findall(r"^\.highlight \.\w+ .*", rules, re.M)) for rules in (light, dark))
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def runtime():
    """Python and everything that it needs, made small: dict name → bytes."""
    ours = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in (ROOT / "lib").rglob("*.py")}
    for name in ("web/__init__.py", "web/needs.py", "web/session.py", "tools/__init__.py", "tools/dependencies.py"):
        ours[name] = (ROOT / name).read_bytes()
    for path in (ROOT / "data").iterdir():
        if path.suffix != ".md":
            ours[f"data/{path.name}"] = path.read_bytes()
    samples = sorted(set(re.findall(rb'get_sample_data\("([^"]+)"', b"".join(ours.values()))))
    return pyodide.runtime(ours, [sample.decode() for sample in samples])


def main(arguments):
    folder = Path(arguments[0]) if arguments else ROOT / "site"
    size = Site(arguments[1:]).write(folder)
    print(f"wrote {folder}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
