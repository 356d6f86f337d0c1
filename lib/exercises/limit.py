"""An end for what would never end: code that runs out of time is stopped, and the kernel goes on.

It is stopped between two steps of Python, so a loop ends at once, and one call into NumPy is waited for. In the main
thread a timer of the operating system does it (Linux, macOS), which also ends a sleep; elsewhere a second thread does.
Where Python has neither, as in a browser, nothing is stopped here: the page that runs it can.
"""

import contextlib
import ctypes
import signal
import sys
import threading

# Who catches everything, in a loop, is stopped as often as it takes: between two rounds nothing is caught.
AGAIN = 0.01


class OutOfTime(BaseException):
    """Raised where the time is up. No ``Exception``, so that a learner's ``except Exception`` lets it pass."""


def can_stop():
    """Whether code can be stopped here."""
    return sys.platform not in ("emscripten", "wasi")


def within(seconds, function, *arguments):
    """``function(*arguments)``; raises :class:`OutOfTime` after so many seconds, where that can be done."""
    if not can_stop():
        return function(*arguments)
    in_main_thread = threading.current_thread() is threading.main_thread()
    clock = _Timer() if hasattr(signal, "setitimer") and in_main_thread else _SecondThread()
    try:
        clock.start(seconds)
        return function(*arguments)
    finally:
        while not clock.over:  # the time may be up just here
            with contextlib.suppress(OutOfTime):
                clock.end()


class _Timer:
    over = False

    def start(self, seconds):
        self.handler = signal.signal(signal.SIGALRM, self._stop)
        self.left = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)

    def _stop(self, number, frame):
        if not self.over:
            raise OutOfTime

    def end(self):
        signal.setitimer(signal.ITIMER_REAL, *self.left)
        # Another thread may be handed one more signal, which without any handler ends Python.
        signal.signal(signal.SIGALRM, _late if self.handler in (signal.SIG_DFL, None) else self.handler)
        self.over = True


def _late(number, frame):
    """A signal that comes when all is over."""


class _SecondThread:
    over = False

    def __init__(self):
        self.learner = ctypes.c_ulong(threading.get_ident())
        self.lock, self.begun, self.ended = threading.Lock(), threading.Event(), threading.Event()
        threading.Thread(target=self._watch, daemon=True, name="time limit").start()

    def start(self, seconds):
        self.seconds = seconds
        self.begun.set()

    def _watch(self):
        self.begun.wait()
        wait = self.seconds
        while not self.ended.wait(wait):
            wait = AGAIN
            with self.lock:
                if not self.ended.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(self.learner, ctypes.py_object(OutOfTime))

    def end(self):
        self.ended.set()
        with self.lock:
            ctypes.pythonapi.PyThreadState_SetAsyncExc(self.learner, None)  # not even one that is on its way
        self.over = True
