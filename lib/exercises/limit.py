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
        try:
            clock.start(seconds)
            return _call(function, arguments)
        finally:
            clock.end()
    except OutOfTime:
        clock.end()  # the time may have been up just before the first end
        raise


def _call(function, arguments):
    return function(*arguments)


def _inside(frame):
    """Whether a frame belongs to the function that is called: nowhere else is anything to be stopped."""
    while frame is not None and frame.f_code is not _call.__code__:
        frame = frame.f_back
    return frame is not None


class _Timer:
    over = False

    def start(self, seconds):
        sooner = signal.getitimer(signal.ITIMER_REAL)[0]
        if 0 < sooner < seconds:  # whoever runs the check has less patience, and stops it
            self.over = True
            return
        self.handler = signal.signal(signal.SIGALRM, self._stop)
        self.left = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)

    def _stop(self, number, frame):
        if not self.over and _inside(frame):
            raise OutOfTime

    def end(self):
        if self.over:
            return
        self.over = True
        signal.setitimer(signal.ITIMER_REAL, *self.left)
        # Another thread may be handed one more signal, which without any handler ends Python.
        signal.signal(signal.SIGALRM, _late if self.handler in (signal.SIG_DFL, None) else self.handler)


def _late(number, frame):
    """A signal that comes when all is over."""


class _SecondThread:
    def __init__(self):
        self.learner = threading.get_ident()
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
                if not self.ended.is_set() and _inside(sys._current_frames().get(self.learner)):
                    learner = ctypes.c_ulong(self.learner)
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(learner, ctypes.py_object(OutOfTime))

    def end(self):
        self.ended.set()
        with self.lock, contextlib.suppress(OutOfTime):
            for _ in range(100):  # one that is on its way arrives here; to call it back leaves CPython 3.11 waiting
                pass
