"""Pictures of every panel on every screen that students have, to be looked at: python -m tools.look [01 …] [--dark]

JupyterLab runs each notebook in headless Chromium; screenshots/ gets a picture of each panel on each screen, and the
table says whether all of the panel is on the screen at once, and how many pixels high the picture's smallest text is.
"""

import argparse
import shutil
import tempfile
from pathlib import Path

from tools.browser import SCREENS, JupyterLab

ROOT = Path(__file__).parent.parent
MEASURED = """box => ({
    height: box.offsetHeight,
    room: document.querySelector('.jp-WindowedPanel-outer').clientHeight,
    text: 14 * 96 / 72 * box.querySelector('img').offsetWidth / box.querySelector('img').getAttribute('width'),
    layout: box.className.replace(/panel(-live)?/g, '').trim(),
})"""


def look(lab, name, screen, dark):
    """Take the pictures of one notebook on one screen; yields (title, what was measured)."""
    page = lab.open(name, dark=dark, screen=screen)
    page.run_all()
    for number, title in enumerate(page.tab.locator(".panel").evaluate_all("all => all.map(one => one.dataset.title)")):
        panel = page.panel(title).show().settled()
        words = "-".join([Path(name).stem, f"{number:02d}", screen.replace(",", "").replace(" ", "-")])
        page.tab.screenshot(path=ROOT / "screenshots" / f"{words}{'-dark' * dark}.png")
        yield title, panel.box.evaluate(MEASURED)
    page.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", help="their numbers; by default all")
    parser.add_argument("--dark", action="store_true", help="the dark theme")
    parser.add_argument("--screen", action="append", choices=SCREENS, help="by default all")
    options = parser.parse_args()
    (ROOT / "screenshots").mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
            if not options.notebooks or path.name[:2] in options.notebooks:
                shutil.copy(path, folder)
        with JupyterLab(folder) as lab:
            for screen in options.screen or SCREENS:
                for path in sorted(Path(folder).glob("*.ipynb")):
                    for title, seen in look(lab, path.name, screen, options.dark):
                        fits = "whole" if seen["height"] <= seen["room"] else f"{seen['height']} of {seen['room']} px"
                        print(
                            f"{screen:20} {path.name[:2]} {title:46} {fits:14} {seen['text']:5.1f} px {seen['layout']}"
                        )


if __name__ == "__main__":
    main()
