"""Each notebook in a process of its own, which has little and ends in time. Of what it says the expected counts."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import NamedTuple

from tools.class_report.collecting import ROOT

START = "import sys; sys.path.insert(0, {!r}); from tools.class_report.answering import main; main()"
# One thread for NumPy: there is a process for each core.
ENVIRONMENT = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
ENVIRONMENT |= {"VECLIB_MAXIMUM_THREADS": "1"}
LARGEST = 1_000_000  # bytes of what a notebook may say of itself
FILE_SIZE, OPEN_FILES = 10_000_000, 64
RESULTS = ("solved", "tried", "left out")
ENDLESS = "It does not come to an end, and Python cannot stop it."
CRASH = "It ends Python as a whole."


class Allowed(NamedTuple):
    """What one notebook may take: seconds in all, seconds for one check, bytes of memory."""

    seconds: float = 60
    patience: float = 10
    memory: int = 2_000_000_000


class Answer(NamedTuple):
    """What came of one exercise: "solved", "tried" or "left out", the mistake in words, and the code that made it."""

    exercise: str
    result: str
    mistake: str = ""
    example: str = ""


class Checked(NamedTuple):
    """One notebook: whose, its path, its package of exercises and answers, or the reason why there are none.

    missing : what the system could not limit.
    """

    student: str
    path: object
    package: str
    answers: tuple
    reason: str
    missing: tuple = ()


def check_all(handed_in, asked, allowed, workers, progress):
    """Check the notebooks, several at a time; returns a list of :class:`Checked` in the same order.

    handed_in : list of ``HandedIn``. asked : dict package → dict exercise → name. progress : is called with how many
    are done.
    """
    with ThreadPoolExecutor(workers) as pool:
        waiting = [pool.submit(check, one, asked, allowed) for one in handed_in]
        try:
            for done, _ in enumerate(as_completed(waiting), start=1):
                progress(done)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise
    return [one.result() for one in waiting]


def check(one, asked, allowed):
    """Check one notebook; returns what came of it as :class:`Checked`, whatever is in it."""
    if one.reason:
        return Checked(one.student, one.path, "", (), one.reason)
    settings = dict(asked=asked, patience=allowed.patience)
    settings["limits"] = dict(memory=allowed.memory, file_size=FILE_SIZE, files=OPEN_FILES)
    settings["limits"]["seconds"] = int(allowed.seconds) + 1
    command = [sys.executable, "-P", "-B", "-c", START.format(str(ROOT)), str(one.path.resolve()), json.dumps(settings)]
    # What it says goes into a file that is open here: no pipe waits, and no answer can take it away.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            process.wait(allowed.seconds)
            ended = True
        except subprocess.TimeoutExpired:
            ended = False
        finally:
            _end(process)
        out.seek(0)
        said = out.read(LARGEST)
    return _understood(one, said, asked, ended)


def _environment():
    """Nothing of the instructor's; Windows starts no Python without the first of these."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    return {**kept, **ENVIRONMENT}


def _end(process):
    """End the process and those that it has started."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # nobody is left
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _understood(one, said, asked, ended):
    """The lines that a notebook's process has written: what is not expected there is passed over."""
    package, reason, missing, begun, done = "", "", (), "", False
    answers = {}
    for line in said.splitlines():
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if not isinstance(found, dict):
            continue
        words = {name: value[:2_000] for name, value in found.items() if isinstance(value, str)}
        if isinstance(found.get("missing"), list):
            missing = tuple(str(word)[:40] for word in found["missing"][:10])
        package = package or (words.get("package", "") if words.get("package") in asked else "")
        reason = reason or words.get("reason", "")[:200]
        if package and words.get("begun") in asked[package]:
            begun = words["begun"]
        if package and words.get("exercise") in asked[package] and words.get("result") in RESULTS:
            told = [words.get(name, "") for name in ("exercise", "result", "mistake", "example")]
            answers[words["exercise"]] = Answer(*told)
            begun = ""
        done = done or found.get("done") is True
    if package and begun:
        answers[begun] = Answer(begun, "tried", CRASH if ended else ENDLESS)
    if not package and not reason:
        reason = "ends Python before anything is read" if ended else "takes too long to be read"
    if package and not done and not begun and not answers:
        reason = "stops before any answer is checked" if ended else "does not come to an answer: a cell never ends"
    if package and not reason:
        for exercise in asked[package]:
            answers.setdefault(exercise, Answer(exercise, "left out"))
    return Checked(one.student, one.path, package, () if reason else tuple(answers.values()), reason, missing)
