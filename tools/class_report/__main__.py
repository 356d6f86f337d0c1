"""python -m tools.class_report FOLDER: see the package."""

import argparse
import os
import sys
from pathlib import Path

from tools.class_report import counting
from tools.class_report.collecting import asked, notebooks_in
from tools.class_report.page import page
from tools.class_report.running import Allowed, check_all


def main(arguments=None):
    parser = argparse.ArgumentParser(prog="python -m tools.class_report", description="What did my class get wrong?")
    parser.add_argument("folder", type=Path, help="the notebooks handed in: flat, a folder a student, or nbgrader's")
    parser.add_argument("--output", type=Path, default=Path(), help="the folder for the page and the table (here)")
    parser.add_argument("--names", action="store_true", help="name the students in the page, not in the table alone")
    parser.add_argument("--seconds", type=float, default=Allowed().seconds, help="for one notebook (%(default)s)")
    parser.add_argument(
        "--patience", type=float, default=Allowed().patience, help="for a cell, or a check (%(default)s)"
    )
    parser.add_argument("--memory", type=int, default=Allowed().memory // 10**6, help="MB for one (%(default)s)")
    parser.add_argument("--workers", type=int, default=os.cpu_count(), help="notebooks at a time (one a core)")
    chosen = parser.parse_args(arguments)
    try:
        handed_in = notebooks_in(chosen.folder)
    except FileNotFoundError as problem:
        parser.error(str(problem))
    ours = asked()
    names = {package: one.answers for package, one in ours.items()}
    allowed = Allowed(seconds=chosen.seconds, patience=chosen.patience, memory=chosen.memory * 10**6)
    checked = check_all(handed_in, names, allowed, chosen.workers, lambda done: _progress(done, len(handed_in)))
    missing = sorted({word for one in checked for word in one.missing})
    if missing:
        print(f"Not limited on this computer: {', '.join(missing)}.", file=sys.stderr)
    notebooks, unread = counting.count(checked, ours), counting.unread(checked)
    chosen.output.mkdir(parents=True, exist_ok=True)
    html, table = chosen.output / "class_report.html", chosen.output / "class_report.csv"
    html.write_text(page(notebooks, unread, len(checked), missing, chosen.names), encoding="utf-8", errors="replace")
    counting.write_table(table, checked, ours, chosen.folder)
    print(f"wrote {html}\nwrote {table}")


def _progress(done, of):
    """A bar that grows in its line; where that is no terminal, a line for each tenth."""
    if sys.stderr.isatty():
        bar = "█" * (30 * done // of)
        print(f"\r{bar:<30} {done} of {of}", end="\n" if done == of else "", file=sys.stderr, flush=True)
    elif done == of or (10 * done) // of > (10 * (done - 1)) // of:
        print(f"{done} of {of}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
