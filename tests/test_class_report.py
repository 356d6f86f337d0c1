"""tools.class_report: what a class got wrong is counted rightly, and no notebook that is handed in does any harm."""

import csv
import json
import os
import re
import sys
from pathlib import Path

import pytest

from tools.class_report import __main__ as command
from tools.class_report import counting, limits, reading, running
from tools.class_report.collecting import ROOT, HandedIn, asked, notebooks_in
from tools.class_report.page import page

ASKED = asked()
NAMES = {package: one.answers for package, one in ASKED.items()}
posix = pytest.mark.skipif(os.name != "posix", reason="this system has no such limits: docs/lecture.md says so")

IMPORTS = "import numpy as np\nfrom lib.exercises import start_here as exercises"
RIGHT = "def accuracy(y, predicted):\n    return np.mean(y == predicted)"
WRONG = "def accuracy(y, predicted):\n    return np.sum(y == predicted)"
STUB = "def accuracy(y, predicted):\n    ..."
CHECK = "exercises.accuracy.check(accuracy)"
COUNTED = "You have counted the right ones; the share is that number divided by how many animals there are."


def notebook(*sources):
    cells = [dict(cell_type="code", source=source.splitlines(True), metadata={}, outputs=[]) for source in sources]
    return json.dumps(dict(cells=cells, metadata={}, nbformat=4, nbformat_minor=5))


def answer(body, first=""):
    """An answer with this body; ``first`` runs in its cell before it."""
    return notebook(
        IMPORTS, f"{first}\ndef accuracy(y, predicted):\n    {body}\n    return np.mean(y == predicted)", CHECK
    )


# What students do to a notebook without meaning any harm: name → (cells, result, mistake).
OWN_MEAN = "def accuracy(y, p):\n    return m(map(int, y == p))"
BY_SHARE = "def accuracy(y, p):\n    return share(y == p)"
OPEN_BRACKET = "def accuracy(y, predicted):\n    return (1"
PLAIN = {
    "right": ([IMPORTS, RIGHT, CHECK], "solved", ""),
    "wrong": ([IMPORTS, WRONG, CHECK], "tried", COUNTED),
    "stub": ([IMPORTS, STUB, CHECK], "left out", ""),
    "deleted": ([IMPORTS, CHECK], "left out", ""),
    "no check": ([IMPORTS, RIGHT], "solved", ""),
    "no imports of ours": (["import numpy as np", RIGHT], "solved", ""),
    "renamed": ([IMPORTS, STUB, RIGHT.replace("accuracy", "f"), CHECK.replace("(accuracy", "(f")], "solved", ""),
    "twice": ([IMPORTS, RIGHT, CHECK, WRONG, CHECK], "tried", COUNTED),
    "twice, better": ([IMPORTS, WRONG, CHECK, RIGHT, CHECK], "solved", ""),
    "a lambda": ([IMPORTS, "exercises.accuracy.check(lambda y, p: np.mean(y == p))"], "solved", ""),
    "own imports": ([IMPORTS, "from statistics import mean as m", OWN_MEAN], "solved", ""),
    "a helper below": ([IMPORTS, BY_SHARE, CHECK, "def share(x):\n    return np.mean(x)"], "solved", ""),
    "IPython": ([f"%matplotlib inline\n{IMPORTS}", f"%%time\n{RIGHT}", "!pip install x", "accuracy?"], "solved", ""),
    "no Python elsewhere": ([IMPORTS, "what do I do here", RIGHT, "%%bash\nrm -rf x"], "solved", ""),
    "no Python": ([IMPORTS, OPEN_BRACKET, CHECK], "tried", "Its cell is no Python: '(' was never closed."),
    "its cell stops": (
        [IMPORTS, f"x = [][0]\n{RIGHT}"],
        "tried",
        "Its cell stops: IndexError: list index out of range",
    ),
    "what is not needed": ([IMPORTS, "x = 1 / 0", "while True: y = 1", "import no_such_module", RIGHT], "solved", ""),
    "its output is shown": ([IMPORTS, f"{RIGHT}\nprint(accuracy(1, 1) / 0)"], "solved", ""),
}

# What is no notebook, or does harm: name → (text, result, words of the mistake or of the reason).
ODD_CELLS = '{"cells": [1, null, {"cell_type": "code", "source": {"a": 1}}, {"cell_type": "code"}]}'
PRINTS = "import os\nwhile True: a = print('x' * 10**6), os.write(1, b'x' * 10**6)"
SAYS = """import os
for out in range(3, 20):
    try: os.write(out, b'[]\\n{"package": 3}\\n\\xff\\n{"exercise": "x", "result": []}\\n')
    except OSError: pass"""
HARM = {
    "empty": ("", "not read", "is empty"),
    "no JSON": ("PK\x03\x04 a picture", "not read", "is no notebook: it is not JSON"),
    "deep JSON": ("[" * 200_000, "not read", "is no notebook: it is not JSON"),
    "a list": ("[1, 2]", "not read", "is no notebook: it has no cells"),
    "odd cells": (ODD_CELLS, "not read", "of this series"),
    "no code": (notebook(), "not read", "has no code"),
    "another course": (notebook("import numpy as np", "x = 1"), "not read", "answers no exercise of this series"),
    "endless answer": (answer("while True: pass"), "tried", "end"),
    "endless cell": (answer("pass", "while True: a = 1"), "tried", "Its cell stops: it does not end within 1 second"),
    "a deep cell": (notebook(IMPORTS, f"x = {'(' * 50_000}1", RIGHT), "solved", ""),
    "prints gigabytes": (answer("pass", PRINTS), "tried", "Its cell stops: it does not end"),
    "a deep sum": (notebook(IMPORTS, f"x = {'1 + ' * 50_000}1", f"y = {'-' * 900}1", RIGHT), "solved", ""),
    "a deep check": (notebook(IMPORTS, RIGHT, f"exercises.accuracy.check({'-' * 900}1)", CHECK), "solved", ""),
    "half a letter": (answer("pass", "raise ValueError(chr(0xD800))"), "tried", "ValueError: ?"),
    "half a letter in code": (answer("'\ud800'"), "tried", "Its cell is no Python"),
    "exit": (answer("exit()"), "tried", ""),
    "exit of the system": (answer("import os; os._exit(0)"), "tried", running.CRASH),
    "exit before": (answer("pass", "import os\nx = os._exit(0)"), "not read", "stops before any answer is checked"),
    "a crash": (answer("import ctypes; ctypes.string_at(0)"), "tried", running.CRASH),
    "deletes its folder": (answer("pass", "import os, shutil\nx = shutil.rmtree(os.getcwd())"), "solved", ""),
    "input": (answer("input()"), "tried", ""),
    "says what it likes": (answer("pass", SAYS), "solved", ""),
}
FORK_BY_C = "import ctypes\nif ctypes.CDLL(None).fork() == 0:\n    while True: pass"
LARGE_FILE = "with open('a', 'wb') as file:\n    while True: a = file.write(b'x' * 10**6)"
MANY_FILES = "files = []\nwhile True: files += [open('a', 'w')]"
if os.name == "posix":
    HARM |= {
        "much memory": (answer("np.ones(10**10)"), "tried", ""),
        "forks": (answer("pass", "import os\nwhile True: a = os.fork()"), "tried", "os.fork is not allowed here"),
        "forks by C": (answer("pass", FORK_BY_C), "solved", ""),
        "stops the report": (answer("import os; os.kill(os.getppid(), 9)"), "tried", ""),
        "a large file": (answer("pass", LARGE_FILE), "tried", "File too large"),
        "many files": (answer("pass", MANY_FILES), "tried", "Too many open files"),
    }

HARM_OUTSIDE = """import os, shutil
changes = [
    lambda: os.remove({path!r}),
    lambda: open({path!r}, "w"),
    lambda: os.rename({path!r}, "x"),
    lambda: shutil.rmtree({folder!r}),
]
for change in changes:
    try: change()
    except PermissionError: pass"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """One class with everything in it: (rows of the table by student, the page, folder, what was there before)."""
    folder = tmp_path_factory.mktemp("class")
    outside = folder / "outside.txt"
    outside.write_text("as it was")
    handed_in = folder / "handed_in"
    handed_in.mkdir()
    texts = {name: notebook(*cells) for name, (cells, *_) in PLAIN.items()} | {
        name: told[0] for name, told in HARM.items()
    }
    texts["harm outside"] = answer("pass", HARM_OUTSIDE.format(path=str(outside), folder=str(folder)))
    for name, text in texts.items():
        (handed_in / f"{name}.ipynb").write_text(text)
    with open(handed_in / "large.ipynb", "wb") as file:
        file.truncate(100_000_000)
    if os.name == "posix":
        (handed_in / "a link.ipynb").symlink_to("right.ipynb")
    if sys.platform == "linux":  # a name that is no UTF-8
        (handed_in / os.fsdecode(b"\xff.ipynb")).write_text(texts["right"])
    command.main([str(handed_in), "--output", str(folder / "report"), "--patience", "1", "--workers", "2"])
    with open(folder / "report" / "class_report.csv", encoding="utf-8-sig", newline="") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert outside.read_text() == "as it was"
    return rows, (folder / "report" / "class_report.html").read_text(encoding="utf-8"), folder


@pytest.mark.parametrize("name", PLAIN)
def test_what_students_do(report, name):
    row = report[0][name]
    assert (row["result"], row["mistake"]) == PLAIN[name][1:]
    assert row["notebook"] == "00_start_here.ipynb" and row["exercise"] == "accuracy"


@pytest.mark.parametrize("name", HARM)
def test_what_does_harm_costs_one_line(report, name):
    row = report[0][name]
    assert row["result"] == HARM[name][1] and HARM[name][2] in row["mistake"], row


def test_files_that_are_none(report):
    rows = report[0]
    assert rows["large"]["mistake"] == "is larger than 50 MB" and rows["harm outside"]["result"] == "solved"
    assert sys.platform != "linux" or rows["?"]["result"] == "solved"
    assert os.name != "posix" or rows["a link"]["mistake"] == "is a link or a device, no file"


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="processes are looked for as Linux shows them")
def test_nothing_goes_on_running(report):
    running_now = []
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            running_now.append(process.read_bytes())
        except OSError:  # it has ended
            continue
    assert not [words for words in running_now if str(report[2]).encode() in words]


def test_the_page_counts_and_names_nobody(report):
    rows, text, _ = report
    solved, tried, left_out = (sum(row["result"] == result for row in rows.values()) for result in running.RESULTS)
    assert f"{solved} solved, {tried} tried, {left_out} left out." in text
    unread = sum(row["result"] == "not read" for row in rows.values())
    assert f"{len(rows)} notebooks handed in, {unread} of them not read." in text
    assert f"<strong>twice</strong> {COUNTED}" in text and "return np.sum(y == predicted)" in text
    assert not [name for name in ("harm outside", "twice, better", "prints gigabytes") if name in text]
    assert not re.search(r"https?://|<script|<link|<img|url\(", text)


def test_the_page_of_the_report_passes_axe(report, browser):
    from axe_playwright_python.sync_playwright import Axe

    for scheme, width, ground in (("light", 1366, "rgb(255, 255, 255)"), ("dark", 390, "rgb(22, 24, 26)")):
        sheet = browser.new_page(viewport=dict(width=width, height=800), color_scheme=scheme)
        sheet.set_content(report[1])
        sheet.evaluate("document.querySelectorAll('details').forEach(details => details.open = true)")
        found = Axe().run(sheet).response["violations"]
        assert not found, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found]
        assert sheet.evaluate("document.documentElement.scrollWidth") == width
        assert sheet.evaluate("getComputedStyle(document.documentElement).backgroundColor") == ground
        sheet.close()


def test_what_python_cannot_stop_is_stopped(tmp_path):
    (tmp_path / "a.ipynb").write_text(answer("sum(iter(int, 1))"))
    one = running.check(HandedIn("a", tmp_path / "a.ipynb"), NAMES, running.Allowed(seconds=3, patience=1))
    assert [(told.result, told.mistake) for told in one.answers] == [("tried", running.ENDLESS)], one


# What the process is given, seen from within.

WITHIN = """
import os, resource, sys
assert not [name for name in os.environ if not name.endswith("_THREADS") and name != "LC_CTYPE"]  # Python's own
assert os.listdir(".") == [] and sys.argv == ["-c"] and os.getsid(0) == os.getpid() and os.read(0, 1) == b""
for name, most in dict(CPU=31, FSIZE=10_000_000, NOFILE=64, CORE=0, NPROC=0).items():
    assert resource.getrlimit(getattr(resource, "RLIMIT_" + name))[1] == most, name
assert sys.platform == "darwin" or resource.getrlimit(resource.RLIMIT_AS)[1] == 2_000_000_000
"""


@posix
def test_the_process_has_little(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET", "of the instructor")
    (tmp_path / "a.ipynb").write_text(answer("pass", WITHIN))
    one = running.check(HandedIn("a", tmp_path / "a.ipynb"), NAMES, running.Allowed(seconds=30))
    assert [told.result for told in one.answers] == ["solved"], one.answers


def test_a_system_without_limits_says_so(monkeypatch):
    monkeypatch.setattr(limits, "resource", None)
    words = limits.limit(1, 1, 1, 1)
    assert {"memory", "size of files", "open files", "other processes"} <= set(words)
    text = page([], [], 1, missing=words)
    assert "Not limited on this computer: time of the processor, memory" in text and "Not limited" not in page(
        [], [], 1
    )


# What a process says is not believed.


def understood(*lines, ended=True):
    said = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return running._understood(HandedIn("a", Path("a")), said, NAMES, ended)


def test_only_what_is_expected_counts():
    started = dict(package="start_here")
    forged = [
        b"\xff",
        b"[" * 9_000,
        [1],
        dict(exercise="pinv", result="solved"),
        dict(exercise="accuracy", result="great"),
    ]
    assert [told.result for told in understood(started, *forged, dict(done=True)).answers] == ["left out"]
    told = understood(
        started, dict(exercise="accuracy", result="tried", mistake="x" * 10_000, example=[1]), dict(done=True)
    )
    assert len(told.answers[0].mistake) == 2_000 and told.answers[0].example == ""
    assert understood(dict(package="no such"), dict(done=True)).reason == "ends Python before anything is read"
    assert understood(dict(package=["start_here"]), ended=False).reason == "takes too long to be read"


def test_what_was_found_before_the_end_counts():
    lines = [
        dict(package="validation"),
        dict(begun="sizes"),
        dict(exercise="sizes", result="solved"),
        dict(begun="folds"),
    ]
    for ended, words in ((True, running.CRASH), (False, running.ENDLESS)):
        told = {one.exercise: one for one in understood(*lines, ended=ended).answers}
        assert told["sizes"].result == "solved" and told["folds"].mistake == words
        assert told["choose"].result == "left out" and len(told) == 5


# Finding the notebooks.


def test_layouts(tmp_path):
    for name in (
        "flat/anna.ipynb",
        "flat/Ben (1).IPYNB",
        "flat/carl.ipynb.txt",
        "flat/notes.pdf",
        "flat/.hidden.ipynb",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}")
    for name in ("submitted/anna/hw1/01.ipynb", "submitted/anna/hw1/.ipynb_checkpoints/01-checkpoint.ipynb"):
        (tmp_path / "course" / name).parent.mkdir(parents=True)
        (tmp_path / "course" / name).write_text("{}")
    (tmp_path / "course" / "source").mkdir()
    (tmp_path / "course" / "source" / "01.ipynb").write_text("{}")

    def found(folder):
        return [(one.student, one.path.name) for one in notebooks_in(tmp_path / folder)]

    flat = [("Ben (1)", "Ben (1).IPYNB"), ("anna", "anna.ipynb"), ("carl", "carl.ipynb.txt")]
    assert sorted(found("flat")) == flat
    assert found("course") == found("course/submitted") == [("anna", "01.ipynb")]
    for folder in ("nowhere", "course/submitted/anna/hw1/.ipynb_checkpoints/no"):
        with pytest.raises(FileNotFoundError):
            notebooks_in(tmp_path / folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="no notebook in"):
        notebooks_in(tmp_path / "empty")


def test_a_file_that_may_not_be_read(tmp_path, monkeypatch):
    (tmp_path / "a.ipynb").write_text("{}")
    monkeypatch.setattr(os, "access", lambda path, how: False)
    assert [one.reason for one in notebooks_in(tmp_path)] == ["may not be read"]


def test_what_is_asked_is_what_the_notebooks_check():
    assert sum(map(len, NAMES.values())) >= 38 and NAMES["logistic_dog_or_cat"]["predict"] == "predict_label"
    assert ASKED["svd_and_mondrian"].headings[6].startswith("What a matrix does not see")


# Reading.


def test_of_a_cell_only_what_gives_names_runs():
    book = reading.read(
        json.loads(notebook("import a\nimport b.c as d, e\nx = a.f()\nprint(x)\nx.append(1)\na.show()"))
    )
    words = [reading.ast.unparse(part.tree) for part in book.parts]
    assert words == ["import a", "import b.c as d", "import e", "x = a.f()\nx.append(1)"]
    assert [part.tree for part in reading.parts_for(book, ["d"])] == [book.parts[1].tree]


def test_an_example_is_without_comments_and_docstring():
    source = '# by Anna\ndef f(x):\n    """Anna wrote this."""\n    return x  # I, Anna, think'
    book = reading.read(json.loads(notebook("f = 1", source, "g = 2")))
    assert reading.words_of(book, "f") == "def f(x):\n    return x" and reading.words_of(book, "h") == ""


@pytest.mark.parametrize("package", NAMES)
def test_our_own_notebooks_are_left_out_and_no_panel_is_made(package):
    book = reading.read(json.loads((ROOT / "notebooks" / ASKED[package].file).read_text(encoding="utf-8")))
    assert reading.package_of(book, NAMES) == package
    given = reading.answers(book, NAMES[package])
    assert given == NAMES[package]
    needed = "\n".join(reading.ast.unparse(part.tree) for part in reading.parts_for(book, given.values()))
    assert "explore" not in needed and "lib" not in needed


# Counting.


def checked(student, *answers, reason=""):
    return running.Checked(student, Path("in") / f"{student}.ipynb", "" if reason else "start_here", answers, reason)


def test_mistakes_are_counted_most_frequent_first_with_the_shortest_example():
    def tried(words, example):
        return running.Answer("accuracy", "tried", words, example)

    theirs = [
        checked("a", tried("One.", "long example")),
        checked("b", tried("Two.", "x")),
        checked("c", tried("One.", "short")),
    ]
    theirs += [checked("d", running.Answer("accuracy", "solved")), checked("e", reason="is empty")]
    (book,) = counting.count(theirs, ASKED)
    (exercise,) = book.exercises
    assert (book.handed_in, exercise.solved, exercise.tried, exercise.left_out) == (4, 1, 3, 0)
    assert exercise.mistakes == (counting.Mistake("One.", ("a", "c"), "short"), counting.Mistake("Two.", ("b",), "x"))
    assert exercise.heading and exercise.section.panel == "One feature and a threshold"
    assert counting.unread(theirs) == [counting.Unread("is empty", 1, ("e.ipynb",))]
    shown = page([book], counting.unread(theirs), 5, names=True)
    assert "a, c</p>" in shown and "e.ipynb" in shown
    assert "e.ipynb" not in page([book], counting.unread(theirs), 5)


def test_what_a_student_wrote_is_text_in_page_and_table(tmp_path):
    evil = running.Answer("accuracy", "tried", "<script>alert(1)</script>", "</pre><img src=x onerror=alert(1)>")
    formula = running.Answer("accuracy", "tried", "=HYPERLINK(1)", "")
    theirs = [checked("=cmd", evil), checked("b", formula)]
    shown = page(counting.count(theirs, ASKED), [], 2, names=True)
    assert "<script" not in shown and "<img" not in shown and "&lt;script&gt;" in shown
    counting.write_table(tmp_path / "table.csv", theirs, ASKED, Path("in"))
    rows = list(csv.reader((tmp_path / "table.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][0] == "'=cmd" and rows[2][-1] == "'=HYPERLINK(1)" and rows[1][1] == "'=cmd.ipynb"


def test_progress_is_shown(capsys, monkeypatch):
    for done in range(1, 31):
        command._progress(done, 30)
    assert capsys.readouterr().err.splitlines() == [f"{3 * tenth} of 30" for tenth in range(1, 11)]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    command._progress(15, 30)
    assert capsys.readouterr().err == f"\r{'█' * 15:<30} 15 of 30"


def test_a_folder_without_notebooks_is_said(tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.main([str(tmp_path)])
    assert f"there is no notebook in {tmp_path}" in capsys.readouterr().err
