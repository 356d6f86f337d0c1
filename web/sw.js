// Keeps the whole site on the reader's device, so that it works without a network: web/site.py writes the two lines
// below, a version and the files of it. What belongs to one version is never mixed with another.

const VERSION = "";
const FILES = [];

const ours = `dog-or-cat ${self.registration.scope} `;
const name = ours + VERSION;
const NEVER_CHANGES = /-[0-9a-f]{12}[./]/; // its name has the hash of what it holds

// All or nothing: a version is there when each of its files is.
self.addEventListener("install", (event) => event.waitUntil(keep()));
async function keep() {
  const cache = await caches.open(name);
  let next = 0;
  const fetchNext = async () => {
    while (next < FILES.length) {
      const file = FILES[next++];
      const before = NEVER_CHANGES.test(file) && (await caches.match(file));
      if (before) await cache.put(file, before);
      else await cache.add(new Request(file, { cache: "no-cache" }));
    }
  };
  await Promise.all([1, 2, 3, 4].map(fetchNext));
}

// A new version begins when no page of the old one is open any more, or when the reader asks for it.
self.addEventListener("message", ({ data }) => { if (data === "now") self.skipWaiting(); });
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const old = (await caches.keys()).filter((one) => one.startsWith(ours) && one !== name);
  await Promise.all(old.map((one) => caches.delete(one)));
  await self.clients.claim();
})()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  // The browser keeps this one itself, compiled, if the answer is the network's own. Without a network there is the packed one.
  if (address.pathname.endsWith(".wasm")) return;
  if (request.method === "GET" && request.url.startsWith(self.registration.scope)) event.respondWith(answer(request, address));
});
async function answer(request, address) {
  if (address.pathname.endsWith("/")) address.pathname += "index.html";
  const kept = await (await caches.open(name)).match(address, { ignoreSearch: true });
  return kept ?? fetch(request);
}
