"""What pip installs without a clone beside it: the package with its data, complete, and found from any folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUILT_FROM = ["pyproject.toml", "setup.py", "README.md", "LICENSE", "LICENSE-TEXT", "lib", "data"]


def run(*command, **options):
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", **options)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built in a copy, because setuptools leaves folders where it builds."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in BUILT_FROM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    built = run(sys.executable, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", folder / "dist", folder)
    if built.returncode and "No matching distribution found for setuptools" in built.stderr and "CI" not in os.environ:
        pytest.skip("no package index to take setuptools from")
    assert not built.returncode, built.stderr
    return next((folder / "dist").glob("*.whl"))


def test_the_wheel_holds_every_module_the_front_end_and_every_file_of_data(wheel):
    modules = {f"lib/{path.relative_to(ROOT / 'lib').as_posix()}" for path in (ROOT / "lib").rglob("*.*")}
    modules = {name for name in modules if name.endswith((".py", ".js", ".css"))}
    data = {f"lib/data/{path.name}" for path in (ROOT / "data").iterdir()}
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert held == modules | data and "lib/data/pets.csv" in data


def test_an_installed_package_is_complete_from_any_folder(wheel, tmp_path):
    """In an environment of its own, which sees the packages of this one, with a folder called data beside lib."""
    venv.create(tmp_path / "venv", symlinks=os.name != "nt")
    scripts = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / Path(sys.executable).name
    where = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path / "venv")}))
    (where / "these.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (where / "data").mkdir()
    (where / "data" / "pets.csv").write_text("another project's\n", encoding="utf-8")
    installed = run(sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index", wheel)
    assert not installed.returncode, installed.stderr
    elsewhere = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | {"HOME": str(tmp_path)}
    report = run(python, "-m", "lib.installation", cwd=tmp_path, env=elsewhere)
    assert report.stdout.startswith("All is well") and not report.returncode, report.stdout + report.stderr
    (where / "lib" / "data" / "pets.csv").unlink()
    report = run(python, "-m", "lib.installation", cwd=tmp_path, env=elsewhere)
    assert "pets.read() cannot read its file" in report.stdout and report.returncode == 1
