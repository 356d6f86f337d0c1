"""Notebook 00: the check of the installation, and the two views."""

import sys
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import nbformat
import numpy as np
import pytest
from jupyter_client import kernelspec

from lib import files, installation, pets
from lib.views.start_here import Map, OneFeature
from tests import last_digits

NOTEBOOKS = sorted((Path(__file__).parent.parent / "notebooks").glob("*.ipynb"))
X, y, _ = pets.read("train")


def test_all_is_well_here():
    assert installation.check().problems == [] and "All is well" in repr(installation.check())


@pytest.mark.parametrize(
    "package, version, words",
    [
        ("ipykernel", "7.0.1", "ipykernel 7.0.1 is too new; >=6.29 and <7 is needed."),
        ("ipykernel", "6.9", "ipykernel 6.9 is too old; >=6.29 and <7 is needed."),
        ("anywidget", "0.9.2", "anywidget 0.9.2 is too old; >=0.11 is needed."),
        ("numpy", "1.26.4", "numpy 1.26.4 is too old; >=2.0 is needed."),
    ],
)
def test_a_package_out_of_range_is_named(monkeypatch, package, version, words):
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: version if name == package else real(name))
    report = installation.check()
    assert report.problems == [words] and "make lab" in repr(report) and words in repr(report)


def test_in_colab_its_own_jupyter_is_left_alone(monkeypatch):
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: "6.17.1" if name == "ipykernel" else real(name))
    assert installation.check().problems
    monkeypatch.setitem(sys.modules, "google.colab", SimpleNamespace())
    assert not installation.check().problems


def test_a_missing_package_is_named(monkeypatch):
    real = metadata.version

    def version(name):
        if name == "anywidget":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    assert installation.check().problems == ["anywidget is missing; >=0.11 is needed."]


def test_a_folder_that_is_not_installed(monkeypatch):
    def requires(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", requires)
    assert "pip install --editable .[lab]" in installation.check().problems[0]


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(installation.sys, "version_info", (3, 10, 4))
    assert installation.check().problems == ["Python 3.10.4 is too old; >=3.11 is needed."]


def test_the_bounds_are_said_in_order_however_they_are_written():
    assert installation._out_of_range("ipykernel", "7.1", "<7,>=6.29").endswith("too new; >=6.29 and <7 is needed.")


def test_data_beside_lib_and_within_it(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "PLACES", (tmp_path / "lib" / "data", tmp_path / "data"))
    for place in (tmp_path / "data", tmp_path / "lib" / "data"):  # the later one, within lib, wins
        place.mkdir(parents=True)
        (place / "pets.csv").touch()
        assert files.path("pets.csv") == place / "pets.csv"


def test_missing_data_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "PLACES", (tmp_path / "lib" / "data", tmp_path / "data"))
    problems = installation.check().problems
    assert len(problems) == 2 and problems[0].startswith("pets.read() cannot read its file: data/pets.csv is missing")
    assert problems[1].startswith("datasets.photograph() cannot read its file: data/grace_hopper.png is missing")
    with pytest.raises(FileNotFoundError, match="install the project again"):
        pets.read()


def test_another_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(files, "PLACES", (tmp_path,))
    (tmp_path / "pets.csv").write_text("<html>404</html>\n", encoding="utf-8")
    (tmp_path / "grace_hopper.png").write_text("<html>404</html>\n", encoding="utf-8")
    animals, picture = installation.check().problems
    assert "must begin with ears,nose,eyes,label,kind,split; it begins with" in animals
    assert picture.startswith("datasets.photograph() cannot read its file: cannot identify image file")


def test_data_that_matplotlib_was_packed_without_are_named(monkeypatch, tmp_path):
    monkeypatch.setattr("matplotlib.cbook._get_data_path", lambda *parts: tmp_path.joinpath(*parts))
    assert [problem.split()[0] for problem in installation.check().problems] == ["datasets.terrain()"]


def started_by(monkeypatch, program):
    spec = SimpleNamespace(argv=[program, "-m", "ipykernel_launcher"], resource_dir="/kernels/python3")
    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", lambda self, name: spec)
    return installation.jupyter().problems


def test_the_kernel_of_another_python_is_named(monkeypatch):
    assert started_by(monkeypatch, "python") == started_by(monkeypatch, sys.executable) == []
    problem = started_by(monkeypatch, "/elsewhere/bin/python")
    assert problem == ["The notebooks' kernel, python3, is /elsewhere/bin/python, because /kernels/python3 says so."]


def test_a_missing_kernel_is_named(monkeypatch):
    def get_kernel_spec(self, name):
        raise kernelspec.NoSuchKernel(name)

    monkeypatch.setattr(kernelspec.KernelSpecManager, "get_kernel_spec", get_kernel_spec)
    assert "ipykernel install" in installation.jupyter().problems[0]


def test_a_home_that_cannot_be_written_is_named(monkeypatch):
    monkeypatch.setattr("os.access", lambda folder, mode: False)
    assert "set the variable HOME" in started_by(monkeypatch, "python")[0]


def test_in_a_terminal_it_ends_as_a_command_does(monkeypatch, capsys):
    for problems, code in ([], 0), (["No kernel."], 1):
        monkeypatch.setattr(installation, "jupyter", lambda: installation.Report(problems))
        assert installation.main() == code
        assert ("No kernel." in capsys.readouterr().out) == bool(problems)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_kernel_without_lib_says_what_helps(monkeypatch, path):
    """Notebook 00 in the error, the others in the line that the error shows."""
    imports = next(c.source for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code")
    monkeypatch.setitem(sys.modules, "lib", None)
    with pytest.raises(ImportError) as caught:
        exec(compile(imports, "imports", "exec"), {})
    line = imports.splitlines()[caught.traceback[-1].lineno]
    assert "Change Kernel" in str(caught.value) if path.stem.startswith("00") else "Notebook 00" in line


def test_one_feature_counts():
    view = OneFeature(X, y)
    for feature, threshold in (("ears", 0.5), ("nose", 0.42), ("eyes", 0.07)):
        right = int(np.sum((X[:, pets.FEATURES.index(feature)] > threshold) == y))
        assert f"right for {right} of 360 animals" in view.update(feature, threshold, guess=70)
        assert view.share.get_width() == pytest.approx(right / 360)
    assert "right for" not in view.update("ears", 0.5)


def test_the_presets_of_one_feature_are_the_best_thresholds():
    view = OneFeature(X, y)
    presets = view.panel()["presets"]
    for name, column in zip(pets.FEATURES, X.T):
        found = presets[f"{name}, the best"]
        rights = [np.sum((column > threshold) == y) for threshold in np.linspace(0, 1, 101)]
        assert found["feature"] == name and np.sum((column > found["threshold"]) == y) == max(rights)


def test_the_map_draws_one_station_at_a_time():
    view = Map(X[:, ::2], y)
    for notebook in range(1, 8):
        assert f"Notebook {notebook:02d}" in view.update(notebook)
        assert [axes.get_visible() for axes in view.drawings] == [i == notebook for i in range(1, 8)]


def test_last_digits_decide_no_boundary_of_the_map():
    last_digits.steady(lambda: [side.astype(float) for side in Map(X[:, ::2], y).sides])


def test_the_bent_boundaries_of_the_map_do_better_than_the_straight_one():
    view = Map(X[:, ::2], y)
    column, row = (np.clip((120 * X[:, ::2]).astype(int), 0, 119)).T
    line, bumps, network = (np.mean(side[119 - row, column] == y) for side in view.sides)
    assert line < 0.9 < 0.93 < min(bumps, network)
