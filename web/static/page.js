// A notebook's page: its panels by the front end that Jupyter uses, its exercises, and Python when it is first needed.

import front from "./panel.js";
import { exercises } from "./exercise.js";
import { presenter } from "./present.js";
import { Python } from "./python.js";

const book = JSON.parse(document.getElementById("notebook").textContent);
const python = new Python({ folder: new URL(`${book.python}/`, import.meta.url).href, sizes: book.sizes, cells: book.cells });

// What panel.js takes for a widget: questions go to the worker, and answers come from it.
function model(place, panel, stored) {
  const listeners = new Set();
  let last = panel;
  let seen = 0; // the start of Python that knows what was set
  let parts = []; // of a file that is being handed over
  let file = null; // the learner's own, once Python has taken it
  async function send(message, _, buffers = []) {
    const messages = [{ message, buffers }];
    if (seen && (seen !== python.starts || python.state === "failed")) messages.unshift(...back());
    const whole = message.do === "file" && gathered(message, buffers);
    try {
      const asking = python.ask({ do: "panel", place, messages });
      seen = python.starts;
      const { said, pictures } = await asking;
      if (said.places && !said.ahead) last = said;
      if (whole && !said.refusal) file = whole;
      tell({ ...said, id: message.id }, pictures);
    } catch (problem) {
      tell({ ...last, id: message.id, trouble: problem.message }, []);
    }
  }
  // A file, when its last part has come.
  function gathered(message, buffers) {
    parts = message.part ? [...parts, ...buffers] : buffers;
    if (message.part + 1 < message.parts) return null;
    const whole = new Blob(parts);
    parts = [];
    return whole;
  }
  // What a Python that was started again must be told first.
  function back() {
    const { places, between, guess } = last;
    const state = { message: { do: "restore", places, between, guess }, buffers: [] };
    return file ? [{ message: { do: "file", part: 0, parts: 1 }, buffers: [file] }, state] : [state];
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
  // In a box of its own: as a slide the figure has the height that is free, into which panel.js fits the panel.
  const box = document.createElement("div");
  figure.replaceChildren(box);
  front.render({ model: model(Number(place), book.panels[place], stored), el: box });
}

// A formula that is wider than a phone is moved aside, by keys as well; with its text if it stands in one.
for (const part of document.querySelectorAll(".formula > div, main > section")) {
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
  if (start) start.hidden = state === "starting" || state === "ready";
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
if (start) {
  start.hidden = false;
  start.addEventListener("click", () => python.start());
}

exercises(book, python);

document.documentElement.classList.add("scripted");

// The start page has neither slides nor answers.
const present = document.getElementById("present");
if (present) {
  const slides = presenter(book, () => python.start());
  present.hidden = false;
  present.addEventListener("click", () => slides.begin());
  const asked = new URLSearchParams(location.search);
  if (asked.has("present") || asked.has("notes")) slides.begin(asked.get("present") || asked.get("notes"));
}
