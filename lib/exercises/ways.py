"""By which way an answer was found, for the texts that allow one way only: steps of weighted sums."""

import ast
import inspect
import textwrap

_OPERATORS = {
    **{ast.Mod: "%", ast.BitXor: "^", ast.BitAnd: "&", ast.BitOr: "|", ast.Pow: "**", ast.FloorDiv: "//"},
    **{ast.Eq: "==", ast.NotEq: "!=", ast.And: "and", ast.Or: "or", ast.Not: "not"},
    **{ast.In: "in", ast.NotIn: "not in"},
}
_FUNCTIONS = (
    *("abs", "absolute", "fabs", "sign", "mod", "fmod", "remainder", "equal", "not_equal", "logical_xor", "xor"),
    *("bitwise_xor", "logical_and", "logical_or", "logical_not", "maximum", "minimum", "max", "min", "any", "all"),
    *("prod", "square", "power", "var", "std", "ptp", "norm", "clip", "interp", "isin", "isclose"),
    *("relu", "sigmoid", "tanh", "sin", "cos", "tan", "exp", "log", "take", "get", "choose", "select"),
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
    # A function inside may take the number of a neuron, by which its weights are chosen.
    inputs = _depending_on(tree, set(inspect.signature(function).parameters))
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
        if _is_table(node, inputs):
            return "a table"
    return ""


def _is_table(node, inputs):
    """Whether an entry is looked up at a place that the inputs say; a comparison as an index is a mask."""
    looked_up = isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load)
    if not looked_up or isinstance(node.slice, ast.Compare) or ast.unparse(node.value).endswith("_"):  # np.c_ joins
        return False
    return _reads(node.slice, inputs) and not _reads(node.value, inputs)


def _reads(node, names):
    """Whether a part of the code depends on the numbers behind these names, and not on their shape alone."""
    if isinstance(node, ast.Attribute) and node.attr in ("shape", "size", "ndim", "dtype"):
        return False
    if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("len", "shape", "size", "ndim"):
        return False
    return getattr(node, "id", None) in names or any(_reads(part, names) for part in ast.iter_child_nodes(node))


def _depending_on(tree, names):
    """These names, and those that are assigned, in any line, from what depends on them."""
    found = set(names)
    for target, value in _assignments(tree):
        if _reads(value, names):
            found |= _assigned(target)
    return names if found == names else _depending_on(tree, found)


def _assignments(tree):
    """Pairs of what is assigned to and what it gets; the rounds of a loop are not what they go through."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield from ((target, node.value) for target in node.targets)
        elif isinstance(node, (ast.AugAssign, ast.NamedExpr)):
            yield node.target, node.value
        elif isinstance(node, (ast.For, ast.comprehension)):
            yield from _rounds(node.target, node.iter)


def _rounds(target, through):
    """Of enumerate and zip each name gets its own part."""
    name = ast.unparse(through.func) if isinstance(through, ast.Call) else ""
    names = target.elts if isinstance(target, ast.Tuple) else []
    if name == "enumerate" and len(names) == 2 and through.args:
        yield from _rounds(names[1], through.args[0])
    elif name == "zip" and len(names) == len(through.args):
        for each, part in zip(names, through.args):
            yield from _rounds(each, part)
    else:
        yield target, through


def _assigned(target):
    """The names that get a value; in h[i] it is h, not i."""
    if isinstance(target, (ast.Subscript, ast.Attribute, ast.Starred)):
        return _assigned(target.value)
    if isinstance(target, (ast.Tuple, ast.List)):
        return set().union(*map(_assigned, target.elts))
    return {target.id} if isinstance(target, ast.Name) else set()
