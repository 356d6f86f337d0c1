// Python in a worker: fetches it, says how far it is, and answers one question after the other.
//
// From the page: first {start: {folder, sizes, cells}}, then questions {id, do, …}. To the page: {progress}, {ready},
// {failed}, and for each question {id, said, pictures} or {id, failed}; or {ended}, and no more answers.

const ENGINE = "pyodide.asm.wasm";
const PACKAGES = "/home/packages";
const NEAR = ["localhost", "127.0.0.1", "[::1]"];
let python = null;
let session = null;
const kept = new Map(); // by a file's path its bytes

self.onmessage = ({ data }) => {
  if (data.start) start(data.start).then(() => postMessage({ ready: true }), (problem) => postMessage({ failed: words(problem) }));
  else answer(data);
};

// What went wrong; of a traceback the last line.
function words(problem) {
  const said = String(problem?.message ?? problem).trim();
  return said.startsWith("Traceback") ? said.split("\n").pop() : said;
}

async function start({ folder, sizes, cells }) {
  const total = Object.values(sizes).reduce((sum, size) => sum + size, 0);
  let loaded = 0;
  // A file made small by gzip, and how much of it has come.
  async function fetched(name) {
    const answer = await fetch(`${folder}${name}`);
    if (!answer.ok) throw new Error(`${name} could not be loaded: the server says ${answer.status}.`);
    const counted = new TransformStream({
      transform(part, out) {
        loaded += part.byteLength;
        postMessage({ progress: { words: "loading Python", share: Math.min(loaded / total, 1), megabytes: total / 1e6 } });
        out.enqueue(part);
      },
    });
    return answer.body.pipeThrough(counted).pipeThrough(new DecompressionStream("gzip"));
  }
  const bytes = async (name) => new Response(await fetched(name)).arrayBuffer();
  // The engine. From a file of its own the browser keeps what it has compiled, so that the next start is sooner; but only
  // where the host makes it as small as ours, or is this machine. Without a network it is not there.
  async function compiled() {
    const file = await fetch(`${folder}${ENGINE}`, { cache: "force-cache" }).catch(() => null);
    const small = file?.headers.has("Content-Encoding") || NEAR.includes(location.hostname);
    if (file?.ok && small && file.headers.get("Content-Type") === "application/wasm") {
      const engine = await WebAssembly.compileStreaming(file);
      loaded += sizes[`${ENGINE}.gz`];
      return engine;
    }
    file?.body?.cancel();
    const packed = await fetched(`${ENGINE}.gz`);
    return WebAssembly.compileStreaming(new Response(packed, { headers: { "Content-Type": "application/wasm" } }));
  }
  const library = bytes("python.zip.gz");
  const engine = compiled();
  const packages = bytes("packages.tar.gz");
  const ours = bytes("lib.tar.gz");
  for (const promise of [library, engine, packages, ours]) promise.catch(() => {}); // awaited below
  // With its largest script there, Pyodide loads no other; and it is handed what it would fetch.
  const [{ loadPyodide }] = await Promise.all([import(`${folder}pyodide.mjs`), import(`${folder}pyodide.asm.js`)]);
  const parts = { "python_stdlib.zip": await library, [ENGINE]: "" };
  const module = await engine;
  const { fetch: usual } = self;
  self.fetch = (address, options) => {
    const name = String(address?.url ?? address).split("/").pop();
    const part = parts[name];
    delete parts[name]; // it is asked for once, and need not stay
    return part === undefined ? usual(address, options) : Promise.resolve(new Response(part));
  };
  WebAssembly.instantiateStreaming = async (_, imports) => ({ module, instance: await WebAssembly.instantiate(module, imports) });
  python = await loadPyodide({ indexURL: folder, env: { HOME: "/home/web", MPLBACKEND: "agg" } });
  self.fetch = usual;
  unpack(python.FS, await packages, PACKAGES);
  unpack(python.FS, await ours, "/home/web");
  postMessage({ progress: { words: "starting Python", share: 1 } });
  const open = python.runPython(`
import json, sys, warnings
sys.path[:0] = ["/home/web", "${PACKAGES}"]
# Matplotlib misses its axes in three dimensions, which nothing here has.
warnings.filterwarnings("ignore", message="Unable to import Axes3D")
from web.session import Session
lambda cells, report: Session(json.loads(cells), report)
`);
  const report = (label, done, all) => postMessage({ progress: { words: label, share: done / all } });
  session = open(JSON.stringify(cells), report);
}

// A tar file, each of whose parts becomes a file with memory of its own.
function unpack(files, buffer, folder) {
  const text = (from, length) => new TextDecoder().decode(new Uint8Array(buffer, from, length)).replace(/\0.*$/s, "");
  const made = new Set();
  for (let at = 0; at + 512 <= buffer.byteLength && text(at, 1); ) {
    const above = text(at + 345, 155);
    const path = `${folder}/${above ? `${above}/` : ""}${text(at, 100)}`;
    const size = parseInt(text(at + 124, 12), 8);
    const parent = path.slice(0, path.lastIndexOf("/"));
    if (!made.has(parent)) files.mkdirTree(parent);
    made.add(parent);
    const part = buffer.slice(at + 512, at + 512 + size);
    files.writeFile(path, new Uint8Array(part), { canOwn: true });
    kept.set(path, part);
    at += 512 + Math.ceil(size / 512) * 512;
  }
  free(buffer);
}

// The memory of these bytes is given back at once, where the browser can: its own collection may be minutes away.
function free(buffer) {
  buffer.transfer?.(0);
}

// A package's file is read when it is loaded, and no more: it is emptied. That is 14 MB.
function giveBack() {
  for (const path of JSON.parse(session.loaded(PACKAGES)).filter((one) => kept.has(one))) {
    python.FS.truncate(path, 0);
    free(kept.get(path));
    kept.delete(path);
  }
}

// A file is kept by the page as a Blob, which need not be in memory.
function bytes(part) {
  return python.toPy(new Uint8Array(part instanceof Blob ? new FileReaderSync().readAsArrayBuffer(part) : part));
}

function answer({ id, do: what, ...asked }) {
  try {
    if (what === "panel") {
      let said, pictures;
      // What is to be brought back after a new start, then what was asked.
      for (const { message, buffers } of asked.messages) {
        const answered = session.receive(asked.place, JSON.stringify(message), buffers.map(bytes));
        [said, pictures] = answered.toJs();
        answered.destroy();
      }
      const buffers = pictures.map((picture) => picture.slice().buffer);
      postMessage({ id, said: JSON.parse(said), pictures: buffers }, buffers);
    } else {
      const said = session.attempt(asked.place, asked.source, asked.check, what);
      postMessage({ id, said: JSON.parse(said) });
    }
    giveBack();
  } catch (problem) {
    // What is no exception of Python's, such as no memory for a picture, is the end of it.
    if (problem instanceof python.ffi.PythonError) postMessage({ id, failed: words(problem) });
    else postMessage({ ended: words(problem) });
  }
}
