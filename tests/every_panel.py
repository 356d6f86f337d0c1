"""Every panel of the web edition at the ends of its controls, in Chromium: python -m tests.every_panel [notebook …]

As a reader: a guess is committed, sliders go to both ends and between them by keys, buttons are pressed, presets are
clicked. A panel must show no error, say something and have another picture. Prints what is wrong, and fails if anything
is. What is said and drawn in each state compares ``tests.same_digits``.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

from tools.browser import FLAGS, Panel, chromium
from web import serve
from web.site import Site

LIVE = 120_000  # ms that a panel may take on a busy machine whose cells have long to compute
PICTURE = """async box => {
    const bytes = await (await fetch(box.querySelector('img').src)).arrayBuffer();
    const digest = await crypto.subtle.digest('SHA-256', bytes);
    return String(new Uint8Array(digest));
}"""
CUT = "box => [...box.querySelectorAll('input.value')].filter(v => v.scrollWidth > v.clientWidth).map(v => v.value)"
CONTROL = ".panel-controls > .control:not(:has(input[type=file]))"


def moves(panel):
    """(what is moved, a function for each place that it is moved to) of all controls, then of the presets."""
    controls = panel.box.locator(CONTROL)
    for number in range(controls.count()):
        control = controls.nth(number)
        label = control.locator("input.value, .options, .option").first
        name = label.evaluate("part => (part.closest('.control').querySelector('.name') ?? part).textContent")
        if control.locator("input[type=range]").count():
            handle = control.locator("input[type=range]")
            keys = ["Home", "PageUp", "End"]
            if handle.evaluate("handle => handle.value === handle.min"):
                keys.reverse()  # a first key that changes nothing asks nothing, and brings no panel to life
            yield name, [lambda key=key: handle.press(key) for key in keys]
            handle.press("Backspace")  # to its start: at an end of one slider another may change nothing
        elif control.locator(".options").count():
            options = control.locator(".option")
            yield name, [options.first.click, options.last.click]
        else:
            yield name, [lambda: None, control.locator(".option").click]
    presets = panel.box.locator(".preset")
    yield from ((presets.nth(i).inner_text(), [presets.nth(i).click]) for i in range(presets.count()))


def problems_of(panel, timeout=LIVE):
    """What is wrong with a panel, a line each."""
    title = panel.box.get_attribute("data-title")
    panel.show()
    if panel.box.locator(".commit").count():
        panel.click("Commit")
        panel.settled(timeout)
    for name, places in moves(panel):
        seen = []
        for move in places:
            move()
            panel.settled(timeout)
            seen.append((panel.readout, panel.box.evaluate(PICTURE)))
            trouble = panel.box.locator(".panel-trouble:visible")
            if trouble.count():
                yield f"{title}, {name}: {trouble.inner_text()}"
            yield from (f"{title}, {name}: {value} is cut off" for value in panel.box.evaluate(CUT))
            if not panel.readout:
                yield f"{title}, {name}: nothing is said"
        if not panel.picture.startswith("blob:"):
            yield f"{title}, {name}: the picture is still the stored one"
        if len(places) > 1 and len({picture for _, picture in seen}) == 1:
            yield f"{title}, {name}: the same picture everywhere"


def main(arguments):
    wrong = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Site(arguments)
        site.write(Path(folder))
        address, running = serve.start(folder)
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for notebook in site.notebooks:
            page = browser.new_page(viewport={"width": 1366, "height": 768}, service_workers="block")
            told = []
            page.on("pageerror", lambda error, told=told: told.append(str(error)))
            page.on("console", lambda message, told=told: message.type == "error" and told.append(message.text))
            page.goto(f"{address}/{notebook.address}")
            boxes = page.locator(".panel")
            count = boxes.count()
            for number in range(count):
                try:
                    told += problems_of(Panel(page, boxes.nth(number)))
                except Error as problem:
                    told.append(f"{boxes.nth(number).get_attribute('data-title')}: {problem.message}")
            print(f"{notebook.path.stem}: {count} panels, {len(told)} problems", *told, sep="\n  ", flush=True)
            wrong += len(told)
            page.close()
        browser.close()
        running.shutdown()
        running.server_close()
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
