"""An argument that a learner's function changes: which one, and in which of their lines."""

import contextlib
import copy
import io
import linecache
import sys
import warnings

import numpy as np

from lib.exercises.attempt import same


def line_of_change(function, args, changed):
    """The line after which the argument number ``changed`` is another one; "" if that cannot be seen.

    The function is called once more, on copies, and watched line by line; not while a debugger watches it.
    """
    code = getattr(function, "__code__", None)
    if code is None or sys.gettrace() is not None:
        return ""
    given, before = copy.deepcopy(args), args[changed]
    watched, last, found = given[changed], [None], []

    def each_line(frame, event, argument):
        if not found and last[0] is not None and not same(watched, before):
            found.append(linecache.getline(code.co_filename, last[0]).strip())
        last[0] = frame.f_lineno
        return each_line

    def calls(frame, event, argument):
        return each_line(frame, event, argument) if frame.f_code is code else None

    try:
        with np.errstate(all="ignore"), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            sys.settrace(calls)
            function(*given)
    except Exception:
        pass
    finally:
        sys.settrace(None)
    return found[0] if found else ""
