"""Pictures of every panel on every screen that students have, to be looked at: python -m tools.look [01 …] [--dark]

JupyterLab runs each notebook in headless Chromium; screenshots/ gets a picture of each panel on each screen, and a
sheet with all of them. The table says whether all of the panel is on the screen at once, how many pixels high the
picture's text is, and whether the picture has the screen's own pixels.
"""

import argparse
import itertools
import shutil
import tempfile
from pathlib import Path

from PIL import Image

from tools.browser import SCREENS, JupyterLab

ROOT = Path(__file__).parent.parent
MEASURED = """box => ({
    height: box.offsetHeight,
    room: document.querySelector('.jp-WindowedPanel-outer').clientHeight,
    text: 14 * 96 / 72 * box.querySelector('img').offsetWidth / box.querySelector('img').getAttribute('width'),
    crisp: (picture => picture.naturalWidth / picture.getAttribute('width') >= Math.min(devicePixelRatio, 3))(
        box.querySelector('img')),
    layout: box.className.replace(/panel(-live)?/g, '').trim(),
})"""
ACROSS, WIDTH = 3, 660  # pictures beside each other on a sheet, and the width of one


def look(lab, name, screens, dark):
    """Take the pictures of one notebook on screens of one pixel ratio; yields (screen, title, what was measured)."""
    page = lab.open(name, dark=dark, screen=screens[0])
    page.run_all()
    titles = page.tab.locator(".panel").evaluate_all("all => all.map(one => one.dataset.title)")
    for screen in screens:
        width, height, _ = SCREENS[screen]
        page.tab.set_viewport_size({"width": width, "height": height})
        page.tab.wait_for_timeout(500)
        words, paths = f"{screen.replace(',', '').replace(' ', '-')}{'-dark' * dark}", []
        for number, title in enumerate(titles):
            panel = page.panel(title).show().settled(20_000)
            page.tab.wait_for_timeout(100)
            panel.show()
            paths.append(ROOT / "screenshots" / f"{Path(name).stem}-{number:02d}-{words}.png")
            page.tab.screenshot(path=paths[-1])
            yield screen, title, panel.box.evaluate(MEASURED)
        sheet_of(paths, ROOT / "screenshots" / f"sheet-{name[:2]}-{words}.png")
    page.close()


def sheet_of(paths, to):
    """All pictures on one sheet."""
    pictures = [Image.open(path).convert("RGB") for path in paths]
    height = round(WIDTH * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDTH + 6), rows * (height + 6)), "red")
    for place, picture in enumerate(pictures):
        corner = (place % ACROSS * (WIDTH + 6), place // ACROSS * (height + 6))
        sheet.paste(picture.resize((WIDTH, height)), corner)
    sheet.save(to)


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
            wanted = sorted(options.screen or SCREENS, key=lambda screen: SCREENS[screen][2])
            for path in sorted(Path(folder).glob("*.ipynb")):
                for _, screens in itertools.groupby(wanted, key=lambda screen: SCREENS[screen][2]):
                    for screen, title, seen in look(lab, path.name, list(screens), options.dark):
                        fits = "whole" if seen["height"] <= seen["room"] else f"{seen['height']} of {seen['room']} px"
                        print(
                            f"{screen:20} {path.name[:2]} {title:46} {fits:14} {seen['text']:5.1f} px "
                            f"{'crisp' if seen['crisp'] else 'blurred'} {seen['layout']}",
                            flush=True,
                        )


if __name__ == "__main__":
    main()
