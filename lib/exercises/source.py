"""What a learner has written, as text: the line in which something happened, and the expression that did it."""

import ast
import dis
import itertools
import linecache
import traceback

# What may be computed once more to tell its shape: nothing of it changes anything.
_HARMLESS = (
    *(ast.Expression, ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Constant, ast.Tuple, ast.List),
    *(ast.BinOp, ast.UnaryOp, ast.Compare, ast.operator, ast.unaryop, ast.cmpop, ast.expr_context, ast.keyword),
)
_HARMLESS_CALLS = ("len", "abs", "range", "float", "int", "np", "numpy", "sum", "mean", "reshape", "dot", "transpose")


class Place:
    """Where in the learner's own code an exception came up; the innermost place counts.

    ``line`` is its text, ``node`` the expression or statement, or ``None`` where Python does not know it.
    """

    def __init__(self, frame, instruction, number):
        self.frame = frame
        self.line = linecache.getline(frame.f_code.co_filename, number).strip()
        self.text, self.node = self._expression(instruction)

    def _expression(self, instruction):
        positions = next(itertools.islice(self.frame.f_code.co_positions(), instruction // 2, None), (None,) * 4)
        if None in positions:
            return "", None
        first, last, start, end = positions
        lines = [line.encode() for line in linecache.getlines(self.frame.f_code.co_filename)[first - 1 : last]]
        if not lines:
            return "", None
        lines[-1] = lines[-1][:end]  # before the start is cut off, which may be in the same line
        lines[0] = lines[0][start:]
        text = b"".join(lines).decode(errors="replace")
        try:
            return text, ast.parse(text).body[0]
        except (SyntaxError, IndexError):  # lines of a bracket that stands around them
            return _in_brackets(text)

    def expression(self):
        """The node, where it is an expression, else ``None``."""
        return self.node.value if isinstance(self.node, ast.Expr) else None

    def words(self, node):
        """A part of the node as it was written."""
        return ast.get_source_segment(self.text, node) or ast.unparse(node)

    def value(self, node):
        """What a part of the node is worth; ``None`` where finding out might change something."""
        if not all(map(_harmless, ast.walk(node))):
            return None
        try:
            code = compile(ast.unparse(node), "<part>", "eval")  # what is assigned to is read here
            return eval(code, self.frame.f_globals, dict(self.frame.f_locals))
        except Exception:
            return None


def _in_brackets(text):
    try:
        return f"({text})", ast.parse(f"({text})").body[0]
    except SyntaxError:
        return "", None


def _harmless(node):
    if isinstance(node, ast.Call):
        name = node.func
        if isinstance(name, ast.Attribute) and name.attr in _HARMLESS_CALLS:
            return not any(keyword.arg == "out" for keyword in node.keywords)
        while isinstance(name, ast.Attribute):
            name = name.value
        return isinstance(name, ast.Name) and name.id in _HARMLESS_CALLS and "random" not in ast.unparse(node.func)
    return isinstance(node, _HARMLESS)


def place(function, problem):
    """The :class:`Place` of an exception in the learner's code; ``None`` if it came up in no line of theirs.

    Their own are all functions that live where this one does, in the notebook.
    """
    own = getattr(function, "__globals__", None)
    found = None
    for frame, number in traceback.walk_tb(problem.__traceback__):
        if frame.f_globals is own:
            found = frame, number
    if found is None:
        return None
    trace = problem.__traceback__
    while trace.tb_frame is not found[0]:
        trace = trace.tb_next
    return Place(found[0], trace.tb_lasti, found[1])


def read(code):
    """The names of a function's own variables that it reads."""
    names = set(code.co_cellvars)
    for step in dis.get_instructions(code):
        if "LOAD_FAST" in step.opname:  # newer Pythons read two at once, as a tuple
            names.update(step.argval if isinstance(step.argval, tuple) else [step.argval])
    return names


def read_outside(code):
    """The names of the notebook that a function reads."""
    return {step.argval for step in dis.get_instructions(code) if step.opname.startswith("LOAD_GLOBAL")}
