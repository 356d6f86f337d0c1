"""A notebook in the browser's Python: its cells, each run when it is needed, its panels and its exercises.

Each cell has a namespace of its own, with the names that it needs from the cells above (``needs.py``). So cells may run
in any order, and what a later cell has put into a name is not what an earlier one finds there.
"""

import ast
import contextlib
import functools
import io
import json
import linecache
import re
import sys
import traceback
import warnings

import lib.panel
from web import needs

ANSWER = "<your answer>"
LONGEST = 20_000  # characters of what is printed: more is of no use to a reader


class Output:
    """What a cell shows: text as it was printed, the texts of its last value, the panels."""

    def __init__(self):
        self.printed, self.panels, self.text, self.html = "", [], "", ""
        self.kind = ""  # of a verdict


class Session:
    """One notebook. cells : [{"id": …, "source": …, "needs": {name: place}}], as ``web.needs.plan`` has them.

    report : called with (label, done, all) while a cell has something long to do.
    """

    def __init__(self, cells, report=lambda *_: None):
        self.cells, self.report = cells, report
        self.outputs, self._namespaces = {}, {}
        self._showing = None
        self._loaded = set()
        lib.panel.host = self

    # What a panel asks of its host.

    def show(self, panel):
        self._showing.panels.append(panel)

    def progress(self, items, label):
        items = list(items)
        for done, item in enumerate(items):
            self.report(label, done, len(items))
            yield item
        self.report(label, len(items), len(items))

    # Cells.

    def run(self, place):
        """What the cell shows; it runs if it has not yet, after those that it needs."""
        if place not in self.outputs:
            cell = self.cells[place]
            namespace = self._namespace(cell["needs"])
            self.outputs[place] = self._execute(cell["source"], cell["id"], namespace)
            self._namespaces[place] = namespace
        return self.outputs[place]

    def _namespace(self, needed):
        _notice_singular_matrices()
        in_order = sorted(needed.items(), key=lambda need: need[1])
        return {"__name__": "__main__"} | {name: self._bound(name, place) for name, place in in_order}

    def _bound(self, name, place):
        """What a cell has bound to a name. Of one that only imports this import alone is done: exercises take long."""
        if place not in self.outputs and (lines := needs.imports(self.cells[place]["source"]).get(name)):
            exec(lines, namespace := {})
            return namespace[name]
        self.run(place)
        return self._namespaces[place].get(name)

    def _execute(self, source, name, namespace):
        output, printed = Output(), io.StringIO()
        # inspect and traceback find the source here.
        linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
        tree = ast.parse(source, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        before, self._showing = self._showing, output
        try:
            with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
                exec(compile(tree, name, "exec"), namespace)
                value = last and eval(compile(ast.Expression(last.value), name, "eval"), namespace)
                _show(value, output)
        finally:
            self._showing = before
            output.printed = printed.getvalue()[:LONGEST]
        return output

    def loaded(self, folder):
        """JSON: the files in the folder whose modules were loaded since this was last asked. None is read once more."""
        fresh = sys.modules.keys() - self._loaded
        self._loaded |= fresh
        files = {getattr(sys.modules[name], "__file__", None) or "" for name in fresh}
        return json.dumps(sorted(file for file in files if file.startswith(f"{folder}/")))

    # Panels.

    def panel(self, place):
        """The panel that the cell shows."""
        return self.run(place).panels[-1]

    def receive(self, place, message, buffers=()):
        """What a front end asks of a cell's panel; returns (JSON of what is said, list of bytes)."""
        said, pictures = self.panel(place).receive(json.loads(message), list(buffers))
        return json.dumps(said), pictures

    # Exercises.

    def attempt(self, place, source, check, what):
        """A learner's answer in the place of a cell; returns JSON.

        place, check : of the cell with the stub, and of the one that checks it. what : "run", "check" or "solution".
        """
        try:
            output = self._attempt(place, source, check, what)
        except (Exception, SystemExit, KeyboardInterrupt) as problem:
            return json.dumps({"kind": "error", "html": "", "text": _in_words(problem), "printed": ""})
        return json.dumps({name: getattr(output, name) for name in ("kind", "html", "text", "printed")})

    def _attempt(self, place, source, check, what):
        above = [cell["source"] for cell in self.cells[:place]]
        namespace = self._namespace(needs.plan([*above, source])[-1])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            ran = self._execute(source, ANSWER, namespace)
        if what == "run":
            return ran
        cell = self.cells[check]
        wanted = [name for name, at in cell["needs"].items() if at == place]
        if missing := [name for name in wanted if name not in namespace]:
            raise NameError(f"there is no {missing[0]!r}, which is what is checked")
        checking = self._namespace({name: at for name, at in cell["needs"].items() if at != place})
        checking |= {name: namespace[name] for name in wanted}
        output = self._execute(cell["source"], cell["id"], checking)
        if what == "solution":
            asked = re.sub(r"\.check\(.*\)", ".solution()", cell["source"], flags=re.S)
            output = self._execute(asked, cell["id"], checking)
        output.printed = ran.printed + output.printed
        return output


@functools.cache
def _notice_singular_matrices():
    """NumPy learns from the processor's flags that a matrix is singular, and a browser has none: there it says nan."""
    if sys.platform == "emscripten":
        import numpy as np  # not before the first cell runs: a page starts sooner

        for name in ("inv", "solve"):
            setattr(np.linalg, name, refusing(getattr(np.linalg, name), "Singular matrix"))
        np.linalg.cholesky = refusing(np.linalg.cholesky, "Matrix is not positive definite")


def refusing(function, words):
    """A function of ``np.linalg`` that raises ``LinAlgError`` where it would make nan of finite numbers."""
    import numpy as np

    @functools.wraps(function)
    def checked(*arrays, **options):
        answer = function(*arrays, **options)
        if np.isnan(answer).any() and all(np.isfinite(array).all() for array in arrays):
            raise np.linalg.LinAlgError(words)
        return answer

    return checked


def _show(value, output):
    if value is None:
        return
    if hasattr(value, "_ipython_display_"):
        value._ipython_display_()
        return
    output.text = repr(value)[:LONGEST]
    output.kind = getattr(value, "kind", "")
    if hasattr(value, "_repr_html_"):
        output.html = value._repr_html_()


def _in_words(problem):
    """An exception as a learner reads it: only the lines of the answer."""
    told = traceback.TracebackException.from_exception(problem)
    told.stack = traceback.StackSummary.from_list([f for f in told.stack if f.filename == ANSWER])
    told.__cause__ = told.__context__ = None
    return "".join(told.format()).strip()
