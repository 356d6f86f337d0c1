"""A notebook's page cut into slides: one idea a slide.

Nothing is written twice: each part of the page is marked with the number of the slide that shows it (``data-slide``),
and ``static/present.js`` shows and hides. A slide begins at a heading, a claim, a calculation by hand, a prediction and
a notice, and where more would not fit on a screen. A panel is on the slide of its prediction. What a lecturer says
about a panel, *Try in class* and the answers, is on no slide: it is the speaker's note (``data-note``).
"""

import html
import math
import re
from html.parser import HTMLParser
from pathlib import Path

LECTURE = Path(__file__).parent.parent / "docs" / "lecture.md"
ROOM = 13  # lines of text that a slide has room for
ACROSS = 90  # letters in a line
HEADINGS = ("h1", "h2", "h3")
VOID = ("br", "hr", "img", "input", "wbr")
# What begins with these words is an idea of its own.
IDEA = re.compile(r"(Claim|By hand|Predict|Notice|Why[^.?]*|A (second )?(correction|remark)[^.]*|\d+)[.?( ]")
# What asks keeps its slide until the panel or the exercise has come that answers it.
ASKS = re.compile(r"Predict|\d+\. ")
NOWHERE = "-"


class Part:
    """An element of a text: its place in the HTML, its words, and the elements in it that may be on several slides."""

    def __init__(self, tag, at):
        self.tag, self.at, self.words, self.inner = tag, at, "", []
        self.rows = self.formulas = 0
        self.first = False  # on its slide, but for headings

    @property
    def lines(self):
        """About how many lines of a slide it takes."""
        if self.tag in HEADINGS:
            return 2
        if self.rows:
            return 1.5 * self.rows
        if self.inner:
            return sum(part.lines for part in self.inner)
        return max(math.ceil(len(self.words.strip()) / ACROSS), 1) + 0.7 + 1.5 * self.formulas


class Parts(HTMLParser):
    """The elements of a text, from top to bottom, in ``found``."""

    def __init__(self, text):
        super().__init__()
        self.found, self.open = [], []
        self.starts = [0, *(line.end() for line in re.finditer("\n", text))]
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        if tag == "div" and self.open and self.open[-1].tag == "p":
            # A formula on its own comes as <p><div>, and browsers end the paragraph before it.
            paragraph = self.open.pop()
            for parts in (self.found, *(outer.inner for outer in self.open)):
                if paragraph in parts:
                    parts.remove(paragraph)
        line, column = self.getpos()
        # Within the tag, after its name: there its mark is written.
        part = Part(tag, self.starts[line - 1] + column + 1 + len(tag))
        if not self.open:
            self.found.append(part)
        elif len(self.open) == 1 and self.open[0].tag in ("details", "ul") and tag != "summary":
            self.open[0].inner.append(part)
        for outer in self.open:
            outer.rows += tag == "tr"
            outer.formulas += ("class", "formula") in attributes
        if tag not in VOID:
            part.formulas = int(("class", "formula") in attributes)
            self.open.append(part)

    def handle_endtag(self, tag):
        if self.open and self.open[-1].tag == tag:
            self.open.pop()

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_data(self, data):
        for part in self.open:
            part.words += data


class Slides:
    """Gives out the numbers of slides, from 1. titles : of each slide, the heading that it stands under."""

    def __init__(self):
        self.titles, self.heading = [], ""
        self.lines = 0  # that the slide has by now
        self.panel = None  # the slide of the last panel, to which notes belong
        self.fresh = False  # it has headings alone
        self.begin()

    @property
    def number(self):
        return len(self.titles)

    def begin(self):
        """Another slide, unless this one has nothing but headings."""
        if not self.fresh:
            self.titles.append(self.heading)
            self.lines, self.fresh = 0, True
            self.asks = self.full = False  # a question waits for its panel; the panel has come

    def add(self, lines):
        """The number of the slide that takes so many lines more."""
        if self.full or (self.lines + lines > ROOM and not self.asks):
            self.begin()
        self.lines += lines
        self.fresh = False
        return self.number

    def title(self, words):
        self.begin()
        self.heading = " ".join(words.split())
        self.titles[-1] = self.heading
        self.lines += 2
        self.panel = None
        return self.number

    def answer(self):
        """The number of the slide of a panel or an exercise: that of the question before it."""
        if self.full or (not self.asks and self.lines > 4):
            self.begin()
        self.fresh, self.asks, self.full = False, False, True
        return self.number

    def show_panel(self):
        self.panel = self.answer()
        return self.panel

    def note(self):
        """The slides that a note belongs to: from that of the last panel to this one."""
        return " ".join(str(number) for number in range(self.panel or self.number, self.number + 1))


def cut(blocks):
    """Mark the blocks of a page (``site.blocks_of``), in place; returns the titles of its slides."""
    slides = Slides()
    for block in blocks:
        if block["kind"] == "text":
            block["html"] = _text(block["html"], slides)
        elif block["kind"] == "exercise":
            block["mark"] = _mark(slides.answer())
        else:
            _code(block, slides)
    return slides.titles


def _mark(number):
    return f' data-slide="{number}"'


def _code(block, slides):
    """A cell of code is shown with what it prints; one that prints nothing prepares, and is on no slide."""
    printed = [output for output in block["outputs"] if output["kind"] != "panel"]
    lines = html.unescape(re.sub("<[^>]+>", "", block["html"])).count("\n")
    lines += sum(output.get("text", output.get("html", "")).count("\n") + 1 for output in printed)
    number = slides.add(0.85 * lines) if printed else NOWHERE
    block["mark"] = _mark(NOWHERE if block["folded"] else number)
    for output in block["outputs"]:
        output["mark"] = _mark(slides.show_panel() if output["kind"] == "panel" else number)


def _text(text, slides):
    marks = []
    noted = False  # the answers come after what is to be tried
    before = None
    found = Parts(text).found
    for part, after in zip(found, [*found[1:], None]):
        words = part.words.strip()
        noted = words.startswith("Try in class") or (noted and part.tag == "details")
        if noted:
            marks.append((part.at, f'{_mark(NOWHERE)} data-note="{slides.note()}"'))
            before = None
            continue
        if part.tag in HEADINGS:
            marks.append((part.at, _mark(slides.title(words))))
            before = None
            continue
        if IDEA.match(words):
            slides.begin()
            slides.asks = bool(ASKS.match(words))
            before = None
        if part.inner and part.lines > ROOM:
            inner = [(one.at, slides.add(one.lines)) for one in part.inner]
            marks += [(at, _mark(number)) for at, number in inner]
            shown = dict.fromkeys(number for _, number in inner)
            marks.append((part.at, f' data-slides="{" ".join(map(str, shown))}"'))
            before = None
            continue
        if before and slides.lines + part.lines > ROOM and not slides.asks:
            # "… is this:" goes with what it announces.
            if not before.first:
                slides.begin()
                marks[-1] = (marks[-1][0], _mark(slides.add(before.lines)))
            slides.lines = 0
            lines = min(part.lines, ROOM)
        else:
            lines = part.lines
        here, part.first = slides.number, slides.fresh
        number = slides.add(lines)
        part.first |= number != here
        marks.append((part.at, _mark(number)))
        announces = words.endswith((":", ",")) or (after and after.rows and part.lines < 2)
        before = part if announces else None
    for at, mark in sorted(marks, reverse=True):
        text = text[:at] + mark + text[at:]
    return text


def lecture():
    """dict "14" → what ``docs/lecture.md`` says of that row: its name, page, panel, clicks and minutes, in order."""
    row = re.compile(r"^\| L(\d+) ([^|]+) \| [^|]*/(\w+)\.ipynb[^|]* \| ([^|]+) \| ([^|]+) \| (\d+) \|$", re.MULTILINE)
    rows = {}
    for number, name, page, panel, clicks, minutes in row.findall(LECTURE.read_text(encoding="utf-8")):
        clicks = clicks.replace("*", "")
        rows[number] = {"name": name, "page": f"{page}.html", "panel": panel, "clicks": clicks, "minutes": int(minutes)}
    return rows


def with_links(page):
    """The page of ``docs/lecture.md``, as HTML, with the number of each row as a link to the row's slide."""
    rows = lecture()

    def link(found):
        number = found[1]
        return f'<td><a href="../notebooks/{rows[number]["page"]}?present=L{number}">L{number}</a>'

    return re.sub(r"<td>L(\d+)\b", link, page)
