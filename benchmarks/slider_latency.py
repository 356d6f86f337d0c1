"""How long a slider takes to reach the screen: python -m benchmarks.slider_latency [notebook …] [--presses N]

In one run, on one page of JupyterLab in headless Chromium, for every slider of every panel of a notebook, the time
from the key press to the new picture on screen:

    a   the bare round trip: a slider that swaps two ready pictures, of the kind that a panel sends while it moves
    b   plain ``interact`` with inline figures: the callback makes the same figure anew and displays it, as is usual;
        the mathematics that depends on no slider has been done before
    c   the panel

The three are measured in turn, so that a drifting machine touches them alike; only the ratios c/a and c/b mean
anything on another machine. The panel is moved as a learner moves it who looks at each picture for a moment; meanwhile
the next one is drawn. With --asked none is drawn ahead or kept, as for a slider that is moved on at once.

c ends at the first picture of the new state; the crisp one that follows at rest is waited for before the next press,
and timed as d. docs/design.md, section Panels, says what the bounds are for. The two pictures of a stay decoded in the
browser, which those of a panel never are: --new measures a with another picture at each press as well; no bound refers
to it.
"""

import argparse
import shutil
import statistics
import tempfile
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell

from tools.browser import SCREENS, JupyterLab, Panel

BOUND_A, BOUND_B = 1.5, 0.4  # for each panel; the median of c/a over all is to be 1.3 at most
MEDIAN_A = 1.3
CRISP = 250  # ms from the key press to the picture at rest
LOOK = 200  # ms that a learner looks at a picture before the next press

# Appended to a copy: every panel is moved away from the ends of its sliders, then shown again by `interact`.
SET_UP = """
%matplotlib inline
import base64, copy, itertools
import ipywidgets as widgets
from IPython.display import display
from lib.panel import panels

def inside(control):
    if control.kind != "slider":
        return control.samples[-1]
    return control.values[max(round(0.35 * (len(control.values) - 1)), 1)]

for panel in panels.values():
    if panel.prediction:
        panel.commit(panel.prediction.control.samples[1])
    panel.move(**{name: inside(control) for name, control in panel.controls.items()})

def ready_picture(panel):
    format, content = panel.view.frame(moving=True)
    return f'<img width="1200" src="data:image/{format};base64,{base64.b64encode(content).decode()}">'

def never_seen(picture, counter=itertools.count()):
    head, content = picture[:-2].split(",")
    content = base64.b64decode(content) + b"%08d" % next(counter)  # what follows a JPEG's end is no part of it
    return f'{head},{base64.b64encode(content).decode()}">'

def bare(name, picture_of=lambda picture: picture):
    panel = next(iter(panels.values()))
    pictures = [ready_picture(panel)]
    panel.move(**{n: c.samples[0] for n, c in panel.controls.items()})
    pictures.append(ready_picture(panel))
    move, picture = widgets.IntSlider(min=0, max=100, value=50), widgets.HTML(pictures[0])
    move.observe(lambda change: setattr(picture, "value", picture_of(pictures[change["new"] % 2])), "value")
    box = widgets.VBox([move, picture])
    box.add_class(name)
    display(box)

def plain(number, panel):
    still = {"guess": panel.state["guess"]} if panel.prediction else {}
    view = copy.copy(panel.view)
    def draw(**state):
        view.draw_anew()
        if not view.figure.axes:  # IPython shows no figure without axes, and cuts off what is outside of them
            view.figure.add_axes((0, 0, 1, 1)).set_axis_off()
        for artist in view._moving:
            artist.set_animated(False)
        view.update(**state, **still)
        display(view.figure)
    kinds = {"slider": widgets.SelectionSlider, "choice": widgets.ToggleButtons, "again": widgets.Dropdown}
    controls = {
        name: kinds[control.kind](options=list(zip(control.texts, control.values)), value=panel.values[name])
        for name, control in panel.controls.items()
    }
    box = widgets.interactive(draw, **controls)
    box.add_class(f"latency-plain-{number}")
    display(box)
"""


def measure(page, panel, handle, presses):
    """Milliseconds for ``presses`` key presses, to and fro; presses that leave the picture as it was do not count."""
    times = []
    for press in range(presses + 2):
        took = panel.press("ArrowRight" if press % 2 == 0 else "ArrowLeft", handle)
        page.tab.wait_for_timeout(40)
        if took is None:
            return []
        times.append(took)
    return times[2:]  # the first two warm up


def measure_panel(page, panel, handle, presses, crisp):
    """The same for a panel, one step after the other in one direction, so that each state is a new one, and back from
    the end of the slider. Between two presses the picture is looked at. crisp : a list to which the milliseconds until
    the picture at rest are added."""
    times, key = [], "ArrowRight"
    for _ in range(presses + 2):
        if panel.at_end(handle) or panel.at_start(handle):
            key = "ArrowLeft" if panel.at_end(handle) else "ArrowRight"
        took = panel.press(key, handle)
        if took is None:
            return []
        times.append((took, page.tab.evaluate("() => window.crisp")))
        page.tab.wait_for_timeout(LOOK)
    crisp += [rest for _, rest in times[2:]]
    return [took for took, _ in times[2:]]


def report(notebook, presses, only="", rounds=2, screen="projector", new=False, asked=False):
    """Measure one notebook; returns a, a with new pictures if asked for, and (title, b, c, d) for each panel, all
    sliders together, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(notebook.parent, folder, dirs_exist_ok=True)
        book = nbformat.read(notebook, as_version=4)
        nbformat.write(book, f"{folder}/{notebook.name}")
        with JupyterLab(folder) as lab:
            count = sum("explore(" in cell.source for cell in book.cells if cell.cell_type == "code")
            if asked:
                book.cells.insert(0, new_code_cell("import lib.panel; lib.panel.READY = 0"))
            sources = [SET_UP, "bare('latency-bare')", "bare('latency-new', never_seen)"]
            sources += [f"plain({i}, list(panels.values())[{i}])" for i in range(count)]
            book.cells += map(new_code_cell, sources)
            nbformat.write(book, f"{folder}/{notebook.name}")
            page = lab.open(notebook.name, screen=screen)
            page.run_all()
            a, a_new, rows = [], [], {}
            for _ in range(rounds):
                for number in range(count):
                    panel = Panel(page.tab, page.tab.locator(".panel").nth(number)).show()
                    title = panel.box.locator(".panel-title").inner_text()
                    if only not in title:
                        continue
                    for slider, handle in enumerate(panel.free_handles()):
                        bare = Panel(page.tab, page.tab.locator(".latency-bare"))
                        plain = Panel(page.tab, page.tab.locator(f".latency-plain-{number}"))
                        row = rows.setdefault(title, ([], [], []))
                        a += measure(page, bare.show(), 0, presses)
                        if new:
                            other = Panel(page.tab, page.tab.locator(".latency-new"))
                            a_new += measure(page, other.show(), 0, presses)
                        row[0].extend(measure(page, plain.show(), slider, presses))
                        row[1].extend(measure_panel(page, panel.show(), handle, presses, row[2]))
            page.close()
    return a, a_new, [(title, b, c, d) for title, (b, c, d) in rows.items() if b and c]


def p95(times):
    return sorted(times)[int(0.95 * len(times))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, default=sorted(Path("notebooks").glob("*.ipynb")))
    parser.add_argument(
        "--presses", type=int, default=10, help="counted key presses of a slider and round (two rounds)"
    )
    parser.add_argument("--screen", default="projector", choices=SCREENS, help="with its pixel ratio")
    parser.add_argument("--panel", default="", help="measure only the panels whose title has these words")
    parser.add_argument("--new", action="store_true", help="a with new pictures as well")
    parser.add_argument("--asked", action="store_true", help="no picture is ready before it is asked for")
    options = parser.parse_args()
    taken = dict(screen=options.screen, new=options.new, asked=options.asked)
    missed, ratios = [], []
    for notebook in options.notebooks:
        a, a_new, rows = report(notebook, options.presses, options.panel, **taken)
        print(f"\n{notebook.name}: a = {statistics.median(a):.0f} ms (95 %: {p95(a):.0f} ms), {len(a)} presses", end="")
        print(f"; {statistics.median(a_new):.0f} ms with new pictures" if a_new else "")
        print("\n| panel | c median | c 95 % | b median | c/a | c/b | d |\n| --- | --- | --- | --- | --- | --- | --- |")
        for title, b, c, d in rows:
            over_a, over_b = statistics.median(c) / statistics.median(a), statistics.median(c) / statistics.median(b)
            crisp = statistics.median(d)
            ratios.append(over_a)
            for name, is_so, bound in (("c/a", over_a, BOUND_A), ("c/b", over_b, BOUND_B), ("crisp ms", crisp, CRISP)):
                if is_so > bound:
                    missed.append(f"{notebook.name[:2]} {title}: {name} {is_so:.3g}, at most {bound}")
            print(
                f"| {title} | {statistics.median(c):.0f} ms | {p95(c):.0f} ms | {statistics.median(b):.0f} ms "
                f"| {over_a:.2f} | {over_b:.2f} | {crisp:.0f} ms |",
                flush=True,
            )
    middle = statistics.median(ratios)
    print(f"\n{len(ratios)} panels: c/a {min(ratios):.2f} to {max(ratios):.2f}, median {middle:.2f}")
    if middle > MEDIAN_A:
        missed.append(f"the median of c/a: {middle:.2f}, at most {MEDIAN_A}")
    print("\n".join(["Bounds that are missed:", *missed] if missed else ["All bounds are kept."]))
    return len(missed)


if __name__ == "__main__":
    raise SystemExit(main() > 0)
