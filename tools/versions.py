"""Which packages of this environment are not those of constraints.txt: python -m tools.versions"""

import sys
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement

CONSTRAINTS = Path(__file__).parent.parent / "constraints.txt"


def differences(text):
    """(name, version that ``text`` pins, version that is installed) of each package in which they differ."""
    for line in text.splitlines():
        pinned = Requirement(line)
        if pinned.marker and not pinned.marker.evaluate():
            continue
        try:
            installed = metadata.version(pinned.name)
        except metadata.PackageNotFoundError:  # constraints.txt is for every system and for the tests as well
            continue
        if not pinned.specifier.contains(installed, prereleases=True):
            yield pinned.name, str(pinned.specifier).removeprefix("=="), installed


def main():
    found = list(differences(CONSTRAINTS.read_text(encoding="utf-8")))
    print(f"Python {sys.version.split()[0]}; packages that differ from constraints.txt: {len(found)}")
    for name, pinned, installed in found:
        print(f"  {name:28} {pinned:>12} -> {installed}")


if __name__ == "__main__":
    main()
