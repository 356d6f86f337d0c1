// Runs Python in Pyodide without a browser: node run.mjs <Pyodide> <lock> <script> <given> <result> <tar> …
//
// Each tar is unpacked into a folder of its name in /home; the script finds what was given as a text in the file /given, and writes /result.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";

process.on("uncaughtException", ({ message }) => {
  process.stderr.write(String(message)); // without the line of Pyodide's code, which has a million letters
  process.exit(1);
});
const [pyodide, lockFileURL, script, given, result, ...tars] = process.argv.slice(2);
const { loadPyodide } = createRequire(import.meta.url)(`${pyodide}/pyodide.js`);
const python = await loadPyodide({ indexURL: pyodide, lockFileURL });
for (const tar of tars) {
  python.unpackArchive(new Uint8Array(readFileSync(tar)), "tar", { extractDir: `/home/${basename(tar)}` });
}
python.FS.writeFile("/given", readFileSync(given, "utf8"));
python.runPython(readFileSync(script, "utf8"));
writeFileSync(result, python.FS.readFile("/result", { encoding: "utf8" }));
process.exit(0);
