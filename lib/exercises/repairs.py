"""One small change of a learner's own code that makes it right: what was wrong with it, and in which line.

Each change is made in a copy of the function, which is then tried on all inputs. Only what makes all of them right is
told, so it is true. The function is read as text; where that cannot be done nothing is said.
"""

import ast
import contextlib
import copy
import inspect
import io
import textwrap
import time
from types import FunctionType

from lib.exercises.attempt import run
from lib.exercises.limit import can_stop

# All changes together, and one call of a changed function, which may not come to an end.
BUDGET, PATIENCE = 1.0, 0.2


def repair(function, cases, wrong, right):
    """Words for what is wrong in one line, and that line; ("", "") if no change makes the answer right.

    cases : the arguments. wrong : the numbers of those that come out wrong. right : function of a case's number and a
    value.
    """
    tree = _tree(function)
    if tree is None or (not can_stop() and any(isinstance(node, ast.While) for node in ast.walk(tree))):
        return "", ""
    order = [*wrong, *(number for number in range(len(cases)) if number not in wrong)]
    end = time.perf_counter() + BUDGET
    for words, line, changed in _changes(tree):
        if time.perf_counter() > end:
            break
        again = _function(changed, function)
        if again is not None and all(_comes_out(again, number, cases, right) for number in order):
            return words, ast.unparse(line).split("\n")[0]
    return "", ""


def _comes_out(function, number, cases, right):
    with contextlib.redirect_stdout(io.StringIO()):  # what the learner prints was printed once
        outcome = run(function, cases[number], PATIENCE)
    return outcome.failure is None and outcome.value is not None and right(number, outcome.value)


def _tree(function):
    try:
        (tree,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    except (OSError, TypeError, SyntaxError, ValueError):
        return None
    plain = isinstance(tree, ast.FunctionDef) and isinstance(function, FunctionType) and not function.__closure__
    if not plain:
        return None
    tree.decorator_list = []
    return tree


def _function(tree, function):
    module = ast.fix_missing_locations(ast.Module([tree], type_ignores=[]))
    outer = dict(function.__globals__)
    try:
        exec(compile(module, "<changed>", "exec"), outer)
    except (SyntaxError, ValueError):
        return None
    return outer[tree.name]


def _changes(tree):
    """(words, the line as it was, a changed copy of the function), the telling ones first."""
    for change in (_return_in_a_loop, _total_not_reset, _overwritten, _used_after_a_change, _loop_too_short):
        yield from change(tree)


def _with(tree, *changes):
    """A copy of the function with some of its parts, or lists of parts, replaced: pairs (part, what stands for it)."""
    return copy.deepcopy(tree, {id(part): new for part, new in changes})


def _loops(tree):
    return [node for node in ast.walk(tree) if isinstance(node, (ast.For, ast.While))]


def _bodies(tree):
    """Every list of statements."""
    for node in ast.walk(tree):
        for field in ("body", "orelse"):
            if isinstance(getattr(node, field, None), list):
                yield getattr(node, field)


def _return_in_a_loop(tree):
    words = "The return stands inside the loop, which it ends in its first round: it belongs behind the loop."
    for body in _bodies(tree):
        for place, loop in enumerate(body):
            if isinstance(loop, (ast.For, ast.While)) and isinstance(loop.body[-1], ast.Return) and len(loop.body) > 1:
                *rest, last = loop.body
                shorter = _with(loop, (loop.body, rest))
                yield words, last, _with(tree, (body, [*body[:place], shorter, last, *body[place + 1 :]]))


def _total_not_reset(tree):
    for body in _bodies(tree):
        for place, loop in enumerate(body):
            for start in body[:place] if isinstance(loop, (ast.For, ast.While)) else ():
                if isinstance(start, ast.Assign):
                    name = ast.unparse(start.targets[0])
                    words = f"{name} is not set back: each round of the loop goes on with what the one before has left."
                    yield words, start, _with(tree, (loop, _with(loop, (loop.body, [start, *loop.body]))))


def _overwritten(tree):
    for loop in _loops(tree):
        for line in ast.walk(loop):
            if isinstance(line, ast.Assign) and isinstance(line.targets[0], (ast.Name, ast.Subscript)):
                added = ast.AugAssign(line.targets[0], ast.Add(), line.value)
                yield (
                    "Each round overwrites the one before: with += it is right.",
                    line,
                    _with(tree, (line, added)),
                )
            if isinstance(line, ast.AugAssign) and isinstance(line.op, ast.Add):
                put = _with(tree, (line, ast.Assign([line.target], line.value)))
                yield "Each round adds to the one before: with = it is right.", line, put


def _used_after_a_change(tree):
    """An argument that is read after it has got another value, where the one that was handed over is meant."""
    lines = [node for node in ast.walk(tree) if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return))]
    for name in (argument.arg for argument in tree.args.args):
        if not any(_is_read(target, name) for line in lines for target in _targets(line)):
            continue
        first = ast.parse(f"import copy\nas_handed_over = copy.deepcopy({name})").body
        words = f"{name} has another value by now: here the one is needed that was handed over."
        for line in lines:
            names = [node for node in ast.walk(line.value) if _is_read(node, name)] if line.value else []
            if names:
                twin = _with(tree, *((node, ast.Name("as_handed_over", ast.Load())) for node in names))
                twin.body[:0] = first
                yield words, line, twin


def _targets(line):
    targets = line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
    return [node for target in targets if target for node in ast.walk(target)]


def _is_read(node, name):
    return isinstance(node, ast.Name) and node.id == name


def _loop_too_short(tree):
    """The last or the first round of a range is missing, or there is one too many."""
    for loop in _loops(tree):
        call = getattr(loop, "iter", None)
        if not (isinstance(call, ast.Call) and _is_read(call.func, "range") and len(call.args) in (1, 2)):
            continue
        start, end = call.args if len(call.args) == 2 else (ast.Constant(0), call.args[0])
        for words, first, last in (
            ("The loop ends one round too early.", start, _plus(end, 1)),
            ("The loop goes one round too far.", start, _plus(end, -1)),
            ("The loop begins one round too late.", _plus(start, -1), end),
            ("The loop begins one round too early.", _plus(start, 1), end),
        ):
            yield words, loop, _with(tree, (call, ast.Call(call.func, [first, last], [])))


def _plus(node, number):
    return ast.BinOp(node, ast.Add(), ast.Constant(number))
