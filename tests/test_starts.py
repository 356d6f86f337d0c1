"""The ways to start: what the pages name is tried by tools.try_starts, and the public host runs what the Makefile has.

Trying them takes minutes and is `make starts`; here is what a maintainer may forget.
"""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools import try_starts, versions

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / ".github" / "workflows" / "test.yml"


# Blocks that start no notebook, and what tries them instead.
OTHERS = {
    "python -m tools.class_report FOLDER": "tests/test_class_report.py",
    "mkdir report": "nothing here: it needs a container engine, as the page says",
}


def test_every_block_of_commands_is_tried():
    """A way to start that is added to a page is added to tools/try_starts.py."""
    source = Path(try_starts.__file__).read_text(encoding="utf-8")
    tried = re.findall(r'block\("(\S+)", "(.+?)"\)', source) + [("README.md", "git clone")]  # by clone()
    for page in ("README.md", "docs/lecture.md"):
        for first in re.findall(r"^```(?:sh|powershell|py)\n(.+)", (ROOT / page).read_text(encoding="utf-8"), re.M):
            if first in OTHERS:
                continue
            assert any(page == where and first.startswith(beginning) for where, beginning in tried), first
    for page, beginning in tried[:-1]:
        assert try_starts.block(page, beginning)


@pytest.mark.parametrize("way", try_starts.WAYS, ids=lambda way: way.__name__)
def test_a_way_says_what_it_tries(way):
    assert re.match(r"(README|Lecture page|From|nbconvert)", way.__doc__) and "\n" not in way.__doc__


def test_a_way_that_fails_is_said(monkeypatch, capsys):
    def wrong(folder):
        """a way that goes wrong"""
        try_starts.run([sys.executable, "-c", "print('reason'); exit(3)"], folder)

    def impossible(folder):
        """a way that this machine has not"""
        try_starts.need("no-such-program")

    monkeypatch.setattr(try_starts, "WAYS", [wrong, impossible])
    assert try_starts.main([]) == 1 and try_starts.main(["impossible"]) == 0
    said = capsys.readouterr().out
    assert "ended with 3:\nreason" in said and "no no-such-program on this machine" in said
    assert "0 passed, 1 failed, 1 skipped" in said


def test_a_clone_with_autocrlf_has_the_same_bytes(tmp_path):
    """Data, notebooks and scripts are compared and run byte by byte."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "clone", "--quiet", "--config", "core.autocrlf=true", str(ROOT), str(tmp_path / "clone")]
    subprocess.run(command, check=True)
    for name in ("data/pets.csv", "notebooks/00_start_here.ipynb", "Makefile", ".ci/run"):
        assert b"\r" not in (tmp_path / "clone" / name).read_bytes(), name


def test_versions_that_differ_are_named(monkeypatch):
    here = {"numpy": "2.5.5", "ipykernel": "6.31.0", "pillow": "12.9"}
    monkeypatch.setattr(versions.metadata, "version", lambda name: here[name])
    pinned = "numpy==2.4.6 ; python_full_version < '3'\nnumpy==2.5.5 ; python_full_version >= '3'\nipykernel==6.30.1\n"
    assert list(versions.differences(pinned + "pillow==13.0.0\n")) == [
        ("ipykernel", "6.30.1", "6.31.0"),
        ("pillow", "13.0.0", "12.9"),
    ]


def test_a_package_that_is_not_here_is_no_difference():
    assert list(versions.differences("no-such-package==1.0\n")) == []


def steps():
    return yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["test"]["steps"]


@pytest.mark.parametrize("path", sorted(WORKFLOW.parent.iterdir()), ids=lambda path: path.stem)
def test_a_workflow_follows_the_published_schema(path):
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert not done.returncode, done.stdout + done.stderr


def test_each_step_of_the_workflow_is_a_command_of_the_makefile():
    targets = re.findall(r"^([a-z][a-z ]*):(?!=)", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    named = {name for target in targets for name in target.split()}
    commands = [step["run"] for step in steps() if "run" in step and not step["run"].startswith("command -v make ||")]
    assert {command.split()[1] for command in commands} == {"test", "newest", "portable"} <= named
    assert all(command.startswith("make ") for command in commands)


def test_the_pages_are_built_by_a_command_of_the_makefile():
    """And only where the repository has pages."""
    (job,) = yaml.safe_load((WORKFLOW.parent / "pages.yml").read_text(encoding="utf-8"))["jobs"].values()
    assert [step["run"] for step in job["steps"] if "run" in step] == ["make lite"]
    assert job["if"] == "github.event.repository.has_pages"
    assert re.search(r"^lite:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)


def test_the_workflow_runs_the_oldest_python_that_is_allowed():
    job = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["test"]
    oldest, newest = job["strategy"]["matrix"]["python"]
    assert f'requires-python = ">={oldest}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert int(newest.split(".")[1]) >= 14 and len(job["strategy"]["matrix"]["os"]) == 3
