"""The same digits in the browser as in Jupyter, on a sample; python -m tests.same_digits compares all."""

import os

import pytest

from tests import same_digits, ties
from tests.test_notebooks import NOTEBOOKS
from web import pyodide


def test_a_sample_of_a_notebook():
    """All cells of one notebook, and every ninth state of its panels."""
    try:
        pyodide.distribution()
    except FileNotFoundError as missing:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"no Python for the browser: {missing}")
    if not pyodide.node():
        pytest.skip("no Node on this machine: nothing is tried in the browser's Python")
    count, differing = same_digits.differences(NOTEBOOKS[0], share=9)
    assert count > 10 and not differing
    ties.take()  # other tests look for them, under the conditions that a notebook has


def test_a_difference_is_shown_with_what_is_around_it():
    words = same_digits.between("of 12 numbers 3.14 is the third here", "of 12 numbers 3.15 is the third here")
    assert "here:       of 12 numbers 3.14 is" in words and "in Pyodide: of 12 numbers 3.15 is" in words
