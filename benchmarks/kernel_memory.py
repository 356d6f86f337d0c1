"""How much memory a kernel holds after Run All: python -m benchmarks.kernel_memory [notebook …]

The resident memory of the kernel's process, in MB, from /proc (so on Linux only), and the seconds that Run All took.
The bound of docs/design.md, section Start and test: under 250 MB each, so that a small server carries a class.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell

BOUND = 250
ASK = "print(next(line for line in open('/proc/self/status') if line.startswith('VmRSS')).split()[1])"


def measure(path):
    """(MB, seconds) of one notebook."""
    book = nbformat.read(path, as_version=4)
    book.cells.append(new_code_cell(ASK))
    start = time.monotonic()
    NotebookClient(
        book, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    return int(book.cells[-1].outputs[0].text) / 1024, time.monotonic() - start


def main(paths):
    print("| notebook | memory | Run All |\n| --- | --- | --- |")
    measured = [(path, *measure(path)) for path in paths]
    for path, memory, seconds in measured:
        print(f"| {path.stem} | {memory:.0f} MB{' too much' if memory > BOUND else ''} | {seconds:.1f} s |")
    return any(memory > BOUND for _, memory, _ in measured)


if __name__ == "__main__":
    raise SystemExit(main([Path(name) for name in sys.argv[1:]] or sorted(Path("notebooks").glob("*.ipynb"))))
