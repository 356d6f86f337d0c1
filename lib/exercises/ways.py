"""By which way an answer was found, for the texts that allow one way only: steps of weighted sums."""

import ast
import inspect
import textwrap

_OPERATORS = {
    **{ast.Mod: "%", ast.BitXor: "^", ast.BitAnd: "&", ast.BitOr: "|", ast.Pow: "**", ast.FloorDiv: "//"},
    **{ast.Eq: "==", ast.NotEq: "!=", ast.And: "and", ast.Or: "or", ast.Not: "not"},
}
_FUNCTIONS = (
    *("abs", "absolute", "fabs", "sign", "mod", "fmod", "remainder", "equal", "not_equal", "logical_xor", "xor"),
    *("bitwise_xor", "logical_and", "logical_or", "logical_not", "maximum", "minimum", "max", "min", "any", "all"),
    *("prod", "square", "power"),
)


def beside_weighted_sums(function):
    """What a function does with its arguments besides steps and weighted sums, in a word or two.

    "" if it does nothing else, or if its source cannot be read. A comparison with > or >= is a step, written by hand.
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    except (OSError, TypeError, SyntaxError):
        return ""
    arguments = {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    data = _depending_on(tree, arguments)
    for node in ast.walk(tree):
        if not _reads(node, data):
            continue
        for operator in (getattr(node, "op", None), *getattr(node, "ops", ())):
            if type(operator) in _OPERATORS:
                return _OPERATORS[type(operator)]
        if isinstance(node, ast.Call) and (name := ast.unparse(node.func).split(".")[-1]) in _FUNCTIONS:
            return name
        product = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult)
        if product and _reads(node.left, data) and _reads(node.right, data):
            return "a product of two inputs or outputs"
    return ""


def _reads(node, names):
    """Whether a part of the code depends on the numbers behind these names, and not on their shape alone."""
    if isinstance(node, ast.Attribute) and node.attr in ("shape", "size", "ndim", "dtype"):
        return False
    if isinstance(node, ast.Call) and ast.unparse(node.func) == "len":
        return False
    return getattr(node, "id", None) in names or any(_reads(part, names) for part in ast.iter_child_nodes(node))


def _depending_on(tree, names):
    """These names, and those that are assigned, in any line, from what depends on them."""
    found = set(names)
    for node in ast.walk(tree):
        value = getattr(node, "value" if isinstance(node, (ast.Assign, ast.AugAssign)) else "iter", None)
        if value is not None and _reads(value, names):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {part.id for target in targets for part in ast.walk(target) if isinstance(part, ast.Name)}
    return names if found == names else _depending_on(tree, found)
