"""The search over the pages, by Pagefind: its index is made here, and loaded by who searches (``static/search.js``).

What is looked through is what a reader finds without opening anything: code is left out, so is what is folded, which
may give the answer to a prediction away. A find leads to its heading, its panel or its exercise.
"""

import html
import importlib.util
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from pathlib import Path

FOLDER = "pagefind"
# Pagefind writes whole pages of results as well, and what makes them: none of it is ours.
USED = re.compile(r"pagefind\.js|pagefind-entry\.json|wasm\.en\.pagefind|.*\.pf_(meta|index|fragment)")


def available():
    """Whether Pagefind is there, for which it has a package on most systems; prints if it is not."""
    found = all(importlib.util.find_spec(name) for name in ("pagefind", "pagefind_bin"))
    if not found:
        print("no Pagefind on this machine: the pages get no search")
    return found


class Anchors:
    """Gives each heading of a page its address, as GitHub does: "1. What is seen?" is at #1-what-is-seen."""

    def __init__(self):
        self.given = Counter()

    def on(self, page):
        return re.sub(r"<(h[1-4])>(.*?)</\1>", self._heading, page, flags=re.S)

    def _heading(self, found):
        name = re.sub(r"[^\w\- ]", "", plain(found[2]).strip().lower()).replace(" ", "-")
        self.given[name] += 1
        if self.given[name] > 1:
            name = f"{name}-{self.given[name] - 1}"
        return f'<{found[1]} id="{name}">{found[2]}</{found[1]}>'


def plain(part):
    """The words of a part of a page."""
    return html.unescape(re.sub("<[^>]+>", "", part))


def of_notebook(number, blocks, panels):
    """What is looked through of a notebook's page. blocks : ``site.blocks_of``; panels : ``site.described``."""
    parts = [f'<p data-pagefind-meta="number" data-pagefind-ignore="index">{number}</p>']
    for block in blocks:
        if block["kind"] == "text":
            parts.append(of_text(block["html"]))
        elif block["kind"] == "exercise":
            # The task stands before the field: "2. What it costs. …"
            before, task, rest = parts.pop().rpartition("<p><strong>")
            parts += [before, f'<h4 id="{block["id"]}">Exercise: {block["name"]}</h4>', task + rest]
        for output in block.get("outputs", []):
            if output["kind"] == "panel":
                title = html.escape(panels[str(block["place"])]["title"])
                parts.append(f'<h4 id="{block["id"]}">{title}</h4><p>{output["readout"]}</p>')
    return "".join(parts)


def of_text(text):
    """A text without its code, its formulas, and what is folded."""
    formula = r'<div class="formula">(<div>.*?</div>\s*)*</div>'
    text = re.sub(rf'<details.*?</details>|<div class="highlight">.*?</div>|{formula}', " ", text, flags=re.S)
    return re.sub(r"<math.*?</math>", _formula, text, flags=re.S)


def _formula(found):
    """A row of letters and signs as text, such as w·x_i + b; of anything else its place."""
    formula = found[0]
    for kind, sign in (("msub", "_"), ("msup", "^")):
        letters = rf"<{kind}>(<m[in]>[^<]+</m[in]>)(<m[in]>[^<]+</m[in]>)</{kind}>"
        formula = re.sub(letters, rf"\1{sign}\2", formula)
    simple = re.fullmatch(r"<math[^>]*>(</?(mrow|mi|mn|mo)\b[^>]*>|[^<])*</math>", formula)
    return unicodedata.normalize("NFKC", plain(formula)) if simple else "…"


def index(pages):
    """The files of the index, dict name → bytes. pages : dict address → what is looked through."""
    with tempfile.TemporaryDirectory() as temporary:
        site, folder = Path(temporary) / "site", Path(temporary) / FOLDER
        for address, page in pages.items():
            (site / address).parent.mkdir(parents=True, exist_ok=True)
            (site / address).write_text(f'<html lang="en"><body>{page}</body></html>', encoding="utf-8")
        options = ["--site", site, "--output-path", folder, "--keep-index-url", "--silent"]
        told = subprocess.run([sys.executable, "-m", "pagefind", *options], capture_output=True, text=True)
        if told.returncode:
            raise RuntimeError(f"Pagefind could not make the index:\n{told.stderr[-2000:]}")
        names = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        return {f"{FOLDER}/{name}": path.read_bytes() for name, path in names.items() if USED.fullmatch(name)}
