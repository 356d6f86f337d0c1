"""Try every way to start that README.md and docs/lecture.md name: python -m tools.try_starts [way …]

The commands are read from the pages, so that what is tried is what people are told. Each way begins with a fresh clone
of what is committed; JupyterLab must answer, and a notebook must run, with the kernel that it asks for. What a machine
cannot try (no conda, no package index) is said so, and is no failure.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.error
import urllib.request
from pathlib import Path

import nbformat

ROOT = Path(__file__).parent.parent
ALL_IS_WELL = "All is well"
# What this process was told about its own environment is not what a new user has.
OWN = ("PYTHONPATH", "VIRTUAL_ENV", "OMP_NUM_THREADS", "PYTHONUTF8", "MAKEFLAGS", "MAKELEVEL")
CLEAN = {name: value for name, value in os.environ.items() if name not in OWN}
TEXT = {"encoding": "utf-8", "errors": "replace"}


class NotTried(Exception):
    """Why this machine cannot try a way."""


def block(page, beginning):
    """The commands of the one fenced block of a page that begins so, without comments."""
    blocks = re.findall(r"^```\w+\n(.*?)^```", (ROOT / page).read_text(encoding="utf-8"), re.M | re.S)
    (found,) = [text for text in blocks if text.startswith(beginning)]
    return [line.split("  #")[0].rstrip() for line in found.splitlines()]


def need(*programs):
    for program in programs:
        if not shutil.which(program):
            raise NotTried(f"no {program} on this machine")


def run(command, folder, env=CLEAN, seconds=900):
    """Run a command line in a folder; returns what it printed, and raises with it if it fails."""
    words = command if isinstance(command, list) else shlex.split(command)
    printed = dict(stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **TEXT)
    done = subprocess.run(words, cwd=folder, env=env, timeout=seconds, **printed)
    if done.returncode:
        raise RuntimeError(f"{shlex.join(map(str, words))}\nended with {done.returncode}:\n{done.stdout[-2500:]}")
    return done.stdout


def clone(folder, *options):
    run(["git", "clone", "--quiet", *options, str(ROOT), str(folder)], ROOT)
    return folder


def start_lab(command, folder, env=CLEAN, seconds=120):
    """Run the command that starts JupyterLab until its server answers, then stop it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = {"allow_root": True, "open_browser": False, "port": port, "port_retries": 0}
    config = {"ServerApp": server, "ExtensionApp": {"open_browser": False}, "IdentityProvider": {"token": ""}}
    with tempfile.TemporaryDirectory() as settings, open(f"{settings}/log", "w+", **TEXT) as log:
        Path(settings).chmod(0o755)
        Path(settings, "jupyter_server_config.json").write_text(json.dumps(config), encoding="utf-8")
        started = subprocess.Popen(
            shlex.split(command),
            cwd=folder,
            env=env | {"JUPYTER_CONFIG_PATH": settings},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        try:
            until = time.monotonic() + seconds
            while started.poll() is None and time.monotonic() < until:
                with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
                    return urllib.request.urlopen(f"http://127.0.0.1:{port}/api", timeout=5).close()
                time.sleep(0.3)
            log.seek(0)
            raise RuntimeError(f"{command}: JupyterLab did not answer:\n{log.read()[-2500:]}")
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            started.wait(30)


def run_notebook(python, notebooks, name="00_start_here", kernel=None, env=CLEAN):
    """Run All, with the kernel that the notebook asks for or another; returns the notebook with its outputs."""
    choice = [f"--ExecutePreprocessor.kernel_name={kernel}"] if kernel else []
    command = [
        str(python),
        "-m",
        "nbconvert",
        "--to",
        "notebook",
        "--stdout",
        "--log-level=ERROR",
        "--execute",
        *choice,
    ]
    return run([*command, f"{name}.ipynb"], notebooks, env)


def ready(python, folder, env=CLEAN):
    """An environment is complete: the check says so in a terminal and in notebook 00."""
    assert ALL_IS_WELL in run([str(python), "-m", "lib.installation"], folder / "notebooks", env)
    assert ALL_IS_WELL in run_notebook(python, folder / "notebooks", env=env)


def eight_bits(folder):
    """The environment of a machine whose locale is ISO 8859-1, or at least C, which holds no letter outside ASCII."""
    env = CLEAN | {"LC_ALL": "C", "PYTHONUTF8": "0"}
    if shutil.which("localedef") and Path("/usr/share/i18n/charmaps/ISO-8859-1.gz").exists():
        run(["localedef", "-i", "de_DE", "-f", "ISO-8859-1", str(folder / "de_DE.ISO-8859-1")], folder)
        env |= {"LC_ALL": "de_DE.ISO-8859-1", "LOCPATH": str(folder)}
    return env


# The ways, each in a folder of its own.


def make(folder):
    """README, make: in a folder with spaces and umlauts, the locale with eight bits; then once more, at once"""
    need("make")
    here, env = clone(folder / "Übung für Jürgen"), eight_bits(folder)
    (lab,) = block("README.md", "make lab")
    start_lab(lab, here, env, seconds=900)
    begin = time.monotonic()
    start_lab(lab, here, env)
    assert time.monotonic() - begin < 20
    ready(here / ".venv" / "bin" / "python", here, env | {"PYTHONUTF8": "1"})  # as in the kernels that make starts


def home(folder):
    """README, make: with a home that cannot be written"""
    need("make", "setpriv", "/usr/bin/python3")
    if os.geteuid():
        raise NotTried("only root can become somebody else")
    if run(["/usr/bin/python3", "-c", "import sys; print(sys.version_info >= (3, 11))"], folder).strip() != "True":
        raise NotTried("the system's Python, which everybody may run, is older than 3.11")
    here = clone(folder / "clone")
    (folder / "home").mkdir(mode=0o555)
    folder.chmod(0o755)
    for path in [here, *here.rglob("*")]:
        os.chown(path, 65534, 65534, follow_symlinks=False)
    kept = {name: value for name, value in CLEAN.items() if name.startswith("PIP_")}
    env = kept | {"HOME": str(folder / "home"), "PATH": "/usr/bin:/bin"}
    nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups"
    start_lab(f"{nobody} make PYTHON=/usr/bin/python3 lab", here, env, seconds=900)
    python = str(here / ".venv" / "bin" / "python")
    told = [*nobody.split(), python, "-m", "lib.installation"]
    with contextlib.suppress(RuntimeError):  # outside make, the check names it
        raise AssertionError(run(told, here / "notebooks", env))


def uv(folder):
    """README, uv: three lines, and no lock file is written"""
    need("uv")
    here = clone(folder / "clone")
    *before, lab = block("README.md", "uv venv")
    for command in before:
        run(command, here)
    start_lab(lab, here)
    ready(here / ".venv" / "bin" / "python", here)
    assert not run("git status --short", here), "uv has written a file"


def windows(folder):
    """README, PowerShell: the same words on this system, with its slashes"""
    here = clone(folder / "clone")
    *before, lab = [
        line.replace("py -m", f"{sys.executable} -m").replace("\\Scripts", "/bin").replace("\\", "/")
        for line in block("README.md", "py -m venv")
    ]
    for command in before:
        run(command, here)
    start_lab(lab, here)
    ready(here / ".venv" / "bin" / "python", here)


def conda(folder):
    """README, conda"""
    need("conda")
    here = clone(folder / "clone")
    create = block("README.md", "conda env create")[0]  # the others need a shell that conda has prepared
    run(f"{create} --prefix {folder / 'env'}", here)
    ready(folder / "env" / "bin" / "python", here)


def hub(folder):
    """Lecture page, JupyterHub: the server and the kernel in two environments; its name chosen, or given to it"""
    here, own, theirs = clone(folder / "clone"), folder / "dog-or-cat", folder / "server"
    home = CLEAN | {"HOME": str(folder), "PIP_CACHE_DIR": run("python3 -m pip cache dir", folder).strip()}
    run([sys.executable, "-m", "venv", str(theirs)], folder)
    python = theirs / "bin" / "python"
    run([str(python), "-m", "pip", "install", "--quiet", "jupyterlab", "anywidget"], folder)
    recipe = [
        line.replace("python3 -m venv", f"{sys.executable} -m venv").replace("/opt/dog-or-cat", str(own))
        for line in block("docs/lecture.md", "python3 -m venv /opt")
    ]
    for command in recipe:
        run(command.replace("/usr/local", str(theirs)), here, home)
    assert "kernel_name" not in os.environ and "choose the one that your course" in failure(python, here, home)
    assert "Notebook 00 says what helps" in failure(python, here, home, "03_logistic_dog_or_cat")
    assert ALL_IS_WELL in run_notebook(python, here / "notebooks", kernel="dog-or-cat", env=home)
    run(recipe[-1].replace("/usr/local", str(theirs)).replace("--name dog-or-cat", "--name python3"), here, home)
    assert ALL_IS_WELL in run_notebook(python, here / "notebooks", env=home)


def failure(python, folder, env, name="00_start_here"):
    """What a notebook says in a kernel that does not find lib."""
    try:
        run_notebook(python, folder / "notebooks", name, env=env)
    except RuntimeError as said:
        return str(said)
    raise AssertionError(f"{name} found lib in the server's own kernel")


def binder(folder):
    """Lecture page, Binder: the Dockerfile that repo2docker writes (no image is built)"""
    here = clone(folder / "clone")
    run([sys.executable, "-m", "venv", str(folder / "repo2docker")], folder)
    try:
        run([f"{folder}/repo2docker/bin/pip", "install", "--quiet", "jupyter-repo2docker"], folder)
    except RuntimeError as problem:
        raise NotTried("repo2docker cannot be installed here") from problem
    options = "--no-build --debug --user-id 1000 --user-name jovyan"
    said = run(f"{folder}/repo2docker/bin/repo2docker {options} {here}", folder)
    python = re.search(r"python=([\d.]+)", (here / "environment.yml").read_text(encoding="utf-8"))[1]
    assert f"python={python}" in said and "unspecified" not in said, said[:300]
    # The whole clone is there before the environment is made, so that `--editable .` finds lib.
    assert 0 < said.index("COPY --chown=1000:1000 src/") < said.index('--file "environment.yml"')


def address(folder):
    """From a Git address, without a clone: lib and its data, found from any folder"""
    run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
    python = folder / "venv" / "bin" / "python"
    constraints = ["--constraint", str(ROOT / "constraints.txt")]
    run([str(python), "-m", "pip", "install", "--quiet", *constraints, f"git+file://{ROOT}"], folder)
    assert ALL_IS_WELL in run([str(python), "-m", "lib.installation"], folder)


def scripts_and_pages(folder):
    """nbconvert: every notebook as a script that runs, and as a page with every picture"""
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*"))
    env = CLEAN | {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    for notebook in sorted((folder / "notebooks").glob("*.ipynb")):
        for kind in ("script", "html"):
            run([sys.executable, "-m", "nbconvert", "--to", kind, str(notebook)], folder, env)
        run([sys.executable, str(notebook.with_suffix(".py"))], folder, env, seconds=180)
        stored = notebook.read_text(encoding="utf-8").count('"image/png": ')
        shown = notebook.with_suffix(".html").read_text(encoding="utf-8").count('src="data:image/png;base64,')
        assert stored == shown, f"{notebook.stem}: {shown} of {stored} pictures"


def newest_of(version):
    """A Python of this version that starts: on the path, or one of pyenv's."""
    for path in ["python" + version, *sorted(Path.home().glob(f".pyenv/versions/{version}*/bin/python"), reverse=True)]:
        with contextlib.suppress(OSError, RuntimeError):
            run([str(path), "--version"], ROOT)
            return str(path)
    raise NotTried(f"no Python {version} on this machine")


# What Colab had in August 2026; the panel must work with these, and the installation leave them alone.
COLAB = ["ipywidgets==7.7.1", "ipykernel==6.17.1", "notebook==6.5.7"]
# Appended to notebook 01 there: a preset is pressed and a picture of one's own is sent, as the front end would.
PRESSED = """
import io
from PIL import Image
from lib.panel import panels
own = next(panel for panel in panels.values() if panel.file)
picture = io.BytesIO()
Image.new("RGB", (90, 60), (200, 30, 30)).save(picture, "PNG")
said = []
own.widget.send = lambda words, buffers: said.append((words["id"], words["refusal"], len(buffers)))
own.widget._handle_custom_msg({"id": 1, "do": "file", "part": 0, "parts": 1}, [memoryview(picture.getvalue())])
own.widget._handle_custom_msg({"id": 2, "do": "show"}, [])
print(said, own.errors)
"""


def colab(folder):
    """README, Colab: with its versions of ipywidgets and ipykernel, which stay; stored pictures, and an upload"""
    run([newest_of("3.13"), "-m", "venv", str(folder / "colab")], folder)
    python = str(folder / "colab" / "bin" / "python")
    run([python, "-m", "pip", "install", "--quiet", *COLAB, "nbconvert"], folder)
    before = set(run([python, "-m", "pip", "freeze"], folder).splitlines())
    (line,) = block("README.md", "%pip install")
    words = line.replace("%pip", f"{python} -m pip").replace("https://<address of this repository>", f"file://{ROOT}")
    run(words, folder)
    assert before < set(run([python, "-m", "pip", "freeze"], folder).splitlines()), "Colab's packages were changed"
    (folder / "notebooks").mkdir()
    book = nbformat.read(ROOT / "notebooks" / "01_svd_and_mondrian.ipynb", as_version=4)
    book.cells.append(nbformat.v4.new_code_cell(PRESSED))
    nbformat.write(book, folder / "notebooks" / "01.ipynb")
    quiet = CLEAN | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"}  # no warning of the debugger's among the output
    done = nbformat.reads(run_notebook(python, folder / "notebooks", "01", env=quiet), as_version=4)
    outputs = [output for cell in done.cells if cell.cell_type == "code" for output in cell.outputs]
    kinds = [set(output.get("data", {})) for output in outputs]
    views = [i for i, kind in enumerate(kinds) if "application/vnd.jupyter.widget-view+json" in kind]
    assert len(views) > 5 and all("image/png" in kinds[i - 2] for i in views), kinds
    assert outputs[-1].text == "[(1, None, 1), (2, None, 1)] []\n", outputs[-1].text


WAYS = [make, home, uv, windows, conda, hub, binder, address, colab, scripts_and_pages]


def main(names):
    count = {"passed": 0, "failed": 0, "skipped": 0}
    for way in [way for way in WAYS if not names or way.__name__ in names]:
        begin, reason = time.monotonic(), ""
        with tempfile.TemporaryDirectory() as folder:
            try:
                way(Path(folder))
                outcome = "passed"
            except NotTried as why:
                outcome, reason = "skipped", f": {why}"
            except Exception:
                outcome, reason = "failed", f"\n{traceback.format_exc()}"
        count[outcome] += 1
        print(f"{outcome:8} {time.monotonic() - begin:4.0f} s  {way.__name__}: {way.__doc__}{reason}", flush=True)
    print(", ".join(f"{number} {outcome}" for outcome, number in count.items()))
    return int(count["failed"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
