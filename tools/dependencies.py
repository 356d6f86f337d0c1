"""Which cells have to run before another one works: read from the names in their code, without running any.

A cell needs, for each name that it reads, the cell that bound it last. What a function reads is looked for when it is
called, so there the last cell of all counts, wherever it stands. What is changed by a method (``numbers.append(1)``)
is not seen.
"""

import ast
import builtins
import symtable
from typing import NamedTuple

STAR = "*"  # from module import *: any name may come of it
AT_ONCE = ("listcomp", "setcomp", "dictcomp", "genexpr")


class Names(NamedTuple):
    """What a cell binds, what it reads while it runs, and what its functions read when they are called."""

    binds: frozenset
    reads: frozenset
    later: frozenset


def names_of(source):
    """The :class:`Names` of a cell. Raises ``SyntaxError`` or ``ValueError`` where it is no Python."""
    tree = ast.parse(source)
    table = symtable.symtable(source, "cell", "exec")
    binds = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_assigned() or symbol.is_imported()}
    changed, before = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Subscript, ast.Attribute)) and not isinstance(node.ctx, ast.Load):
            changed.add(_base(node))
        elif isinstance(node, ast.ImportFrom) and node.names[0].name == STAR:
            binds.add(STAR)
        elif isinstance(node, ast.AugAssign):  # x += 1 needs the x that was there before
            before.add(_base(node.target))
    top = {symbol.get_name() for symbol in table.get_symbols()}
    binds |= changed & top
    reads = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    reads |= before & top
    later = set()
    for child in table.get_children():
        _within(child, child.get_type() == "class" or child.get_name() in AT_ONCE, binds, reads, later)
    return Names(frozenset(binds), frozenset(reads), frozenset(later))


def needed(cells, wanted):
    """The places of the cells that have to run, in this order, so that the names in ``wanted`` exist.

    cells : list of :class:`Names`. wanted : names; what no cell binds is passed over.
    """
    found = set()
    looked_for = [(name, len(cells)) for name in wanted]
    while looked_for:
        name, before = looked_for.pop()
        for place in _bound(cells, name, before):
            if place not in found:
                found.add(place)
                looked_for += [(read, place) for read in cells[place].reads]
                looked_for += [(read, len(cells)) for read in cells[place].later]
    return sorted(found)


def _bound(cells, name, before):
    """Where a name comes from, for a cell at the place ``before``: out of order if there is no other way."""
    places = [place for place, cell in enumerate(cells) if name in cell.binds]
    if not places:
        known = hasattr(builtins, name)
        return [] if known else [place for place, cell in enumerate(cells) if STAR in cell.binds]
    return [max((place for place in places if place < before), default=places[-1])]


def _within(table, at_once, binds, reads, later):
    """Add the names of the notebook that a function or a class uses."""
    for symbol in table.get_symbols():
        if not symbol.is_global():
            continue
        if symbol.is_referenced():
            (reads if at_once else later).add(symbol.get_name())
        if symbol.is_assigned():
            binds.add(symbol.get_name())
    for child in table.get_children():
        _within(child, at_once and child.get_name() in AT_ONCE, binds, reads, later)


def _base(node):
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
