"""Which cells of a notebook a cell needs, by the names that it reads: so that a panel runs few cells, and not all.

A cell needs the last cell above it that binds a name which it reads before it has bound it itself. What binds and what
reads says ``tools.dependencies``; here a line that is nothing but ``x.append(1)`` binds x as well, if x is no module.

The standard library alone is used: this runs when the pages are built, and in the browser on a learner's answer.
"""

import ast

from tools.dependencies import names_of

# What is carried out whenever its line is reached.
CERTAIN = (ast.Assign, ast.AnnAssign, ast.AugAssign, ast.Import, ast.ImportFrom, ast.Expr, ast.With, ast.Delete)
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def names(source):
    """Returns (the names that the source has from above, those that it binds or changes, those that are modules).

    Raises ``SyntaxError``.
    """
    reads, binds, modules, certain = set(), set(), set(), set()
    for statement in ast.parse(source).body:
        found = names_of(ast.unparse(statement))
        above = (found.reads | found.later) - certain
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            modules |= found.binds
        binds |= found.binds | _changed(statement)
        if isinstance(statement, CERTAIN + DEFINITIONS):
            certain |= found.binds
        else:
            # If it does not happen, the value from above stays.
            above |= found.binds - certain
        reads |= above - set(_first(statement))
    return reads, binds, modules


def _first(statement):
    """What a statement binds before it reads it: its own name, the names of a loop or behind as."""
    if isinstance(statement, DEFINITIONS):
        yield statement.name
    targets = [statement.target] if isinstance(statement, ast.For) else []
    targets += [item.optional_vars for item in getattr(statement, "items", []) if item.optional_vars]
    for target in targets:
        yield from (part.id for part in ast.walk(target) if isinstance(part, ast.Name))


def _changed(statement):
    """The x of a line x.append(1), x.T.sort(), and the like."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    node = call.func if isinstance(call, ast.Call) else None
    if not isinstance(node, ast.Attribute):
        return set()
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return {node.id} if isinstance(node, ast.Name) else set()


def plan(sources):
    """For each cell, dict name → the place of the cell from which it has it."""
    last, modules, plans = {}, set(), []
    for place, source in enumerate(sources):
        reads, binds, imported = names(source)
        plans.append({name: last[name] for name in sorted(reads) if name in last})
        modules |= imported
        # exercises.norm.check(norm) does not change what exercises is.
        last |= {name: place for name in binds if name in imported or name not in modules}
    return plans


def imports(source):
    """dict name → the lines that import it, of a cell that only imports, or tries to; else empty."""
    body, found = ast.parse(source).body, {}
    if len(body) == 1 and isinstance(body[0], ast.Try):
        body = body[0].body
    if not all(isinstance(statement, (ast.Import, ast.ImportFrom)) for statement in body):
        return {}
    for statement in body:
        for alias in statement.names:
            name = (alias.asname or alias.name).partition(".")[0]
            one = ast.Import([alias]) if isinstance(statement, ast.Import) else None
            one = one or ast.ImportFrom(statement.module, [alias], statement.level)
            found[name] = f"{found.get(name, '')}{ast.unparse(one)}\n"
    return found
