// A notebook's page: its panels by the front end that Jupyter uses, its exercises, and Python when it is first needed.

import front from "./panel.js";
import { exercises } from "./exercise.js";
import { present } from "./present.js";
import { Python } from "./python.js";

const book = JSON.parse(document.getElementById("notebook").textContent);
const python = new Python({ folder: new URL(`${book.python}/`, import.meta.url).href, sizes: book.sizes, cells: book.cells });

// What panel.js takes for a widget: questions go to the worker, and answers come from it.
function model(place, panel, stored) {
  const listeners = new Set();
  let last = panel;
  let answered = null; // the place of the answer to the prediction
  let seen = 0; // of which start of Python the panel knows
  async function send(message, _, buffers = []) {
    const messages = [message];
    // A Python that was started again knows nothing of what was set.
    if (seen && seen !== python.starts && message.do !== "preset") messages.unshift(...back());
    if (message.do === "commit") answered = message.place;
    if (message.do === "again") answered = null;
    try {
      const { said, pictures } = await python.ask({ do: "panel", place, messages }, buffers);
      seen = python.starts;
      if (said.places) last = said;
      tell({ ...said, id: message.id }, pictures);
    } catch (problem) {
      tell({ ...last, id: message.id, trouble: problem.message }, []);
    }
  }
  function back() {
    const places = { do: "move", places: last.places, moving: true };
    return answered === null ? [places] : [{ do: "commit", place: answered }, places];
  }
  const tell = (message, buffers) => listeners.forEach((listener) => listener(message, buffers));
  return {
    get: (name) => ({ panel, stored, patience: Infinity })[name],
    on: (name, listener) => { if (name === "msg:custom") listeners.add(listener); },
    off: (name, listener) => listeners.delete(listener),
    send,
  };
}

for (const figure of document.querySelectorAll(".panel-place")) {
  const { place } = figure.dataset;
  const stored = figure.querySelector("img").src;
  figure.replaceChildren();
  front.render({ model: model(Number(place), book.panels[place], stored), el: figure });
}

// A formula that is wider than a phone is moved aside, by keys as well.
for (const part of document.querySelectorAll(".formula > div")) {
  if (part.scrollWidth > part.clientWidth) part.tabIndex = 0;
}

// What Python does, said in one corner.
const corner = document.getElementById("python");
const words = corner.querySelector(".python-words");
const bar = corner.querySelector(".python-progress");
const stop = corner.querySelector(".python-stop");
const start = document.getElementById("start");
const STOPPED = "Python was stopped, and has been started again. What was set comes back with your next move.";
let hiding = null;

python.addEventListener("state", ({ detail }) => {
  clearTimeout(hiding);
  const { state, share, megabytes, busy } = detail;
  const running = state === "starting" || (share !== undefined && share < 1);
  start.hidden = state === "starting" || state === "ready";
  document.documentElement.dataset.python = state;
  bar.hidden = !running;
  if (running) bar.value = share ?? 0;
  stop.hidden = !busy;
  if (state === "failed") words.textContent = detail.words;
  else if (busy) words.textContent = "Python is still busy.";
  else if (running) words.textContent = megabytes ? `${detail.words}: ${Math.round(100 * share)} % of ${Math.round(megabytes)} MB` : detail.words;
  else words.textContent = "This page is live.";
  corner.hidden = false;
  if (state === "ready" && !busy && !running) hiding = setTimeout(() => { corner.hidden = true; }, 1500);
});
stop.addEventListener("click", () => python.restart(STOPPED));
start.hidden = false;
start.addEventListener("click", () => python.start());

// What has been loaded stays for the next time, without a network as well.
addEventListener("load", async () => {
  try {
    await navigator.serviceWorker.register(new URL("../offline.js", import.meta.url));
    const { active } = await navigator.serviceWorker.ready;
    const loaded = [location.href.split(/[?#]/)[0], ...performance.getEntriesByType("resource").map((one) => one.name),
      ...[...document.images].map((image) => image.src)];
    active.postMessage({ loaded, build: book.python.replace("python-", "") });
  } catch { /* a browser that keeps nothing asks the network each time */ }
});

exercises(book, python);
const slides = document.getElementById("present");
slides.hidden = false;
present(book, slides);
