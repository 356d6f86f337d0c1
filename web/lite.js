// The pages' service worker answers for this folder too, until JupyterLite has its own, which would take it for that one
// or throw it away. So JupyterLite's comes first; web/lite.py writes this into the head of each of its pages.
{
  const { serviceWorker } = navigator;
  const own = new URL("../service-worker.js?enableCache=false", location.href).href;
  try {
    localStorage.setItem(`${own}-version`, "VERSION"); // by which JupyterLite knows that none is out of date
  } catch {} // storage is refused: JupyterLite says what that costs
  if (serviceWorker?.controller && serviceWorker.controller.scriptURL !== own) {
    window.stop();
    serviceWorker.addEventListener("controllerchange", () => location.reload());
    serviceWorker.register(own).catch(() => document.write("The network has broken off: load this page again."));
  }
}
