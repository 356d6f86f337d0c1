"""Write the JupyterLite edition: python -m web.lite [folder]

JupyterLab itself in the reader's browser, for those who want the whole notebook, with Python from the same place as the
pages have it (``pyodide.py``). Plain files again, and no request to another host: Python's packages are in the folder,
all in one lock file with their checksums, so that nothing is looked up when a kernel starts.
"""

import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import zipfile
from pathlib import Path

from web import pyodide

ROOT = Path(__file__).parent.parent
LABEXTENSIONS = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
KERNEL = "@jupyterlite/pyodide-kernel-extension"
EXTENSIONS = [KERNEL, "anywidget"]
OPENSSL = "openssl-1.1.1w.zip"
# What a kernel needs beside the files of the pages: also of Pyodide 0.27.7, with the checksums of its lock file.
MORE = {
    f"{name}.whl": checksum
    for name, checksum in {
        "asttokens-2.4.1-py2.py3-none-any": "bfeb9073458201c1f1c03a830e2154df70429d156d47844db30a19e2a7351e55",
        "decorator-5.1.1-py3-none-any": "54f90d6b6745fbb89eb7a1d36252862cda4ca111a945930adf6c3c927e17a1e8",
        "executing-2.0.1-py2.py3-none-any": "cfc677eb1eae5a13a502f324450ff9227bf66ad21ed83221e865f280b88dd09b",
        "fonttools-4.51.0-py3-none-any": "0c9a46b9246333de02d0fe02c0580840d7136744121f256a870218ed7482b607",
        "ipython-8.23.0-py3-none-any": "af05617e0f9bb869649a662b33081d0d6f3de017b50f425b3acf5c4da3a28cd2",
        "jedi-0.19.1-py2.py3-none-any": "31edb344d473e145a029392523e637386bfc6a1977b22e2305e034c96eb27b2a",
        "matplotlib_inline-0.1.7-py3-none-any": "79a482aa6f83e758b6a60dae955c915682e9706bb8712e11a909a6eb7b0d1f2d",
        "matplotlib_pyodide-0.2.3-py3-none-any": "070d6244e7ae44f8753d3a78cf5c30f93c8d781e620991af848dcfd44112839f",
        "micropip-0.9.0-py3-none-any": "034f22763607744f982d2911170c50b496a38b8ba0535e5a09618475b1d7b051",
        "parso-0.8.4-py2.py3-none-any": "c97dfaa7eb01ca1759f92ca0bedacdd9e5e95b29e026aa51f75ca1bf8e144685",
        "prompt_toolkit-3.0.43-py3-none-any": "3237bd2e78447aef7f9a3eddad92ca70410d0aaa1fe9f9797c788bfb3c6994c4",
        "pure_eval-0.2.3-py3-none-any": "ea9d0a2c5dc624585d95ea9dbde454d9eb26078ed7a2e6509f97927efdfc9fa8",
        "pygments-2.17.2-py3-none-any": "f32060883fc37e539491d0f6626aa861f2f484cceb8ae3c1364b482d1dde0e38",
        "pytz-2024.1-py2.py3-none-any": "fcfc168155da8d19057b17bee735fef71dc3a39f1dccd83514e16ecc6abaddc4",
        f"sqlite3-1.0.0-{pyodide.WASM[:-4]}": "43061928762b03482676a1e11dcef99a003148e59fe914b6a3e41180c382cfc3",
        f"ssl-1.0.0-{pyodide.WASM[:-4]}": "1af0b011a3043331a8a2a358832dcee736deff73a55ad0393222ea533942094a",
        "stack_data-0.6.3-py3-none-any": "650be7bb2e224e51b3f872abc6c503323b0e12c2090121c43cb576b06da7c8c6",
        "traitlets-5.14.3-py3-none-any": "10548e49e1e17ac87a22080ab40bb818e1123302efa60893ea4ac335a24f86ee",
        "wcwidth-0.2.13-py2.py3-none-any": "ae8fe34f6b43cadbd0db1a5a02a147cd4570915ae603032322f0a160aa12aaba",
    }.items()
} | {OPENSSL: "20b92cd9b9adb1a739af9f93772b60c084203aacf63ae1b2353951bd80c97f08"}
# What carries panels to the browser: wheels for any system, in the versions of constraints.txt. Only ipywidgets is
# older: JupyterLite has JupyterLab 4.4, for which the front end MANAGER was made, and this Python asks for that.
WIDGETS = {
    "anywidget==0.11.0": "c574d9acc6503ad27b37a9acea48f957a8ba7c9c9876cfcb37898931c098ce9d",
    "comm==0.2.3": "c615d91d75f7f04f095b30d1c1711babd43bdc6419c1be9886a85f2f4e489417",
    "ipywidgets==8.1.7": "764f2602d25471c213919b8a1997df04bef869251db4ca8efba1b76b1bd9f7bb",
    "psygnal==0.16.1": "93b96894d8c46f0a3c0bfaaf8abe73f0d6db2c20cc6d303624cf08f85abc3c92",
    "typing-extensions==4.16.0": "481caa481374e813c1b176ada14e97f1f67a4539ce9cfeb3f350d78d6370c2e8",
}
MANAGER = {"jupyterlab-widgets==3.0.15": "d59023d7d7ef71400d51e6fee9a88867f6e65e10a4201605d2d7f3e8f012a31c"}
KERNEL_WHEELS = ("ipykernel-*", "piplite-*", "pyodide_kernel-*")  # in the folder of KERNEL
# What a learner can open: links between these files work as in a clone.
CONTENTS = ["notebooks/*.ipynb", "lib/**/*.py", "lib/front/*.*", "data/*", "docs/*", "*.md", "LICENSE*"]


def settings():
    """JupyterLab's, as ``make lab`` has them. And all cells stay on the page: a panel scrolled away keeps its state."""
    said = json.loads((ROOT / "tools" / "jupyter" / "overrides.json").read_text(encoding="utf-8"))
    return said | {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}


# Python's packages.


def wheels(hashes):
    """The wheels of ``WIDGETS`` or ``MANAGER``: paths in the user's cache. Raises ``FileNotFoundError``."""
    folder = pyodide.cache() / f"wheels-{hashlib.sha256(repr(hashes).encode()).hexdigest()[:16]}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            fresh = Path(temporary) / "wheels"
            fresh.mkdir()
            if problem := pyodide.fetch_wheels(hashes, fresh):
                raise FileNotFoundError(f"The wheels of {', '.join(hashes)} cannot be fetched:\n{problem}")
            fresh.rename(folder)
    return sorted(folder.iterdir())


def ours():
    """The wheel of this project, with the sources, so that a learner can read what runs: (its name, its bytes)."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name, version = project["name"].replace("-", "_"), project["version"]
    modules = [path for path in (ROOT / "lib").rglob("*") if path.suffix in (".py", ".js", ".css")]
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in modules}
    files |= {f"lib/data/{path.name}": path.read_bytes() for path in (ROOT / "data").iterdir()}
    files |= {
        f"{name}-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {version}\n",
        f"{name}-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{name}-{version}.dist-info/RECORD": "",
    }
    content = _zip(files)
    # In a folder of its own for each content: what a browser has kept of an older one is never taken for this one.
    return f"{hashlib.sha256(content).hexdigest()[:12]}/{name}-{version}-py3-none-any.whl", content


def with_its_fonts(wheel):
    """Matplotlib's wheel with a list of fonts that fits: else it looks for fonts first, for seconds, and says so."""
    with zipfile.ZipFile(wheel) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
        return _zip(files | {pyodide.FONTS: pyodide.list_fonts(archive, left_out=re.compile("(?!)"))})


def _zip(files):
    """The bytes of a zip, always the same for the same files: dict name → content."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def python_files():
    """Python with all packages and their lock file: dict name → bytes."""
    wanted = {name: pyodide.FILES[name] for name in pyodide.FILES if name != "pyodide.mjs"} | MORE
    source = pyodide.distribution(wanted, "pyodide-notebook")
    paths = [source / name for name in wanted] + wheels(WIDGETS)
    for pattern in KERNEL_WHEELS:
        paths += (LABEXTENSIONS / KERNEL / "static" / "pypi").glob(pattern)
    files = {path.name: path.read_bytes() for path in paths} | dict([ours()])
    (plotting,) = (name for name in files if name.startswith("matplotlib-3"))
    files[plotting] = with_its_fonts(source / plotting)
    packages = dict(entry(name, content) for name, content in files.items() if name.endswith((".whl", OPENSSL)))
    packages["ssl"]["depends"] = ["openssl"]
    lock = {"info": pyodide.INFO | {"abi_version": "2024_0"}, "packages": packages}
    return files | {"pyodide-lock.json": json.dumps(lock, indent=1).encode()}


def entry(path, content):
    """A package as a lock file has it: (its name in one spelling, what is said of it)."""
    name, version = path.rpartition("/")[2].removesuffix(".zip").split("-")[:2]
    shared = path.endswith(".zip")
    return re.sub(r"[-_.]+", "-", name).lower(), {
        "name": name,
        "version": version,
        "file_name": path,
        "sha256": hashlib.sha256(content).hexdigest(),
        "install_dir": "dynlib" if shared else "site",
        "package_type": "shared_library" if shared else "package",
        "imports": [],
        "depends": [],
    }


# The edition.


def configuration(packages):
    """What JupyterLite reads, dict file → JSON. packages : what a kernel loads when it starts, by name."""
    # All at once, and nothing is left for the kernel to look up.
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": {"packages": packages}}
    # What drives a browser finds JupyterLab, as tools/try_lite.py does.
    site = {"exposeAppInBrowser": True, "litePluginSettings": {f"{KERNEL}:kernel": kernel}}
    build = {
        "apps": ["lab", "notebooks", "tree", "edit"],
        "contents": ["contents"],
        "output_dir": "output",
        "cache_dir": "cache",
        "federated_extensions": [str(LABEXTENSIONS / name) for name in EXTENSIONS] + [str(w) for w in wheels(MANAGER)],
        "ignore_sys_prefix": ["federated_extensions"],
        "ignore_contents": ["^nothing$"],  # by default every lib is left out
        "no_sourcemaps": True,
        "no_unused_shared_packages": True,
    }
    return {
        "overrides.json": settings(),
        "jupyter-lite.json": {"jupyter-lite-schema-version": 0, "jupyter-config-data": site},
        "jupyter_lite_config.json": {"LiteBuildConfig": build},
    }


def write(folder):
    """Write the edition into ``folder``, anew; returns its number of bytes."""
    files = {f"static/pyodide/{name}": content for name, content in python_files().items()}
    packages = json.loads(files["static/pyodide/pyodide-lock.json"])["packages"].values()
    for name, content in configuration([package["name"] for package in packages]).items():
        files[name] = json.dumps(content).encode()
    files |= {f"contents/{path.relative_to(ROOT).as_posix()}": path.read_bytes() for path in contents()}
    with tempfile.TemporaryDirectory() as temporary:
        for name, content in files.items():
            path = Path(temporary) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        build = [sys.executable, "-m", "jupyterlite_core", "build"]
        told = subprocess.run(build, cwd=temporary, capture_output=True, text=True)
        if told.returncode:
            raise RuntimeError(f"JupyterLite was not built:\n{told.stdout[-2000:]}\n{told.stderr[-2000:]}")
        output = Path(temporary) / "output"
        said = json.loads((output / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
        script = (ROOT / "web" / "lite.js").read_text(encoding="utf-8").replace("VERSION", said["appVersion"])
        for page in output.glob("*/index.html"):
            text = page.read_text(encoding="utf-8")
            page.write_text(text.replace("<head>", f"<head>\n<script>\n{script}</script>", 1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(output, folder)
    return sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())


def contents():
    """The paths of ``CONTENTS``."""
    return sorted({path for pattern in CONTENTS for path in ROOT.glob(pattern) if path.is_file()})


def main(arguments):
    folder = Path(arguments[0]) if arguments else ROOT / "site" / "lite"
    print(f"wrote {folder}: {write(folder) / 1e6:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
