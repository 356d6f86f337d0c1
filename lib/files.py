"""Where the small files of ``data/`` are: beside ``lib`` in a clone, within ``lib`` in an installed package."""

from pathlib import Path

PACKAGE = Path(__file__).parent
# The package's own comes first: beside an installed package, a folder called data may be anybody's.
PLACES = (PACKAGE / "data", PACKAGE.parent / "data")


def path(name):
    """The path of ``data/<name>``. Raises ``FileNotFoundError`` if it is in neither place, with what helps."""
    for place in PLACES:
        if (place / name).exists():
            return place / name
    raise FileNotFoundError(
        f"data/{name} is missing: it is neither in {PLACES[0]} nor in {PLACES[1]}. Clone or install the project again."
    )
