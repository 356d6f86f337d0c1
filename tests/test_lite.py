"""The JupyterLite edition before it is built; ``python -m tools.try_lite`` tries what was built."""

import io
import json
import posixpath
import re
import subprocess
import sys
import tomllib
import zipfile

import nbformat
import pytest

from tests.test_notebooks import NOTEBOOKS, each_notebook
from tests.test_project import ROOT
from web import lite, pyodide
from web.site import Notebook, Site, clear, without_lite

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
PINNED = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.M))


def test_the_versions_in_the_browser_are_those_that_constraints_pin():
    """Of ipywidgets JupyterLite has an older front end, and so the Python that belongs to it."""
    asked = dict(name.split("==") for name in lite.WIDGETS)
    assert asked.pop("ipywidgets") == "8.1.7" and list(lite.MANAGER) == ["jupyterlab-widgets==3.0.15"]
    assert asked == {name: PINNED[name] for name in asked} and "anywidget" in asked
    assert packages("lite") - {PROJECT["name"]} <= set(PINNED)


def packages(extra):
    return {re.match(r"[\w-]+", name)[0] for name in EXTRAS[extra]}


def test_what_writes_the_web_edition_needs_nothing_that_only_the_tests_have():
    missing = {name.replace("-", "_") for name in packages("test") - packages("site") - {PROJECT["name"]}}
    code = f"import sys; sys.modules |= dict.fromkeys({sorted(missing)}); import web.lite, web.site"
    assert "playwright" in missing
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert not told.returncode, told.stderr


def test_a_checksum_for_every_file_and_none_twice():
    sums = [*pyodide.FILES.values(), *lite.MORE.values(), *lite.WIDGETS.values(), *lite.MANAGER.values()]
    assert all(re.fullmatch("[0-9a-f]{64}", one) for one in sums) and len(sums) == len(set(sums))


def test_jupyterlab_asks_for_nothing_and_keeps_panels_that_are_scrolled_away(monkeypatch):
    monkeypatch.setattr(lite, "wheels", lambda hashes: [])
    files = lite.configuration(["numpy", "dog_or_cat"])
    settings = files["overrides.json"]
    assert settings["@jupyterlab/notebook-extension:tracker"] == {"windowingMode": "none"}
    assert settings["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false"
    kernel = files["jupyter-lite.json"]["jupyter-config-data"]["litePluginSettings"][f"{lite.KERNEL}:kernel"]
    assert kernel["disablePyPIFallback"] and kernel["loadPyodideOptions"] == {"packages": ["numpy", "dog_or_cat"]}
    extensions = files["jupyter_lite_config.json"]["LiteBuildConfig"]["federated_extensions"]
    assert any(path.endswith("anywidget") for path in extensions)
    json.dumps(files)


def test_the_wheel_of_lib_has_its_sources_its_front_end_and_its_data():
    name, content = lite.ours()
    assert name.endswith("/dog_or_cat-0.1.0-py3-none-any.whl") and lite.ours() == (name, content)
    held = {one for one in zipfile.ZipFile(io.BytesIO(content)).namelist() if ".dist-info/" not in one}
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "lib").rglob("*.*")}
    modules = {one for one in modules if one.endswith((".py", ".js", ".css"))}
    assert held == modules | {f"lib/data/{path.name}" for path in (ROOT / "data").iterdir()}


@pytest.mark.parametrize(
    "path, name, version, folder",
    [("0123/dog_or_cat-0.1.0-py3-none-any.whl", "dog-or-cat", "0.1.0", "site")]
    + [
        ("openssl-1.1.1w.zip", "openssl", "1.1.1w", "dynlib"),
        (f"numpy-2.0.2-{pyodide.WASM}", "numpy", "2.0.2", "site"),
    ],
)
def test_a_package_in_the_lock_file(path, name, version, folder):
    spelt, said = lite.entry(path, b"content")
    assert (spelt, said["version"], said["install_dir"], said["file_name"]) == (name, version, folder, path)
    assert said["sha256"] == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"


@each_notebook
def test_what_a_notebook_links_to_is_there_to_be_opened(path):
    held = {one.relative_to(ROOT).as_posix() for one in lite.contents()}
    assert path.relative_to(ROOT).as_posix() in held
    for cell in nbformat.read(path, as_version=4).cells:
        for link in re.findall(r"\]\(([^)#]+)", cell.source if cell.cell_type == "markdown" else ""):
            assert link.startswith("http") or posixpath.normpath(f"notebooks/{link}") in held, link


def pages(there):
    """A page of each kind, of a site with the edition beside it or without: (its notebook, its HTML)."""
    site = Site(NOTEBOOKS[:2])
    site.lite, site.version, site.searching = there, "", False
    origin = NOTEBOOKS[1].relative_to(ROOT).as_posix()
    parts = {"blocks": [], "data": "", "notebook": origin, "imports": ""}
    yield origin, site._page("notebook.html.j2", origin, Notebook(NOTEBOOKS[1]).title, **parts)
    first = NOTEBOOKS[0].relative_to(ROOT).as_posix()
    block, output = {"id": "", "place": 0}, dict.fromkeys(["picture", "alt", "width", "height", "readout", "mark"], "")
    start = {"lead": "", "rest": "", "block": block, "output": output, "data": ""}
    yield first, site._page("start.html.j2", "README.md", "start", **start)
    for name in ("docs/lecture.md", "lib/svd.py"):
        yield first, site._page("base.html.j2", name, name, body="")


def test_every_page_opens_as_a_notebook_where_the_edition_was_built():
    up = ["../", "", "../", "../"]
    for (notebook, page), before in zip(pages(there=True), up):
        (link,) = re.findall(r'<a class="lite" href="([^"]+)">open as a notebook</a>', page)
        assert link == f"{before}lite/notebooks/index.html?path={notebook}"
        assert "open as a notebook" not in without_lite(page)
    assert not any("open as a notebook" in page for _, page in pages(there=False))


def test_the_edition_stays_when_the_pages_are_written_anew(tmp_path):
    for name in ("lite/index.html", "old/page.html", "old.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    clear(tmp_path)
    clear(tmp_path / "not there")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["lite", "lite/index.html"]
