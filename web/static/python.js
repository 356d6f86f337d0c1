// The page's Python: started when it is first asked, one worker for a page, ended and started again when it hangs.

const BUSY = 3000; // ms without an answer, and the page offers to stop Python
const NEEDS = [
  ["WebAssembly", "WebAssembly, in which Python is written"],
  ["Worker", "workers, in which it runs"],
  ["DecompressionStream", "DecompressionStream, with which it is unpacked"],
];

const sentence = (words) => `${words.replace(/\.$/, "")}.`;

export class Python extends EventTarget {
  // setup : {folder, sizes, cells}, what the worker is told. state : "off", "starting", "ready" or "failed".
  constructor(setup) {
    super();
    this.setup = setup;
    this.state = "off";
    this.starts = 0;
    this.waiting = new Map();
    this.asked = 0;
  }

  start() {
    if (this.state === "starting" || this.state === "ready") return;
    this.starts += 1;
    const missing = NEEDS.filter(([name]) => !(name in globalThis)).map(([, words]) => words);
    if (missing.length) {
      this.fail(`This browser lacks ${missing.join(", and ")}. A newer one has it; the text and the pictures stay.`);
      return;
    }
    this.tell("starting", { words: "loading Python", share: 0 });
    try {
      this.worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    } catch (problem) {
      this.fail(`This browser allows no worker here: ${problem.message}.`);
      return;
    }
    this.worker.onmessage = ({ data }) => this.hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      this.fail(`Python stopped: ${event.message || "its worker could not be loaded"}. Reload the page, or try again.`);
    };
    this.worker.postMessage({ start: this.setup });
  }

  // A promise of what Python answers; it is rejected with an Error whose message a reader can use.
  ask(question) {
    this.start();
    if (this.state === "failed") return Promise.reject(new Error(this.words));
    this.asked += 1;
    const id = this.asked;
    return new Promise((answer, refuse) => {
      this.waiting.set(id, { answer, refuse, question: { ...question, id }, at: performance.now() });
      if (this.state === "ready") this.send(id);
    });
  }

  send(id) {
    const one = this.waiting.get(id);
    one.at = performance.now();
    // Copies go over: after a new start the same question is asked once more.
    this.worker.postMessage(one.question);
    setTimeout(() => this.look(), BUSY + 10);
  }

  look() {
    const oldest = Math.min(...[...this.waiting.values()].map((one) => one.at));
    if (this.state === "ready") this.tell("ready", { busy: performance.now() - oldest >= BUSY });
  }

  hear(data) {
    if (data.ready) {
      this.tell("ready", {});
      for (const id of this.waiting.keys()) this.send(id);
    } else if (data.progress) {
      this.tell(this.state, data.progress);
    } else if (data.ended) {
      this.fail(`Python has stopped: ${sentence(data.ended)} Your next move starts it again; if that does not help, close other tabs.`);
    } else if (data.id === undefined) {
      const helps = /memory/i.test(data.failed) ? "Close other tabs and programs" : "Check the connection";
      this.fail(`Python could not be started: ${sentence(data.failed)} ${helps}, and try again; the text and the pictures stay.`);
    } else {
      const one = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if (data.failed !== undefined) one?.refuse(new Error(data.failed));
      else one?.answer(data);
      this.look();
    }
  }

  // End the worker, whatever it does, and begin anew. What waited is refused with these words.
  restart(words) {
    this.worker?.terminate();
    this.state = "off";
    this.refuse(words);
    this.start();
  }

  fail(words) {
    this.worker?.terminate();
    this.words = words;
    this.tell("failed", { words });
    this.refuse(words);
  }

  refuse(words) {
    const waiting = [...this.waiting.values()];
    this.waiting.clear();
    for (const one of waiting) one.refuse(new Error(words));
  }

  tell(state, detail) {
    this.state = state;
    this.dispatchEvent(new CustomEvent("state", { detail: { state, ...detail } }));
  }
}
