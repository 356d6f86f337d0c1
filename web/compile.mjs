// Compiles Python's files with the Python that will read them: node compile.mjs <Pyodide> <lock> alone|sources <place> <folder> …
//
// place is where a folder's files will be in the browser, for the lines of a traceback. "alone": name.pyc takes the place
// of name.py, most without docstrings, so that there is less to load. "sources": the sources stay, for those who want to read them.
import { createRequire } from "node:module";

process.on("uncaughtException", ({ message }) => {
  process.stderr.write(message); // without the line of Pyodide's code, which has a million letters
  process.exit(1);
});
const [pyodide, lockFileURL, kind, ...pairs] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(`${pyodide}/pyodide.js`);
const python = await loadPyodide({ indexURL: pyodide, lockFileURL });
python.globals.set("alone", kind === "alone");
for (let i = 0; i < pairs.length; i += 2) {
  python.FS.mkdirTree("/compiled");
  python.FS.mount(python.FS.filesystems.NODEFS, { root: pairs[i + 1] }, "/compiled");
  python.globals.set("place", pairs[i]);
  python.runPython(`
import compileall, os, py_compile, re
from pathlib import Path
options = dict(quiet=1, stripdir="/compiled", prependdir=place,
               invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)
if alone:
    # NumPy wants its docstrings.
    done = compileall.compile_dir("/compiled", legacy=True, optimize=2, rx=re.compile("^/compiled/numpy/"), **options)
    done = done and compileall.compile_dir("/compiled/numpy", legacy=True, optimize=0, **options)
else:
    done = compileall.compile_dir("/compiled", **options)
assert done
if alone:
    for source in Path("/compiled").rglob("*.py"):
        source.unlink()
`);
  python.FS.unmount("/compiled");
}
process.exit(0);
