// What stands round the questions and needs no wasm: the crisis contacts, the bar that is always in view, the first
// question, and the page's own content for when something fails.

import css from './widget.css';
import words from 'words';
import { readableAccent } from './accent.js';
import { make } from './dom.js';
import { Exit } from './exit.js';

let styles;
function sheet() {
  if (!styles) {
    styles = new CSSStyleSheet();
    styles.replaceSync(css);
  }
  return styles;
}

export class Frame {
  #host;
  #shadow;
  #exit;
  #intro;
  #app;
  #broken;
  #fallback;
  #now;
  #bar;

  constructor(host) {
    this.#host = host;
    this.#shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    this.#shadow.adoptedStyleSheets = [sheet()];
    this.#exit = new Exit(words.frame, () => host.exitUrl);
    this.#intro = this.#makeIntro();
    this.#app = make('div', { class: 'app' });
    this.#broken = make('p', { class: 'broken', role: 'alert', hidden: true });
    this.#fallback = make('slot', { hidden: true });
    this.#bar = this.#makeBar();
    this.#shadow.replaceChildren(
      make('div', { class: 'frame', lang: words.lang, part: 'frame' },
        make('div', { class: 'crisis', part: 'crisis' }, make('slot', { name: 'crisis' })),
        this.#bar, this.#intro, this.#app, this.#broken, this.#fallback, this.#exit.status),
    );
  }

  connect() {
    this.#exit.listen();
    readableAccent(this.#host);
  }

  disconnect() {
    this.#exit.forget();
  }

  showIntro(shown) {
    this.#intro.hidden = !shown;
  }

  /** Shows the page's own content; with `instead`, in place of the questions. */
  showFallback(instead) {
    this.#fallback.hidden = false;
    if (!instead) return;
    this.#intro.hidden = true;
    this.#now.hidden = true;
    this.#app.replaceChildren();
    this.#broken.textContent = words.frame.broken;
    this.#broken.hidden = false;
  }

  /**
   * Draws the first question at once, as the wasm will draw it, and returns what tells what was chosen in the meantime.
   */
  showFirstQuestion(audience) {
    this.#broken.hidden = true;
    this.#fallback.hidden = true;
    this.#intro.hidden = false;
    this.#now.hidden = false;
    const asked = audience ? 'danger' : 'audience';
    const person = audience && audience !== 'young-person' ? '@they' : '';
    const form = this.#makeQuestion(asked, person);
    const early = { submitted: false };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      early.submitted = Boolean(form.querySelector(':checked'));
      if (early.submitted) form.setAttribute('aria-busy', 'true');
    });
    this.#app.replaceChildren(make('div', { class: 'page' }, make('section', { class: 'question', part: 'question' }, form)));
    return () => ({
      value: form.querySelector(':checked')?.value,
      submitted: early.submitted,
      focused: this.#shadow.activeElement?.id,
    });
  }

  /** A new root for the wasm to draw in, not yet shown. */
  freshRoot() {
    return make('div', { class: 'app' });
  }

  /** Puts the live widget in the place of the first question. */
  goLive(root, urgent, focused) {
    this.#app.replaceWith(root);
    this.#app = root;
    this.#fallback.hidden = true;
    this.#now.onclick = urgent;
    if (focused) queueMicrotask(() => this.#shadow.getElementById(focused)?.focus());
  }

  #makeIntro() {
    const { heading, lead, privacy, watch } = words.frame;
    return make('div', { class: 'intro' },
      make('h2', {}, heading), make('p', { class: 'lead' }, lead),
      make('p', { class: 'privacy' }, make('strong', {}, privacy), ' ', watch));
  }

  #makeBar() {
    const { call, 'call-link': link, 'call-hint': hint, now } = words.frame;
    this.#now = make('button', { type: 'button', class: 'now', part: 'button' }, now);
    return make('div', { class: 'bar', part: 'bar' },
      make('a', { class: 'call', href: link }, call, make('span', { class: 'call-hint' }, ` ${hint}`)),
      this.#now, this.#exit.button);
  }

  #makeQuestion(id, person) {
    const fact = words.facts[id];
    const word = (part) => fact[part + person] ?? fact[part];
    const hint = word('hint');
    return make('form', { novalidate: true },
      make('fieldset', { 'aria-describedby': hint && 'hint' },
        make('legend', {}, make('h2', { tabindex: '-1' }, word('question'))),
        hint && make('p', { class: 'hint', id: 'hint' }, hint),
        make('details', { class: 'why' }, make('summary', {}, words.why), make('p', {}, word('why'))),
        ...fact.values.map((value, nth) => this.#makeRadio(id, value, nth, fact.value[value + person] ?? fact.value[value]))),
      make('button', { type: 'submit', class: 'main', part: 'button' }, words.continue));
  }

  #makeRadio(fact, value, nth, label) {
    const id = `${fact}-${nth}`;
    return make('div', { class: 'choice' },
      make('input', { type: 'radio', id, name: fact, value }), make('label', { for: id }, label));
  }
}
