"""What never ends: a learner's function is stopped, and nothing of it is left behind."""

import builtins
import contextlib
import signal
import threading
import time

import numpy as np
import pytest

from lib.exercises import attempt, limit
from lib.exercises.exercise import Exercise
from lib.exercises.limit import OutOfTime, within

CLOCKS = ["timer", "thread"]


def test_a_handler_of_someone_else_is_put_back():
    if not hasattr(signal, "SIGALRM"):
        pytest.skip("no timer in this operating system")
    before = signal.signal(signal.SIGALRM, signal.SIG_IGN)
    try:
        within(5, int)
        assert signal.getsignal(signal.SIGALRM) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(params=CLOCKS)
def clock(request, monkeypatch):
    """Once with the timer of the operating system, once with the second thread that stands in for it."""
    if request.param == "thread":
        monkeypatch.setattr(limit, "_Timer", limit._SecondThread)
    elif not hasattr(signal, "setitimer"):
        pytest.skip("no timer in this operating system")


def loop():
    while True:
        pass


def loop_of_numpy():
    A = np.ones((50, 50))
    while True:
        A = A @ A / 50


def loop_that_catches_everything():
    while True:
        with contextlib.suppress(BaseException):
            sum(range(10))


@pytest.mark.parametrize("endless", [loop, loop_of_numpy, loop_that_catches_everything])
def test_an_endless_loop_is_stopped(clock, endless):
    began = time.perf_counter()
    with pytest.raises(OutOfTime):
        within(0.05, endless)
    assert time.perf_counter() - began < 10


def test_what_ends_in_time_is_not_touched(clock):
    assert within(5, lambda a, b: a + b, 1, 2) == 3
    with pytest.raises(KeyError):
        within(5, {}.pop, "x")


def test_nothing_comes_after_the_end(clock):
    """Also where the time is up just when the function is done."""
    within(1, int)
    busy = threading.Event()

    def turn():  # whose turns make every signal late
        while not busy.is_set():
            sum(range(1000))

    threading.Thread(target=turn, daemon=True).start()

    def until(end):
        while time.perf_counter() < end:
            pass

    for trial in range(60):
        with contextlib.suppress(OutOfTime):
            within(0.002, until, time.perf_counter() + 0.002 + (trial % 20 - 10) * 1e-5)
        for _ in range(2000):
            pass
    busy.set()
    time.sleep(3 * limit.AGAIN)
    if hasattr(signal, "SIGALRM"):
        assert signal.getsignal(signal.SIGALRM) is not signal.SIG_DFL, "one more signal would end Python"
        assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
    assert not [thread for thread in threading.enumerate() if thread.name == "time limit"]


def test_outside_the_main_thread_as_well():
    seen = []

    def in_a_thread():
        try:
            within(0.05, loop)
        except OutOfTime:
            seen.append("stopped")

    thread = threading.Thread(target=in_a_thread)
    thread.start()
    thread.join(10)
    assert seen == ["stopped"]


def test_where_nothing_can_be_stopped_it_is_run_all_the_same(monkeypatch):
    monkeypatch.setattr(limit.sys, "platform", "emscripten")
    monkeypatch.setattr(limit.threading, "Thread", None)
    assert not limit.can_stop() and within(1, lambda: 7) == 7


def exercise(reference=lambda x: 2 * x):
    cases = [(np.array([1.0]),), (np.array([1.0, -2.0, 3.0]),), (np.array([4.0, 5.0]),)]
    return Exercise(reference, cases, "Doubled.", answer=reference)


def test_an_answer_that_never_ends_is_told_so_once(monkeypatch):
    monkeypatch.setattr(attempt, "SECONDS", 0.05)
    calls = []

    def endless(x):
        calls.append(x)
        while x[0] < 2:
            x = x * 1
        return 2 * x

    began = time.perf_counter()
    text = exercise().check(endless).text
    assert time.perf_counter() - began < 5 and len(calls) == 1, "what does not end once is not tried again"
    assert text.startswith("Not yet. Your function does not come to an end")
    assert text.splitlines()[2].strip() in ("while x[0] < 2:", "x = x * 1")
    assert "Python says" not in text


def test_input_and_exit_neither_wait_nor_end_python():
    asked = builtins.input
    assert "everything comes in by the arguments" in exercise().check(lambda x: float(input("x = "))).text
    for end in (lambda x: exit(), lambda x: quit(1)):
        text = exercise().check(end).text
        assert "a function ends with return" in text and "Python says" not in text
    assert builtins.input is asked


def test_the_exit_of_jupyter_stands_in_the_notebook():
    ended = []

    class ExitAutocall:
        def __call__(self):
            ended.append(True)

    notebook = {"exit": ExitAutocall(), "quit": None}
    exec("def answer(x):\n    exit()\n    return 2 * x", notebook)
    own = notebook["exit"]
    assert "ends with return" in exercise().check(notebook["answer"]).text
    assert not ended and notebook["exit"] is own
    notebook["exit"] = lambda: None  # their own function of this name is theirs
    assert exercise().check(notebook["answer"]).kind == "right"


def test_an_interrupt_goes_through():
    def interrupted(x):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exercise().check(interrupted)
