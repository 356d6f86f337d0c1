// A panel on a screen: native controls, the picture at the screen's own pixels, the readout.
//
// One ES module in the form that anywidget loads (AFM): `render({model, el})`. The model is a widget of Jupyter, or
// anything else with get(name), send(message, callbacks, buffers), on("msg:custom", f) and off("msg:custom", f). What is
// said is in lib/panel.py: `Panel.describe()` is the model's "panel", `Panel.receive()` answers what is sent from here.
// A page without a kernel has two things more in its model: "stored", the address of the picture that is shown until the
// first question, and "patience", how long an answer may take, where the page itself says what Python does.

const PROTOCOL = 2;
const REST = 100; // ms without another move, and a control is at rest
const SOON = 60; // the same, where the picture was ready: Python has not drawn this state yet, and a held key is quicker
const LINE = 50; // ms that a message and its answer take on the way, from which on the line counts as slow
const SPOKEN = 600; // ms at rest, and the readout is announced
const WORKING = 100; // ms until a picture that takes longer says so
const LOST = 15000; // ms without an answer, and the panel says that Python is silent
// Where the controls stand, tried in this order: the first with the largest picture is taken.
const LAYOUTS = ["above", "beside", "beside compact", "narrow", "narrow sideways"];
const NARROW = 640; // px: on less, a phone, the picture is moved aside by a finger instead of made smaller
const SIDEWAYS = [960, 480]; // px of width and height: on less, a phone held sideways, controls leave no room for a picture;
const SLIDER = 70; // px for one of them below it
const LEGIBLE = 0.6; // of its size, and the picture's text has 11 px
const AHEAD = 60; // ms: what Python takes longer for is not drawn before it is asked for
const PART = 1 << 20; // bytes of a file in one message: servers limit a message, not their number

// Elements, made in one line each: make("button", {class: "preset"}, "one bad outlier").
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

// A number with its unit, or its power of ten, stays on one line.
const WHOLE = /((?:< )?\d[\d.,]*(?:e-\d+)?(?: × 10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?(?: (?:%|KB|MB))?(?: ± \d[\d.,]*(?: %)?)?)/;
function unbroken(words) {
  return words.split(WHOLE).map((part, i) => (i % 2 && part.includes(" ") ? make("span", { class: "whole" }, part) : part));
}

let count = 0;
const unique = (name) => `panel-${(count += 1)}-${name}`;

// A slider: its name, the handle, and its value, which can be typed.
function slider(control, ask) {
  const id = unique(control.name);
  const range = make("input", { type: "range", id, min: 0, max: control.texts.length - 1, step: 1 });
  const width = Math.max(...control.texts.map((text) => text.length), 3) + 1;
  const minus = control.texts.some((text) => text.includes("−")) ? 5 : 0; // px by which it is wider than a digit
  const value = make("input", { type: "text", class: "value", "aria-label": `${control.label}, type a value`,
    autocomplete: "off", spellcheck: "false", style: `width: calc(${width}ch + ${minus}px)` });
  const show = (place, text) => {
    range.value = place;
    range.style.setProperty("--done", `${(100 * place) / (control.texts.length - 1 || 1)}%`);
    range.setAttribute("aria-valuetext", text);
    if (document.activeElement !== value || value.value === value.dataset.shown) value.value = text;
    value.dataset.shown = text;
  };
  range.addEventListener("input", () => {
    show(range.valueAsNumber, control.texts[range.valueAsNumber]);
    ask.move(control.name, range.valueAsNumber);
  });
  range.addEventListener("dblclick", () => ask.start(control.name));
  range.addEventListener("panel-key", ({ detail: key }) => {
    if (key === "Backspace" || key === "Delete") ask.start(control.name);
  });
  const typed = () => {
    if (value.value !== value.dataset.shown) ask.type(control.name, value.value);
    value.dataset.shown = value.value;
  };
  value.addEventListener("focus", () => value.select());
  value.addEventListener("change", typed);
  value.addEventListener("panel-key", ({ detail: key }) => {
    if (key === "Enter") typed();
    if (key === "Escape") value.value = value.dataset.shown;
  });
  const label = make("label", { for: id, class: "name" }, control.label);
  const line = make("div", { class: "control" }, label, range, value);
  return { line, show, disable: (yes) => { range.disabled = value.disabled = yes; }, place: () => range.valueAsNumber };
}

// Buttons of which one is pressed.
function choice(control, ask) {
  const label = make("span", { class: "name", id: unique(control.name) }, control.label);
  let at = 0;
  const buttons = control.texts.map((text, place) => {
    const button = make("button", { type: "button", class: "option", "aria-pressed": "false" }, text);
    button.addEventListener("click", () => {
      show(place);
      ask.move(control.name, place);
    });
    return button;
  });
  const show = (place) => {
    at = place;
    buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(i === place)));
  };
  const group = make("div", { class: "options", role: "group", "aria-labelledby": label.id }, ...buttons);
  const line = make("div", { class: "control" }, label, group);
  return { line, show, disable: (yes) => buttons.forEach((button) => { button.disabled = yes; }), place: () => at };
}

// A button for another random draw, and which one it is; after the last comes the first.
function again(control, ask) {
  const drawn = make("span", { class: "drawn" });
  const button = make("button", { type: "button", class: "option", "aria-describedby": drawn.id = unique(control.name) },
    control.label);
  let at = 0;
  const show = (place) => {
    at = place;
    drawn.textContent = control.texts[place];
  };
  button.addEventListener("click", () => {
    show((at + 1) % control.texts.length);
    ask.move(control.name, at);
  });
  button.addEventListener("panel-key", ({ detail: key }) => {
    if (key === "Backspace" || key === "Delete") ask.start(control.name);
  });
  const line = make("div", { class: "control" }, button, drawn);
  return { line, show, disable: (yes) => { button.disabled = yes; }, place: () => at };
}

const draw = { slider, choice, again };

function render({ model, el }) {
  const panel = model.get("panel");
  const stored = model.get("stored");
  const lostAfter = model.get("patience") ?? LOST;
  const title = make("span", { class: "panel-title", id: unique("title") }, panel.title);
  const root = make("div", { class: "panel", role: "group", "aria-labelledby": title.id, "data-title": panel.title });
  el.append(root);
  if (panel.protocol !== PROTOCOL) {
    root.append(make("p", { class: "panel-trouble", role: "alert" },
      `This page has the panel's front end ${PROTOCOL}, and Python has ${panel.protocol}: restart both with one version.`));
    return;
  }

  // What is asked of Python. As many questions are under way at once as fit into the time of one answer; of those that
  // wait, only the newest is sent. That is one on this machine, and several through a slow line.
  let waiting = null;
  let underway = [];
  let sent = 0;
  let line = Infinity; // ms that a question and its answer were on the way, at best of late
  let took = 30; // ms that Python takes, of late, for a picture while a slider moves
  let resting = null;
  let spoken = null;
  let drawn = 0;
  const places = {};

  const enlarged = () => el.currentCSSZoom || 1; // on a slide that is larger than a laptop's screen
  const ratio = () => Math.min(Math.max((window.devicePixelRatio || 1) * enlarged(), 1), 3);
  function send(message, buffers = []) {
    sent += 1;
    const now = performance.now();
    root.dataset.settled = false;
    underway.push({ id: sent, at: now, moving: message.moving, does: message.do, alone: !underway.length });
    try {
      model.send({ ...message, id: sent, ratio: ratio() }, undefined, buffers);
    } catch {
      lost();
    }
    setTimeout(look, WORKING + 5);
    if (lostAfter < Infinity) setTimeout(look, lostAfter + 5);
  }
  function lost() {
    underway = [];
    say(trouble, "The kernel of this notebook has stopped or was restarted. The last picture stays; run the notebook again.");
  }
  const slow = () => LINE <= line && line < Infinity;
  function room() {
    return underway.length < (slow() ? Math.min(1 + Math.round(line / Math.max(took, LINE)), 6) : 1);
  }
  function next() {
    if (waiting && room()) {
      const message = waiting;
      waiting = null;
      if (!message.moving) arrived();
      send(message);
    }
  }
  function queue(message) {
    waiting = message;
    next();
  }
  // What is asked once. A move of which Python may not know yet goes before it.
  function now(message, buffers) {
    clearTimeout(resting);
    waiting = null;
    if (Object.keys(places).length) send({ do: "move", places: { ...places }, moving: true });
    arrived();
    send(message, buffers);
  }
  // What was moved belongs to the state from now on: whatever is asked next, Python has been asked for this before.
  function arrived() {
    state = { ...state, ...after(places) };
    for (const name of Object.keys(places)) delete places[name];
  }
  // Pictures of states that were on the screen, or that may come next: shown at once. Python is asked for the crisp ones.
  const ready = new Map();
  let state = panel; // what Python told last
  let step = null; // the control that was moved last, and which way
  const key = ({ places: all, between, guess }) => JSON.stringify([all, between, guess]);
  function after(moves) {
    const between = Object.entries(state.between).filter(([name]) => !(name in moves));
    return { places: { ...state.places, ...moves }, between: Object.fromEntries(between), guess: state.guess };
  }
  function keep(message, blob) {
    if (message.trouble || message.refusal) return;
    ready.delete(key(message)); // the newest stands last
    ready.set(key(message), { message, blob });
    if (ready.size > panel.ready) ready.delete(ready.keys().next().value);
  }
  function recall() {
    const kept = ready.get(key(after(places)));
    const unknown = underway.some((one) => one.does !== "move"); // what a preset under way changes, Python knows alone
    if (!kept || unknown) return false;
    waiting = null;
    drawn = sent + 1; // what was asked before comes too late
    root.dataset.settled = false;
    keep(kept.message, kept.blob);
    flash(kept.blob);
    words(kept.message);
    return true;
  }
  // While the learner looks, the next step of the slider that was moved is drawn.
  function ahead() {
    if (!step || !panel.ready || took > AHEAD || state.trouble) return;
    const next = { [step.name]: state.places[step.name] + step.by };
    const { texts } = panel.controls.find((control) => control.name === step.name);
    if (!texts[next[step.name]] || ready.has(key(after(next)))) return;
    try {
      model.send({ do: "ahead", id: sent, places: next }, undefined, []);
    } catch {
      // The next question says that nobody answers.
    }
  }
  const ask = {
    move(name, place) {
      step = { name, by: Math.sign(place - (places[name] ?? state.places[name])) };
      places[name] = place;
      const there = recall();
      if (!there) queue({ do: "move", places: { ...places }, moving: true });
      clearTimeout(resting);
      resting = setTimeout(ask.rest, slow() ? 3 * REST : there ? SOON : REST); // a crisp picture would keep the next ones waiting
    },
    // The whole state once more, at the screen's own pixels.
    rest() {
      clearTimeout(resting);
      if (!Object.keys(places).length) return;
      queue({ do: "move", places: { ...places }, moving: false });
    },
    start: (name) => now({ do: "start", name }),
    type: (name, text) => now({ do: "type", name, text }),
    preset: (name) => now({ do: "preset", name }),
  };

  // The parts of the panel.
  const rows = panel.rows ? make("span", { class: "panel-rows" }, ` · ${panel.rows}`) : "";
  const controls = panel.controls.map((control) => draw[control.kind](control, ask));
  const presets = panel.presets.map((name) => {
    const button = make("button", { type: "button", class: "preset" }, name);
    button.addEventListener("click", () => ask.preset(name));
    return button;
  });
  const image = make("img", { class: "panel-picture", alt: panel.alt, width: panel.width, height: panel.height,
    decoding: "sync", draggable: "false" });
  const moved = make("canvas", { class: "panel-moved", "aria-hidden": "true", width: panel.width, height: panel.height,
    hidden: true });
  const working = make("span", { class: "panel-working", hidden: true }, "working …");
  const readout = make("p", { class: "panel-readout" });
  const announced = make("p", { class: "panel-announced", role: "status", "aria-live": "polite" });
  const trouble = make("p", { class: "panel-trouble", role: "alert", hidden: true });
  const refusal = make("p", { class: "panel-refusal", role: "alert", hidden: true });
  const share = make("button", { type: "button", class: "panel-share",
    title: "A line of code that opens this panel in this state" }, "share this state");
  const shared = make("input", { type: "text", class: "panel-code", readonly: true, hidden: true,
    "aria-label": "a line of code that opens this panel in this state" });
  share.addEventListener("click", () => {
    shared.hidden = !shared.hidden;
    if (shared.hidden) return;
    shared.focus();
    shared.select();
    navigator.clipboard?.writeText(shared.value).catch(() => {});
  });
  const asked = panel.prediction && question();
  const knobs = make("div", { class: "panel-controls" }, asked ? asked.line : "", ...controls.map((control) => control.line));
  if (presets.length) {
    knobs.append(make("div", { class: "presets", role: "group", "aria-label": "presets" }, ...presets));
  }
  const file = panel.file && chooser();
  if (file) knobs.append(file.line);
  knobs.append(make("div", { class: "sharing" }, share, shared));
  const pan = make("div", { class: "panel-pan" }, image, moved, working);
  const head = make("div", { class: "panel-head" }, title, rows);
  const stage = make("div", { class: "panel-stage" }, knobs, pan);
  root.append(head, stage, readout, refusal, trouble, announced);

  // The learner commits to an answer first.
  function question() {
    const { question: words, control, place } = panel.prediction;
    const answer = draw[control.kind](control, { move() {}, start: () => answer.show(place, control.texts[place]),
      type(name, text) { answer.show(nearest(control.texts, text), text); } });
    answer.show(place, control.texts[place]);
    const commit = make("button", { type: "button", class: "commit" }, "Commit");
    const again = make("button", { type: "button", class: "commit" }, "Guess again");
    commit.addEventListener("click", () => { now({ do: "commit", place: answer.place() }); again.hidden = false; again.focus(); });
    again.addEventListener("click", () => { now({ do: "again" }); commit.hidden = false; commit.focus(); });
    const lead = make("p", { class: "question" }, make("b", {}, "First commit to a guess."), ` ${words}`);
    return { line: make("div", { class: "panel-question", role: "group", "aria-label": "your guess" }, lead,
      answer.line, commit, again), answer, commit, again };
  }

  // A file of the learner's own, in parts.
  function chooser() {
    const id = unique("file");
    const input = make("input", { type: "file", id, accept: panel.file.accept });
    input.addEventListener("change", async () => {
      const [chosen] = input.files;
      input.value = "";
      if (!chosen) return;
      if (chosen.size > panel.file.limit) {
        const megabytes = (bytes) => `${Math.round(bytes / 1e6).toLocaleString("en")} MB`;
        say(refusal, `Sorry: ${chosen.name} has ${megabytes(chosen.size)}; at most ${megabytes(panel.file.limit)} can be taken.`);
        return;
      }
      say(refusal, "");
      const parts = Math.max(Math.ceil(chosen.size / PART), 1);
      for (let part = 0; part < parts; part += 1) {
        const bytes = await chosen.slice(part * PART, (part + 1) * PART).arrayBuffer();
        now({ do: "file", part, parts }, [bytes]);
        while (underway.length > 2) await new Promise((go) => setTimeout(go, 20));
      }
    });
    const label = make("label", { for: id, class: "upload" }, panel.file.label);
    return { line: make("div", { class: "control" }, input, label), disable: (yes) => { input.disabled = yes; } };
  }

  function say(line, words) {
    line.hidden = !words;
    if (line.textContent !== words) line.replaceChildren(...unbroken(words || ""));
  }

  // What Python answers.
  function hear(message, buffers) {
    const blob = buffers?.length && new Blob([buffers[0]], { type: `image/${message.format}` });
    if (message.ahead) {
      if (blob) keep(message, blob);
      return;
    }
    let moving = false;
    let shows = false; // the state that was there before: no news
    if (!message.id) ready.clear(); // a cell has moved the panel, and may have given it other data
    if (message.id) {
      const question = underway.find((one) => one.id === message.id);
      underway = underway.filter((one) => one.id > message.id);
      moving = question?.moving;
      shows = question?.does === "show";
      if (question?.does === "file") ready.clear(); // not earlier: answers that were on the way show what was there
      if (question && message.took !== undefined && !question.lost) {
        if (moving && !message.anew) took = 0.7 * took + 0.3 * 1000 * message.took;
        const way = performance.now() - question.at - 1000 * message.took;
        if (question.alone) line = Math.min(1.2 * line + 1, way); // it may become slow; others under way are no part of it
      }
      if (message.id < drawn) return next();
      drawn = message.id;
    }
    look();
    if (message.part !== undefined) return next();
    if (blob) { // first, since it is decoded while the words are set
      if (moving) flash(blob);
      else picture(blob);
      if (moving) keep(message, blob);
    }
    // Whatever the learner has moved since is newer than this answer.
    if (!waiting && !underway.length) tell(message);
    else words(message);
    next();
    const settled = !underway.length && !waiting && !Object.keys(places).length;
    root.dataset.settled = settled;
    if (settled && !moving && !shows) ahead();
    if (shows) return;
    clearTimeout(spoken);
    spoken = setTimeout(() => { announced.textContent = readout.textContent; }, SPOKEN);
  }
  function words(said) {
    say(readout, said.readout);
    say(trouble, said.trouble);
    image.alt = said.alt;
  }
  function tell(told) {
    state = told;
    words(state);
    panel.controls.forEach((control, i) => {
      if (!(control.name in places)) controls[i].show(state.places[control.name], state.said[control.name]);
      controls[i].disable(!state.committed);
    });
    for (const button of presets) button.disabled = !state.committed;
    file?.disable(!state.committed);
    if (asked) {
      asked.answer.disable(state.committed);
      asked.commit.hidden = state.committed;
      asked.again.hidden = !state.committed;
    }
    say(refusal, state.refusal);
    shared.value = state.code;
  }
  let shown = null;
  let live = false;
  let flashed = 0;
  // A picture at rest is an image: it has its text, and can be saved and printed.
  function picture(blob) {
    const address = URL.createObjectURL(blob);
    const before = shown;
    const at = (flashed += 1);
    image.src = shown = address;
    image.decode().catch(() => {}).then(() => {
      if (at === flashed) moved.hidden = true;
      if (before) URL.revokeObjectURL(before);
      if (!root.classList.contains("panel-live")) {
        live = true;
        fit();
        hideStored(root);
      }
    });
  }
  // One of many while a slider moves is painted upon it, which takes half the time that an image takes to be loaded.
  async function flash(blob) {
    const at = (flashed += 1);
    const bitmap = await createImageBitmap(blob).catch(() => null);
    if (bitmap && at === flashed) {
      moved.getContext("bitmaprenderer").transferFromImageBitmap(bitmap);
      moved.hidden = false;
      moved.dataset.frame = at;
    }
  }
  // Says that Python works, or that it is silent; the last picture stays.
  function look() {
    const oldest = underway.length ? performance.now() - underway[0].at : 0;
    working.hidden = oldest < WORKING;
    root.setAttribute("aria-busy", String(oldest >= WORKING));
    if (oldest >= lostAfter) {
      underway.forEach((one) => { one.lost = true; });
      say(trouble, "Python has not answered for a while: it is busy, or it has stopped. The last picture stays. If nothing comes, restart and run this cell again.");
    }
  }

  // Controls above the picture, or beside it where it is larger then: all of the panel is to be seen at once.
  function fit() {
    const scroller = scrolling(el);
    const across = el.clientWidth;
    const screen = scroller.clientHeight / enlarged();
    const high = Math.max(screen - 24, 320);
    if (!across) return;
    const sideways = across < SIDEWAYS[0] && screen < SIDEWAYS[1];
    const phone = across < NARROW ? "narrow" : sideways ? "narrow sideways" : null;
    root.style.setProperty("--picture", "0px");
    const scales = LAYOUTS.map((layout) => {
      root.className = `panel ${layout}${live ? " panel-live" : ""}`;
      if (phone ? layout !== phone : layout.startsWith("narrow")) return 0;
      if (layout === "narrow sideways") return Math.max(Math.min(1, across / panel.width, (screen - SLIDER) / panel.height), 0.4);
      const width = layout.startsWith("beside") ? across - knobs.offsetWidth - 20 : across;
      const used = layout.startsWith("beside") ? root.offsetHeight - stage.offsetHeight : root.offsetHeight;
      if (layout.startsWith("beside") && knobs.offsetHeight > high - used) return 0;
      const scale = Math.min(1, width / panel.width, (high - used) / panel.height);
      return Math.max(scale, phone ? LEGIBLE : 0.2);
    });
    const best = Math.max(...scales);
    root.className = `panel ${LAYOUTS[scales.indexOf(best)]}${live ? " panel-live" : ""}`;
    root.style.setProperty("--picture", `${Math.round(panel.width * best)}px`);
    if (root.classList.contains("narrow")) pan.tabIndex = 0; // it is moved aside, by keys as well
    else pan.removeAttribute("tabindex");
  }

  // A notebook takes letters and arrows for itself: x would cut the cell out. It listens on the document before anything
  // else does (Notebook 7), so the panel listens on the window; its own keys are then told from here, for nothing below
  // hears them. What is pressed with Ctrl or Cmd belongs to the notebook and the browser: save, find.
  const gone = new AbortController();
  window.addEventListener("keydown", (event) => {
    if (!root.contains(event.target)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.length === 1) return;
    event.stopPropagation();
    if (event.key === " " && event.target.type === "range") event.preventDefault();
    event.target.dispatchEvent(new CustomEvent("panel-key", { detail: event.key }));
  }, { capture: true, signal: gone.signal });

  // A value that is set is said to be a change of the selection as well, upon which every editor of a notebook has the
  // page laid out anew, in the middle of a picture's way.
  window.addEventListener("selectionchange", (event) => {
    if (root.contains(event.target)) event.stopPropagation();
  }, { capture: true, signal: gone.signal });

  // Enlarged by the reader, or on another screen, the page has other pixels, and the picture is asked for once more.
  let pixels = ratio();
  function sharpen() {
    if (drawn && ratio() !== pixels) send({ do: "show" });
    pixels = ratio();
  }

  const came = (message, buffers) => hear(message, buffers);
  model.on("msg:custom", came);
  model.on("comm_live_update", () => lost());
  listen(model);
  const watch = new ResizeObserver(() => requestAnimationFrame(() => { fit(); sharpen(); }));
  watch.observe(el);
  watch.observe(scrolling(el));
  tell(panel);
  if (stored) {
    image.loading = "lazy";
    image.src = stored;
    live = true;
    fit();
  } else send({ do: "show" });
  return () => {
    gone.abort();
    model.off("msg:custom", came);
    watch.disconnect();
    clearTimeout(resting);
    clearTimeout(spoken);
    if (shown) URL.revokeObjectURL(shown);
  };
}

// What was stored of the panel, a picture and its readout, goes when the panel lives. In JupyterLab and Notebook a style
// does it, which comes back when nothing lives any more; elsewhere, the picture and the caption before the panel are hidden.
function hideStored(root) {
  if (root.closest(".jp-OutputArea")) return;
  const last = (elements, mark) => [...elements].filter((one) => one.compareDocumentPosition(mark) & 4).pop();
  const caption = last(document.querySelectorAll(".panel-stored"), root);
  const stored = caption && last(document.images, caption);
  if (caption) caption.hidden = true;
  if (stored) stored.style.display = "none";
}

// A model of anywidget that was not ready two seconds after it was made, on a slow machine, hears nothing for ever. Where
// its insides are as in anywidget 0.11, it is made to hear; elsewhere this does nothing.
async function listen(model) {
  const real = await model.widget_manager?.get_model?.(model.get("own_id"))?.catch?.(() => null);
  if (!real?.comm?.on_msg) return;
  const base = Object.getPrototypeOf(Object.getPrototypeOf(real));
  if (base?._handle_comm_msg) real.comm.on_msg((message) => base._handle_comm_msg.call(real, message));
}

// The part of the page that scrolls with the panel in it: the outermost, for a cell's output may scroll as well.
function scrolling(element) {
  let found = document.documentElement;
  for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(box).overflowY)) found = box;
  }
  return found;
}

// The place of the text that a learner typed, or of the number next to it.
function nearest(texts, typed) {
  const same = texts.indexOf(typed.trim());
  if (same >= 0) return same;
  const number = (text) => parseFloat(text.replace("−", "-").replace(/ × 10/, "e").replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c) => "-0123456789"["⁻⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c)]));
  const wanted = number(typed);
  if (Number.isNaN(wanted)) return 0;
  return texts.map((text, i) => [Math.abs(number(text) - wanted), i]).sort((a, b) => a[0] - b[0])[0][1];
}

export default { render };
