// Keeps the site on this device, once its first page is there; says so, and when a newer version has come.

const root = new URL("..", import.meta.url);

function say(words, button) {
  const said = document.querySelector(".kept") ?? document.body.appendChild(document.createElement("p"));
  said.className = "kept";
  said.setAttribute("role", "status");
  said.replaceChildren(words, ...(button ? [button] : []));
}

async function keep() {
  const place = await navigator.serviceWorker.register(new URL("sw.js", root), { scope: root.href });
  if (place.active) say("This series is kept on this device and works without a network.");
  const watch = (worker) => worker?.addEventListener("statechange", () => came(worker));
  // The first version begins at once; a newer one waits for the pages of the old to be closed.
  function came(worker) {
    if (worker.state === "activated") say("This series is kept on this device and works without a network.");
    if (worker.state === "installed" && place.active) offer(worker);
  }
  watch(place.installing);
  if (place.waiting && place.active) offer(place.waiting);
  place.addEventListener("updatefound", () => watch(place.installing));
}

function offer(worker) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "load it";
  button.addEventListener("click", () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
    worker.postMessage("now");
  });
  say("A newer version of this series is there. ", button);
}

// After what the page itself needs; not where data are to be saved, or storage is refused.
const begin = () => keep().catch(() => say("This browser keeps no copy of this series, which needs a network here."));
if ("serviceWorker" in navigator && !navigator.connection?.saveData) {
  if (document.readyState === "complete") begin();
  else window.addEventListener("load", begin);
}
