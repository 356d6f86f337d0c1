"""The editor of the exercises: CodeMirror, as npm has it, by the checksums of ``editor/package-lock.json``.

Its modules are served as they are; an import map tells the browser where each of them is. Where there is no npm the
exercises have a plain field instead, which needs none of this.
"""

import hashlib
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

from web.pyodide import cache

HERE = Path(__file__).parent / "editor"
NAMES = ("package.json", "package-lock.json")


def modules():
    """dict name of a module → its source; empty without npm, or where npm reaches nothing, which prints."""
    if not shutil.which("npm"):
        print("no npm on this machine: the exercises get a plain field instead of an editor")
        return {}
    lock = b"".join((HERE / name).read_bytes() for name in NAMES)
    folder = cache() / f"editor-{hashlib.sha256(lock).hexdigest()[:16]}"
    if not folder.exists() and (words := _fetch(folder)):
        print(f"the editor cannot be fetched, and the exercises get a plain field: {words[-300:]}")
        return {}
    packages = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {path.removeprefix("node_modules/"): _module(folder / path) for path in packages if path}


def _fetch(folder):
    """Fetch the packages into the folder; returns what npm says if it fails."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
        fresh = Path(temporary) / "editor"
        fresh.mkdir()
        for name in NAMES:
            shutil.copy(HERE / name, fresh)
        command = [shutil.which("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        told = subprocess.run(command, cwd=fresh, capture_output=True, text=True)
        if told.returncode:
            return told.stderr or "npm failed"
        try:
            fresh.rename(folder)
        except OSError:  # another process was sooner
            if not folder.exists():
                raise
    return ""


def _module(folder):
    """The source of a package's ES module, without the address of a map that is not served."""
    package = json.loads((folder / "package.json").read_text(encoding="utf-8"))
    exported = package.get("exports", {})
    exported = exported.get(".", exported)
    source = (folder / (exported.get("import") or package["module"])).read_text(encoding="utf-8")
    return "\n".join(line for line in source.splitlines() if not line.startswith("//# sourceMappingURL"))
