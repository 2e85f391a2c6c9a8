// The custom element <no-wrong-door>: loads the wasm and the bundle together, and keeps help in view whatever fails.

import init, { Widget } from '../../target/pkg/no_wrong_door.js';
import { londonNow } from './clock.js';
import { make, paint, save } from './dom.js';
import { Frame } from './frame.js';
import { printAlone } from './print.js';

/** Still unanswered after this long, the page's own content is shown beside the question. */
const SLOW = 8000;

/** The widgets that are live, each with what gives its page back after a panic. */
const live = new Map();

/** Places that widgets were drawn in and have left: the wasm never lets go of one, so the next widget takes it. */
const empty = [];

function takePlace() {
  const root = make('div', { class: 'app' });
  return empty.pop() ?? { root, widget: new Widget(root) };
}

const WASM = new URL('no-wrong-door.wasm', import.meta.url);

/** One load of the wasm for all elements; tried again after a failure to load, and not after a panic. */
let wasm;
function load() {
  wasm ??= fetchChecked(WASM, __WASM_INTEGRITY__)
    .then((response) => init({ module_or_path: response }))
    .catch((error) => {
      wasm = undefined;
      throw Object.assign(error, { code: 'no-wasm' });
    });
  return wasm;
}

// A panic ends the wasm with a trap, which comes to the page as an error from the wasm's own address.
window.addEventListener('error', ({ error }) => {
  if (!error?.stack?.includes(WASM.href)) return;
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

/** The most bytes of a bundle, as the command has it: `limits::BYTES`. */
const MOST = 4 * 1024 * 1024;

/** A bundle's bytes as a value; what cannot be one is named by the command's codes. */
function parse(bytes) {
  if (bytes.byteLength > MOST) throw 'too-long';
  const text = attempt('not-utf8', () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  return attempt('not-json', () => JSON.parse(text));
}

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
  #run = 0;
  #going = false;
  #slow;

  connectedCallback() {
    // A move is a removal and an insertion at once: what was running, or on its way, goes on.
    if (this.#going) this.#frame.connect();
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

  get src() { return this.getAttribute('src') ?? ''; }
  set src(value) { this.setAttribute('src', value); }
  get integrity() { return this.getAttribute('integrity') ?? ''; }
  set integrity(value) { this.setAttribute('integrity', value); }
  get audience() { return this.getAttribute('audience') ?? ''; }
  set audience(value) { this.setAttribute('audience', value); }
  get exitUrl() { return this.getAttribute('exit-url') ?? ''; }
  set exitUrl(value) { this.setAttribute('exit-url', value); }

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
    this.#going = true;
    this.#frame ??= new Frame(this);
    this.#frame.connect();
    const early = this.#frame.askEarly(this.audience);
    this.#slow = setTimeout(() => this.#frame.showFallback(false), SLOW);
    // Help and the first question first: asking for the rest takes longer than drawing them.
    await paint();
    if (!this.#isOn(run)) return;
    try {
      const [bundle] = await Promise.all([this.#fetch(), load()]);
      if (this.#isOn(run)) this.#read(parse(bundle));
      await paint();
      if (this.#isOn(run)) this.#show(early);
    } catch (error) {
      if (run === this.#run) this.#fail(error.code ?? (typeof error === 'string' ? error : 'panic'));
    }
  }

  async #fetch() {
    if (!this.src) throw Object.assign(new Error('no src'), { code: 'no-src' });
    return fetchBundle(new URL(this.src, document.baseURI), this.integrity);
  }

  #isOn(run) {
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
    clearTimeout(this.#slow);
    this.#frame.goLive(root, () => widget.urgent(), focused);
    if (early.urgent) widget.urgent();
  }

  #stop() {
    this.#run += 1;
    this.#going = false;
    clearTimeout(this.#slow);
    live.delete(this);
    const place = this.#place;
    if (!place) return;
    this.#place = undefined;
    this.#frame.dropRoot();
    try {
      place.widget.leave();
      empty.push(place);
    } catch {
      // After a panic there is nothing left to leave.
    }
  }

  /** What the wasm may ask of the page: the time, counts to tell, the clipboard, a file for the person and the printer. Nothing else. */
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
