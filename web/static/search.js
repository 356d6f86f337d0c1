// The search in the header of each page: Pagefind and its index are loaded when the field is first touched.

const SHOWN = 12; // places; who wants more adds a word
const PAGES = 8; // of so many pages places are taken
const PAUSE = 150; // ms after a letter

const root = new URL("..", import.meta.url);
const form = document.querySelector(".search");
const field = form.querySelector("input");
const box = form.querySelector(".found");
const said = box.querySelector("p");
const list = box.querySelector("ol");
let loading = null;
let tries = 0;
let waiting = null;
let asked = 0; // answers to older words come too late

// Pagefind could have a worker; for some dozens of sections it needs none. What has failed once a browser does not fetch
// again under the same address.
function load() {
  loading ??= import(new URL(`pagefind/pagefind.js?${tries += 1}`, root)).then(async ({ createInstance }) => {
    const found = createInstance({ noWorker: true, baseUrl: root.pathname, excerptLength: 24 });
    await found.init();
    return found;
  });
  return loading;
}

// Sections, panels and exercises with the words, the best first: {title, where, url, excerpt}.
async function places(words) {
  const { search } = await load();
  // A heading with the words goes first, then where they stand together as they were typed.
  const asking = / /.test(words) ? [search(`"${words.replaceAll('"', "")}"`), search(words)] : [search(words)];
  const found = new Map();
  for (const { results } of await Promise.all(asking)) {
    const pages = await Promise.all(results.slice(0, PAGES).map((one) => one.data()));
    const score = (place) => place.weighted_locations.reduce((sum, { balanced_score: one }) => sum + one, 0);
    const all = pages.flatMap(({ meta, sub_results: places }) => places.map((place) => ({ ...place,
      where: [meta.number, meta.title].filter((one) => one && one !== place.title).join(" · "), score: score(place) })));
    for (const place of all.sort((a, b) => b.score - a.score)) if (!found.has(place.url)) found.set(place.url, place);
  }
  const heads = ({ title }) => title.toLowerCase().includes(words.toLowerCase());
  return [...found.values()].sort((a, b) => heads(b) - heads(a));
}

// Without the heading, which stands above it.
function shortened(excerpt, title) {
  const [start] = excerpt.match(/^.*?[.?!](?= )/) ?? [""];
  return title.endsWith(start.replace(/<[^>]+>|\.$/g, "")) ? excerpt.slice(start.length) : excerpt;
}

async function look() {
  clearTimeout(waiting);
  const words = field.value.trim();
  const id = (asked += 1);
  if (!words) {
    close();
    return;
  }
  let all;
  try {
    all = await places(words);
  } catch (problem) {
    loading = null;
    if (id === asked) show("WebAssembly" in window
      ? `The search could not be loaded: ${problem.message}. Check the connection, and type again.`
      : "The search needs WebAssembly, which this browser lacks. Its own search, Ctrl + F, looks through this page.", []);
    return;
  }
  if (id !== asked) return;
  const count = all.length === 1 ? "one place" : `${all.length} places`;
  show(!all.length ? `“${words}” is on no page. Fewer or other words may help.`
    : all.length > SHOWN ? `${count}, the best ${SHOWN} of them here; another word brings fewer.` : `${count}.`, all.slice(0, SHOWN));
}

function show(words, all) {
  box.hidden = false;
  said.textContent = words;
  list.replaceChildren(...all.map(({ title, where, url, excerpt }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = url;
    link.textContent = title;
    const text = document.createElement("p");
    text.innerHTML = shortened(excerpt, title); // of our own pages, with the words marked
    item.append(link, where && ` · ${where}`, text);
    return item;
  }));
}

function close() {
  asked += 1;
  box.hidden = true;
  list.replaceChildren();
  said.textContent = "";
}

field.addEventListener("focus", () => {
  load().catch(() => { loading = null; });
  if (field.value.trim()) look();
});
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
});
// Enter goes to the first find, arrows from one to the next, Escape back to the field and then out of it.
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await look();
  list.querySelector("a")?.focus();
});
form.addEventListener("keydown", (event) => {
  const links = [field, ...list.querySelectorAll("a")];
  const at = links.indexOf(event.target);
  const next = links[at + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
  if (event.key === "Escape") {
    if (event.target === field) close();
    else field.focus();
  } else if (at >= 0 && next) next.focus();
  else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => { if (event.target.closest("a")) close(); });
for (const kind of ["pointerdown", "focusin"]) {
  document.addEventListener(kind, ({ target }) => { if (!form.contains(target)) close(); });
}
