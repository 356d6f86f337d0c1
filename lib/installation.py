"""Is everything here that the notebooks need? ``check()`` says so in one line, or what is wrong and what helps."""

import re
import sys
from importlib import metadata

DISTRIBUTION = "dog-or-cat"
REMEDY = (
    "Close JupyterLab and start it with `make lab`, or with conda by `conda env update --file environment.yml`; "
    "then choose Kernel → Change Kernel… → Python 3 (ipykernel)."
)


def check():
    """What is missing, too old or too new, against what ``pyproject.toml`` asks for. Returns a :class:`Report`."""
    try:
        asked = metadata.requires(DISTRIBUTION)
        python = metadata.metadata(DISTRIBUTION)["Requires-Python"]
    except metadata.PackageNotFoundError:
        remedy = "In the folder of the README: pip install --editable ."
        return Report([f"lib is found, but not installed. {remedy} (kernel: {sys.executable})"])
    problems = [_judge("Python", ".".join(map(str, sys.version_info[:3])), python)]
    for requirement in asked:
        if ";" in requirement:  # for the tests only
            continue
        name, wanted = re.fullmatch(r"([\w-]+)(.*)", requirement).groups()
        try:
            problems.append(_judge(name, metadata.version(name), wanted))
        except metadata.PackageNotFoundError:
            problems.append(f"{name} is missing; {wanted.replace(',', ' and ')} is needed.")
    return Report([problem for problem in problems if problem])


def _judge(name, version, wanted):
    """A sentence if ``version`` is not in the range ``wanted``, such as ">=6.29,<7"; else ``None``."""
    for comparison, bound in re.findall(r"(>=|<)([\d.]+)", wanted):
        too_old = comparison == ">=" and _numbers(version) < _numbers(bound)
        too_new = comparison == "<" and _numbers(version) >= _numbers(bound)
        if too_old or too_new:
            return f"{name} {version} is too {'old' if too_old else 'new'}; {wanted.replace(',', ' and ')} is needed."


def _numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)[:2]]


class Report:
    """``problems`` is a list of sentences, empty if all is well; Jupyter shows them with what helps."""

    def __init__(self, problems):
        self.problems = problems

    def __repr__(self):
        if not self.problems:
            return "All is well: Python, lib and every package are what the notebooks need."
        return "\n".join([*self.problems, f"This kernel is {sys.executable}.", REMEDY])
