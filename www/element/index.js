// The custom element <no-wrong-door>: loads the wasm and the bundle together, and keeps help in view whatever fails.

import init, { Widget } from 'glue';
import * as source from 'source';
import { londonNow } from './clock.js';
import { make, paint, save } from './dom.js';
import * as entries from './entries.js';
import { Frame } from './frame.js';
import { printAlone } from './print.js';

/** @import { Host } from 'glue' */
/** @import { Early } from './early.js' */
/** @import { NoWrongDoorElement, NoWrongDoorEvents } from './no-wrong-door.d.ts' */

/** The page's own content is shown beside the question once loading has taken this long. */
const FALLBACK_AFTER_MS = 8000;

/**
 * The elements that are live, each with the function that gives its page back after a panic.
 *
 * @type {Map<HTMLElement, (code: string) => void>}
 */
const live = new Map();

/**
 * The elements in the page, each with the function that puts the first question in place of what was said; on the way
 * out by 'Exit this page' that is more.
 *
 * @type {Map<HTMLElement, (byExit: boolean) => void>}
 */
const inPage = new Map();

/** @param {boolean} byExit */
function forgetAll(byExit) {
  inPage.forEach((forget) => forget(byExit));
}

// Leaving by any way: what was said is gone before the browser puts the page away, to show it again on 'back'.
window.addEventListener('pagehide', () => forgetAll(false));

/**
 * Places that elements have left. The wasm never frees one, so the next element takes it.
 *
 * @type {{ root: HTMLElement, widget: Widget }[]}
 */
const vacant = [];

function takePlace() {
  const root = make('div', { class: 'app' });
  return vacant.pop() ?? { root, widget: new Widget(root) };
}

/**
 * The one load of the wasm for all elements: tried again after a failure to load, not after a panic.
 *
 * @type {Promise<unknown> | undefined}
 */
let wasm;
function load() {
  wasm ??= source
    .wasm()
    .then((from) => init({ module_or_path: from }))
    .catch((error) => {
      wasm = undefined;
      throw Object.assign(error, { code: 'no-wasm' });
    });
  return wasm;
}

// A panic ends the wasm with a trap, which reaches the page as an error.
window.addEventListener('error', ({ error }) => {
  if (!source.isOfWasm(error)) return;
  wasm = Promise.reject(Object.assign(error, { code: 'panic' }));
  wasm.catch(() => {});
  [...live.values()].forEach((fail) => fail('panic'));
});

/** The command's `limits::BYTES`. */
const MAX_BUNDLE_BYTES = 4 * 1024 * 1024;

/**
 * A bundle's bytes as a value. Throws the command's code for bytes that are none.
 *
 * @param {ArrayBuffer} bytes
 * @returns {unknown}
 */
function parse(bytes) {
  if (bytes.byteLength > MAX_BUNDLE_BYTES) throw 'too-long';
  const text = attempt('not-utf8', () => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  return attempt('not-json', () => JSON.parse(text));
}

/**
 * What `act` returns; throws `code` where it throws.
 *
 * @template Result
 * @param {string} code
 * @param {() => Result} act
 */
function attempt(code, act) {
  try {
    return act();
  } catch {
    throw code;
  }
}

/**
 * The code of whatever ended a start: our own errors carry one, or are one; anything else is a panic.
 *
 * @param {unknown} error
 */
function codeOf(error) {
  if (typeof error === 'string') return error;
  return /** @type {{ code?: string }} */ (error).code ?? 'panic';
}

/** The needs that a link to the page names, such as `#nwd=sleep` on a poster, with commas between. */
const linkedNeeds = () => /^#nwd=([\w,-]+)$/.exec(location.hash)?.[1] ?? '';

/** @implements {NoWrongDoorElement} */
class NoWrongDoor extends HTMLElement {
  static observedAttributes = ['src', 'integrity', 'lang', 'audience'];

  /** @type {Frame | undefined} */
  #frame;
  /** @type {ReturnType<typeof takePlace> | undefined} */
  #place;
  /** Counts the starts: what an earlier one still waits for is dropped. */
  #run = 0;
  #started = false;
  /**
   * The bundle that was fetched last.
   *
   * @type {{ href: string, integrity: string, bytes: ArrayBuffer } | undefined}
   */
  #fetched;
  /** The person wants to find the screen as it is when they come back. */
  #kept = false;
  /**
   * What is on the screen, which goes back and forward.
   *
   * @type {entries.Ways | undefined}
   */
  #ways;
  #entries = { back: () => this.#ways?.back(), forward: () => this.#ways?.forward() };
  /** The person has gone on from the first screen. */
  #begun = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #slowTimer;

  connectedCallback() {
    window.addEventListener('hashchange', this.#followLink);
    inPage.set(this, (byExit) => this.#forget(byExit));
    // A move in the page is a removal and an insertion at once: what was started goes on.
    if (this.#started) this.#frame?.connect();
    else this.#start();
    if (linkedNeeds() && !this.#begun) this.scrollIntoView();
  }

  disconnectedCallback() {
    queueMicrotask(() => {
      if (this.isConnected) return;
      inPage.delete(this);
      window.removeEventListener('hashchange', this.#followLink);
      entries.drop(this.#entries);
      this.#stop();
      this.#frame?.disconnect();
    });
  }

  /** A link within the page names a need: whoever has not gone on yet starts with it. */
  #followLink = () => {
    if (!linkedNeeds() || this.#begun) return;
    this.#start();
    this.scrollIntoView();
  };

  /**
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
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
    // The wasm takes whatever else a page writes there for none.
    return /** @type {NoWrongDoorElement['audience']} */ (this.getAttribute('audience') ?? '');
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
  get feedbackUrl() {
    return this.getAttribute('feedback-url') ?? '';
  }
  set feedbackUrl(value) {
    this.setAttribute('feedback-url', value);
  }
  get closed() {
    return this.hasAttribute('closed');
  }
  set closed(value) {
    this.toggleAttribute('closed', value);
  }

  /**
   * Gives the page back to what stands inside the element.
   *
   * @param {string} code
   */
  #fail(code) {
    this.#stop();
    this.#frame?.showFallback(true);
    this.#fire('error', { code });
  }

  /**
   * Starts anew: the first question stands at once where the answers were, unless the person keeps them. Exit keeps
   * nothing, and clears what was copied.
   *
   * @param {boolean} byExit
   */
  #forget(byExit) {
    if (byExit) this.#frame?.uncopy();
    if (!byExit && this.#kept) return;
    entries.drop(this.#entries);
    this.#start();
  }

  get #language() {
    /** @type {HTMLElement | null} */
    const around = this.closest('[lang]');
    return this.lang || around?.lang || 'en';
  }

  async #start() {
    this.#stop();
    const run = this.#run;
    this.#started = true;
    const frame = (this.#frame ??= new Frame(this, () => forgetAll(true)));
    frame.connect();
    const early = frame.askEarly(this.audience, (depth) => this.#step(depth));
    this.#ways = early;
    this.#slowTimer = setTimeout(() => frame.showFallback(false), FALLBACK_AFTER_MS);
    // Help and the first question are drawn first: asking for the rest takes longer.
    await paint();
    if (!this.#isCurrent(run)) return;
    try {
      const [bundle] = await Promise.all([this.#fetch(), load()]);
      if (!this.#isCurrent(run)) return;
      const content = parse(bundle);
      this.#place = takePlace();
      this.#place.widget.read(content);
      await paint();
      if (this.#isCurrent(run)) this.#show(frame, this.#place, early);
    } catch (error) {
      if (run === this.#run) this.#fail(codeOf(error));
    }
  }

  /** The bundle; one that is there already is asked for no more, so that leaving and coming back tell no server. */
  async #fetch() {
    if (!this.src) throw Object.assign(new Error('no src'), { code: 'no-src' });
    const url = new URL(this.src, document.baseURI);
    const { integrity } = this;
    if (this.#fetched?.href !== url.href || this.#fetched.integrity !== integrity) {
      const bytes = await source.bundle(url, integrity).catch((error) => {
        throw Object.assign(error, { code: 'no-bundle' });
      });
      this.#fetched = { href: url.href, integrity, bytes };
    }
    return this.#fetched.bytes;
  }

  /**
   * Whether the run was not ended, by another start or by taking the element out.
   *
   * @param {number} run
   */
  #isCurrent(run) {
    return run === this.#run && this.isConnected;
  }

  /**
   * @param {Frame} frame
   * @param {ReturnType<typeof takePlace>} place
   * @param {Early} early
   */
  #show(frame, { root, widget }, early) {
    const { focused } = frame;
    widget.show(this.#language, this.audience, early.answers, early.chosen ?? '', linkedNeeds(), this.#host);
    live.set(this, (code) => this.#fail(code));
    clearTimeout(this.#slowTimer);
    frame.goLive(root, () => widget.urgent(), focused);
    this.#ways = widget;
    if (early.urgent) widget.urgent();
  }

  #stop() {
    this.#run += 1;
    this.#started = false;
    this.#kept = false;
    this.#begun = false;
    clearTimeout(this.#slowTimer);
    live.delete(this);
    const place = this.#place;
    if (!place) return;
    this.#place = undefined;
    this.#frame?.removeRoot();
    try {
      place.widget.leave();
      vacant.push(place);
    } catch {
      // After a panic there is nothing left to leave.
    }
  }

  /**
   * All that the wasm may ask of the page: the time, telling that it is there, the clipboard, a file for the person, the
   * printer.
   *
   * @returns {Host}
   */
  get #host() {
    return {
      now: londonNow,
      ready: (services) => this.#fire('ready', { services }),
      step: (depth) => this.#step(depth),
      keep: (kept) => {
        this.#kept = kept;
      },
      uncopy: () => this.#frame?.uncopy(),
      shares: () => 'share' in navigator,
      // Whoever closes the sheet again has shared nothing.
      share: (text) => void navigator.share({ text }).catch(() => {}),
      feedback: () => (/^(https|mailto):/.test(this.feedbackUrl) ? this.feedbackUrl : ''),
      copy: (text) => this.#frame?.copy(text) ?? false,
      save,
      print: () => printAlone(this),
    };
  }

  /**
   * Another screen. The page is told of the second one alone: how many there are, and when they come, follows from what is
   * answered.
   *
   * @param {number} depth how many screens came before it
   */
  #step(depth) {
    this.#frame?.step(depth === 0);
    if (source.HAS_ENTRIES) entries.enter(this.#entries, depth);
    if (depth === 0 || this.#begun) return;
    this.#begun = true;
    this.#fire('start', {});
  }

  /**
   * @template {'ready' | 'start' | 'error'} Name
   * @param {Name} name
   * @param {NoWrongDoorEvents[`nwd-${Name}`]['detail']} detail
   */
  #fire(name, detail) {
    this.dispatchEvent(new CustomEvent(`nwd-${name}`, { bubbles: true, composed: true, detail }));
  }
}

// A second copy of this script finds the name taken and leaves it.
if (!customElements.get('no-wrong-door')) customElements.define('no-wrong-door', NoWrongDoor);
