// The frame round the questions, which needs no wasm: the crisis contacts, the bar that is always in view, the first
// question, and the page's own content for when something fails.

import css from './widget.css';
import words from 'words';
import { readableAccent } from './accent.js';
import { Crisis } from './crisis.js';
import { make, paint } from './dom.js';
import { Early } from './early.js';
import { Exit } from './exit.js';
import { attachClosed } from './natural.js';

/** @type {CSSStyleSheet | undefined} */
let styles;
/**
 * Styles the shadow root. Browsers of before 2023 cannot share a sheet: theirs stands in the tree, if the policy allows it.
 *
 * @param {ShadowRoot} shadow
 */
function style(shadow) {
  try {
    if (!styles) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      styles = sheet;
    }
    shadow.adoptedStyleSheets = [styles];
  } catch {
    shadow.append(make('style', {}, css));
  }
}

export class Frame {
  #exit;
  #crisis = new Crisis(words.frame);
  #intro;
  /** @type {Element} */
  #app;
  #broken;
  #fallback;
  #now;
  #shadow;
  #checkAccent;
  #scheme = matchMedia('(prefers-color-scheme: dark)');

  /** Something of the widget's is on the clipboard. */
  #copied = false;

  /**
   * @param {HTMLElement & { exitUrl: string, closed: boolean }} host
   * @param {() => void} forget empties all that was said in the page
   */
  constructor(host, forget) {
    this.#exit = new Exit(words.frame, () => host.exitUrl, forget);
    this.#intro = makeIntro();
    this.#app = make('div', { class: 'app' });
    this.#broken = make('p', { class: 'broken', role: 'alert', hidden: true });
    this.#fallback = make('slot', { hidden: true });
    this.#now = make('button', { type: 'button', class: 'now', part: 'button' }, words.frame.now);
    const frame = make(
      'div',
      { class: 'frame', lang: words.lang, dir: words.frame.dir, part: 'frame' },
      this.#crisis.element,
      makeBar(this.#now, this.#exit.button),
      this.#intro,
      this.#app,
      this.#broken,
      this.#fallback,
      this.#exit.status,
    );
    this.#checkAccent = () => readableAccent(host, frame);
    // Last: if anything before it fails, the element's own content stays in view.
    this.#shadow = host.closed ? attachClosed(host) : (host.shadowRoot ?? host.attachShadow({ mode: 'open' }));
    this.#shadow.replaceChildren(frame);
    style(this.#shadow);
  }

  connect() {
    this.#exit.listen();
    this.#scheme.addEventListener('change', this.#checkAccent);
    paint().then(this.#checkAccent);
  }

  disconnect() {
    this.#scheme.removeEventListener('change', this.#checkAccent);
    this.#exit.stopListening();
  }

  /**
   * What stands above the questions: more before the first one.
   *
   * @param {boolean} isFirst
   */
  step(isFirst) {
    this.#intro.hidden = !isFirst;
    this.#crisis.show(isFirst ? 'lines' : 'line');
  }

  /**
   * Shows the element's own content.
   *
   * @param {boolean} instead in place of the questions, not beside them
   */
  showFallback(instead) {
    this.#fallback.hidden = false;
    if (!instead) return;
    this.#crisis.show('everything');
    this.#intro.hidden = true;
    this.#now.hidden = true;
    this.#app.replaceChildren();
    this.#broken.textContent = words.frame.broken;
    this.#broken.hidden = false;
  }

  /**
   * Asks the first questions, and returns them with the answers they get.
   *
   * @param {string} audience
   * @param {(depth: number) => void} onStep is told of each how many came before it
   */
  askEarly(audience, onStep) {
    this.#broken.hidden = true;
    this.#fallback.hidden = true;
    this.#now.hidden = false;
    const early = new Early(this.#app, audience, onStep);
    this.#now.onclick = () => early.help();
    return early;
  }

  /**
   * Puts text on the clipboard; returns whether it could. By the older command, which answers within the press itself and
   * works in pages without https too.
   *
   * @param {string} text
   */
  copy(text) {
    const area = make('textarea', { class: 'unseen', readonly: true }, text);
    const focused = /** @type {HTMLElement | null} */ (this.#shadow.activeElement);
    this.#app.append(area);
    area.select();
    const copied = document.execCommand('copy');
    area.remove();
    focused?.focus();
    this.#copied ||= copied;
    return copied;
  }

  /** Puts a dot in place of what was copied: a browser lets nobody empty the clipboard. */
  uncopy() {
    if (this.#copied) this.copy('.');
    this.#copied = false;
  }

  /** The id of the control that has the focus. */
  get focused() {
    return this.#shadow.activeElement?.id;
  }

  /** Takes the live widget out. */
  removeRoot() {
    const rest = make('div', { class: 'app' });
    this.#app.replaceWith(rest);
    this.#app = rest;
  }

  /**
   * Puts the live widget in place of the first questions.
   *
   * @param {Element} root
   * @param {() => void} urgent shows what to do now
   * @param {string | undefined} focused the id of the control that takes the focus
   */
  goLive(root, urgent, focused) {
    this.#app.replaceWith(root);
    this.#app = root;
    this.#fallback.hidden = true;
    this.#now.onclick = urgent;
    if (focused) requestAnimationFrame(() => this.#shadow.getElementById(focused)?.focus());
  }
}

function makeIntro() {
  const { heading, lead, privacy, watch } = words.frame;
  return make(
    'div',
    { class: 'intro' },
    make('h2', {}, heading),
    make('p', { class: 'lead' }, lead),
    make('p', { class: 'privacy' }, make('strong', {}, privacy), ' ', watch),
  );
}

/**
 * @param {HTMLButtonElement} now
 * @param {HTMLButtonElement} exit
 */
function makeBar(now, exit) {
  const { call, 'call-link': link, 'call-hint': hint } = words.frame;
  return make(
    'div',
    { class: 'bar', part: 'bar' },
    make('a', { class: 'call', href: link }, call, make('span', { class: 'call-hint' }, ` ${hint}`)),
    now,
    exit,
  );
}
