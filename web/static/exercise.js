// Exercises: an editor in the place of the unfinished function, and what Python says of the answer.

const LIMIT = 10; // seconds that an answer may take

const kept = (book, id) => `dog-or-cat ${book.name} ${id}`;

// Storage may be full, or refused, in a private window for instance: then answers last as long as the page.
const memory = new Map();
function read(key) {
  try {
    return memory.get(key) ?? localStorage.getItem(key);
  } catch {
    return null;
  }
}
function write(key, text) {
  try {
    localStorage.setItem(key, text);
    memory.delete(key);
    return true;
  } catch {
    memory.set(key, text);
    return false;
  }
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

export function exercises(book, python) {
  const all = [...document.querySelectorAll(".exercise")].map((section) => exercise(section, book, python));
  if (!all.length) return;
  take(book, all);
}

function exercise(section, book, python) {
  const { place, check, id } = section.dataset;
  const key = kept(book, id);
  const stub = book.cells[place].source;
  const area = make("textarea", { rows: 6, spellcheck: "false", autocapitalize: "off", autocomplete: "off",
    "aria-label": section.getAttribute("aria-label"), "aria-describedby": `${id}-hint` });
  const box = make("div", { class: "editor" }, area);
  const hint = make("p", { class: "hint", id: `${id}-hint` }, "Tab indents; Escape, then Tab, leaves the editor. Ctrl + Enter checks.");
  const verdict = make("div", { class: "verdict", role: "status" });
  const tools = make("div", { class: "tools" });
  let following = false;
  const unkept = make("p", { class: "hint", role: "status" });
  const changed = () => {
    if (following) return;
    unkept.textContent = write(key, editor.text()) ? ""
      : "This browser refuses to keep your answer: it lasts as long as this page is open. At the foot of the page you can save it.";
  };
  let editor = plain(area, changed, () => ask("check"));
  editor.set(read(key) ?? stub);
  // The better editor is loaded by who begins to write; until then, and where there is none, the field does.
  if (book.editor) {
    area.addEventListener("focus", async () => {
      const { code } = await import("./code.js").catch(() => ({}));
      if (code && area.isConnected) editor = code(area, changed, () => ask("check"));
    }, { once: true });
  }
  for (const [what, words] of [["check", "check"], ["run", "run"], ["solution", "solution"], ["reset", "start over"]]) {
    const button = make("button", { type: "button", "data-do": what }, words);
    button.addEventListener("click", () => (what === "reset" ? reset() : ask(what)));
    tools.append(button);
  }
  section.replaceChildren(box, hint, unkept, tools, verdict);

  // The same page in another tab: what was written last stands in both. A tab that slept looks when it is seen again.
  function follow() {
    const there = read(key);
    if (there === null || there === editor.text()) return;
    following = true;
    editor.set(there);
    following = false;
    verdict.replaceChildren(); // it was about another answer
  }
  addEventListener("storage", (event) => { if (event.key === key) follow(); });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) follow(); });

  function reset() {
    editor.set(stub);
    write(key, stub);
    verdict.replaceChildren();
  }

  async function ask(what) {
    const buttons = [...tools.children];
    buttons.forEach((button) => { button.disabled = true; });
    verdict.replaceChildren(make("p", {}, "checking …"));
    const question = { do: what, place: Number(place), check: Number(check), source: editor.text() };
    let limit = null;
    const stopped = () => python.restart(
      `Your answer did not end within ${LIMIT} seconds, and was stopped. Is there a loop whose condition never becomes false?`);
    // Loading Python takes what it takes; the answer's own time begins when it is handed over.
    const handed = () => { limit ??= setTimeout(stopped, 1000 * LIMIT); };
    try {
      const asking = python.ask(question);
      if (python.state === "ready") handed();
      else python.addEventListener("state", function ready({ detail }) {
        if (detail.state !== "ready") return;
        python.removeEventListener("state", ready);
        handed();
      });
      show((await asking).said);
    } catch (problem) {
      show({ kind: "error", text: problem.message, html: "", printed: "" });
    }
    clearTimeout(limit);
    limit = 0;
    buttons.forEach((button) => { button.disabled = false; });
  }

  function show({ kind, html, text, printed }) {
    verdict.replaceChildren();
    if (printed) verdict.append(make("pre", {}, printed));
    if (html) verdict.insertAdjacentHTML("beforeend", html);
    else if (text) verdict.append(make("pre", { class: kind }, text));
    if (!verdict.childNodes.length) verdict.append(make("p", {}, "It ran, and printed nothing."));
    verdict.dataset.kind = kind;
    section.dataset.kind = kind;
  }

  return { id, stub, text: () => editor.text(), set(text) { editor.set(text); write(key, text); } };
}

// A plain field with what code needs: Tab indents, Enter keeps the indentation, Escape lets Tab go on.
function plain(area, changed, check) {
  let leaving = false;
  const fit = () => { area.rows = Math.max(area.value.split("\n").length + 1, 5); };
  const type = (text) => {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input"));
  };
  area.addEventListener("input", () => { fit(); changed(); });
  area.addEventListener("blur", () => { leaving = false; });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaving = true;
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      check();
    } else if (event.key === "Tab" && !leaving && !event.shiftKey) {
      event.preventDefault();
      type("    ");
    } else if (event.key === "Enter") {
      event.preventDefault();
      const line = area.value.slice(0, area.selectionStart).split("\n").pop();
      type(`\n${line.match(/^ */)[0]}${/:\s*$/.test(line) ? "    " : ""}`);
    } else if (event.key !== "Shift" && event.key !== "Tab") leaving = false;
  });
  return { text: () => area.value, set(text) { area.value = text; fit(); } };
}

// Answers leave as a notebook that opens in Jupyter, and come back from one.
function take(book, all) {
  const out = document.getElementById("export");
  const back = document.getElementById("import");
  const address = `${book.name}.ipynb`;
  out.hidden = back.hidden = false;
  const said = make("p", { role: "status" }, "Answers stay in this browser; a private window forgets them when it is closed.");
  back.after(said);
  out.addEventListener("click", async () => {
    try {
      const notebook = await (await fetch(address)).json();
      for (const cell of notebook.cells) {
        const one = all.find(({ id }) => id === cell.id);
        if (one) cell.source = one.text();
      }
      const file = new Blob([JSON.stringify(notebook, null, 1)], { type: "application/x-ipynb+json" });
      const link = make("a", { href: URL.createObjectURL(file), download: address });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10000);
      said.textContent = `Your answers are in ${address}.`;
    } catch (problem) {
      said.textContent = `The notebook could not be loaded: ${problem.message}. Your answers stay in this browser.`;
    }
  });
  const input = make("input", { type: "file", accept: ".ipynb", hidden: "", "aria-label": "a notebook with answers" });
  back.before(input);
  back.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    try {
      const { cells } = JSON.parse(await file.text());
      const found = cells.filter((cell) => all.some(({ id }) => id === cell.id));
      for (const cell of found) all.find(({ id }) => id === cell.id).set([cell.source].flat().join(""));
      said.textContent = found.length ? `${found.length === 1 ? "1 answer was" : `${found.length} answers were`} taken from ${file.name}.`
        : `${file.name} has no answers to the exercises of this page.`;
    } catch {
      said.textContent = `${file.name} is no notebook.`;
    }
  });
}
