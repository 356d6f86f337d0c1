"""Rules that put exceptions into words, and what they say of the learner's expression: its parts and their shapes."""

import ast
import re
import types

import numpy as np


class Rules(list):
    """Rules (kind of exception, pattern of its text, function); the first that has something to say is heard."""

    def when(self, kind, pattern=""):
        """Above the function that puts such exceptions into words, from the match, the place and the function called.

        The words are the cause, in one sentence that is true of this call, or "" if the next rule is to try.
        """

        def add(words):
            self.append((kind, re.compile(pattern, re.DOTALL), words))
            return words

        return add


def shaped(place, node):
    """A part of an expression with its shape, as "A has the shape (3, 2)"; "" where that is not known."""
    value = place.value(node)
    if value is None or callable(value):
        return ""
    try:
        shape = np.shape(value)
    except ValueError:
        return ""
    words = place.words(node)
    return f"{words} is a number" if shape == () else f"{words} has the shape {shape}"


def operands(place):
    """The two sides of an operation, or the arguments of a call, as nodes."""
    node = place.node if place else None
    if isinstance(node, ast.AugAssign):
        return [node.target, node.value]
    node = place.expression() if place else None
    if isinstance(node, ast.BinOp):
        return [node.left, node.right]
    if isinstance(node, ast.Compare):
        return [node.left, node.comparators[0]]
    if isinstance(node, ast.Call):
        module = isinstance(node.func, ast.Attribute) and isinstance(place.value(node.func.value), types.ModuleType)
        of = [node.func.value] if isinstance(node.func, ast.Attribute) and not module else []
        return of + list(node.args)
    return []


def shapes(place, count=2):
    """ "A has the shape (3, 2), x has the shape (3,)" for the operands; "" unless all are known."""
    told = [shaped(place, node) for node in operands(place)[:count]]
    return " and ".join(told) if len(told) == count and all(told) else ""


def count(number, what):
    several = "entries" if what == "entry" else f"{what}s"
    return f"1 {what}" if int(number) == 1 else f"{number} {several}"


def parts(place):
    return list(ast.walk(place.node)) if place and place.node else []


def is_none(place, node):
    """Whether a name of the learner's stands for ``None``."""
    return isinstance(node, ast.Name) and place.frame.f_locals.get(node.id, place) is None
