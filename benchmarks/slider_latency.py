"""How long a slider takes to reach the screen: python -m benchmarks.slider_latency [notebook …] [--presses N]

In one run, on one page of JupyterLab in headless Chromium, for every slider of every panel of a notebook, the time
from the key press to the new picture on screen:

    a   the bare round trip: a slider that swaps two ready pictures
    b   plain ``interact`` with inline figures: the callback makes the same figure anew and displays it, as is usual;
        the mathematics that depends on no slider has been done before
    c   the panel

The three are measured in turn, so that a drifting machine touches them alike; only the ratios c/a and c/b mean
anything on another machine. c ends at the first picture of the new state; the crisp one that follows at rest is waited
for before the next press, and timed as d. docs/design.md, section Panels, says what the bounds are for.
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

# Appended to a copy: every panel is moved away from the ends of its sliders, then shown again by `interact`.
SET_UP = """
%matplotlib inline
import base64, copy
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

def bare():
    panel = next(iter(panels.values()))
    pictures = [ready_picture(panel)]
    panel.move(**{n: c.samples[0] for n, c in panel.controls.items()})
    pictures.append(ready_picture(panel))
    move, picture = widgets.IntSlider(min=0, max=100, value=50), widgets.HTML(pictures[0])
    move.observe(lambda change: setattr(picture, "value", pictures[change["new"] % 2]), "value")
    box = widgets.VBox([move, picture])
    box.add_class("latency-bare")
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


def measure(page, panel, handle, presses, crisp=None):
    """Milliseconds for ``presses`` key presses, to and fro; presses that leave the picture as it was do not count.

    crisp : a list to which the milliseconds until the picture at rest are added.
    """
    times = []
    for press in range(presses + 2):
        took = panel.press("ArrowRight" if press % 2 == 0 else "ArrowLeft", handle)
        if took is not None and crisp is not None and press > 1:
            crisp.append(page.tab.evaluate("() => window.crisp"))
        page.tab.wait_for_timeout(40)
        if took is None:
            return []
        times.append(took)
    return times[2:]  # the first two warm up


def report(notebook, presses, only="", rounds=2, screen="projector"):
    """Measure one notebook; returns a, and (title, b, c, d) for each panel, all sliders together, in milliseconds."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(notebook.parent, folder, dirs_exist_ok=True)
        book = nbformat.read(notebook, as_version=4)
        nbformat.write(book, f"{folder}/{notebook.name}")
        with JupyterLab(folder) as lab:
            count = sum("explore(" in cell.source for cell in book.cells if cell.cell_type == "code")
            sources = [SET_UP, "bare()"] + [f"plain({i}, list(panels.values())[{i}])" for i in range(count)]
            book.cells += map(new_code_cell, sources)
            nbformat.write(book, f"{folder}/{notebook.name}")
            page = lab.open(notebook.name, screen=screen)
            page.run_all()
            a, rows = [], {}
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
                        row[0].extend(measure(page, plain.show(), slider, presses))
                        row[1].extend(measure(page, panel.show(), handle, presses, row[2]))
            page.close()
    return a, [(title, b, c, d) for title, (b, c, d) in rows.items() if b and c]


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
    options = parser.parse_args()
    slow, ratios, at_rest = 0, [], []
    for notebook in options.notebooks:
        a, rows = report(notebook, options.presses, options.panel, screen=options.screen)
        print(f"\n{notebook.name}: a = {statistics.median(a):.0f} ms (95 %: {p95(a):.0f} ms), {len(a)} presses\n")
        print("| panel | c median | c 95 % | b median | c/a | c/b | d |\n| --- | --- | --- | --- | --- | --- | --- |")
        for title, b, c, d in rows:
            over_a, over_b = statistics.median(c) / statistics.median(a), statistics.median(c) / statistics.median(b)
            late = over_a > BOUND_A or over_b > BOUND_B
            slow += late
            ratios.append(over_a)
            at_rest.append(statistics.median(d))
            print(
                f"| {title} | {statistics.median(c):.0f} ms | {p95(c):.0f} ms | {statistics.median(b):.0f} ms "
                f"| {over_a:.2f} | {over_b:.2f}{' too slow' if late else ''} | {statistics.median(d):.0f} ms |"
            )
    middle, crisp = statistics.median(ratios), sum(ms <= CRISP for ms in at_rest)
    print(f"\nmedian c/a {middle:.2f}; crisp within {CRISP} ms: {crisp} of {len(at_rest)} panels")
    return slow + (middle > MEDIAN_A) + (crisp < len(at_rest))


if __name__ == "__main__":
    raise SystemExit(main() > 0)
