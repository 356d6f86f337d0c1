// The page as slides, one idea a slide: the same text and the same panels, in the same places of the page.
//
// → or Page Down, ← or Page Up: the next and the last slide · 1 … 9: a preset · L, a number, Enter: a row of the lecture ·
// N: notes · F: full screen · Esc: back to the page.

const main = document.querySelector("main");

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

// What belongs together: a heading begins a slide, a panel has one of its own, and so has what is said after it.
function slides() {
  const found = [];
  let fresh = true;
  for (const part of main.children) {
    if (part.matches("details.code")) {
      part.classList.add("unseen"); // the code of a panel
      continue;
    }
    const panel = part.matches(".panel-place");
    if (fresh || panel || part.querySelector(":scope > :is(h1, h2, h3):first-child")) found.push([]);
    found.at(-1).push(part);
    fresh = panel;
  }
  return found;
}

// *Try in class* of what follows a panel: for the speaker, not for the class.
function trying(parts = []) {
  const paragraphs = parts.flatMap((part) => [...part.querySelectorAll("p")]);
  return paragraphs.filter((paragraph) => /^Try in class/.test(paragraph.textContent));
}

export function present(book, button) {
  const all = slides();
  for (const [number, parts] of all.entries()) {
    parts[0].classList.add("first");
    if (parts[0].matches(".panel-place")) trying(all[number + 1]).forEach((one) => one.classList.add("unseen"));
  }
  const words = make("p", { role: "status" });
  const notes = make("aside", { class: "notes", "aria-label": "notes", hidden: "" });
  const keys = "→ ← slides · 1 … 9 presets · L 14 Enter a row · N notes · F full screen · Esc the page";
  const foot = make("footer", { class: "slide-foot" }, words, make("p", { class: "keys" }, keys));
  let at = 0;
  let row = null; // what has been typed of a row's number
  let on = false;

  function show(number) {
    at = Math.min(Math.max(number, 0), all.length - 1);
    for (const part of main.children) part.classList.remove("shown");
    for (const part of all[at]) part.classList.add("shown");
    main.scrollTop = 0;
    const titles = all[at].flatMap((part) => [...part.querySelectorAll(".panel")]).map((panel) => panel.dataset.title);
    const told = book.lecture.filter((one) => one.page === book.name && titles.includes(one.panel));
    const minutes = told.map((one) => `${one.row} ${one.name}: ${one.minutes} minutes`);
    words.textContent = [`${at + 1} / ${all.length}`, ...told.map((one) => one.row)].join(" · ");
    const said = trying(titles.length ? all[at + 1] : all[at]).map((paragraph) => paragraph.cloneNode(true));
    said.forEach((paragraph) => paragraph.classList.remove("unseen"));
    notes.replaceChildren(make("p", {}, minutes.join(" · ")), ...said);
    history.replaceState(null, "", `?present#${at + 1}`);
  }

  function go(name) {
    const told = book.lecture.find((one) => one.row === name);
    const has = (part) => [...part.querySelectorAll(".panel")].some((panel) => panel.dataset.title === told.panel);
    if (!told) words.textContent = `There is no row ${name}.`;
    else if (told.page === book.name) show(all.findIndex((parts) => parts.some(has)));
    else location.href = `${told.page}.html?present&row=${name}`;
  }

  function press(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("textarea, .cm-content, input[type=text]")) return;
    const used = () => { event.preventDefault(); event.stopImmediatePropagation(); };
    const within = target.closest(".panel");
    if (row !== null && /^\d$/.test(key)) row += key;
    else if (row !== null && key === "Enter") { go(`L${row}`); row = null; return used(); }
    else if (key === "PageDown") show(at + 1);
    else if (key === "PageUp") show(at - 1);
    else if (key === "Escape") leave();
    else if (/^[1-9]$/.test(key)) all[at].map((part) => part.querySelectorAll(".preset")[key - 1]).find(Boolean)?.click();
    else if (key.toLowerCase() === "l") row = "";
    else if (key.toLowerCase() === "n") notes.hidden = !notes.hidden;
    else if (key.toLowerCase() === "f") document.fullscreenElement ? document.exitFullscreen() : main.parentElement.requestFullscreen();
    else if (within || target.closest("button, summary, a")) return undefined;
    else if (key === "ArrowRight" || key === " ") show(at + 1);
    else if (key === "ArrowLeft") show(at - 1);
    else if (key === "Home") show(0);
    else if (key === "End") show(all.length - 1);
    else return undefined;
    if (row !== null) words.textContent = `L${row}, then Enter`;
    return used();
  }

  function enter() {
    on = true;
    document.body.classList.add("presenting");
    document.body.append(notes, foot);
    window.addEventListener("keydown", press, { capture: true });
    document.activeElement?.blur();
    const asked = new URLSearchParams(location.search).get("row");
    show(Number(location.hash.slice(1)) - 1 || 0);
    if (asked) go(asked);
  }

  function leave() {
    on = false;
    window.removeEventListener("keydown", press, { capture: true });
    if (document.fullscreenElement) document.exitFullscreen();
    document.body.classList.remove("presenting");
    notes.remove();
    foot.remove();
    history.replaceState(null, "", location.pathname);
    all[at][0].scrollIntoView();
    button.focus();
  }

  button.addEventListener("click", () => { if (!on) enter(); });
  if (new URLSearchParams(location.search).has("present")) enter();
}
