"""That a claim is found in its sentence, and missed where the sentence or the number is another one."""

import nbformat
import pytest

from tests.claims.prose import Prose

TEXT = """The nose alone is right for **86.7 %** of
the animals, in $0.25$ seconds; $$x = 0.5$$ and 1,200 draws, of which 7 of 9 [here](a_0.5.png), `0.75`."""


@pytest.fixture
def notebook(tmp_path):
    cell = nbformat.v4.new_markdown_cell(TEXT, id="nb99-001")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), tmp_path / "99_test.ipynb")
    return Prose("99", folder=tmp_path)


def test_a_claim_is_found_whatever_its_emphasis_and_line_ends(notebook):
    notebook.says("nb99-001", "right for 86.7 % of the animals", "7 of 9")
    assert [(id, number) for id, number, _ in notebook.unclaimed()] == [("nb99-001", "1,200")]


@pytest.mark.parametrize("words", ["right for 86.8 %", "6.7 %", "1,200 draw of", "1,20"])
def test_another_number_or_sentence_is_not_found(notebook, words):
    with pytest.raises(AssertionError, match=r"no “.*but perhaps"):
        notebook.says("nb99-001", words)


def test_what_nobody_has_claimed_is_named_and_formulas_are_not(notebook):
    assert [number for _, number, _ in notebook.unclaimed()] == ["86.7", "1,200"]


def test_what_was_set_is_given(tmp_path, notebook):
    assert not Prose("99", given={"nb99-001": ["86.7 %", "1,200 draws"]}, folder=tmp_path).unclaimed()
