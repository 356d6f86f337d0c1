// A service worker: what has been loaded once is there without a network, and what the network has newer goes first.
//
// What has the name of a build in its address never changes, and is taken from what is kept. A page asks the network
// first, for a few seconds, and then takes what is kept.

const KEPT = "dog-or-cat";
const PATIENCE = 4000; // ms that a page waits for the network

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(self.registration.scope)) return;
  const forever = /\/python-[0-9a-f]{12}\/|[?&]v=[0-9a-f]{12}|-[0-9a-f]{12}\.png$/.test(request.url);
  event.respondWith(forever ? keptFirst(request) : networkFirst(request));
});

async function keptFirst(request) {
  const kept = await caches.open(KEPT);
  return (await kept.match(request)) ?? keep(kept, request);
}

async function networkFirst(request) {
  const kept = await caches.open(KEPT);
  const options = { ignoreSearch: request.mode === "navigate" };
  const late = new Promise((_, refuse) => setTimeout(refuse, PATIENCE));
  const asked = keep(kept, request);
  asked.catch(() => {});
  try {
    const before = await kept.match(request, options);
    return await (before ? Promise.race([asked, late]) : asked);
  } catch {
    return (await kept.match(request, options)) ?? Response.error();
  }
}

async function keep(kept, request) {
  const answer = await fetch(request);
  if (answer.ok) kept.put(request, answer.clone()).catch(() => {}); // no room is no reason to fail
  return answer;
}

// A page that is open tells what it has loaded before this worker was there, and which build is the present one.
self.addEventListener("message", (event) => event.waitUntil((async () => {
  const { loaded, build } = event.data;
  const kept = await caches.open(KEPT);
  for (const { url } of await kept.keys()) {
    const [, other] = url.match(/\/python-([0-9a-f]{12})\//) ?? [];
    if (other && other !== build) await kept.delete(url);
  }
  for (const address of loaded) {
    if (address.startsWith(self.registration.scope) && !(await kept.match(address))) await keep(kept, address).catch(() => {});
  }
})()));
