"""Notebook 00: the check of the installation, and the two views."""

from importlib import metadata

import numpy as np
import pytest

from lib import installation, pets
from lib.views.start_here import Map, OneFeature

X, y, _ = pets.read("train")


def test_all_is_well_here():
    assert installation.check().problems == [] and "All is well" in repr(installation.check())


@pytest.mark.parametrize(
    "package, version, words",
    [
        ("ipykernel", "7.0.1", "ipykernel 7.0.1 is too new; >=6.29 and <7 is needed."),
        ("ipykernel", "6.9", "ipykernel 6.9 is too old; >=6.29 and <7 is needed."),
        ("ipywidgets", "7.8.1", "ipywidgets 7.8.1 is too old; >=8.1 is needed."),
        ("numpy", "1.26.4", "numpy 1.26.4 is too old; >=2.0 is needed."),
    ],
)
def test_a_package_out_of_range_is_named(monkeypatch, package, version, words):
    real = metadata.version
    monkeypatch.setattr(metadata, "version", lambda name: version if name == package else real(name))
    report = installation.check()
    assert report.problems == [words] and "make lab" in repr(report) and words in repr(report)


def test_a_missing_package_is_named(monkeypatch):
    real = metadata.version

    def version(name):
        if name == "ipywidgets":
            raise metadata.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(metadata, "version", version)
    assert installation.check().problems == ["ipywidgets is missing; >=8.1 is needed."]


def test_a_folder_that_is_not_installed(monkeypatch):
    def requires(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", requires)
    assert "pip install --editable ." in installation.check().problems[0]


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(installation.sys, "version_info", (3, 10, 4))
    assert installation.check().problems == ["Python 3.10.4 is too old; >=3.11 is needed."]


def test_one_feature_counts():
    view = OneFeature(X, y)
    for feature, threshold in (("ears", 0.5), ("nose", 0.42), ("eyes", 0.07)):
        right = int(np.sum((X[:, pets.FEATURES.index(feature)] > threshold) == y))
        assert f"right for {right} of 360 animals" in view.update(feature, threshold, guess=70)
        assert view.share.get_width() == pytest.approx(right / 360)
    assert "right for" not in view.update("ears", 0.5)


def test_the_map_draws_one_station_at_a_time():
    view = Map(X[:, :2], y)
    for notebook in range(1, 8):
        assert f"Notebook {notebook:02d}" in view.update(notebook)
        assert [axes.get_visible() for axes in view.drawings] == [i == notebook for i in range(1, 8)]


def test_the_bent_boundaries_of_the_map_do_better_than_the_straight_one():
    view = Map(X[:, :2], y)
    column, row = (np.clip((120 * X[:, :2]).astype(int), 0, 119)).T
    line, bumps, network = (np.mean(side[119 - row, column] == y) for side in view.sides)
    assert line < 0.9 < 0.93 < min(bumps, network)
