"""Is everything here that the notebooks need? ``check()`` says so in one line, or what is wrong and what helps.

In a terminal, from any folder, ``python -m lib.installation`` looks at JupyterLab and its kernel as well.
"""

import os
import re
import sys
from importlib import metadata
from pathlib import Path

DISTRIBUTION = "dog-or-cat"
KERNEL = "python3"  # the name that every notebook asks for
REQUIREMENT = r"""([\w-]+)(?:\[\w+\])?([^;\s]*)(?:\s*;\s*extra == ["'](\w+)["'])?"""
REMEDY = (
    "On your own computer: close JupyterLab and start it as the README says (`make lab`; with conda, "
    "`conda env update --file environment.yml` first), then choose Kernel → Change Kernel… → Python 3 (ipykernel). "
    "On a Hub: choose the kernel that your course has made for this series."
)


def check():
    """What is missing, too old or too new, against what ``pyproject.toml`` asks for. Returns a :class:`Report`."""
    if sys.platform == "emscripten":  # a page brings its packages itself, in versions of its own
        return Report(_unreadable_data())
    try:
        asked = metadata.requires(DISTRIBUTION)
        python = metadata.metadata(DISTRIBUTION)["Requires-Python"]
    except metadata.PackageNotFoundError:
        remedy = "In the folder of the README: pip install --editable .[lab]"
        return Report([f"lib is found, but not installed. {remedy}"])
    problems = [_out_of_range("Python", ".".join(map(str, sys.version_info[:3])), python)]
    extras = ["", *["lab"] * ("google.colab" not in sys.modules)]  # Colab is a Jupyter of its own
    for requirement in asked:
        name, wanted, extra = re.fullmatch(REQUIREMENT, requirement).groups("")
        if extra not in extras:
            continue
        try:
            problems.append(_out_of_range(name, metadata.version(name), wanted))
        except metadata.PackageNotFoundError:
            problems.append(f"{name} is missing; {_in_words(wanted)} is needed.")
    problems = [problem for problem in problems if problem]
    return Report(problems or _unreadable_data())  # reading needs the packages


def _out_of_range(name, version, wanted):
    """A sentence if ``version`` is not in the range ``wanted``, such as ">=6.29,<7"; else ``None``."""
    for comparison, bound in re.findall(r"(>=|<)([\d.]+)", wanted):
        too_old = comparison == ">=" and _numbers(version) < _numbers(bound)
        too_new = comparison == "<" and _numbers(version) >= _numbers(bound)
        if too_old or too_new:
            return f"{name} {version} is too {'old' if too_old else 'new'}; {_in_words(wanted)} is needed."


def _in_words(wanted):
    """The lower bound first: build tools write "<7,>=6.29"."""
    return " and ".join(sorted(wanted.split(","), reverse=True))


def _numbers(version):
    return [int(number) for number in re.findall(r"\d+", version)[:2]]


def _unreadable_data():
    """A sentence for each file that a notebook reads and that cannot be read: ours, and one that Matplotlib brings."""
    from lib import datasets, pets  # here, because a report on missing packages must do without them

    problems = []
    for module, name in ((pets, "read"), (datasets, "photograph"), (datasets, "terrain")):
        try:
            getattr(module, name)()
        except Exception as problem:  # whatever is wrong with the file, the notebook would stop at it
            problems.append(f"{module.__name__.removeprefix('lib.')}.{name}() cannot read its file: {problem}")
    return problems


def jupyter():
    """Whether JupyterLab of this environment can start, and starts this Python for the notebooks: a :class:`Report`."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel
    from jupyter_core.paths import jupyter_runtime_dir

    problems = []
    folder = Path(jupyter_runtime_dir())
    if not os.access(next(place for place in (folder, *folder.parents) if place.exists()), os.W_OK):
        problems.append(f"JupyterLab cannot write in {folder}: set the variable HOME to a folder in which you may.")
    try:
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
    except NoSuchKernel:
        return Report([*problems, f"No kernel is called {KERNEL}: python -m ipykernel install --sys-prefix"])
    program = spec.argv[0]
    # Not by the files: the Pythons of two environments are often links to one.
    here, there = (os.path.realpath(os.path.dirname(path)) for path in (sys.executable, program))
    if program not in ("python", "python3") and here != there:  # Jupyter starts its own Python for a bare name
        problems.append(f"The notebooks' kernel, {KERNEL}, is {program}, because {spec.resource_dir} says so.")
    return Report(problems)


class Report:
    """``problems`` is a list of sentences, empty if all is well; Jupyter shows them with what helps."""

    def __init__(self, problems):
        self.problems = problems

    def __repr__(self):
        if not self.problems:
            return "All is well: Python, lib, its data and every package are what the notebooks need."
        return "\n".join([*self.problems, f"This Python is {sys.executable}.", REMEDY])


def main():
    report = check()
    report = report if report.problems else jupyter()
    print(report)
    return int(bool(report.problems))


if __name__ == "__main__":
    sys.exit(main())
