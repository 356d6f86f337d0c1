"""benchmarks.speed: every task is solved by all who take part, to the digits that it says, and the table is right."""

import re

import numpy as np
import pytest

from benchmarks import speed, tasks

ALL = list(tasks.all())


@pytest.mark.parametrize("task", ALL, ids=lambda task: task.name)
def test_all_who_take_part_find_the_same(task):
    assert task.peers and speed.apart(task) <= task.digits


def test_names_are_different():
    assert len({task.name for task in ALL}) == len(ALL) > 30


def test_a_wrong_answer_is_seen():
    task = tasks.Task("two", lambda: [1.0, 2.0], {"right": lambda: [1, 2], "wrong": lambda: [1, 2.002]})
    assert speed.apart(task) == pytest.approx(1e-3)


def test_a_row_says_the_ratio_and_who_is_slower():
    task = tasks.Task("sleep", None, {"one": None, "two": None})
    rows = list(speed.row(task, {"lib": np.full(9, 2e-3), "one": np.full(9, 1e-3), "two": np.full(9, 4e-3)}))
    assert rows == [
        ("| sleep | 2 ms | one | 1 ms | 2.00 (2.00 – 2.00) slower |", True),
        ("|  |  | two | 4 ms | 0.50 (0.50 – 0.50) |", False),
    ]


def test_a_task_is_measured_in_turn():
    called = []
    task = tasks.Task("two", lambda: called.append("lib"), {"peer": lambda: called.append("peer")})
    taken = speed.measure(task, 3)
    assert {name: len(times) for name, times in taken.items()} == {"lib": 3, "peer": 3}
    order = re.sub(r"(lib|peer)( \1)*", r"\1", " ".join(called))
    assert order == "lib peer lib peer lib", "warmed up, then peer and lib, lib and peer, peer and lib"
