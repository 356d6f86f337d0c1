// The page as slides: the same elements, shown and hidden. Which slide shows what is in their data-slide, by web/slides.py.

const NOWHERE = "-"; // on no slide
const TYPED = 500; // ms after a digit until it is a preset's, and not the first of a row's number
const SMALLEST = 0.5; // of its size, to which a long text shrinks
const LAPTOP = [1366, 768]; // on a larger screen a panel is enlarged as the text is
const KEYS = "Page Down, →, space: on · Page Up, ←: back · Home, End · 1 to 9: presets · 14 Enter or L 14 Enter: row L14 · N: next row · F: full screen · S: notes · W: notes in a window of their own · B: dark · Esc: leave the control, then the slides";

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

const page = location.pathname.split("/").pop();
const address = (name, at) => `${name}?present=${at}`;

// book : {slides, the titles; rows, number → {name, page, panel, clicks, minutes}}. start : begins to load Python.
export function presenter(book, start) {
  const all = [...document.querySelectorAll("[data-slide], [data-slides]")];
  const slides = (element) => (element.dataset.slide ?? element.dataset.slides).split(" ").filter((one) => one !== NOWHERE).map(Number);
  const last = book.slides.length;
  const on = (at) => all.filter((element) => slides(element).includes(at));
  let now = 0; // the slide that is shown; 0 while the page is a page
  let typed = ""; // of a row's number
  let waiting = null;
  let line = null; // to the window of the notes
  let opened = [];
  let bar = null;
  const speaking = new URLSearchParams(location.search).has("notes");

  const rows = (at) => Object.entries(book.rows).filter(([, row]) => row.page === page && slideOf(row.panel) === at);
  function slideOf(panel) {
    const place = [...document.querySelectorAll(".panel")].find((one) => one.dataset.title === panel);
    return Number(place?.closest("[data-slide]").dataset.slide ?? 1);
  }

  // Begins at a slide, at a row ("L14"), or where the page is scrolled to.
  function begin(at) {
    if (now) return;
    const where = /^L\d+$/.test(at) ? slideOf(book.rows[at.slice(1)]?.panel) : Number(at) || seen();
    document.documentElement.classList.add("presenting");
    document.documentElement.classList.toggle("speaking", speaking);
    bar ??= frame();
    document.body.append(bar.notes, bar.foot);
    // A picture that has not been seen is printed as well.
    for (const image of document.querySelectorAll(".panel-picture")) image.loading = "eager";
    number();
    show(where);
    if (speaking) bar.notes.hidden = false;
    else start();
    if (speaking || remembered()) connect();
  }

  function seen() {
    const first = all.find((element) => slides(element).length && element.getBoundingClientRect().bottom > 60);
    return first ? slides(first)[0] : 1;
  }

  function frame() {
    const button = (words, title, act) => {
      const one = make("button", { type: "button", title }, words);
      one.addEventListener("click", act);
      return one;
    };
    const said = make("h1", { class: "present-said", "aria-live": "polite" });
    const row = make("span", { class: "present-typed", role: "status" });
    const progress = make("progress", { max: last, "aria-label": "slides" });
    const notes = make("aside", { class: "present-notes", hidden: "", "aria-label": "speaker's notes", tabindex: "0" });
    const foot = make("nav", { class: "present-bar", "aria-label": "slides" },
      button("←", "back: Page Up", () => show(now - 1)), button("→", "on: Page Down", () => show(now + 1)), said, row, progress,
      button("notes", "speaker's notes: S", () => toggleNotes()), button("full screen", "full screen: F", () => fullScreen()),
      button("end", "back to the page: Esc", () => end()));
    return { foot, notes, said, row, progress };
  }

  // For paper: where each slide begins, which breaks the page.
  function number() {
    let before = 0;
    for (const element of all) {
      const [at] = slides(element);
      if (before && at > before) element.dataset.first = "";
      before = Math.max(before, at || 0);
    }
  }

  function show(at, quiet = false) {
    close();
    now = Math.min(Math.max(at, 1), last);
    document.activeElement?.blur?.();
    const shown = new Set(on(now));
    for (const element of all) element.classList.toggle("on", shown.has(element));
    for (const box of document.querySelectorAll("main section:not([data-slide])")) {
      box.classList.toggle("on", [...shown].some((element) => box.contains(element)));
    }
    opened = [...shown].filter((element) => element.tagName === "DETAILS" && !element.open);
    for (const one of opened) one.open = true;
    const main = document.querySelector("main");
    main.classList.toggle("with-panel", [...shown].some((element) => element.matches("figure")));
    bar.said.textContent = `${now} of ${last} · ${book.slides[now - 1]}`;
    bar.progress.value = now;
    tellNotes();
    fit();
    history.replaceState(null, "", `?${speaking ? "notes" : "present"}=${now}`);
    if (!quiet) line?.postMessage({ page, at: now });
  }

  // What a slide has opened is closed again on the page.
  function close() {
    for (const one of opened) one.open = false;
    opened = [];
  }

  // A panel fills a large screen, where browsers can tell by how much it was enlarged; a text that is too long for the
  // screen is made smaller.
  function fit() {
    if (!now) return;
    const main = document.querySelector("main");
    const enlarged = Math.max(Math.min(innerWidth / LAPTOP[0], innerHeight / LAPTOP[1]), 1);
    if ("currentCSSZoom" in main) main.style.setProperty("--enlarged", enlarged);
    main.classList.remove("long");
    let size = 1;
    do {
      main.style.setProperty("--size", size);
      size -= 0.05;
    } while (main.scrollHeight > main.clientHeight + 1 && size >= SMALLEST);
    // What an exercise will say may be longer than the screen.
    const asked = [...main.querySelectorAll(".exercise")].some((one) => one.checkVisibility());
    if (asked || main.scrollHeight > main.clientHeight + 1) main.classList.add("long");
  }

  // What a lecturer wants to know beside the slide.
  function tellNotes() {
    const here = rows(now).map(([number, row]) => make("p", {}, make("b", {}, `L${number} ${row.name}`),
      ` · about ${row.minutes} minutes · ${row.clicks}`));
    const noted = [...document.querySelectorAll("[data-note]")].filter((one) => one.dataset.note.split(" ").includes(String(now)));
    const copies = noted.map((one) => {
      const copy = one.cloneNode(true);
      for (const part of [copy, ...copy.querySelectorAll("*")]) part.removeAttribute("data-slide");
      copy.removeAttribute("data-note");
      copy.setAttribute("open", "");
      return copy;
    });
    const after = now < last ? `Next: ${book.slides[now]}` : "The last slide.";
    bar.notes.replaceChildren(...here, ...copies, make("p", { class: "present-next" }, after), make("p", { class: "present-keys" }, KEYS));
  }
  function toggleNotes() {
    bar.notes.hidden = !bar.notes.hidden;
    fit();
  }

  // The notes in a window of their own follow the slides, and lead them.
  function connect() {
    if (line || !("BroadcastChannel" in window)) return;
    line = new BroadcastChannel("dog-or-cat slides");
    line.onmessage = ({ data }) => {
      if (!now) return;
      if (data.page === page) show(data.at, true);
      else if (speaking) location.replace(`${data.page}?notes=${data.at}`);
      else leave(address(data.page, data.at));
    };
    try {
      sessionStorage.setItem("dog-or-cat notes", "yes");
    } catch { /* refused: on the next page W opens them again */ }
  }
  function remembered() {
    try {
      return sessionStorage.getItem("dog-or-cat notes");
    } catch {
      return null;
    }
  }

  function fullScreen() {
    const { document: whole } = window.top;
    if (whole.fullscreenElement) whole.exitFullscreen();
    else whole.documentElement.requestFullscreen?.().catch(() => {});
  }

  // Another page would end full screen: it is shown in a frame, whose own next pages stay in it.
  function leave(where) {
    if (!document.fullscreenElement || window.top !== window) {
      location.href = where;
      return;
    }
    const other = make("iframe", { src: where, class: "present-frame", allow: "fullscreen", title: "slides of another notebook" });
    other.addEventListener("load", () => other.contentWindow.focus());
    document.body.append(other);
  }

  function end() {
    if (window.top !== window) {
      window.top.location.href = location.pathname;
      return;
    }
    const place = on(now)[0];
    close();
    now = 0;
    bar.foot.remove();
    bar.notes.remove();
    document.documentElement.classList.remove("presenting", "speaking", "dark-screen");
    history.replaceState(null, "", location.pathname);
    place?.scrollIntoView();
    document.getElementById("present")?.focus({ preventScroll: true });
  }

  function goToRow(number) {
    const row = book.rows[number];
    if (!row) bar.row.textContent = `there is no row L${number}`;
    else if (row.page === page) show(slideOf(row.panel));
    else {
      line?.postMessage({ page: row.page, at: `L${number}` });
      leave(speaking ? `${row.page}?notes=L${number}` : address(row.page, `L${number}`));
    }
  }
  // After the row that was come to last.
  function nextRow() {
    const numbers = Object.keys(book.rows);
    const ours = numbers.filter((number) => book.rows[number].page === page);
    const before = ours.filter((number) => slideOf(book.rows[number].panel) <= now);
    const latest = before.sort((a, b) => slideOf(book.rows[a].panel) - slideOf(book.rows[b].panel)).pop();
    goToRow(latest ? numbers[numbers.indexOf(latest) + 1] ?? numbers[0] : ours[0]);
  }

  // A digit is a preset's, unless another digit or Enter follows soon: then it is a row's.
  function type(text) {
    clearTimeout(waiting);
    typed += text;
    bar.row.textContent = typed.startsWith("L") ? typed : `L${typed}`;
    const presets = on(now).flatMap((element) => [...element.querySelectorAll(".preset")]);
    if (!/^\d$/.test(typed) || !presets.length) return;
    waiting = setTimeout(() => {
      const preset = presets[typed - 1];
      forget(preset?.disabled ? "first commit to a guess" : "");
      preset?.click();
    }, TYPED);
  }
  function forget(words = "") {
    clearTimeout(waiting);
    typed = "";
    bar.row.textContent = words;
  }

  // On the window, as panels listen there and let nothing through.
  window.addEventListener("keydown", (event) => {
    if (!now || event.ctrlKey || event.metaKey || event.altKey) return;
    const { key, target } = event;
    if (act(key, target)) event.preventDefault();
  }, { capture: true });

  // Whether a key was for the slides. In a text that is written keys are letters; a slider keeps its arrows; Page Up and
  // Page Down are a pointer's remote everywhere.
  function act(key, target) {
    const kind = target.matches?.("textarea, [contenteditable=true], [contenteditable=true] *") ? "text"
      : target.matches?.("input[type=text]") ? "value" : target.matches?.("input[type=range]") ? "slider"
        : target.matches?.("button, a, summary, input") ? "button" : "";
    if (key === "Escape") {
      if (typed) forget();
      else if (kind) target.blur();
      else end();
      return true;
    }
    if (kind === "text") return false;
    if (key === "PageDown" || key === "PageUp") return step(key === "PageDown" ? 1 : -1);
    if (kind === "value") return false;
    if (key === "Enter" && typed) {
      const number = String(Number(typed.replace("L", "")));
      forget();
      goToRow(number);
      return true;
    }
    if (/^\d$/.test(key)) {
      type(key);
      return true;
    }
    if (kind === "slider" && /^(Arrow|Home|End)/.test(key)) return false;
    if (kind === "button" && key === " ") return false;
    switch (key.length === 1 ? key.toLowerCase() : key) {
      case "ArrowRight": case "ArrowDown": case " ": return step(1);
      case "ArrowLeft": case "ArrowUp": return step(-1);
      case "Home": show(1); return true;
      case "End": show(last); return true;
      case "f": fullScreen(); return true;
      case "s": toggleNotes(); return true;
      case "w": connect(); window.open(`${page}?notes=${now}`, "notes", "popup,width=900,height=700"); return true;
      case "n": nextRow(); return true;
      case "b": case ".": document.documentElement.classList.toggle("dark-screen"); return true;
      case "l": forget(); type("L"); return true;
      default: return false;
    }
  }
  function step(by) {
    forget();
    show(now + by);
    return true;
  }

  window.addEventListener("resize", fit);
  // On paper nothing is closed.
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("main details:not([open])")];
    for (const one of closed) one.open = true;
  });
  window.addEventListener("afterprint", () => { for (const one of closed) one.open = false; });
  return { begin };
}
