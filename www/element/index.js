// The custom element <no-wrong-door>: loads the wasm and the bundle together, and keeps help in view whatever fails.

import init, { Widget } from '../../target/pkg/no_wrong_door.js';
import { londonNow } from './clock.js';
import { make, paint, save } from './dom.js';
import { Frame } from './frame.js';
import { printAlone } from './print.js';

/** The page's own content is shown beside the question once loading has taken this long. */
const FALLBACK_AFTER_MS = 8000;

/** The elements that are live, each with the function that gives its page back after a panic. */
const live = new Map();

/** Places that elements have left. The wasm never frees one, so the next element takes it. */
const vacant = [];

function takePlace() {
  const root = make('div', { class: 'app' });
  return vacant.pop() ?? { root, widget: new Widget(root) };
}

const WASM_URL = new URL('no-wrong-door.wasm', import.meta.url);

/** The one load of the wasm for all elements: tried again after a failure to load, not after a panic. */
let wasm;
function load() {
  wasm ??= fetchChecked(WASM_URL, __WASM_INTEGRITY__)
    .then((response) => init({ module_or_path: response }))
    .catch((error) => {
      wasm = undefined;
      throw Object.assign(error, { code: 'no-wasm' });
    });
  return wasm;
}

// A panic ends the wasm with a trap, which reaches the page as an error from the wasm's own address.
window.addEventListener('error', ({ error }) => {
  if (!error?.stack?.includes(WASM_URL.href)) return;
  wasm = Promise.reject(Object.assign(error, { code: 'panic' }));
  wasm.catch(() => {});
  [...live.values()].forEach((fail) => fail('panic'));
});

async function fetchChecked(url, integrity) {
  const response = await fetch(url, { integrity: integrity || '', credentials: 'same-origin' });
  if (!response.ok) throw new Error(`${response.status}`);
  return response;
}

function fetchBundle(url, integrity) {
  return fetchChecked(url, integrity)
    .then((response) => response.arrayBuffer())
    .catch((error) => {
      throw Object.assign(error, { code: 'no-bundle' });
    });
}

/** The command's `limits::BYTES`. */
const MAX_BUNDLE_BYTES = 4 * 1024 * 1024;

/** A bundle's bytes as a value. Throws the command's code for bytes that are none. */
function parse(bytes) {
  if (bytes.byteLength > MAX_BUNDLE_BYTES) throw 'too-long';
  const text = attempt('not-utf8', () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  return attempt('not-json', () => JSON.parse(text));
}

/** What `act` returns; throws `code` where it throws. */
function attempt(code, act) {
  try {
    return act();
  } catch {
    throw code;
  }
}

class NoWrongDoor extends HTMLElement {
  static observedAttributes = ['src', 'integrity', 'lang', 'audience'];

  #frame;
  #place;
  /** Counts the starts: what an earlier one still waits for is dropped. */
  #run = 0;
  #started = false;
  #slowTimer;

  connectedCallback() {
    // A move in the page is a removal and an insertion at once: what was started goes on.
    if (this.#started) this.#frame.connect();
    else this.#start();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      this.#stop();
      this.#frame.disconnect();
    });
  }

  attributeChangedCallback(name, before, after) {
    if (before === after || !this.isConnected || !this.#frame) return;
    if (name === 'lang') this.#place?.widget.speak(this.#language);
    else this.#start();
  }

  get src() {
    return this.getAttribute('src') ?? '';
  }
  set src(value) {
    this.setAttribute('src', value);
  }
  get integrity() {
    return this.getAttribute('integrity') ?? '';
  }
  set integrity(value) {
    this.setAttribute('integrity', value);
  }
  get audience() {
    return this.getAttribute('audience') ?? '';
  }
  set audience(value) {
    this.setAttribute('audience', value);
  }
  get exitUrl() {
    return this.getAttribute('exit-url') ?? '';
  }
  set exitUrl(value) {
    this.setAttribute('exit-url', value);
  }

  /** Gives the page back to what stands inside the element. */
  #fail(code) {
    this.#stop();
    this.#frame.showFallback(true);
    this.#fire('error', { code });
  }

  get #language() {
    return this.lang || this.closest('[lang]')?.lang || 'en';
  }

  async #start() {
    this.#stop();
    const run = this.#run;
    this.#started = true;
    this.#frame ??= new Frame(this);
    this.#frame.connect();
    const early = this.#frame.askEarly(this.audience);
    this.#slowTimer = setTimeout(() => this.#frame.showFallback(false), FALLBACK_AFTER_MS);
    // Help and the first question are drawn first: asking for the rest takes longer.
    await paint();
    if (!this.#isCurrent(run)) return;
    try {
      const [bundle] = await Promise.all([this.#fetch(), load()]);
      if (this.#isCurrent(run)) this.#read(parse(bundle));
      await paint();
      if (this.#isCurrent(run)) this.#show(early);
    } catch (error) {
      if (run === this.#run) this.#fail(error.code ?? (typeof error === 'string' ? error : 'panic'));
    }
  }

  async #fetch() {
    if (!this.src) throw Object.assign(new Error('no src'), { code: 'no-src' });
    return fetchBundle(new URL(this.src, document.baseURI), this.integrity);
  }

  /** The run was not ended, by another start or by taking the element out. */
  #isCurrent(run) {
    return run === this.#run && this.isConnected;
  }

  #read(bundle) {
    this.#place = takePlace();
    this.#place.widget.read(bundle);
  }

  #show(early) {
    const { focused } = this.#frame;
    const { root, widget } = this.#place;
    widget.show(this.#language, this.audience, early.answers, early.chosen ?? '', this.#host);
    live.set(this, (code) => this.#fail(code));
    clearTimeout(this.#slowTimer);
    this.#frame.goLive(root, () => widget.urgent(), focused);
    if (early.urgent) widget.urgent();
  }

  #stop() {
    this.#run += 1;
    this.#started = false;
    clearTimeout(this.#slowTimer);
    live.delete(this);
    const place = this.#place;
    if (!place) return;
    this.#place = undefined;
    this.#frame.removeRoot();
    try {
      place.widget.leave();
      vacant.push(place);
    } catch {
      // After a panic there is nothing left to leave.
    }
  }

  /** All that the wasm may ask of the page: the time, telling counts, the clipboard, a file for the person, the printer. */
  get #host() {
    return {
      now: londonNow,
      ready: (services) => this.#fire('ready', { services }),
      step: (step, left) => this.#step(step, left),
      results: (fit, may) => this.#fire('results', { fit, may }),
      copy: (text) => this.#frame.copy(text),
      save: (name, type, text) => save(name, type, text),
      print: () => printAlone(this),
    };
  }

  #step(step, left) {
    this.#frame.showIntro(step === 0);
    this.#fire('step', { step, left });
  }

  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`nwd-${name}`, { bubbles: true, composed: true, detail }));
  }
}

// A second copy of this script finds the name taken and leaves it.
if (!customElements.get('no-wrong-door')) customElements.define('no-wrong-door', NoWrongDoor);
